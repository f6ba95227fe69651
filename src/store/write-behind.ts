/** How long a record waits for others to be written with it. */
const gatherMs = 100;
/** How long to wait after a write that failed. */
const retryMs = 1000;

/**
 * Writes records in batches behind the callers' backs, so that an answer never waits for the store.
 * Bounded: while the store is away at most `limit` records wait, and what comes then is dropped and counted.
 */
export class WriteBehind<Item> {
  readonly #write: (items: readonly Item[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #limit: number;
  #waiting: Item[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #dropped = 0;

  constructor(
    write: (items: readonly Item[]) => Promise<void>,
    onError: (error: unknown) => void,
    limit = 20_000,
  ) {
    this.#write = write;
    this.#onError = onError;
    this.#limit = limit;
  }

  /** How many records were lost because the store was away for too long. */
  get dropped(): number {
    return this.#dropped;
  }

  add(item: Item): void {
    if (this.#waiting.length >= this.#limit) {
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(item);
    this.#schedule(gatherMs);
  }

  /** Writes what waits now. Rejects where the store fails; the records then go on waiting. */
  async flush(): Promise<void> {
    while (this.#writing !== undefined) {
      await this.#writing.catch(() => undefined);
    }
    if (this.#waiting.length === 0) {
      return;
    }
    const items = this.#waiting;
    this.#waiting = [];
    this.#writing = this.#write(items);
    try {
      await this.#writing;
    } catch (error) {
      this.#waiting = [...items, ...this.#waiting];
      throw error;
    } finally {
      this.#writing = undefined;
    }
  }

  #schedule(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch((error: unknown) => {
        this.#onError(error);
        this.#schedule(retryMs);
      });
    }, delayMs).unref();
  }

  /** Stops the clock; what waits is lost unless it was flushed. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
