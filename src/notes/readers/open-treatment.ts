import type { Sentence } from '../sentence.ts';
import { type Found, foundOf, type NoteContext } from './reader.ts';
import type { Treatment } from './treatment-named.ts';
import { hasNotFailed } from './treatment-not-had.ts';
import { goingOnBehind } from './treatment-under-way.ts';
import { trial } from './trial-items.ts';

/** A treatment that a sentence says was done, waiting for what came of it. */
export interface OpenTreatment {
  readonly start: number;
  readonly end: number;
  readonly isShort: boolean;
  /** Absent where the words name it with its length and don't say that it was done: what came of it may. */
  readonly isDone?: false;
  /** An injection, which is no course of treatment: it counts where it is told that it failed. */
  readonly isInjection?: true;
  /** What came of it was told: its days may follow. */
  readonly isTold?: true;
  /** It was told as finished: what goes on behind it is something else. */
  readonly isOver?: true;
  /** It was said not to have failed: that it was never begun may follow. */
  readonly isNotFailed?: true;
  /** A sentence that tells nothing of it stands between: what follows has to name the complaint. */
  readonly isPassed?: true;
}

/** "Correction: PT did not fail." */
export function notFailed(
  sentence: Sentence,
  treatments: readonly Treatment[],
): OpenTreatment | undefined {
  if (!hasNotFailed(sentence) || !treatments.every(({ kind }) => kind === 'therapy'))
    return undefined;
  const { start, end } = sentence.span;
  return { start, end, isShort: false, isDone: false, isNotFailed: true };
}

/** "She has not started it", behind that it has not failed. */
export function neverBegun({ start }: OpenTreatment): Found {
  const at = { rule: 'treatment-done', place: { from: 0, to: 1 }, quoteFrom: start };
  return foundOf(trial.directed, at, { value: false });
}

/** That the treatment of the sentence before goes on. */
export function goingOn(
  sentence: Sentence,
  before: OpenTreatment | undefined,
  { since }: NoteContext,
): Found | undefined {
  const isNone = before === undefined || before.isDone === false || before.isInjection === true;
  if (isNone || before.isOver === true) return undefined;
  return goingOnBehind(sentence, since);
}
