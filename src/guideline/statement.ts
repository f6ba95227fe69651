import type { Indication } from './indication.ts';

/**
 * How a statement of the guideline is encoded: it decides, is a prerequisite, asks for documentation,
 * refers to another guideline, or only informs (a heading, a label, an explanation).
 */
export type Disposition =
  | 'decides'
  | 'prerequisite'
  | 'documentation'
  | 'refers-out'
  | 'informative';

/** One sentence of the guideline, verbatim, with what stands under it. */
export interface Statement {
  readonly id: string;
  readonly text: string;
  readonly disposition: Disposition;
  /** Ids of what stands under it in its section. What names it from elsewhere encodes it as well (`encodedBy`). */
  readonly nested: readonly string[];
  /** Why an informative statement is not computed. */
  readonly note?: string;
}

/** One headed part of the guideline. */
export interface GuidelineSection {
  readonly id: string;
  readonly title: string;
  /** First and last line in the guideline's text. */
  readonly lines: readonly [first: number, last: number];
  readonly statements: readonly Statement[];
  readonly indications: readonly Indication[];
}
