import { chartDate, dateOfDay, isBefore, isOnOrAfter } from '../../chart/dates.ts';
import { shortened } from '../../chart/fields.ts';
import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import {
  askedAgain,
  criterion,
  met,
  notDocumented,
  notMet,
  saidShortlyBefore,
} from '../../guideline/criterion.ts';
import { ownRegions, presentFacts } from '../../guideline/indication.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import { spineComplaints } from '../../terminology/complaints.ts';
import { maySpeakOf } from '../../terminology/denial-words.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';

/** Within the guideline's own "recent" of the order. */
export function isRecent(date: ChartDate, subject: Case): boolean {
  return subject.today - date.earliest <= subject.readings.trialRecentDays;
}

/**
 * Whether a dated finding is new in this episode. Without a documented onset of the episode a finding of
 * the last twelve weeks is new, an older one is open.
 */
export function isNew(date: ChartDate, subject: Case): Finding['value'] {
  const { start, lasts } = subject.episode;
  const since = start === undefined ? 'not-documented' : isOnOrAfter(date, start);
  // Whatever happened in the years of a condition that lasts is not new for that.
  if (lasts === true && since === 'met' && !isRecent(date, subject)) return 'not-documented';
  // What began lately is not old because nobody wrote the day on which the complaint began (reading A10).
  return since === 'not-documented' && isRecent(date, subject) ? 'met' : since;
}

/** Facts of a concept at any level, from the order and the chart. */
export function factsOf(subject: Case, concept: Concept): readonly ConditionFact[] {
  const coded = subject.chart.conditionsOf(concept);
  const { reasons, denied } = subject.order;
  const ofOrder = [...reasons, ...denied].filter(
    (fact) => fact.concepts.has(concept) && !coded.includes(fact),
  );
  return ofOrder.length === 0 ? coded : [...ofOrder, ...coded];
}

/** The active, not refuted facts of a concept. */
export function activeFacts(subject: Case, concept: Concept): readonly ConditionFact[] {
  return factsOf(subject, concept).filter((fact) => fact.current && fact.certainty !== 'refuted');
}

/** The levels of the active facts of a concept (reading A52), or of those that are asked about because nobody dated them. */
export function levelsOf(subject: Case, concept: Concept): readonly BodyRegion[] {
  const active = activeFacts(subject, concept);
  const facts = active.length > 0 ? active : factsOf(subject, concept).filter(isUndated);
  return levelsRecorded(facts.map(ownRegions), subject);
}

/**
 * The levels of records (reading A52): each record's own; where one names none, or there is none, those of
 * the order's reasons, else those of the complaints that are active now.
 */
export function levelsRecorded(
  records: readonly (readonly BodyRegion[])[],
  subject: Case,
): readonly BodyRegion[] {
  const named = records.flat();
  const isNamed = records.length > 0 && records.every((regions) => regions.length > 0);
  return [...new Set(isNamed ? named : [...named, ...levelsOfComplaint(subject)])];
}

function levelsOfComplaint(subject: Case): readonly BodyRegion[] {
  const ofReasons = subject.order.reasons.flatMap((reason) => placeOf(reason, subject));
  return ofReasons.length > 0 ? ofReasons : complaintsNow(subject).flatMap(ownRegions);
}

/** Its own regions; of a status after surgery that names none, those of the surgery. */
function placeOf(fact: ConditionFact, subject: Case): readonly BodyRegion[] {
  const own = ownRegions(fact);
  return own.length === 0 && fact.concepts.has('post-operative-status')
    ? subject.chart.surgeries.flatMap((surgery) => surgery.regions)
    : own;
}

/** The spine complaints that are active now: those of the episode or of the last weeks, else all. */
export function complaintsNow(subject: Case): readonly ConditionFact[] {
  const active = presentFacts(subject, spineComplaints, { anyLevel: true });
  const lately = active.filter(
    ({ onset }) =>
      onset === undefined || isRecent(onset, subject) || isNew(onset, subject) === 'met',
  );
  return lately.length > 0 ? lately : active;
}

/** What is recorded for a red flag and against it, each with the time that it speaks of. */
interface Weighed {
  readonly id: string;
  readonly name: string;
  /** What is said where it holds; its name with "Documented" or "Suspected" where absent. */
  readonly holds?: string | undefined;
  /** Records that say it is present now. */
  readonly present: readonly ConditionFact[];
  /** What the records say where none of them, and no answer, says that it is present now. */
  readonly otherwise: Finding;
}

