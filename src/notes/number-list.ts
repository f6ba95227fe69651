const firstLength = 1024;

/**
 * Whole numbers of 32 bits by their places from 0; of a place that has none 0. They stand beside each other in memory:
 * most of what reading a note takes is waiting for memory, and what is looked up for each word has to be small.
 */
export class NumberList {
  #numbers = new Int32Array(firstLength);

  at(place: number): number {
    const numbers = this.#numbers;
    // V8 reads numbers faster of which none was ever asked for beyond their end.
    return place < numbers.length ? (numbers[place] ?? 0) : 0;
  }

  set(place: number, number: number): void {
    if (place >= this.#numbers.length) {
      const longer = new Int32Array(Math.max(place + 1, this.#numbers.length * 2));
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[place] = number;
  }
}
