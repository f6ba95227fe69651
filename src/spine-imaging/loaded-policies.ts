import { newestOf, type Policies, type Policy, policiesOf, policyOf } from '../guideline/policy.ts';
import { cordLevelsBeside, isCordAtRisk } from './criteria/cord-beside.ts';
import { documentedIndication } from './criteria/documented-indication.ts';
import { mriContraindicated } from './criteria/mri-contraindicated.ts';
import { redFlagPresent, redFlagSelectsStudy } from './criteria/red-flag-present.ts';
import { trialOfTreatment } from './criteria/trial-of-treatment.ts';
import { readTrial } from './criteria/trial-record.ts';
import { defaultReadings, type Readings } from './readings.ts';
import { redFlags } from './red-flags/index.ts';
import { referrals } from './referrals.ts';
import { afterRules, pendingSimilar, simultaneousStudiesNeed } from './rules/after-indication.ts';
import { documentationRequests } from './rules/documentation.ts';
import { namedRules, regionMismatchRule, simultaneousStudiesRule } from './rules/named-rules.ts';
import { stimulatorLumbarImaging } from './rules/purpose-exclusions.ts';
import { specialStudyRules } from './rules/special-studies.ts';
import { techniqueRules } from './rules/techniques.ts';
import { sections } from './sections/index.ts';
import { trialProgress } from './trial-progress.ts';

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
  roles: {
    mriContraindicated,
    redFlagPresent: new Set([redFlagPresent.id, redFlagSelectsStudy.id]),
    documentedIndication,
    regionMismatch: regionMismatchRule,
    simultaneous: {
      rule: simultaneousStudiesRule,
      need: simultaneousStudiesNeed,
      pending: pendingSimilar,
    },
    trial: { criterion: trialOfTreatment.id, read: readTrial, progress: trialProgress },
    mustNotWait: isCordAtRisk,
    shownBeside: cordLevelsBeside,
    referrals,
  },
});

/** Every version that this service knows; the order's date of service chooses among them. */
export const loadedPolicies: Policies = policiesOf([spineImaging2026]);

/** What forms and pages show that speak of no order: the newest version. */
export const newestPolicy: Policy = newestOf(loadedPolicies);

/** The policies, each with a payer's own readings in place of its own. */
export function withReadings(policies: Policies, readings: Partial<Readings>): Policies {
  if (Object.keys(readings).length === 0) return policies;
  return policiesOf(
    policies.map((policy) =>
      Object.freeze({ ...policy, readings: Object.freeze({ ...policy.readings, ...readings }) }),
    ),
  );
}
