import type { Reading } from '../rules.ts';
import type { Sentence } from '../sentence.ts';
import type { Note } from '../types.ts';

/** What is known of a note beside the sentence that is read. */
export interface NoteContext {
  readonly note: Note;
  /** What lies before this day is not of the episode: its onset, or a year before the note. */
  readonly since: string;
  /** How many days a trial of treatment has to last at least: a reading of the policy (standard-3). */
  readonly trialDays: number;
  /** What is said of pain in a note of therapy is said of the therapy. */
  readonly isTherapyNote: boolean;
  /** The sentence before, where it tells something. */
  readonly before?: Sentence | undefined;
}

/** One reading of a sentence, with where the quotation begins if it takes in the sentence before. */
export type Found = Reading & {
  readonly quoteFrom?: number;
  /** It counts only where the note tells something else as well: that a treatment is over, of the spine, or a grade
   * of weakness without its day. */
  readonly onlyWith?: 'a treatment' | 'the spine' | 'a complaint' | 'a weak grade';
};
