import { assessmentsKey } from '../../hooks/order-review.ts';
import { cdsServices } from '../../hooks/services.ts';
import type { Assessment } from '../assessment/types.ts';
import { prefetchedResources } from '../cds/prefetched-resources.ts';
import { type Policy, policiesOf } from '../guideline/policy.ts';
import { readingSources } from '../spine-imaging/readings.ts';
import type { Vignette } from '../vignettes/vignette.ts';

/** A reading that two policies have otherwise. */
export interface ChangedReading {
  readonly name: string;
  readonly statement: string;
  readonly before: number | boolean;
  readonly after: number | boolean;
}

/** A sentence that two policies have otherwise; undefined where one of them has none under this id. */
export interface ChangedSentence {
  readonly statement: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One order of a vignette that the two policies judge otherwise. */
export interface ChangedAssessment {
  readonly vignette: string;
  readonly order: string;
  readonly before: Assessment;
  readonly after: Assessment;
  /** The criteria that are found otherwise, or stand in one of the assessments alone. */
  readonly criteria: readonly string[];
  /** Of what changed, what these criteria and the deciding rule rest on: names of readings, ids of statements. */
  readonly why: readonly string[];
}

/** What changes from one policy to another: the texts, and what they come to for the vignettes. */
export interface Comparison {
  readonly readings: readonly ChangedReading[];
  readonly sentences: readonly ChangedSentence[];
  readonly assessments: readonly ChangedAssessment[];
  /** How many orders were judged by both. */
  readonly compared: number;
}

/** Judges every order of the vignettes by two policies, whatever its date, and says where they part and why. */
export function comparePolicies(
  from: Policy,
  to: Policy,
  vignettes: readonly Vignette[],
): Comparison {
  const readings = changedReadings(from, to);
  const sentences = changedSentences(from, to);
  const statementsOf = new Map([
    ...sentences.map(({ statement }) => [statement, statement] as const),
    ...readings.map(({ name, statement }) => [name, statement] as const),
  ]);
  const [one, other] = [assessingBy(from), assessingBy(to)];
  const assessments: ChangedAssessment[] = [];
  let compared = 0;
  for (const vignette of vignettes) {
    const after = new Map(other(vignette).map((assessment) => [assessment.order, assessment]));
    for (const before of one(vignette)) {
      const now = after.get(before.order);
      compared += 1;
      if (now === undefined || isSame(before, now)) continue;
      const criteria = changedCriteria(before, now);
      const rested = restedOn(before, now, criteria, [from, to]);
      const why = [...statementsOf].flatMap(([name, id]) => (rested.has(id) ? [name] : []));
      const { order } = before;
      assessments.push({ vignette: vignette.name, order, before, after: now, criteria, why });
    }
  }
  return { readings, sentences, assessments, compared };
}

function changedReadings(from: Policy, to: Policy): readonly ChangedReading[] {
  const now = new Map(Object.entries(to.readings));
  return Object.entries(from.readings).flatMap(([name, before]) => {
    const after = now.get(name);
    const source = Object.entries(readingSources).find(([of]) => of === name)?.[1];
    if (after === undefined || source === undefined || before === after) return [];
    return [{ name, statement: source.statement, before, after }];
  });
}

function changedSentences(from: Policy, to: Policy): readonly ChangedSentence[] {
  const [before, after] = [textsOf(from), textsOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((statement) =>
    before.get(statement) === after.get(statement)
      ? []
      : [{ statement, before: before.get(statement), after: after.get(statement) }],
  );
}

function textsOf({ sections }: Policy): ReadonlyMap<string, string> {
  return new Map(
    sections.flatMap(({ statements }) => statements.map(({ id, text }) => [id, text])),
  );
}

/** Assesses a vignette's orders by one policy alone. */
function assessingBy(policy: Policy): (vignette: Vignette) => readonly Assessment[] {
  const services = cdsServices({
    payerName: policy.name,
    guidelineUrl: 'https://spine-imaging-cds.example.org/guideline',
    publicBaseUrl: 'http://127.0.0.1:3000',
    canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
    policies: policiesOf([policy]),
  });
  return ({ request, asOf }) => {
    const service = services.find(({ definition }) => definition.hook === request.hook);
    const answer = service?.answer({
      request,
      resources: prefetchedResources(request),
      unavailable: [],
      asOf: new Date(asOf),
    });
    const found = answer?.response.extension?.[assessmentsKey];
    return Array.isArray(found) ? found : [];
  };
}

function isSame(one: Assessment, other: Assessment): boolean {
  return (
    one.determination === other.determination &&
    one.decidedBy === other.decidedBy &&
    one.preferredStudy === other.preferredStudy &&
    changedCriteria(one, other).length === 0
  );
}

function changedCriteria(one: Assessment, other: Assessment): readonly string[] {
  const before = new Map(one.criteria.map(({ id, finding }) => [id, finding]));
  const after = new Map(other.criteria.map(({ id, finding }) => [id, finding]));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) => before.get(id) !== after.get(id),
  );
}

/** The statements behind the criteria that changed, and behind what decided before and after. */
function restedOn(
  before: Assessment,
  after: Assessment,
  criteria: readonly string[],
  policies: readonly Policy[],
): ReadonlySet<string> {
  const deciding = new Set([before.decidedBy, after.decidedBy]);
  return new Set([
    ...[...before.criteria, ...after.criteria]
      .filter(({ id }) => criteria.includes(id))
      .flatMap(({ statements }) => statements),
    ...policies
      .flatMap(({ indications, redFlags }) => [...indications, ...redFlags])
      .filter(({ id }) => deciding.has(id))
      .flatMap(({ statements }) => statements),
  ]);
}

/** The comparison for whoever revises a guideline: what changed, then each order that is judged otherwise. */
export function comparisonText({ readings, sentences, assessments, compared }: Comparison): string {
  const lines = [
    'Readings',
    ...listed(
      readings.map((one) => `${one.name} (${one.statement}): ${one.before} → ${one.after}`),
    ),
    '',
    'Sentences',
    ...listed(
      sentences.flatMap(({ statement, before, after }) => [
        `${statement}`,
        `    was: ${before ?? 'none'}`,
        `    is:  ${after ?? 'none'}`,
      ]),
    ),
    '',
    'Vignettes',
    ...listed(
      assessments.flatMap(({ vignette, order, before, after, criteria, why }) => [
        `${vignette}, ${order}`,
        `    ${outcome(before)} → ${outcome(after)}`,
        ...(criteria.length === 0 ? [] : [`    criteria: ${criteria.join(', ')}`]),
        `    because of: ${why.length === 0 ? 'a sentence or a rule that nothing here names' : why.join(', ')}`,
      ]),
    ),
    '',
    `${assessments.length} of ${compared} orders are judged otherwise.`,
  ];
  return lines.join('\n');
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['  none'] : lines.map((line) => `  ${line}`);
}

function outcome({ determination, decidedBy, preferredStudy }: Assessment): string {
  return `${determination} by ${decidedBy}${preferredStudy === null ? '' : `, ${preferredStudy} preferred`}`;
}
