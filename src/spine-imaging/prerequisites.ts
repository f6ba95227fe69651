import type { GuidelineCriterion } from '../guideline/criterion.ts';
import { allOf, unless } from '../logic/criterion.ts';
import { clinicalReEvaluation, inPersonEvaluation } from './criteria/evaluation.ts';
import { type FilmRegions, plainRadiograph } from './criteria/plain-radiograph.ts';
import { redFlagPresent, redFlagSelectsStudy } from './criteria/red-flag-present.ts';
import { trialOfTreatment } from './criteria/trial-of-treatment.ts';

/** general-eval-1: an in-person evaluation, unless a red flag exists. */
export const evaluatedUnlessRedFlag: GuidelineCriterion = unless(
  redFlagPresent,
  inPersonEvaluation,
);

/** standard-2, standard-3: the failed trial and the re-evaluation after it, whoever waives them. */
export const trialAndReEvaluation: GuidelineCriterion = allOf(
  trialOfTreatment,
  clinicalReEvaluation,
);

/** standard-2, standard-3: the failed trial and the re-evaluation after it, unless a red flag is present. */
export const treatedUnlessRedFlag: GuidelineCriterion = unless(
  redFlagPresent,
  trialAndReEvaluation,
);

/** standard-5, standard-stance: the radiograph, unless a red flag selects this very study (reading A31). */
export function filmedUnlessRedFlag(
  regions: FilmRegions,
  statements: readonly string[],
): GuidelineCriterion {
  return unless(redFlagSelectsStudy, plainRadiograph(regions, statements));
}
