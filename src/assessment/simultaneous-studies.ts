import { overlap } from '../guideline/case.ts';
import { pendingSimilar, simultaneousStudiesNeed } from '../guideline/rules/after-indication.ts';
import { explain } from '../logic/explain.ts';
import type { AssessedOrder } from './assess-order.ts';
import type { Determination } from './types.ts';

const worth: Readonly<Record<Determination, number>> = {
  supported: 3,
  'alternative-preferred': 2,
  'prerequisites-missing': 1,
  'not-supported': 0,
};

/**
 * repeat-2, `study.simultaneous-studies`: MRI and CT of one region, or two alike, in one bundle, or beside
 * one that is under way in this episode. The study that stands best keeps its determination; the others
 * need both to be documented as necessary.
 */
export function withSimultaneousStudies(
  assessed: readonly AssessedOrder[],
): readonly AssessedOrder[] {
  const kept: AssessedOrder[] = [];
  const ranked = assessed
    .map((one, position) => ({ one, position }))
    .sort((a, b) => rank(b.one) - rank(a.one) || a.position - b.position);
  const changed = new Map<AssessedOrder, AssessedOrder>();
  for (const { one } of ranked) {
    if (!isCrossSectional(one)) continue;
    const similar = kept.find((other) => overlap(other.order.study.shows, one.order.study.shows));
    if (similar !== undefined) {
      changed.set(one, needing(one, similar.order.reference, similar.order.study.label));
      continue;
    }
    kept.push(one);
    // A study that lies waiting never holds up what a red flag needs.
    const [pending] = one.redFlags.some((flag) => flag.fits)
      ? []
      : pendingSimilar(one.evaluator.subject);
    if (pending !== undefined)
      changed.set(one, needing(one, pending.evidence.reference, pending.evidence.text));
  }
  return assessed.map((one) => changed.get(one) ?? one);
}

function isCrossSectional(one: AssessedOrder): boolean {
  const { modality } = one.order.study;
  return (
    (modality === 'MRI' || modality === 'CT') && one.judgement.determination !== 'not-supported'
  );
}

/** By determination; then the study that its indication lists first; MRI before CT where both are listed alike. */
function rank(one: AssessedOrder): number {
  const { judgement, order } = one;
  const modality = order.study.modality === 'MRI' ? 0.2 : 0;
  const plain = order.study.contrast === 'without' ? 0.1 : 0;
  return worth[judgement.determination] + modality + plain;
}

function needing(one: AssessedOrder, reference: string, text: string): AssessedOrder {
  const need = one.evaluator.evaluate(simultaneousStudiesNeed);
  const entries = explain(need).map((entry) => ({
    ...entry,
    evidence: [...entry.evidence, { reference, text }],
  }));
  const { judgement } = one;
  if (need.value === 'met') {
    return { ...one, judgement: { ...judgement, entries: [...judgement.entries, ...entries] } };
  }
  const satisfied = judgement.determination !== 'prerequisites-missing';
  return {
    ...one,
    judgement: {
      ...judgement,
      ...(satisfied
        ? {
            decidedBy: 'study.simultaneous-studies',
            title: 'Simultaneous similar studies',
            statements: ['repeat-2', 'general-ops-2'],
          }
        : {}),
      determination: 'prerequisites-missing',
      entries: [...judgement.entries, ...entries],
      required: [...judgement.required, need],
    },
  };
}
