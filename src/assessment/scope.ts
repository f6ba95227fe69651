import type { Chart, DraftOrder } from '../chart/types.ts';
import { isWholeBodyMri } from '../guideline/case.ts';
import { isSpineReason } from '../terminology/complaints.ts';
import type { Study } from '../terminology/types.ts';

/** Studies that show the whole body anyway: the words "whole body" in an order of one don't mean a whole-body MRI. */
const ofWholeBody: ReadonlySet<Study['modality']> = new Set<Study['modality']>([
  'PET',
  'PET-CT',
  'bone-scan',
  'gallium-scan',
  'SPECT',
  'SPECT-CT',
]);

const sacrum = /\b(?:sacrum|sacral|sacrococcygeal|coccy(?:x|geal)|tailbone)\b/i;
/** Nerves, wounds and organs that are called after the sacrum, and what may be of any bone of the pelvis. */
const calledAfter =
  /\b(?:ulcers?|wounds?|pressure|decubit\w*|pilonidal|plexus|nerves?|neuromodulation|stimulat\w*|dimple|colpopexy|\w*sacral ligaments?|prolapse|rectal|cysts?|malignant neoplasm of pelvic bones)\b/i;

/** Whether words name the bone at the end of the spine: "Sacral mass". */
function namesSacrum(text: string): boolean {
  return sacrum.test(text) && !calledAfter.test(text);
}

/**
 * Whether an order is spine or spine-related imaging (formal logic, section 1, SCOPE; modalities-1). Studies
 * of other regions count only with a spine reason, for planned anterior spine surgery, or as part of a
 * stated whole-body protocol; plain radiographs never.
 * @param drafts all that are ordered together: what one of them says of the protocol holds for the others (reading A61)
 */
export function isInScope(
  order: DraftOrder,
  chart: Chart,
  drafts: readonly DraftOrder[] = [order],
): boolean {
  const { study } = order;
  if (study.scope === 'always') return true;
  if (study.scope === 'never') return false;
  if (order.techniques.has('whole-body') && !ofWholeBody.has(study.modality)) return true;
  if (study.modality === 'MRI' && drafts.some(isWholeBodyMri)) return true;
  if (order.reasons.some(({ concepts }) => isSpineReason(concepts))) return true;
  if (order.bodyRegions.length > 0) return true;
  if (study.region === 'pelvis' && order.reasons.some(({ evidence }) => namesSacrum(evidence.text)))
    return true;
  if (study.modality === 'MRA' || study.modality === 'CTA') {
    return chart.plannedProcedures.some((procedure) => procedure.kind.startsWith('anterior'));
  }
  return false;
}
