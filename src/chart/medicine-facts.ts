import { saysNotGiven } from '../terminology/instructions.ts';
import { routeName, treatmentOfMedication } from '../terminology/treatments.ts';
import type { TreatmentKind } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  listOf,
  textOf,
  wordsOf,
} from './fields.ts';
import { periodOf } from './period.ts';
import { boundsOf, neverClosed, plannedEnd, stoppedBy } from './supply.ts';
import { isOfOwnAccord } from './told-by-patient.ts';
import { isNeverTaken, type ReasonReader, treatmentFact } from './treatment-facts.ts';
import type { TreatmentFact } from './types.ts';

const orderIntents = new Set([
  'order',
  'original-order',
  'instance-order',
  'filler-order',
  'reflex-order',
]);
const prescribed = new Set(['active', 'completed', 'stopped']);

/** A prescription as treatment: from `authoredOn` or its timing's bounds to their end, the supply's end, or today while active. */
export function prescriptionTreatment(
  request: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
  medicationOf: (reference: string, request: Fields) => unknown,
): TreatmentFact | undefined {
  const { status, intent } = request;
  if (typeof status !== 'string' || !prescribed.has(status)) return undefined;
  if (typeof intent !== 'string' || !orderIntents.has(intent)) return undefined;
  const medication = medicationConcept(request, medicationOf);
  const kind = medicationKind(medication, request.dosageInstruction);
  if (kind === undefined || isNotGiven(medication)) return undefined;
  if (isNeverTaken(request)) return undefined;
  const bounds = boundsOf(request);
  const start = bounds.start ?? chartDate(request.authoredOn);
  if (start !== undefined && isFuture(start, asOf)) return undefined;
  const planned = bounds.end ?? plannedEnd(request, wordsOf(medication), start);
  const end =
    status === 'stopped' ? stoppedBy(planned, start) : (planned ?? neverClosed(start, asOf));
  return treatmentFact({
    kind,
    period: { start, end },
    ongoing: end === undefined && status === 'active',
    providerDirected: !isReportedByPatient(request),
    reasons: reasonsOf(request),
    reference,
    text: wordsOf(medication),
  });
}

/** What the patient says to take: self-treatment, whoever wrote it down. */
export function statedTreatment(
  statement: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
  medicationOf: (reference: string, statement: Fields) => unknown,
): TreatmentFact | undefined {
  const { status } = statement;
  if (status !== 'active' && status !== 'completed' && status !== 'stopped') return undefined;
  const medication = medicationConcept(statement, medicationOf);
  const kind = medicationKind(medication, statement.dosage);
  if (kind === undefined) return undefined;
  const effective = chartDate(statement.effectiveDateTime);
  const period =
    effective === undefined ? periodOf(statement.effectivePeriod) : { start: effective };
  if (period.start !== undefined && isFuture(period.start, asOf)) return undefined;
  return treatmentFact({
    kind,
    period,
    ongoing: period.end === undefined && status === 'active',
    providerDirected: false,
    reasons: reasonsOf(statement),
    reference,
    text: wordsOf(medication),
  });
}

/** What the resource names itself, else the Medication that it refers to, else what its reference is called. */
function medicationConcept(
  resource: Fields,
  medicationOf: (reference: string, resource: Fields) => unknown,
): unknown {
  if (resource.medicationCodeableConcept !== undefined) return resource.medicationCodeableConcept;
  const given = fieldsOf(resource.medicationReference);
  const reference = textOf(given?.reference);
  const referred = reference === undefined ? undefined : medicationOf(reference, resource);
  if (referred !== undefined) return referred;
  const display = textOf(given?.display);
  return display === undefined ? undefined : { text: display };
}

function medicationKind(concept: unknown, dosages: unknown): TreatmentKind | undefined {
  return dosages === undefined
    ? kindWithoutRoute(concept)
    : kindByRoute(concept, listOf(dosages).map(routeOf).join('. '));
}

const isNotGiven = ofConcept((concept) => saysNotGiven(wordsOf(concept)));

const kindWithoutRoute = ofConcept((concept) => kindByRoute(concept, ''));

function kindByRoute(concept: unknown, route: string): TreatmentKind | undefined {
  const words = wordsOf(concept);
  for (const { system, code, display } of codingsOf(concept)) {
    const kind = treatmentOfMedication(system, code, display ?? words, route);
    if (kind !== undefined) return kind;
  }
  return treatmentOfMedication(undefined, undefined, words, route);
}

/** What the route of a dosage is called, in its words and by its code. */
function routeOf({ route }: Fields): string {
  const named = firstMeaning(route, routeName);
  return route === undefined
    ? ''
    : [wordsOf(route), ...(named === undefined ? [] : [named])].join('. ');
}

function isReportedByPatient(request: Fields): boolean {
  if (request.reportedBoolean === true || isOfOwnAccord(request)) return true;
  // Who asked for it, or a category, may say so too.
  if (listOf(request.category).some((one) => hasCode(one, (code) => code === 'patientspecified')))
    return true;
  return [request.reportedReference, request.requester].some(
    (one) => textOf(fieldsOf(one)?.reference)?.includes('Patient/') === true,
  );
}
