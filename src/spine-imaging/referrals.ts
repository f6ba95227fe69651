import type { Case } from '../guideline/case.ts';
import { isAnyPresent, presentFacts } from '../guideline/present-facts.ts';
import type { ReferredGuideline } from '../guideline/referred-guideline.ts';
import { isOncologic } from './red-flags/cancer.ts';

/** general-cancer-3, radiculopathy-2: other guidelines that the chart calls for; information, never a denial. */
export function referrals(orderCase: Case): readonly ReferredGuideline[] {
  const referrals = new Set<ReferredGuideline>();
  const malignancy = presentFacts(orderCase, ['malignancy'], { anyLevel: true }).filter(
    (fact) => fact.certainty === 'known',
  );
  if (
    malignancy.length > 0 &&
    presentFacts(orderCase, ['spinal-neoplasm', 'myelopathy', 'cauda-equina-syndrome'], {
      anyLevel: true,
    }).length > 0
  ) {
    referrals.add('oncology');
  }
  if (isOncologic(orderCase)) referrals.add('oncology');
  if (isAnyPresent(orderCase, ['focal-neuropathy'], { anyLevel: true, reasonOnly: true })) {
    referrals.add('peripheral-nerve');
  }
  return [...referrals];
}
