import { documented, indication } from '../../src/guideline/indication.ts';
import { section } from '../../src/guideline/section.ts';
import { allOf, anyOf } from '../../src/logic/criterion.ts';
import { redFlagPresent } from '../../src/spine-imaging/criteria/red-flag-present.ts';
import {
  evaluatedUnlessRedFlag,
  trialAndReEvaluation,
} from '../../src/spine-imaging/prerequisites.ts';

/** An invented revision of the section on stenosis: CT is listed no more. */
export const stenosis2027 = section('stenosis', 'Lumbar Spinal Stenosis', [123, 125], (says) => {
  says.heading('Indications for advanced imaging (MRI)').decides('lumbar-stenosis');

  says(
    1,
    'MRI Lumbar Spine without contrast is indicated for suspected lumbar spinal stenosis when red flags are present, or after failure of a four-week trial of provider-directed treatment with clinical re-evaluation.',
  ).decides(
    indication('lumbar-stenosis', {
      title: 'Lumbar spinal stenosis',
      statements: ['stenosis-1', 'stenosis-stance'],
      levels: ['lumbar'],
      isPain: true,
      appliesTo: documented(['lumbar-stenosis', 'neurogenic-claudication']),
      requires: allOf(
        evaluatedUnlessRedFlag,
        anyOf('lumbar-stenosis.any-of', redFlagPresent, trialAndReEvaluation),
      ),
      studies: [{ modality: 'MRI', regions: ['lumbar'], contrast: ['without'] }],
    }),
  );
});
