import type { Concept } from './types.ts';

/** Complaints of the spine, whatever section judges them: what hurts, is worn or slipped there, by its level or without. */
export const spineComplaints: readonly Concept[] = [
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
  'disc-disease',
  'spine-disorder',
  'lumbar-stenosis',
  'neurogenic-claudication',
  'spondylolisthesis',
  'spondylolysis',
  'compression-fracture',
  'coccydynia',
  'sacroiliac-joint',
];
