/** What the page's JSON endpoints answer: written by the server, read by the browser. */

import type { HookName, HookRequest } from '../../cds/types.ts';
import type { Requirement, StudyInWords } from '../../explain/requirement.ts';

/** A statement as the guideline page shows it. */
export interface ListedStatement {
  readonly id: string;
  readonly text: string;
  readonly disposition: string;
  /** Ids of what encodes it. */
  readonly encodedBy: readonly string[];
  /** Why it is not computed, where it is not. */
  readonly note?: string;
  /** Names of the vignettes that cite it. */
  readonly vignettes: readonly string[];
}

export interface ListedSection {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly ListedStatement[];
}

/** What an id of the guideline's encoding is called. A criterion's title is its question. */
export interface ListedEncoding {
  readonly kind: 'indication' | 'red-flag' | 'study-rule' | 'criterion' | 'documentation';
  readonly title: string;
}

/**
 * What an indication or a red flag requires, with the studies that it lists; of a rule on a study, when it concerns
 * an order.
 */
export interface ListedDecision {
  readonly requires: Requirement;
  readonly studies: readonly StudyInWords[];
}

/** How an open sentence is read (reading A27). */
export interface ListedReading {
  readonly id: string;
  readonly statements: readonly string[];
  readonly open: string;
  readonly reading: string;
  /** Names of the settings by which a payer reads it otherwise. */
  readonly settings: readonly string[];
}

/** A number or switch of the policy that a payer may set, with the statement that it reads. */
export interface ListedSetting {
  readonly name: string;
  readonly value: number | boolean | '';
  readonly statement: string;
  readonly why: string;
}

/** A vignette as a story, with what the guideline says of its orders. */
export interface ListedStory {
  readonly story: string;
  readonly outcomes: readonly string[];
}

/** What every page shows of the guideline: its sentences by section, and what its ids are called. */
export interface GuidelineTexts {
  readonly sections: readonly (Pick<ListedSection, 'id' | 'title'> & {
    readonly statements: readonly Pick<ListedStatement, 'id' | 'text'>[];
  })[];
  readonly encodings: Readonly<Record<string, ListedEncoding>>;
}

/** The guideline for the page: its sections with the vignettes that prove them, and its ids. */
export interface ListedGuideline {
  readonly version: { readonly name: string; readonly version: string; readonly from: string };
  readonly sections: readonly ListedSection[];
  readonly encodings: Readonly<Record<string, ListedEncoding>>;
  readonly decisions: Readonly<Record<string, ListedDecision>>;
  readonly readings: readonly ListedReading[];
  readonly settings: readonly ListedSetting[];
  readonly stories: Readonly<Record<string, ListedStory>>;
}

/** A vignette in the list of patients to choose from. */
export interface ListedVignette {
  readonly name: string;
  readonly section: string;
  /** What the invented patient is called. */
  readonly patient: string;
  readonly story: string;
  readonly statements: readonly string[];
  readonly hook: HookName;
  /** What the guideline says of its first order. */
  readonly determination?: string;
}

/** One vignette with its hook call, its dates moved to today. */
export interface OpenedVignette extends ListedVignette {
  readonly request: HookRequest;
  readonly expected: {
    readonly assessments: readonly {
      readonly order: string;
      readonly determination: string;
      readonly preferredStudy: string | null;
    }[];
  };
}
