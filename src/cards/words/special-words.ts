import type { CriterionWords } from './words.ts';

const patientOf = (age: string): CriterionWords => ({
  name: age,
  need: `${age.toLowerCase()} as patient`,
  open: () => 'the date of birth does not tell',
  no: () => 'not at this age',
  met: () => age.toLowerCase(),
  headline: ({ finding }) =>
    finding === 'not-met'
      ? `for ${age.replace(/^An? /, '').replace('child', 'children').replace('infant', 'infants').toLowerCase()} only`
      : undefined,
});

/** A fact that is there or is not, in the words of its name. */
const fact = (name: string, need: string): CriterionWords => ({ name, need });

/** What single sections, study rules and red flags ask for. */
export const specialWords: Readonly<Record<string, CriterionWords>> = {
  'abnormal-vasculature': fact('Abnormal vessels', 'known or suspected abnormal vessels'),
  'syrinx-follow-up-too-early': {
    ...fact('Follow-up of the syrinx', 'a follow-up that is due'),
    met: ({ date }) =>
      `last MRI${date === undefined ? '' : ` ${date}`}; the next is due {syrinxFollowUpYears|years} after it, {syrinxSettledFollowUpYears|words} once it has stopped growing, or at once with new symptoms or after surgery`,
  },
  'augmentation-candidate': fact(
    'Vertebroplasty or kyphoplasty',
    'a planned vertebroplasty or kyphoplasty',
  ),
  'augmentation-complication': {
    ...fact('New symptoms', 'new symptoms or a complication since the augmentation'),
    headline: () => 'needs new symptoms or a complication since the augmentation',
  },
  'augmentation-within-24-hours': {
    ...fact('Time of the augmentation', 'the time of the augmentation'),
    need: ({ finding }) =>
      finding === 'not-met'
        ? 'new symptoms or a complication since the augmentation'
        : 'the time of the augmentation',
    no: ({ hasEvidence }) =>
      hasEvidence
        ? 'more than {augmentationHours} hours ago'
        : 'within {augmentationHours} hours CT without contrast is indicated',
    met: ({ date }) => `augmentation ${date ?? 'within {augmentationHours} hours'}`,
  },
  'cancer-feature': fact(
    'Sign of malignancy',
    'a sign of malignancy (night pain, weight loss, pain in every position, age over {cancerAgeAboveYears})',
  ),
  'cancer-feature.age-over-70': {
    ...fact('Age over {cancerAgeAboveYears}', 'age over {cancerAgeAboveYears}'),
    open: () => 'the date of birth does not tell',
    no: () => 'no',
    met: () => 'age over {cancerAgeAboveYears}',
  },
  'cancer-feature.night-pain': fact('Night pain', 'night pain'),
  'cancer-feature.refractory-pain': fact('Pain despite treatment', 'severe pain despite treatment'),
  'cancer-feature.unrelieved-by-position': fact(
    'Pain in every position',
    'pain that no position relieves',
  ),
  'cancer-feature.weight-loss': fact('Weight loss', 'unexplained weight loss'),
  'cancer-suspicion': {
    ...fact('Suspicion of malignancy', 'a suspected malignancy'),
    met: ({ date }) => `suspected or known malignancy${date === undefined ? '' : ` ${date}`}`,
  },
  'red-flag.cancer': {
    ...fact('Suspected malignancy', 'a suspected malignancy with a sign of it'),
    no: () => 'none of its signs, or no suspicion, on the chart',
  },
  'complex-osseous-deformity': fact('Complex bony deformity', 'a complex bony deformity'),
  'contrast-rationale': {
    ...fact('Reason for contrast', 'a reason for contrast'),
    met: () => 'a reason for contrast',
  },
  'ct-bony-indication': fact('Bony question', 'a bony question'),
  'ct-nondiagnostic': {
    ...fact('Inconclusive CT', 'a CT that settled nothing'),
    no: ({ hasEvidence }) => (hasEvidence ? 'the CT was conclusive' : 'none on the chart'),
  },
  'discography-approved': fact('Approval of the discography', 'an approved discography'),
  'documentation.unlisted-rationale': {
    ...fact('Rationale', 'a rationale for the unlisted code'),
    open: () =>
      'reason for the code, prior imaging, protocol and effect on management not on the chart',
    met: () => 'rationale for the unlisted code',
  },
  'high-risk-mechanism': fact('High-risk injury', 'a high-risk mechanism of injury'),
  'high-suspicion-of-spondylolysis': fact(
    'High suspicion of a pars fracture',
    'a high suspicion of a pars fracture',
  ),
  'incomplete-vertebral-ossification': fact(
    'Incomplete ossification',
    'vertebrae that are not fully ossified',
  ),
  infant: patientOf('An infant'),
  'young-child': patientOf('A young child'),
  'insufficiency-fracture-predisposition': fact(
    'Fragile bone',
    'osteoporosis, long-term steroids or the like',
  ),
  'location-concordant': {
    ...fact('Level of the fracture', 'a fracture at the level of the pain'),
    no: () => 'the fracture and the pain are at different levels',
    headline: ({ finding }) =>
      finding === 'not-met' ? 'the fracture and the pain are at different levels' : undefined,
    met: () => 'fracture at the level of the pain',
  },
  'mri-contraindicated': {
    ...fact('MRI contraindication', 'a contraindication to MRI'),
    open: ({ isAnswered, hasEvidence }) =>
      isAnswered
        ? 'the chart and the form disagree'
        : hasEvidence
          ? 'an implanted device is on the chart, and not whether it is safe in MRI'
          : 'none on the chart',
    no: ({ hasEvidence, isAnswered, date }) => {
      if (isAnswered)
        return date === undefined ? 'none, per the form' : `none, per the form of ${date}`;
      return hasEvidence ? 'the implant is MR-conditional' : 'none on the chart';
    },
    headline: ({ finding, hasEvidence, isAnswered }) => {
      if (isAnswered && finding === 'not-documented')
        return 'is MRI safe? The chart and the form contradict each other';
      if (!hasEvidence || isAnswered) return 'needs a reason: no MRI contraindication on the chart';
      return finding === 'not-met'
        ? 'needs a reason: the implant is MR-conditional'
        : 'needs a reason: is the implanted device safe in MRI?';
    },
    met: ({ date }) => `MRI contraindication${date === undefined ? '' : ` ${date}`}`,
  },
  'mri-insufficient-for-planning': fact(
    'Planning the operation',
    'an MRI too poor to plan the operation',
  ),
  'mri-limited-by-hardware': fact('Metal artifact', 'hardware that spoils an MRI'),
  'mri-nondiagnostic': {
    ...fact('Inconclusive MRI', 'an MRI that settled nothing'),
    no: ({ hasEvidence, date }) =>
      hasEvidence
        ? `the MRI${date === undefined ? '' : ` of ${date}`} was conclusive`
        : 'none on the chart',
    open: ({ hasEvidence }) =>
      hasEvidence ? 'one is on the chart, but not clearly of this episode' : 'none on the chart',
    met: ({ date }) => `MRI${date === undefined ? '' : ` ${date}`} not conclusive`,
  },
  'multi-level-stenosis': fact('Stenosis at several levels', 'stenosis at several levels'),
  'multiplanar-insufficient': fact(
    'Plain multiplanar images',
    'multiplanar images that do not suffice',
  ),
  'neurological-deterioration': {
    ...fact('New deficit', 'a new or worse neurological deficit'),
    no: ({ isAnswered }) => (isAnswered ? 'none, per the form' : 'none on the chart'),
  },
  'osseous-planning': fact('Scheduled surgery', 'a scheduled operation'),
  'pars-healing-monitoring': fact(
    'Healing pars fracture',
    'a healing pars fracture whose course changes management',
  ),
  'pet-ct-criteria': {
    ...fact('PET', 'the PET requirements of the oncology guideline'),
    open: () => 'the oncology guideline decides; that its requirements hold is not on the chart',
    headline: () => 'the oncology guideline decides on PET; say whether its requirements hold',
  },
  'pet-ct-unavailable': fact('PET/CT', 'a PET/CT that cannot be had here'),
  'plan-relies-on-rendering': fact('Surgical plan', 'a surgical plan that relies on the rendering'),
  'post-discography-verified': fact(
    'Link to the discography',
    'confirmation that this CT follows the discography',
  ),
  'preoperative-planning': {
    ...fact('Planned surgery', 'planned spine surgery'),
    met: ({ date }) => `planned surgery${date === undefined ? '' : ` ${date}`}`,
  },
  'prior-spine-surgery': fact('Earlier surgery', 'earlier surgery of this region'),
  'rendering-answers-question': fact(
    'Question for the rendering',
    'a question that only the rendering answers',
  ),
  'revision-anterior-deformity-surgery': fact(
    'Revision surgery',
    'a planned revision of an anterior deformity operation',
  ),
  'revision-anterior-surgery': fact('Revision surgery', 'a planned revision of an anterior fusion'),
  'sacral-fracture': fact('Sacral fracture', 'a known or suspected sacral fracture'),
  'severe-neurogenic-claudication': fact(
    'Severe claudication',
    'severe claudication that restricts activity',
  ),
  'severe-pain-over-one-week': fact(
    'Severe pain over {severePainDays|beyondSpan}',
    'severe pain for more than {severePainDays|beyondSpan}',
  ),
  'severe-radicular.functional-loss': fact('Loss of function', 'a marked loss of function'),
  'severe-radicular.pain-score': {
    ...fact('Pain score', 'a pain score of {severeRadicularPainScore} or more'),
    met: ({ date }) =>
      `pain {severeRadicularPainScore} or more of 10${date === undefined ? '' : ` ${date}`}`,
  },
  'severe-radicular.planned-intervention': fact(
    'Planned intervention',
    'a planned injection, urgent operation or urgent referral',
  ),
  'severe-radicular.seven-days-of-treatment': fact(
    '{severeRadicularTreatmentDays|Span} of treatment',
    '{severeRadicularTreatmentDays|span} of treatment without relief',
  ),
  'spect-negative': fact('SPECT', 'a negative SPECT'),
  'spect-positive': fact('SPECT', 'a SPECT with a lesion'),
  'stimulator-planned': {
    ...fact('Stimulator', 'a planned stimulator'),
    met: ({ date }) => `stimulator planned${date === undefined ? '' : ` ${date}`}`,
  },
  'superficial-mass': fact('Superficial mass', 'a superficial mass'),
  'surgeon-request': fact("Surgeon's request", 'a request of the operating surgeon'),
  'surgery-over-six-months-ago': {
    ...fact('Surgery', 'surgery more than {postOperativeMonths|words} months ago'),
    met: ({ date }) => `surgery ${date ?? 'over {postOperativeMonths|words} months ago'}`,
  },
  'surveillance-only': {
    ...fact('Purpose', 'another purpose than surveillance'),
    open: () => 'the order speaks of surveillance; is that all it is for?',
    headline: ({ finding }) =>
      finding === 'not-documented' ? 'is it for more than surveillance?' : undefined,
    met: ({ date }) =>
      `surveillance only, no new symptoms${date === undefined ? '' : ` (${date})`}`,
  },
  'suspected-infection': fact('Suspected infection', 'a suspected infection'),
  'suspected-neoplastic-inflammatory-infectious': fact(
    'Tumor, inflammation or infection',
    'a suspected tumor, inflammation or infection of the joint',
  ),
  'suspected-occult-fracture': fact('Suspected fracture', 'a suspected fracture'),
  'suspected-pseudoarthrosis': fact(
    'Suspected loosening',
    'suspected loosening or pseudoarthrosis',
  ),
  'symptoms-improving': {
    ...fact('Course', 'pain that does not improve'),
    open: () => 'whether the pain improves, or is over, is not clear',
    headline: ({ finding }) =>
      finding === 'not-documented' ? 'is the pain over, or improving?' : undefined,
    met: ({ date }) => `the pain is improving${date === undefined ? '' : ` (${date})`}`,
  },
  'symptoms-longstanding-stable': {
    ...fact('Course', 'a change of the pain'),
    met: ({ date }) =>
      `the pain is longstanding and stable${date === undefined ? '' : ` (${date})`}`,
  },
  'syrinx-follow-up-due': {
    ...fact('Follow-up interval', 'a follow-up that is due'),
    headline: ({ date }) =>
      date === undefined ? undefined : `follow-up not due yet; the last MRI was on ${date}`,
    no: ({ date }) => `not due yet${date === undefined ? '' : ` (last MRI ${date})`}`,
    met: ({ date }) => `follow-up due${date === undefined ? '' : ` (last MRI ${date})`}`,
  },
  'syrinx-identified': fact('Syrinx', 'a syrinx that has been seen'),
  'syrinx-surgery': {
    ...fact('Surgery of the syrinx', 'surgery of the syrinx since the last MRI'),
    no: () => 'none since the last MRI',
  },
  'whole-body-syndrome': {
    ...fact('Syndrome', 'a syndrome whose own guideline asks for whole-body MRI'),
    open: () => 'on the chart; its own guideline decides',
  },
};
