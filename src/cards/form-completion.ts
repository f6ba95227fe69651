import type { Questionnaire, Reference } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Action, Link, Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';
import { completionTask } from './completion-task.ts';

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
  readonly linkTo: (items: readonly string[], order: string) => Omit<Link, 'label'>;
}

/** The one suggestion for everything that answers can settle, and the way to the form itself. */
export interface FormStep {
  readonly suggestion: Suggestion;
  readonly link: Link;
}

/**
 * The form for everything that an order needs; undefined where no answer could change the determination.
 * @param about what the suggestion asks for first, where that is less than everything
 */
export function formStep(
  review: OrderReview,
  context: CardContext,
  about: OrderReview = review,
): FormStep | undefined {
  const { form } = context;
  const items = form?.itemsFor(review) ?? [];
  if (form === undefined || items.length === 0) return undefined;
  const first = about === review ? items : form.itemsFor(about);
  const asked = first.length === 0 ? items : first;
  return {
    suggestion: formCompletion(form, review, asked, context, `Answer ${questionsIn(asked)}`),
    link: {
      label: `Open the form (${questionsIn(items)})`,
      ...form.linkTo(items, review.order.reference),
    },
  };
}

function questionsIn(items: readonly string[]): string {
  return items.length === 1 ? 'one question' : `${items.length} questions`;
}

/** An order of which nothing but its half-documented red flags is open. */
export function aboutRedFlags(review: OrderReview): OrderReview {
  const { unsettled } = review;
  return unsettled === undefined
    ? review
    : { ...review, unsettled: { ...unsettled, required: [] } };
}

/**
 * Form completion (Da Vinci CRD, response types): creates a Task to complete the Questionnaire, and the
 * Questionnaire itself where the client has none yet. The Task names only the items that the order needs.
 */
function formCompletion(
  form: DocumentationForm,
  review: OrderReview,
  items: readonly string[],
  context: CardContext,
  label: string,
): Suggestion {
  const task = completionTask(form, review, items, context);
  return {
    label,
    uuid: context.newId(),
    actions: [
      ...createForm(form, items, review.assessment.guideline.version),
      {
        type: 'create',
        description: 'Create a task to complete the documentation form',
        resource: task,
      },
    ],
  };
}

function createForm(
  { questionnaireOf, urlOf }: DocumentationForm,
  items: readonly string[],
  version: string,
): readonly Action[] {
  if (questionnaireOf === undefined) return [];
  return [
    {
      type: 'create',
      description: 'Create the documentation form, unless it is there',
      resource: questionnaireOf(items, version),
      extension: { 'davinci-crd.if-none-exist': `url=${urlOf(items)}&version=${version}` },
    },
  ];
}
