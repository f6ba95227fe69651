import type { ConditionFact } from '../../chart/types.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import { criterion, met, notMet } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { allOf, unless } from '../../logic/criterion.ts';
import type { Concept } from '../../terminology/types.ts';
import { contrastRationale } from '../criteria/contrast-rationale.ts';
import { cordLevels, cordLevelsBeside } from '../criteria/cord-beside.ts';
import { ctInsteadOfMri } from '../criteria/ct-instead-of-mri.ts';
import { ctMyelography } from '../criteria/ct-myelography.ts';
import { clinicalReEvaluation, inPersonEvaluation } from '../criteria/evaluation.ts';
import { neurologicalExamination } from '../criteria/neurological-examination.ts';
import { preoperativePlanning, surgeryScheduled } from '../criteria/planned-surgery.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { trialOfTreatment } from '../criteria/trial-of-treatment.ts';
import { evaluatedUnlessRedFlag, treatedUnlessRedFlag } from '../prerequisites.ts';
import { documentation } from '../rules/documentation.ts';
import { ctInsteadOfMriRule, ctMyelographyRule } from '../rules/named-rules.ts';

export const standard = section(
  'standard',
  'Standard coverage with prerequisites',
  [26, 31],
  (says) => {
    says
      .heading(
        'Advanced spinal imaging covered when ALL listed preconditions are met (unless Red Flag present)',
        'Standard coverage with prerequisites — Advanced spinal imaging covered when ALL listed preconditions are met (unless a Red Flag is present).',
      )
      .requires(
        // Spine pain or radicular pain at any level that no section of its own covers: the general
        // preconditions, no radiograph, since no section specifies one (standard-5; reading A13).
        indication('spine-pain', {
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
          appliesTo: painOfLevel,
          requires: allOf(evaluatedUnlessRedFlag, unless(osseousPlanning, treatedUnlessRedFlag)),
          studies: [
            { modality: 'MRI', regions: 'ordered', contrast: ['without'] },
            {
              modality: 'MRI',
              regions: 'ordered',
              contrast: ['without-and-with'],
              listedIf: contrastRationale,
            },
            {
              modality: 'CT',
              regions: 'ordered',
              contrast: ['without'],
              requires: unless(osseousPlanning, ctInsteadOfMri),
              requiredBy: ctInsteadOfMriRule.id,
              alternative: true,
            },
            {
              modality: 'CT-myelogram',
              regions: 'ordered',
              contrast: ['with'],
              requires: ctMyelography,
              requiredBy: ctMyelographyRule.id,
              alternative: true,
            },
          ],
          alsoShows: (orderCase) =>
            orderCase.presence.some(({ concepts }) => concepts.has('myelopathy'))
              ? cordLevels
              : cordLevelsBeside(orderCase),
        }),
        redFlagPresent,
      );

    says(
      1,
      'An in-person clinical evaluation for the current episode is required before advanced imaging is considered.',
    ).requires(inPersonEvaluation);

    says(
      2,
      'Clinical re-evaluation after a trial of provider-directed treatment is required prior to imaging unless a red flag is present.',
    ).requires(clinicalReEvaluation);

    says(
      3,
      'Failure of a recent (within 12 weeks) six-week trial of provider-directed treatment is required unless a Red Flag applies.',
    ).requires(trialOfTreatment);

    says(
      4,
      'Provider-directed treatment may include education, activity modification, NSAIDs, analgesics, oral or injectable corticosteroids, home exercise/stretching program, physical/occupational therapy, spinal manipulation, or interventional procedures.',
    ).requires('trial-of-treatment.provider-directed');

    says(
      5,
      'Results of plain X-rays must be available to the requesting provider when specified by the condition-specific guideline (performed after the current episode of symptoms started or changed), except in high-risk mechanisms or specified exceptions (e.g., ankylosing spondylitis/DISH).',
    ).requires('plain-radiograph');

    says(
      6,
      'Documentation must include neurological examination details (dermatomal distribution of altered sensation, motor testing with myotomal distribution, reflexes, and nerve root tension signs).',
    ).asksFor(
      documentation.neurologicalExamination,
      neurologicalExamination,
      'lumbar-radiculopathy',
    );
  },
);

/** Pain of the level, and a myelopathy whose record names a level below the cord. */
function painOfLevel(orderCase: Case): readonly ConditionFact[] | undefined {
  const facts = [...presentFacts(orderCase, painful), ...myelopathyBelowTheCord(orderCase)];
  return facts.length > 0 ? facts : undefined;
}

const painful: readonly Concept[] = [
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
];

/**
 * A disc or a spondylosis "with myelopathy" whose own record names a level at which the section on myelopathy lists
 * nothing is a complaint of that level (myelopathy-2, modalities-2).
 */
function myelopathyBelowTheCord(orderCase: Case): readonly ConditionFact[] {
  if (overlap(orderCase.regions, cordLevels)) return [];
  return presentFacts(orderCase, ['myelopathy']).filter(({ regions }) => regions.length > 0);
}

/** ct-2, reading A39: osseous anatomy for a surgery that is scheduled needs the evaluation only. */
const osseousPlanning = criterion({
  id: 'osseous-planning',
  question: 'Is this CT for the osseous anatomy of a scheduled surgery?',
  statements: ['ct-2'],
  attestable: false,
  asks: [],
  decide(orderCase) {
    if (orderCase.order.study.modality !== 'CT') return notMet('No CT is ordered');
    const scheduled = surgeryScheduled.decide(orderCase);
    const planning = preoperativePlanning.decide(orderCase);
    return scheduled.value === 'met' && planning.value === 'met'
      ? met('CT for a scheduled surgery', scheduled.evidence)
      : notMet('No scheduled surgery is documented');
  },
});
