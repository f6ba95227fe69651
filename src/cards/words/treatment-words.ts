import type { TrialProgress } from '../../assessment/types.ts';
import type { CriterionWords, Facts } from './words.ts';

const part = (name: string): string => `trial-of-treatment.${name}`;

/** How the trial stands, told from its record and from the parts that are open. */
type Standing =
  | 'none'
  | 'self-directed'
  | 'improved'
  | 'undated'
  | 'short'
  | 'too-old'
  | 'outcome-open'
  | 'unclear';

/** What is wanting of the trial; the worst first. */
export function standingOf(facts: Facts): Standing {
  const { trial, openParts } = facts;
  const isOpen = (name: string): boolean => openParts.has(part(name));
  if (openParts.size === 0) return facts.hasEvidence ? 'unclear' : 'none';
  if (isOpen('provider-directed')) return 'self-directed';
  if (trial?.start === undefined) return 'undated';
  if (trial.documentedDays < trial.requiredDays) return 'short';
  if (isOpen('recent')) return 'too-old';
  if (isOpen('failed')) return facts.finding === 'not-met' ? 'improved' : 'outcome-open';
  return 'unclear';
}

/** "21 of 42 days". */
function daysOf({ documentedDays, requiredDays }: TrialProgress): string {
  return `${documentedDays} of ${requiredDays} days`;
}

function spanOf({ trial, day }: Facts): string {
  const start = day(trial?.start);
  if (start === undefined) return '';
  if (trial?.ongoing === true) return ` (since ${start})`;
  const end = day(trial?.end);
  return end === undefined ? ` (from ${start})` : ` (${start} to ${end})`;
}

function shortWords(facts: Facts): string {
  const { trial, day } = facts;
  if (trial === undefined) return 'too short';
  const complete = trial.ongoing ? day(trial.completeOn) : undefined;
  const ending = complete === undefined ? '' : `; complete on ${complete}`;
  return `${daysOf(trial)}${spanOf(facts)}${ending}`;
}

function noneWords({ isAnswered, trial }: Facts): string {
  if (isAnswered) return 'none, per the form';
  return trial?.isForAnother === true
    ? 'the treatment on the chart is for another complaint'
    : 'no therapy or medicine for this on the chart';
}

function stateWords(facts: Facts): string {
  const { trial } = facts;
  switch (standingOf(facts)) {
    case 'none':
      return noneWords(facts);
    case 'self-directed':
      return 'only self-treatment on the chart, none that a provider directed';
    case 'undated':
      return 'on the chart, but not from when to when';
    case 'short':
      return shortWords(facts);
    case 'too-old':
      return `${trial?.documentedDays ?? ''} days, ended ${facts.day(trial?.end) ?? 'long ago'}, more than {trialRecentDays|duration} ago`;
    case 'improved':
      return 'it helped';
    case 'outcome-open':
      return `${trial?.documentedDays ?? ''} days${spanOf(facts)}; ${facts.hasEvidence ? 'the entries disagree whether it brought improvement' : 'whether it helped is not on the chart'}`;
    case 'unclear':
      return 'the entries disagree';
  }
}

function needWords(facts: Facts): string {
  switch (standingOf(facts)) {
    case 'undated':
      return 'the dates of treatment';
    case 'short': {
      const { trial } = facts;
      if (trial === undefined) return '{trialDays} more days of treatment';
      const left = trial.requiredDays - trial.documentedDays;
      return `${left} more ${left === 1 ? 'day' : 'days'} of treatment`;
    }
    case 'too-old':
      return 'treatment within the last {trialRecentDays|duration}';
    case 'improved':
      return 'treatment without improvement';
    case 'outcome-open':
      return 'the result of treatment';
    case 'unclear':
      return 'a clear record of treatment';
    default:
      return '{trialDays|duration} of treatment';
  }
}

function headline(facts: Facts): string | undefined {
  const { trial, day } = facts;
  switch (standingOf(facts)) {
    case 'short': {
      if (trial === undefined) return undefined;
      const complete = day(trial.completeOn);
      const ending = complete === undefined ? '' : `; complete on ${complete}`;
      return trial.ongoing
        ? `${daysOf(trial)} of treatment so far${ending}`
        : `treatment ended after ${daysOf(trial)}${complete === undefined ? '' : `; complete on ${complete} at the earliest`}`;
    }
    case 'too-old':
      return `the last treatment ended ${day(trial?.end) ?? 'long ago'}; it needs one within {trialRecentDays|duration}`;
    case 'outcome-open':
      return 'treatment had its {trialDays|duration}; say whether it helped';
    case 'undated':
      return 'treatment is on the chart; say from when to when';
    default:
      return undefined;
  }
}

/** The trial of treatment as a whole: its parts are told in one line. */
export const treatmentWords: Readonly<Record<string, CriterionWords>> = {
  'trial-of-treatment': {
    name: 'Treatment',
    need: needWords,
    open: stateWords,
    no: stateWords,
    headline,
    met: (facts) => {
      const { trial } = facts;
      return trial?.start === undefined
        ? 'treatment without improvement'
        : `treatment${spanOf(facts).replace(/[()]/g, '')} without improvement`;
    },
  },
};
