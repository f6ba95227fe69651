import type { Case } from '../../guideline/case.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { isAnyPresent } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf, unless } from '../../logic/criterion.ts';
import { contrastRationale } from '../criteria/contrast-rationale.ts';
import { ctMyelographyOrContraindication } from '../criteria/ct-myelography.ts';
import { clinicalReEvaluation, inPersonEvaluation } from '../criteria/evaluation.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { neurologicalExamination } from '../criteria/neurological-examination.ts';
import { mriNondiagnostic } from '../criteria/nondiagnostic-study.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { trialOfTreatment } from '../criteria/trial-of-treatment.ts';
import { waivedBySettings } from '../criteria/waived-by-settings.ts';
import {
  evaluatedUnlessRedFlag,
  filmedUnlessRedFlag,
  treatedUnlessRedFlag,
} from '../prerequisites.ts';
import { ctMyelographyRule } from '../rules/named-rules.ts';

export const radiculopathy = section(
  'radiculopathy',
  'Lower extremity radiculopathy with or without low back pain',
  [98, 102],
  (says) => {
    says.heading('Required elements prior to advanced imaging').requires('lumbar-radiculopathy');

    says(
      1,
      'All of the following are required prior to advanced imaging for lumbar radiculopathy: in-person clinical evaluation for the current episode; failure of a recent (within 12 weeks) six-week trial of provider-directed treatment unless a red flag is present; clinical re-evaluation after treatment; and results of plain X-rays of the lumbar spine performed after the current episode when required.',
    ).requires(
      // Lower-extremity radiculopathy with or without low back pain.
      indication('lumbar-radiculopathy', {
        title: 'Lower extremity radiculopathy',
        statements: ['radiculopathy-1', 'radiculopathy-3', 'general-radiculopathy-1'],
        levels: ['lumbar'],
        isPain: true,
        appliesTo: documented(['lumbar-radiculopathy']),
        requires: allOf(
          evaluatedUnlessRedFlag,
          treatedUnlessRedFlag,
          unless(
            radiographNotRequired,
            filmedUnlessRedFlag(['lumbar'], ['radiculopathy-1', 'general-radiculopathy-1']),
          ),
          unless(redFlagPresent, neurologicalExamination),
        ),
        studies: [
          { modality: 'MRI', regions: ['lumbar'], contrast: ['without'] },
          {
            modality: 'MRI',
            regions: ['lumbar'],
            contrast: ['without-and-with'],
            firstPreferredUnless: contrastRationale,
          },
          {
            modality: 'CT',
            regions: ['lumbar'],
            contrast: ['without'],
            requires: whenMriCannot,
            alternative: true,
          },
          {
            modality: 'CT-myelogram',
            regions: ['lumbar'],
            contrast: ['with'],
            requires: ctMyelographyOrContraindication,
            requiredBy: ctMyelographyRule.id,
            alternative: true,
          },
        ],
        cardsQuote: {
          statement: 'radiculopathy-1',
          for: [
            'in-person-evaluation',
            'trial-of-treatment',
            'clinical-re-evaluation',
            'plain-radiograph',
          ],
        },
        refersTo: (orderCase: Case) =>
          isAnyPresent(orderCase, ['focal-neuropathy'], { anyLevel: true })
            ? ['peripheral-nerve']
            : [],
      }),
      inPersonEvaluation,
      trialOfTreatment,
      clinicalReEvaluation,
    );

    says(
      2,
      'Definitions of radiculopathy, radiculitis and radicular pain and documentation of focal neuropathies (e.g., sciatic, femoral, peroneal neuropathies) should follow the Definitions section and Peripheral Nerve Imaging Guidelines where applicable.',
    ).refersTo('lumbar-radiculopathy');

    says(
      3,
      'Advanced imaging options include MRI Lumbar Spine without contrast (CPT 72148) or without and with contrast (CPT 72158); CT Lumbar Spine without contrast (CPT 72131) or CT myelogram (CPT 72132) when MRI is contraindicated or nondiagnostic.',
    ).decides('lumbar-radiculopathy');
  },
);

/** radiculopathy-1, "when required": read as required, unless a payer's settings say otherwise. */
const radiographNotRequired = waivedBySettings({
  id: 'plain-radiograph.not-required',
  question: 'Does the payer waive the radiograph for lumbar radiculopathy?',
  statement: 'radiculopathy-1',
  isRequired: (readings) => readings.radiculopathyNeedsRadiograph,
});

/** radiculopathy-3: CT or CT myelogram "when MRI is contraindicated or nondiagnostic". */
const whenMriCannot = anyOf('lumbar-radiculopathy.ct.any-of', mriContraindicated, mriNondiagnostic);
