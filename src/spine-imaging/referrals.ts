import type { Case } from '../guideline/case.ts';
import { isAnyPresent, presentFacts } from '../guideline/indication.ts';
import type { ReferredGuideline } from '../guideline/referred-guideline.ts';
import { isOncologic } from './red-flags/cancer.ts';

/** general-cancer-3, radiculopathy-2: other guidelines that the chart calls for; information, never a denial. */
export function referrals(subject: Case): readonly ReferredGuideline[] {
  const referrals = new Set<ReferredGuideline>();
  const malignancy = presentFacts(subject, ['malignancy'], { anyLevel: true }).filter(
    (fact) => fact.certainty === 'known',
  );
  if (
    malignancy.length > 0 &&
    presentFacts(subject, ['spinal-neoplasm', 'myelopathy', 'cauda-equina-syndrome'], {
      anyLevel: true,
    }).length > 0
  ) {
    referrals.add('oncology');
  }
  if (isOncologic(subject)) referrals.add('oncology');
  if (isAnyPresent(subject, ['focal-neuropathy'], { anyLevel: true, reasonOnly: true })) {
    referrals.add('peripheral-nerve');
  }
  return [...referrals];
}
