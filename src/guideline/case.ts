import type {
  Attestation,
  Chart,
  ChartDate,
  ConditionFact,
  Day,
  DraftOrder,
  ImagingFact,
  RedFlagMention,
  SurgeryFact,
} from '../chart/types.ts';
import type { Evidence } from '../logic/finding.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import type { Readings } from './readings.ts';
import type { Roles } from './roles.ts';
import type { TrialRecord } from './trial.ts';

/** The current episode of symptoms (formal logic, section 0 and readings A2, A3). */
export interface Episode {
  /** Onset of the order's reason; absent where nobody documented it. Never guessed from a recorded date. */
  readonly start?: ChartDate;
  /** The later of the start and a documented significant change. Absent where the start is. */
  readonly reference?: ChartDate;
  /** Where a complaint beside the order's reason dates the episode: since when the reason lasts. */
  readonly reasonSince?: ChartDate | 'unknown';
  /** It is that of a condition that lasts (ankylosing spondylitis, a deformity). */
  readonly lasts?: true;
  readonly evidence: readonly Evidence[];
}

/** A red flag found on the chart at a level that the order shows. */
export interface FoundRedFlag {
  readonly id: string;
  /** Whether the flag selects the ordered study: only then is the radiograph waived too (reading A31). */
  readonly selectsStudy: boolean;
  /** The flag selects the same study with another contrast: it is that one for which it waives anything. */
  readonly wantsOtherContrast: boolean;
  /** A new neurological deficit or cauda equina syndrome. */
  readonly isDeficit: boolean;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly statements: readonly string[];
}

/** What a case is of: one order under one indication, with the chart and what was found on it before. */
export interface CaseFacts {
  readonly asOf: Date;
  readonly today: Day;
  /** Without what was attested before the episode. */
  readonly chart: Chart;
  /**
   * With what was attested in the weeks before the episode too, for the red flags: what it says of one is asked
   * about.
   */
  readonly recent?: Chart | undefined;
  readonly order: DraftOrder;
  /** The red flags that the order's own words name. */
  readonly mentions: readonly RedFlagMention[];
  /** All spine studies drafted together, this one included. */
  readonly draftOrders: readonly DraftOrder[];
  /** The body regions that the ordered study shows. */
  readonly regions: readonly BodyRegion[];
  /** The facts that make the indication apply. */
  readonly presence: readonly ConditionFact[];
  /** Their concepts, which each treatment and each visit is held against. */
  readonly concepts: ReadonlySet<Concept>;
  readonly episode: Episode;
  readonly redFlags: readonly FoundRedFlag[];
  /** New neurological deficits at whatever level. */
  readonly deficits: readonly FoundRedFlag[];
  readonly readings: Readings;
  /** When each indication of the policy applies, for a rule on several orders. */
  readonly indications: readonly ApplicableIndication[];
  /** What the engine asks of the policy by its role. */
  readonly roles: Roles<Case>;
}

/** One order under one indication: what every criterion decides on. Only an evaluator makes one of its facts. */
export interface Case extends CaseFacts {
  /** The trial of treatment that the chart shows for it, read when a criterion first asks for it. */
  readonly trial: () => TrialRecord;
}

/** When an indication applies to an order. */
interface ApplicableIndication {
  readonly levels?: readonly BodyRegion[];
  readonly appliesTo: (orderCase: Case) => readonly ConditionFact[] | undefined;
}

/** The attested yes or no to an item; an answer of another type is no answer. */
export function attestedFlag(
  orderCase: Case,
  linkId: string,
): { readonly value: boolean; readonly attestation: Attestation } | undefined {
  const attestation = orderCase.chart.attested(linkId);
  if (attestation === undefined || typeof attestation.value !== 'boolean') return undefined;
  return { value: attestation.value, attestation };
}

/** The regions where an indication or a finding lies: its own, or, where nothing says, those of the order. */
export function regionsOf(
  fact: ConditionFact,
  orderCase: Pick<Case, 'regions'>,
): readonly BodyRegion[] {
  return fact.regions.length > 0 ? fact.regions : orderCase.regions;
}

/** The concepts of the facts that make a case. */
export function conceptsOf(presence: readonly ConditionFact[]): ReadonlySet<Concept> {
  const [only, ...others] = presence;
  if (only !== undefined && others.length === 0) return only.concepts;
  const concepts = new Set<Concept>();
  for (const fact of presence) for (const concept of fact.concepts) concepts.add(concept);
  return concepts;
}

/** Surgery of the spine. An augmentation and a stimulator are rows of their own (evidence contract) and none. */
export function isSpineSurgery({ kind }: SurgeryFact): boolean {
  return kind !== 'stimulator' && kind !== 'augmentation';
}

/** Whether an MRI of a part of the body says that it belongs to a whole-body protocol (reading A61). */
export function isWholeBodyMri({ study, techniques }: DraftOrder): boolean {
  return study.modality === 'MRI' && techniques.has('whole-body');
}

/** Whether the report of a study says that it settled nothing. */
export function isInconclusive({ conclusions }: ImagingFact): boolean {
  return conclusions.has('non-diagnostic') || conclusions.has('equivocal');
}

/** Whether two lists of regions share one. */
export function overlap(one: readonly BodyRegion[], other: readonly BodyRegion[]): boolean {
  return one.some((region) => other.includes(region));
}

/**
 * The levels that an order is about: those that it shows; of a study of the whole body those of its reasons, else of
 * the facts that make the indication apply (reading A52).
 */
export function levelsInQuestion({ order, presence, regions }: Case): readonly BodyRegion[] {
  if (regions.length < everyRegion.length) return regions;
  const ofReasons = order.reasons.flatMap((reason) => reason.regions);
  const named = ofReasons.length > 0 ? ofReasons : presence.flatMap((fact) => fact.regions);
  return named.length > 0 ? named : regions;
}
