import { choiceCodes } from '../chart/answer-kinds.ts';

/** An item whose answer is typed, or whose wording is its own (evidence contract, "Attestation"). */
export interface TypedItem {
  readonly linkId: string;
  readonly group: GroupId;
  readonly text: string;
  /** Choice items: what each code is called. */
  readonly options?: readonly (readonly [code: string, display: string])[];
  /** Shown only while another item, or one of several, has this answer, or any answer. */
  readonly enabledBy?: EnabledBy | readonly EnabledBy[];
}

/** An answer that shows another item. */
export interface EnabledBy {
  readonly linkId: string;
  readonly is: boolean | 'answered';
}

/** The options of a choice item: every code that the reader of responses knows, in its order. */
function options<Item extends keyof typeof choiceCodes>(
  linkId: Item,
  displays: Readonly<Record<(typeof choiceCodes)[Item][number], string>>,
): readonly (readonly [code: string, display: string])[] {
  const codes: readonly (typeof choiceCodes)[Item][number][] = choiceCodes[linkId];
  return codes.map((code) => [code, displays[code]]);
}

export type GroupId =
  | 'episode'
  | 'evaluation'
  | 'treatment'
  | 'imaging'
  | 'examination'
  | 'red-flags'
  | 'plans'
  | 'study';

/**
 * The groups in the order of the form: what cannot wait comes first, then what a clinician thinks of one after the
 * other.
 */
export const groups: readonly (readonly [GroupId, string])[] = [
  ['red-flags', 'Red flags'],
  ['episode', 'Current episode'],
  ['evaluation', 'Evaluation'],
  ['treatment', 'Treatment'],
  ['imaging', 'Imaging so far'],
  ['examination', 'Examination'],
  ['plans', 'Surgery and plans'],
  ['study', 'This study'],
];

const regions = {
  cervical: 'Cervical spine',
  thoracic: 'Thoracic spine',
  lumbar: 'Lumbar spine',
  'sacrum-coccyx': 'Sacrum and coccyx',
  sacroiliac: 'Sacro-iliac joints',
} as const;

