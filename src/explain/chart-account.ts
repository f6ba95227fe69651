import type { Resource } from 'fhir/r4.js';
import { answerInWords } from '../chart/answer-words.ts';
import { fieldsOf, listOf, textOf, wordsOf } from '../chart/fields.ts';
import { referenceTo } from '../chart/references.ts';
import { chartAt, type SiteReading } from '../chart/site-reading.ts';
import type {
  Chart,
  ChartDate,
  ConditionFact,
  EncounterFact,
  ImagingFact,
  TreatmentFact,
} from '../chart/types.ts';
import type { Evidence } from '../logic/finding.ts';

/** What was read of one resource: every fact in words, else why there is none. */
export interface ResourceAccount {
  /** `Encounter/e1`. */
  readonly reference: string;
  /** What it is called, as far as any fact says. */
  readonly readAs: readonly string[];
  /** Why nothing of it is a fact, or what of it could not be used. */
  readonly notUsed: readonly string[];
}

/** Why a resource became no fact, as the chart counts it. */
const reasons: Readonly<Record<string, string>> = {
  'other-patient': 'it is about someone else',
  'entered-in-error': 'it was entered in error',
  'family-history': 'it is about the family',
  'not-done': 'its status says that it did not take place, or not yet',
  future: 'its date lies ahead',
  unused: 'nothing that the guideline asks about',
  unreadable: 'it is no resource that can be read',
  'attestation-undated': 'a form without a date, or dated ahead',
  'attestation-unreadable': 'an answer that its item does not have',
};

interface AccountInput {
  readonly patientId: string;
  readonly asOf: Date;
  /** How charts are read where the service stands: the hospital's own codes, phrases and facts. */
  readonly site?: SiteReading;
}

/**
 * What was read of each resource of a chart, in the order in which they came: for whoever connects a hospital's
 * system and wants to see what the service makes of its data. Patients and Medications stand behind other facts.
 */
export function chartAccount(
  resources: readonly Resource[],
  input: AccountInput,
): readonly ResourceAccount[] {
  const { patientId, asOf, site = {} } = input;
  const chart = chartAt(site, { patientId, resources, asOf });
  const said = factsByReference(chart);
  const ownFacts = siteFactsOf(site.siteEvidence, asOf);
  const medications = resources.filter(({ resourceType }) => resourceType === 'Medication');
  return resources
    .filter(({ resourceType }) => resourceType !== 'Patient' && resourceType !== 'Medication')
    .map((resource) => {
      const reference = referenceTo(resource);
      const unread = chart.unread
        .filter((one) => one.reference === reference)
        .map(({ text }) => text);
      const facts = said.get(reference) ?? [];
      const why = facts.length > 0 ? undefined : whyNot(resource, medications, input);
      const readAs = why?.isLeftOut === true ? facts : [...facts, ...ownFacts(resource, reference)];
      return {
        reference,
        readAs,
        notUsed: readAs.length > 0 || unread.length > 0 || why === undefined ? unread : [why.text],
      };
    });
}

/** What the hospital's own mappings read of a resource, in words. */
function siteFactsOf(
  site: SiteReading['siteEvidence'],
  asOf: Date,
): (resource: Resource, reference: string) => readonly string[] {
  if (site === undefined) return () => [];
  const read = site.reader(asOf);
  return (resource, reference) => {
    const fields = fieldsOf(resource);
    if (fields === undefined) return [];
    return read(site.translate(fields), reference).facts.map(
      ({ linkId, value, authored }) => `${linkId}: ${answerInWords(value)}${on(authored)}`,
    );
  };
}

/** Nothing that is about someone else or entered in error is read, by whatever mapping. */
const leftOut: ReadonlySet<string> = new Set(['other-patient', 'entered-in-error', 'unreadable']);

/** The reason that the resource alone gives. */
function whyNot(
  resource: Resource,
  medications: readonly Resource[],
  { patientId, asOf, site = {} }: AccountInput,
): { readonly text: string; readonly isLeftOut: boolean } {
  const alone = chartAt(site, { patientId, resources: [...medications, resource], asOf });
  const facts = factsByReference(alone).get(referenceTo(resource));
  if (facts !== undefined) return { text: saidBeside(facts), isLeftOut: false };
  const [reason] = alone.dropped.keys();
  const medicine = medicineOf(resource, medications);
  const words = medicine === undefined ? nameOf(resource) : nameOf(medicine);
  // What is called something is named by it: the code may be one that a mapping can make known.
  if (reason !== undefined && (reason !== 'unused' || words === ''))
    return { text: reasons[reason] ?? reason, isLeftOut: leftOut.has(reason) };
  if (words === '' && medicine === undefined && pointsAtMedicine(resource) !== undefined)
    return { text: 'the Medication that it points at is not in the chart', isLeftOut: false };
  const named = words === '' ? 'its code' : `"${words}"`;
  return {
    text: `${named} is not known here as something that the guideline asks about`,
    isLeftOut: false,
  };
}

function pointsAtMedicine(resource: Resource): string | undefined {
  return textOf(fieldsOf(fieldsOf(resource)?.medicationReference)?.reference);
}

