import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { traceDocument, traceMatrix } from '../src/explain/trace.ts';
import { encodings } from '../src/guideline/catalogue.ts';
import { sections } from '../src/guideline/sections/index.ts';
import { packageRoot } from '../src/package-root.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';

interface CatalogueStatement {
  readonly id: string;
  readonly text: string;
}

const catalogue: readonly CatalogueStatement[] = JSON.parse(
  readFileSync(join(packageRoot, 'fixtures', 'guideline', 'statements.json'), 'utf8'),
);
const statements = sections.flatMap((section) => section.statements);
const known = new Set(catalogue.map((statement) => statement.id));

test('every statement of the guideline stands in a section, once, verbatim, in its order', () => {
  expect(statements.map(({ id, text }) => ({ id, text }))).toEqual(
    catalogue.map(({ id, text }) => ({ id, text })),
  );
});

test('every statement is encoded, or listed with the reason why it is not computed', () => {
  const silent = statements.filter(
    (statement) =>
      (statement.disposition === 'informative' && (statement.note ?? '') === '') ||
      (statement.disposition !== 'informative' && statement.by.length === 0),
  );
  expect(silent.map((statement) => statement.id)).toEqual([]);
});

test('whatever a statement names as its encoding exists', () => {
  const existing = encodings();
  const dangling = statements.flatMap((statement) =>
    statement.by.filter((id) => !existing.has(id)).map((id) => `${statement.id} -> ${id}`),
  );
  expect(dangling).toEqual([]);
});

test('whatever cites a statement cites one that exists', () => {
  const wrong = [...encodings().values()].flatMap((encoding) =>
    encoding.statements.filter((id) => !known.has(id)).map((id) => `${encoding.id} -> ${id}`),
  );
  expect(wrong).toEqual([]);
  const cited = allVignettes().flatMap((vignette) =>
    vignette.statements.filter((id) => !known.has(id)).map((id) => `${vignette.name} -> ${id}`),
  );
  expect(cited).toEqual([]);
});

test('every statement that is computed is proven by a vignette', () => {
  const unproven = traceMatrix(allVignettes()).filter(
    (row) => row.disposition !== 'informative' && row.vignettes.length === 0,
  );
  expect(unproven.map((row) => row.statement)).toEqual([]);
});

test('docs/guideline.md is what the code says', () => {
  const written = readFileSync(join(packageRoot, 'docs', 'guideline.md'), 'utf8');
  expect(
    written === traceDocument(traceMatrix(allVignettes())),
    'run npm run trace -- --write',
  ).toBe(true);
});
