/** Tells how far something has come, how fast, and how long it will still take: at most every two seconds. */
export class Progress {
  readonly #total: number;
  readonly #unit: string;
  readonly #size: number;
  readonly #tell: (line: string) => void;
  readonly #begun = performance.now();
  #told = performance.now();
  #done = 0;
  #orders = 0;

  /**
   * @param total in the same measure as what is added
   * @param size how much of it one `unit` is
   */
  constructor(total: number, unit: string, size: number, tell: (line: string) => void) {
    this.#total = total;
    this.#unit = unit;
    this.#size = size;
    this.#tell = tell;
  }

  add(amount: number, orders = 0): void {
    this.#done += amount;
    this.#orders += orders;
    if (performance.now() - this.#told > 2000) this.#say();
  }

  end(): void {
    this.#say();
  }

  #say(): void {
    this.#told = performance.now();
    const seconds = (this.#told - this.#begun) / 1000;
    const left = this.#done === 0 ? 0 : (seconds / this.#done) * (this.#total - this.#done);
    const amount = `${Math.round(this.#done / this.#size)} of ${Math.round(this.#total / this.#size)} ${this.#unit}`;
    const rate =
      this.#orders === 0 ? '' : `, ${Math.round(this.#orders / seconds)} orders a second`;
    this.#tell(`${amount}${rate}, ${Math.round(seconds)} s, about ${Math.round(left)} s left`);
  }
}
