import type { Questionnaire, QuestionnaireResponse, Reference } from 'fhir/r4.js';
import type { NoteOffer, OrderReview } from '../assessment/types.ts';
import type { Link } from '../cds/types.ts';

/** The documentation form that a card can ask for. */
export interface DocumentationForm {
  /** Canonical URL, without its version, of the Questionnaire that asks for some items. */
  readonly urlOf: (items: readonly string[]) => string;
  /** The organisation that asks for it. */
  readonly payer: Reference;
  /** That Questionnaire itself, for callers who know how to create it only where they have none. */
  readonly questionnaireOf?: (items: readonly string[], version: string) => Questionnaire;
  /** The linkIds that an order still needs. */
  readonly itemsFor: (review: OrderReview) => readonly string[];
  /** The way to the form for some items of an order; an absolute address never carries who the patient is. */
  readonly linkTo: (
    items: readonly string[],
    order: string,
    offers: readonly NoteOffer[],
  ) => Omit<Link, 'label'>;
  /** The form for some items with what notes answer of it, to be confirmed. */
  readonly draftOf?: (
    items: readonly string[],
    offers: readonly NoteOffer[],
    version: string,
  ) => QuestionnaireResponse;
}
