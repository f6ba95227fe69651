import type { Case, FoundRedFlag } from '../../guideline/case.ts';
import { criterion, met, notMet } from '../../guideline/criterion.ts';
import type { LeafCriterion } from '../../logic/criterion.ts';

function present(id: string, counts: (flag: FoundRedFlag) => boolean): LeafCriterion<Case> {
  return criterion({
    id,
    question: 'Is a red flag present at a level that the study shows?',
    statements: ['redflag-stance', 'redflag-1'],
    attestable: false,
    asks: [],
    decide(orderCase) {
      const flags = orderCase.redFlags.filter(counts);
      if (flags.length === 0) return notMet('No red flag is documented');
      return met(
        flags.map((flag) => flag.summary).join('; '),
        flags.flatMap((flag) => flag.evidence),
      );
    },
  });
}

/**
 * redflag-stance: waives evaluation, trial and re-evaluation at its level; not for the ordered study with a contrast in
 * whose place the flag selects another one (formal logic, sections 3 and 7).
 */
export const redFlagPresent = present('red-flag', (flag) => !flag.wantsOtherContrast);

/** standard-stance, reading A31: waives the radiograph for the study that the red flag selects. */
export const redFlagSelectsStudy = present('red-flag.selects-study', (flag) => flag.selectsStudy);
