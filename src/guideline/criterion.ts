import { chartDate, dateOfDay, isBefore } from '../chart/dates.ts';
import { planDays } from '../chart/how-long.ts';
import type { Attestation, ChartDate, Day } from '../chart/types.ts';
import type { AllOf, AnyOf, Criterion, LeafCriterion } from '../logic/criterion.ts';
import type { Evidence, Finding, FindingValue } from '../logic/finding.ts';
import { inWords } from '../logic/in-words.ts';
import { attestedFlag, type Case } from './case.ts';

/** A criterion of the guideline, decided on a case. */
export type GuidelineCriterion = Criterion<Case>;

/**
 * A leaf criterion whose answer can also be attested under its own id. Coded evidence and attestation
 * that agree stand together; where only one speaks it decides; where they contradict each other the
 * finding is `not-documented` with both as evidence, so that support is never picked silently
 * (evidence contract, "Attestation").
 */
export function criterion(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  /** Further linkIds that can settle it; its own id is always one unless `attestable` is false. */
  readonly asks?: readonly string[];
  /** False where only typed facts may settle it: a bare yes would lack the date or the value. */
  readonly attestable?: boolean;
  /** What an answer is about: one from before that day is none. */
  readonly answeredSince?: (orderCase: Case) => ChartDate | undefined;
  readonly decide: (orderCase: Case) => Finding;
}): LeafCriterion<Case> {
  const { id, question, statements, decide, answeredSince } = definition;
  const attestable = definition.attestable ?? true;
  const asks = definition.asks ?? (attestable ? [id] : []);
  return Object.freeze({
    kind: 'leaf',
    id,
    question,
    statements,
    asks,
    decide: attestable
      ? (orderCase: Case) =>
          withAttestation(orderCase, id, question, decide(orderCase), answeredSince?.(orderCase))
      : decide,
  });
}

/** A criterion that only an attestation can settle: no code carries it. Silence is as `silence` says. */
export function attestedCriterion(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly silence: 'not-documented' | 'not-met';
  readonly asks?: readonly string[];
  readonly answeredSince?: (orderCase: Case) => ChartDate | undefined;
}): LeafCriterion<Case> {
  const silent: Finding =
    definition.silence === 'not-met'
      ? notMet(`Nothing in the chart says so: ${definition.question}`)
      : notDocumented(`Not documented: ${definition.question}`);
  return criterion({ ...definition, decide: () => silent });
}

/**
 * A named composite, all of whose members are required. Its own id can be attested: that stands beside
 * what its members say, as for a leaf.
 */
export function composite(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly asks?: readonly string[];
  readonly of: readonly GuidelineCriterion[];
  readonly partsOnlyWhenMissing?: true;
  readonly shortcut?: (orderCase: Case) => Finding | undefined;
}): AllOf<Case> & { readonly id: string } {
  const { id, question } = definition;
  return Object.freeze({
    kind: 'all-of',
    asks: [id],
    conclude: (orderCase: Case, members: Finding) =>
      withAttestation(orderCase, id, question, members),
    ...definition,
  });
}

/** A named choice: one member is enough, or what `shortcut` finds in their place. */
export function choice(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly of: readonly GuidelineCriterion[];
  readonly shortcut?: (orderCase: Case) => Finding | undefined;
}): AnyOf<Case> {
  return Object.freeze({ kind: 'any-of', asks: [], ...definition });
}

export function met(summary: string, evidence: readonly Evidence[] = []): Finding {
  return { value: 'met', summary, evidence };
}

/** @param asks what would settle it here, where that is less than all that the criterion can ask for */
export function notMet(
  summary: string,
  evidence: readonly Evidence[] = [],
  asks?: readonly string[],
): Finding {
  return finding('not-met', summary, evidence, asks);
}

/** @param asks as for `notMet` */
export function notDocumented(
  summary: string,
  evidence: readonly Evidence[] = [],
  asks?: readonly string[],
): Finding {
  return finding('not-documented', summary, evidence, asks);
}

function finding(
  value: FindingValue,
  summary: string,
  evidence: readonly Evidence[],
  asks: readonly string[] | undefined,
): Finding {
  return asks === undefined ? { value, summary, evidence } : { value, summary, evidence, asks };
}

/**
 * A yes to a red flag that was given in the weeks before the episode, or long ago where no episode is known. It does
 * not count as an attestation of this episode, but the flag is asked about: a deficit that was there a few days before
 * the pain may be part of it.
 */
