import { ageInYears } from '../../chart/dates.ts';
import { allOf } from '../../logic/criterion.ts';
import { attestedFlag, type Case } from '../case.ts';
import { abnormalVasculature } from '../criteria/modality.ts';
import { attestedCriterion, criterion, met, notDocumented, notMet } from '../criterion.ts';
import { presentFacts } from '../indication.ts';
import { concerning, type StudyRule } from './study-rule.ts';

function isPet(subject: Case): boolean {
  const { modality } = subject.order.study;
  return modality === 'PET' || modality === 'PET-CT';
}

function isPetMri(subject: Case): boolean {
  const { study, techniques } = subject.order;
  return (
    study.modality === 'PET-MRI' ||
    (techniques.has('pet-mri') && (isPet(subject) || study.modality === 'unlisted-MRI'))
  );
}

function isWholeBodyMri(subject: Case): boolean {
  const { study, techniques } = subject.order;
  return study.modality === 'unlisted-MRI' && techniques.has('whole-body');
}

function isNeoplastic(subject: Case): boolean {
  return presentFacts(subject, ['spinal-neoplasm', 'malignancy'], { anyLevel: true }).length > 0;
}

const petCtCriteria = attestedCriterion({
  id: 'pet-ct-criteria',
  question: 'Are the PET criteria of the oncology guideline met?',
  statements: ['necessity-4', 'necessity-7', 'petct-2'],
  silence: 'not-documented',
});

const petCtUnavailable = attestedCriterion({
  id: 'pet-ct-unavailable',
  question: 'Is PET/CT unavailable at the treating institution?',
  statements: ['necessity-4'],
  silence: 'not-documented',
});

/** necessity-3, necessity-4, necessity-5: not supported unless PET criteria are met and PET/CT is unavailable. */
const petMri: StudyRule = {
  id: 'study.pet-mri',
  title: 'PET/MRI',
  statements: ['necessity-3', 'necessity-4', 'nuclear-4', 'general-nuclear-3'],
  concerns: concerning(
    'study.pet-mri',
    'Is PET/MRI ordered?',
    ['necessity-3', 'nuclear-4'],
    isPetMri,
  ),
  exception: allOf(petCtCriteria, petCtUnavailable),
  otherwise: 'not-supported',
  lifted: 'supported',
  indication: (subject) => (isNeoplastic(subject) ? 'oncology-referral' : undefined),
  notices: () => [
    'When approved, PET/MRI is reported as 78813 with the unlisted MRI code 76498 and documentation (necessity-5).',
  ],
};

/** necessity-6, petct-1, controversial-4, nuclear-3: for anything but neoplastic disease. */
const petCt: StudyRule = {
  id: 'study.pet-ct',
  title: 'PET/CT for a non-neoplastic spinal disorder',
  statements: ['necessity-6', 'petct-1', 'controversial-4', 'nuclear-3'],
  concerns: concerning(
    'study.pet-ct',
    'Is PET ordered for a spinal disorder other than neoplastic disease?',
    ['necessity-6', 'petct-1'],
    (subject) => isPet(subject) && !isPetMri(subject) && !isNeoplastic(subject),
  ),
  otherwise: 'not-supported',
  lifted: 'judged',
};

/** necessity-7, petct-2: the oncology guideline decides; never denied here (reading A36). */
const petCtOncology: StudyRule = {
  id: 'study.pet-ct-oncology',
  title: 'PET/CT for spinal neoplasm',
  statements: ['necessity-7', 'petct-2', 'nuclear-3'],
  concerns: concerning(
    'study.pet-ct-oncology',
    'Is PET ordered for neoplastic disease of the spine?',
    ['necessity-7', 'petct-2'],
    (subject) => isPet(subject) && !isPetMri(subject) && isNeoplastic(subject),
  ),
  exception: petCtCriteria,
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
  indication: () => 'oncology-referral',
  refersTo: ['oncology'],
};

