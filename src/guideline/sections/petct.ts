import { type Indication, presentFacts } from '../indication.ts';
import { cancerCriterion, cancerStudies, isSuspectedElsewhere } from '../red-flags/cancer.ts';
import type { GuidelineSection } from '../statement.ts';

/** PET/CT for spine: lines 78 to 80 of the guideline. */
export const section: GuidelineSection = {
  title: 'PET/CT for spine',
  statements: [
    {
      id: 'petct-title',
      text: 'PET/CT for spine — Coverage stance',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as petct-stance',
    },
    {
      id: 'petct-stance',
      text: 'PET/CT for spine — Coverage stance.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'petct-1',
      text: 'Spine PET/CT is controversial and considered not medically necessary for routine assessment of spinal disorders other than neoplastic disease.',
      disposition: 'decides',
      by: ['study.pet-ct'],
    },
    {
      id: 'petct-2',
      text: 'Use is guided by Oncology Imaging Guidelines for spinal/vertebral metastases and other cancer-specific indications.',
      disposition: 'refers-out',
      by: ['study.pet-ct-oncology'],
    },
  ],
};

/**
 * general-cancer-3, necessity-7, petct-2: known malignancy refers to the oncology guideline. The order is
 * supported here only where suspicion of spinal malignancy with a feature, or another red flag, stands on its own.
 */
const oncologyReferral: Indication = {
  id: 'oncology-referral',
  title: 'Known malignancy',
  statements: ['general-cancer-3', 'petct-2'],
  presence(subject) {
    const facts = presentFacts(subject, ['malignancy'], { anyLevel: true, reasonOnly: true });
    if (facts.length === 0 || presentFacts(subject, ['spinal-neoplasm']).length > 0)
      return undefined;
    if (isSuspectedElsewhere(subject)) return undefined;
    return facts;
  },
  requires: cancerCriterion,
  contrastMeans: 'iv',
  studies: cancerStudies,
  refersTo: () => ['oncology'],
};

export const indications: readonly Indication[] = [oncologyReferral];
