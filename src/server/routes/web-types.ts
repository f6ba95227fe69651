/** What the page's JSON endpoints answer: written by the server, read by the browser. */
import type { HookName, HookRequest } from '../../cds/types.ts';

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
  readonly title: string;
  readonly statements: readonly ListedStatement[];
}

/** What an id of the guideline's encoding is called. A criterion's title is its question. */
export interface ListedEncoding {
  readonly kind: 'indication' | 'red-flag' | 'study-rule' | 'criterion' | 'documentation';
  readonly title: string;
}

/** The guideline for the page: its sections with the vignettes that prove them, and its ids. */
export interface ListedGuideline {
  readonly version: { readonly name: string; readonly version: string };
  readonly sections: readonly ListedSection[];
  readonly encodings: Readonly<Record<string, ListedEncoding>>;
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
