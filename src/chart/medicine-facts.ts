import { saysNotGiven } from '../terminology/instructions.ts';
import { routeName, treatmentOfMedication } from '../terminology/treatments.ts';
import type { TreatmentKind } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture, isoDay } from './dates.ts';
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
import { type Period, periodOf } from './period.ts';
import { isNeverTaken, type ReasonReader, treatmentFact } from './treatment-facts.ts';
import type { ChartDate, Day, TreatmentFact } from './types.ts';

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
  const planned = bounds.end ?? supplyEnd(request, start);
  const end = status === 'stopped' ? stoppedBy(planned, start) : planned;
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

/** From the timing's bounds: a period, or a duration from its own start. */
function boundsOf(request: Fields): Period {
  for (const dosage of listOf(request.dosageInstruction)) {
    const repeat = fieldsOf(fieldsOf(dosage.timing)?.repeat);
    const period = periodOf(repeat?.boundsPeriod);
    if (period.start !== undefined || period.end !== undefined) return period;
    const from = chartDate(request.authoredOn);
    const days = daysOf(repeat?.boundsDuration);
    if (days !== undefined && from !== undefined) return { end: after(from, days, days) };
    const range = fieldsOf(repeat?.boundsRange);
    const least = daysOf(range?.low);
    const most = daysOf(range?.high);
    if (least !== undefined && most !== undefined && from !== undefined)
      return { end: after(from, least, most) };
  }
  return {};
}

const lengths: Readonly<Record<string, number>> = {
  d: 1,
  day: 1,
  days: 1,
  wk: 7,
  week: 7,
  weeks: 7,
  mo: 30,
  month: 30,
  months: 30,
};

/** The days of a Duration; undefined where it says none. */
function daysOf(duration: unknown): number | undefined {
  const fields = fieldsOf(duration);
  const value = fields?.value;
  const unit = (textOf(fields?.code) ?? textOf(fields?.unit) ?? 'd').toLowerCase();
  const length = Object.hasOwn(lengths, unit) ? lengths[unit] : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 4000)
    return undefined;
  return length === undefined ? undefined : Math.round(value * length);
}

/** So many days after a day; between two lengths every day that lies there. */
function after(from: ChartDate, least: number, most: number): ChartDate | undefined {
  if (from.earliest !== from.latest) return undefined;
  return spanning(from.earliest + least, from.earliest + most);
}

function spanning(earliest: Day, latest: Day): ChartDate {
  const text = earliest === latest ? isoDay(earliest) : `${isoDay(earliest)} to ${isoDay(latest)}`;
  return { text, earliest, latest };
}

/**
 * The last day that the supply covers: of the first dispensing; with refills, of which nobody says how many were
 * dispensed, some day from there to the end of the last (reading A57).
 */
function supplyEnd(request: Fields, start: ChartDate | undefined): ChartDate | undefined {
  if (start === undefined) return undefined;
  const dispense = fieldsOf(request.dispenseRequest);
  const days = daysOf(dispense?.expectedSupplyDuration);
  if (days === undefined) return undefined;
  const repeats = dispense?.numberOfRepeatsAllowed;
  const refills = typeof repeats === 'number' && repeats > 0 && repeats <= 99 ? repeats : 0;
  return after(start, days, days * (1 + Math.floor(refills)));
}

/** A stopped prescription ended when it was stopped, some day until the planned end; unknown without one. */
function stoppedBy(
  planned: ChartDate | undefined,
  start: ChartDate | undefined,
): ChartDate | undefined {
  if (planned === undefined || start === undefined) return undefined;
  return spanning(Math.min(start.earliest, planned.latest), planned.latest);
}

function isReportedByPatient(request: Fields): boolean {
  if (request.reportedBoolean === true) return true;
  // Who asked for it, or a category, may say so too.
  if (listOf(request.category).some((one) => hasCode(one, (code) => code === 'patientspecified')))
    return true;
  return [request.reportedReference, request.requester].some(
    (one) => textOf(fieldsOf(one)?.reference)?.includes('Patient/') === true,
  );
}
