/** In a place of the table: a pair of numbers, and what it has; the fourth keeps places apart by powers of two. */
const placeSize = 4;
const [itsFirst, itsSecond, itsNumber] = [0, 1, 2];

/** What pairs of whole numbers have, a number each, beside each other in memory: see `NumberList`. */
export class NumberPairs {
  /** How many places the table has: at least twice as many as pairs. */
  #length: number;
  #table: Int32Array;
  #count = 0;

  /** @param length how many places it has at first, a power of two */
  constructor(length: number) {
    this.#length = length;
    this.#table = new Int32Array(placeSize * length);
  }

  /** The number of a pair; 0 where it has none. */
  of(first: number, second: number): number {
    return this.#table[this.#placeOf(first, second) + itsNumber] ?? 0;
  }

  /** @param first not 0 */
  set(first: number, second: number, number: number): void {
    this.#count += 1;
    if (this.#count * 2 > this.#length) this.#makeRoom();
    this.#enter(first, second, number);
  }

  /** Where a pair stands, or where it would. */
  #placeOf(first: number, second: number): number {
    const mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
    const table = this.#table;
    let place = (mixed ^ (mixed >>> 15)) & (this.#length - 1);
    for (;;) {
      const at = place * placeSize;
      const other = table[at + itsFirst];
      if (other === 0 || (other === first && table[at + itsSecond] === second)) return at;
      place = (place + 1) & (this.#length - 1);
    }
  }

  #enter(first: number, second: number, number: number): void {
    const at = this.#placeOf(first, second);
    this.#table[at + itsFirst] = first;
    this.#table[at + itsSecond] = second;
    this.#table[at + itsNumber] = number;
  }

  #makeRoom(): void {
    const before = this.#table;
    this.#length *= 2;
    this.#table = new Int32Array(placeSize * this.#length);
    for (let at = 0; at < before.length; at += placeSize) {
      const first = before[at + itsFirst] ?? 0;
      if (first !== 0) this.#enter(first, before[at + itsSecond] ?? 0, before[at + itsNumber] ?? 0);
    }
  }
}
