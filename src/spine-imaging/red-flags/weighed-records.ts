import { chartDate, dateOfDay, isNewer } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import { answeredBothWays, askedAgain, saidShortlyBefore } from '../../guideline/attestation.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import { met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { regionsForOne } from '../../guideline/fact-regions.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import { maySpeakOf } from '../../terminology/told-apart.ts';
import type { Concept } from '../../terminology/types.ts';
import { factsOf } from './flag-facts.ts';
import { isRecent } from './newness.ts';

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
export function weigh(
  orderCase: Case,
  concept: Concept,
  { id, name, holds, present, otherwise }: Weighed,
): Finding {
  const answer = attestedFlag(orderCase, id);
  const contradicted = orderCase.chart.contradicted(id);
  if (contradicted !== undefined && present.length === 0)
    return answeredBothWays(name, contradicted, otherwise.evidence);
  const before = answer === undefined ? saidShortlyBefore(orderCase, id) : undefined;
  // Of most red flags a chart says nothing at all.
  const isRecorded = present.length > 0 || factsOf(orderCase, concept).length > 0;
  if (answer === undefined && before === undefined && !isRecorded) return otherwise;
  const said = answer?.value === true ? [answer.attestation] : [];
  const records = [
    ...present.map((fact) => datedRecord(fact, orderCase)),
    ...said.map(({ authored, evidence }) => ({ date: authored, evidence })),
  ];
  const denied =
    answer?.value === false
      ? [{ date: answer.attestation.authored, evidence: answer.attestation.evidence }]
      : [];
  const denials = [...denialsOf(orderCase, concept, said.length > 0 ? [] : present), ...denied];
  if (records.length === 0) {
    // What was found since a no was answered is asked about all the same.
    const isOpen =
      otherwise.value === 'not-documented' &&
      (answer?.value !== false ||
        wasToldSince(answer.attestation.authored, otherwise.evidence, factsOf(orderCase, concept)));
    // An answer without a day may be of today.
    const said = before?.authored.text === '' ? dateOfDay(orderCase.today) : before?.authored;
    if (before !== undefined && denials.every(({ date }) => isBeforeRecord(date, said)))
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
        !isDeniedBy(
          [...denialsOf(orderCase, concept, ofSide), ...denied],
          ofSide.map((fact) => datedRecord(fact, orderCase)),
        )
      );
    });
  const ends = endsOf(orderCase, concept, present).filter(({ date }) =>
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

/** Whether some evidence is newer than an answer. A fact knows its time of day, of which its evidence shows the day. */
function wasToldSince(
  answered: ChartDate,
  evidence: readonly Evidence[],
  facts: readonly ConditionFact[],
): boolean {
  const recorded = new Map(facts.map((fact) => [fact.evidence, fact.recorded]));
  return evidence.some((one) => isBeforeRecord(answered, recorded.get(one) ?? chartDate(one.date)));
}

interface DatedRecord {
  readonly date: ChartDate | undefined;
  readonly evidence: Evidence;
  /** Confirmed, and not only suspected. */
  readonly isKnown?: boolean;
}

/** A reason that the order itself states is as new as the order (reading A53). */
function datedRecord(
  { recorded, onset, origin, certainty, evidence }: ConditionFact,
  { order, today }: Case,
): DatedRecord {
  const date = recorded ?? onset;
  const isKnown = certainty === 'known';
  if (date !== undefined || origin !== 'order-reason') return { date, evidence, isKnown };
  return { date: chartDate(order.resource.authoredOn) ?? dateOfDay(today), evidence, isKnown };
}

const sides = ['left', 'right', 'both'] as const;

/**
 * Whether a denial is as new as all the records. One that nobody dated is, where nobody dated any of them either and one is of
 * something known: a suspicion stands beside what was ruled out at some time.
 */
function isDeniedBy(denials: readonly DatedRecord[], records: readonly DatedRecord[]): boolean {
  const isUndated =
    records.every(({ date }) => date === undefined) && records.some(({ isKnown }) => isKnown);
  return denials.some(({ date }) =>
    date === undefined ? isUndated : !records.some((record) => isBeforeRecord(date, record.date)),
  );
}

function cited(evidence: Evidence): { readonly evidence: Evidence } {
  return { evidence };
}

/** Records of the same thing that say on which day it ended: a twin of a record that nobody closed. */
function endsOf(
  orderCase: Case,
  concept: Concept,
  present: readonly ConditionFact[],
): readonly { readonly date: ChartDate; readonly evidence: Evidence }[] {
  const levels = present.flatMap((fact) => regionsForOne(fact, concept));
  return factsOf(orderCase, concept).flatMap((fact) => {
    const { ended: date, evidence, regions } = fact;
    // Most have not ended, and a chart may hold thousands.
    if (date === undefined) return [];
    const isThere = levels.length === 0 || regions.length === 0 || overlap(regions, levels);
    const isOfThese = isThere && isOfSideOf(fact, present) && maySpeakOfAny(fact, present);
    return isOfThese ? [{ date, evidence }] : [];
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
  orderCase: Case,
  concept: Concept,
  present: readonly ConditionFact[],
): readonly Denial[] {
  const levels = present.flatMap((fact) => regionsForOne(fact, concept));
  return factsOf(orderCase, concept)
    .filter((fact) => fact.certainty === 'refuted' && isOfSideOf(fact, present))
    .filter((fact) => maySpeakOfAny(fact, present))
    .filter(
      ({ regions }) => levels.length === 0 || regions.length === 0 || overlap(regions, levels),
    )
    .map((fact) => ({
      date: dayOfDenial(fact, orderCase),
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
  orderCase: Case,
): ChartDate | undefined {
  const spoken = recorded ?? (spokenOn === 'unknown' ? undefined : spokenOn);
  if (spoken !== undefined || onset === undefined) return spoken;
  return isRecent(onset, orderCase) ? dateOfDay(orderCase.today) : onset;
}

/** Whether a denial may be about the same thing: who has no abscess may have a discitis. */
function maySpeakOfAny(denial: ConditionFact, present: readonly ConditionFact[]): boolean {
  return present.length === 0 || present.some((one) => maySpeakOf(namesOf(denial), namesOf(one)));
}

function namesOf({ evidence, codedAs = [] }: ConditionFact): readonly string[] {
  return [evidence.text, ...codedAs];
}

/** Whether a denial may be about the same side: one of the left says nothing of the right. */
function isOfSideOf({ side }: ConditionFact, present: readonly ConditionFact[]): boolean {
  if (side === undefined || side === 'both' || present.length === 0) return true;
  return present.some((one) => one.side === undefined || one.side === 'both' || one.side === side);
}

/** Certainly before; a record, or a denial, without a date leaves it open. */
function isBeforeRecord(denial: ChartDate | undefined, record: ChartDate | undefined): boolean {
  return denial !== undefined && record !== undefined && isNewer(record, denial);
}

function evidenceIn(records: readonly { readonly evidence: Evidence }[]): readonly Evidence[] {
  return [...new Set(records.map((record) => record.evidence))];
}

/**
 * Whether a red flag was denied when, or after, what points to it was found (reading A53): history and an older denial
 * leave it to be asked about.
 * @param signs what points to it
 */
export function isDeniedSince(
  orderCase: Case,
  concept: Concept,
  id: string,
  signs: readonly ConditionFact[],
): boolean {
  const answer = attestedFlag(orderCase, id);
  const denials = [
    ...denialsOf(orderCase, concept, []).flatMap(({ date, inWords }) => (inWords ? [] : [date])),
    ...(answer?.value === false ? [answer.attestation.authored] : []),
  ];
  return signs.every(({ onset, recorded }) => {
    const found = onset ?? recorded;
    return found !== undefined && denials.some((date) => !isBeforeRecord(date, found));
  });
}
