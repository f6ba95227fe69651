import { isOnlyAboutIt } from '../terminology/about-it-words.ts';
import { isElsewhereInWords, isTreatmentElsewhere } from '../terminology/elsewhere.ts';
import {
  aimsInText,
  endsUndone,
  isSelfDirected,
  saysNeverTaken,
  saysNotGiven,
} from '../terminology/instructions.ts';
import { tellsNoneGiven, tellsStoppedEarly, yearTold } from '../terminology/never-given.ts';
import { treatmentOutcomeOf } from '../terminology/observations.ts';
import { tellsOfBetter, treatmentOutcomeInWords } from '../terminology/outcome-words.ts';
import {
  isGivenInSessions,
  isTherapyElsewhere,
  regionsOfProcedure,
  regionsOfTreatment,
  treatmentInWords,
  treatmentOfProcedure,
} from '../terminology/treatments.ts';
import type { BodyRegion, Concept, TreatmentKind } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import { saysLeftUnseen, type Visit } from './encounter-facts.ts';
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
import { reasonsInPlan } from './noted-reasons.ts';
import { type Period, periodOf } from './period.ts';
import { placeFact, reasonFact } from './reason-facts.ts';
import { referenceTo } from './references.ts';
import { isOfOwnAccord } from './told-by-patient.ts';
import type { ConditionFact, TreatmentFact, TreatmentOutcome } from './types.ts';
import { silenceOf } from './what-it-says.ts';

/** Finds the fact for a stated reason; a reason that maps to nothing is a fact without concepts. */
export type ReasonReader = (resource: Fields) => readonly ConditionFact[];

/**
 * The treatment of a procedure's code: by its codes, else by the words of its text or a display. None where its own
 * words name a complaint elsewhere in the body (reading A59): "aquatic therapy for the knee".
 */
const treatmentCoded = ofConcept((concept): TreatmentKind | undefined => {
  if (saysNotGiven(wordsOf(concept))) return undefined;
  const kind = firstMeaning(concept, treatmentOfProcedure) ?? treatmentNamed(concept);
  return kind === undefined || isTherapyElsewhere(wordsOf(concept)) ? undefined : kind;
});

/**
 * The treatment that something which took place is: a code tells it whatever it is called, words not where they name
 * what is done about it. (What is asked for is called a referral and an order itself.)
 */
const treatmentGiven = ofConcept((concept): TreatmentKind | undefined => {
  const isCoded = firstMeaning(concept, treatmentOfProcedure) !== undefined;
  const name = wordsOf(concept);
  if (tellsNoneGiven(name) || (!isCoded && isOnlyAboutIt(name))) return undefined;
  return treatmentCoded(concept);
});

const regionsNamed = ofConcept(
  (concept): readonly BodyRegion[] =>
    firstMeaning(concept, regionsOfProcedure) ?? regionsOfTreatment(wordsOf(concept)),
);

const aimsNamed = ofConcept((concept) => aimsInText(wordsOf(concept)));

const isNamedSelfDirected = ofConcept((concept) => isSelfDirected(wordsOf(concept)));

/** What a treatment is called, with its CPT code. */
const nameOf = ofConcept(wordsWithCode);

/** What a treatment is for: the reasons that it states, else the level that its own code or its words name (reading A59). */
export function reasonsOrPlace(
  stated: readonly ConditionFact[],
  code: unknown,
  reference: string,
): readonly ConditionFact[] {
  if (stated.length > 0) return stated;
  const aims = aimsNamed(code);
  if (aims.length > 0) {
    const facts = aims.flatMap((text) => reasonFact({ text }, undefined, reference) ?? []);
    const known = facts.filter(
      ({ concepts, elsewhere }) => concepts.size > 0 || elsewhere === true,
    );
    if (known.length > 0) return known;
  }
  const regions = regionsNamed(code);
  if (regions.length === 0) return stated;
  return [placeFact(regions, { reference, text: wordsOf(code) })];
}

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
  const coded = firstMeaning(concept, treatmentOutcomeOf);
  if (coded !== undefined || concept === undefined) return coded;
  return codingsOf(concept).length === 0 ? treatmentOutcomeInWords(wordsOf(concept)) : undefined;
}

