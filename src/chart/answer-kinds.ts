import { regionsInText } from '../terminology/body-sites.ts';
import { limbInText } from '../terminology/limbs.ts';
import { isFuture } from './dates.ts';
import type { ChartDate } from './types.ts';

/** What an answer to an item of the documentation Questionnaire has to be (evidence contract, "Attestation"). */
export type AnswerKind =
  | { readonly type: 'boolean' }
  /** Of something done or begun, unless it may lie ahead. */
  | { readonly type: 'date' | 'dateTime'; readonly mayLieAhead?: true }
  | { readonly type: 'integer' | 'decimal'; readonly least: number; readonly most: number }
  | { readonly type: 'choice'; readonly codes: readonly string[] };

/** Codes of the answers that name a region of the spine. */
export const regionCodes = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
] as const;

/** Codes of the answers to choice items, by linkId. */
export const choiceCodes = {
  'trial-of-treatment.outcome': ['failed', 'improved', 'resolved'],
  'plain-radiograph.region': [...regionCodes, 'full-spine'],
  'plain-radiograph.result': [
    'no-fracture',
    'fracture',
    'equivocal',
    'non-diagnostic',
    'fracture-acuity-indeterminate',
    'other',
  ],
  'mri.result': ['diagnostic', 'nondiagnostic'],
  'mri.region': regionCodes,
  'spect.result': ['negative', 'positive'],
  'red-flag.motor-grade.region': regionCodes,
  'spine-surgery.region': regionCodes,
  'spine-surgery.kind': [
    'fusion',
    'discectomy',
    'decompression',
    'anterior-arthrodesis',
    'anterior-deformity',
    'other',
  ],
  'planned-surgery.kind': [
    'anterior-initial',
    'anterior-revision-arthrodesis',
    'anterior-revision-deformity',
    'decompression',
    'fusion',
    'kyphoplasty',
    'other',
  ],
} as const;

const typed: ReadonlyMap<string, AnswerKind> = new Map<string, AnswerKind>([
  ...Object.entries(choiceCodes).map(([linkId, codes]): [string, AnswerKind] => [
    linkId,
    { type: 'choice', codes },
  ]),
  ...[
    'episode.onset',
    'episode.change',
    'trial-of-treatment.start',
    'trial-of-treatment.end',
    'plain-radiograph.date',
    'mri.date',
    'neurological-examination.date',
    'red-flag.motor-grade.onset',
    'spine-surgery.date',
  ].map((linkId): [string, AnswerKind] => [linkId, { type: 'date' }]),
  ['planned-surgery.date', { type: 'date', mayLieAhead: true }],
  ['augmentation.performed', { type: 'dateTime' }],
  ['red-flag.motor-grade', { type: 'integer', least: 0, most: 5 }],
  ['severe-radicular.pain-score', { type: 'decimal', least: 0, most: 10 }],
]);

/** The linkIds whose answers are no plain yes or no. */
export const typedLinkIds: readonly string[] = [...typed.keys()];

/** What an answer to a linkId has to be: a yes or no unless the evidence contract types it. */
export function answerKind(linkId: string): AnswerKind {
  return typed.get(linkId) ?? { type: 'boolean' };
}

export const gradeRegion = 'red-flag.motor-grade.region';

/** The choice that words name: its code in other letters, or a region by a vertebra or a limb of it. */
export function choiceInWords(linkId: string, text: string): string | undefined {
  const kind = answerKind(linkId);
  if (kind.type !== 'choice') return undefined;
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, '-');
  if (kind.codes.includes(plain)) return plain;
  if (!kind.codes.includes('lumbar')) return undefined;
  if (/\b(?:not|no|non|except|other than|without)\b/i.test(text)) return undefined;
  const named = regionsInText(text);
  // Only a weakness is placed by the limb that is weak.
  const limb = linkId === gradeRegion ? limbInText(text).limb : undefined;
  const ofLimb = { arm: 'cervical', leg: 'lumbar' } as const;
  const regions = named.length > 0 ? named : limb === undefined ? [] : [ofLimb[limb]];
  return regions.length === 1 ? regions[0] : undefined;
}

/**
 * The answer where it is of the kind that its item asks for; undefined where it is of another. A date in the future
 * is no evidence of something done (evidence contract, "Dates").
 */
export function fitting(
  linkId: string,
  value: boolean | number | string | ChartDate,
  asOf: Date,
): boolean | number | string | ChartDate | undefined {
  const kind = answerKind(linkId);
  switch (kind.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'date':
    case 'dateTime':
      if (typeof value !== 'object') return undefined;
      return kind.mayLieAhead === true || !isFuture(value, asOf) ? value : undefined;
    case 'choice':
      return typeof value === 'string' && kind.codes.includes(value) ? value : undefined;
    case 'integer':
    case 'decimal': {
      if (typeof value !== 'number' || value < kind.least || value > kind.most) return undefined;
      return kind.type === 'integer' && !Number.isInteger(value) ? undefined : value;
    }
  }
}
