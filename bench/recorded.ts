import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchResult } from './result.ts';

/**
 * The earlier run that a run is held against. A ratio to a bare Express says little on another kind of processor: its
 * caches hold all of that, and a part of the service. So a folder holds one run for each.
 * @param path a file that `--out` wrote, or a folder of such files
 * @param machine as {@link BenchResult} names it
 * @returns undefined where the folder has no run of this processor
 */
export function recordedRun(path: string, machine: string): BenchResult | undefined {
  if (!statSync(path).isDirectory()) return read(path);
  const files = readdirSync(path).filter((name) => name.endsWith('.json'));
  return files
    .map((name) => read(join(path, name)))
    .find((run) => processorOf(run.machine) === processorOf(machine));
}

function read(path: string): BenchResult {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** "2 cores (AMD EPYC)", of what a run says of its machine. */
function processorOf(machine: string): string {
  const [processors = ''] = machine.split(', ');
  return processors;
}
