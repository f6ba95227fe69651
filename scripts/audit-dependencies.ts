import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { faultsOf, type LockedPackage, productionPackages } from './package-lock.ts';

/**
 * `npm run audit`: looks at the packages of production. Offline, from the lock file, at where they come from, their
 * checksums, install scripts and licences; at advisories where the registry has them. Ends with 1 where there is a fault.
 */
const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
  readFileSync(join(packageRoot, 'package-lock.json'), 'utf8'),
);
const notice = readFileSync(join(packageRoot, 'NOTICE'), 'utf8');
const packages = productionPackages(lock.packages);
const faults = faultsOf(packages, notice);
for (const fault of faults) console.log(fault);
console.log(`${packages.size} packages of production, ${faults.length} faults`);
try {
  execFileSync('npm', ['audit', '--omit=dev', '--audit-level=high'], { stdio: 'pipe' });
  console.log('no advisories of the registry');
} catch (error) {
  const printed = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  const isReport = /vulnerabilit/i.test(printed);
  console.log(isReport ? printed : 'the registry offers no advisories here');
  if (isReport) process.exitCode = 1;
}
if (faults.length > 0) process.exitCode = 1;
