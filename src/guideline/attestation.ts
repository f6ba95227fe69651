import { chartDate, dateOfDay, isBefore } from '../chart/dates.ts';
import { planDays } from '../chart/how-long.ts';
import type { Attestation, ChartDate, Day } from '../chart/types.ts';
import type { Evidence, Finding } from '../logic/finding.ts';
import { inWords } from '../logic/in-words.ts';
import { attestedFlag, type Case } from './case.ts';

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
  if (answer === undefined) return withoutAnswer(orderCase, id, question, coded);
  const { attestation } = answer;
  if (isOlderThan(attestation, since)) return coded;
  const asked = inWords(question, orderCase.readings);
  const value = answer.value ? 'met' : 'not-met';
  const said = answer.value ? 'yes' : 'no';
  const evidence = [...coded.evidence, attestation.evidence];
  const attested: Finding = { value, summary: `Attested ${said}: ${asked}`, evidence };
  const isCoded = coded.evidence.length > 0;
  if (coded.value === value) return isCoded ? { ...attested, summary: coded.summary } : attested;
  if (!isCoded || coded.value === 'not-documented') return attested;
  if (isAllNewer(coded.evidence, attestation.authored, orderCase.today)) return coded;
  if (answer.value && isHistory(coded.evidence, id, attestation, orderCase)) return attested;
  const summary = `Contradictory documentation: ${coded.summary}; attested ${said} to "${asked}"`;
  return { value: 'not-documented', summary, evidence };
}

/**
 * What is coded, where no answer of this episode counts: answers that contradict each other are asked about, and a yes of
 * shortly before it.
 */
function withoutAnswer(orderCase: Case, id: string, question: string, coded: Finding): Finding {
  const contradicted = orderCase.chart.contradicted(id);
  if (contradicted !== undefined && coded.value !== 'met')
    return answeredBothWays(inWords(question, orderCase.readings), contradicted, coded.evidence);
  const before = saidShortlyBefore(orderCase, id);
  const isSilent = coded.value === 'not-met' && coded.evidence.length === 0;
  return before === undefined || !isSilent ? coded : askedAgain(question, before);
}

/**
 * Whether what is coded is history, and so no contradiction of what is documented now (A53; evidence contract,
 * "Attestation"): of a red flag what is older than the answer, of all else what is from before the episode.
 */
function isHistory(
  evidence: readonly Evidence[],
  id: string,
  { authored }: Attestation,
  orderCase: Case,
): boolean {
  if (!id.startsWith('red-flag.')) return isBeforeEpisode(evidence, orderCase);
  return evidence.every(({ date, reference }) => {
    const day = chartDate(date);
    const isOfForm = reference.startsWith('QuestionnaireResponse/');
    return isOfForm || (day !== undefined && isBefore(day, authored) === 'met');
  });
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
  const summary = `Answered yes${when}, and not in this episode for certain: ${question}`;
  return { value: 'not-documented', summary, evidence: [evidence] };
}

/** @param question what was answered in several ways at the same time: it is open, and asked again */
export function answeredBothWays(
  question: string,
  { evidence }: Attestation,
  others: readonly Evidence[] = [],
): Finding {
  const summary = `Answered in several ways at the same time: ${question}`;
  return { value: 'not-documented', summary, evidence: [...others, evidence] };
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
