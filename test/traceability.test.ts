import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statementDigests, traceDocument, traceMatrix } from '../src/explain/trace.ts';
import { encodedBy, encodings } from '../src/guideline/catalogue.ts';
import { packageRoot } from '../src/package-root.ts';
import { interpretations } from '../src/spine-imaging/interpretations.ts';
import { newestPolicy } from '../src/spine-imaging/loaded-policies.ts';
import { readingSources } from '../src/spine-imaging/readings.ts';
import { sections } from '../src/spine-imaging/sections/index.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';

const statements = sections.flatMap((section) => section.statements);
const known = new Set(statements.map((statement) => statement.id));

test('the sentences are the guideline’s own, each once and in its order', () => {
  const path = join(packageRoot, 'fixtures', 'guideline', 'statements.sha256');
  // A sentence that changed shows here; where the guideline itself changed, npm run trace -- --write.
  expect(statementDigests(sections).split('\n')).toEqual(readFileSync(path, 'utf8').split('\n'));
});

const encoding = encodedBy(newestPolicy);

test('every statement is encoded, or listed with the reason why it is not computed', () => {
  const silent = statements.filter(
    (statement) =>
      (statement.disposition === 'informative' && (statement.note ?? '') === '') ||
      (statement.disposition !== 'informative' && encoding.get(statement.id)?.length === 0),
  );
  expect(silent.map((statement) => statement.id)).toEqual([]);
});

test('whatever cites a statement cites one that exists', () => {
  const wrong = [...encodings(newestPolicy).values()].flatMap((encoding) =>
    encoding.statements.filter((id) => !known.has(id)).map((id) => `${encoding.id} -> ${id}`),
  );
  expect(wrong).toEqual([]);
  const cited = allVignettes().flatMap((vignette) =>
    vignette.statements.filter((id) => !known.has(id)).map((id) => `${vignette.name} -> ${id}`),
  );
  expect(cited).toEqual([]);
});

test('every reading speaks of statements that exist, and every reading that the code cites is written down', () => {
  const numbers = interpretations.map(({ id }) => id);
  expect(new Set(numbers).size).toBe(numbers.length);
  const wrong = interpretations.flatMap(({ id, statements: of }) =>
    of.length === 0 ? [id] : of.filter((one) => !known.has(one)).map((one) => `${id} -> ${one}`),
  );
  expect(wrong).toEqual([]);
  expect(Object.values(readingSources).filter(({ statement }) => !known.has(statement))).toEqual(
    [],
  );
  const sources = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' });
  const cited = sources
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      [...readFileSync(join(packageRoot, 'src', path), 'utf8').matchAll(/readings? (A\d+)/g)].map(
        ([, id]) => id ?? '',
      ),
    );
  expect(cited.length).toBeGreaterThan(20);
  expect(cited.filter((id) => !numbers.includes(id))).toEqual([]);
});

test('every statement that is computed is proven by a vignette', () => {
  const unproven = traceMatrix(newestPolicy, allVignettes()).filter(
    (row) => row.disposition !== 'informative' && row.vignettes.length === 0,
  );
  expect(unproven.map((row) => row.statement)).toEqual([]);
});

test('docs/guideline.md is what the code says', () => {
  const written = readFileSync(join(packageRoot, 'docs', 'guideline.md'), 'utf8');
  expect(
    written === traceDocument(traceMatrix(newestPolicy, allVignettes())),
    'run npm run trace -- --write',
  ).toBe(true);
});
