import { type Meaning, meaningNumbered } from './meanings.ts';

/** A phrase where it stands among the tokens of a sentence. */
export interface Mention {
  meaning: Meaning;
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
}

/**
 * The phrases of all sentences of a text, in their order. They are kept as numbers: that of what it means, and where it
 * begins and ends in its sentence.
 */
export class FoundPhrases {
  readonly #meanings: number[] = [];
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];

  get count(): number {
    return this.#meanings.length;
  }

  /** @param meaning its number: see {@link meaningNumbered} */
  add(meaning: number, from: number, to: number): void {
    this.#meanings.push(meaning);
    this.#begins.push(from);
    this.#ends.push(to);
  }

  slice(from: number, to: number): readonly Mention[] {
    const mentions: Mention[] = [];
    for (let at = from; at < to; at += 1) {
      const meaning = meaningNumbered(this.#meanings[at] ?? 0);
      mentions.push({ meaning, from: this.#begins[at] ?? 0, to: this.#ends[at] ?? 0 });
    }
    return mentions;
  }
}
