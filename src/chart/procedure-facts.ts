import { regionsInText, regionsOfComplaint } from '../terminology/body-sites.ts';
import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { saysCalledOff, saysNotGiven } from '../terminology/instructions.ts';
import { isNamedOpen, leavesPlanOpen } from '../terminology/plan-notes.ts';
import {
  isReferredForOther,
  isSpineSurgeryReferral,
  isTransforaminalInjection,
  type SurgeryMatch,
  surgeryOfCoding,
} from '../terminology/procedures.ts';
import { plansStimulator, surgeryInWords } from '../terminology/surgery-words.ts';
import { canonicalSystem } from '../terminology/systems.ts';
import { regionsOfEpiduralInjection } from '../terminology/treatments.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { meaningOf } from './condition-meaning.ts';
import { chartDate, dateOfDay, isFuture, today } from './dates.ts';
import type { Dropped } from './dropped.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  listOf,
  localReference,
  referenceOf,
  regionsOfSites,
  shortened,
  textOf,
  wordsOf,
  wordsWithCode,
} from './fields.ts';
import { planDays } from './how-long.ts';
import type { ChartDate, PlannedProcedureFact, SurgeryFact } from './types.ts';
import { isWithdrawn } from './what-it-says.ts';

/** By its codes; by its words where it has no CPT code, since a known code outweighs what a procedure is called. */
const surgeryCoded = ofConcept((concept): SurgeryMatch | undefined => {
  const coded = surgeryOfCodings(concept);
  if (coded !== undefined || firstMeaning(concept, isCpt) !== undefined) return coded;
  return surgeryInWords(wordsOf(concept));
});

/** The first operation that the codings name, at the levels of all of its kind: one entry may be of the neck and the back. */
function surgeryOfCodings(concept: unknown): SurgeryMatch | undefined {
  const first = firstMeaning(concept, surgeryOfCoding);
  if (first === undefined || first.regions.length === 0) return first;
  const regions = new Set(first.regions);
  for (const { system, code } of codingsOf(concept)) {
    const other = surgeryOfCoding(system, code);
    if (other !== undefined && isOfOneKind(first, other))
      for (const region of other.regions) regions.add(region);
  }
  return regions.size === first.regions.length ? first : { ...first, regions: [...regions] };
}

/** An augmentation and a stimulator are rows of their own. */
function isOfOneKind(one: SurgeryMatch, other: SurgeryMatch): boolean {
  const isOwn = ({ kind }: SurgeryMatch): boolean =>
    kind === 'stimulator' || kind === 'augmentation';
  return one.kind === other.kind || (!isOwn(one) && !isOwn(other));
}

/** By its code, else by its words where it has no CPT code. */
const injectedAt = ofConcept((concept): readonly BodyRegion[] | undefined => {
  const coded = firstMeaning(concept, regionsOfEpiduralInjection);
  if (coded !== undefined || firstMeaning(concept, isCpt) !== undefined) return coded;
  const words = wordsOf(concept);
  return isTransforaminalInjection(words) ? regionsOfComplaint(words) : undefined;
});

/**
 * The operation that a resource is of: by its code; where its name leaves open of what ("Fusion"), by the site that it names,
 * else by its reason.
 */
function surgeryOf({ code, bodySite, reasonCode }: Fields): SurgeryMatch | undefined {
  const named = surgeryCoded(code);
  if (named !== undefined || (bodySite === undefined && reasonCode === undefined)) return named;
  const placed = surgeryIfOfSpine(code);
  if (placed === undefined) return undefined;
  const sites = [...listOf(bodySite), ...listOf(reasonCode)].map(wordsOf);
  if (sites.some(isElsewhereInWords)) return undefined;
  const atSite = regionsOfSites(bodySite);
  const regions = atSite.length > 0 ? atSite : sites.flatMap(regionsInText);
  return regions.length === 0 ? undefined : { ...placed, regions: [...new Set(regions)] };
}

const surgeryIfOfSpine = ofConcept((code): SurgeryMatch | undefined =>
  firstMeaning(code, isCpt) === undefined ? surgeryInWords(`${wordsOf(code)} of spine`) : undefined,
);

/** Whether it is an operation or an injection that can be planned and done. */
export function isIntervention(resource: Fields): boolean {
  return injectedAt(resource.code) !== undefined || surgeryOf(resource) !== undefined;
}

