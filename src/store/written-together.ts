/** What one caller waits for. */
interface Waiting<Row> {
  readonly rows: readonly Row[];
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Writes rows for callers that wait for it. What comes while a write is under way is written together after it, so
 * that a queue behind a slow disk or another process' lock is one more write and not one each; and nobody waits longer
 * than the patience: whoever does is refused, and what had not been begun for them is not written.
 */
export class WrittenTogether<Row> {
  readonly #write: (rows: readonly Row[]) => Promise<void>;
  readonly #patienceMs: number;
  #waiting = new Set<Waiting<Row>>();
  #isWriting = false;

  /** @param write keeps all rows or none, and rejects where it cannot */
  constructor(write: (rows: readonly Row[]) => Promise<void>, patienceMs: number) {
    this.#write = write;
    this.#patienceMs = patienceMs;
  }

  /** Fulfilled once the rows are kept. Rejects where they are not, or not for certain within the patience. */
  add(rows: readonly Row[]): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new Error(`not written within ${this.#patienceMs} ms`));
      }, this.#patienceMs);
      const waiting: Waiting<Row> = {
        rows,
        settle: () => {
          clearTimeout(timer);
          resolve();
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#waiting.add(waiting);
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.size > 0) {
      const together = [...this.#waiting];
      this.#waiting.clear();
      try {
        await this.#write(together.flatMap(({ rows }) => rows));
        for (const { settle } of together) settle();
      } catch (error) {
        for (const { fail } of together) fail(error);
      }
    }
    this.#isWriting = false;
  }
}
