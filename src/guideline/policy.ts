import type { Indication } from './indication.ts';
import type { Readings } from './readings.ts';
import { redFlags } from './red-flags/index.ts';
import type { RedFlag } from './red-flags/red-flag.ts';
import { type AfterRule, afterRules } from './rules/after-indication.ts';
import { type Documentation, documentationRequests } from './rules/documentation.ts';
import { type PurposeExclusion, stimulatorLumbarImaging } from './rules/purpose-exclusions.ts';
import { specialStudyRules } from './rules/special-studies.ts';
import type { StudyRule } from './rules/study-rule.ts';
import { techniqueRules } from './rules/techniques.ts';
import { indications } from './sections/index.ts';
import { guidelineVersion } from './version.ts';

/** Everything that an order is judged by: the guideline as one value, passed down to whoever decides. */
export interface Policy {
  readonly name: string;
  readonly version: string;
  readonly indications: readonly Indication[];
  readonly redFlags: readonly RedFlag[];
  /** Rules on the study itself, which no indication overrides. */
  readonly exclusions: readonly StudyRule[];
  /** Exclusions of a purpose, which yield to another indication that is fully satisfied. */
  readonly purposeExclusions: readonly PurposeExclusion[];
  /** Rules that follow a satisfied indication. */
  readonly afterwards: readonly AfterRule[];
  readonly documentation: readonly Documentation[];
  readonly readings: Readings;
}

/** The guideline with the given readings of its ambiguous sentences. */
export function policyWith(readings: Readings): Policy {
  return Object.freeze({
    ...guidelineVersion,
    indications,
    redFlags,
    exclusions,
    purposeExclusions,
    afterwards: afterRules,
    documentation: documentationRequests,
    readings,
  });
}

const exclusions: readonly StudyRule[] = [...techniqueRules, ...specialStudyRules];
const purposeExclusions: readonly PurposeExclusion[] = [stimulatorLumbarImaging];
