import { isOnOrAfter } from '../chart/dates.ts';
import type { ConditionFact, DraftOrder } from '../chart/types.ts';
import type {
  BodyRegion,
  Concept,
  Contrast,
  Modality,
  Study,
  StudyRegion,
} from '../terminology/types.ts';
import { type Case, overlap } from './case.ts';
import type { GuidelineCriterion } from './criterion.ts';
import type { ReferredGuideline } from './referred-guideline.ts';

/** Codes 72126, 72129 and 72132 mean CT with intravenous contrast as well as CT after a myelogram (reading A4). */
export type OrderedModality = Modality | 'CT-myelogram';

/** Studies that a section lists. */
export interface StudyEntry {
  readonly modality: OrderedModality;
  /** The order's own level, or the levels that the section names. */
  readonly regions: 'ordered' | readonly StudyRegion[];
  /** Any where absent: bone scans and SPECT have none. */
  readonly contrast?: readonly Contrast[];
  /** CPT codes, where the modality alone does not tell (three-phase bone scan). */
  readonly codes?: readonly string[];
  /** Must be met before this study is supported; missing, it is reported and the first listed study suggested. */
  readonly requires?: GuidelineCriterion;
  /** The study rule that asks for what it requires; the indication itself where absent. */
  readonly requiredBy?: string;
  /** Unless met, the study counts as not listed. */
  readonly listedIf?: GuidelineCriterion;
  /** Listed, but the first listed study is the preferred one, which is advice, unless this is met. */
  readonly firstPreferredUnless?: GuidelineCriterion;
  /** Listed, and suggested only where its own condition is met and nothing before it may be. */
  readonly alternative?: true;
  /**
   * What this entry lists holds whatever another red flag or indication would list (redflag-4); beside a
   * new deficit it is mandatory, by the statement named.
   */
  readonly binding?: { readonly mandatedByDeficit: string };
}

/** A clinical reason under which a study is judged: one entry of the guideline. */
export interface Indication {
  readonly id: string;
  readonly title: string;
  /** The statements that its determination stands on, most telling first. */
  readonly statements: readonly string[];
  /** The facts by which it applies at a level that the order shows; undefined where it does not apply. */
  readonly appliesTo: (orderCase: Case) => readonly ConditionFact[] | undefined;
  /** Criteria that several sections share, and the sentence of this section that its cards quote for them. */
  readonly cardsQuote?: { readonly statement: string; readonly for: readonly string[] };
  readonly requires: GuidelineCriterion;
  readonly studies: readonly StudyEntry[];
  /** The levels that the section names; any where absent. At another level it neither applies nor lists. */
  readonly levels?: readonly BodyRegion[];
  /** Its complaint counts wherever it lies: a dimple over the sacrum is a sign of the cord above. */
  readonly liesAnywhere?: true;
  /** While it is not satisfied: the study is not supported where this is met (an interval that has not passed). */
  readonly refusedWhen?: GuidelineCriterion;
  /** Its complaint is pain, so that improvement ends it (general-improving-1). */
  readonly isPain?: true;
  /** CT "with" means intravenous contrast here; a myelogram where absent (reading A4). */
  readonly contrastMeans?: 'iv';
  /** The joint or bone whose plain film it asks for, where that is not the ordered level. */
  readonly film?: BodyRegion;
  /** Has intervals of its own, so that the general rules on repeat and surveillance do not apply. */
  readonly ownInterval?: true;
  /** Yields to every other indication that applies. */
  readonly general?: true;
  /** It applies by something that nothing places at the ordered level: then the general one does not yield. */
  readonly isUnplaced?: (orderCase: Case) => boolean;
  /** Levels to be shown as well where no draft order shows any of them. */
  readonly alsoShows?: (orderCase: Case) => readonly StudyRegion[];
  readonly refersTo?: (orderCase: Case) => readonly ReferredGuideline[];
  readonly notices?: (orderCase: Case) => readonly string[];
}

/** An indication under its id. */
export function indication(id: string, definition: Omit<Indication, 'id'>): Indication {
  return Object.freeze({ id, ...definition });
}

/** Where a concept lies when neither its code nor the resource says. */
export const inherentRegions: Readonly<Partial<Record<Concept, readonly BodyRegion[]>>> = {
  'lumbar-radiculopathy': ['lumbar'],
  'cervical-radicular-pain': ['cervical'],
  'thoracic-radicular-pain': ['thoracic'],
  'low-back-pain': ['lumbar'],
  'neck-pain': ['cervical'],
  'thoracic-pain': ['thoracic'],
  'cauda-equina-syndrome': ['lumbar'],
  'neurogenic-claudication': ['lumbar'],
  'foot-drop': ['lumbar'],
  coccydynia: ['sacrum-coccyx'],
  'sacral-fracture': ['sacrum-coccyx', 'sacroiliac'],
  'sacroiliac-joint': ['sacroiliac'],
  'juvenile-idiopathic-arthritis': ['sacroiliac'],
};