/** The Medication that a prescription points at, in itself or in the chart. */
function medicineOf(resource: Resource, medications: readonly Resource[]): unknown {
  const pointsAt = pointsAtMedicine(resource);
  if (pointsAt === undefined) return undefined;
  const contained = listOf(fieldsOf(resource)?.contained);
  return [...contained, ...medications.flatMap(listOf)].find(({ id }) => {
    const own = textOf(id);
    return own !== undefined && pointsAt.replace(/^#/, '').split(/[/:]/).at(-1) === own;
  });
}

/** Of what counts alone, and not in its chart. */
function saidBeside(facts: readonly string[]): string {
  return `alone it would be read as ${facts.join('; ')}: another record of the chart says the same, or outweighs it`;
}

/** What a resource is called, by the first of its elements that names it. */
function nameOf(resource: unknown): string {
  const { code, medicationCodeableConcept, medicationReference, procedureCode, ...fields } =
    fieldsOf(resource) ?? {};
  const { vaccineCode, activity, category, type, description } = fields;
  const named = [code, medicationCodeableConcept, procedureCode, vaccineCode].flatMap(listOf);
  const planned = [
    ...listOf(category),
    ...listOf(activity).map((one) => fieldsOf(one.detail)?.code),
    ...listOf(type),
    description,
  ];
  const words = [...named, ...planned].map(wordsOf).filter((one) => one !== '');
  const [first] = words;
  if (first !== undefined) return isPlan(resource) ? words.join(', ') : first;
  return textOf(description) ?? textOf(fieldsOf(medicationReference)?.display) ?? '';
}

/** A plan is called by what it plans, since its categories are the same for all. */
function isPlan(resource: unknown): boolean {
  return textOf(fieldsOf(resource)?.resourceType) === 'CarePlan';
}

function factsByReference(chart: Chart): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, string[]>();
  const add = (evidence: Evidence, text: string): void => {
    const known = said.get(evidence.reference);
    if (known === undefined) said.set(evidence.reference, [text]);
    else if (!known.includes(text)) known.push(text);
  };
  for (const one of chart.conditions) add(one.evidence, conditionWords(one));
  for (const one of chart.encounters) add(one.evidence, visitWords(one));
  for (const one of chart.treatments) add(one.evidence, treatmentWords(one));
  for (const one of chart.outcomes)
    add(one.evidence, `outcome of the treatment: ${one.outcome}${on(one.date)}`);
  for (const one of chart.imaging) add(one.evidence, imagingWords(one));
  for (const one of chart.examinations)
    add(one.evidence, `examination of ${one.element}${on(one.date)}`);
  for (const one of chart.motorGrades)
    add(one.evidence, `strength ${one.grade} of 5${at(one.regions)}${on(one.date)}`);
  for (const one of chart.painScores) add(one.evidence, `pain ${one.score} of 10${on(one.date)}`);
  for (const one of chart.surgeries)
    add(one.evidence, `surgery (${one.kind})${at(one.regions)}${on(one.date)}`);
  for (const one of chart.plannedProcedures)
    add(one.evidence, `planned: ${one.kind}${on(one.date)}`);
  for (const { kind, mri, evidence } of chart.devices)
    add(evidence, `device${kind === undefined ? '' : ` (${kind})`}, safety in MRI ${mri}`);
  return said;
}

function on(date: ChartDate | undefined): string {
  return date === undefined ? ', no date' : `, ${date.text}`;
}

function at(regions: readonly string[]): string {
  return regions.length === 0 ? '' : `, ${regions.join(' and ')}`;
}

function conditionWords(fact: ConditionFact): string {
  const since = fact.onset === undefined ? '' : `, since ${fact.onset.text}`;
  const source = fact.fromText === true ? ', read from text' : '';
  return `${[...fact.concepts].join(' and ')}${at(fact.regions)}, ${stateOf(fact)}${since}${source}`;
}

function stateOf({ certainty, spokenOn, current }: ConditionFact): string {
  if (certainty === 'refuted') return 'ruled out';
  if (spokenOn === 'unknown') return 'of an encounter that nobody dated';
  return current ? certainty : 'not current';
}

function visitWords({ kind, date, reasons: given, notClosed }: EncounterFact): string {
  const words = {
    'in-person': 'visit in person',
    remote: 'contact at a distance',
    therapy: 'visit for therapy',
    'among-clinicians': 'clinicians about the patient',
    'no-evaluation': 'entry without an evaluation',
    unknown: 'contact of an unknown kind',
  }[kind];
  return `${words}${on(date)}${notClosed === true ? ', not closed' : ''}${because(given)}`;
}

function because(given: readonly ConditionFact[]): string {
  if (given.length === 0) return '';
  const isElsewhere = given.every(({ elsewhere }) => elsewhere === true);
  const named = given.map(({ evidence }) => evidence.text).join('; ');
  return isElsewhere ? `, for another complaint: ${named}` : `, for: ${named}`;
}

function treatmentWords(fact: TreatmentFact): string {
  const { kind, start, end, ongoing, outcome, providerDirected, reasons: given } = fact;
  const until = end?.text ?? (ongoing ? 'today' : 'no known end');
  const span =
    fact.isSession === true ? on(start) : `, ${start?.text ?? 'no known start'} to ${until}`;
  return [
    `${fact.isSession === true ? 'session of ' : ''}${kind}${span}`,
    providerDirected ? '' : ', reported by the patient',
    outcome === undefined ? '' : `, ${outcome}`,
    because(given),
  ].join('');
}

function imagingWords({ study, date, resultsAvailable, conclusions }: ImagingFact): string {
  const result = resultsAvailable ? 'result available' : 'no result';
  const says = conclusions.size === 0 ? '' : `, says: ${[...conclusions].join(', ')}`;
  return `${study.label}${on(date)}, ${result}${says}`;
}

/** The account of a chart for a terminal: what was read of each resource, and what was not, with the reason. */
export function accountText(accounts: readonly ResourceAccount[]): string {
  const lines = ['Chart'];
  for (const { reference, readAs, notUsed } of accounts) {
    const marked = [
      ...readAs.map((text) => `read as ${text}`),
      ...notUsed.map((text) => `not used: ${text}`),
    ];
    lines.push(`  ${reference}`, ...marked.map((text) => `    ${text}`));
  }
  return `${lines.join('\n')}\n`;
}
