import { setTimeout } from 'node:timers/promises';

/** How long, and how often, a write that met another one is tried again. */
const patienceMs = 2000;
const pauses = [1, 2, 5, 10, 25] as const;

/**
 * Does a write again while another process holds SQLite's lock. The waiting is beside the main thread, on which SQLite
 * itself would wait.
 */
export async function tryAgain<Result>(write: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + patienceMs;
  for (let round = 0; ; round += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isLocked(error) || performance.now() > until) throw error;
    }
    await setTimeout(pauses[Math.min(round, pauses.length - 1)]);
  }
}

function isLocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /database (table )?is locked|SQLITE_BUSY/i.test(error.message);
}
