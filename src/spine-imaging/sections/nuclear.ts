import type { ConditionFact } from '../../chart/types.ts';
import { type Case, levelsInQuestion } from '../../guideline/case.ts';
import { criterion, met, notDocumented } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import type { ReferredGuideline } from '../../guideline/referred-guideline.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import type { Concept } from '../../terminology/types.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import {
  ctNondiagnostic,
  mriLimitedByHardware,
  mriNondiagnostic,
} from '../criteria/nondiagnostic-study.ts';
import { radiographShows } from '../criteria/plain-radiograph.ts';
import { petCt, petMri } from '../rules/pet.ts';
import { unlistedStudy } from '../rules/special-studies.ts';
import { isNeoplastic } from '../rules/study-kinds.ts';
import { wholeBodyMri } from '../rules/whole-body-mri.ts';

export const nuclear = section(
  'nuclear',
  'Advanced imaging and nuclear medicine coverage criteria',
  [166, 171],
  (says) => {
    says
      .heading(
        'Covered when criteria below are met for advanced imaging or nuclear medicine studies',
      )
      .decides('nuclear-medicine');

    says(
      1,
      'Advanced imaging (MRI, CT, CT myelography) and nuclear medicine studies (bone scan, SPECT, SPECT/CT, WBS) are covered when condition-specific clinical criteria and documentation requirements are satisfied, and when results are expected to impact management.',
    ).decides('nuclear-medicine');

    says(
      2,
      'Nuclear medicine is supported for radiographically occult fractures, evaluation of suspected loosening or pseudoarthrosis when MRI limited by hardware artifact, suspected spinal osteomyelitis when MRI/CT are nondiagnostic, and for selected oncologic indications per Oncology Imaging Guidelines.',
    ).decides(
      // nuclear-1, nuclear-2: where no section of its own lists the nuclear study.
      indication('nuclear-medicine', {
        title: 'Nuclear medicine study of the spine',
        isPain: true,
        statements: ['nuclear-2', 'nuclear-1', 'general-nuclear-2', 'general-nuclear-1'],
        appliesTo: nuclearStudy,
        requires: anyOf(
          'nuclear-medicine.any-of',
          allOf(suspectedFracture, radiographNegative),
          allOf(
            suspectedInfection,
            anyOf(
              'nuclear-medicine.infection.any-of',
              mriNondiagnostic,
              ctNondiagnostic,
              mriContraindicated,
            ),
          ),
          allOf(
            suspectedLoosening,
            anyOf(
              'nuclear-medicine.loosening.any-of',
              mriLimitedByHardware,
              mriNondiagnostic,
              ctNondiagnostic,
            ),
          ),
        ),
        studies: [
          { modality: 'bone-scan', regions: 'ordered' },
          { modality: 'gallium-scan', regions: 'ordered' },
          { modality: 'SPECT', regions: 'ordered' },
          { modality: 'SPECT-CT', regions: 'ordered' },
        ],
        refersTo: (orderCase): readonly ReferredGuideline[] =>
          isNeoplastic(orderCase) ? ['oncology'] : [],
      }),
    );

    says(
      3,
      'Spine PET/CT is limited to oncologic indications per Oncology Imaging Guidelines.',
    ).refersTo(petCt);

    says(
      4,
      'PET/MRI and whole-body MRI are generally not supported except in select, well-documented clinical circumstances.',
    ).decides(petMri, wholeBodyMri);

    says(
      5,
      'When submitting for unlisted or investigational imaging procedures, include detailed clinical rationale, prior imaging results, description of the technique/protocol, and explanation of how findings will change management.',
    ).asksFor(unlistedStudy);

    says(
      6,
      'Coverage will be determined case-by-case based on available evidence and clinical necessity.',
    ).notComputed('a reviewer decides case by case', unlistedStudy);
  },
);

/** The reasons of an order for a nuclear study. */
function nuclearStudy(orderCase: Case): readonly ConditionFact[] | undefined {
  const { modality } = orderCase.order.study;
  const nuclear = ['bone-scan', 'gallium-scan', 'SPECT', 'SPECT-CT'].includes(modality);
  return nuclear ? orderCase.order.reasons : undefined;
}

function suspected(id: string, concepts: readonly Concept[], question: string) {
  return criterion({
    id,
    question,
    statements: ['nuclear-2'],
    decide(orderCase) {
      const facts = presentFacts(orderCase, concepts);
      if (facts.length > 0)
        return met(
          'It is suspected or known',
          facts.map((fact) => fact.evidence),
        );
      return notDocumented('It is not documented as suspected');
    },
  });
}

/** Osteoporosis alone is not enough: somebody has to have documented that a fracture is suspected. */
const suspectedFracture = suspected(
  'suspected-occult-fracture',
  ['compression-fracture', 'acute-spinal-fracture', 'sacral-fracture'],
  'Is a fracture suspected?',
);
const suspectedInfection = suspected(
  'suspected-infection',
  ['spinal-infection'],
  'Is spinal infection suspected?',
);
const suspectedLoosening = suspected(
  'suspected-pseudoarthrosis',
  ['pseudoarthrosis'],
  'Is loosening or pseudoarthrosis suspected?',
);

/** nuclear-2, "radiographically occult fractures". */
const radiographNegative = radiographShows({
  id: 'radiograph-negative-for-fracture',
  question: 'Is the radiograph negative for fracture?',
  statements: ['nuclear-2'],
  regions: levelsInQuestion,
  met: ['no-fracture', 'no-fracture-in-view', 'non-diagnostic', 'equivocal'],
  notMet: ['fracture'],
});