/** Every typed item of the documentation Questionnaire. */
export const typedItems: readonly TypedItem[] = [
  {
    linkId: 'episode.onset',
    group: 'episode',
    text: 'When did the current episode begin?',
  },
  {
    linkId: 'episode.change',
    group: 'episode',
    text: 'When did the symptoms last change in a clinically significant way?',
  },
  {
    linkId: 'trial-of-treatment.provider-directed',
    group: 'treatment',
    text: 'Was the treatment directed by a provider?',
  },
  {
    linkId: 'trial-of-treatment.start',
    group: 'treatment',
    text: 'When did the treatment begin?',
    enabledBy: { linkId: 'trial-of-treatment.provider-directed', is: true },
  },
  {
    linkId: 'trial-of-treatment.ongoing',
    group: 'treatment',
    text: 'Is it still under way?',
    enabledBy: { linkId: 'trial-of-treatment.provider-directed', is: true },
  },
  {
    linkId: 'trial-of-treatment.end',
    group: 'treatment',
    text: 'When did it end?',
    enabledBy: { linkId: 'trial-of-treatment.ongoing', is: false },
  },
  {
    linkId: 'trial-of-treatment.outcome',
    group: 'treatment',
    text: 'What did it bring?',
    enabledBy: { linkId: 'trial-of-treatment.provider-directed', is: true },
    options: options('trial-of-treatment.outcome', {
      failed: 'No significant improvement',
      improved: 'Improvement',
      resolved: 'The symptoms resolved',
    }),
  },
  {
    linkId: 'clinical-re-evaluation',
    group: 'treatment',
    text: 'Was the patient re-evaluated after the trial of treatment (in person or by other meaningful contact)?',
    enabledBy: { linkId: 'trial-of-treatment.provider-directed', is: true },
  },
  {
    linkId: 'plain-radiograph.date',
    group: 'imaging',
    text: 'When was the X-ray done?',
  },
  {
    linkId: 'plain-radiograph.region',
    group: 'imaging',
    text: 'Which region did the X-ray show?',
    enabledBy: { linkId: 'plain-radiograph.date', is: 'answered' },
    options: options('plain-radiograph.region', { ...regions, 'full-spine': 'Full spine' }),
  },
  {
    linkId: 'plain-radiograph.result',
    group: 'imaging',
    text: 'What did the X-ray show?',
    enabledBy: { linkId: 'plain-radiograph.date', is: 'answered' },
    options: options('plain-radiograph.result', {
      'no-fracture': 'No fracture',
      fracture: 'Fracture',
      equivocal: 'Equivocal',
      'non-diagnostic': 'Non-diagnostic',
      'fracture-acuity-indeterminate': 'Fracture of indeterminate acuity',
      other: 'Other',
    }),
  },
  {
    linkId: 'mri.result',
    group: 'imaging',
    text: 'Was the earlier MRI diagnostic?',
    options: options('mri.result', {
      diagnostic: 'Diagnostic',
      nondiagnostic: 'Nondiagnostic',
    }),
  },
  {
    linkId: 'mri.date',
    group: 'imaging',
    text: 'When was the earlier MRI done?',
    enabledBy: { linkId: 'mri.result', is: 'answered' },
  },
  {
    linkId: 'mri.region',
    group: 'imaging',
    text: 'Which region did it show?',
    enabledBy: { linkId: 'mri.result', is: 'answered' },
    options: options('mri.region', regions),
  },
  {
    linkId: 'spect.result',
    group: 'imaging',
    text: 'What did SPECT show?',
    options: options('spect.result', {
      negative: 'No lesion',
      positive: 'A lesion',
    }),
  },
  {
    linkId: 'neurological-examination.dermatomal-sensation',
    group: 'examination',
    text: 'Is dermatomal sensation examined and documented?',
  },
  {
    linkId: 'neurological-examination.motor',
    group: 'examination',
    text: 'Is motor testing by myotome examined and documented?',
  },
  {
    linkId: 'neurological-examination.reflexes',
    group: 'examination',
    text: 'Are reflexes examined and documented?',
  },
  {
    linkId: 'neurological-examination.tension-signs',
    group: 'examination',
    text: 'Are nerve-root tension signs examined and documented?',
  },
  {
    linkId: 'neurological-examination.date',
    group: 'examination',
    text: 'When was it examined?',
    enabledBy: ['dermatomal-sensation', 'motor', 'reflexes', 'tension-signs'].map((element) => ({
      linkId: `neurological-examination.${element}`,
      is: true,
    })),
  },
  {
    linkId: 'red-flag.motor-grade',
    group: 'red-flags',
    text: 'Lowest motor strength (0 to 5)',
  },
  {
    linkId: 'red-flag.motor-grade.onset',
    group: 'red-flags',
    text: 'Since when is the strength so low?',
    enabledBy: { linkId: 'red-flag.motor-grade', is: 'answered' },
  },
  {
    linkId: 'red-flag.motor-grade.region',
    group: 'red-flags',
    text: 'Which level serves the weak muscles?',
    enabledBy: { linkId: 'red-flag.motor-grade', is: 'answered' },
    options: options('red-flag.motor-grade.region', regions),
  },
  {
    linkId: 'severe-radicular.pain-score',
    group: 'red-flags',
    text: 'Radicular pain now (0 to 10)',
  },
  {
    linkId: 'augmentation.performed',
    group: 'plans',
    text: 'When was the vertebra augmented?',
  },
  {
    linkId: 'spine-surgery.date',
    group: 'plans',
    text: 'When was the spine operated on?',
  },
  {
    linkId: 'spine-surgery.region',
    group: 'plans',
    text: 'Which region was operated on?',
    enabledBy: { linkId: 'spine-surgery.date', is: 'answered' },
    options: options('spine-surgery.region', regions),
  },
  {
    linkId: 'spine-surgery.kind',
    group: 'plans',
    text: 'What was done?',
    enabledBy: { linkId: 'spine-surgery.date', is: 'answered' },
    options: options('spine-surgery.kind', {
      fusion: 'Fusion',
      discectomy: 'Discectomy',
      decompression: 'Decompression',
      'anterior-arthrodesis': 'Anterior arthrodesis',
      'anterior-deformity': 'Anterior deformity surgery',
      other: 'Other',
    }),
  },
  {
    linkId: 'planned-surgery.kind',
    group: 'plans',
    text: 'Which operation is planned?',
    options: options('planned-surgery.kind', {
      'anterior-initial': 'First anterior surgery',
      'anterior-revision-arthrodesis': 'Revision of an anterior arthrodesis',
      'anterior-revision-deformity': 'Revision of anterior deformity surgery',
      decompression: 'Decompression',
      fusion: 'Fusion',
      kyphoplasty: 'Vertebroplasty or kyphoplasty',
      other: 'Other',
    }),
  },
  {
    linkId: 'planned-surgery.date',
    group: 'plans',
    text: 'When is it planned for?',
    enabledBy: { linkId: 'planned-surgery.kind', is: 'answered' },
  },
];