function isCpt(system: string | undefined): true | undefined {
  return canonicalSystem(system) === 'cpt' ? true : undefined;
}

/** Where it was done: the code's own regions, else the body sites', else those its words name. */
function regionsOfProcedure(match: SurgeryMatch, resource: Fields): readonly BodyRegion[] {
  if (match.regions.length > 0) return match.regions;
  const sites = regionsOfSites(resource.bodySite);
  return sites.length > 0 ? sites : regionsInText(wordsOf(resource.code));
}

/** A completed operation on the spine, an augmentation or a stimulator procedure. */
export function surgeryFact(
  procedure: Fields,
  reference: string,
  asOf: Date,
): SurgeryFact | undefined {
  if (procedure.status !== 'completed') return undefined;
  const match = surgeryOf(procedure);
  if (match === undefined) return undefined;
  const date = performedOn(procedure);
  if (date !== undefined && isFuture(date, asOf)) return undefined;
  return {
    kind: match.kind,
    regions: regionsOfProcedure(match, procedure),
    ...(match.treats === undefined ? {} : { treats: match.treats }),
    date,
    evidence: cite(reference, date, wordsWithCode(procedure.code)),
  };
}

/** A procedure in preparation (Procedure `preparation` or `not-started`), or why it is no plan. */
export function preparedProcedure(
  procedure: Fields,
  reference: string,
  asOf: Date,
): PlannedProcedureFact | Dropped | undefined {
  if (procedure.status !== 'preparation' && procedure.status !== 'not-started') return undefined;
  const plan = planned(procedure, reference, { date: performedOn(procedure) });
  return stillPlanned(plan, undefined, asOf);
}

/** The day of a procedure, done or to be done: of a period its last one. */
function performedOn({ performedDateTime, performedPeriod }: Fields): ChartDate | undefined {
  return chartDate(performedDateTime) ?? lastDayOf(performedPeriod);
}

function lastDayOf(value: unknown): ChartDate | undefined {
  const period = fieldsOf(value);
  return chartDate(period?.end) ?? chartDate(period?.start);
}

const urgent = new Set(['urgent', 'asap', 'stat']);

/**
 * An active order of an intervention (epidural injection, spine surgery, or urgent referral to a spine surgeon), or
 * why it is none.
 */
export function orderedProcedure(
  request: Fields,
  reference: string,
  asOf: Date,
): PlannedProcedureFact | Dropped | undefined {
  if (request.status !== 'active' || saysNotGiven(wordsOf(request.code))) return undefined;
  if (isNamedOpen(wordsOf(request.code))) return undefined;
  const isOpen = listOf(request.note).some(({ text }) => {
    const said = textOf(text) ?? '';
    return saysCalledOff(said) || leavesPlanOpen(said);
  });
  const told = [
    textOf(request.patientInstruction) ?? '',
    ...listOf(request.reasonCode).map(wordsOf),
  ];
  if (isOpen || told.some((one) => one !== '' && saysCalledOff(one))) return undefined;
  const date = chartDate(request.occurrenceDateTime) ?? lastDayOf(request.occurrencePeriod);
  const { priority } = request;
  const isUrgent = typeof priority === 'string' && urgent.has(priority);
  const urgency = isUrgent ? 'urgent' : priority === undefined ? undefined : 'elective';
  const plan =
    planned(request, reference, { date, urgency }) ??
    (isUrgent ? referral(request, reference, date) : undefined);
  const requested = chartDate(request.authoredOn);
  return stillPlanned(
    plan === undefined || requested === undefined ? plan : { ...plan, requested },
    requested,
    asOf,
  );
}

/** A stimulator whose planning is the reason of a draft order (formal logic, stimulator-planned: "reason/procedure"). */
export function stimulatorInReason(
  draft: Fields,
  reference: string,
  asOf: Date,
): PlannedProcedureFact | undefined {
  if (isWithdrawn(draft)) return undefined;
  const reason = listOf(draft.reasonCode).map(wordsOf).find(plansStimulator);
  if (reason === undefined) return undefined;
  const requested = chartDate(draft.authoredOn) ?? dateOfDay(today(asOf));
  return {
    kind: 'stimulator',
    regions: [],
    requested,
    evidence: cite(reference, requested, shortened(reason)),
  };
}

