import type { QuestionnaireResponse } from 'fhir/r4.js';
import type { NoteOffer, OrderReview } from '../assessment/types.ts';
import type { Action, Link, Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';
import { completionTask, draftFor } from './completion-task.ts';
import type { DocumentationForm } from './documentation-form.ts';

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
  const offers = review.fromNotes?.offers ?? [];
  return {
    suggestion: formCompletion(form, review, asked, context, labelOf(asked, offers)),
    link: {
      label: `Open the form (${questionsIn(items)})`,
      ...form.linkTo(items, review.order.reference, offers),
    },
  };
}

/** The form for everything that an order needs, as notes fill it in: what {@link formStep} offers to confirm. */
export function formDraft(
  review: OrderReview,
  { form }: CardContext,
): QuestionnaireResponse | undefined {
  const items = form?.itemsFor(review) ?? [];
  return form === undefined || items.length === 0 ? undefined : draftFor(form, review, items);
}

/** What notes answer of it is confirmed; the rest is answered in the same form. */
function labelOf(items: readonly string[], offers: readonly NoteOffer[]): string {
  const fromNotes = items.filter((item) => offers.some(({ linkId }) => linkId === item)).length;
  const rest = items.length - fromNotes;
  if (fromNotes === 0) return `Answer ${questionsIn(items)}`;
  const confirmed = fromNotes === 1 ? 'what the note says' : `${fromNotes} answers from notes`;
  return rest === 0 ? `Confirm ${confirmed}` : `Confirm ${confirmed}, answer ${rest} more`;
}

function questionsIn(items: readonly string[]): string {
  return items.length === 1 ? 'one question' : `${items.length} questions`;
}

/** An order of which nothing but its half-documented red flags is open. */
export function aboutRedFlags(review: OrderReview): OrderReview {
  const { unsettled, fromNotes, ...rest } = review;
  if (unsettled === undefined) return review;
  const offers = (fromNotes?.offers ?? []).filter(({ redFlag }) => redFlag !== undefined);
  return {
    ...rest,
    unsettled: { ...unsettled, required: [] },
    ...(fromNotes === undefined ? {} : { fromNotes: { ...fromNotes, offers } }),
  };
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
