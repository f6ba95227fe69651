import { parseArgs } from 'node:util';
import { comparePolicies, comparisonText } from '../src/explain/compare-policies.ts';
import { policiesOf, policyOfVersion } from '../src/guideline/policy.ts';
import { loadedPolicies } from '../src/spine-imaging/loaded-policies.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';
import { spineImaging2027 } from '../test/policies/spine-imaging-2027.ts';

/**
 * `npm run compare -- --from 2026.1 --to 2027.1`: what two versions of the guideline say otherwise, and which vignettes
 * they judge otherwise, with the reason. Knows the versions that the service loads, and the invented one of the tests.
 */
const known = policiesOf([...loadedPolicies, spineImaging2027]);
const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
const from = policyOfVersion(known, values.from ?? '');
const to = policyOfVersion(known, values.to ?? '');
if (from === undefined || to === undefined) {
  const versions = known.map(({ version }) => version).join(', ');
  console.error(`Usage: npm run compare -- --from VERSION --to VERSION; known are ${versions}`);
  process.exit(2);
}
console.log(comparisonText(comparePolicies(from, to, allVignettes())));
