import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Figures } from './figures.ts';
import { allDone } from './one-at-a-time.ts';
import type { BacktestOptions } from './options.ts';
import type { PartSummary } from './part-worker.ts';
import type { Plan } from './plan.ts';
import {
  addProblems,
  BacktestError,
  type ProblemEntry,
  type Problems,
  problemList,
} from './problem.ts';
import { keptIdentifiers, type Pseudonyms, pseudonymsBy } from './pseudonyms.ts';
import { reportPage } from './report.ts';
import { ReviewSample } from './review-sample.ts';
import {
  type CriterionRow,
  criterionColumns,
  type DecisionRow,
  decisionColumns,
  type OrderRow,
  orderColumns,
} from './rows.ts';
import { resultFile } from './second-pass.ts';
import { type ExportRecord, written } from './slice-records.ts';
import { Table } from './tables.ts';

/** What the results are put together from. */
export interface MergeInput {
  readonly out: string;
  /** The folder of the results, one file a part. */
  readonly results: string;
  /** The folder of the locks, and of what has been put together. */
  readonly work: string;
  /** This process's shard, counted from 0. */
  readonly shard: number;
  readonly plan: Plan;
  readonly options: BacktestOptions;
}

/** Where the manifest stands; it is there once a back-test is done. */
export function manifestFile(out: string): string {
  return join(out, 'manifest.json');
}

interface ResultLine {
  readonly summary?: PartSummary;
  readonly order?: OrderRow;
  readonly criterion?: CriterionRow;
  readonly decision?: DecisionRow;
}

/** What is told of files that have been put together: their hashes by their names. */
interface Merged {
  readonly hashes: Readonly<Record<string, string>>;
}

interface MergedOrders extends Merged {
  readonly counts: { orders: number; patients: number; resources: number };
  readonly leftAside: readonly ProblemEntry[];
}

/**
 * Puts the parts together, in their order: `orders`, `criteria` and `decisions` as CSV and Parquet, the sample for
 * review, `report.html` and `manifest.json`. The same parts give the same bytes. The criteria, which are most rows, are
 * put together by one process and the rest by another, where there are several.
 * @param record what the first pass saw of the export
 */
export async function mergeResults(input: MergeInput, record: () => ExportRecord): Promise<void> {
  const { out, work, shard } = input;
  const group = (name: string, merge: () => Promise<Merged>) => {
    const path = join(work, `merged-${name}.json`);
    return {
      path,
      isDone: () => existsSync(path),
      work: async () => written(path, JSON.stringify(await merge())),
    };
  };
  const orders = group('orders', () => mergeOrders(input, record()));
  const criteria = group('criteria', () => mergeCriteria(input));
  const tasks = shard % 2 === 0 ? [orders, criteria] : [criteria, orders];
  await allDone(tasks, { staleAfter });
  const manifest = {
    path: join(work, 'manifest'),
    isDone: () => existsSync(manifestFile(out)),
    work: async () => {
      const ordersMerged: MergedOrders = JSON.parse(readFileSync(orders.path, 'utf8'));
      const criteriaMerged: Merged = JSON.parse(readFileSync(criteria.path, 'utf8'));
      writeManifest(input, record(), ordersMerged, criteriaMerged);
    },
  };
  await allDone([manifest], { staleAfter });
}

/** Putting tables together may keep a process from showing signs of life for a while. */
const staleAfter = 120_000;

function writeManifest(
  { out, plan }: MergeInput,
  record: ExportRecord,
  orders: MergedOrders,
  criteria: Merged,
): void {
  const manifest = {
    ...plan,
    inputs: record.inputs,
    counts: orders.counts,
    leftAside: orders.leftAside,
    outputs: { ...orders.hashes, ...criteria.hashes },
  };
  written(manifestFile(out), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The tables of orders and of the payer's decisions, the sample for review and the report. */
async function mergeOrders(
  { out, options, results, plan }: MergeInput,
  record: ExportRecord,
): Promise<MergedOrders> {
  const pseudonyms = pseudonymsOf(options);
  const orders = new Table(join(out, 'orders'), orderColumns, ['cards']);
  const decisions = new Table(join(out, 'decisions'), decisionColumns, []);
  const figures = new Figures();
  const sample = new ReviewSample();
  const counts = { orders: 0, patients: 0, resources: 0 };
  const problems: Problems = new Map();
  addProblems(problems, record.problems);
  for await (const text of resultLines(results, plan.parts)) {
    if (text.startsWith(criterionBeginning)) continue;
    const line: ResultLine = JSON.parse(text);
    if (line.order !== undefined) {
      const row = pseudonyms.order(line.order);
      orders.add(row);
      figures.add(row);
      sample.add(row);
    } else if (line.decision !== undefined) {
      const row = pseudonyms.linked(line.decision);
      decisions.add(row);
      figures.addDecision(row);
    } else if (line.summary !== undefined) {
      counts.orders += line.summary.orders;
      counts.patients += line.summary.patients;
      counts.resources += line.summary.resources;
      addProblems(problems, line.summary.problems);
    }
  }
  orders.close();
  decisions.close();
  sample.write(out);
  const leftAside = problemList(problems);
  const page = reportPage(figures.all(), {
    policy: plan.policy,
    other: plan.compare ?? undefined,
    mode: options.mode,
    asOf: options.asOf === 'order' ? 'each order' : options.asOf,
    problems: leftAside,
  });
  writeFileSync(join(out, 'report.html'), page);
  return { hashes: await hashesOf(out, filesOfOrders), counts, leftAside };
}

async function mergeCriteria({ out, options, results, plan }: MergeInput): Promise<Merged> {
  const pseudonyms = pseudonymsOf(options);
  const criteria = new Table(join(out, 'criteria'), criterionColumns, ['evidence']);
  for await (const text of resultLines(results, plan.parts)) {
    if (!text.startsWith(criterionBeginning)) continue;
    const { criterion }: ResultLine = JSON.parse(text);
    if (criterion !== undefined) criteria.add(pseudonyms.linked(criterion));
  }
  criteria.close();
  return { hashes: await hashesOf(out, filesOfCriteria) };
}

/** The lines of the results, in the order of the parts. */
async function* resultLines(results: string, parts: number): AsyncGenerator<string, void, void> {
  for (let part = 0; part < parts; part += 1) {
    yield* createInterface({ input: createReadStream(resultFile(results, part)) });
  }
}

/** What a line of a criterion begins with, as the threads write it. */
const criterionBeginning = '{"criterion":';

function pseudonymsOf(options: BacktestOptions): Pseudonyms {
  if (options.keepIdentifiers) return keptIdentifiers;
  if (options.pseudonymKeyFile === undefined) return pseudonymsBy('spine-imaging-cds back-test');
  let key: string;
  try {
    key = readFileSync(options.pseudonymKeyFile, 'utf8').trim();
  } catch {
    throw new BacktestError(`--pseudonym-key "${options.pseudonymKeyFile}" cannot be read.`);
  }
  if (key.length < 16) {
    throw new BacktestError(
      '--pseudonym-key holds fewer than 16 characters; expected a longer key.',
    );
  }
  return pseudonymsBy(key);
}

const filesOfOrders = [
  'orders.csv',
  'orders.parquet',
  'decisions.csv',
  'decisions.parquet',
  'review-sample.csv',
  'review-key.csv',
  'report.html',
];

const filesOfCriteria = ['criteria.csv', 'criteria.parquet'];

async function hashesOf(
  out: string,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const name of names) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(out, name))) hash.update(chunk);
    hashes[name] = hash.digest('hex');
  }
  return hashes;
}
