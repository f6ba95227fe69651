import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import type { EvaluationTimes } from './evaluation.ts';
import type { Change, ScenarioResult, Spread } from './result.ts';

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

/** What evaluation costs without a server, a line for each size of chart. */
export function printEvaluation(results: readonly EvaluationTimes[]): void {
  console.log('\nEvaluation alone, microseconds of processor time');
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
      'find the chart',
      'hash it',
      'six calls',
      'six with the chart kept',
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
      one.findChart.toFixed(0),
      one.hashChart.toFixed(0),
      one.session.toFixed(0),
      one.sessionWithChartKept.toFixed(0),
    ]),
  );
}

/** What each scenario under load came to. */
export function printScenarios(results: readonly ScenarioResult[]): void {
  console.log(
    '\nUnder load: medians of the rounds, of ratios also the least and the most; each ratio is of two rounds that follow each other',
  );
  table(
    [
      'scenario',
      'against',
      'processor ms a call',
      'processor ratio',
      'million instructions',
      'requests/s',
      'ratio',
      'p50 ms',
      'p99 ms',
      'p99 ratio',
      'RSS MB',
      'failures',
    ],
    results.map((one) => [
      one.name,
      one.against,
      one.processorMs.median.toFixed(2),
      shown(one.ratios.processorMs),
      one.instructions === undefined ? '' : (one.instructions.median / 1e6).toFixed(2),
      one.requestsPerSecond.median.toFixed(0),
      shown(one.ratios.requestsPerSecond),
      one.p50.median.toFixed(1),
      one.p99.median.toFixed(1),
      one.ratios.p99.median.toFixed(2),
      one.memory.toFixed(0),
      String(one.failures),
    ]),
  );
}

/** What became of the processor time of each scenario since an earlier run. */
export function printChanges(all: readonly Change[]): void {
  console.log('\nProcessor time of a call, by that of the yardstick in the same run');
  table(
    ['scenario', 'before', 'now', 'change', 'verdict'],
    all.map(({ name, before, now, factor, isBeyondNoise }) => [
      name,
      shown(before),
      shown(now),
      `${factor >= 1 ? '+' : ''}${((factor - 1) * 100).toFixed(0)} %`,
      isBeyondNoise ? (factor < 1 ? 'less' : 'more') : 'within noise',
    ]),
  );
}

function shown({ median: middle, least, most }: Spread): string {
  return `${middle.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
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
