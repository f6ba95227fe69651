import { auxiliaries, withoutPlaces } from './between-words.ts';
import { saidAfter } from './said-after.ts';
import { saidBefore } from './said-before.ts';
import type { Standing } from './types.ts';
import { hasAny, last, type Mention, phraseList, type Word } from './words.ts';

/**
 * What the words around a finding say of it.
 * @param isEmergency an emergency that is old, or named in a warning, is none of now; a complaint that is old is there
 */
export function standingOf(mention: Mention, isEmergency: boolean): Standing {
  if (isLeftOpen(mention)) return 'there';
  // What is worse again is there, however old it is.
  const isOldNone = isEmergency && !isWorseAgain(mention);
  const isAgain = isBackAgain(mention);
  const before = saidBefore(mention, isOldNone);
  if (before === 'denied' || (before === 'not-of-now' && !isAgain)) return before;
  const after = isAgain ? undefined : saidAfter(mention, isOldNone);
  if (after === 'denied' || after === 'not-of-now') return after;
  return before === undefined && after === undefined ? 'there' : 'unclear';
}

/** What was there before and is there again, whatever became of it between. */
const backAgain = phraseList(
  'now again, there again, present again, now back, back again, recurred, recurring, has returned, have returned, now returned, came back',
);
const notAgain = phraseList(
  'not again, never again, not recurred, never recurred, not returned, never returned, not come back, until, if',
);

/** Whether what stands behind a condition says that it is there again: "resolved 2012, now back". */
export function isBackAgain({ after }: Pick<Mention, 'after'>): boolean {
  const said = after.slice(0, 12);
  return hasAny(said, backAgain) && !hasAny(said, notAgain);
}

const worseAgain = phraseList(
  'worse, worsening, worsened, acutely worse, acute on chronic, progressing, recurrent, recurred, new onset, now worse, increasing, again, back again',
);

function isWorseAgain({ before, after }: Mention): boolean {
  return hasAny([...last(before, 4), '.', ...after.slice(0, 6)], worseAgain);
}

/** Words that doubt what follows them. */
export const doubts = phraseList(
  `possible, probable, suspected, suspect, suspicion of, suspicion for, suspicious for, concern for, concerning for, rule out, r o, evaluate for, eval for,
  assess for, exclude, query, versus, vs, likely, questionable`,
);

/** What is not ruled out is suspected. */
export const leftOpen = phraseList(
  'not ruled out, cannot ruled out, cant ruled out, never ruled out, not excluded, cannot excluded, cant excluded, not resolved, not negative',
);

/** Whether words say that something is not ruled out. */
export function saysLeftOpen(words: readonly Word[]): boolean {
  return hasAny(
    words.filter((word) => !auxiliaries.has(word)),
    leftOpen,
  );
}

/** Whether a text says that a condition is not ruled out. */
export function isLeftOpen({ before, after }: Mention): boolean {
  const behind = withoutPlaces(after.filter((word) => !auxiliaries.has(word))).slice(0, 3);
  return hasAny(behind, leftOpen) || hasAny(last(before, 5), leftOpen);
}
