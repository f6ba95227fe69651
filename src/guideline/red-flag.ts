import type { BodyRegion, Modality, StudyRegion } from '../terminology/types.ts';
import type { Case } from './case.ts';
import type { GuidelineCriterion } from './criterion.ts';
import type { StudyEntry } from './study-entry.ts';

/** An indication for immediate imaging (redflag-1), at an anatomically relevant level. */
export interface RedFlag {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  readonly criterion: GuidelineCriterion;
  /**
   * The levels that it concerns on this chart (redflag-2, reading A52): its own record's, else those of the
   * order's reason, else those of the active complaints; none where nothing says, never the ordered study's.
   */
  readonly regions: (orderCase: Case) => readonly BodyRegion[];
  /**
   * The levels of each of its records, where it can lie at several. One that lies at other levels than those of the
   * ordered study needs a study of its own.
   */
  readonly records?: (orderCase: Case) => readonly (readonly BodyRegion[])[];
  /** The studies that it selects; none where the guideline names none. The first is the one to suggest. */
  readonly studies: readonly StudyEntry[];
  /** What serves it beside the studies that it selects: a needle is guided to what is suspected. */
  readonly servedBy?: readonly Modality[];
  /** A new neurological deficit or cauda equina syndrome. */
  readonly isDeficit?: true;
  /** CT "with" means intravenous contrast here; a myelogram where absent (reading A4). */
  readonly contrastMeans?: 'iv';
  /**
   * Items of the form that are asked for another criterion and whose yes, found in a note, mentions the flag: the item
   * asks for the `same` thing, or only `points-to` it.
   */
  readonly mentionedBy?: Readonly<Record<string, 'same' | 'points-to'>>;
  /** The indication that an order which it decides stands under. */
  readonly indication?: string;
  /** Levels to be shown as well where the ordered study shows none of them (reading A50). */
  readonly alsoShows?: (orderCase: Case) => readonly StudyRegion[];
}
