import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { isLoincCode, isSnomedCode } from '../../src/terminology/check-digits.ts';
import { codeProblems, terminologyProblems } from '../../src/terminology/check-terminology.ts';
import { codeFiles } from '../../src/terminology/code-files.ts';
import { whatIsRead } from '../../src/terminology/what-is-read.ts';

const valid = readFileSync(join(packageRoot, 'fixtures/terminology/icd-10-cm-2026.txt'), 'utf8')
  .trim()
  .split('\n');

/** A code can be looked up until now. */
const today = new Date().toISOString().slice(0, 10);

describe('the terminology', () => {
  test('is in order', () => {
    expect(terminologyProblems(valid, today)).toEqual([]);
  });

  test('names a code that is gone, and one that was split', () => {
    const without = valid.filter((code) => code !== 'G834' && code !== 'M542');
    const problems = terminologyProblems([...without, 'M5421', 'M5422'], today);
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

  test.each([
    [
      'a SNOMED CT code',
      { system: 'snomed', code: '91251009' },
      'SNOMED CT 91251009: its check digit is wrong',
    ],
    [
      'a LOINC code',
      { system: 'loinc', code: '24970-7' },
      'LOINC 24970-7: its check digit is wrong',
    ],
    ['a CPT code', { system: 'cpt', code: '7214' }, 'CPT 7214: it is no CPT code'],
    [
      'the end of a range',
      { system: 'cpt', code: '22810', through: '22808' },
      'CPT 22810: its range ends before it',
    ],
    [
      'an ICD-10-CM code',
      { system: 'icd10cm', code: 'Z95.9' },
      'ICD-10-CM Z95.9: it is not in the release',
    ],
    [
      'a pattern of ICD-10-PCS',
      { system: 'icd10pcs', code: '0JH[6]?4Z' },
      'ICD-10-PCS 0JH[6]?4Z: it is no pattern of ICD-10-PCS',
    ],
    [
      'a pattern of new technology',
      { system: 'icd10pcs', code: 'XNS4???' },
      'ICD-10-PCS XNS4???: it is no pattern of ICD-10-PCS',
    ],
    [
      'a system',
      { system: 'cbt', code: '72148' },
      'treatments.json, 72148: the system "cbt" is not known',
    ],
    [
      'a source',
      { system: 'cpt', code: '97799', source: 'hearsay' },
      'treatments.json, 97799: the source "hearsay" is not named',
    ],
    [
      'a day',
      { system: 'cpt', code: '97799', lookedUp: '9999-12-24' },
      'treatments.json, 97799: "9999-12-24" is no day on which it was looked up',
    ],
    [
      'a code that stands twice',
      { system: 'cpt', code: '97110' },
      'treatments.json CPT 97110: it stands there twice',
    ],
    [
      'an empty meaning',
      { system: 'cpt', code: '97799', meaning: ' ' },
      'treatments.json, 97799: its meaning is empty',
    ],
  ])('names what is wrong with %s of any file', (_name, wrong, problem) => {
    const row = {
      meaning: 'Therapy',
      concept: 'physical-therapy',
      source: 'evidence',
      lookedUp: '2026-11-29',
      ...wrong,
    };
    const files = codeFiles.map((file) =>
      file.name === 'treatments.json' ? { ...file, rows: [...file.rows, row] } : file,
    );
    expect(codeProblems(valid, today, files)).toEqual([problem]);
  });

  test('names a code of a study that the catalogue does not have', () => {
    const row = {
      system: 'cpt',
      code: '72190',
      meaning: 'X-ray of something',
      concept: 'film-of-something',
      source: 'evidence',
      lookedUp: '2026-11-29',
    };
    expect(
      codeProblems(valid, today, [{ name: 'studies.json', title: 'Studies', rows: [row] }]),
    ).toEqual(['studies.json, 72190: no study is called "film-of-something"']);
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
