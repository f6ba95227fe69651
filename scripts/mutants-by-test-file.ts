import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { packageRoot } from '../src/package-root.ts';

/**
 * `npx stryker run --disableBail`, then `npm run --silent mutants-by-test-file`: what each test file contributes, as a
 * table. Without `--disableBail` Stryker stops at the first test that notices a mutant, and the table tells too little.
 */
const report = z
  .object({
    files: z.record(
      z.string(),
      z.object({
        mutants: z.array(
          z.object({
            coveredBy: z.array(z.string()).default([]),
            killedBy: z.array(z.string()).default([]),
          }),
        ),
      }),
    ),
    testFiles: z.record(z.string(), z.object({ tests: z.array(z.object({ id: z.string() })) })),
  })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'reports', 'mutation.json'), 'utf8')));

const mutants = Object.values(report.files).flatMap((file) => file.mutants);
const fileOf = new Map(
  Object.entries(report.testFiles).flatMap(([file, { tests }]) =>
    tests.map(({ id }) => [id, file] as const),
  ),
);
const filesOf = (tests: readonly string[]): ReadonlySet<string> =>
  new Set(tests.flatMap((id) => fileOf.get(id) ?? []));
const covered = mutants.map(({ coveredBy }) => filesOf(coveredBy));
const killed = mutants.map(({ killedBy }) => filesOf(killedBy));
const has = (file: string) => (files: ReadonlySet<string>) => files.has(file);

const rows = Object.entries(report.testFiles)
  .map(([file, { tests }]) => ({
    file,
    tests: tests.length,
    reached: covered.filter(has(file)).length,
    killed: killed.filter(has(file)).length,
    alone: killed.filter((files) => files.size === 1 && files.has(file)).length,
  }))
  .sort((one, other) => other.killed - one.killed || one.file.localeCompare(other.file));

console.log('| test file | tests | reaches | kills | alone |\n| --- | ---: | ---: | ---: | ---: |');
for (const { file, tests, reached, killed, alone } of rows)
  console.log(`| \`${file}\` | ${tests} | ${reached} | ${killed} | ${alone} |`);
console.log(`\n${mutants.length} mutants, ${killed.filter(({ size }) => size > 0).length} killed`);
