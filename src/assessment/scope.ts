import type { Chart, ConditionFact, DraftOrder } from '../chart/types.ts';
import { spineComplaints } from '../terminology/complaints.ts';
import type { Concept, Study } from '../terminology/types.ts';

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
  'foot-drop',
]);

/** Studies that show the whole body anyway: the words "whole body" in an order of one don't mean a whole-body MRI. */
const ofWholeBody: ReadonlySet<Study['modality']> = new Set<Study['modality']>([
  'PET',
  'PET-CT',
  'bone-scan',
  'gallium-scan',
  'SPECT',
  'SPECT-CT',
]);

function isSpineReason(fact: ConditionFact): boolean {
  for (const concept of fact.concepts) if (spineConcepts.has(concept)) return true;
  return false;
}

/**
 * Whether an order is spine or spine-related imaging (formal logic, section 1, SCOPE; modalities-1). Studies
 * of other regions count only with a spine reason, for planned anterior spine surgery, or as part of a
 * stated whole-body protocol; plain radiographs never.
 */
export function isInScope(order: DraftOrder, chart: Chart): boolean {
  const { study } = order;
  if (study.scope === 'always') return true;
  if (study.scope === 'never') return false;
  if (order.techniques.has('whole-body') && !ofWholeBody.has(study.modality)) return true;
  if (order.reasons.some(isSpineReason)) return true;
  if (order.bodyRegions.length > 0) return true;
  if (study.modality === 'MRA' || study.modality === 'CTA') {
    return chart.plannedProcedures.some((procedure) => procedure.kind.startsWith('anterior'));
  }
  return false;
}
