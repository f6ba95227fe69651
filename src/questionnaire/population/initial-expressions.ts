import type { Extension } from 'fhir/r4.js';
import { answerKind } from '../../chart/answer-kinds.ts';
import { defaultReadings } from '../../spine-imaging/readings.ts';
import { surgeryCodes } from '../../terminology/procedures.ts';
import { systems } from '../../terminology/systems.ts';
import { type BodyRegion, bodyRegions, type Concept } from '../../terminology/types.ts';
import { anyOf, codedAs, codingsIn, cptIn } from './code-patterns.ts';
import { agreed, day, latest, oneOf } from './fhirpath.ts';
import { atOrderedLevel, isAbout, isConfirmed, onset, shows } from './variables.ts';

/** Yes where a resource was found; nothing where none was. */
function yes(test: string): string {
  return `iif(${test}, true)`;
}

/** The first level that the order shows for which a test holds, as its code. */
function orderedLevel(test: (level: BodyRegion) => string): string {
  return bodyRegions.reduceRight(
    (otherwise, level) =>
      `iif(${isAbout(level)} and ${test(level)}, '${level}'${otherwise === '' ? '' : `, ${otherwise}`})`,
    '',
  );
}

/** A report that ends in a plain sentence about fractures, without a hedge: what else it says is left to its reader. */
const noFracture =
  '(^|[.;,] *)no (evidence of |acute |definite )*(osseous |vertebral |compression )*fractures?(?=$|[.;,])';
const hedges =
  'non-?diagnostic|limited|degraded|equivocal|indeterminate|inconclusive|possibl|probabl|suspect|suspicious|cannot|exclude|question|versus|however|but |prior|previous|old ';
const unclearFilm = '^non-?diagnostic';
const unclear = 'non-?diagnostic|equivocal|indeterminate|inconclusive';

const film = '%radiograph.conclusion.lower()';
const mri = '%mri.conclusion.lower()';
const isUnclear = `${mri}.where($this.matches('${unclear}')).exists()`;

const isClear = `(${mri}.exists() and ${mri}.where($this.matches('${hedges}')).empty())`;

/** What a current condition at the ordered level, known or suspected, answers with yes under the criterion's own id. */
const conditions: Readonly<Record<string, readonly Concept[]>> = {
  'suspected-infection': ['spinal-infection'],
  'red-flag.infection': ['spinal-infection'],
  'cancer-suspicion': ['spinal-neoplasm'],
  'suspected-neoplastic-inflammatory-infectious': [
    'spinal-infection',
    'spinal-neoplasm',
    'ankylosing-spondylitis-or-dish',
    'juvenile-idiopathic-arthritis',
  ],
  'syrinx-identified': ['syringomyelia'],
  'suspected-pseudoarthrosis': ['pseudoarthrosis'],
  'suspected-occult-fracture': ['compression-fracture', 'acute-spinal-fracture'],
  'red-flag.fracture': ['acute-spinal-fracture'],
  'insufficiency-fracture-predisposition': ['insufficiency-fracture-predisposition'],
  'ct-bony-indication': ['acute-spinal-fracture', 'pseudoarthrosis', 'calcified-lesion'],
  'red-flag.cauda-equina': ['cauda-equina-syndrome'],
};

const contrastReasons: readonly Concept[] = [
  'syringomyelia',
  'spinal-infection',
  'spinal-neoplasm',
  'post-operative-status',
  'juvenile-idiopathic-arthritis',
  'myelitis',
];

function conditionAnswers(): Readonly<Record<string, () => string>> {
  return Object.fromEntries(
    Object.entries(conditions).map(([linkId, wanted]) => [linkId, () => yes(hasCondition(wanted))]),
  );
}

/** Tests for a current condition with one of the concepts, at a level that the order shows or at none. */
function hasCondition(wanted: readonly Concept[], also = 'true'): string {
  const isCoded = atOrderedLevel((level) =>
    codedAs(
      'code',
      (concepts, regions) =>
        concepts.some((one) => wanted.includes(one)) &&
        (regions.length === 0 || regions.includes(level)),
    ),
  );
  return `%current.where(${also} and ${isCoded}).exists()`;
}

