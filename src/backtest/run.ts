import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../message-of.ts';
import { exportFiles } from './export-files.ts';
import { divideExport, type FirstPass, hashBegunFiles, hashCutFiles } from './first-pass.ts';
import { manifestFile, mergeResults } from './merge.ts';
import { type BacktestOptions, dayEnd } from './options.ts';
import type { WorkerSetup } from './part-worker.ts';
import { type Plan, planOf } from './plan.ts';
import { BacktestError } from './problem.ts';
import { judgeParts, openParts } from './second-pass.ts';
import { dividedSlices, exportRecord } from './slice-records.ts';

/**
 * Runs a back-test: first the export is divided by patient, then each part is judged by a pool of threads, then the
 * tables and the report are put together. Each part's results are one file that is there whole or not at all, so
 * that a run that was interrupted can be gone on with.
 * @param worker the file of the threads
 * @param tell where progress goes, a line a time
 * @throws BacktestError for everything that whoever started it can mend
 */
export async function runBacktest(
  options: BacktestOptions,
  worker: string,
  tell: (line: string) => void,
): Promise<void> {
  const files = exportFiles(options.exportFolder);
  const folders = foldersOf(options.out);
  const plan = planOf(files, options);
  agree(folders, plan, options);
  if (!options.keepIdentifiers && options.pseudonymKeyFile === undefined) {
    tell(
      'No --pseudonym-key: who knows an identifier can compute its pseudonym. Give a key before the results leave the house.',
    );
  }
  const isMerged = () => existsSync(manifestFile(options.out));
  if (isMerged()) {
    clear(folders);
    tell(`Done already: ${join(options.out, 'report.html')}`);
    return;
  }
  try {
    const pass = await runShard(options, { files, plan, folders }, worker, tell);
    const merge = { ...folders, shard: pass.shard, plan, options };
    await mergeResults(merge, () => exportRecord(pass));
  } catch (error) {
    // Another process has ended meanwhile, and taken away what this one was about to read.
    if (!isMerged()) throw error;
  }
  clear(folders);
  tell(`Done: ${join(options.out, 'report.html')}`);
}

/** What holds identifiers goes, whichever process ends last; what may be shown stands in the tables. */
function clear({ work, results }: Folders): void {
  // Another process may lay down a lock meanwhile.
  const patiently = { maxRetries: 10, retryDelay: 50 };
  for (const folder of [work, results])
    rmSync(folder, { recursive: true, force: true, ...patiently });
}

interface Folders {
  readonly out: string;
  /** One file a part. */
  readonly results: string;
  /** What the first pass wrote, a folder a slice of the export. */
  readonly work: string;
}

function foldersOf(out: string): Folders {
  return { out, results: join(out, 'parts'), work: join(out, 'work') };
}

/** Lays down the plan, or holds it against the one that the folder was begun with. */
function agree(folders: Folders, plan: Plan, options: BacktestOptions): void {
  const path = join(folders.out, 'plan.json');
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (!existsSync(path)) {
    writable(() => {
      mkdirSync(folders.results, { recursive: true });
      mkdirSync(folders.work, { recursive: true });
      writeFileSync(`${path}.${process.pid}`, text);
      renameSync(`${path}.${process.pid}`, path);
    }, options.out);
    return;
  }
  if (!options.resume && options.shard === undefined) {
    throw new BacktestError(
      `"${options.out}" holds a back-test already: go on with it by --resume, or name another folder.`,
    );
  }
  if (readFileSync(path, 'utf8') === text) return;
  throw new BacktestError(
    `"${options.out}" was begun with another export, policy or other options (plan.json); nothing of it can be gone on with.`,
  );
}

function writable(write: () => void, out: string): void {
  try {
    write();
  } catch (error) {
    throw new BacktestError(`"${out}" cannot be written: ${messageOf(error)}.`);
  }
}

interface Run {
  readonly files: ReturnType<typeof exportFiles>;
  readonly plan: Plan;
  readonly folders: Folders;
}

/**
 * Divides and judges what no other process does, until all of it is done.
 * @returns the first pass, which the hashes of the files belong to
 */
async function runShard(
  options: BacktestOptions,
  { files, plan, folders }: Run,
  worker: string,
  tell: (line: string) => void,
): Promise<FirstPass> {
  const { shard = 0 } = options;
  const shards = options.shard === undefined ? 1 : options.shards;
  const say = (line: string) => tell(shards === 1 ? line : `shard ${shard}/${shards}: ${line}`);
  const { parts } = plan;
  const openOfAll = new Set(openParts({ results: folders.results, parts }));
  const pass: FirstPass = {
    files,
    work: folders.work,
    parts,
    isWanted: (part) => openOfAll.has(part),
    shard,
    shards,
  };
  const begun = await divideExport(pass, say);
  const setup: WorkerSetup = {
    policy: options.policy,
    compare: options.compare,
    mode: options.mode,
    asOf: options.asOf === 'order' ? undefined : dayEnd(options.asOf),
    slices: dividedSlices(pass),
  };
  const threads = options.threads ?? availableParallelism();
  await Promise.all([
    hashBegunFiles(pass, begun),
    judgeParts({ ...folders, parts, shard, shards, threads, worker, setup }, say),
  ]);
  await hashCutFiles(pass);
  return pass;
}
