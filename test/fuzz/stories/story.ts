/** The levels of the spine that a story can be about. */
export const levels = ['cervical', 'thoracic', 'lumbar'] as const;
export type Level = (typeof levels)[number];

export const limbs = ['left-leg', 'right-leg', 'left-arm', 'right-arm'] as const;
export type Limb = (typeof limbs)[number];

/** What the patient complains of, which is the order's reason. Days are counted back from the call. */
export interface Complaint {
  readonly kind: 'radiculopathy' | 'pain' | 'stenosis' | 'spondylolisthesis' | 'myelopathy';
  readonly level: Level;
  /** Days since its onset. */
  readonly since: number;
}

export interface Study {
  readonly kind: 'MRI' | 'CT';
  readonly level: Level;
  readonly contrast: 'without' | 'without-and-with';
}

/** The elective care of the complaint, all of it within the episode unless it says otherwise. */
export interface Care {
  readonly visit:
    | 'none'
    | 'remote'
    | 'in-person'
    | 'before-the-episode'
    // A visit of the episode, by a kind of contact that only the site knows, or for a sore throat.
    | 'of-unknown-kind'
    | 'for-something-else';
  /** A course of provider-directed treatment: days ago that it began and ended. */
  readonly treatment?: {
    readonly from: number;
    readonly to: number;
    readonly outcome: 'failed' | 'improved' | 'unsaid';
    /** What it was ordered for: this complaint in so many words, the knee, something that no list knows. */
    readonly reason?: 'this' | 'elsewhere' | 'unmapped';
  };
  /** A visit by video after the treatment. */
  readonly isSeenAgain: boolean;
  readonly film: 'none' | 'current' | 'before-the-episode' | 'another-level';
  readonly isExamined: boolean;
}

/**
 * How a disease or a finding stands in the chart.
 * - `current`: recorded three days ago; `suspected`: so, and provisional.
 * - `resolved`, `refuted`, `erroneous`, `old`: of two years ago, and as the word says.
 * - `denied`: examined yesterday, and not there.
 * - `resolved-and-back`: resolved two years ago, attested yesterday.
 * - `denied-since`: recorded twenty days ago, denied yesterday.
 * - `visit-long-ago`, `visit-undated`: the diagnosis of some visit, without status or onset, of two years ago, of no day.
 */
export type State =
  | 'current'
  | 'suspected'
  | 'resolved'
  | 'refuted'
  | 'erroneous'
  | 'old'
  | 'denied'
  | 'resolved-and-back'
  | 'denied-since'
  | 'visit-long-ago'
  | 'visit-undated';

/** What may be a red flag, or is half of one, or none. */
export type Fact =
  | {
      readonly what: 'strength';
      readonly limb: Limb;
      /** Grades of 5, oldest first. */
      readonly grades: readonly { readonly grade: number; readonly daysAgo: number }[];
    }
  | { readonly what: 'foot-drop' | 'bilateral-leg-weakness'; readonly state: State }
  | { readonly what: 'cauda-equina'; readonly state: State }
  | {
      readonly what: 'infection' | 'fracture';
      readonly state: State;
      /** The level that its own record names. */
      readonly level?: Level;
    }
  | { readonly what: 'aorta'; readonly daysAgo: number }
  | {
      readonly what: 'cancer';
      readonly malignancy: 'none' | 'past' | 'active';
      readonly suspicion: 'none' | 'tumour' | 'metastasis';
      readonly feature: 'none' | 'night-pain' | 'weight-loss' | 'unrelieved-by-position';
    }
  | { readonly what: 'fever'; readonly daysAgo: number }
  | {
      readonly what: 'severe-pain';
      readonly score: number;
      readonly isDisabling: boolean;
      readonly days: number;
      readonly plan: 'none' | 'elective' | 'urgent';
    }
  | { readonly what: 'collision'; readonly daysAgo: number };

/** What happened to a patient, without a word of how a chart says it. */
export interface Story {
  readonly age: number;
  readonly complaint: Complaint;
  readonly study: Study;
  readonly care: Care;
  readonly facts: readonly Fact[];
  /** An implanted device: MR unsafe, MR conditional, or one of each. */
  readonly device: 'none' | 'unsafe' | 'conditional' | 'both';
}
