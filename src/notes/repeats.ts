import type { OpenTreatment } from './readers/open-treatment.ts';
import type { Span } from './span.ts';

/** A shorter text, in characters, is read as a whole: to look each of its sentences up would take longer. */
const shortest = 15_000;

/** No reader tells apart how far away a sentence stands that is farther than this, in characters. */
const farthest = 16;

/**
 * The sentences of one long text that were read. Where the same words stand again behind the same words, under the same
 * headings, they say the same, and a note gives each candidate once: nothing is lost where they are read once. So a text
 * that is nothing but repeated words costs little more than to take it apart.
 */
export class Repeats {
  readonly #text: string;
  readonly #isLong: boolean;
  /** By section, heading and words. */
  readonly #numbers = new Map<string, number>();
  /** What each was followed by: the treatment that it leaves open, if any. */
  readonly #read = new Map<string, OpenTreatment | undefined>();

  constructor(text: string) {
    this.#text = text;
    this.#isLong = text.length >= shortest;
  }

  /**
   * What a sentence is known by together with what its reading depends on; undefined in a text that is not long.
   * @param before the sentence that was read before it
   * @param open the treatment that the one before left open
   */
  keyOf(span: Span, before: Span | undefined, open: OpenTreatment | undefined): string | undefined {
    if (!this.#isLong) return undefined;
    const behind = before === undefined ? '' : `${this.#numberOf(before)} ${gap(before, span)}`;
    const opened = open === undefined ? '' : `${stateOf(open)} ${gap(open, span)}`;
    return `${this.#numberOf(span)};${behind};${opened}`;
  }

  has(key: string): boolean {
    return this.#read.has(key);
  }

  /** The treatment that a sentence leaves open, where the same one was read before. */
  openAfter(key: string, { start, end }: Span): OpenTreatment | undefined {
    const open = this.#read.get(key);
    return open === undefined ? undefined : { ...open, start, end };
  }

  /** Remembers a sentence that was read, unless it leaves a treatment open that another one told. */
  add(key: string, span: Span, open: OpenTreatment | undefined): void {
    if (open === undefined || open.start === span.start) this.#read.set(key, open);
  }

  #numberOf({ section, heading, start, end }: Span): number {
    const words = `${section}\n${heading}\n${this.#text.slice(start, end)}`;
    const known = this.#numbers.get(words);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(words, number);
    return number;
  }
}

function stateOf({ isShort, isDone, isTold, isPassed, isNotFailed }: OpenTreatment): string {
  return `${isShort} ${isDone} ${isTold} ${isPassed} ${isNotFailed}`;
}

function gap(before: { readonly end: number }, { start }: Span): number {
  return Math.min(start - before.end, farthest);
}
