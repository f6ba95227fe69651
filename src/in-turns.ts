import type { Work } from './turns.ts';

/** How long others wait at most for work that can be left, in milliseconds, and for as long as a step of it takes. */
const turnMs = 25;

/**
 * Does work, and lets the event loop serve others whenever a turn of it is over. Short work is done in one go, unless
 * other work took the turn of this round already: of many calls that come at once each is short.
 */
export async function inTurns<Result>(work: Work<Result>): Promise<Result> {
  let began = beginOfRound();
  if (performance.now() - began >= turnMs) {
    await nextTurn();
    began = performance.now();
  }
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < turnMs) continue;
    await nextTurn();
    began = performance.now();
  }
}

/** When the first work of this round of the event loop began. */
let roundBegan: number | undefined;

function beginOfRound(): number {
  if (roundBegan === undefined) {
    roundBegan = performance.now();
    setImmediate(endRound);
  }
  return roundBegan;
}

function endRound(): void {
  roundBegan = undefined;
}

/** What was left, the first come first. */
const waiting: (() => void)[] = [];

/**
 * Waits until others were served. Of all that wait, one goes on in each round of the event loop: else what comes in
 * would have to wait for a turn of every long call.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  const [first] = waiting.splice(0, 1);
  if (waiting.length > 0) setImmediate(goOn);
  first?.();
}
