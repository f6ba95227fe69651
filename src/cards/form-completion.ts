import type { Task } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';

/** The documentation form that a card can ask for. */
export interface DocumentationForm {
  /** Canonical URL of the Questionnaire, with its version. */
  readonly url: string;
  readonly version: string;
  /** The linkIds that an order still needs. */
  readonly itemsFor: (review: OrderReview) => readonly string[];
  /** The page that shows the form; it never carries who the patient is. */
  readonly pageUrl: string;
}

/**
 * Form completion (Da Vinci CRD, response types): creates a Task to complete the Questionnaire, and the
 * Questionnaire itself where the client has none. The Task names only the items that the order needs.
 */
export function formCompletion(
  form: DocumentationForm,
  review: OrderReview,
  items: readonly string[],
  context: CardContext,
): Suggestion {
  const { resource } = review.order;
  const requester = resource.requester ?? practitioner(context.userId);
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
      {
        type: 'create',
        description: 'Create a task to complete the documentation form',
        resource: task,
      },
    ],
  };
}

function practitioner(userId: string): Task['requester'] {
  return /^(Practitioner|PractitionerRole)\/[A-Za-z0-9.-]{1,64}$/.test(userId)
    ? { reference: userId }
    : undefined;
}
