import type { DraftOrder } from '../../chart/types.ts';
import { attestedFlag, type Case, isWholeBodyMri, overlap } from '../../guideline/case.ts';
import type { StudyRule } from '../../guideline/rules.ts';
import { findStudy, studyByCpt } from '../../terminology/study-catalogue.ts';
import type { Study } from '../../terminology/types.ts';
import { readTrial } from '../criteria/trial-record.ts';
import { concerning } from './study-rule.ts';

/** The same region's standard MRI. */
function standardMri(orderCase: Case): Study | undefined {
  return findStudy('MRI', orderCase.order.study.region, 'without');
}

function excluded(
  definition: Pick<StudyRule, 'id' | 'title' | 'statements' | 'instead' | 'insteadWhen'> & {
    readonly question: string;
    readonly test: (orderCase: Case) => boolean;
  },
): StudyRule {
  const { id, title, statements, question, test, instead, insteadWhen } = definition;
  return {
    id,
    title,
    statements,
    concerns: concerning(id, question, statements, test),
    otherwise: 'not-supported',
    lifted: 'judged',
    ...(instead === undefined ? {} : { instead }),
    ...(insteadWhen === undefined ? {} : { insteadWhen }),
  };
}

/** mri-2, controversial-2: "Magnetic Resonance Spectroscopy (MRS) for all spine uses". */
export const mrSpectroscopy = excluded({
  id: 'study.mr-spectroscopy',
  title: 'MR spectroscopy of the spine',
  statements: ['mri-2', 'controversial-2'],
  question: 'Is MR spectroscopy ordered?',
  test: ({ order }) =>
    order.study.modality === 'MR-spectroscopy' || order.techniques.has('mr-spectroscopy'),
});

/**
 * mri-3, controversial-1: positional, weight-bearing, dynamic or kinetic MRI. The standard MRI is suggested where its
 * own indication is satisfied.
 */
export const positionalMri = excluded({
  id: 'study.positional-mri',
  title: 'Positional or weight-bearing MRI',
  statements: ['mri-3', 'controversial-1'],
  question: 'Is a positional or weight-bearing MRI ordered?',
  test: (orderCase) =>
    orderCase.order.techniques.has('positional') &&
    (orderCase.order.study.modality === 'MRI' || orderCase.order.study.modality === 'unlisted-MRI'),
  insteadWhen: 'satisfied',
  instead: (orderCase) =>
    orderCase.order.study.modality === 'MRI' ? orderCase.order.study : standardMri(orderCase),
});

/** conebeam-1, necessity-8, controversial-3: of the cervical spine; other levels are not addressed (reading A25). */
export const coneBeamCt = excluded({
  id: 'study.cone-beam-ct',
  title: 'Cone-beam CT of the cervical spine',
  statements: ['conebeam-1', 'necessity-8', 'controversial-3'],
  question: 'Is a cone-beam CT of the cervical spine ordered?',
  test: (orderCase) =>
    orderCase.order.techniques.has('cone-beam') &&
    (orderCase.order.study.modality === 'CT' || orderCase.order.study.modality === 'unlisted-CT') &&
    (orderCase.order.study.region === 'cervical' ||
      orderCase.order.bodyRegions.includes('cervical') ||
      orderCase.order.reasons.some(
        (reason) =>
          reason.regions.includes('cervical') && orderCase.order.study.modality === 'unlisted-CT',
      )),
});

/**
 * general-qmri-1: quantitative techniques beyond standard interpretation. The trial or guideline that could except
 * them is not part of this one.
 */
export const quantitativeMri = excluded({
  id: 'study.quantitative-mri',
  title: 'Quantitative MRI',
  statements: ['general-qmri-1'],
  question: 'Is quantitative MRI ordered?',
  test: (orderCase) => orderCase.order.study.modality === 'quantitative-MRI',
});

/**
 * ctmyelo-3: only the post-myelogram CT is authorised, not the injection; it is proposed where its own indication is
 * satisfied (reading A49).
 */
export const myelographyInjection = excluded({
  id: 'study.myelography-injection',
  title: 'Myelography or its injection',
  statements: ['ctmyelo-3'],
  question: 'Is the myelography or its injection ordered separately?',
  test: (orderCase) => orderCase.order.study.modality === 'myelography',
  insteadWhen: 'satisfied',
  instead(orderCase) {
    const { study, bodyRegions, reasons } = orderCase.order;
    const levels = ['cervical', 'thoracic', 'lumbar'] as const;
    const named = levels.find((level) => study.region === level);
    const said = levels.find((level) => bodyRegions.includes(level));
    const reason = levels.find((level) => reasons.some((fact) => fact.regions.includes(level)));
    const level = named ?? said ?? reason;
    return level === undefined ? undefined : findStudy('CT', level, 'with');
  },
});

/**
 * general-wholebody-2, necessity-2: body-part codes for what is a whole-body protocol. Four or more regions are one
 * where one of them has no reason of its own (reading A61): the whole spine, and the sacro-iliac joints with it in
 * ankylosing spondylitis, are judged order by order.
 */
export const wholeBodyByParts = excluded({
  id: 'study.whole-body-by-parts',
  title: 'Whole-body MRI by body-part codes',
  statements: ['general-wholebody-2', 'necessity-2'],
  question: 'Do body-part MRI codes stand for a whole-body protocol?',
  test(orderCase) {
    if (orderCase.order.study.modality !== 'MRI') return false;
    if ([orderCase.order, ...orderCase.draftOrders].some(isWholeBodyMri)) return true;
    const ofRegions = new Map<string, DraftOrder>();
    for (const order of orderCase.draftOrders)
      if (order.study.modality === 'MRI') ofRegions.set(order.study.region, order);
    return (
      ofRegions.size >= 4 &&
      [...ofRegions.values()].some((order) => !hasIndication(order, orderCase))
    );
  },
  instead: (orderCase) =>
    attestedFlag(orderCase, 'whole-body-syndrome')?.value === true
      ? studyByCpt('76498')
      : undefined,
});

/** Whether something on the chart is a reason for a drafted study at its level (reading A61). */
function hasIndication(order: DraftOrder, orderCase: Case): boolean {
  const regions = order.study.shows;
  const drafted: Case = { ...orderCase, order, regions, trial: () => readTrial(drafted) };
  return orderCase.indications.some(
    ({ levels, appliesTo }) =>
      (levels === undefined || overlap(levels, regions)) && appliesTo(drafted) !== undefined,
  );
}

/** Categorical exclusions of a technique: nothing overrides them (formal logic, section 6). */
export const techniqueRules: readonly StudyRule[] = [
  mrSpectroscopy,
  positionalMri,
  coneBeamCt,
  quantitativeMri,
  myelographyInjection,
  wholeBodyByParts,
];