/** Where a fact lies by its own record: its regions, else those that its concepts have by themselves; none where nothing says. */
export function ownRegions(fact: ConditionFact): readonly BodyRegion[] {
  if (fact.regions.length > 0) return fact.regions;
  return [...fact.concepts].flatMap((concept) => inherentRegions[concept] ?? []);
}

/** Where a record puts one of its concepts: of several complaints each lies at its own level. Empty where nothing says. */
export function regionsForOne(
  { places, regions }: ConditionFact,
  concept: Concept,
): readonly BodyRegion[] {
  return places?.get(concept) ?? regions;
}

/** The regions of a fact for one concept: its own, else the concept's, else the order's. */
export function regionsForConcept(
  fact: ConditionFact,
  concept: Concept,
  orderCase: Pick<Case, 'order' | 'draftOrders' | 'regions'>,
): readonly BodyRegion[] {
  const own = regionsForOne(fact, concept);
  return own.length > 0 ? own : (inherentRegions[concept] ?? orderedRegionsOf(fact, orderCase));
}

/**
 * The regions of the orders that a fact is a reason of: of another one's alone those of that order, else this one's.
 */
function orderedRegionsOf(
  { evidence: { reference } }: ConditionFact,
  { order, draftOrders, regions }: Pick<Case, 'order' | 'draftOrders' | 'regions'>,
): readonly BodyRegion[] {
  if (draftOrders.length < 2) return regions;
  const orders = reasonedBy(draftOrders).get(reference);
  if (orders === undefined || orders.includes(order)) return regions;
  return orders.flatMap(({ study }) => study.shows);
}

/** The orders of a call by the references of their reasons. */
function reasonedBy(
  draftOrders: readonly DraftOrder[],
): ReadonlyMap<string, readonly DraftOrder[]> {
  const known = reasoned.get(draftOrders);
  if (known !== undefined) return known;
  const found = new Map<string, DraftOrder[]>();
  for (const order of draftOrders) {
    for (const { evidence } of order.reasons) {
      const orders = found.get(evidence.reference) ?? [];
      orders.push(order);
      found.set(evidence.reference, orders);
    }
  }
  reasoned.set(draftOrders, found);
  return found;
}

const reasoned = new WeakMap<readonly DraftOrder[], ReadonlyMap<string, readonly DraftOrder[]>>();

/** Where facts are looked for: among the order's reasons alone, and at whatever level. */
interface Where {
  readonly reasonOnly?: boolean;
  readonly anyLevel?: boolean;
}

/** An order as a case of what its chart holds. */
type OfOrder = Pick<Case, 'order' | 'draftOrders' | 'chart' | 'regions'>;

/**
 * The patient's current, not refuted facts for any of the concepts at a level that the order shows:
 * the order's reasons first, then the problem list.
 */
export function presentFacts(
  orderCase: OfOrder,
  concepts: readonly Concept[],
  where: Where = {},
): readonly ConditionFact[] {
  const { reasons } = orderCase.order;
  let found: ConditionFact[] | undefined;
  // A chart can hold thousands of one concept, and a fact mean two: a set is made only where one may come twice.
  let seen: Set<ConditionFact> | undefined;
  for (let at = 0; at < concepts.length; at += 1) {
    const concept = concepts[at];
    if (concept === undefined) break;
    const standing = onChart(orderCase, concept, where);
    for (let nth = 0; nth < reasons.length + standing.length; nth += 1) {
      const fact = nth < reasons.length ? reasons[nth] : standing[nth - reasons.length];
      if (fact === undefined || !isPresentAs(fact, concept, orderCase, where)) continue;
      if (found === undefined) found = [];
      else if (mayComeAgain(fact, orderCase.order, concepts, at)) {
        seen ??= new Set(found);
        if (seen.has(fact)) continue;
      }
      found.push(fact);
      seen?.add(fact);
    }
  }
  return found ?? none;
}

/** Whether there is any of {@link presentFacts}. */
export function isAnyPresent(
  orderCase: OfOrder,
  concepts: readonly Concept[],
  where: Where = {},
): boolean {
  for (const concept of concepts) {
    for (const fact of orderCase.order.reasons)
      if (isPresentAs(fact, concept, orderCase, where)) return true;
    for (const fact of onChart(orderCase, concept, where))
      if (isPresentAs(fact, concept, orderCase, where)) return true;
  }
  return false;
}

function onChart(
  { chart }: OfOrder,
  concept: Concept,
  { reasonOnly }: Where,
): readonly ConditionFact[] {
  return reasonOnly === true ? none : standing(chart.conditionsOf(concept));
}

