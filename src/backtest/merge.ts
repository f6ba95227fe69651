import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Figures } from './figures.ts';
import type { BacktestOptions } from './options.ts';
import type { PartSummary } from './part-worker.ts';
import { addProblems, BacktestError, type Problems, problemList } from './problem.ts';
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
import type { ExportRecord } from './slice-records.ts';
import { Table } from './tables.ts';

/** What the results are put together from. */
export interface MergeInput {
  readonly out: string;
  readonly results: string;
  readonly parts: number;
  readonly record: ExportRecord;
  readonly plan: Readonly<Record<string, unknown>> | object;
  readonly options: BacktestOptions;
}

interface ResultLine {
  readonly summary?: PartSummary;
  readonly order?: OrderRow;
  readonly criterion?: CriterionRow;
  readonly decision?: DecisionRow;
}

/**
 * Puts the parts together, in their order: `orders`, `criteria` and `decisions` as CSV and Parquet, the sample for
 * review, `report.html` and `manifest.json`. The same parts give the same bytes.
 */
export async function mergeResults(input: MergeInput): Promise<void> {
  const { out, options } = input;
  const pseudonyms = pseudonymsOf(options);
  const orders = new Table(join(out, 'orders'), orderColumns, ['cards']);
  const criteria = new Table(join(out, 'criteria'), criterionColumns, ['evidence']);
  const decisions = new Table(join(out, 'decisions'), decisionColumns, []);
  const figures = new Figures();
  const sample = new ReviewSample();
  const counts = { orders: 0, patients: 0, resources: 0 };
  const problems: Problems = new Map();
  addProblems(problems, input.record.problems);
  for (let part = 0; part < input.parts; part += 1) {
    const path = join(input.results, `part-${String(part).padStart(5, '0')}.ndjson`);
    for await (const text of createInterface({ input: createReadStream(path) })) {
      const line: ResultLine = JSON.parse(text);
      if (line.order !== undefined) {
        const row = pseudonyms.order(line.order);
        orders.add(row);
        figures.add(row);
        sample.add(row);
      } else if (line.criterion !== undefined) criteria.add(pseudonyms.linked(line.criterion));
      else if (line.decision !== undefined) {
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
  }
  orders.close();
  criteria.close();
  decisions.close();
  sample.write(out);
  const left = problemList(problems);
  const page = reportPage(figures.all(), {
    policy: policyNames(input.plan).policy,
    other: policyNames(input.plan).compare,
    mode: options.mode,
    asOf: options.asOf === 'order' ? 'each order' : options.asOf,
    problems: left,
  });
  writeFileSync(join(out, 'report.html'), page);
  const manifest = {
    ...input.plan,
    inputs: input.record.inputs,
    counts,
    leftAside: left,
    outputs: hashesOf(out),
  };
  const path = join(out, 'manifest.json');
  writeFileSync(`${path}.tmp`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${path}.tmp`, path);
}

function policyNames(plan: object): {
  readonly policy: string;
  readonly compare: string | undefined;
} {
  const compare = 'compare' in plan ? plan.compare : undefined;
  return {
    policy: 'policy' in plan ? String(plan.policy) : '',
    compare: typeof compare === 'string' ? compare : undefined,
  };
}

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

const outputs = [
  'orders.csv',
  'orders.parquet',
  'criteria.csv',
  'criteria.parquet',
  'decisions.csv',
  'decisions.parquet',
  'review-sample.csv',
  'review-key.csv',
  'report.html',
];

function hashesOf(out: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    outputs.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex'),
    ]),
  );
}
