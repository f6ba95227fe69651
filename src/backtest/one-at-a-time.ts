import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { BacktestError } from './problem.ts';

/** A process that has shown no sign of life for so many milliseconds is taken to have ended. */
const usuallyStaleAfter = 15_000;
const signOfLifeEvery = 3_000;
const waitMilliseconds = 100;

/**
 * Does something that one process at a time does.
 * @param path of a lock, in a folder that the processes share
 * @param staleAfter milliseconds after which the lock of a process that shows no sign of life is taken over
 * @returns whether it was this process
 * @throws BacktestError where the lock cannot be written
 */
export async function unlessTaken(
  path: string,
  work: () => Promise<void>,
  staleAfter = usuallyStaleAfter,
): Promise<boolean> {
  let release: () => Promise<void>;
  try {
    release = await lock(path, {
      realpath: false,
      stale: staleAfter,
      update: signOfLifeEvery,
      // Another process then does it too, and what either writes appears whole.
      onCompromised: () => {},
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return false;
    throw new BacktestError(
      `"${path}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  try {
    await work();
  } finally {
    await release().catch(() => {});
  }
  return true;
}

/**
 * Sees to it that something is done: by this process, unless another one is at it, which is waited for.
 * @param isDone whether it has been done, by whichever process
 */
export async function doneOnce(
  path: string,
  isDone: () => boolean,
  work: () => Promise<void>,
  staleAfter = usuallyStaleAfter,
): Promise<void> {
  while (!isDone()) {
    const isMine = await unlessTaken(
      path,
      async () => {
        if (!isDone()) await work();
      },
      staleAfter,
    );
    if (!isMine) await waitABit();
  }
}

/** How long is waited until it is looked again whether another process has finished. */
export async function waitABit(): Promise<void> {
  await delay(waitMilliseconds);
}
