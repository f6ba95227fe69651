import type { GuidelineSection } from '../statement.ts';

/** Prerequisites for advanced spinal imaging (general): lines 68 to 73 of the guideline. */
export const section: GuidelineSection = {
  title: 'Prerequisites for advanced spinal imaging (general)',
  statements: [
    {
      id: 'prereq-title',
      text: 'Prerequisites for advanced spinal imaging (general) — Covered when ALL listed preconditions are met',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as prereq-stance',
    },
    {
      id: 'prereq-stance',
      text: 'Prerequisites for advanced spinal imaging (general) — Covered when ALL listed preconditions are met.',
      disposition: 'prerequisite',
      by: [
        'in-person-evaluation',
        'trial-of-treatment',
        'clinical-re-evaluation',
        'plain-radiograph',
      ],
    },
    {
      id: 'prereq-1',
      text: 'An in-person clinical evaluation for the current episode of the condition is required prior to advanced imaging (initial evaluation or re-evaluation).',
      disposition: 'prerequisite',
      by: ['in-person-evaluation'],
    },
    {
      id: 'prereq-2',
      text: 'Clinical re-evaluation after a recent (within 12 weeks) six-week trial of provider-directed treatment is required prior to imaging unless a red flag is present.',
      disposition: 'prerequisite',
      by: ['trial-of-treatment', 'clinical-re-evaluation'],
    },
    {
      id: 'prereq-3',
      text: 'When specified, results of plain X-rays performed after the current episode of symptoms started or changed must be available to the requesting provider.',
      disposition: 'prerequisite',
      by: ['plain-radiograph'],
    },
    {
      id: 'prereq-4',
      text: 'For individuals with ankylosing spondylitis or DISH, whole-spine MRI and CT may be approved and plain X-rays and a 6-week trial of conservative treatment may not be required.',
      disposition: 'decides',
      by: ['ankylosing-spondylitis-dish'],
    },
  ],
};