/** Tests for a current condition with one of the concepts, wherever it lies. */
function hasConditionAnywhere(wanted: readonly Concept[], also = 'true'): string {
  return `%current.where(${also} and ${codedAs('code', (concepts) => concepts.some((one) => wanted.includes(one)))}).exists()`;
}

function surgeryKind(): string {
  const kinds = [...new Set(surgeryCodes.map(({ kind }) => kind))].filter(
    (kind) => kind !== 'augmentation' && kind !== 'stimulator',
  );
  return kinds.reduceRight((otherwise, kind) => {
    const codes = surgeryCodes.filter((one) => one.kind === kind).map(({ code }) => code);
    const test = cptIn('%surgery.code', codes).join(' or ');
    return `iif(${test}, '${kind}'${otherwise === '' ? '' : `, ${otherwise}`})`;
  }, '');
}

const [failed = '', improved = ''] = ['385671000', '385669000'].map((code) =>
  codingsIn('%therapy.outcome', systems.snomed, [code]).join(''),
);

const achieved = `%achievements.select(iif($this in ${oneOf(['not-achieved', 'no-change', 'worsening', 'not-attainable'])}, 'failed', iif($this in ${oneOf(['improving', 'achieved'])}, 'improved')))`;

const {
  severeRadicularTreatmentDays,
  syrinxFollowUpYears,
  syrinxSettledFollowUpYears,
  cancerAgeAboveYears,
  mechanismDays,
} = defaultReadings;

const hasSyrinx = (): string => hasConditionAnywhere(['syringomyelia']);

const deficits = [
  'red-flag.foot-drop',
  'red-flag.progressive-deficit',
  'red-flag.bilateral-leg-weakness',
  'red-flag.cauda-equina',
];

/** One of before the episode, or of no day, is no new one. */
const newFootDrop = (): string => hasCondition(['foot-drop'], `${onset} >= %onset.toDate()`);

const newDeficit = (): string =>
  `(${newFootDrop()} or ${hasCondition(['cauda-equina-syndrome'])} or ${affirmed(deficits)})`;

/** A yes in this episode to one of some questions. */
function affirmed(linkIds: readonly string[]): string {
  return `%attestations.repeat(item).where(linkId in ${oneOf(linkIds)}).answer.where(${isConfirmed}).value.ofType(boolean).where($this = true).exists()`;
}

const stimulators = (): string =>
  anyOf(
    cptIn(
      'code',
      surgeryCodes.filter(({ kind }) => kind === 'stimulator').map(({ code }) => code),
    ),
  );

/** Readings A12 and A45: a suspicion, with a malignancy that is known, now or in the past, or with a feature. */
const isCancerSuspected = (): string =>
  `(${hasCondition(['spinal-neoplasm'])} or ${affirmed(['cancer-suspicion'])})`;
const knownCancer = (): string =>
  `%conditions.entry.resource.where(verificationStatus.coding.where(code = 'confirmed').exists() and ${codedAs('code', (concepts) => concepts.includes('malignancy') || concepts.includes('history-of-malignancy'))}).exists()`;
const cancerFeature = (): string =>
  [
    `%patient.birthDate <= today() - ${cancerAgeAboveYears + 1} years`,
    hasConditionAnywhere(['abnormal-weight-loss']),
    affirmed(
      ['night-pain', 'unrelieved-by-position', 'refractory-pain', 'weight-loss'].map(
        (name) => `cancer-feature.${name}`,
      ),
    ),
  ].join(' or ');

/**
 * What coded data answers, under the items that ask for it, by the facts that `populate` reads. Expressions select
 * and compare; where the reading of a chart needs more than that (sentences of a report, treatments that run together,
 * contradictions), they give nothing, and the clinician answers. Each is put together when a form with its item is made:
 * the codes of a concept are many, and no call waits for them.
 */