/**
 * Weighs the records of a red flag by their age (reading A53): one that says it is present holds, unless a
 * denial is as new or newer. What is merely history (resolved, older than the episode) denies nothing.
 */
function weigh(
  subject: Case,
  concept: Concept,
  { id, name, holds, present, otherwise }: Weighed,
): Finding {
  const answer = attestedFlag(subject, id);
  const before = answer === undefined ? saidShortlyBefore(subject, id) : undefined;
  // Of most red flags a chart says nothing at all.
  if (answer === undefined && before === undefined && factsOf(subject, concept).length === 0)
    return otherwise;
  const said = answer?.value === true ? [answer.attestation] : [];
  const records = [
    ...present.map(datedRecord),
    ...said.map(({ authored, evidence }) => ({ date: authored, evidence })),
  ];
  const denied =
    answer?.value === false
      ? [{ date: answer.attestation.authored, evidence: answer.attestation.evidence }]
      : [];
  const denials = [...denialsOf(subject, concept, said.length > 0 ? [] : present), ...denied];
  if (records.length === 0) {
    const isOpen = otherwise.value === 'not-documented' && answer?.value !== false;
    if (before !== undefined && denials.every(({ date }) => isBeforeRecord(date, before.authored)))
      return askedAgain(name, before);
    if (denials.length === 0 || isOpen) return otherwise;
    return notMet(`Ruled out: ${name}`, evidenceIn([...denials, ...otherwise.evidence.map(cited)]));
  }
  // A record that names its side stands by itself, whatever is denied of the other one.
  const isDenied =
    isDeniedBy(denials, records) &&
    !sides.some((side) => {
      const ofSide = present.filter((fact) => fact.side === side);
      return (
        ofSide.length > 0 &&
        !isDeniedBy([...denialsOf(subject, concept, ofSide), ...denied], ofSide.map(datedRecord))
      );
    });
  const ends = endsOf(subject, concept, present).filter(({ date }) =>
    records.every((record) => record.date !== undefined && isBeforeRecord(record.date, date)),
  );
  if (ends.length > 0)
    return notDocumented(
      `Contradictory documentation: ${name} is recorded as present, and later as having ended`,
      evidenceIn([...records, ...ends]),
    );
  if (isDenied)
    return notDocumented(
      `Contradictory documentation: ${name} is recorded as present, and as late or later as absent`,
      evidenceIn([...records, ...denials]),
    );
  const certainty =
    said.length > 0 || present.some((fact) => fact.certainty === 'known')
      ? 'Documented'
      : 'Suspected';
  return met(holds ?? `${certainty}: ${name}`, evidenceIn(records));
}

interface DatedRecord {
  readonly date: ChartDate | undefined;
  readonly evidence: Evidence;
}

function datedRecord({ recorded, onset, evidence }: ConditionFact): DatedRecord {
  return { date: recorded ?? onset, evidence };
}

const sides = ['left', 'right', 'both'] as const;

/** Whether a denial is as new as all the records. One that nobody dated is not. */
function isDeniedBy(denials: readonly DatedRecord[], records: readonly DatedRecord[]): boolean {
  return denials.some(
    ({ date }) =>
      date !== undefined && !records.some((record) => isBeforeRecord(date, record.date)),
  );
}

function cited(evidence: Evidence): { readonly evidence: Evidence } {
  return { evidence };
}

/** Records of the same thing that say on which day it ended: a twin of a record that nobody closed. */
function endsOf(
  subject: Case,
  concept: Concept,
  present: readonly ConditionFact[],
): readonly { readonly date: ChartDate; readonly evidence: Evidence }[] {
  const levels = present.flatMap((fact) => fact.regions);
  return factsOf(subject, concept).flatMap((fact) => {
    const { ended: date, evidence, regions } = fact;
    const isThere = levels.length === 0 || regions.length === 0 || overlap(regions, levels);
    return date === undefined || !isThere || !isOfSideOf(fact, present) ? [] : [{ date, evidence }];
  });
}

interface Denial {
  readonly date: ChartDate | undefined;
  readonly evidence: Evidence;
  /** Only words say so: that makes a record doubtful, and is too little to leave a sign unasked. */
  readonly inWords: boolean;
}

