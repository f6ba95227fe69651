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

/** Concepts that are a spine, sacro-iliac, sacrum/coccyx or spine-surgery reason by themselves. */
const spineConcepts: ReadonlySet<Concept> = new Set<Concept>([
  ...spineComplaints,
  'cauda-equina-syndrome',
  'myelopathy',
  'myelitis',
  'tethered-cord',
  'acute-spinal-fracture',
  'sacral-fracture',
  'sacrococcygeal-disorder',
  'juvenile-idiopathic-arthritis',
  'ankylosing-spondylitis-or-dish',
  'syringomyelia',
  'spinal-deformity',
  'spinal-neoplasm',
  'spinal-infection',
  'post-operative-status',
  'pseudoarthrosis',
  'bilateral-leg-weakness',
  'leg-weakness',
  'foot-drop',
]);

/** Whether what a reason means is one of the spine (formal logic, section 1, SCOPE). */
export function isSpineReason(concepts: ReadonlySet<Concept>): boolean {
  for (const concept of concepts) if (spineConcepts.has(concept)) return true;
  return false;
}

/** Concepts that often accompany a complaint of the spine without being one; the episode is never dated by their onset. */
export const accompanying: ReadonlySet<Concept> = new Set<Concept>([
  'malignancy',
  'history-of-malignancy',
  'abnormal-weight-loss',
  'fever',
  'mri-contraindication',
  'contrast-allergy',
  'iodinated-contrast-allergy',
  'pregnancy',
  'insufficiency-fracture-predisposition',
  'high-risk-mechanism',
  'aortic-emergency',
  'focal-neuropathy',
]);

/** Conditions that last: a complaint beside them dates the episode. */
export const lasting: ReadonlySet<Concept> = new Set<Concept>([
  'ankylosing-spondylitis-or-dish',
  'juvenile-idiopathic-arthritis',
  'spinal-deformity',
  'spondylolisthesis',
  'post-operative-status',
  'syringomyelia',
  'tethered-cord',
  'spinal-neoplasm',
]);