const coded: Readonly<Record<string, () => string>> = {
  'episode.onset': () => '%onset.toDate()',
  'in-person-evaluation': () => yes('%seenInPerson.exists()'),
  'clinical-re-evaluation': () =>
    yes(`%visits.where(${day('period.start')} >= %reEvaluationDue.toDate()).exists()`),
  'trial-of-treatment.provider-directed': () => yes('%treatments.exists()'),
  'trial-of-treatment.start': () => '%trialStart.toDate()',
  'trial-of-treatment.ongoing': () =>
    "iif(%trialEnd.exists(), false, iif(%therapy.status = 'in-progress' or %medicine.where(status = 'active' and dosageInstruction.timing.repeat.bounds.empty() and dispenseRequest.empty()).exists(), true))",
  'trial-of-treatment.end': () => '%trialEnd.toDate()',
  'trial-of-treatment.outcome': () =>
    `iif(${failed}, 'failed', iif(${improved}, 'improved', iif(%treatment.exists() and %therapy.outcome.empty(), ${agreed(achieved)})))`,
  'severe-radicular.seven-days-of-treatment': () =>
    yes(
      `(%trialStart.toDate() + ${severeRadicularTreatmentDays} days) <= %trialEnd.toDate() and (${improved}).not()`,
    ),
  'plain-radiograph.date': () => '%radiographDay.toDate()',
  'plain-radiograph.region': () =>
    orderedLevel((level) => shows('%radiograph.code', 'radiograph', level)),
  'plain-radiograph.result': () =>
    `iif(${film}.where($this.matches('${unclearFilm}') or $this.matches('^equivocal')).exists(), iif(${film}.where($this.matches('^equivocal')).exists(), 'equivocal', 'non-diagnostic'), iif(${film}.exists() and ${film}.where($this.matches('${noFracture}') and $this.matches('${hedges}').not() and $this.replaceMatches('${noFracture}', '').contains('fracture').not()).count() = ${film}.count(), 'no-fracture'))`,
  'mri.date': () => '%mriDay.toDate()',
  'mri.region': () => orderedLevel((level) => shows('%mri.code', 'MRI', level)),
  'mri.result': () => `iif(${isUnclear}, 'nondiagnostic', iif(${isClear}, 'diagnostic'))`,
  'mri-nondiagnostic': () => `iif(${isUnclear}, true, iif(${isClear}, false))`,
  'spine-surgery.date': () => '%surgeryDay.toDate()',
  'spine-surgery.region': () =>
    orderedLevel((level) => {
      const codes = surgeryCodes.filter(({ regions }) => regions.includes(level));
      return anyOf(
        cptIn(
          '%surgery.code',
          codes.map(({ code }) => code),
        ),
      );
    }),
  'spine-surgery.kind': () => surgeryKind(),
  'severe-radicular.pain-score': () =>
    agreed(
      `%painScores.entry.resource.where(${day('effective.ofType(dateTime)')} >= %onset.toDate()).value.ofType(Quantity).value`,
    ),
  // Who answered that the nerves were examined says so of the day of the answer.
  'neurological-examination.date': () =>
    latest(
      `%attestations.where(repeat(item).where(linkId.startsWith('neurological-examination.') and answer.where(${isConfirmed}).value.ofType(boolean) = true).exists()).select(${day('authored')})`,
    ),
  // Between the two intervals it depends on whether the syrinx has settled.
  'syrinx-follow-up-due': () =>
    `iif(${hasSyrinx()}.not(), {}, iif(%lastMri.toDate() + ${syrinxFollowUpYears} years > today(), false, iif(%lastMri.toDate() + ${syrinxSettledFollowUpYears} years <= today(), true)))`,
  'syrinx-surgery': () =>
    yes(
      `${hasSyrinx()} and %surgeryDay.exists() and (%lastMri.empty() or %surgeryDay.toDate() >= %lastMri.toDate())`,
    ),
  'preoperative-planning': () =>
    yes(
      `${attested('planned-surgery.kind')}.exists() and ${attested('planned-surgery.date')}.where($this < today()).empty()`,
    ),
  'stimulator-planned': () => yes(`%orders.entry.resource.where(${stimulators()}).exists()`),
  'high-risk-mechanism': () =>
    yes(
      hasConditionAnywhere(['high-risk-mechanism'], `${onset} >= today() - ${mechanismDays} days`),
    ),
  // What a device's own record says of MRI is read by the service.
  'mri-contraindicated': () =>
    yes(
      `%devices.entry.resource.empty() and %current.where(verificationStatus.coding.where(code = 'confirmed').exists() and ${codedAs('code', (concepts) => concepts.includes('mri-contraindication'))}).exists()`,
    ),
  'prior-spine-surgery': () =>
    yes(`%priorSurgeries.exists() or ${hasCondition(['post-operative-status'])}`),
  ...conditionAnswers(),
  'neurological-deterioration': () => yes(newDeficit()),
  'repeat-imaging-need': () =>
    yes(
      `${newDeficit()} or ${hasCondition(['pseudoarthrosis'])} or ${affirmed(['pars-healing-monitoring'])}`,
    ),
  'red-flag.foot-drop': () => yes(newFootDrop()),
  'red-flag.cancer': () =>
    yes(`${isCancerSuspected()} and (${knownCancer()} or ${cancerFeature()})`),
  'contrast-rationale': () =>
    yes(`%priorSurgeries.exists() or ${isUnclear} or ${hasCondition(contrastReasons)}`),
};

