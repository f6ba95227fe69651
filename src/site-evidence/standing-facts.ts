/**
 * Facts about the patient or the place that outlast an episode: an implant, a predisposition, an anatomy.
 * Site data that states one counts whenever it was stated, and without a date too.
 */
const standing: ReadonlySet<string> = new Set([
  'mri-contraindicated',
  'mri-limited-by-hardware',
  'insufficiency-fracture-predisposition',
  'abnormal-vasculature',
  'complex-osseous-deformity',
  'multi-level-stenosis',
  'syrinx-identified',
  'whole-body-syndrome',
  'pet-ct-unavailable',
]);

/** Whether a fact outlasts the episode in which it was stated. */
export function isStanding(fact: string): boolean {
  return standing.has(fact);
}

/** Whether a fact says nothing without a date: a red flag, and what makes one. */
export function needsDate(fact: string): boolean {
  return /^(red-flag\.|cancer-|severe-radicular\.|neurological-deterioration|high-risk-mechanism|long-tract-signs)/.test(
    fact,
  );
}
