import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import type { EvaluationTimes } from './evaluation.ts';
import type { Round } from './load.ts';
import { median } from './median.ts';

export interface ScenarioResult {
  readonly name: string;
  readonly against: string;
  readonly rounds: readonly Round[];
  /** The rounds of the scenario that this one is divided by, in the same order. */
  readonly yardstick: readonly Round[];
}

/** The machine and the versions that the figures belong to. */
export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const express = versionOf('express');
  return [
    `${processors.length} cores (${model}), ${memory} GB, ${process.platform} ${process.arch}`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}, Express ${express}`,
  ].join('\n');
}

function versionOf(name: string): string {
  const path = join(packageRoot, 'node_modules', name, 'package.json');
  const content: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
  return content.version;
}

export function printEvaluation(results: readonly EvaluationTimes[]): void {
  console.log('\nEvaluation alone, median microseconds');
  table(
    [
      'KB',
      'resources',
      'JSON.parse',
      'chart',
      'orders',
      'assess',
      'cards',
      'whole evaluation',
      'JSON.stringify',
    ],
    results.map((one) => [
      (one.bytes / 1000).toFixed(0),
      String(one.resources),
      one.parse.toFixed(0),
      one.buildChart.toFixed(0),
      one.readOrders.toFixed(0),
      one.assess.toFixed(0),
      one.renderCards.toFixed(0),
      one.evaluation.toFixed(0),
      one.stringify.toFixed(0),
    ]),
  );
}

export function printScenarios(results: readonly ScenarioResult[]): void {
  console.log('\nUnder load, medians of the rounds; ratios are of the same round');
  table(
    ['scenario', 'requests/s', 'ratio', 'p50 ms', 'p99 ms', 'p99 ratio', 'RSS MB', 'failures'],
    results.map(({ name, rounds, yardstick }) => [
      name,
      median(rounds.map((round) => round.requestsPerSecond)).toFixed(0),
      ratio(rounds, yardstick, (round) => round.requestsPerSecond),
      median(rounds.map((round) => round.p50)).toFixed(1),
      median(rounds.map((round) => round.p99)).toFixed(1),
      ratio(rounds, yardstick, (round) => round.p99),
      Math.max(...rounds.map((round) => round.memory)).toFixed(0),
      String(rounds.reduce((sum, round) => sum + round.failures, 0)),
    ]),
  );
}

function ratio(
  rounds: readonly Round[],
  yardstick: readonly Round[],
  figure: (round: Round) => number,
): string {
  const ratios = rounds.flatMap((round, at) => {
    const other = yardstick[at];
    return other === undefined ? [] : [figure(round) / figure(other)];
  });
  return median(ratios).toFixed(2);
}

/** A table in Markdown, as wide as its cells. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  console.log(line(head));
  console.log(
    `| ${widths.map((width, column) => '-'.repeat(width - (column === 0 ? 0 : 1)) + (column === 0 ? '' : ':')).join(' | ')} |`,
  );
  for (const row of rows) console.log(line(row));
}
