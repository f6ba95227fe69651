import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { terminologyProblems } from '../src/terminology/check-terminology.ts';
import { whatIsRead } from '../src/terminology/what-is-read.ts';

/**
 * `npm run terminology [-- --write]`: checks the codes that are read (check digits, duplicates, sources, codes that
 * the newest ICD-10-CM does not have) and that `docs/what-is-read.md` says what they are; `--write` writes it anew.
 */
function main(words: readonly string[]): number {
  const path = join(packageRoot, 'docs', 'what-is-read.md');
  const list = join(packageRoot, 'fixtures', 'terminology', 'icd-10-cm-2026.txt');
  const valid = readFileSync(list, 'utf8').trim().split('\n');
  const problems = [...terminologyProblems(valid, new Date().toISOString().slice(0, 10))];
  if (words.includes('--write')) writeFileSync(path, whatIsRead());
  else if (readFileSync(path, 'utf8') !== whatIsRead())
    problems.push('docs/what-is-read.md is not what the data files say: run it with --write');
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('The terminology is in order.');
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
