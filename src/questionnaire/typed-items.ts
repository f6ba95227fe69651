import type { QuestionnaireItem } from 'fhir/r4.js';

/** An item that is answered with a date, a number or a choice (evidence contract, "Attestation"). */
export interface TypedItem {
  readonly linkId: string;
  readonly group: GroupId;
  readonly type: QuestionnaireItem['type'];
  readonly text: string;
  readonly options?: readonly (readonly [code: string, display: string])[];
  /** Shown only while another item has this answer. */
  readonly enabledBy?: { readonly linkId: string; readonly is: boolean };
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

/** The groups as a clinician thinks, in the order of the form. */
export const groups: readonly (readonly [GroupId, string])[] = [
  ['episode', 'Current episode'],
  ['evaluation', 'Evaluation'],
  ['treatment', 'Treatment'],
  ['imaging', 'Imaging so far'],
  ['examination', 'Examination'],
  ['red-flags', 'Red flags'],
  ['plans', 'Surgery and plans'],
  ['study', 'This study'],
];

const regions = [
  ['cervical', 'Cervical spine'],
  ['thoracic', 'Thoracic spine'],
  ['lumbar', 'Lumbar spine'],
  ['sacrum-coccyx', 'Sacrum and coccyx'],
  ['sacroiliac', 'Sacro-iliac joints'],
] as const;

/** Every typed item of the documentation Questionnaire. */
export const typedItems: readonly TypedItem[] = [
  {
    linkId: 'episode.onset',
    group: 'episode',
    type: 'date',
    text: 'When did the current episode begin?',
  },
  {
    linkId: 'episode.change',
    group: 'episode',
    type: 'date',
    text: 'When did the symptoms last change in a clinically significant way?',
  },
  {
    linkId: 'trial-of-treatment.provider-directed',
    group: 'treatment',
    type: 'boolean',
    text: 'Was the treatment directed by a provider?',
  },
  {
    linkId: 'trial-of-treatment.start',
    group: 'treatment',
    type: 'date',
    text: 'When did the treatment begin?',
  },
  {
    linkId: 'trial-of-treatment.ongoing',
    group: 'treatment',
    type: 'boolean',
    text: 'Is it still under way?',
  },
  {
    linkId: 'trial-of-treatment.end',
    group: 'treatment',
    type: 'date',
    text: 'When did it end?',
    enabledBy: { linkId: 'trial-of-treatment.ongoing', is: false },
  },
  {
    linkId: 'trial-of-treatment.outcome',
    group: 'treatment',
    type: 'choice',
    text: 'What did it bring?',
    options: [
      ['failed', 'No significant improvement'],
      ['improved', 'Improvement'],
      ['resolved', 'The symptoms resolved'],
    ],
  },
  {
    linkId: 'plain-radiograph.date',
    group: 'imaging',
    type: 'date',
    text: 'When was the X-ray done?',
  },
  {
    linkId: 'plain-radiograph.region',
    group: 'imaging',
    type: 'choice',
    text: 'Which region did the X-ray show?',
    options: [...regions, ['full-spine', 'Full spine']],
  },
  {
    linkId: 'plain-radiograph.result',
    group: 'imaging',
    type: 'choice',
    text: 'What did the X-ray show?',
    options: [
      ['no-fracture', 'No fracture'],
      ['fracture', 'Fracture'],
      ['equivocal', 'Equivocal'],
      ['non-diagnostic', 'Non-diagnostic'],
      ['fracture-acuity-indeterminate', 'Fracture of indeterminate acuity'],
      ['other', 'Something else'],
    ],
  },
  {
    linkId: 'mri.result',
    group: 'imaging',
    type: 'choice',
    text: 'Was the earlier MRI diagnostic?',
    options: [
      ['diagnostic', 'Diagnostic'],
      ['nondiagnostic', 'Nondiagnostic'],
    ],
  },
  { linkId: 'mri.date', group: 'imaging', type: 'date', text: 'When was the earlier MRI done?' },
  {
    linkId: 'mri.region',
    group: 'imaging',
    type: 'choice',
    text: 'Which region did it show?',
    options: regions,
  },
  {
    linkId: 'spect.result',
    group: 'imaging',
    type: 'choice',
    text: 'What did SPECT show?',
    options: [
      ['negative', 'No lesion'],
      ['positive', 'A lesion'],
    ],
  },
  {
    linkId: 'neurological-examination.dermatomal-sensation',
    group: 'examination',
    type: 'boolean',
    text: 'Is dermatomal sensation examined and documented?',
  },
  {
    linkId: 'neurological-examination.motor',
    group: 'examination',
    type: 'boolean',
    text: 'Is motor testing by myotome examined and documented?',
  },
  {
    linkId: 'neurological-examination.reflexes',
    group: 'examination',
    type: 'boolean',
    text: 'Are reflexes examined and documented?',
  },
  {
    linkId: 'neurological-examination.tension-signs',
    group: 'examination',
    type: 'boolean',
    text: 'Are nerve-root tension signs examined and documented?',
  },
  {
    linkId: 'neurological-examination.date',
    group: 'examination',
    type: 'date',
    text: 'When was it examined?',
  },
  {
    linkId: 'red-flag.motor-grade',
    group: 'red-flags',
    type: 'integer',
    text: 'Lowest motor strength (0 to 5)',
  },
  {
    linkId: 'red-flag.motor-grade.onset',
    group: 'red-flags',
    type: 'date',
    text: 'Since when is the strength so low?',
  },
  {
    linkId: 'red-flag.motor-grade.region',
    group: 'red-flags',
    type: 'choice',
    text: 'Which level serves the weak muscles?',
    options: regions,
  },
  {
    linkId: 'severe-radicular.pain-score',
    group: 'red-flags',
    type: 'decimal',
    text: 'Radicular pain now (0 to 10)',
  },
  {
    linkId: 'augmentation.performed',
    group: 'plans',
    type: 'dateTime',
    text: 'When was the vertebra augmented?',
  },
  {
    linkId: 'spine-surgery.date',
    group: 'plans',
    type: 'date',
    text: 'When was the spine operated on?',
  },
  {
    linkId: 'spine-surgery.region',
    group: 'plans',
    type: 'choice',
    text: 'Which region was operated on?',
    options: regions,
  },
  {
    linkId: 'spine-surgery.kind',
    group: 'plans',
    type: 'choice',
    text: 'What was done?',
    options: [
      ['fusion', 'Fusion'],
      ['discectomy', 'Discectomy'],
      ['decompression', 'Decompression'],
      ['anterior-arthrodesis', 'Anterior arthrodesis'],
      ['anterior-deformity', 'Anterior deformity surgery'],
      ['other', 'Another operation'],
    ],
  },
  {
    linkId: 'planned-surgery.kind',
    group: 'plans',
    type: 'choice',
    text: 'Which operation is planned?',
    options: [
      ['anterior-initial', 'First anterior surgery'],
      ['anterior-revision-arthrodesis', 'Revision of an anterior arthrodesis'],
      ['anterior-revision-deformity', 'Revision of anterior deformity surgery'],
      ['decompression', 'Decompression'],
      ['fusion', 'Fusion'],
      ['kyphoplasty', 'Vertebroplasty or kyphoplasty'],
      ['other', 'Another operation'],
    ],
  },
  { linkId: 'planned-surgery.date', group: 'plans', type: 'date', text: 'When is it planned for?' },
];