/** The syndrome or condition, as documented: that its own guideline calls for the study stands outside this one. */
const wholeBodySyndrome = criterion({
  id: 'whole-body-syndrome',
  question:
    'Does a guideline for a documented cancer predisposition syndrome or autoimmune condition call for whole-body MRI?',
  statements: ['general-wholebody-1', 'necessity-1'],
  attestable: false,
  asks: [],
  decide(subject) {
    const answer = attestedFlag(subject, 'whole-body-syndrome');
    return answer?.value === true
      ? notDocumented(
          'A syndrome or condition is documented; the condition-specific guideline that would decide is not part of this one',
          [answer.attestation.evidence],
        )
      : notMet('No cancer predisposition syndrome or autoimmune condition is documented for it');
  },
});

function hasSyndrome(subject: Case): boolean {
  return attestedFlag(subject, 'whole-body-syndrome')?.value === true;
}

/** general-wholebody-1, necessity-1: with a documented syndrome the order is referred, never denied (reading A29). */
const wholeBodyMriWithSyndrome: StudyRule = {
  id: 'study.whole-body-mri',
  title: 'Whole-body MRI',
  statements: ['general-wholebody-1', 'necessity-1', 'nuclear-4', 'necessity-2'],
  concerns: concerning(
    'study.whole-body-mri',
    'Is whole-body MRI ordered for a documented syndrome?',
    ['general-wholebody-1', 'necessity-1'],
    (subject) => isWholeBodyMri(subject) && hasSyndrome(subject),
  ),
  exception: wholeBodySyndrome,
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
  refersTo: ['oncology'],
};

/** general-wholebody-1, necessity-1: otherwise generally not supported (reading A40). */
const wholeBodyMri: StudyRule = {
  id: 'study.whole-body-mri',
  title: 'Whole-body MRI',
  statements: ['general-wholebody-1', 'necessity-1', 'nuclear-4', 'necessity-2'],
  concerns: concerning(
    'study.whole-body-mri',
    'Is whole-body MRI ordered?',
    ['general-wholebody-1', 'necessity-1'],
    isWholeBodyMri,
  ),
  exception: wholeBodySyndrome,
  otherwise: 'not-supported',
  lifted: 'supported',
};

const rendering = (id: string, question: string) =>
  attestedCriterion({ id, question, statements: ['general-3d-1'], silence: 'not-documented' });

/** general-3d-2: routine, cosmetic or illustrative renderings, when the order says so. */
const illustrativeRendering: StudyRule = {
  id: 'study.three-d-rendering',
  title: '3D rendering for illustration',
  statements: ['general-3d-2'],
  concerns: concerning(
    'study.three-d-rendering',
    'Is the rendering stated to be routine, cosmetic, illustrative or for patient education?',
    ['general-3d-2'],
    (subject) =>
      subject.order.study.modality === '3D-rendering' &&
      subject.order.techniques.has('illustrative'),
  ),
  otherwise: 'not-supported',
  lifted: 'judged',
};

/** general-3d-1, all three; general-3d-2 excludes routine, cosmetic and illustrative renderings. */
const threeDRendering: StudyRule = {
  id: 'study.three-d-rendering',
  title: '3D rendering',
  statements: ['general-3d-1', 'general-3d-2'],
  concerns: concerning(
    'study.three-d-rendering',
    'Is a 3D rendering ordered?',
    ['general-3d-1'],
    (subject) => subject.order.study.modality === '3D-rendering',
  ),
  exception: allOf(
    rendering(
      'rendering-answers-question',
      'Is the rendering essential to answer a specific clinical question or to plan an operation?',
    ),
    rendering(
      'plan-relies-on-rendering',
      'Does the surgical plan document reliance on the rendering?',
    ),
    rendering('multiplanar-insufficient', 'Are conventional multiplanar images insufficient?'),
  ),
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
};

