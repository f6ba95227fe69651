import type { Case } from '../guideline/case.ts';
import type { GuidelineCriterion } from '../guideline/criterion.ts';
import {
  type Indication,
  lists,
  type OrderedModality,
  orderedModality,
  type StudyEntry,
} from '../guideline/indication.ts';
import type { StudyRule } from '../guideline/rules/study-rule.ts';
import { type Evaluation, evaluate, type Memo } from '../logic/evaluate.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import type { FindingValue } from '../logic/finding.ts';
import { all } from '../logic/three-valued.ts';
import { findStudy } from '../terminology/study-catalogue.ts';
import type { BodyRegion, Study, StudyRegion } from '../terminology/types.ts';
import type { Determination, Preference } from './types.ts';

/** What one indication, red flag or rule says of an order. */
export interface Judgement {
  readonly decidedBy: string;
  readonly title: string;
  readonly statements: readonly string[];
  readonly determination: Determination;
  readonly entries: readonly TraceEntry[];
  /** What must be met for it to stand. */
  readonly required: readonly Evaluation<Case>[];
  readonly preferred: Study | undefined;
  readonly preference: Preference | undefined;
  readonly indication: Indication | undefined;
  /** The rule on the study itself that decided. */
  readonly rule?: StudyRule;
  /** Nothing on the chart is a reason for the study at its level. */
  readonly hasNoReason?: true;
}

/** Evaluates criteria of one case, each once. */
export class CaseEvaluator {
  readonly subject: Case;
  readonly #memo: Memo<Case> = new Map();

  constructor(subject: Case) {
    this.subject = subject;
  }

