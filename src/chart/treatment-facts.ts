import { treatmentOutcomeOf } from '../terminology/observations.ts';
import { treatmentOfMedication, treatmentOfProcedure } from '../terminology/treatments.ts';
import type { TreatmentKind } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  listOf,
  textOf,
  wordsOf,
  wordsWithCode,
} from './fields.ts';
import type { ChartDate, ConditionFact, TreatmentFact, TreatmentOutcome } from './types.ts';

/** Finds the fact for a stated reason; a reason that maps to nothing is a fact without concepts. */
export type ReasonReader = (resource: Fields) => readonly ConditionFact[];

interface Period {
  readonly start?: ChartDate | undefined;
  readonly end?: ChartDate | undefined;
}

function periodOf(value: unknown): Period {
  const fields = fieldsOf(value);
  return { start: chartDate(fields?.start), end: chartDate(fields?.end) };
}

function treatmentCoded(concept: unknown): TreatmentKind | undefined {
  return firstMeaning(concept, treatmentOfProcedure);
}

function outcomeCoded(concept: unknown): TreatmentOutcome | undefined {
  return firstMeaning(concept, treatmentOutcomeOf);
}

/** A treatment that was performed, or is under way (Procedure `completed` or `in-progress`). */
export function procedureTreatment(
  procedure: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): TreatmentFact | undefined {
  const kind = treatmentCoded(procedure.code);
  if (kind === undefined) return undefined;
  const status = procedure.status;
  if (status !== 'completed' && status !== 'in-progress') return undefined;
  const performed = chartDate(procedure.performedDateTime);
  const period =
    performed === undefined
      ? periodOf(procedure.performedPeriod)
      : { start: performed, end: performed };
  if (period.start !== undefined && isFuture(period.start, asOf)) return undefined;
  const ongoing = status === 'in-progress' && (performed !== undefined || period.end === undefined);
  const outcome = outcomeCoded(procedure.outcome);
  return fact({
    kind,
    period: ongoing && period.start !== undefined ? { start: period.start } : period,
    ongoing,
    providerDirected: true,
    outcome,
    reasons: reasonsOf(procedure),
    reference,
    text: wordsWithCode(procedure.code),
  });
}

