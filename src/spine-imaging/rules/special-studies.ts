import { ageInYears } from '../../chart/dates.ts';
import { attestedCriterion, criterion, met, notMet } from '../../guideline/criterion.ts';
import type { StudyRule } from '../../guideline/rules.ts';
import { abnormalVasculature, plannedAnterior } from '../criteria/anterior-surgery.ts';
import { documentedReason } from '../criteria/documented-indication.ts';
import { petRules } from './pet.ts';
import { isPetMri, isWholeBodyMri } from './study-kinds.ts';
import { concerning } from './study-rule.ts';
import { threeDRenderingRules } from './three-d-rendering.ts';
import { wholeBodyMriRules } from './whole-body-mri.ts';

/**
 * general-unlisted-1, nuclear-5: the rationale must be submitted; review is case by case (general-unlisted-2,
 * nuclear-6).
 */
export const unlistedStudy: StudyRule = {
  id: 'study.unlisted-study',
  title: 'Unlisted study',
  statements: ['general-unlisted-1', 'nuclear-5', 'general-ops-2'],
  concerns: concerning(
    'study.unlisted-study',
    'Is an unlisted study ordered?',
    ['general-unlisted-1', 'nuclear-5'],
    (orderCase) => {
      const { modality } = orderCase.order.study;
      return (
        (modality === 'unlisted-CT' || modality === 'unlisted-MRI') &&
        !isWholeBodyMri(orderCase) &&
        !isPetMri(orderCase)
      );
    },
  ),
  exception: attestedCriterion({
    id: 'documentation.unlisted-rationale',
    question:
      'Are rationale, reason for the unlisted code, prior imaging, protocol and impact on management documented?',
    statements: ['general-unlisted-1', 'nuclear-5', 'general-ops-2'],
    silence: 'not-documented',
  }),
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
  notices: () => ['Unlisted codes are reviewed case by case (general-unlisted-2, nuclear-6).'],
};

/**
 * general-guidance-1: covered when documentation supports that guidance will materially change procedural
 * safety or outcome. The formal logic reads this as a request for documentation, which decides nothing; a reason of the
 * spine it needs like any study (general-docs-1).
 */
export const imagingGuidance: StudyRule = {
  id: 'study.imaging-guidance',
  title: 'Imaging guidance',
  statements: ['general-guidance-1', 'general-guidance-2'],
  concerns: concerning(
    'study.imaging-guidance',
    'Is imaging guidance ordered?',
    ['general-guidance-1'],
    (orderCase) => orderCase.order.study.modality === 'imaging-guidance',
  ),
  exception: documentedReason,
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
  notices: () => ['The guidance code must fit the procedure performed (general-guidance-2).'],
};

/** ultrasound-2: contraindicated for adult spine complaints, except superficial masses. */
export const adultSpinalUltrasound: StudyRule = {
  id: 'study.adult-spinal-ultrasound',
  title: 'Spinal ultrasound in an adult',
  statements: ['ultrasound-2'],
  concerns: concerning(
    'study.adult-spinal-ultrasound',
    'Is spinal ultrasound ordered for an adult?',
    ['ultrasound-2'],
    (orderCase) => {
      const { birthDate } = orderCase.chart;
      return (
        orderCase.order.study.modality === 'ultrasound' &&
        birthDate !== undefined &&
        ageInYears(birthDate, orderCase.today).least >= orderCase.readings.ultrasoundAdultFromYears
      );
    },
  ),
  exception: criterion({
    id: 'superficial-mass',
    question: 'Is the question a superficial mass?',
    statements: ['ultrasound-2'],
    decide: (orderCase) =>
      orderCase.order.techniques.has('superficial-mass')
        ? met('The order names a superficial mass', [
            { reference: orderCase.order.reference, text: 'Superficial mass' },
          ])
        : notMet('No superficial mass is documented'),
  }),
  otherwise: 'not-supported',
  lifted: 'supported',
  indication: () => 'spinal-canal-ultrasound',
  liftedBy: 'spinal-canal-ultrasound',
};

/** deformity-3: initial anterior surgery, unless abnormal vasculature is known or anticipated. */
export const surgicalVascularImaging: StudyRule = {
  id: 'study.surgical-vascular-imaging',
  title: 'Vascular imaging for initial anterior spine surgery',
  statements: ['deformity-3'],
  concerns: concerning(
    'study.surgical-vascular-imaging',
    'Is CT or MR angiography ordered for an initial anterior surgery?',
    ['deformity-3'],
    (orderCase) =>
      (orderCase.order.study.modality === 'MRA' || orderCase.order.study.modality === 'CTA') &&
      plannedAnterior(orderCase, 'anterior-initial').length > 0,
  ),
  exception: abnormalVasculature,
  otherwise: 'not-supported',
  lifted: 'supported',
  indication: () => 'surgical-vascular-planning',
  liftedBy: 'surgical-vascular-planning',
};

/** Rules on studies that no clinical section judges; the first that concerns an order decides. */
export const specialStudyRules: readonly StudyRule[] = [
  ...petRules,
  ...wholeBodyMriRules,
  ...threeDRenderingRules,
  unlistedStudy,
  imagingGuidance,
  adultSpinalUltrasound,
  surgicalVascularImaging,
];
