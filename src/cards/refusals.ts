import type { Study } from '../terminology/types.ts';
import { shownDay } from './words/days.ts';
import { fullName } from './words/study-names.ts';

const isoDay = /\b\d{4}-\d{2}-\d{2}\b/g;

/** Why a study is not offered: the reason alone, without what it rests on, its days as a clinician writes them. */
export function whyWords(why: string, asOf: Date): string {
  const [reason = why] = why.split(': ');
  return withShownDays(reason, asOf);
}

/** Words with their ISO days as a clinician writes them. */
export function withShownDays(words: string, asOf: Date): string {
  return words.replace(isoDay, (day) => shownDay(day, asOf) ?? day);
}

/** One sentence for each study that the guideline would prefer and that may not be proposed here. */
export function refusalWords(
  declined: readonly { readonly study: Study; readonly why: string }[],
  asOf: Date,
): readonly string[] {
  return declined.map(
    ({ study, why }) => `${fullName(study)} is not offered: ${whyWords(why, asOf)}.`,
  );
}
