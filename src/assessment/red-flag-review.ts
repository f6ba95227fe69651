import { type Case, type FoundRedFlag, overlap } from '../guideline/case.ts';
import { orderedModality } from '../guideline/indication.ts';
import { redFlags } from '../guideline/red-flags/index.ts';
import type { RedFlag } from '../guideline/red-flags/red-flag.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import { findStudy } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import {
  type CaseEvaluator,
  firstListed,
  type Judgement,
  type Listing,
  lookUp,
} from './judgement.ts';
import type { PresentRedFlag } from './types.ts';

/** A red flag on the chart, with what it says of the ordered study. */
export interface ReviewedRedFlag {
  readonly flag: RedFlag;
  readonly evaluation: Evaluation<Case>;
  /** It concerns a level that the study shows. */
  readonly relevant: boolean;
  readonly listing: Listing;
  /** The flag's own modality at its level, so that it can decide: listed, gated, or another contrast of a listed one. */
  readonly decides: boolean;
  readonly indicated: Study | undefined;
}

/** What the red flags say of one order. */
export interface RedFlagReview {
  readonly present: readonly ReviewedRedFlag[];
  /** Half documented, at a level that the study shows: completing them would waive the prerequisites. */
  readonly open: readonly Evaluation<Case>[];
  readonly prompts: readonly TraceEntry[];
}

/** Evaluates every red flag on the case. Silence about a red flag is no red flag. */
export function reviewRedFlags(evaluator: CaseEvaluator): RedFlagReview {
  const present: ReviewedRedFlag[] = [];
  const open: Evaluation<Case>[] = [];
  const { subject } = evaluator;
  for (const flag of redFlags) {
    const evaluation = evaluator.evaluate(flag.criterion);
    if (evaluation.value === 'not-met') continue;
    const relevant = overlap(flag.regions(subject), subject.regions);
    if (evaluation.value === 'not-documented') {
      if (relevant) open.push(evaluation);
      continue;
    }
    present.push(reviewFlag(flag, evaluation, relevant, evaluator));
  }
  const prompts = open.flatMap(explain).filter((entry) => entry.value !== 'met');
  return { present, open, prompts };
}

function reviewFlag(
  flag: RedFlag,
  evaluation: Evaluation<Case>,
  relevant: boolean,
  evaluator: CaseEvaluator,
): ReviewedRedFlag {
  const { order } = evaluator.subject;
  const means =
    flag.id === 'red-flag.infection' || flag.id === 'red-flag.cancer' ? 'iv' : 'myelogram';
  const listing = lookUp(evaluator, flag.studies, orderedModality(order, means));
  const sameModality = flag.studies.some((entry) => entry.modality === order.study.modality);
  // Of a study that the flag neither lists nor has a better one for, it says nothing.
  const answers =
    listing.standing !== 'unlisted' || (sameModality && listing.preferred !== undefined);
  const decides = relevant && flag.studies.length > 0 && answers;
  return {
    flag,
    evaluation,
    relevant,
    listing,
    decides,
    indicated: indicatedStudy(flag, evaluator, relevant),
  };
}

/** The first study that a flag selects: at the order's level, or, where the order misses the flag's level, at that one. */
function indicatedStudy(
  flag: RedFlag,
  evaluator: CaseEvaluator,
  relevant: boolean,
): Study | undefined {
  const atOrderedLevel = relevant ? firstListed(evaluator, flag.studies) : undefined;
  if (atOrderedLevel !== undefined) return atOrderedLevel;
  const [level] = flag.regions(evaluator.subject);
  const [entry] = flag.studies;
  if (entry === undefined || level === undefined) return undefined;
  const region = level === 'sacrum-coccyx' || level === 'sacroiliac' ? 'pelvis' : level;
  return findStudy(
    entry.modality === 'CT-myelogram' ? 'CT' : entry.modality,
    region,
    entry.contrast[0] ?? 'without',
  );
}

/** The flags at the order's level, as the criteria of the indications see them. */
export function foundRedFlags(review: RedFlagReview): readonly FoundRedFlag[] {
  return review.present
    .filter((one) => one.relevant)
    .map((one) => ({
      id: one.flag.id,
      selectsStudy:
        one.flag.studies.length === 0 ||
        (one.decides &&
          one.listing.standing !== 'unlisted' &&
          (one.listing.gate?.value ?? 'met') === 'met'),
      summary: one.evaluation.summary,
      evidence: one.evaluation.evidence,
      statements: one.flag.statements,
    }));
}

const newDeficits: ReadonlySet<string> = new Set([
  'red-flag.motor-grade',
  'red-flag.foot-drop',
  'red-flag.bilateral-leg-weakness',
  'red-flag.progressive-deficit',
  'red-flag.cauda-equina',
]);

/** redflag-5: a new neurological deficit or cauda equina syndrome makes the contrast study of an infection mandatory. */
function infectionIsMandated(review: RedFlagReview, evaluator: CaseEvaluator): boolean {
  return (
    review.present.some((one) => newDeficits.has(one.flag.id)) ||
    evaluator.subject.chart.attested('neurological-deterioration')?.value === true
  );
}

/** What each present and relevant red flag says of the order; the first that fits comes first. */
export function judgeRedFlags(
  review: RedFlagReview,
  evaluator: CaseEvaluator,
): readonly Judgement[] {
  const mandated = infectionIsMandated(review, evaluator);
  return review.present.flatMap((one) => {
    if (!one.decides) return [];
    const { listing, flag } = one;
    const entries = [
      ...explain(one.evaluation),
      ...(listing.gate === undefined ? [] : explain(listing.gate)),
    ];
    const gateMissing = listing.gate !== undefined && listing.gate.value !== 'met';
    const isInfection = flag.id === 'red-flag.infection';
    const preferred = listing.preferred ?? (gateMissing ? one.indicated : undefined);
    const preference = strength(listing, isInfection && mandated);
    const judgement: Judgement = {
      decidedBy: gateMissing ? (listing.gateRule ?? flag.id) : flag.id,
      title: flag.title,
      statements: isInfection && mandated ? ['redflag-5', ...flag.statements] : flag.statements,
      determination: gateMissing
        ? 'prerequisites-missing'
        : listing.preferred === undefined
          ? 'supported'
          : 'alternative-preferred',
      entries,
      required: [one.evaluation, ...(listing.gate === undefined ? [] : [listing.gate])],
      preferred,
      preference: preferred === undefined ? undefined : preference,
      indication: undefined,
    };
    return [judgement];
  });
}

function strength(listing: Listing, mandated: boolean): 'advisory' | 'recommended' | 'mandated' {
  if (mandated) return 'mandated';
  return listing.standing === 'advisory' ? 'advisory' : 'recommended';
}

/** The present red flags for the cards: whether the ordered study is one that the flag selects. */
export function presentRedFlags(review: RedFlagReview): readonly PresentRedFlag[] {
  return review.present.map((one) => ({
    id: one.flag.id,
    title: one.flag.title,
    statements: one.flag.statements,
    ...(one.indicated === undefined ? {} : { indicated: one.indicated }),
    fits:
      one.relevant &&
      one.decides &&
      one.listing.standing !== 'unlisted' &&
      (one.listing.gate?.value ?? 'met') === 'met',
    evidence: one.evaluation.evidence,
  }));
}