/** Whether a fact may have come before: as a reason of the order, or by a concept that was asked before. */
function mayComeAgain(
  fact: ConditionFact,
  { reasons }: DraftOrder,
  concepts: readonly Concept[],
  at: number,
): boolean {
  if (reasons.length > mostReasons || reasons.includes(fact)) return true;
  for (let before = 0; before < at; before += 1) {
    const concept = concepts[before];
    if (concept !== undefined && fact.concepts.has(concept)) return true;
  }
  return false;
}

/** So many reasons are gone through for each fact of a chart. */
const mostReasons = 8;

/**
 * The facts of one concept that are current and were not refuted since: looked through once, whatever number of
 * criteria and orders ask.
 * @param all of one concept
 */
function standing(all: readonly ConditionFact[]): readonly ConditionFact[] {
  if (all.length === 0) return none;
  const known = stood.get(all);
  if (known !== undefined) return known;
  const found = all.filter((fact) => isHeld(fact) && !isRefutedSince(fact, all));
  stood.set(all, found.length === 0 ? none : found);
  return found;
}

const stood = new WeakMap<readonly ConditionFact[], readonly ConditionFact[]>();

/** Whether a record says that something is there now. */
function isHeld({ current, certainty }: ConditionFact): boolean {
  return current && certainty !== 'refuted';
}

/**
 * Whether a record of the chart was refuted on the day that it speaks of, or later: what an older record says holds no
 * longer. The order's own reason is stated anew by the order.
 * @param all of one concept
 */
function isRefutedSince(fact: ConditionFact, all: readonly ConditionFact[]): boolean {
  const date = fact.recorded ?? fact.onset;
  if (all.length < 2 || date === undefined) return false;
  return refutedOf(all).some(
    (denial) =>
      denial.recorded !== undefined &&
      isOnOrAfter(denial.recorded, date) === 'met' &&
      isCalledAlike(denial, fact) &&
      (denial.regions.length === 0 || overlap(denial.regions, ownRegions(fact))),
  );
}

/** Whether a refutation is of the same condition, and not of another of its kind: of one of two cancers, of one of two discs. */
function isCalledAlike(denial: ConditionFact, fact: ConditionFact): boolean {
  const [denied, name] = [nameOf(denial), nameOf(fact)];
  return denial.fromText === true || denied === '' || denied === name;
}

/** What it is called, without the value that an observation has behind its name. */
function nameOf({ origin, evidence }: ConditionFact): string {
  const text = evidence.text.toLowerCase();
  return origin === 'observation' ? (text.split(': ')[0] ?? text) : text;
}

/** The refuted facts among those of one concept: of nearly every concept there are none. */
function refutedOf(all: readonly ConditionFact[]): readonly ConditionFact[] {
  const known = refuted.get(all);
  if (known !== undefined) return known;
  const found = all.filter(({ certainty }) => certainty === 'refuted');
  refuted.set(all, found.length === 0 ? none : found);
  return found;
}

const refuted = new WeakMap<readonly ConditionFact[], readonly ConditionFact[]>();

const none: readonly never[] = [];

/** Whether a fact means a concept, and is there now at a level that the order shows. */
function isPresentAs(
  fact: ConditionFact,
  concept: Concept,
  orderCase: Pick<Case, 'order' | 'draftOrders' | 'regions'>,
  { anyLevel }: Where,
): boolean {
  if (!fact.concepts.has(concept) || !isHeld(fact)) return false;
  return (
    anyLevel === true || overlap(regionsForConcept(fact, concept, orderCase), orderCase.regions)
  );
}

/** Applies to the complaints of these concepts that the chart documents now, at a level that the order shows. */
export function documented(
  concepts: readonly Concept[],
  options: { readonly reasonOnly?: boolean; readonly anyLevel?: boolean } = {},
): Indication['appliesTo'] {
  return (orderCase) => {
    const facts = presentFacts(orderCase, concepts, options);
    return facts.length > 0 ? facts : undefined;
  };
}

/** How the guideline names the ordered study: CT codes "with" are a myelogram unless the order says IV contrast (reading A4). */
export function orderedModality(
  order: DraftOrder,
  contrastMeans: 'myelogram' | 'iv',
): OrderedModality {
  const { study, techniques } = order;
  if (study.modality !== 'CT' || study.contrast !== 'with' || study.region === 'pelvis')
    return study.modality;
  const myelogram =
    contrastMeans === 'myelogram'
      ? !techniques.has('iv-contrast') || techniques.has('myelogram')
      : techniques.has('myelogram');
  return myelogram ? 'CT-myelogram' : 'CT';
}

/** Whether an entry lists the ordered study. */
export function lists(entry: StudyEntry, study: Study, modality: OrderedModality): boolean {
  if (entry.codes !== undefined) return entry.codes.includes(study.cpt);
  return (
    entry.modality === modality &&
    (entry.regions === 'ordered' || entry.regions.includes(study.region)) &&
    (entry.contrast === undefined || entry.contrast.includes(study.contrast))
  );
}