/** A procedure that was carried out: a plan of it is none any more. */
export interface DoneProcedure extends Pick<PlannedProcedureFact, 'kind' | 'regions' | 'date'> {
  /** The orders that it carried out, as `Type/id`. */
  readonly basedOn: readonly string[];
}

/** An intervention that has been done; undefined for everything else. */
export function doneProcedure(procedure: Fields, reference: string): DoneProcedure | undefined {
  if (procedure.status !== 'completed') return undefined;
  const date = performedOn(procedure);
  const done = planned(procedure, reference, { date });
  if (done === undefined) return undefined;
  const { kind, regions } = done;
  return { kind, regions, date, basedOn: listOf(procedure.basedOn).flatMap(orderNamed) };
}

function orderNamed(reference: unknown): readonly string[] {
  const written = referenceOf(reference);
  return written === undefined ? [] : [localReference(written)];
}

/**
 * Whether a plan has been carried out: by a procedure that names it, or by one of its kind and level after it was
 * requested. One that is planned for a later day is another.
 */
export function isDone(plan: PlannedProcedureFact, done: readonly DoneProcedure[]): boolean {
  const requested = plan.requested ?? plan.authored;
  return done.some(({ kind, regions, date, basedOn }) => {
    if (date !== undefined && plan.date !== undefined && plan.date.earliest > date.latest)
      return false;
    if (basedOn.includes(plan.evidence.reference)) return true;
    const isOfLevel =
      regions.length === 0 ||
      plan.regions.length === 0 ||
      regions.some((region) => plan.regions.includes(region));
    return (
      kind === plan.kind &&
      isOfLevel &&
      date !== undefined &&
      requested !== undefined &&
      date.earliest > requested.latest
    );
  });
}

function referral(
  request: Fields,
  reference: string,
  date: ChartDate | undefined,
): PlannedProcedureFact | undefined {
  const words = [request.code, ...listOf(request.performerType)].map(wordsOf).join(' ');
  const displays = codingsOf(request.code).map(({ display }) => display ?? '');
  if (![words, ...displays].some(isSpineSurgeryReferral)) return undefined;
  const reasons = listOf(request.reasonCode).map((reason) => meaningOf(reason, undefined));
  // A reason elsewhere in the body excludes (reading A59); one of another level is for that level.
  if (reasons.length > 0 && reasons.every(({ elsewhere }) => elsewhere === true)) return undefined;
  const name = wordsOf(request.code);
  if (isReferredForOther(name)) return undefined;
  const sites = regionsOfSites(request.bodySite);
  const ofReasons = reasons.flatMap(({ regions }) => regions);
  const told = ofReasons.length > 0 ? ofReasons : regionsInText(name);
  return {
    kind: 'urgent-spine-referral',
    regions: sites.length > 0 ? sites : [...new Set(told)],
    date,
    urgency: 'urgent',
    evidence: { reference, text: wordsOf(request.code) },
  };
}

function planned(
  resource: Fields,
  reference: string,
  when: Pick<PlannedProcedureFact, 'date' | 'urgency'>,
): PlannedProcedureFact | undefined {
  if (!isIntervention(resource)) return undefined;
  const evidence = cite(reference, when.date, wordsWithCode(resource.code));
  const injected = injectedAt(resource.code);
  if (injected !== undefined) {
    return { kind: 'epidural-injection', regions: injected, ...when, evidence };
  }
  const match = surgeryOf(resource);
  if (match === undefined) return undefined;
  const kind = match.kind === 'augmentation' ? 'kyphoplasty' : match.kind;
  return { kind, regions: regionsOfProcedure(match, resource), ...when, evidence };
}

/** A plan whose day has passed, or that was requested long ago and never closed, is none. */
export function stillPlanned<Plan extends Pick<PlannedProcedureFact, 'date'>>(
  plan: Plan | undefined,
  requested: ChartDate | undefined,
  asOf: Date,
): Plan | Dropped | undefined {
  if (plan === undefined) return undefined;
  const day = today(asOf);
  if (plan.date !== undefined) return plan.date.latest < day ? 'expired' : plan;
  return requested !== undefined && requested.latest < day - planDays ? 'expired' : plan;
}
