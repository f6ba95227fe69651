import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { indication } from '../../guideline/indication.ts';
import { isAnyPresent, presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { cancerCriterion, cancerStudies, isSuspectedElsewhere } from '../red-flags/cancer.ts';
import { petCt, petCtOncology } from '../rules/pet.ts';

export const petct = section('petct', 'PET/CT for spine', [78, 80], (says) => {
  says.heading('Coverage stance').notComputed('a label: the sentences below decide');

  says(
    1,
    'Spine PET/CT is controversial and considered not medically necessary for routine assessment of spinal disorders other than neoplastic disease.',
  ).decides(petCt);

  says(
    2,
    'Use is guided by Oncology Imaging Guidelines for spinal/vertebral metastases and other cancer-specific indications.',
  ).refersTo(
    // general-cancer-3, necessity-7, petct-2: known malignancy refers to the oncology guideline. The order is
    // supported here only where suspicion of spinal malignancy with a feature, or another red flag, stands on its own.
    indication('oncology-referral', {
      title: 'Known malignancy',
      statements: ['general-cancer-3', 'petct-2'],
      contrastMeans: 'iv',
      appliesTo: knownMalignancy,
      requires: cancerCriterion,
      studies: cancerStudies,
      refersTo: () => ['oncology'],
    }),
    petCtOncology,
  );
});

/** A malignancy that is the order's reason, where none of the spine is documented. */
function knownMalignancy(orderCase: Case): readonly ConditionFact[] | undefined {
  const facts = presentFacts(orderCase, ['malignancy'], { anyLevel: true, reasonOnly: true });
  if (facts.length === 0 || isAnyPresent(orderCase, ['spinal-neoplasm'])) return undefined;
  if (isSuspectedElsewhere(orderCase)) return undefined;
  return facts;
}
