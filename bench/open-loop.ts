import { setTimeout as pause } from 'node:timers/promises';

/**
 * Starts calls at a fixed rate, whether or not the earlier ones are answered: an answer that is late makes nothing
 * wait that would hide it. Done once the signal aborts; calls may then still be under way.
 * @param perSecond calls a second
 * @param prepare makes a call ready before it is due and gives what starts it, with the instant at which it was
 *   due on the clock of `performance.now()`
 */
export async function openLoop(
  perSecond: number,
  signal: AbortSignal,
  prepare: () => (due: number) => void,
): Promise<void> {
  const started = performance.now();
  for (let count = 0; !signal.aborted; count += 1) {
    const send = prepare();
    const due = started + (count * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(Math.ceil(early), undefined, { signal }).catch(() => undefined);
    // Where it is behind, it still lets answers in between two calls.
    else if (count % 10 === 0) await pause(0);
    if (!signal.aborted) send(due);
  }
}