/** A treatment that was performed, or is under way (Procedure `completed` or `in-progress`). */
export function procedureTreatment(
  procedure: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): TreatmentFact | undefined {
  const kind = treatmentGiven(procedure.code) ?? courseNamedShort(procedure);
  if (kind === undefined) return undefined;
  const status = procedure.status;
  if (status !== 'completed' && status !== 'in-progress') return undefined;
  if (isNeverTaken(procedure)) return undefined;
  const performed = chartDate(procedure.performedDateTime);
  const period =
    performed === undefined
      ? periodOf(procedure.performedPeriod)
      : { start: performed, end: performed };
  if (period.start !== undefined && isFuture(period.start, asOf)) return undefined;
  const ongoing = status === 'in-progress' && (performed !== undefined || period.end === undefined);
  const isSession = !ongoing && isGivenInSessions(kind) && isOneDay(period);
  const coded = outcomeCoded(procedure.outcome);
  const outcome = coded === 'failed' && isToldBetter(procedure) ? undefined : coded;
  return treatmentFact({
    kind,
    period: ongoing && period.start !== undefined ? { start: period.start } : period,
    ongoing,
    providerDirected: !isNamedSelfDirected(procedure.code) && !isOfOwnAccord(procedure),
    outcome,
    reasons: elsewhereBySetting(
      procedure,
      reasonsOrPlace(reasonsOf(procedure), procedure.code, reference),
    ),
    isSession,
    reference,
    text: nameOf(procedure.code),
  });
}

/**
 * Whether the note on a treatment that failed by the code of its outcome, or the words beside that code, tell of something better:
 * the two contradict each other.
 */
function isToldBetter({ note, outcome }: Fields): boolean {
  const words = [fieldsOf(outcome)?.text, ...listOf(note).map(({ text }) => text)];
  return words.some((text) => text !== undefined && tellsOfBetter(textOf(text) ?? ''));
}

/** "PT" alone may be a test of the blood's clotting, which takes no weeks: a course of two weeks and more is none. */
function courseNamedShort({ code, performedPeriod }: Fields): TreatmentKind | undefined {
  if (!isNamedShort(code)) return undefined;
  const { start, end } = periodOf(performedPeriod);
  const isCourse = start !== undefined && end !== undefined && end.earliest - start.latest >= 14;
  return isCourse ? 'physical-therapy' : undefined;
}

const isNamedShort = ofConcept((code) =>
  /^\W*(?:PT|P\.T\.|OT|PT\s*\/\s*OT)\W*$/i.test(wordsOf(code)),
);

/** Its own note, its outcome in words, or the reason of its status says that none of it took place, or that it was in another year. */
export function isNeverTaken(given: Fields): boolean {
  const { note, statusReason, outcome, status, reasonCode } = given;
  if (reasonCode !== undefined && listOf(reasonCode).some(isReasonUndone)) return true;
  if (statusReason !== undefined && isCalledNeverTaken(statusReason)) return true;
  if (outcome !== undefined && isCalledNeverTaken(outcome)) return true;
  if (note === undefined) return false;
  // What its status calls stopped has no known end: its days are asked for.
  const isRunning = status !== 'stopped';
  return listOf(note).some(({ text }) => {
    const said = textOf(text) ?? '';
    if (saysNeverTaken(said) || (isRunning && tellsStoppedEarly(said))) return true;
    const year = yearTold(said);
    return year !== undefined && !daysOf(given).some((day) => day.startsWith(year));
  });
}

const isCalledNeverTaken = ofConcept((concept) => saysNeverTaken(wordsOf(concept)));

/** The days that a record of a treatment gives. */
function daysOf(given: Fields): readonly string[] {
  const { performedDateTime, performedPeriod, occurrencePeriod, effectivePeriod, authoredOn } =
    given;
  const periods = [performedPeriod, occurrencePeriod, effectivePeriod].map(fieldsOf);
  const days = [performedDateTime, authoredOn, ...periods.flatMap((one) => [one?.start, one?.end])];
  return days.flatMap((day) => textOf(day) ?? []);
}

/** A therapy for no stated reason is for what its category and its place say: "Cardiac rehab", "Hand Therapy Clinic". */
function elsewhereBySetting(
  procedure: Fields,
  reasons: readonly ConditionFact[],
): readonly ConditionFact[] {
  const { category, location } = procedure;
  if (reasons.length > 0 || (category === undefined && location === undefined)) return reasons;
  const settings = [
    ...listOf(category).map(wordsOf),
    ...listOf(location).map((one) => textOf(one.display) ?? ''),
  ];
  const other = settings.find(isTherapyElsewhere);
  if (other === undefined) return reasons;
  const place = placeFact([], { reference: referenceTo(procedure), text: other });
  return [{ ...place, concepts: new Set<Concept>(), elsewhere: true }];
}

const isReasonUndone = ofConcept((concept) => endsUndone(wordsOf(concept)));

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

/** "Physical therapy phone call": no session, whatever it is based on. */
function isAboutTherapy(type: unknown): boolean {
  return treatmentCoded(type) !== undefined && treatmentGiven(type) === undefined;
}