/** general-unlisted-1, nuclear-5: the rationale must be submitted; review is case by case (general-unlisted-2, nuclear-6). */
const unlistedStudy: StudyRule = {
  id: 'study.unlisted-study',
  title: 'Unlisted study',
  statements: ['general-unlisted-1', 'nuclear-5', 'general-ops-2'],
  concerns: concerning(
    'study.unlisted-study',
    'Is an unlisted study ordered?',
    ['general-unlisted-1', 'nuclear-5'],
    (subject) => {
      const { modality } = subject.order.study;
      return (
        (modality === 'unlisted-CT' || modality === 'unlisted-MRI') &&
        !isWholeBodyMri(subject) &&
        !isPetMri(subject)
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
 * safety or outcome. The formal logic reads this as a request for documentation, which decides nothing.
 */
const imagingGuidance: StudyRule = {
  id: 'study.imaging-guidance',
  title: 'Imaging guidance',
  statements: ['general-guidance-1', 'general-guidance-2'],
  concerns: concerning(
    'study.imaging-guidance',
    'Is imaging guidance ordered?',
    ['general-guidance-1'],
    (subject) => subject.order.study.modality === 'imaging-guidance',
  ),
  otherwise: 'supported',
  lifted: 'supported',
  notices: () => ['The guidance code must fit the procedure performed (general-guidance-2).'],
};

/** ultrasound-2: contraindicated for adult spine complaints, except superficial masses. */
const adultSpinalUltrasound: StudyRule = {
  id: 'study.adult-spinal-ultrasound',
  title: 'Spinal ultrasound in an adult',
  statements: ['ultrasound-2'],
  concerns: concerning(
    'study.adult-spinal-ultrasound',
    'Is spinal ultrasound ordered for an adult?',
    ['ultrasound-2'],
    (subject) => {
      const { birthDate } = subject.chart;
      return (
        subject.order.study.modality === 'ultrasound' &&
        birthDate !== undefined &&
        ageInYears(birthDate, subject.today).least >= subject.readings.ultrasoundAdultFromYears
      );
    },
  ),
  exception: criterion({
    id: 'superficial-mass',
    question: 'Is the question a superficial mass?',
    statements: ['ultrasound-2'],
    decide: (subject) =>
      subject.order.techniques.has('superficial-mass')
        ? met('The order names a superficial mass', [
            { reference: subject.order.reference, text: 'Superficial mass' },
          ])
        : notMet('No superficial mass is documented'),
  }),
  otherwise: 'not-supported',
  lifted: 'supported',
  indication: () => 'spinal-canal-ultrasound',
  liftedBy: 'spinal-canal-ultrasound',
};

/** deformity-3: initial anterior surgery, unless abnormal vasculature is known or anticipated. */
const surgicalVascularImaging: StudyRule = {
  id: 'study.surgical-vascular-imaging',
  title: 'Vascular imaging for initial anterior spine surgery',
  statements: ['deformity-3'],
  concerns: concerning(
    'study.surgical-vascular-imaging',
    'Is CT or MR angiography ordered for an initial anterior surgery?',
    ['deformity-3'],
    (subject) =>
      (subject.order.study.modality === 'MRA' || subject.order.study.modality === 'CTA') &&
      subject.chart.plannedProcedures.some((procedure) => procedure.kind === 'anterior-initial'),
  ),
  exception: abnormalVasculature,
  otherwise: 'not-supported',
  lifted: 'supported',
  indication: () => 'surgical-vascular-planning',
  liftedBy: 'surgical-vascular-planning',
};

/** Rules on studies that no clinical section judges. */
export const specialStudyRules: readonly StudyRule[] = [
  petMri,
  petCt,
  petCtOncology,
  wholeBodyMriWithSyndrome,
  wholeBodyMri,
  illustrativeRendering,
  threeDRendering,
  unlistedStudy,
  imagingGuidance,
  adultSpinalUltrasound,
  surgicalVascularImaging,
];
