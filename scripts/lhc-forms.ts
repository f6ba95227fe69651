import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lhcFormsFolder, lhcFormsPackage } from '../test/browser/lhc-forms.ts';

/**
 * `npm run lhc-forms`: fetches the form filler LHC-Forms for the tests, as its package stands in the registry, without
 * the 130 packages that it is built from and doesn't need in a browser.
 */
const integrity =
  'sha512-WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ==';

mkdirSync(lhcFormsFolder, { recursive: true });
const printed = execFileSync(
  'npm',
  ['pack', lhcFormsPackage, '--pack-destination', lhcFormsFolder, '--json'],
  { encoding: 'utf8' },
);
const [{ filename }]: [{ filename: string }] = JSON.parse(printed);
const archive = join(lhcFormsFolder, filename);
const sum = createHash('sha512').update(readFileSync(archive)).digest('base64');
if (`sha512-${sum}` !== integrity) {
  rmSync(lhcFormsFolder, { recursive: true });
  throw new Error(`${lhcFormsPackage} is not the package that was expected (sha512-${sum})`);
}
execFileSync('tar', ['-xzf', archive, '-C', lhcFormsFolder]);
rmSync(archive);
console.log(`${lhcFormsPackage} lies in ${lhcFormsFolder}`);
