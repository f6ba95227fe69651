import type { Extension, QuestionnaireItem } from 'fhir/r4.js';
import { madeOnce } from '../../made-once.ts';
import { defaultReadings } from '../../spine-imaging/readings.ts';
import { accompanying, lasting } from '../../terminology/complaints.ts';
import {
  amongClinicians,
  inPersonWords,
  noEvaluationWords,
  remoteWords,
  therapyWords,
} from '../../terminology/contacts.ts';
import { informationOrigin } from '../../terminology/da-vinci.ts';
import { surgeryCodes } from '../../terminology/procedures.ts';
import { studies } from '../../terminology/study-catalogue.ts';
import { systems } from '../../terminology/systems.ts';
import { medicines, procedureCodes } from '../../terminology/treatments.ts';
import {
  type BodyRegion,
  bodyRegions,
  type Modality,
  type Study,
} from '../../terminology/types.ts';
import { anyOf, type CodeTest, codedAs, codingsIn, cptIn } from './code-patterns.ts';
import { day, earlier, latest, oneOf, words } from './fhirpath.ts';

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';

/** What expressions can name with a `%`: the result of a query about the patient, or of another expression. */
interface Variable {
  readonly name: string;
  readonly language: 'application/x-fhir-query' | 'text/fhirpath';
  readonly expression: string;
}

const patient = '{{%patient.id}}';

function query(name: string, expression: string): Variable {
  return { name, language: 'application/x-fhir-query', expression };
}

function fhirpath(name: string, expression: string): Variable {
  return { name, language: 'text/fhirpath', expression };
}

/** The order is about the level: `%study` is the list of levels that it shows. */
export function isAbout(level: BodyRegion): string {
  return `%study.contains('${level}')`;
}

/** A test for each level, of which that of an ordered level counts. */
export function atOrderedLevel(test: (level: BodyRegion) => string): string {
  const tests = bodyRegions.map((level) => `${isAbout(level)} and ${test(level)}`);
  return `(${tests.join(' or ')})`;
}

/** Something of the spine at a level that the order shows; without a level nowhere. */
function codedAtOrderedLevel(path: string, isMeant: CodeTest): string {
  return atOrderedLevel((level) =>
    codedAs(path, (concepts, regions) => regions.includes(level) && isMeant(concepts, regions)),
  );
}

const isComplaint: CodeTest = (concepts) => concepts.some((one) => !accompanying.has(one));
const isCompanion: CodeTest = (concepts) => concepts.every((one) => accompanying.has(one));
const isStanding: CodeTest = (concepts) => concepts.every((one) => lasting.has(one));

/** Tests whether a report, or an order, is of a study that is meant, by CPT or LOINC. */
function codedStudy(path: string, isMeant: (study: Study) => boolean): string {
  const meant = studies.filter(isMeant);
  const loinc = meant.flatMap((study) => study.loinc);
  return anyOf([
    ...cptIn(
      path,
      meant.map(({ cpt }) => cpt),
    ),
    ...codingsIn(path, systems.loinc, loinc),
  ]);
}

/** Tests whether a report of a modality shows a level. */
export function shows(path: string, modality: Modality, level: BodyRegion): string {
  return codedStudy(path, (study) => study.modality === modality && study.shows.includes(level));
}

/** Reports of studies of a modality at a level that the order shows. */
function reportsOf(modality: Modality): string {
  const coded = atOrderedLevel((level) => shows('code', modality, level));
  const statuses = oneOf(['preliminary', 'partial', 'final', 'amended', 'corrected', 'appended']);
  return `%reports.entry.resource.where(status in ${statuses} and (conclusion.exists() or conclusionCode.exists() or result.exists())).where(${coded})`;
}

/** The day of a report. */
export const reportDay = day('(effective.ofType(dateTime) | effective.ofType(Period).start)');

/** The levels of a study as they stand in `%study`; one that names none may be of any. */
function levelsOf(study: Study): string {
  return (study.shows.length === 0 ? bodyRegions : study.shows).join(' ');
}

/**
 * The levels of an order's study; nothing for an order of something else, and none for a study without a level that
 * is ordered for a body site: sites are words too, and read by the service.
 */
