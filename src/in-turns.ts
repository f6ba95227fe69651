import { setImmediate as otherCalls } from 'node:timers/promises';
import type { Work } from './turns.ts';

/** How long others wait at most for work that can be left, in milliseconds, and for as long as a step of it takes. */
const turnMs = 25;

/** Does work, and lets the event loop serve others whenever a turn of it is over. Short work is done in one go. */
export async function inTurns<Result>(work: Work<Result>): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < turnMs) continue;
    await otherCalls();
    began = performance.now();
  }
}
