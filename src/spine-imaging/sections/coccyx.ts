import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf, unless } from '../../logic/criterion.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { radiographShows } from '../criteria/plain-radiograph.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { waivedBySettings } from '../criteria/waived-by-settings.ts';
import { evaluatedUnlessRedFlag, treatedUnlessRedFlag } from '../prerequisites.ts';

export const coccyx = section('coccyx', 'Coccydynia / Pelvic imaging', [94, 97], (says) => {
  says.heading('Required elements prior to advanced imaging').requires('coccydynia');

  says(
    1,
    'Plain X-rays of the sacrum/coccyx must be negative for fracture prior to advanced imaging unless other clinical indications or red flags are present.',
  ).requires(
    indication('coccydynia', {
      title: 'Coccydynia',
      statements: ['coccyx-1', 'coccyx-2'],
      levels: ['sacrum-coccyx'],
      isPain: true,
      film: 'sacrum-coccyx',
      appliesTo: coccygealPain,
      requires: allOf(
        unless(redFlagPresent, negativeForFracture),
        evaluatedUnlessRedFlag,
        unless(trialNotRequired, treatedUnlessRedFlag),
      ),
      studies: [
        { modality: 'MRI', regions: ['pelvis'], contrast: ['without'] },
        {
          modality: 'CT',
          regions: ['pelvis'],
          contrast: ['without'],
          requires: mriContraindicated,
          alternative: true,
        },
      ],
    }),
    negativeForFracture,
  );

  says(
    2,
    'MRI Pelvis without contrast (CPT 72195) is the preferred study; CT Pelvis without contrast (CPT 72192) is an alternative when MRI is contraindicated.',
  ).decides('coccydynia');
});

/**
 * Coccydynia; a disorder of sacrum and coccyx (M53.3) too, unless the order names the sacro-iliac joints and not the
 * coccyx.
 */
function coccygealPain(orderCase: Case): readonly ConditionFact[] | undefined {
  const facts = documented(['coccydynia'])(orderCase) ?? [];
  const tail = documented(['sacrococcygeal-disorder'])(orderCase) ?? [];
  // M53.3 is both: it is coccydynia unless the order names the sacro-iliac joints.
  const sacroiliac =
    orderCase.order.bodyRegions.includes('sacroiliac') &&
    !orderCase.order.bodyRegions.includes('sacrum-coccyx');
  const all = sacroiliac ? facts : [...facts, ...tail];
  return all.length > 0 ? all : undefined;
}

/** coccyx-1: "must be negative for fracture". A fracture on the film leads to the sacro-iliac section instead. */
const negativeForFracture = radiographShows({
  id: 'radiograph-negative-for-fracture',
  question: 'Is the radiograph of sacrum and coccyx negative for fracture?',
  statements: ['coccyx-1', 'coccyx-stance'],
  regions: ['sacrum-coccyx'],
  met: ['no-fracture'],
  notMet: ['fracture', 'fracture-acuity-indeterminate'],
});

/** coccyx-1 is silent on the trial; a payer's settings may waive it. */
const trialNotRequired = waivedBySettings({
  id: 'trial-of-treatment.not-required',
  question: 'Does the payer waive the trial of treatment for coccydynia?',
  statement: 'coccyx-1',
  isRequired: (readings) => readings.coccydyniaNeedsTrial,
});
