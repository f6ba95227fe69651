import { addLead } from '../kinds.ts';
import { classesOf, type PhraseClass } from '../phrases.ts';
import type { Reading } from '../rules.ts';
import type { Sentence } from '../sentence.ts';
import type { Span } from '../span.ts';
import type { Note } from '../types.ts';
import { sign } from '../words.ts';

/** What is known of a note beside the sentence that is read. */
export interface NoteContext {
  readonly note: Note;
  /** What lies before this day is not of the episode: its onset, or a year before the note. */
  readonly since: string;
  /** How many days a trial of treatment has to last at least: a reading of the policy (standard-3). */
  readonly trialDays: number;
  /** Of how many days at least it says something that a treatment failed: so many a severe radicular pain needs. */
  readonly leastDays: number;
  /** What is said of pain in a note of therapy is said of the therapy. */
  readonly isTherapyNote: boolean;
  /** The sentence before, where it tells something. */
  readonly before?: Sentence | undefined;
}

/** What is known of a clinician's note, which is no report, beside. */
export interface VisitContext extends NoteContext {
  /** Whether the note names no other part of the body. */
  readonly isBackOnly: () => boolean;
  /** It tells of a visit by telephone or video. */
  readonly isRemote: boolean;
}

/** Reads what a sentence says of one thing. */
export interface Reader {
  /** What leads to phrases that it begins with, a bit each: see `addLead`. */
  readonly begun: number;
  /** The same of phrases that need nothing beside them. */
  readonly alone: number;
  /** Signs of words without any of which it finds nothing. */
  readonly needs: number;
  /** Where it reads without a phrase to begin with, as where it goes on with the sentence before. */
  readonly goesOn: ((span: Span, before: Span | undefined) => boolean) | undefined;
  readonly read: (sentence: Sentence, context: VisitContext) => readonly Found[];
}

/** What a reader asks of a sentence beside the phrases that it begins with. */
interface Asked {
  /** Signs of words without any of which it finds nothing: a number, a word of a date. */
  readonly needs?: number;
  /** Classes of phrases that need none of those words. */
  readonly alone?: readonly PhraseClass[];
  /** Where it reads without a phrase to begin with. */
  readonly goesOn?: Reader['goesOn'];
}

/**
 * A reader of sentences in which phrases of some classes stand.
 * @param begins the classes: without any of them it finds nothing
 */
export function readerOf(
  begins: readonly PhraseClass[],
  read: Reader['read'],
  { needs = sign.word, alone = [], goesOn }: Asked = {},
): Reader {
  return {
    begun: addLead(classesOf(...begins)),
    alone: alone.length === 0 ? 0 : addLead(classesOf(...alone)),
    needs,
    goesOn,
    read,
  };
}

/**
 * Whether a reader may find anything in a sentence: whether words stand there that it begins with, or it goes on with
 * the sentence before. Most sentences are told so before it is known what their words mean beside others.
 * @param before the sentence before, where it tells something
 */
export function mayRead(
  { begun, alone, needs, goesOn }: Reader,
  span: Span,
  before: Span | undefined,
): boolean {
  if (span.mayLead(alone)) return true;
  if (!span.hasSign(needs)) return false;
  return span.mayLead(begun) || goesOn?.(span, before) === true;
}

/** One reading of a sentence, with where the quotation begins if it takes in the sentence before. */
export type Found = Reading & {
  readonly quoteFrom?: number | undefined;
};

/** By what rule a reader found something, and where. */
type FoundBy = Pick<Found, 'rule' | 'place' | 'quoteFrom' | 'onlyWith'>;

/**
 * What a reader found. All of it is made here, and so of one shape: an object that is put together with `...` is of a shape
 * of its own each time, and V8 then has to find out anew where its fields stand whenever one is asked for.
 */
export function foundOf(
  linkId: string,
  { rule, place, quoteFrom, onlyWith }: FoundBy,
  found: Reading['found'],
): Found {
  return { linkId, rule, found, place, quoteFrom, onlyWith };
}
