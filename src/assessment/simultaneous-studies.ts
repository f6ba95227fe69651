import type { ImagingFact } from '../chart/types.ts';
import { overlap } from '../guideline/case.ts';
import { explain } from '../logic/explain.ts';
import type { Modality, Study } from '../terminology/types.ts';
import type { AssessedOrder } from './assess-order.ts';
import { CaseEvaluator } from './case-evaluator.ts';
import { shownRegions } from './episode.ts';
import { alsoNeeding, rank } from './judgement.ts';
import { isForbidden } from './mri-safety.ts';
import { type Listing, lookUp } from './study-list.ts';

/**
 * repeat-2, `study.simultaneous-studies`: MRI and CT of one region, or two alike (SPECT and SPECT/CT), in one bundle,
 * or beside one that is under way in this episode. The study that stands best keeps its determination; the others
 * need both to be documented as necessary.
 */
export function withSimultaneousStudies(
  assessed: readonly AssessedOrder[],
): readonly AssessedOrder[] {
  const kept: AssessedOrder[] = [];
  const ranked = assessed
    .map((one, position) => ({ one, position }))
    .sort((a, b) => compare(a.one, b.one) || a.position - b.position);
  const changed = new Map<AssessedOrder, AssessedOrder>();
  for (const { one } of ranked) {
    const kind = likeness(one);
    if (kind === undefined) continue;
    const similar = kept.find(
      (other) =>
        likeness(other) === kind && overlap(shownRegions(other.order), shownRegions(one.order)),
    );
    if (similar !== undefined) {
      changed.set(one, needing(one, similar.order.reference, similar.order.study.label));
      continue;
    }
    kept.push(one);
    // What a red flag needs is never held up by another study that was ordered and not done yet.
    const [pending] =
      kind !== 'cross-sectional' || one.redFlags.some((flag) => flag.fits) ? [] : pendingFor(one);
    if (pending !== undefined)
      changed.set(one, needing(one, pending.evidence.reference, pending.evidence.text));
  }
  return assessed.map((one) => changed.get(one) ?? one);
}

/**
 * Similar studies under way that can be done and stand before the ordered one: a forbidden MRI holds up nothing in
 * its place, and a CT that is under way not the MRI that its indication prefers.
 */
function pendingFor(one: AssessedOrder): readonly ImagingFact[] {
  const { evaluator } = one;
  const { orderCase } = evaluator;
  return orderCase.roles.simultaneous
    .pending(orderCase)
    .filter(({ study }) => !isForbidden(study, evaluator) && !isPreferredTo(one, study));
}

/**
 * Whether the list of its indication puts an order before a study of another modality, or does not let that one
 * stand.
 */
function isPreferredTo({ order, indication, evaluator }: AssessedOrder, study: Study): boolean {
  if (indication === undefined || study.modality === order.study.modality) return false;
  if (isForbidden(order.study, evaluator)) return false;
  const own = lookUp(evaluator, indication);
  if (own.standing !== 'listed' || !stands(own)) return false;
  const { orderCase } = evaluator;
  const ofOther = new CaseEvaluator({ ...orderCase, order: { ...order, study } });
  const other = lookUp(ofOther, indication);
  return other.standing !== 'listed' || !stands(other) || own.position < other.position;
}

function stands({ gate }: Listing): boolean {
  return gate === undefined || gate.value === 'met';
}

type Likeness = 'cross-sectional' | 'SPECT' | 'bone-scan';

/** Studies that show the same thing in the same way. */
const likenesses: Partial<Readonly<Record<Modality, Likeness>>> = {
  MRI: 'cross-sectional',
  CT: 'cross-sectional',
  SPECT: 'SPECT',
  'SPECT-CT': 'SPECT',
  'bone-scan': 'bone-scan',
};

/**
 * The group of similar studies that an order belongs to; undefined for a study of no group, or one not supported
 * anyway.
 */
function likeness({ order, judgement }: AssessedOrder): Likeness | undefined {
  return judgement.determination === 'not-supported' ? undefined : likenesses[order.study.modality];
}

/**
 * Whether one order stands before another: what can be done on this patient, what a red flag needs, then by
 * determination, then the study that its indication lists earlier, then MRI before CT and the plain study before the one
 * with contrast.
 */
function compare(one: AssessedOrder, other: AssessedOrder): number {
  const difference = standing(one).map((value, index) => (standing(other)[index] ?? 0) - value);
  return difference.find((value) => value !== 0) ?? 0;
}

function standing({ judgement, order, redFlags, evaluator }: AssessedOrder): readonly number[] {
  const { modality, contrast } = order.study;
  return [
    isForbidden(order.study, evaluator) ? 0 : 1,
    redFlags.some((flag) => flag.fits) ? 1 : 0,
    rank[judgement.determination],
    -(judgement.position ?? 0),
    modality === 'MRI' ? 1 : 0,
    contrast === 'without' ? 1 : 0,
  ];
}

function needing(one: AssessedOrder, reference: string, text: string): AssessedOrder {
  const { rule, need: criterion } = one.evaluator.orderCase.roles.simultaneous;
  const need = one.evaluator.evaluate(criterion);
  const entries = explain(need).map((entry) => ({
    ...entry,
    evidence: [...entry.evidence, { reference, text }],
  }));
  const { judgement } = one;
  if (need.value === 'met') {
    return { ...one, judgement: { ...judgement, entries: [...judgement.entries, ...entries] } };
  }
  return { ...one, judgement: alsoNeeding(judgement, rule, need, entries) };
}
