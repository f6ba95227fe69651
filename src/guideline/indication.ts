import type { ConditionFact } from '../chart/types.ts';
import type { BodyRegion, Concept, StudyRegion } from '../terminology/types.ts';
import type { Case } from './case.ts';
import type { GuidelineCriterion } from './criterion.ts';
import { presentFacts, type Where } from './present-facts.ts';
import type { ReferredGuideline } from './referred-guideline.ts';
import type { StudyEntry } from './study-entry.ts';

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

/** Applies to the complaints of these concepts that the chart documents now, at a level that the order shows. */
export function documented(
  concepts: readonly Concept[],
  where: Where = {},
): Indication['appliesTo'] {
  return (orderCase) => {
    const facts = presentFacts(orderCase, concepts, where);
    return facts.length > 0 ? facts : undefined;
  };
}