/** A visit for therapy as one of its sessions: by its type, or by the referral that it is based on. */
export function therapySession(
  { encounter, reference, period }: Visit,
  asOf: Date,
  reasonsOf: ReasonReader,
  referredFor: (reference: string) => TreatmentKind | undefined,
): TreatmentFact | undefined {
  const { status } = encounter;
  if (status !== 'finished' && status !== 'in-progress') return undefined;
  if (listOf(encounter.reasonCode).some(saysLeftUnseen)) return undefined;
  const { type: types, serviceType, basedOn } = encounter;
  if (types === undefined && serviceType === undefined && basedOn === undefined) return undefined;
  const day = period.start;
  if (day === undefined || isFuture(day, asOf)) return undefined;
  const kinds = [...listOf(types), ...listOf(serviceType)];
  if (kinds.some(isAboutTherapy)) return undefined;
  const kind = therapyOf(encounter) ?? referral(encounter, referredFor);
  if (kind === undefined || !isGivenInSessions(kind)) return undefined;
  const [type] = listOf(types);
  return treatmentFact({
    kind,
    period: { start: day, end: day },
    ongoing: false,
    providerDirected: true,
    reasons: reasonsOrPlace(reasonsOf(encounter), type, reference),
    isSession: true,
    reference,
    text: wordsOf(type) || 'Visit for therapy',
  });
}

function therapyOf(encounter: Fields): TreatmentKind | undefined {
  for (const concept of [...listOf(encounter.type), ...listOf(encounter.serviceType)]) {
    const kind = treatmentGiven(concept);
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

/** A treatment as its readers have found it. */
export function treatmentFact(given: {
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

/** The provider's planned activities that are under way or done (CarePlan `active` or `completed`). */
export function carePlanTreatments(
  plan: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): readonly TreatmentFact[] {
  const { status } = plan;
  if ((status !== 'active' && status !== 'completed') || isNeverTaken(plan)) return [];
  const treatments: TreatmentFact[] = [];
  const addressed = reasonsOf(plan);
  // What a plan is called says what it is for, where it addresses nothing (reading A59).
  const names = [
    textOf(plan.title) ?? '',
    textOf(plan.description) ?? '',
    ...listOf(plan.category).map(wordsOf),
  ];
  const notes = listOf(plan.note).map(({ text }) => textOf(text) ?? '');
  if (addressed.length === 0 && (names.some(isElsewhereInWords) || notes.some(isForElsewhere)))
    return [];
  for (const activity of listOf(plan.activity)) {
    const detail = fieldsOf(activity.detail);
    if (detail === undefined || silenceOf(detail) !== undefined) continue;
    const done = detail.status;
    // One that is booked was not given: nobody has written that it began.
    if (done !== 'in-progress' && done !== 'completed') continue;
    const kind = treatmentGiven(detail.code);
    if (kind === undefined || isNeverTaken({ note: activity.progress }) || isNeverTaken(detail))
      continue;
    const described = activityNames(detail);
    if (described.some(tellsNoneGiven)) continue;
    if (addressed.length === 0 && described.some(isForElsewhere)) continue;
    const own = periodOf(detail.scheduledPeriod);
    const period = own.start === undefined && own.end === undefined ? periodOf(plan.period) : own;
    if (period.start !== undefined && isFuture(period.start, asOf)) continue;
    treatments.push(
      treatmentFact({
        kind,
        period,
        ongoing: period.end === undefined && done === 'in-progress',
        providerDirected: !isOfOwnAccord(detail),
        reasons: reasonsOrPlace(
          statedFor(reasonsOf(detail), addressed, () =>
            reasonsInPlan([...described, ...notes], names, reference),
          ),
          detail.code,
          reference,
        ),
        reference,
        text: nameOf(detail.code),
      }),
    );
  }
  return treatments;
}

function activityNames({ description, goal }: Fields): readonly string[] {
  return [
    textOf(description) ?? '',
    ...listOf(goal).map((one) => textOf(one.display) ?? ''),
  ].filter((one) => one !== '');
}

function isForElsewhere(note: string): boolean {
  const isName = wordsOf({ text: note }).length <= 40 && isElsewhereInWords(note);
  return isName || isTreatmentElsewhere(note) || aimsInText(note).some(isElsewhereInWords);
}

/** The reasons of the activity itself, else those that its plan addresses, else what its words say that it is for. */
function statedFor(
  own: readonly ConditionFact[],
  addressed: readonly ConditionFact[],
  inWords: () => readonly ConditionFact[],
): readonly ConditionFact[] {
  if (own.length > 0) return own;
  return addressed.length > 0 ? addressed : inWords();
}

/** An ordered course of therapy with a period (ServiceRequest `active` or `completed`). */
export function orderedTreatment(
  request: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): TreatmentFact | undefined {
  const kind = treatmentCoded(request.code);
  if (kind === undefined || isNeverTaken(request)) return undefined;
  const period = periodOf(request.occurrencePeriod);
  if (period.start === undefined || isFuture(period.start, asOf)) return undefined;
  return treatmentFact({
    kind,
    period,
    ongoing: period.end === undefined && request.status === 'active',
    providerDirected: true,
    reasons: reasonsOrPlace(reasonsOf(request), request.code, reference),
    reference,
    text: nameOf(request.code),
  });
}
