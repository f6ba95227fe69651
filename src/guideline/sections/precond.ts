import type { GuidelineSection } from '../statement.ts';

/** General preconditions for advanced spine imaging: lines 84 to 89 of the guideline. */
export const section: GuidelineSection = {
  title: 'General preconditions for advanced spine imaging',
  statements: [
    {
      id: 'precond-title',
      text: 'General preconditions for advanced spine imaging — Covered when ALL of the following are met (non-red-flag presentations)',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as precond-stance',
    },
    {
      id: 'precond-stance',
      text: 'General preconditions for advanced spine imaging — Covered when ALL of the following are met (non-red-flag presentations).',
      disposition: 'prerequisite',
      by: [
        'in-person-evaluation',
        'trial-of-treatment',
        'clinical-re-evaluation',
        'plain-radiograph',
      ],
    },
    {
      id: 'precond-1',
      text: 'In-person clinical evaluation for the current episode is required.',
      disposition: 'prerequisite',
      by: ['in-person-evaluation'],
    },
    {
      id: 'precond-2',
      text: 'Failure of a recent (within 12 weeks) six-week trial of provider-directed treatment, unless a red flag exists.',
      disposition: 'prerequisite',
      by: ['trial-of-treatment'],
    },
    {
      id: 'precond-3',
      text: 'Clinical re-evaluation after treatment period (may be in-person or other meaningful contact) is required.',
      disposition: 'prerequisite',
      by: ['clinical-re-evaluation'],
    },
    {
      id: 'precond-4',
      text: 'When indicated by condition-specific sections, results of plain radiographs performed after the current episode must be available.',
      disposition: 'prerequisite',
      by: ['plain-radiograph'],
    },
  ],
};
