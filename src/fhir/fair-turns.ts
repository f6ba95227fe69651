/**
 * Gives out a number of places in turn: whoever asks for many waits behind whoever asks for few, so that one call
 * with a hundred pages does not hold up the one read of another.
 */
export class FairTurns {
  #free: number;
  /** Who waits, by whom it is for; the first of the map is next. */
  readonly #waiting = new Map<object, (() => void)[]>();

  constructor(places: number) {
    this.#free = places;
  }

  /** Whether somebody who asks for a place now has it at once. */
  get isFree(): boolean {
    return this.#free > 0;
  }

  /**
   * Does work once there is a place for it.
   * @param owner whose turn it is: those that ask for one owner take turns with those of others
   * @param signal ends the waiting
   * @throws the signal's reason where it ends before there is a place
   */
  async take<Result>(
    owner: object,
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(owner, signal);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #wait(owner: object, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const proceed = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        const left = (this.#waiting.get(owner) ?? []).filter((one) => one !== proceed);
        if (left.length === 0) this.#waiting.delete(owner);
        else this.#waiting.set(owner, left);
        reject(signal.reason);
      };
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      const queue = this.#waiting.get(owner);
      if (queue === undefined) this.#waiting.set(owner, [proceed]);
      else queue.push(proceed);
    });
  }

  #next(): void {
    const [first] = this.#waiting;
    if (first === undefined) {
      this.#free += 1;
      return;
    }
    const [owner, queue] = first;
    const proceed = queue.shift();
    // Whoever has more to wait for goes to the end of the line.
    this.#waiting.delete(owner);
    if (queue.length > 0) this.#waiting.set(owner, queue);
    proceed?.();
  }
}
