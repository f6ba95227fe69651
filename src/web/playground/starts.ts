import type { FindingValue } from '../../logic/finding.ts';

/** A patient to begin with: one for each kind of answer. */
export interface Start {
  /** The vignette's name. */
  readonly name: string;
  /** The order and its reason, in a few words. */
  readonly about: string;
  /** The kind of answer, in a few words. */
  readonly answer: string;
  readonly tone: FindingValue | 'other' | 'critical';
}

/** The first of them is opened where no other is asked for: one press makes its card go. */
export const starts: readonly Start[] = [
  {
    name: 'lumbar-radiculopathy/contrast-without-rationale',
    about: 'Leg pain, MRI with contrast',
    answer: 'Another study',
    tone: 'other',
  },
  {
    name: 'lumbar-radiculopathy/everything-documented',
    about: 'Leg pain, fully documented',
    answer: 'Supported',
    tone: 'met',
  },
  {
    name: 'lumbar-radiculopathy/no-radiograph',
    about: 'Leg pain, all but an X-ray',
    answer: 'Something is missing',
    tone: 'not-documented',
  },
  {
    name: 'lumbar-radiculopathy/note-tells-of-treatment',
    about: 'Leg pain, therapy in a note',
    answer: 'A sentence to confirm',
    tone: 'not-documented',
  },
  {
    name: 'red-flag/retention-prompts',
    about: 'Leg pain, urinary retention',
    answer: 'A possible red flag',
    tone: 'critical',
  },
  {
    name: 'study.mr-spectroscopy/low-back-pain',
    about: 'Back pain, MR spectroscopy',
    answer: 'Not supported',
    tone: 'not-met',
  },
  {
    name: 'oncology-referral/known-malignancy-only',
    about: 'Known breast cancer, MRI',
    answer: 'Another guideline too',
    tone: 'other',
  },
];
