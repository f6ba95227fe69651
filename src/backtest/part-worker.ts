import { renameSync, writeFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { assessPart } from './assess-part.ts';
import type { Judge } from './assess-patient.ts';
import { MedicationCodes } from './medication-codes.ts';
import type { Mode } from './mode.ts';
import { medicationsFile, type SliceFolder } from './part-file.ts';
import { policyOf } from './policies.ts';
import { type ProblemEntry, problemList } from './problem.ts';

/** What a thread is started with. */
export interface WorkerSetup {
  readonly policy: string;
  readonly compare: string | undefined;
  readonly mode: Mode;
  readonly asOf: number | undefined;
  /** What the first pass wrote, in the order of the export. */
  readonly slices: readonly SliceFolder[];
}

/** One part to judge, and the file for what comes of it. */
export interface PartTask {
  readonly part: number;
  readonly result: string;
}

/** What is told of a part; the rows are in its file. */
export interface PartSummary {
  readonly orders: number;
  readonly patients: number;
  readonly resources: number;
  readonly problems: readonly ProblemEntry[];
}

const setup: WorkerSetup = workerData;
const policy = policyOf(setup.policy);
const judge: Judge = {
  service: policy.service,
  mode: setup.mode,
  policy: policy.name,
  ...(setup.compare === undefined ? {} : { other: policyOf(setup.compare).service }),
  ...(setup.asOf === undefined ? {} : { asOf: setup.asOf }),
};
const medications = MedicationCodes.read(setup.slices.map(({ folder }) => medicationsFile(folder)));

/** Judges a part. Its file is there whole or not at all: it is written beside its place and then moved. */
export default async function judgePart({ part, result }: PartTask): Promise<PartSummary> {
  const { orders, criteria, decisions, patients, resources, problems } = assessPart(
    setup.slices,
    part,
    judge,
    await medications,
  );
  const summary: PartSummary = {
    orders: orders.length,
    patients,
    resources,
    problems: problemList(problems),
  };
  const lines = [
    JSON.stringify({ summary }),
    ...orders.map((row) => JSON.stringify({ order: row })),
    ...criteria.map((row) => JSON.stringify({ criterion: row })),
    ...decisions.map((row) => JSON.stringify({ decision: row })),
  ];
  const beside = `${result}.${process.pid}.tmp`;
  writeFileSync(beside, `${lines.join('\n')}\n`);
  renameSync(beside, result);
  return summary;
}
