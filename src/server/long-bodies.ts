import type { ServerResponse } from 'node:http';
import { Problem } from './problem.ts';

/** Bytes from which on a body is long: twice what a usual chart takes, with all that an EHR writes around it. */
export const longBody = 200_000;

const megabyte = 1024 * 1024;
const most = {
  /** Of bodies that were received, or come in just now: they lie beside the heap. */
  held: 128 * megabyte,
  /** Of bodies that are worked on: parsed, they take some ten times as much of the heap. */
  working: 8 * megabyte,
} as const;

/** A long body on its way to its answer. */
export interface LongBody {
  /** Takes so many bytes more. @throws Problem 429 where too many are held */
  take(bytes: number): void;
  /** Waits until it may be worked on, after those that came before. */
  turn(): Promise<void>;
}

/**
 * Keeps long bodies that come at once from filling the memory: they are worked on one after the other, or a few at a
 * time where they are not of the longest, and what waits is bounded. Usual bodies pass by them.
 */
export class LongBodies {
  #held = 0;
  #working = 0;
  readonly #waiting = new Set<{ readonly bytes: number; readonly start: () => void }>();

  /** A body has become long. Its room is given back once its response is closed, answered or not. */
  begin(response: ServerResponse): LongBody {
    let bytes = 0;
    let giveUp = (): void => undefined;
    response.once('close', () => {
      this.#held -= bytes;
      giveUp();
      this.#next();
    });
    return {
      take: (more) => {
        if (this.#held + more > most.held) throw busy();
        this.#held += more;
        bytes += more;
      },
      turn: () =>
        new Promise((resolve) => {
          const start = (): void => {
            this.#working += bytes;
            giveUp = () => {
              this.#working -= bytes;
            };
            resolve();
          };
          const waiting = { bytes, start };
          giveUp = () => this.#waiting.delete(waiting);
          this.#waiting.add(waiting);
          this.#next();
        }),
    };
  }

  /** Starts those that there is room for, the first come first. */
  #next(): void {
    for (const one of this.#waiting) {
      if (this.#working > 0 && this.#working + one.bytes > most.working) return;
      this.#waiting.delete(one);
      one.start();
    }
  }
}

function busy(): Problem {
  const message = 'Too many long bodies at once; the Retry-After header says when to go on.';
  return new Problem(429, 'throttled', message, {
    reason: 'long-bodies',
    headers: { 'Retry-After': '5' },
  });
}
