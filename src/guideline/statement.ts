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

/** One sentence of the guideline, verbatim, with what encodes it. */
export interface Statement {
  readonly id: string;
  readonly text: string;
  readonly disposition: Disposition;
  /** Ids of the criteria, indications, red flags, rules and documentation requests that encode it. */
  readonly by: readonly string[];
  /** Why an informative statement is not computed. */
  readonly note?: string;
}

/** One headed part of the guideline. */
export interface GuidelineSection {
  readonly title: string;
  readonly statements: readonly Statement[];
}