function fact(given: {
  readonly kind: TreatmentKind;
  readonly period: Period;
  readonly ongoing: boolean;
  readonly providerDirected: boolean;
  readonly outcome?: TreatmentOutcome | undefined;
  readonly reasons: readonly ConditionFact[];
  readonly reference: string;
  readonly text: string;
}): TreatmentFact {
  const { kind, period, ongoing, providerDirected, outcome, reasons, reference, text } = given;
  return {
    kind,
    providerDirected,
    start: period.start,
    end: period.end,
    ongoing,
    outcome,
    reasons,
    evidence: cite(reference, period.start, text),
  };
}

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
  const kind = medicationKind(medication);
  if (kind === undefined) return undefined;
  const bounds = boundsOf(request);
  const start = bounds.start ?? chartDate(request.authoredOn);
  if (start !== undefined && isFuture(start, asOf)) return undefined;
  const end = bounds.end ?? supplyEnd(request, start);
  return fact({
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
  const kind = medicationKind(medication);
  if (kind === undefined) return undefined;
  const effective = chartDate(statement.effectiveDateTime);
  const period =
    effective === undefined ? periodOf(statement.effectivePeriod) : { start: effective };
  if (period.start !== undefined && isFuture(period.start, asOf)) return undefined;
  return fact({
    kind,
    period,
    ongoing: period.end === undefined && status === 'active',
    providerDirected: false,
    reasons: reasonsOf(statement),
    reference,
    text: wordsOf(medication),
  });
}

function medicationConcept(
  resource: Fields,
  medicationOf: (reference: string, resource: Fields) => unknown,
): unknown {
  if (resource.medicationCodeableConcept !== undefined) return resource.medicationCodeableConcept;
  const reference = textOf(fieldsOf(resource.medicationReference)?.reference);
  return reference === undefined ? undefined : medicationOf(reference, resource);
}

function medicationKind(concept: unknown): TreatmentKind | undefined {
  const words = wordsOf(concept);
  for (const { system, code, display } of codingsOf(concept)) {
    const kind = treatmentOfMedication(system, code, display ?? words);
    if (kind !== undefined) return kind;
  }
  return treatmentOfMedication(undefined, undefined, words);
}

function boundsOf(request: Fields): Period {
  for (const dosage of listOf(request.dosageInstruction)) {
    const repeat = fieldsOf(fieldsOf(dosage.timing)?.repeat);
    const period = periodOf(repeat?.boundsPeriod);
    if (period.start !== undefined || period.end !== undefined) return period;
  }
  return {};
}

const supplyDays: Readonly<Record<string, number>> = {
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

/** The last day that the dispensed supply covers. */
function supplyEnd(request: Fields, start: ChartDate | undefined): ChartDate | undefined {
  if (start === undefined || start.earliest !== start.latest) return undefined;
  const duration = fieldsOf(fieldsOf(request.dispenseRequest)?.expectedSupplyDuration);
  const value = duration?.value;
  const unit = textOf(duration?.code) ?? textOf(duration?.unit) ?? 'd';
  const days = Object.hasOwn(supplyDays, unit) ? supplyDays[unit] : undefined;
  if (
    typeof value !== 'number' ||
    !Number.isFinite(value) ||
    value < 0 ||
    value > 4000 ||
    days === undefined
  )
    return undefined;
  const last = new Date((start.earliest + Math.round(value * days)) * 86_400_000);
  return chartDate(last.toISOString().slice(0, 10));
}

function isReportedByPatient(request: Fields): boolean {
  if (request.reportedBoolean === true) return true;
  return textOf(fieldsOf(request.reportedReference)?.reference)?.includes('Patient/') === true;
}

/** The provider's planned activities that are under way or done (CarePlan `active` or `completed`). */
export function carePlanTreatments(
  plan: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): readonly TreatmentFact[] {
  const { status } = plan;
  if (status !== 'active' && status !== 'completed') return [];
  const treatments: TreatmentFact[] = [];
  for (const activity of listOf(plan.activity)) {
    const detail = fieldsOf(activity.detail);
    if (detail === undefined) continue;
    const done = detail.status;
    if (done !== 'in-progress' && done !== 'completed' && done !== 'scheduled') continue;
    const kind = treatmentCoded(detail.code) ?? exerciseIn(wordsOf(detail.code));
    if (kind === undefined) continue;
    const own = periodOf(detail.scheduledPeriod);
    const period = own.start === undefined && own.end === undefined ? periodOf(plan.period) : own;
    if (period.start !== undefined && isFuture(period.start, asOf)) continue;
    treatments.push(
      fact({
        kind,
        period,
        ongoing: period.end === undefined && done === 'in-progress',
        providerDirected: true,
        reasons: reasonsOf(detail),
        reference,
        text: wordsWithCode(detail.code),
      }),
    );
  }
  return treatments;
}

function exerciseIn(words: string): TreatmentKind | undefined {
  const lower = words.toLowerCase();
  if (/\b(home exercise|exercise program|stretching)\b/.test(lower)) return 'home-exercise';
  if (/\bphysical therapy\b/.test(lower)) return 'physical-therapy';
  if (/\bactivity modification\b/.test(lower)) return 'activity-modification';
  return undefined;
}

/** An ordered course of therapy with a period (ServiceRequest `active` or `completed`). */
export function orderedTreatment(
  request: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): TreatmentFact | undefined {
  const kind = treatmentCoded(request.code);
  if (kind === undefined) return undefined;
  const period = periodOf(request.occurrencePeriod);
  if (period.start === undefined || isFuture(period.start, asOf)) return undefined;
  return fact({
    kind,
    period,
    ongoing: period.end === undefined && request.status === 'active',
    providerDirected: true,
    reasons: reasonsOf(request),
    reference,
    text: wordsWithCode(request.code),
  });
}
