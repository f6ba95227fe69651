import type { BodyRegion } from '../terminology/types.ts';

/** What notes are read for: the episode of symptoms that the order is about. */
export interface EpisodeOfNote {
  /** The day it began, `YYYY-MM-DD`; without it a year before the note. */
  readonly onset?: string;
  /** The level of the order; without it every level counts. */
  readonly region?: BodyRegion;
}

/** The type of what a draft order says: the chart reads it with the order. */
export const typeOfDraft = 'draft order';

/** One note or report as it is read: plain text that was decoded already. */
export interface Note {
  /** Its name, or the FHIR reference of the resource that holds it. */
  readonly id: string;
  /** What kind of document it is, in words: "progress note", "telephone", "radiology report". */
  readonly type: string;
  /** The day it was written, `YYYY-MM-DD`. */
  readonly date: string;
  readonly text: string;
  /** When it was written, in milliseconds since the epoch, where a time of day with its zone is known. */
  readonly instant?: number;
  /** Nobody says when it was written: it is read for red flags alone. */
  readonly isUndated?: true;
  readonly episode?: EpisodeOfNote;
}

export type CandidateValue = boolean | number | string;

/**
 * A sentence that may answer an item of the documentation form. It never decides: whoever treats the patient
 * confirms it first.
 */
export interface Candidate {
  readonly linkId: string;
  /** As the item wants it: true or false, a number, a code, a day or a part of one (`2018`, `2018-05`). */
  readonly value: CandidateValue;
  /** The sentence as it stands in the note, or two that follow each other. */
  readonly quote: string;
  /** The note's id: the reference of the resource where the note came from FHIR. */
  readonly resource: string;
  /** Where the quote begins in the note's text. */
  readonly offset: number;
  /** The day of the statement, `YYYY-MM-DD`: the note's, or that of an older note with the same sentence. */
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
  readonly resource: string;
  readonly offset: number;
  readonly rule: string;
  readonly why: Doubt;
}

export interface NoteReading {
  readonly candidates: readonly Candidate[];
  readonly passedOver: readonly PassedOver[];
}
