import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { messageOf } from '../message-of.ts';
import { unlessTaken, waitABit } from './one-at-a-time.ts';
import { partFile } from './part-file.ts';
import type { PartSummary, PartTask, WorkerSetup } from './part-worker.ts';
import { BacktestError } from './problem.ts';
import { Progress } from './progress.ts';

/** What the processes of a back-test judge together, and which of them this one is. */
export interface SecondPass {
  /** The folder of the results, one file a part. */
  readonly results: string;
  /** The folder of the locks. */
  readonly work: string;
  readonly parts: number;
  /** This process's shard, counted from 0, and how many there are. */
  readonly shard: number;
  readonly shards: number;
  readonly threads: number;
  /** The file of the threads, and what they are started with. */
  readonly worker: string;
  readonly setup: WorkerSetup;
}

/** Where the results of a part stand; the file is there whole or not at all. */
export function resultFile(results: string, part: number): string {
  return join(results, `part-${String(part).padStart(5, '0')}.ndjson`);
}

/** The parts without results. */
export function openParts({
  results,
  parts,
}: Pick<SecondPass, 'results' | 'parts'>): readonly number[] {
  const all = Array.from({ length: parts }, (_, part) => part);
  return all.filter((part) => !existsSync(resultFile(results, part)));
}

/**
 * Judges the parts of a back-test, together with the processes of the other shards: each judges its own first and then
 * those that nobody judges, and waits for those that others are at. So no process has nothing to do while another has
 * much, and one that was killed, or has not begun, holds up nobody. What was judged is not kept.
 * @param tell where progress goes, a line a time
 * @throws BacktestError where a part cannot be judged, or its results cannot be written
 */
export async function judgeParts(pass: SecondPass, tell: (line: string) => void): Promise<void> {
  const { threads, results } = pass;
  const isOpen = (part: number) => !existsSync(resultFile(results, part));
  let open = mineFirst(pass);
  if (open.length === 0) return;
  const pool = new Piscina<PartTask, PartSummary>({
    filename: pass.worker,
    workerData: pass.setup,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: 112, maxYoungGenerationSizeMb: 16 },
  });
  const progress = new JudgedParts(pass, tell);
  const judge = (part: number) =>
    unlessTaken(join(pass.work, `part-${part}`), async () => {
      if (!isOpen(part)) return;
      try {
        const { orders } = await pool.run({ part, result: resultFile(results, part) });
        progress.add(orders);
      } catch (error) {
        // One that took this process to have ended has judged it meanwhile, and left nothing to read.
        if (isOpen(part)) throw error;
      }
      for (const { folder } of pass.setup.slices) rmSync(partFile(folder, part), { force: true });
    });
  try {
    for (; open.length > 0; open = open.filter(isOpen)) {
      const left = open.values();
      let isAnyMine = false;
      const judgeInTurn = async () => {
        for (const part of left) if (isOpen(part) && (await judge(part))) isAnyMine = true;
      };
      // One more than there are threads, so that a thread that has ended with a part finds the next one.
      await Promise.all(Array.from({ length: threads + 1 }, judgeInTurn));
      if (!isAnyMine) await waitABit();
    }
  } catch (error) {
    if (error instanceof BacktestError) throw error;
    throw new BacktestError(
      `A part could not be judged: ${messageOf(error)}. What is done is kept; go on by --resume.`,
    );
  } finally {
    await pool.destroy();
  }
  progress.end();
}

/** The parts without results, those of the process's own shard first. */
function mineFirst(pass: SecondPass): readonly number[] {
  const after = (part: number) => (part - pass.shard + pass.shards) % pass.shards;
  return openParts(pass).toSorted((one, two) => after(one) - after(two));
}

/** Tells how many parts have been judged, by whichever process, and how many orders a second by this one. */
class JudgedParts {
  readonly #results: string;
  readonly #progress: Progress;
  #seen: number;
  #orders = 0;
  #looked = performance.now();

  constructor({ results, parts }: SecondPass, tell: (line: string) => void) {
    this.#results = results;
    this.#seen = judgedIn(results);
    this.#progress = new Progress(parts - this.#seen, 'parts', 1, (line) =>
      tell(`judging ${line}`),
    );
  }

  /** @param orders of the part that this process has judged */
  add(orders: number): void {
    this.#orders += orders;
    if (performance.now() - this.#looked > 1000) this.#look();
  }

  end(): void {
    this.#look();
    this.#progress.end();
  }

  #look(): void {
    const judged = judgedIn(this.#results);
    this.#progress.add(judged - this.#seen, this.#orders);
    this.#seen = judged;
    this.#orders = 0;
    this.#looked = performance.now();
  }
}

function judgedIn(results: string): number {
  return readdirSync(results).filter((name) => name.endsWith('.ndjson')).length;
}
