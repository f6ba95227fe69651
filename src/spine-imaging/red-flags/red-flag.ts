import { chartDate, dateOfDay, isBefore } from '../../chart/dates.ts';
import { shortened } from '../../chart/fields.ts';
import type { ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import { tellsOfNow, tellsOfOldTimes } from '../../terminology/old-words.ts';
import type { Concept } from '../../terminology/types.ts';
import { activeFacts, factsOf, isUndated } from './flag-facts.ts';
import { isNew, isNow, isOfLongBefore } from './newness.ts';
import { weigh } from './weighed-records.ts';

/** Suspected or known, active: enough for an emergency whose onset nobody needs to date. */
export function activeFact(
  orderCase: Case,
  concept: Concept,
  id: string,
  name: string,
  {
    holds,
    isPresent = (fact) => !isOfLongBefore(fact, orderCase),
  }: {
    /** What is said where it is there. */
    readonly holds?: string;
    /** Whether an active record is of now. */
    readonly isPresent?: (fact: ConditionFact) => boolean;
  } = {},
): Finding {
  const past = factsOf(orderCase, concept).filter((fact) => fact.certainty !== 'refuted');
  const active = activeFacts(orderCase, concept);
  // A denial of now contradicts a record that still stands, however old that is.
  const isDenied = attestedFlag(orderCase, id)?.value === false;
  const present = isDenied ? active : active.filter(isPresent);
  const undated = past.filter(isUndated);
  const otherwise =
    undated.length > 0
      ? notDocumented(`Recorded, but not since when: ${name}`, evidenceOf(undated))
      : active.length > 0
        ? notDocumented(`Recorded long ago, and still as active: ${name}`, evidenceOf(active))
        : past.length > 0
          ? notMet(`No longer present: ${name}`, evidenceOf(past))
          : notMet(`Not recorded: ${name}`);
  return weigh(orderCase, concept, { id, name, holds, present, otherwise });
}

/**
 * Present now (reading A10): its onset, or its first record, falls in the episode or in the last twelve
 * weeks; a reason of this very order that nobody dated is recorded now. Documented as older: not met, and
 * open where it is the order's reason all the same. Without any date, and beside a record that calls it old and lasting:
 * not documented, with a prompt.
 * @param measured records of it that examinations make up together
 */
export function currentFact(
  orderCase: Case,
  concept: Concept,
  id: string,
  name: string,
  measured: readonly ConditionFact[] = [],
): Finding {
  const old: Evidence[] = [];
  const open: Evidence[] = [];
  const now: ConditionFact[] = [];
  const active = [...activeFacts(orderCase, concept), ...measured];
  const undated = factsOf(orderCase, concept).filter(isUndated);
  // Beside one that is on record already, what is told without a day may be the same, unless it is told as new.
  open.push(
    ...evidenceOf(active.length === 0 ? undated : undated.filter((fact) => isToldAsNew(fact))),
  );
  const lasting = sidesCalledOld([...active, ...undated], orderCase);
  for (const fact of active) {
    if (isNow(fact, orderCase)) {
      if (isPerhapsOneOf(lasting, fact)) open.push(fact.evidence);
      else now.push(fact);
      continue;
    }
    const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
    const date = fact.onset ?? fact.recorded ?? spoken;
    const isReason = orderCase.order.reasons.includes(fact);
    if (date === undefined) open.push(fact.evidence);
    else if (isNew(date, orderCase) === 'not-documented') open.push(fact.evidence);
    else if (fact.onset === undefined || isReason) open.push(fact.evidence);
    else old.push(fact.evidence);
  }
  const otherwise =
    open.length > 0
      ? notDocumented(`Recorded, but not since when: ${name}`, open)
      : active.length > 0
        ? notMet(`Documented as older than this episode: ${name}`, old)
        : notMet(`Not recorded as present: ${name}`, evidenceOf(factsOf(orderCase, concept)));
  const holds = now.length > 0 ? `Documented in this episode: ${name}` : undefined;
  return weigh(orderCase, concept, { id, name, holds, present: now, otherwise });
}

/** The sides of which a record that is none of now says that it is old and lasting; one without a side may be of either. */
function sidesCalledOld(
  facts: readonly ConditionFact[],
  orderCase: Case,
): ReadonlySet<ConditionFact['side']> {
  return new Set(
    facts
      .filter((fact) => tellsOfOldTimes(fact.evidence.text) && !isNow(fact, orderCase))
      .map(({ side }) => side),
  );
}

/** What was seen lately, and nobody calls new, may be what is called old and lasting elsewhere on the chart: of the same side. */
function isPerhapsOneOf(
  lasting: ReadonlySet<ConditionFact['side']>,
  { onset, side, evidence }: ConditionFact,
): boolean {
  if (lasting.size === 0 || onset !== undefined || tellsOfNow(evidence.text)) return false;
  return (
    side === undefined ||
    side === 'both' ||
    lasting.has(undefined) ||
    lasting.has('both') ||
    lasting.has(side)
  );
}

/** "New right foot drop since yesterday", as the reason of a visit of the last weeks. */
function isToldAsNew({ evidence, recorded }: ConditionFact): boolean {
  return recorded !== undefined && tellsOfNow(evidence.text);
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
  readonly decide: (orderCase: Case) => Finding;
}) {
  const { mentionedBy = {}, ...rest } = definition;
  const items = [rest.id, ...Object.keys(mentionedBy)] as const;
  return criterion({
    ...rest,
    attestable: false,
    asks: [rest.id],
    decide: (orderCase) => asMentioned(orderCase, items, rest.decide(orderCase)),
  });
}

/**
 * A red flag that only the order's own words name is asked about, unless the form has denied it since the order was
 * written. Words support nothing.
 * @param items the flag's own, and those that mention it
 */
export function asMentioned(
  orderCase: Case,
  items: readonly [id: string, ...others: string[]],
  finding: Finding,
): Finding {
  if (finding.value !== 'not-met' || orderCase.mentions.length === 0) return finding;
  const { reference, resource } = orderCase.order;
  const mention = orderCase.mentions.find(
    ({ criterion: about, value }) =>
      items.includes(about) && (value === true || value <= orderCase.readings.motorGradeAtMost),
  );
  const answer = orderCase.chart.attested(items[0]);
  const written = chartDate(resource.authoredOn) ?? dateOfDay(orderCase.today);
  const isAnswered = answer !== undefined && isBefore(answer.authored, written) === 'not-met';
  if (mention === undefined || isAnswered) return finding;
  return notDocumented(`The order says "${shortened(mention.quote)}"; nothing else records it`, [
    { reference, text: shortened(mention.quote) },
    ...finding.evidence,
  ]);
}
