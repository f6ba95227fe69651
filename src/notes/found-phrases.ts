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

  /** @param meaning its number: see `meaningNumbered` */
  add(meaning: number, from: number, to: number): void {
    this.#meanings.push(meaning);
    this.#begins.push(from);
    this.#ends.push(to);
  }

  /** The number of what a phrase means, unless a longer one says what its words mean. */
  meaningAt(at: number): number {
    return this.#meanings[at] ?? 0;
  }

  /** The first token of a phrase among those of its sentence. */
  fromAt(at: number): number {
    return this.#begins[at] ?? 0;
  }

  /** One past the last. */
  toAt(at: number): number {
    return this.#ends[at] ?? 0;
  }
}
