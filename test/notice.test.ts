import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOf, productionPackages } from '../scripts/package-lock.ts';
import { packageRoot } from '../src/package-root.ts';

test('every package that production installs has a checksum, a known licence and a place in NOTICE', () => {
  const { packages } = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8'));
  const notice = readFileSync(join(packageRoot, 'NOTICE'), 'utf8');
  expect(faultsOf(productionPackages(packages), notice)).toEqual([]);
});
