import { chartDate, dateOfDay, isBefore } from '../../chart/dates.ts';
import { shortened } from '../../chart/fields.ts';
import type { ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import type { Concept } from '../../terminology/types.ts';
import { activeFacts, factsOf, isUndated } from './flag-facts.ts';
import { isNew, isNow, isOfLongBefore } from './newness.ts';
import { weigh } from './weighed-records.ts';

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
 * @param measured records of it that examinations make up together
 */
export function currentFact(
  subject: Case,
  concept: Concept,
  id: string,
  name: string,
  measured: readonly ConditionFact[] = [],
): Finding {
  const old: Evidence[] = [];
  const open: Evidence[] = [];
  const now: ConditionFact[] = [];
  const active = [...activeFacts(subject, concept), ...measured];
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

function evidenceOf(facts: readonly ConditionFact[]): readonly Evidence[] {
  return facts.map((fact) => fact.evidence);
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
