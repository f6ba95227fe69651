import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { messageOf } from '../message-of.ts';
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
    throw new BacktestError(`"${path}" cannot be written: ${messageOf(error)}.`);
  }
  try {
    await work();
  } finally {
    await release().catch(() => {});
  }
  return true;
}

/** Something that one of the processes does. */
export interface Task {
  /** Of its lock, in a folder that the processes share. */
  readonly path: string;
  /** Whether it has been done, by whichever process. */
  readonly isDone: () => boolean;
  readonly work: () => Promise<void>;
}

/**
 * Sees to it that all of some tasks are done: each by the process that comes first, and what others are at is waited
 * for. A process that was killed, or has not begun, holds up nobody.
 * @param tasks in the order in which this process takes them
 * @param staleAfter as in `unlessTaken`
 * @param onWaiting called once this process has to wait, with how many tasks others are at
 */
export async function allDone(
  tasks: readonly Task[],
  {
    staleAfter = usuallyStaleAfter,
    onWaiting = () => {},
  }: { readonly staleAfter?: number; readonly onWaiting?: (open: number) => void } = {},
): Promise<void> {
  let isWaiting = false;
  for (;;) {
    let isAnyMine = false;
    for (const { path, isDone, work } of tasks) {
      if (isDone()) continue;
      const unlessDone = async () => {
        if (!isDone()) await work();
      };
      if (await unlessTaken(path, unlessDone, staleAfter)) isAnyMine = true;
    }
    const open = tasks.filter(({ isDone }) => !isDone()).length;
    if (open === 0) return;
    if (isAnyMine) continue;
    if (!isWaiting) onWaiting(open);
    isWaiting = true;
    await waitABit();
  }
}

/** How long is waited until it is looked again whether another process has finished. */
export async function waitABit(): Promise<void> {
  await delay(waitMilliseconds);
}
