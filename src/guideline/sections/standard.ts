import { allOf, unless } from '../../logic/criterion.ts';
import { contrastRationale } from '../criteria/contrast-rationale.ts';
import { ctInsteadOfMri } from '../criteria/ct-instead-of-mri.ts';
import { ctMyelography } from '../criteria/ct-myelography.ts';
import { preoperativePlanning, surgeryScheduled } from '../criteria/modality.ts';
import { criterion, met, notMet } from '../criterion.ts';
import { type Indication, presentBy } from '../indication.ts';
import { evaluated, treated } from '../prerequisites.ts';
import type { GuidelineSection } from '../statement.ts';

/** Standard coverage with prerequisites: lines 26 to 31 of the guideline. */
export const section: GuidelineSection = {
  title: 'Standard coverage with prerequisites',
  statements: [
    {
      id: 'standard-title',
      text: 'Standard coverage with prerequisites — Advanced spinal imaging covered when ALL listed preconditions are met (unless Red Flag present)',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as standard-stance',
    },
    {
      id: 'standard-stance',
      text: 'Standard coverage with prerequisites — Advanced spinal imaging covered when ALL listed preconditions are met (unless a Red Flag is present).',
      disposition: 'prerequisite',
      by: ['red-flag'],
    },
    {
      id: 'standard-1',
      text: 'An in-person clinical evaluation for the current episode is required before advanced imaging is considered.',
      disposition: 'prerequisite',
      by: ['in-person-evaluation'],
    },
    {
      id: 'standard-2',
      text: 'Clinical re-evaluation after a trial of provider-directed treatment is required prior to imaging unless a red flag is present.',
      disposition: 'prerequisite',
      by: ['clinical-re-evaluation'],
    },
    {
      id: 'standard-3',
      text: 'Failure of a recent (within 12 weeks) six-week trial of provider-directed treatment is required unless a Red Flag applies.',
      disposition: 'prerequisite',
      by: ['trial-of-treatment.duration', 'trial-of-treatment.recent', 'trial-of-treatment.failed'],
    },
    {
      id: 'standard-4',
      text: 'Provider-directed treatment may include education, activity modification, NSAIDs, analgesics, oral or injectable corticosteroids, home exercise/stretching program, physical/occupational therapy, spinal manipulation, or interventional procedures.',
      disposition: 'prerequisite',
      by: ['trial-of-treatment.provider-directed'],
    },
    {
      id: 'standard-5',
      text: 'Results of plain X-rays must be available to the requesting provider when specified by the condition-specific guideline (performed after the current episode of symptoms started or changed), except in high-risk mechanisms or specified exceptions (e.g., ankylosing spondylitis/DISH).',
      disposition: 'prerequisite',
      by: ['plain-radiograph'],
    },
    {
      id: 'standard-6',
      text: 'Documentation must include neurological examination details (dermatomal distribution of altered sensation, motor testing with myotomal distribution, reflexes, and nerve root tension signs).',
      disposition: 'documentation',
      by: [
        'documentation.neurological-examination',
        'neurological-examination',
        'lumbar-radiculopathy',
      ],
    },
  ],
};

/** ct-2, reading A39: osseous anatomy for a surgery that is scheduled needs the evaluation only. */
const osseousPlanning = criterion({
  id: 'osseous-planning',
  question: 'Is this CT for the osseous anatomy of a scheduled surgery?',
  statements: ['ct-2'],
  attestable: false,
  asks: [],
  decide(subject) {
    if (subject.order.study.modality !== 'CT') return notMet('No CT is ordered');
    const scheduled = surgeryScheduled.decide(subject);
    const planning = preoperativePlanning.decide(subject);
    return scheduled.value === 'met' && planning.value === 'met'
      ? met('CT for a scheduled surgery', scheduled.evidence)
      : notMet('No scheduled surgery is documented');
  },
});

/**
 * Spine pain or radicular pain at any level that no section of its own covers: the general
 * preconditions, no radiograph, since no section specifies one (standard-5; reading A13).
 */
const spinePain: Indication = {
  id: 'spine-pain',
  title: 'Spine pain or radicular pain without a section of its own',
  statements: [
    'standard-stance',
    'standard-3',
    'standard-2',
    'standard-1',
    'precond-2',
    'prereq-2',
  ],
  general: true,
  isPain: true,
  presence: presentBy([
    'cervical-radicular-pain',
    'thoracic-radicular-pain',
    'low-back-pain',
    'neck-pain',
    'thoracic-pain',
    'disc-disease',
    'spine-disorder',
    'pseudoarthrosis',
    'post-operative-status',
    // Their sections speak of the lumbar spine; at another level they are pain of that level (reading A13).
    'spondylolisthesis',
    'spondylolysis',
    'lumbar-stenosis',
  ]),
  requires: allOf(evaluated, unless(osseousPlanning, treated)),
  studies: [
    { modality: 'MRI', regions: 'ordered', contrast: ['without'] },
    {
      modality: 'MRI',
      regions: 'ordered',
      contrast: ['without-and-with'],
      onlyIf: contrastRationale,
    },
    {
      modality: 'CT',
      regions: 'ordered',
      contrast: ['without'],
      gate: unless(osseousPlanning, ctInsteadOfMri),
      gateRule: 'study.ct-instead-of-mri',
      alternative: true,
    },
    {
      modality: 'CT-myelogram',
      regions: 'ordered',
      contrast: ['with'],
      gate: ctMyelography,
      gateRule: 'study.ct-myelography',
      alternative: true,
    },
  ],
};

export const indications: readonly Indication[] = [spinePain];
