import type { BodyRegion } from '../terminology/types.ts';

/** One note or report as it is read: plain text that was decoded already. */
export interface Note {
  readonly id: string;
  /** What kind of document it is, in words: "progress note", "telephone", "radiology report". */
  readonly type: string;
  /** The day it was written, `YYYY-MM-DD`. */
  readonly date: string;
  readonly text: string;
  /** What it is read for; without a region every level counts, without an onset a year back does. */
  readonly episode?: { readonly onset?: string; readonly region?: BodyRegion };
}

export type CandidateValue = boolean | number | string;

/**
 * A sentence that may answer an item of the documentation form. It never decides: whoever treats the patient
 * confirms it first.
 */
export interface Candidate {
  /** The note's id. */
  readonly id: string;
  readonly linkId: string;
  readonly value: CandidateValue;
  /** The sentence as it stands in the note. */
  readonly quote: string;
  /** Where the quote begins in the note's text. */
  readonly offset: number;
  /** The day of the statement: the note's, or that of an older note with the same sentence. */
  readonly date: string;
  /** The rule that found it, as the files under `data` name it. */
  readonly rule: string;
}

/** Why a sentence that names a fact was not taken. */
export type Doubt =
  | 'negated'
  | 'hypothetical'
  | 'planned'
  | 'before the episode'
  | 'someone else'
  | 'uncertain'
  | 'another part of the body'
  | 'a template'
  | 'no place for findings'
  | 'says too little';

/** A sentence that names a fact and gave no candidate. */
export interface PassedOver {
  readonly linkId: string;
  readonly quote: string;
  readonly offset: number;
  readonly rule: string;
  readonly why: Doubt;
}

export interface NoteReading {
  readonly candidates: readonly Candidate[];
  readonly passedOver: readonly PassedOver[];
}
