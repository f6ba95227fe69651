import { type Answers, firstAnswer, oldestOf } from './answers-of-episode.ts';
import type { ChartParts } from './chart-parts.ts';
import { isBefore, today } from './dates.ts';
import { underWayDays } from './how-long.ts';
import type { Attestation, ChartDate } from './types.ts';

const start = 'trial-of-treatment.start';
const end = 'trial-of-treatment.end';
const ongoing = 'trial-of-treatment.ongoing';
const directed = 'trial-of-treatment.provider-directed';
const outcome = 'trial-of-treatment.outcome';

/**
 * The attested trial of treatment. What was answered before the trial began speaks of an earlier one; of an end and
 * an "under way" the newer answer holds; and a treatment that was under way when somebody said so two weeks ago
 * or more is known to have lasted until that day.
 */
export function attestedTreatment(given: Answers, parts: ChartParts, asOf: Date): void {
  const begun = given.date(start);
  const answers = given.since(start, [end, ongoing, directed, outcome]);
  const said = answers.choice(outcome);
  const trial = firstAnswer(answers, [start, end, ongoing, directed]);
  if (trial === undefined) {
    const answer = answers.get(outcome);
    if (said === undefined || answer === undefined) return;
    parts.outcomes.push({
      outcome: said,
      reasons: [],
      regions: [],
      date: answer.authored,
      authored: answer.authored,
      evidence: answer.evidence,
    });
    return;
  }
  const underWay = answers.get(ongoing);
  const finish = endOf(answers, begun);
  const wasUnderWay = underWay?.value === true && finish === undefined;
  const isUnderWay = wasUnderWay && today(asOf) - underWay.authored.latest <= underWayDays;
  const until = wasUnderWay && !isUnderWay ? atLeastUntil(underWay.authored, asOf) : finish;
  parts.treatments.push({
    kind: 'attested',
    // The Questionnaire asks for provider-directed treatment: dates given without a "no" are of such.
    providerDirected: answers.flag(directed) ?? begun !== undefined,
    ...(begun === undefined ? {} : { start: begun }),
    ...(until === undefined ? {} : { end: until }),
    ongoing: isUnderWay,
    ...(said === undefined ? {} : { outcome: said }),
    reasons: [],
    authored: oldestOf(answers, [start, end, ongoing, directed]) ?? trial.authored,
    evidence: trial.evidence,
  });
}

/** The attested end, unless the treatment was said to be under way later, or to have begun after it. */
function endOf(answers: Answers, begun: ChartDate | undefined): ChartDate | undefined {
  const finish = answers.date(end);
  const answer = answers.get(end);
  if (finish === undefined || answer === undefined) return undefined;
  if (begun !== undefined && isBefore(finish, begun) === 'met') return undefined;
  const underWay = answers.get(ongoing);
  return underWay?.value === true && isLater(underWay, answer) ? undefined : finish;
}

function isLater(one: Attestation, other: Attestation): boolean {
  return isBefore(other.authored, one.authored) === 'met';
}

/** Known to have lasted until a day, and perhaps until now. */
function atLeastUntil(day: ChartDate, asOf: Date): ChartDate {
  return { text: day.text, earliest: day.earliest, latest: today(asOf) };
}
