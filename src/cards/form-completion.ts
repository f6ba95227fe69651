import type { Questionnaire, Task } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Action, Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { requesterOf } from './create-order.ts';

/** The documentation form that a card can ask for. */
export interface DocumentationForm {
  /** Canonical URL of the Questionnaire, without its version. */
  readonly url: string;
  readonly version: string;
  /** The Questionnaire itself, for callers who know how to create it only where they have none. */
  readonly questionnaire?: Questionnaire;
  /** The linkIds that an order still needs. */
  readonly itemsFor: (review: OrderReview) => readonly string[];
  /** The page that shows the form; it never carries who the patient is. */
  readonly pageUrl: string;
}

/**
 * Where answers can settle what is missing: the form as a task on the last card about prerequisites, and
 * as a link on a card of its own (Da Vinci CRD: a card with suggestions carries no links). For callers of
 * CRD the task stands by itself too, unless that card suggests nothing else: orders are another type.
 */
export function withForm(
  drafts: readonly CardDraft[],
  review: OrderReview,
  context: CardContext,
): readonly CardDraft[] {
  const { form } = context;
  const items = form?.itemsFor(review) ?? [];
  if (form === undefined || items.length === 0) return drafts;
  const task = formCompletion(form, review, items, context);
  const link = formLink(form, review, items);
  const position = drafts.findLastIndex(
    (draft) =>
      (draft.kind.endsWith('-missing') || draft.kind === 'simultaneous-studies') &&
      (context.speaksCrd !== true || draft.suggestions.length === 0),
  );
  if (position === -1) return [...drafts, formTask(task, review), link];
  const asking = drafts.map((draft, index) =>
    index === position ? { ...draft, suggestions: [...draft.suggestions, task] } : draft,
  );
  return [...asking, link];
}

/** External reference (Da Vinci CRD, response types): a link that opens anywhere. */
function formLink(
  form: DocumentationForm,
  review: OrderReview,
  items: readonly string[],
): CardDraft {
  const count = `${items.length} item${items.length === 1 ? '' : 's'}`;
  return {
    kind: 'documentation-form',
    indicator: 'info',
    summary: `${review.order.study.label}: ${count} of the documentation form would settle it`,
    detail: ['The form asks only for what this order still needs.'],
    statements: [],
    suggestions: [],
    links: [
      {
        label: 'Open the documentation form',
        url: `${form.pageUrl}#items=${items.join(',')}`,
        type: 'absolute',
      },
    ],
    criteria: [],
  };
}

/** The task on a card of its own. */
function formTask(task: Suggestion, review: OrderReview): CardDraft {
  return {
    kind: 'documentation-task',
    indicator: 'info',
    summary: `${review.order.study.label}: what is missing can be documented in a form, as a task`,
    detail: ['The task can be done now, later, or by somebody else.'],
    statements: [],
    suggestions: [task],
    criteria: [],
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
): Suggestion {
  const { resource } = review.order;
  const requester = requesterOf(resource, context);
  const task: Task = {
    resourceType: 'Task',
    status: 'ready',
    intent: 'order',
    code: {
      coding: [
        { system: 'http://hl7.org/fhir/uv/sdc/CodeSystem/temp', code: 'complete-questionnaire' },
      ],
    },
    description: `Document what the guideline asks for before ${review.order.study.label}`,
    for: { reference: `Patient/${context.patientId}` },
    authoredOn: context.asOf.toISOString(),
    ...(requester === undefined ? {} : { requester }),
    input: [
      { type: { text: 'questionnaire' }, valueCanonical: `${form.url}|${form.version}` },
      ...items.map((linkId) => ({ type: { text: 'linkId' }, valueString: linkId })),
    ],
  };
  return {
    label: 'Fill in the documentation form',
    uuid: context.newId(),
    actions: [
      ...createForm(form),
      {
        type: 'create',
        description: 'Create a task to complete the documentation form',
        resource: task,
      },
    ],
  };
}

function createForm({ questionnaire, url, version }: DocumentationForm): readonly Action[] {
  if (questionnaire === undefined) return [];
  return [
    {
      type: 'create',
      description: 'Create the documentation form, unless it is there',
      resource: questionnaire,
      extension: { 'davinci-crd.if-none-exist': `url=${url}&version=${version}` },
    },
  ];
}
