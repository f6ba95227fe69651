import { attestedCriterion, criterion, notDocumented } from '../../guideline/criterion.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { alsoLists, section } from '../../guideline/section.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { preoperativePlanning, surgeonRequest } from '../criteria/planned-surgery.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { evaluatedUnlessRedFlag, trialAndReEvaluation } from '../prerequisites.ts';

export const stenosis = section('stenosis', 'Lumbar Spinal Stenosis', [123, 126], (says) => {
  says
    .heading(
      'Indications for advanced imaging (MRI or CT without contrast) when listed findings present',
    )
    .decides('lumbar-stenosis');

  says(
    1,
    'MRI Lumbar Spine without contrast or CT Lumbar Spine without contrast is indicated for suspected lumbar spinal stenosis when red flags are present, after failure of a six-week trial of provider-directed treatment with clinical re-evaluation, or for severe neurogenic claudication severely restricting activity.',
  ).decides(
    indication('lumbar-stenosis', {
      title: 'Lumbar spinal stenosis',
      statements: ['stenosis-1', 'stenosis-stance', 'stenosis-2'],
      levels: ['lumbar'],
      isPain: true,
      appliesTo: documented(['lumbar-stenosis', 'neurogenic-claudication']),
      requires: allOf(
        evaluatedUnlessRedFlag,
        anyOf(
          'lumbar-stenosis.any-of',
          redFlagPresent,
          trialAndReEvaluation,
          severeNeurogenicClaudication,
        ),
      ),
      studies: [
        { modality: 'MRI', regions: ['lumbar'], contrast: ['without'] },
        { modality: 'CT', regions: ['lumbar'], contrast: ['without'] },
      ],
      cardsQuote: {
        statement: 'stenosis-1',
        for: ['trial-of-treatment', 'clinical-re-evaluation'],
      },
    }),
  );

  says(
    2,
    'CT myelogram may be considered for surgical planning when MRI is contraindicated or surgeon requests additional detail for multi-level stenosis.',
  ).decides(
    alsoLists('lumbar-stenosis', {
      modality: 'CT-myelogram',
      regions: ['lumbar'],
      contrast: ['with'],
      requires: allOf(
        preoperativePlanning,
        anyOf(
          'lumbar-stenosis.ct-myelogram.any-of',
          mriContraindicated,
          allOf(surgeonRequest, multiLevelStenosis),
        ),
      ),
      alternative: true,
    }),
  );
});

/**
 * stenosis-1: "severe neurogenic claudication severely restricting activity". No code says that activity is severely
 * restricted: what the chart documents never meets it, and it is met where somebody attests it.
 */
const severeNeurogenicClaudication = criterion({
  id: 'severe-neurogenic-claudication',
  question: 'Is there severe neurogenic claudication that severely restricts activity?',
  statements: ['stenosis-1'],
  decide(orderCase) {
    const claudication = presentFacts(orderCase, ['neurogenic-claudication']);
    const severe = claudication.filter((fact) => fact.severe);
    const evidence = claudication.map((fact) => fact.evidence);
    if (severe.length > 0) {
      return notDocumented(
        'Severe neurogenic claudication is documented; that it severely restricts activity is not',
        evidence,
      );
    }
    return claudication.length > 0
      ? notDocumented('Neurogenic claudication is documented; its severity is not', evidence)
      : notDocumented('No neurogenic claudication is documented');
  },
});

/** stenosis-2: "surgeon requests additional detail for multi-level stenosis". */
const multiLevelStenosis = attestedCriterion({
  id: 'multi-level-stenosis',
  question: 'Is the stenosis multi-level?',
  statements: ['stenosis-2'],
  silence: 'not-documented',
});
