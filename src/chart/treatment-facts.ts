import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { treatmentOutcomeOf } from '../terminology/observations.ts';
import {
  isGivenInSessions,
  routeName,
  treatmentInWords,
  treatmentOfMedication,
  treatmentOfProcedure,
} from '../terminology/treatments.ts';
import type { TreatmentKind } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture, isoDay } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  listOf,
  localReference,
  referenceOf,
  textOf,
  wordsOf,
  wordsWithCode,
} from './fields.ts';
import type { ChartDate, ConditionFact, Day, TreatmentFact, TreatmentOutcome } from './types.ts';
import { silenceOf } from './what-it-says.ts';

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

/**
 * The treatment of a procedure's code: by its codes, else by the words of its text or a display. None where its own
 * words name a complaint elsewhere in the body (reading A59): "aquatic therapy for the knee".
 */
const treatmentCoded = ofConcept((concept): TreatmentKind | undefined => {
  const kind = firstMeaning(concept, treatmentOfProcedure) ?? treatmentNamed(concept);
  return kind === undefined || isElsewhereInWords(wordsOf(concept)) ? undefined : kind;
});

function treatmentNamed(concept: unknown): TreatmentKind | undefined {
  const named = treatmentInWords(wordsOf(concept));
  if (named !== undefined) return named;
  for (const { display } of codingsOf(concept)) {
    const kind = display === undefined ? undefined : treatmentInWords(display);
    if (kind !== undefined) return kind;
  }
  return undefined;
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
  const isSession = !ongoing && isGivenInSessions(kind) && isOneDay(period);
  const outcome = outcomeCoded(procedure.outcome);
  return fact({
    kind,
    period: ongoing && period.start !== undefined ? { start: period.start } : period,
    ongoing,
    providerDirected: true,
    outcome,
    reasons: reasonsOf(procedure),
    isSession,
    reference,
    text: wordsWithCode(procedure.code),
  });
}

/** Begun and ended on the same day. */
function isOneDay({ start, end }: Period): boolean {
  return (
    start !== undefined &&
    end !== undefined &&
    start.earliest === start.latest &&
    end.earliest === end.latest &&
    start.earliest === end.earliest
  );
}

/** A visit for therapy as one of its sessions: by its type, or by the referral that it is based on. */
export function therapySession(
  encounter: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
  referredFor: (reference: string) => TreatmentKind | undefined,
): TreatmentFact | undefined {
  const { status } = encounter;
  if (status !== 'finished' && status !== 'in-progress') return undefined;
  const day = chartDate(fieldsOf(encounter.period)?.start);
  if (day === undefined || isFuture(day, asOf)) return undefined;
  const kind = therapyOf(encounter) ?? referral(encounter, referredFor);
  if (kind === undefined || !isGivenInSessions(kind)) return undefined;
  const [type] = listOf(encounter.type);
  return fact({
    kind,
    period: { start: day, end: day },
    ongoing: false,
    providerDirected: true,
    reasons: reasonsOf(encounter),
    isSession: true,
    reference,
    text: wordsOf(type) || 'Visit for therapy',
  });
}

function therapyOf(encounter: Fields): TreatmentKind | undefined {
  for (const concept of [...listOf(encounter.type), ...listOf(encounter.serviceType)]) {
    const kind = treatmentCoded(concept);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function referral(
  encounter: Fields,
  referredFor: (reference: string) => TreatmentKind | undefined,
): TreatmentKind | undefined {
  for (const one of listOf(encounter.basedOn)) {
    const reference = referenceOf(one);
    const kind = reference === undefined ? undefined : referredFor(localReference(reference));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** The therapy that a request refers for, whether or not it says when. */
export function therapyRequested(request: Fields): TreatmentKind | undefined {
  return treatmentCoded(request.code);
}

function fact(given: {
  readonly kind: TreatmentKind;
  readonly period: Period;
  readonly ongoing: boolean;
  readonly providerDirected: boolean;
  readonly outcome?: TreatmentOutcome | undefined;
  readonly reasons: readonly ConditionFact[];
  readonly isSession?: boolean;
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
    isSession: given.isSession || undefined,
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
  const kind = medicationKind(medication, request.dosageInstruction);
  if (kind === undefined) return undefined;
  const bounds = boundsOf(request);
  const start = bounds.start ?? chartDate(request.authoredOn);
  if (start !== undefined && isFuture(start, asOf)) return undefined;
  const planned = bounds.end ?? supplyEnd(request, start);
  const end = status === 'stopped' ? stoppedBy(planned, start) : planned;
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
  const kind = medicationKind(medication, statement.dosage);
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
  const addressed = reasonsOf(plan);
  // What a plan is called says what it is for, where it addresses nothing (reading A59).
  const names = [textOf(plan.title) ?? '', ...listOf(plan.category).map(wordsOf)];
  if (addressed.length === 0 && names.some(isElsewhereInWords)) return [];
  for (const activity of listOf(plan.activity)) {
    const detail = fieldsOf(activity.detail);
    if (detail === undefined || silenceOf(detail) !== undefined) continue;
    const done = detail.status;
    if (done !== 'in-progress' && done !== 'completed' && done !== 'scheduled') continue;
    const kind = treatmentCoded(detail.code);
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
        reasons: statedFor(reasonsOf(detail), addressed),
        reference,
        text: wordsWithCode(detail.code),
      }),
    );
  }
  return treatments;
}

/** The reasons of the activity itself, else those that its plan addresses. */
function statedFor(
  own: readonly ConditionFact[],
  addressed: readonly ConditionFact[],
): readonly ConditionFact[] {
  return own.length > 0 ? own : addressed;
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
