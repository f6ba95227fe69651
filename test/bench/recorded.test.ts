import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordedRun } from '../../bench/recorded.ts';

const folder = mkdtempSync(join(tmpdir(), 'recorded-runs-'));
const machineOf = (processor: string, memory = 24) =>
  `2 cores (${processor}), ${memory} GB, linux x64\nNode 20.20.2`;

beforeAll(() => {
  for (const name of ['One', 'Other'])
    writeFileSync(
      join(folder, `${name}.json`),
      JSON.stringify({ machine: machineOf(name), scenarios: [] }),
    );
});
afterAll(() => rmSync(folder, { recursive: true }));

it('holds a run against one of the same processor', () => {
  expect(recordedRun(folder, machineOf('Other', 16))?.machine).toBe(machineOf('Other'));
});

it('holds a run on a processor that is not known against none', () => {
  expect(recordedRun(folder, machineOf('Third'))).toBeUndefined();
});

it('holds a run against the file that is named, wherever that was measured', () => {
  expect(recordedRun(join(folder, 'One.json'), machineOf('Third'))?.machine).toBe(machineOf('One'));
});