/**
 * Facts that are read whole, and what coded data of them there may be: what was attested of another film, treatment or
 * operation is not mixed in.
 */
const wholes: readonly (readonly [start: string, found: string])[] = [
  ['episode.onset', '%onset'],
  ['trial-of-treatment.', '%treatments'],
  ['plain-radiograph.', '%radiographs'],
  ['mri.', '%mris'],
  ['spine-surgery.', '%surgeries'],
];

/** What was attested in this episode; of a choice its code. */
function attested(linkId: string): string {
  const answers = `%attestations.repeat(item).where(linkId = '${linkId}').answer.where(${isConfirmed})`;
  const { type } = answerKind(linkId);
  return type === 'choice'
    ? `${answers}.select(value.ofType(Coding).code | value.ofType(string))`
    : `${answers}.value.ofType(${type})`;
}

/** The expression for an item's first answer: coded data, else what was attested in this episode. */
function initialExpressionOf(linkId: string): string {
  const said = attested(linkId);
  const found = Object.hasOwn(coded, linkId) ? coded[linkId]?.() : undefined;
  if (found === undefined) return agreed(said);
  const whole = wholes.find(([start]) => linkId.startsWith(start));
  if (whole !== undefined) return `iif(${whole[1]}.exists(), ${found}, ${agreed(said)})`;
  // A yes and a no are a contradiction, which is no answer.
  if (answerKind(linkId).type === 'boolean') return agreed(`(${found}).combine(${said})`);
  return `iif(${said}.exists(), ${agreed(said)}, ${found})`;
}

const known = new Map<string, string>();

function remembered(linkId: string): string {
  const expression = known.get(linkId) ?? initialExpressionOf(linkId);
  known.set(linkId, expression);
  return expression;
}

/** The expression for an item's first answer, of a choice a Coding of `answerSystem`. */
export function populationExpression(linkId: string, answerSystem: string): string {
  const found = remembered(linkId);
  return answerKind(linkId).type === 'choice'
    ? `(${found}).select(%factory.Coding('${answerSystem}', $this))`
    : found;
}

/**
 * The extension that gives an item its first answer (SDC, expression-based population). A choice is answered by a
 * Coding of `answerSystem`, made by FHIRPath's type factory: form fillers match it with the item's options.
 */
export function initialExpression(linkId: string, answerSystem: string): Extension {
  const expression = populationExpression(linkId, answerSystem);
  return {
    url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression',
    valueExpression: { language: 'text/fhirpath', expression },
  };
}
