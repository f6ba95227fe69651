import type { Card, Link, Suggestion } from '../cds/types.ts';
import type { CardKind } from './card-context.ts';

/** Characters of a summary: CDS Hooks asks for fewer than 140. */
export const longestSummary = 139;

/** A card before it has its identity, source and reasons. */
export interface CardDraft {
  readonly kind: CardKind;
  readonly indicator: Card['indicator'];
  readonly summary: string;
  /** What is known and missing, a line each, cause before consequence. Plain text of ours. */
  readonly lines: readonly string[];
  /** What is met, in one line: "visit Nov 3". */
  readonly alsoOnChart?: readonly string[];
  /** Sentences below the lines. */
  readonly notes: readonly string[];
  /** Statements of which the first that is short enough is quoted. */
  readonly statements: readonly string[];
  /** The notes quote a sentence of the chart: a card has one quotation, and the guideline is not quoted beside it. */
  readonly quotesNote?: boolean;
  readonly suggestions: readonly Suggestion[];
  readonly links: readonly Link[];
  /** The ids of the criteria that the card is about, for the record. */
  readonly criteria: readonly string[];
}
