import type { BodyRegion, Concept } from './types.ts';

/** Where a concept lies when neither its code nor the resource says. */
export const inherentRegions: Readonly<Partial<Record<Concept, readonly BodyRegion[]>>> = {
  'lumbar-radiculopathy': ['lumbar'],
  'cervical-radicular-pain': ['cervical'],
  'thoracic-radicular-pain': ['thoracic'],
  'low-back-pain': ['lumbar'],
  'neck-pain': ['cervical'],
  'thoracic-pain': ['thoracic'],
  'cauda-equina-syndrome': ['lumbar'],
  'neurogenic-claudication': ['lumbar'],
  'foot-drop': ['lumbar'],
  coccydynia: ['sacrum-coccyx'],
  'sacral-fracture': ['sacrum-coccyx', 'sacroiliac'],
  'sacroiliac-joint': ['sacroiliac'],
  'juvenile-idiopathic-arthritis': ['sacroiliac'],
};
