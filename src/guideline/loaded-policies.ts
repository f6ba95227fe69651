import { type Policies, type Policy, policiesOf, policyOf } from './policy.ts';
import { defaultReadings, type Readings } from './readings.ts';
import { redFlags } from './red-flags/index.ts';
import { afterRules } from './rules/after-indication.ts';
import { documentationRequests } from './rules/documentation.ts';
import { namedRules } from './rules/named-rules.ts';
import { stimulatorLumbarImaging } from './rules/purpose-exclusions.ts';
import { specialStudyRules } from './rules/special-studies.ts';
import { techniqueRules } from './rules/techniques.ts';
import { sections } from './sections/index.ts';

/** The guideline of 2026. Its version names its text; CHANGELOG.md says what changed in its encoding. */
export const spineImaging2026: Policy = policyOf({
  name: 'spine-imaging',
  version: '2026.1',
  inForce: { from: '2026-01-01' },
  sections,
  redFlags,
  exclusions: [...techniqueRules, ...specialStudyRules],
  purposeExclusions: [stimulatorLumbarImaging],
  afterwards: afterRules,
  namedRules,
  documentation: documentationRequests,
  readings: defaultReadings,
});

/** Every version that this service knows; the order's date of service chooses among them. */
export const loadedPolicies: Policies = policiesOf([spineImaging2026]);

/** What forms and pages show that speak of no order: the newest version. */
export const newestPolicy: Policy = loadedPolicies.at(-1) ?? spineImaging2026;

/** The policies, each with a payer's own readings in place of its own. */
export function withReadings(policies: Policies, readings: Partial<Readings>): Policies {
  if (Object.keys(readings).length === 0) return policies;
  return policiesOf(
    policies.map((policy) =>
      Object.freeze({ ...policy, readings: Object.freeze({ ...policy.readings, ...readings }) }),
    ),
  );
}