  /** The evaluation of a criterion on the case. */
  evaluate(criterion: GuidelineCriterion): Evaluation<Case> {
    return evaluate(criterion, this.subject, this.#memo);
  }

  /** The finding of a criterion on the case. */
  value(criterion: GuidelineCriterion): FindingValue {
    return this.evaluate(criterion).value;
  }
}

/** What a section's study list says of the ordered study. */
export interface Listing {
  readonly standing: 'listed' | 'advisory' | 'unlisted';
  readonly gate: Evaluation<Case> | undefined;
  readonly gateRule: string | undefined;
  /** The study to suggest; absent where the ordered one is as good. */
  readonly preferred: Study | undefined;
}

/**
 * Looks up the ordered study in a list. The first listed study of the level is the one to suggest
 * where the ordered one is not listed, or listed but not preferred, or its own condition is missing.
 */
export function lookUp(
  evaluator: CaseEvaluator,
  studies: readonly StudyEntry[],
  modality: OrderedModality,
): Listing {
  const { study } = evaluator.subject.order;
  const preferred = firstListed(evaluator, studies);
  const other = preferred !== undefined && preferred.cpt !== study.cpt ? preferred : undefined;
  for (const entry of studies) {
    if (!lists(entry, study, modality)) continue;
    if (entry.onlyIf !== undefined && evaluator.value(entry.onlyIf) !== 'met') continue;
    if (entry.gate !== undefined) {
      const gate = evaluator.evaluate(entry.gate);
      const missing = gate.value !== 'met';
      return {
        standing: 'listed',
        gate,
        gateRule: entry.gateRule,
        preferred: missing ? other : undefined,
      };
    }
    const advisory =
      entry.advisoryUnless !== undefined && evaluator.value(entry.advisoryUnless) !== 'met';
    return {
      standing: advisory ? 'advisory' : 'listed',
      gate: undefined,
      gateRule: undefined,
      preferred: advisory ? other : undefined,
    };
  }
  // Another contrast of a listed study is answered with that study, not with another modality.
  const same = firstListed(
    evaluator,
    studies.filter((entry) => entry.modality === modality),
  );
  return { standing: 'unlisted', gate: undefined, gateRule: undefined, preferred: same ?? other };
}

/** The first study that a list names for the ordered level, or for the first level it names. */
export function firstListed(
  evaluator: CaseEvaluator,
  studies: readonly StudyEntry[],
): Study | undefined {
  for (const entry of studies) {
    if (
      entry.alternative === true ||
      entry.codes !== undefined ||
      entry.modality === 'CT-myelogram'
    )
      continue;
    if (entry.onlyIf !== undefined && evaluator.value(entry.onlyIf) !== 'met') continue;
    const region = regionOf(entry, evaluator.subject);
    if (region === undefined) continue;
    const [contrast] = entry.contrast;
    const study = findStudy(entry.modality, region, contrast ?? 'not-applicable');
    if (study !== undefined) return study;
  }
  return undefined;
}

/** The ordered level, else the level of the complaint, else the first that the section names for a level of the spine. */
function regionOf(entry: StudyEntry, subject: Case): StudyRegion | undefined {
  const ordered = subject.order.study.region;
  if (entry.regions === 'ordered' || entry.regions.includes(ordered)) return ordered;
  const levels: readonly StudyRegion[] = [
    ...subject.order.bodyRegions.flatMap(asStudyRegion),
    ...subject.presence.flatMap((fact) => fact.regions.flatMap(asStudyRegion)),
  ];
  const named = entry.regions.find((region) => levels.includes(region));
  const isLevel =
    ordered === 'cervical' ||
    ordered === 'thoracic' ||
    ordered === 'lumbar' ||
    ordered === 'pelvis';
  return named ?? (isLevel ? entry.regions[0] : undefined);
}

function asStudyRegion(region: BodyRegion): readonly StudyRegion[] {
  return region === 'sacrum-coccyx' || region === 'sacroiliac' ? ['pelvis'] : [region];
}

/** Judges the order under an indication that applies to it. */
export function judgeIndication(indication: Indication, evaluator: CaseEvaluator): Judgement {
  const requires = evaluator.evaluate(indication.requires);
  const listing = lookUp(
    evaluator,
    indication.studies,
    orderedModality(evaluator.subject.order, contrastMeaning(indication)),
  );
  const gates = listing.gate === undefined ? [] : [listing.gate];
  const value = all([requires.value, ...gates.map((gate) => gate.value)]);
  const onlyGateBlocks =
    requires.value === 'met' && listing.gate !== undefined && listing.gate.value !== 'met';
  const entries = [requires, ...gates].flatMap(explain);
  const conclude = (determination: Determination, preference?: Preference): Judgement => ({
    determination,
    preference,
    decidedBy: onlyGateBlocks ? (listing.gateRule ?? indication.id) : indication.id,
    title: indication.title,
    statements: indication.statements,
    entries,
    required: [requires, ...gates],
    indication,
    preferred: listing.preferred,
  });
  const preference = listing.standing === 'advisory' ? 'advisory' : 'recommended';
  if (listing.preferred !== undefined) {
    return conclude(
      value === 'met' ? 'alternative-preferred' : 'prerequisites-missing',
      preference,
    );
  }
  if (value !== 'met') return conclude('prerequisites-missing');
  // Without a study of the section's own for this level, it says nothing for the ordered one.
  return conclude(listing.standing === 'unlisted' ? 'not-supported' : 'supported');
}

/** For infection and cancer CT "with" is read as CT with intravenous contrast unless a myelogram is named (reading A4). */
function contrastMeaning(indication: Pick<Indication, 'id'>): 'myelogram' | 'iv' {
  return indication.id === 'suspected-spinal-malignancy' || indication.id === 'oncology-referral'
    ? 'iv'
    : 'myelogram';
}

const worth: Readonly<Record<Determination, number>> = {
  supported: 3,
  'alternative-preferred': 2,
  'prerequisites-missing': 1,
  'not-supported': 0,
};

/** The criteria that stand in the way, without the parts of a composite that stands there itself. */
export function missingOf(judgement: Judgement): readonly TraceEntry[] {
  const ids = new Set(judgement.entries.map((entry) => entry.id));
  return judgement.entries.filter(
    (entry) => entry.value !== 'met' && (entry.partOf === undefined || !ids.has(entry.partOf)),
  );
}

/**
 * The most favourable of several judgements (formal logic, section 6): by determination, then by the
 * fewest missing criteria, then the one whose indication is the order's own reason, then in order.
 */
export function mostFavourable(
  judgements: readonly Judgement[],
  isReason: (judgement: Judgement) => boolean,
): Judgement | undefined {
  let best: Judgement | undefined;
  for (const judgement of judgements) {
    if (best === undefined || isBetter(judgement, best, isReason)) best = judgement;
  }
  return best;
}

function isBetter(
  one: Judgement,
  other: Judgement,
  isReason: (judgement: Judgement) => boolean,
): boolean {
  const difference = worth[one.determination] - worth[other.determination];
  if (difference !== 0) return difference > 0;
  const missing = missingOf(one).length - missingOf(other).length;
  if (missing !== 0) return missing < 0;
  return isReason(one) && !isReason(other);
}
