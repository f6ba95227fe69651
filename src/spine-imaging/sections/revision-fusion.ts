import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf, unless } from '../../logic/criterion.ts';
import {
  type AnteriorSurgery,
  abnormalVasculature,
  plannedAnterior,
  plansOfTrunk,
} from '../criteria/anterior-surgery.ts';
import { surgeonRequest } from '../criteria/planned-surgery.ts';

export const revisionFusion = section(
  'revision-fusion',
  'Revision Anterior Fusion and Preoperative Imaging',
  [153, 156],
  (says) => {
    says
      .heading('Requirements for revision anterior fusion and preoperative planning')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'If requested by the operating surgeon, MRA pelvis (CPT 72198) and/or MRA abdomen (CPT 74185) may be authorized for preoperative planning for revision thoracic or lumbar anterior spinal arthrodesis when abnormal vasculature is suspected or prior imaging suggests vascular considerations.',
    ).decides(
      // Vessels for anterior spine surgery: on the surgeon's request in revision, never routinely in a first
      // operation (reading A23).
      indication('surgical-vascular-planning', {
        title: 'Vascular imaging for anterior spine surgery',
        statements: ['revision-fusion-1', 'deformity-4', 'deformity-3', 'revision-fusion-2'],
        appliesTo: angiography,
        requires: allOf(
          anyOf('surgical-vascular-planning.any-of', revisionDeformity, revisionArthrodesis),
          surgeonRequest,
          unless(revisionDeformity, abnormalVasculature),
        ),
        studies: [
          { modality: 'MRA', regions: 'ordered' },
          { modality: 'CTA', regions: 'ordered' },
        ],
        notices: () => [
          'CT and MR angiography differ in radiation, availability, cost to the patient and sensitivity to movement (revision-fusion-2).',
        ],
      }),
    );

    says(
      2,
      'CT angiography or MR angiography may be indicated but consider risks including radiation exposure, availability, potential out-of-pocket costs, and sensitivity to patient movement.',
    ).notComputed(
      'it explains the risk; the angiography is permitted by revision-fusion-1',
      'surgical-vascular-planning',
    );
  },
);

/** The reasons of an order for CT or MR angiography. */
function angiography(orderCase: Case): readonly ConditionFact[] | undefined {
  return orderCase.order.study.modality === 'MRA' || orderCase.order.study.modality === 'CTA'
    ? orderCase.order.reasons
    : undefined;
}

function revision(id: string, kind: AnteriorSurgery, question: string, statement: string) {
  return criterion({
    id,
    question,
    statements: [statement],
    attestable: id === 'revision-anterior-surgery',
    asks: ['planned-surgery.kind'],
    decide(orderCase) {
      const found = plannedAnterior(orderCase, kind);
      if (found.length > 0)
        return met(
          'Such a revision is planned',
          found.map((one) => one.evidence),
        );
      const other = plansOfTrunk(orderCase);
      return other.length > 0
        ? notMet(
            'Another kind of surgery is planned',
            other.map((one) => one.evidence),
          )
        : notDocumented('No planned revision surgery is documented');
    },
  });
}

/** revision-fusion-1: "revision thoracic or lumbar anterior spinal arthrodesis". */
const revisionArthrodesis = revision(
  'revision-anterior-surgery',
  'anterior-revision-arthrodesis',
  'Is a revision anterior arthrodesis planned?',
  'revision-fusion-1',
);

/** deformity-4: "revision anterior spinal deformity surgery". */
const revisionDeformity = revision(
  'revision-anterior-deformity-surgery',
  'anterior-revision-deformity',
  'Is a revision anterior deformity surgery planned?',
  'deformity-4',
);
