import { chartDate } from '../chart/dates.ts';
import type { Day } from '../chart/types.ts';
import { type Case, type FoundRedFlag, overlap } from '../guideline/case.ts';
import type { RedFlag } from '../guideline/red-flag.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import type { Evidence } from '../logic/finding.ts';
import { type Amounts, inWords } from '../logic/in-words.ts';
import { isAuxiliary, studyRegionOf } from '../terminology/study-catalogue.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import { type Judgement, preferenceOf } from './judgement.ts';
import { type Listing, lookUp, studiesAsWell, suggestible } from './study-list.ts';
import type { Determination, PresentRedFlag } from './types.ts';

/** A red flag on the chart, with what it says of the ordered study. */
export interface ReviewedRedFlag {
  readonly flag: RedFlag;
  readonly evaluation: Evaluation<Case>;
  /** It concerns a level that the study shows. */
  readonly isAtOrderedLevel: boolean;
  readonly listing: Listing;
  /** The flag's own modality at its level, so that it can decide: listed, gated, or another contrast of a listed one. */
  readonly decides: boolean;
  /** The studies that it selects on this chart, the preferred one first. */
  readonly indicated: readonly Study[];
  /** Studies of further levels that it needs beside the ordered one. */
  readonly alsoIndicated: readonly Study[];
}

/** A red flag that is half documented: completing it would waive the prerequisites. */
export interface OpenRedFlag {
  readonly flag: RedFlag;
  readonly evaluation: Evaluation<Case>;
  /** The ordered study is one that the flag would select. */
  readonly selects: boolean;
  /** The studies that it would select, the preferred one first. */
  readonly indicated: readonly Study[];
}

/** What the red flags say of one order. */
export interface RedFlagReview {
  readonly present: readonly ReviewedRedFlag[];
  /** Half documented, or of an unknown level, and not certainly elsewhere. */
  readonly open: readonly OpenRedFlag[];
  /** Half documented at another level than the ordered one. */
  readonly openElsewhere: readonly OpenRedFlag[];
  readonly prompts: readonly TraceEntry[];
}

/**
 * Evaluates every red flag on the case. A red flag of which the chart says nothing is absent. One whose level nothing
 * tells is open at any level (reading A52). An order for guidance or for a rendering of images that exist is no
 * diagnostic study: a red flag decides nothing of it, and the study that the flag needs is wanted as well.
 */
export function reviewRedFlags(
  evaluator: CaseEvaluator,
  redFlags: readonly RedFlag[],
): RedFlagReview {
  const present: ReviewedRedFlag[] = [];
  const open: OpenRedFlag[] = [];
  const openElsewhere: OpenRedFlag[] = [];
  const { orderCase } = evaluator;
  const { modality } = orderCase.order.study;
  for (const flag of redFlags) {
    const evaluation = evaluator.evaluate(flag.criterion);
    if (evaluation.value === 'not-met') continue;
    const levels = flag.regions(orderCase);
    if (isAuxiliary(orderCase.order.study)) {
      const isThere = evaluation.value === 'met' && levels.length > 0;
      if (isThere && flag.studies.length > 0 && flag.servedBy?.includes(modality) !== true)
        present.push(reviewFlag(flag, evaluation, false, levels, evaluator));
      continue;
    }
    const isAtOrderedLevel = levels.length === 0 || overlap(levels, orderCase.regions);
    if (evaluation.value === 'not-documented' || levels.length === 0) {
      const { listing, decides, indicated } = reviewFlag(
        flag,
        evaluation,
        isAtOrderedLevel,
        levels,
        evaluator,
      );
      (isAtOrderedLevel ? open : openElsewhere).push({
        flag,
        evaluation:
          evaluation.value === 'not-documented'
            ? evaluation
            : withoutLevel(flag, evaluation, orderCase.readings),
        selects: flag.studies.length === 0 || isSelected({ decides, listing }),
        indicated,
      });
    } else {
      present.push(reviewFlag(flag, evaluation, isAtOrderedLevel, levels, evaluator));
    }
  }
  return { present, open, openElsewhere, prompts: missingOfFlags(open) };
}

/** What is missing of half-documented red flags. */
export function missingOfFlags(open: readonly OpenRedFlag[]): readonly TraceEntry[] {
  return open
    .flatMap(({ evaluation }) => explain(evaluation))
    .filter((entry) => entry.value !== 'met');
}

function withoutLevel(
  { title }: RedFlag,
  evaluation: Evaluation<Case>,
  readings: Amounts,
): Evaluation<Case> {
  return {
    ...evaluation,
    value: 'not-documented',
    summary: `${inWords(title, readings)} is documented, but not at which level of the spine`,
  };
}

function reviewFlag(
  flag: RedFlag,
  evaluation: Evaluation<Case>,
  isAtOrderedLevel: boolean,
  levels: readonly BodyRegion[],
  evaluator: CaseEvaluator,
): ReviewedRedFlag {
  const { orderCase } = evaluator;
  const { order } = orderCase;
  const listing = lookUp(evaluator, flag);
  const sameModality = flag.studies.some((entry) => entry.modality === order.study.modality);
  // The flag says nothing of a study that it does not list and has no better one for.
  const answers =
    listing.standing !== 'unlisted' || (sameModality && listing.alternatives.length > 0);
  const decides = isAtOrderedLevel && flag.studies.length > 0 && answers;
  return {
    flag,
    evaluation,
    isAtOrderedLevel,
    listing,
    decides,
    indicated: indicatedStudies(flag, evaluator, isAtOrderedLevel, levels),
    alsoIndicated: isAtOrderedLevel
      ? [...new Set([...studiesAsWell(flag, orderCase), ...studiesApart(flag, evaluator)])]
      : [],
  };
}

