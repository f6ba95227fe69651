import type { CriterionResult } from '../assessment/types.ts';
import type { Card, Link, Suggestion } from '../cds/types.ts';
import type { CardKind } from './card-context.ts';

/** A card before it has its identity, source and reasons, and its place among the order's cards. */
export interface CardDraft {
  readonly kind: CardKind;
  readonly indicator: Card['indicator'];
  readonly summary: string;
  /** The detail tells of a present red flag: nothing stands above it. */
  readonly isUrgent?: true;
  /** Half-documented red flags: they stand above everything else in the detail. */
  readonly prompts?: readonly CriterionResult[];
  /** Paragraphs of GitHub-flavoured Markdown, chart text already escaped. */
  readonly detail: readonly string[];
  /** The card's own criteria, listed where the order's checklist stands in another card. */
  readonly points?: readonly CriterionResult[];
  /** Statements to quote, unless another card of the order quotes them. */
  readonly statements: readonly string[];
  readonly suggestions: readonly Suggestion[];
  readonly links?: readonly Link[];
  /** The ids of the criteria that the card is about, for the record. */
  readonly criteria: readonly string[];
}