/** Refuted facts at a level and on a side that the present ones do not exclude. */
function denialsOf(
  subject: Case,
  concept: Concept,
  present: readonly ConditionFact[],
): readonly Denial[] {
  const levels = present.flatMap((fact) => fact.regions);
  return factsOf(subject, concept)
    .filter((fact) => fact.certainty === 'refuted' && isOfSideOf(fact, present))
    .filter((fact) => fact.fromText !== true || maySpeakOfAny(fact, present))
    .filter(
      ({ regions }) => levels.length === 0 || regions.length === 0 || overlap(regions, levels),
    )
    .map((fact) => ({
      date: dayOfDenial(fact, subject),
      evidence: fact.evidence,
      inWords: fact.fromText === true,
    }));
}

/**
 * The day that a denial speaks of. What began lately and was ruled out since, nobody says when, may have been ruled out
 * today; what began long ago is history.
 */
function dayOfDenial(
  { recorded, spokenOn, onset }: ConditionFact,
  subject: Case,
): ChartDate | undefined {
  const spoken = recorded ?? (spokenOn === 'unknown' ? undefined : spokenOn);
  if (spoken !== undefined || onset === undefined) return spoken;
  return isRecent(onset, subject) ? dateOfDay(subject.today) : onset;
}

/** Whether a denial in words may be about the same thing: who has no abscess may have a discitis. */
function maySpeakOfAny({ evidence }: ConditionFact, present: readonly ConditionFact[]): boolean {
  return (
    present.length === 0 || present.some((one) => maySpeakOf(evidence.text, one.evidence.text))
  );
}

/** Whether a denial may be about the same side: one of the left says nothing of the right. */
function isOfSideOf({ side }: ConditionFact, present: readonly ConditionFact[]): boolean {
  if (side === undefined || side === 'both' || present.length === 0) return true;
  return present.some((one) => one.side === undefined || one.side === 'both' || one.side === side);
}

/** Certainly before; a record, or a denial, without a date leaves it open. */
function isBeforeRecord(denial: ChartDate | undefined, record: ChartDate | undefined): boolean {
  return denial !== undefined && record !== undefined && isBefore(denial, record) === 'met';
}

function evidenceIn(records: readonly { readonly evidence: Evidence }[]): readonly Evidence[] {
  return [...new Set(records.map((record) => record.evidence))];
}

/**
 * Whether an active record is of long before the episode by all its dates (reading A53): an emergency of years ago that
 * nobody closed is asked about. The order's own reason is present.
 */
function isOfLongBefore(fact: ConditionFact, subject: Case): boolean {
  if (subject.order.reasons.includes(fact)) return false;
  const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
  const dates = [fact.onset, fact.recorded, spoken].flatMap((date) => date ?? []);
  return (
    dates.length > 0 &&
    dates.every((date) => !isRecent(date, subject) && isNew(date, subject) === 'not-met')
  );
}

/** Suspected or known, active: enough for an emergency whose onset nobody needs to date. */
export function activeFact(
  subject: Case,
  concept: Concept,
  id: string,
  name: string,
  holds?: string,
): Finding {
  const past = factsOf(subject, concept).filter((fact) => fact.certainty !== 'refuted');
  const active = activeFacts(subject, concept);
  // A denial of now contradicts a record that still stands, however old that is.
  const isDenied = attestedFlag(subject, id)?.value === false;
  const present = isDenied ? active : active.filter((fact) => !isOfLongBefore(fact, subject));
  const undated = past.filter(isUndated);
  const otherwise =
    undated.length > 0
      ? notDocumented(`Recorded, but not since when: ${name}`, evidenceOf(undated))
      : active.length > 0
        ? notDocumented(
            `Recorded long before this episode, and still as active: ${name}`,
            evidenceOf(active),
          )
        : past.length > 0
          ? notMet(`No longer present: ${name}`, evidenceOf(past))
          : notMet(`Not recorded: ${name}`);
  return weigh(subject, concept, { id, name, holds, present, otherwise });
}

/**
 * Present now (reading A10): its onset, or its first record, falls in the episode or in the last twelve
 * weeks; a reason of this very order that nobody dated is recorded now. Documented as older: not met, and
 * open where it is the order's reason all the same. Without any date: not documented, with a prompt.
 */
