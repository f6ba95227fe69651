import { readNote } from './read-note.ts';
import type { CandidateValue, Note } from './types.ts';

/** A note with what a reader may find in it, and sentences that give nothing for a fact. */
export interface LabelledNote extends Note {
  readonly expected: readonly { readonly linkId: string; readonly value: CandidateValue }[];
  readonly traps: readonly { readonly linkId: string; readonly quote: string }[];
}

/** How a fact was read: each note and value counts once. */
export interface Score {
  readonly linkId: string;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly trapsTaken: number;
}

/** Scores the reader on labelled notes, fact by fact; a fact without a label and without a candidate has no line. */
export function scoreNotes(notes: readonly LabelledNote[]): readonly Score[] {
  const scores = new Map<string, Score>();
  const count = (linkId: string, field: Exclude<keyof Score, 'linkId'>): void => {
    const score = scores.get(linkId) ?? { linkId, right: 0, wrong: 0, missed: 0, trapsTaken: 0 };
    scores.set(linkId, { ...score, [field]: score[field] + 1 });
  };
  for (const note of notes) {
    const { candidates } = readNote(note);
    const keyOf = (one: { linkId: string; value: CandidateValue }) => `${one.linkId}=${one.value}`;
    const expected = new Map(note.expected.map((one) => [keyOf(one), one.linkId]));
    const found = new Map(candidates.map((one) => [keyOf(one), one.linkId]));
    for (const [key, linkId] of found) count(linkId, expected.has(key) ? 'right' : 'wrong');
    for (const [key, linkId] of expected) if (!found.has(key)) count(linkId, 'missed');
    for (const trap of note.traps) {
      const isTaken = candidates.some(
        ({ linkId, quote }) => linkId === trap.linkId && trap.quote.includes(quote),
      );
      if (isTaken) count(trap.linkId, 'trapsTaken');
    }
  }
  return [...scores.values()].toSorted((one, other) => one.linkId.localeCompare(other.linkId));
}

/** The one-sided 95 % lower bound of a share (Wilson); 0 of nothing. */
export function lowerBound(right: number, all: number): number {
  if (all === 0) return 0;
  const z = 1.6449;
  const share = right / all;
  const middle = share + z ** 2 / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  return (middle - spread) / (1 + z ** 2 / all);
}