export function saidShortlyBefore({ recent }: Case, id: string): Attestation | undefined {
  const said = recent?.attested(id);
  return said?.value === true ? said : undefined;
}

/** @param question what the answer from before the episode was given to */
export function askedAgain(question: string, { authored, evidence }: Attestation): Finding {
  const when = authored.text === '' ? '' : ` on ${authored.text.slice(0, 10)}`;
  return notDocumented(`Answered yes${when}, and not in this episode for certain: ${question}`, [
    evidence,
  ]);
}

/** @param question what was answered in several ways at the same time: it is open, and asked again */
export function answeredBothWays(
  question: string,
  { evidence }: Attestation,
  others: readonly Evidence[] = [],
): Finding {
  return notDocumented(`Answered in several ways at the same time: ${question}`, [
    ...others,
    evidence,
  ]);
}

/**
 * Combines what the chart's codes say with what was attested under the criterion's id.
 * @param since an answer that was given before that day is none
 */
export function withAttestation(
  orderCase: Case,
  id: string,
  question: string,
  coded: Finding,
  since?: ChartDate,
): Finding {
  if (!orderCase.chart.isAttested) return coded;
  const answer = attestedFlag(orderCase, id);
  if (answer !== undefined && isOlderThan(answer.attestation, since)) return coded;
  if (answer === undefined) {
    const contradicted = orderCase.chart.contradicted(id);
    if (contradicted !== undefined && coded.value !== 'met')
      return answeredBothWays(inWords(question, orderCase.readings), contradicted, coded.evidence);
    const before = saidShortlyBefore(orderCase, id);
    const isSilent = coded.value === 'not-met' && coded.evidence.length === 0;
    return before === undefined || !isSilent ? coded : askedAgain(question, before);
  }
  const asked = inWords(question, orderCase.readings);
  const value = answer.value ? 'met' : 'not-met';
  const said = answer.value ? 'yes' : 'no';
  const evidence = [...coded.evidence, answer.attestation.evidence];
  if (coded.value === value) {
    return {
      value,
      summary: coded.evidence.length > 0 ? coded.summary : `Attested ${said}: ${asked}`,
      evidence,
    };
  }
  const codedIsSilent = coded.evidence.length === 0 || coded.value === 'not-documented';
  if (codedIsSilent) return { value, summary: `Attested ${said}: ${asked}`, evidence };
  if (isAllNewer(coded.evidence, answer.attestation.authored, orderCase.today)) return coded;
  const isOlder = coded.evidence.every(({ date, reference }) => {
    const day = chartDate(date);
    const isOfForm = reference.startsWith('QuestionnaireResponse/');
    return isOfForm || (day !== undefined && isBefore(day, answer.attestation.authored) === 'met');
  });
  // A53 and the evidence contract, "Attestation": history is no contradiction of what is documented now.
  const isHistory = id.startsWith('red-flag.')
    ? isOlder
    : isBeforeEpisode(coded.evidence, orderCase);
  if (answer.value && isHistory) return { value, summary: `Attested ${said}: ${asked}`, evidence };
  return notDocumented(
    `Contradictory documentation: ${coded.summary}; attested ${said} to "${asked}"`,
    evidence,
  );
}

/** Whether all evidence is of days before the episode began. */
function isBeforeEpisode(evidence: readonly Evidence[], { episode: { start } }: Case): boolean {
  return (
    start !== undefined &&
    evidence.every(({ date }) => {
      const day = chartDate(date);
      return day !== undefined && isBefore(day, start) === 'met';
    })
  );
}

/** Whether an answer is older than what it is about. */
export function isOlderThan({ authored }: Attestation, since: ChartDate | undefined): boolean {
  return since !== undefined && isBefore(authored, since) === 'met';
}

/** The day from which a plan is one: an older one that nobody closed is none (evidence contract, "when"). */
export function sinceAPlanHolds({ today }: Case): ChartDate {
  return dateOfDay(today - planDays);
}

/**
 * Whether all evidence is of days after the answer, so that the two don't contradict each other. A plan for a day to
 * come is no such evidence: it has not happened.
 */
function isAllNewer(evidence: readonly Evidence[], authored: ChartDate, today: Day): boolean {
  return evidence.every(({ date }) => {
    const day = chartDate(date);
    return day !== undefined && day.latest <= today && isBefore(authored, day) === 'met';
  });
}