export function currentFact(subject: Case, concept: Concept, id: string, name: string): Finding {
  const old: Evidence[] = [];
  const open: Evidence[] = [];
  const now: ConditionFact[] = [];
  const active = activeFacts(subject, concept);
  if (active.length === 0) open.push(...evidenceOf(factsOf(subject, concept).filter(isUndated)));
  for (const fact of active) {
    if (isNow(fact, subject)) {
      now.push(fact);
      continue;
    }
    const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
    const date = fact.onset ?? fact.recorded ?? spoken;
    const isReason = subject.order.reasons.includes(fact);
    if (date === undefined) open.push(fact.evidence);
    else if (isNew(date, subject) === 'not-documented') open.push(fact.evidence);
    else if (fact.onset === undefined || isReason) open.push(fact.evidence);
    else old.push(fact.evidence);
  }
  const otherwise =
    open.length > 0
      ? notDocumented(`Recorded, but not since when: ${name}`, open)
      : active.length > 0
        ? notMet(`Documented as older than this episode: ${name}`, old)
        : notMet(`Not recorded as present: ${name}`, evidenceOf(factsOf(subject, concept)));
  const holds = now.length > 0 ? `Documented in this episode: ${name}` : undefined;
  return weigh(subject, concept, { id, name, holds, present: now, otherwise });
}

/** Whether an active fact is one of the episode or of the last twelve weeks, or the undated reason of this very order. */
export function isNow(fact: ConditionFact, subject: Case): boolean {
  if (fact.onset === undefined && fact.origin === 'order-reason') return true;
  const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
  const date = fact.onset ?? fact.recorded ?? spoken;
  if (date === undefined) return false;
  const since = isNew(date, subject);
  const isOfLately = fact.onset !== undefined && isRecent(fact.onset, subject);
  return (
    since === 'met' || (since === 'not-met' && isOfLately && !subject.order.reasons.includes(fact))
  );
}

/** A diagnosis of some encounter that nobody dated: it prompts, and supports nothing (reading A62). */
function isUndated({ spokenOn, certainty }: ConditionFact): boolean {
  return spokenOn === 'unknown' && certainty !== 'refuted';
}

function evidenceOf(facts: readonly ConditionFact[]): readonly Evidence[] {
  return facts.map((fact) => fact.evidence);
}

/**
 * Whether a red flag was denied when, or after, what points to it was found (reading A53): history and an older denial
 * leave it to be asked about.
 * @param signs what points to it
 */
export function isDeniedSince(
  subject: Case,
  concept: Concept,
  id: string,
  signs: readonly ConditionFact[],
): boolean {
  const answer = attestedFlag(subject, id);
  const denials = [
    ...denialsOf(subject, concept, []).flatMap(({ date, inWords }) => (inWords ? [] : [date])),
    ...(answer?.value === false ? [answer.attestation.authored] : []),
  ];
  return signs.every(({ onset, recorded }) => {
    const found = onset ?? recorded;
    return found !== undefined && denials.some((date) => !isBeforeRecord(date, found));
  });
}

/** The leaf criterion of a red flag, whose attestation is weighed with the records by age. */
export function redFlagCriterion(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  /** As {@link RedFlag.mentionedBy}. */
  readonly mentionedBy?: Readonly<Record<string, unknown>>;
  readonly decide: (subject: Case) => Finding;
}) {
  const { mentionedBy = {}, ...rest } = definition;
  const items = [rest.id, ...Object.keys(mentionedBy)] as const;
  return criterion({
    ...rest,
    attestable: false,
    asks: [rest.id],
    decide: (subject) => asMentioned(subject, items, rest.decide(subject)),
  });
}

/**
 * A red flag that only the order's own words name is asked about, unless the form has denied it since the order was
 * written. Words support nothing.
 * @param items the flag's own, and those that mention it
 */
export function asMentioned(
  subject: Case,
  items: readonly [id: string, ...others: string[]],
  finding: Finding,
): Finding {
  if (finding.value !== 'not-met' || subject.mentions.length === 0) return finding;
  const { reference, resource } = subject.order;
  const mention = subject.mentions.find(
    ({ criterion: about, value }) =>
      items.includes(about) && (value === true || value <= subject.readings.motorGradeAtMost),
  );
  const answer = subject.chart.attested(items[0]);
  const written = chartDate(resource.authoredOn) ?? dateOfDay(subject.today);
  const isAnswered = answer !== undefined && isBefore(answer.authored, written) === 'not-met';
  if (mention === undefined || isAnswered) return finding;
  return notDocumented(`The order says "${shortened(mention.quote)}"; nothing else records it`, [
    { reference, text: shortened(mention.quote) },
    ...finding.evidence,
  ]);
}