function studyOfOrder(): string {
  const ordered = studies.filter(({ modality }) => modality !== 'radiograph');
  const kinds = new Map<string, Study[]>();
  for (const study of ordered) {
    const kind = `${study.shows.length === 0 ? 'bodySite.empty() and ' : ''}|${levelsOf(study)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), study]);
  }
  return [...kinds].reduce((otherwise, [kind, meant]) => {
    const [onlyIf = '', levels = ''] = kind.split('|');
    const test = codedStudy('code', (study) => meant.includes(study));
    return `iif(${onlyIf}${test}, '${levels}'${otherwise === '' ? '' : `, ${otherwise}`})`;
  }, '');
}

const conditionOf = (path: string): string =>
  `${path}.reference.select(replaceMatches('^.*Condition/', 'Condition/'))`;

/** For no stated reason, or for a complaint at the ordered level (readings A43, A60). */
const isForThis = (): string =>
  [
    '(reasonCode.empty() and reasonReference.empty())',
    `${conditionOf('reasonReference')}.intersect(%complaints.select('Condition/' & id)).exists()`,
    codedAtOrderedLevel('reasonCode', isComplaint),
  ].join(' or ');

const inPerson = oneOf('AMB EMER IMP ACUTE NONAC OBSENC SS HH FLD'.split(' '));

/** The day on which a condition began. */
export const onset = day('(onset.ofType(dateTime) | onset.ofType(Period).start)');
const performedFrom = day('(performed.ofType(dateTime) | performed.ofType(Period).start)');
const performedUntil = day('(performed.ofType(dateTime) | performed.ofType(Period).end)');
const boundsFrom = day('dosageInstruction.timing.repeat.bounds.ofType(Period).start');
const boundsUntil = day('dosageInstruction.timing.repeat.bounds.ofType(Period).end');
/** Tablets and capsules by their ingredient alone: what else a name says is left to the full reading of the chart. */
const medicineNames = medicines.map(({ ingredient }) => ingredient);
const contactWords =
  '(type.text | type.coding.display | serviceType.text | serviceType.coding.display).lower()';

/** Answers that a machine filled in and nobody confirmed attest nothing. */
export const isConfirmed = `extension.where(url = '${informationOrigin}').extension.where(url = 'source').value.ofType(code).where($this.startsWith('auto')).empty()`;

const { trialDays, postOperativeMonths } = defaultReadings;

/**
 * Everything that the expressions stand on, in an order in which each names only those before it. The queries use
 * US Core's search parameters alone, and nothing depends on the order of what is found. Where open orders for
 * different levels stand on the chart, no level is the order's, and nothing that hangs on one is filled in. Made for the
 * first form: the codes in them are many, and no start waits for them.
 */
export const populationVariables = madeOnce((): readonly Variable[] => [
  query('orders', `ServiceRequest?patient=${patient}&status=draft,active`),
  query('conditions', `Condition?patient=${patient}`),
  query('encounters', `Encounter?patient=${patient}`),
  query('devices', `Device?patient=${patient}`),
  query('procedures', `Procedure?patient=${patient}`),
  query('reports', `DiagnosticReport?patient=${patient}`),
  query('prescriptions', `MedicationRequest?patient=${patient}`),
  query('goals', `Goal?patient=${patient}`),
  query(
    'painScores',
    `Observation?patient=${patient}&code=${systems.loinc}|72514-3,${systems.loinc}|38208-5`,
  ),
  query('answered', `QuestionnaireResponse?patient=${patient}&status=completed,amended`),

  fhirpath(
    'openOrders',
    `%orders.entry.resource.where(status in ${oneOf(['draft', 'active'])} and ${studyOfOrder()}.exists())`,
  ),
  fhirpath('studies', `%openOrders.select(${studyOfOrder()}).distinct()`),
  fhirpath('study', 'iif(%studies.count() = 1, %studies)'),
  fhirpath('spineOrders', 'iif(%study.exists(), %openOrders)'),
  fhirpath(
    'current',
    `%conditions.entry.resource.where(clinicalStatus.coding.where(code in ${oneOf(['inactive', 'remission', 'resolved'])}).empty() and verificationStatus.coding.where(code in ${oneOf(['refuted', 'entered-in-error'])}).empty() and abatement.empty())`,
  ),
  fhirpath('complaints', `%current.where(${codedAtOrderedLevel('code', isComplaint)})`),
  fhirpath('standing', `%current.where(${codedAs('code', isStanding)}).select('Condition/' & id)`),
  fhirpath('stated', '%spineOrders.reasonCode | %spineOrders.reasonReference'),
  fhirpath('statedConditions', conditionOf('%spineOrders.reasonReference')),
  fhirpath('statedCodes', '%spineOrders.reasonCode.coding.code'),
  fhirpath(
    'reasons',
    `%current.where((('Condition/' & id) in %statedConditions or code.coding.code.intersect(%statedCodes).exists()) and (${codedAs('code', isCompanion)}.not() or ${codedAs('code', isComplaint)}))`,
  ),
  fhirpath('lately', "%complaints.where((('Condition/' & id) in %standing).not())"),
  fhirpath(
    'dating',
    "iif(%stated.empty(), iif(%lately.exists(), %lately, %complaints), iif(%reasons.where((('Condition/' & id) in %standing).not()).exists(), %reasons, iif(%reasons.exists(), %reasons | %lately)))",
  ),
  fhirpath('codedOnset', `${latest(`%dating.select(${onset})`)}.toString()`),
  fhirpath(
    'responses',
    "%answered.entry.resource.where(questionnaire.matches('Questionnaire/spine-imaging-(documentation|adaptive)'))",
  ),
  fhirpath(
    'attestedOnset',
    `${latest(`%responses.where(%codedOnset.empty() or ${day('authored')} >= %codedOnset.toDate()).select(${day(`repeat(item).where(linkId = 'episode.onset').answer.where(${isConfirmed}).value.ofType(date)`)})`)}.toString()`,
  ),
  fhirpath('onset', 'iif(%attestedOnset.exists(), %attestedOnset, %codedOnset)'),
  fhirpath(
    'attestations',
    `%responses.where(%onset.empty() or ${day('authored')} >= %onset.toDate())`,
  ),
  fhirpath(
    'change',
    `${latest(`%attestations.repeat(item).where(linkId = 'episode.change').answer.where(${isConfirmed}).value.ofType(date)`)}.toString()`,
  ),
  fhirpath(
    'since',
    'iif(%change.exists() and %change.toDate() > %onset.toDate(), %change, %onset)',
  ),
  fhirpath(
    'visits',
    `%encounters.entry.resource.where((status in ${oneOf(['finished', 'in-progress'])} or (status = 'arrived' and ${day('period.start')} = today())) and (${isForThis()}) and ${contactWords}.where($this.matches('${words([...remoteWords, ...therapyWords, ...amongClinicians, ...noEvaluationWords])}') or $this.matches('^(${inPersonWords.join('|')})$').not()).empty())`,
  ),
  fhirpath(
    'seenInPerson',
    `%visits.where(class.code in ${inPerson} and ${day('period.start')} >= %onset.toDate())`,
  ),
  fhirpath(
    'therapies',
    `%procedures.entry.resource.where(status in ${oneOf(['completed', 'in-progress'])} and (${treatmentCoded()}) and (${isForThis()}) and (${performedUntil}.empty() or ${performedUntil} >= %onset.toDate()))`,
  ),
  fhirpath(
    'medicines',
    `%prescriptions.entry.resource.where(status in ${oneOf(['active', 'completed'])} and intent = 'order' and doNotPerform.where($this = true).empty() and reported.ofType(boolean).where($this = true).empty() and medication.ofType(CodeableConcept).select(text | coding.display).where($this.lower().matches('^(${medicineNames.join('|')}) [0-9.]+ mg( oral| tablet| capsule)*$')).exists() and (${isForThis()}) and (${boundsUntil}.empty() or ${boundsUntil} >= %onset.toDate()))`,
  ),
  // Several treatments run together, or do not: that is left to the full reading of the chart.
  fhirpath('treatments', '%therapies | %medicines'),
  fhirpath('treatment', 'iif(%treatments.count() = 1, %treatments)'),
  fhirpath('therapy', 'iif(%treatment.exists(), %therapies)'),
  fhirpath('medicine', 'iif(%treatment.exists(), %medicines)'),
  fhirpath(
    'trialStart',
    `iif(%treatment.exists(), ${latest(`%therapy.select(${performedFrom}) | %medicine.select(iif(${boundsFrom}.exists(), ${boundsFrom}, ${day('authoredOn')})) | %onset.toDate()`)}.toString())`,
  ),
  fhirpath(
    'trialEnd',
    `(%therapy.where(status = 'completed').select(${performedUntil}) | %medicine.where(${boundsUntil} <= today()).select(${boundsUntil})).toString()`,
  ),
  fhirpath(
    'reEvaluationDue',
    // Whoever was seen after the last of several treatments was seen after each.
    `iif(%treatment.exists(), ${earlier('%trialEnd.toDate()', `(%trialStart.toDate() + ${trialDays} days)`)}, ${latest(`%therapies.where(status = 'completed').select(${performedUntil})`)}).toString()`,
  ),
  fhirpath(
    'achievements',
    `%goals.entry.resource.where(lifecycleStatus in ${oneOf(['active', 'on-hold', 'completed'])} and description.text.lower().matches('${words(['pain', 'function'])}') and ${day('statusDate')} >= %trialStart.toDate()).achievementStatus.coding.code`,
  ),
  fhirpath('radiographs', `${reportsOf('radiograph')}.where(${reportDay} >= %since.toDate())`),
  fhirpath('radiographDay', `${latest(`%radiographs.select(${reportDay})`)}.toString()`),
  fhirpath('radiograph', `%radiographs.where(${reportDay} = %radiographDay.toDate())`),
  fhirpath('everyMri', reportsOf('MRI')),
  fhirpath('lastMri', `${latest(`%everyMri.select(${reportDay})`)}.toString()`),
  fhirpath('mris', `%everyMri.where(${reportDay} >= %onset.toDate())`),
  fhirpath('mriDay', `${latest(`%mris.select(${reportDay})`)}.toString()`),
  fhirpath('mri', `%mris.where(${reportDay} = %mriDay.toDate())`),
  fhirpath(
    'surgeries',
    `%procedures.entry.resource.where(status = 'completed' and ${surgeryCoded()})`,
  ),
  fhirpath(
    'priorSurgeries',
    `%surgeries.where(${performedFrom} < today() - ${postOperativeMonths} months)`,
  ),
  fhirpath('surgeryDay', `${latest(`%surgeries.select(${performedFrom})`)}.toString()`),
  fhirpath('surgery', `%surgeries.where(${performedFrom} = %surgeryDay.toDate())`),
]);

function treatmentCoded(): string {
  const codes = procedureCodes.map(([code]) => code);
  const isCpt = (code: string): boolean => code.length === 5;
  return [
    ...cptIn('code', codes.filter(isCpt)),
    ...codingsIn(
      'code',
      systems.snomed,
      codes.filter((code) => !isCpt(code)),
    ),
  ].join(' or ');
}

/** An operation at a level that the order shows, or at one that its code leaves open. */
function surgeryCoded(): string {
  return atOrderedLevel((level) => {
    const codes = surgeryCodes.filter(
      ({ kind, regions }) =>
        kind !== 'augmentation' &&
        kind !== 'stimulator' &&
        (regions.length === 0 || regions.includes(level)),
    );
    return anyOf(
      cptIn(
        'code',
        codes.map(({ code }) => code),
      ),
    );
  });
}

const byName = madeOnce(
  (): ReadonlyMap<string, Variable> => new Map(populationVariables().map((one) => [one.name, one])),
);

const namesByExpression = new Map<string, readonly string[]>();

/** The variables that an expression names; they are long, and always the same ones, so each is looked through once. */
function namesIn(expression: string): readonly string[] {
  const known = namesByExpression.get(expression);
  if (known !== undefined) return known;
  const found = [...expression.matchAll(/%([A-Za-z]+)/g)].map(([, name = '']) => name);
  const names = [...new Set(found)];
  namesByExpression.set(expression, names);
  return names;
}

/** The variables that some expressions name, and those that these name in turn. */
function neededBy(expressions: readonly string[]): readonly Variable[] {
  const needed = new Set<string>();
  const open = [...expressions];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const name of namesIn(text)) {
      const variable = byName().get(name);
      if (variable === undefined || needed.has(name)) continue;
      needed.add(name);
      open.push(variable.expression);
    }
  }
  return populationVariables().filter(({ name }) => needed.has(name));
}

/** What a form needs to be launched with, and the variables that the expressions of its items name. */
export function populationContext(items: readonly QuestionnaireItem[]): readonly Extension[] {
  const needed = neededBy(expressionsOf(items));
  if (needed.length === 0) return [];
  return [
    {
      url: `${sdc}/sdc-questionnaire-launchContext`,
      extension: [
        {
          url: 'name',
          valueCoding: {
            system: 'http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext',
            code: 'patient',
          },
        },
        { url: 'type', valueCode: 'Patient' },
      ],
    },
    ...needed.map((valueExpression) => ({
      url: 'http://hl7.org/fhir/StructureDefinition/variable',
      valueExpression: { ...valueExpression },
    })),
  ];
}

function expressionsOf(items: readonly QuestionnaireItem[]): readonly string[] {
  return items.flatMap(({ extension = [], item = [] }) => [
    ...extension.flatMap(({ valueExpression }) => valueExpression?.expression ?? []),
    ...expressionsOf(item),
  ]);
}
