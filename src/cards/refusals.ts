import { whyNot } from '../assessment/proposals.ts';
import type { Refusal } from '../assessment/types.ts';
import { listed, shownDay } from './words/days.ts';
import { fullName } from './words/study-names.ts';

const isoDay = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Words with their ISO days as a clinician writes them. */
export function withShownDays(words: string, asOf: Date): string {
  return words.replace(isoDay, (day) => shownDay(day, asOf) ?? day);
}

/**
 * Why the studies that the guideline would prefer may not be proposed here, a sentence each; one for all that the chart
 * forbids alike.
 */
export function refusalWords(declined: readonly Refusal[], asOf: Date): readonly string[] {
  const said = declined.map((one) => {
    const alike = one.isForbidden === true ? declined.filter(({ why }) => why === one.why) : [one];
    const names = listed(alike.map(({ study }) => fullName(study)));
    const reason = withShownDays(whyNot(one, 'it'), asOf);
    return `${names} ${alike.length === 1 ? 'is' : 'are'} not offered: ${reason}.`;
  });
  return [...new Set(said)];
}