/** The studies of records that lie at other levels than the ordered study, which no other draft shows. */
function studiesApart(flag: RedFlag, evaluator: CaseEvaluator): readonly Study[] {
  const { orderCase } = evaluator;
  const apart = (flag.records?.(orderCase) ?? []).filter(
    (levels) => levels.length > 0 && !overlap(levels, orderCase.regions),
  );
  if (apart.length === 0) return [];
  const drafted = orderCase.draftOrders.map(({ study }) => study.region);
  const regions = new Set(apart.map(([level]) => level).flatMap((level) => level ?? []));
  return [...new Set([...regions].map(studyRegionOf))]
    .filter((region) => !drafted.includes(region))
    .flatMap((region) => suggestible(evaluator, flag.studies, () => region).slice(0, 1));
}

/** The studies that a flag selects: at the order's level, or, where the order misses the flag's level, at that one. */
function indicatedStudies(
  flag: RedFlag,
  evaluator: CaseEvaluator,
  isAtOrderedLevel: boolean,
  levels: readonly BodyRegion[],
): readonly Study[] {
  const atOrderedLevel = isAtOrderedLevel ? suggestible(evaluator, flag.studies) : [];
  if (atOrderedLevel.length > 0) return atOrderedLevel;
  return [...new Set(levels.map(studyRegionOf))].flatMap((region) =>
    suggestible(evaluator, flag.studies, () => region),
  );
}

/**
 * The day on which a red flag was last found, as its records tell it: a form tells again what it heard of. Undefined
 * where nothing that it stands on has a date.
 */
export function dayOfFlag(evidence: readonly Evidence[]): Day | undefined {
  const found = evidence.filter(({ reference }) => !reference.startsWith('QuestionnaireResponse/'));
  const days = (found.length > 0 ? found : evidence).flatMap(
    ({ date }) => chartDate(date)?.earliest ?? [],
  );
  return days.length === 0 ? undefined : Math.max(...days);
}

/** The flags at the order's level, as the criteria of the indications see them. */
export function foundRedFlags(review: RedFlagReview): readonly FoundRedFlag[] {
  return review.present.filter((one) => one.isAtOrderedLevel).map(found);
}

/** The new neurological deficits at whatever level. */
export function deficitsIn(review: RedFlagReview): readonly FoundRedFlag[] {
  return review.present.filter(({ flag }) => flag.isDeficit === true).map(found);
}

function found(one: ReviewedRedFlag): FoundRedFlag {
  return {
    id: one.flag.id,
    selectsStudy: one.flag.studies.length === 0 || isSelected(one),
    wantsOtherContrast: one.decides && one.listing.standing === 'unlisted',
    isDeficit: one.flag.isDeficit === true,
    summary: one.evaluation.summary,
    evidence: one.evaluation.evidence,
    statements: one.flag.statements,
  };
}

/** Whether the ordered study is one that the flag selects. */
function isSelected({ decides, listing }: Pick<ReviewedRedFlag, 'decides' | 'listing'>): boolean {
  return decides && listing.standing !== 'unlisted' && (listing.gate?.value ?? 'met') === 'met';
}

/** redflag-5: a new neurological deficit or cauda equina syndrome makes the contrast study of an infection mandatory. */
function hasNewDeficit(review: RedFlagReview, evaluator: CaseEvaluator): boolean {
  return (
    review.present.some((one) => one.flag.isDeficit === true) ||
    evaluator.orderCase.chart.attested('neurological-deterioration')?.value === true
  );
}

/** What each red flag that is present at an ordered level says of the order, in the guideline's order. */
export function judgeRedFlags(
  review: RedFlagReview,
  evaluator: CaseEvaluator,
): readonly Judgement[] {
  const isDeficit = hasNewDeficit(review, evaluator);
  return review.present.flatMap((one) => (one.decides ? [judgeRedFlag(one, isDeficit)] : []));
}

function judgeRedFlag(
  { flag, evaluation, listing, indicated }: ReviewedRedFlag,
  isDeficit: boolean,
): Judgement {
  const binding = flag.studies.find((entry) => entry.binding !== undefined)?.binding;
  const isMandated = isDeficit && binding !== undefined;
  const gates = listing.gate === undefined ? [] : [listing.gate];
  const isMissing = gates.some((gate) => gate.value !== 'met');
  const alternatives =
    listing.alternatives.length > 0 || !isMissing ? listing.alternatives : indicated;
  const isPreferred = alternatives.length > 0;
  const preference = isMandated ? 'mandated' : preferenceOf(listing);
  return {
    decidedBy: isMissing ? (listing.gateRule ?? flag.id) : flag.id,
    title: flag.title,
    statements: isMandated ? [binding.mandatedByDeficit, ...flag.statements] : flag.statements,
    determination: determinationOf(isMissing, isPreferred),
    entries: [evaluation, ...gates].flatMap(explain),
    required: [evaluation, ...gates],
    alternatives,
    preference: isPreferred ? preference : undefined,
    indication: undefined,
    redFlag: flag,
    position: listing.position,
    ...(binding !== undefined && isPreferred && !isMissing && preference !== 'advisory'
      ? { isBinding: true }
      : {}),
  };
}

function determinationOf(isMissing: boolean, isPreferred: boolean): Determination {
  if (isMissing) return 'prerequisites-missing';
  return isPreferred ? 'alternative-preferred' : 'supported';
}

/** The present red flags for the cards: whether the ordered study is one that the flag selects. */
export function presentRedFlags(review: RedFlagReview): readonly PresentRedFlag[] {
  return review.present.map((one) => ({
    id: one.flag.id,
    title: one.flag.title,
    statements: one.flag.statements,
    fits: one.isAtOrderedLevel && isSelected(one),
    evidence: one.evaluation.evidence,
  }));
}
