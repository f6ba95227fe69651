/** In numbers: what is kept of each phrase, and where in it what stands. */
const phraseSize = 5;
const [itsMeaning, itsBegin, itsEnd, settled, itsMarks] = [0, 1, 2, 3, 4];

/** There is room for so many phrases at first. */
const fewPhrases = 16;

/**
 * The phrases of all sentences of a text, in their order. They are kept as numbers that stand beside each other: that of
 * what it means, where it begins and ends in its sentence, and, once somebody asked, that of what it means beside longer
 * ones, with the marks of its kinds.
 */
export class FoundPhrases {
  #count = 0;
  #numbers = new Int32Array(fewPhrases * phraseSize);

  get count(): number {
    return this.#count;
  }

  /** @param meaning its number: see `meaningNumbered` */
  add(meaning: number, from: number, to: number): void {
    const place = this.#count * phraseSize;
    if (place === this.#numbers.length) this.#makeRoom();
    const numbers = this.#numbers;
    numbers[place + itsMeaning] = meaning;
    numbers[place + itsBegin] = from;
    numbers[place + itsEnd] = to;
    this.#count += 1;
  }

  /** The number of what a phrase means, unless a longer one says what its words mean. */
  meaningAt(at: number): number {
    return this.#numbers[at * phraseSize + itsMeaning] ?? 0;
  }

  /** The first token of a phrase among those of its sentence. */
  fromAt(at: number): number {
    return this.#numbers[at * phraseSize + itsBegin] ?? 0;
  }

  /** One past the last. */
  toAt(at: number): number {
    return this.#numbers[at * phraseSize + itsEnd] ?? 0;
  }

  /** The number of what it means beside longer ones; undefined where nobody found it out yet. */
  settledAt(at: number): number | undefined {
    const number = this.#numbers[at * phraseSize + settled] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** @param meaning its number, and the marks of its kinds: see `markOf` */
  settle(at: number, meaning: number, marks: number): void {
    this.#numbers[at * phraseSize + settled] = meaning + 1;
    this.#numbers[at * phraseSize + itsMarks] = marks;
  }

  /** Whether a phrase whose meaning is settled may be of a kind: most are told to be of another one by its mark. */
  mayBeOf(at: number, mark: number): boolean {
    return ((this.#numbers[at * phraseSize + itsMarks] ?? 0) & mark) !== 0;
  }

  #makeRoom(): void {
    const longer = new Int32Array(4 * this.#numbers.length);
    longer.set(this.#numbers);
    this.#numbers = longer;
  }
}
