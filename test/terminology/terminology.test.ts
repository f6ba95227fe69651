import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { isLoincCode, isSnomedCode } from '../../src/terminology/check-digits.ts';
import { terminologyProblems } from '../../src/terminology/check-terminology.ts';
import { whatIsRead } from '../../src/terminology/what-is-read.ts';

const valid = readFileSync(join(packageRoot, 'fixtures/terminology/icd-10-cm-2026.txt'), 'utf8')
  .trim()
  .split('\n');

describe('the terminology', () => {
  test('is in order', () => {
    expect(terminologyProblems(valid, '2026-11-29')).toEqual([]);
  });

  test('names a code that is gone, and one that was split', () => {
    const without = valid.filter((code) => code !== 'G834' && code !== 'M542');
    const problems = terminologyProblems([...without, 'M5421', 'M5422'], '2026-11-29');
    expect(problems).toEqual([
      'ICD-10-CM M54.2: it was split into M5421, M5422',
      'ICD-10-CM G83.4: it is not in the release',
    ]);
  });

  test('names what was looked up on a day to come', () => {
    expect(terminologyProblems(valid, '2025-01-01')).toContain(
      'M54.2: "2026-11-29" is no day on which it was looked up',
    );
  });

  test('is what the document says (npm run terminology -- --write)', () => {
    expect(readFileSync(join(packageRoot, 'docs/what-is-read.md'), 'utf8')).toBe(whatIsRead());
  });
});

test.each([
  ['24968-0', true],
  ['24968-1', false],
  ['19005-8', true],
  ['19050-8', false],
  ['24968', false],
])('LOINC %s has the right check digit: %s', (code, expected) => {
  expect(isLoincCode(code)).toBe(expected);
});

test.each([
  ['279039007', true],
  ['279039008', false],
  ['297039007', false],
  ['1121000119107', true],
  ['12', false],
])('SNOMED CT %s has the right check digit: %s', (code, expected) => {
  expect(isSnomedCode(code)).toBe(expected);
});
