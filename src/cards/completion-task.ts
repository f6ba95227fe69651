import type {
  CodeableConcept,
  QuestionnaireResponse,
  Reference,
  Task,
  TaskInput,
} from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import { crdCodes } from '../terminology/da-vinci.ts';
import type { CardContext } from './card-context.ts';
import type { DocumentationForm } from './documentation-form.ts';

const sdcCodes = 'http://hl7.org/fhir/uv/sdc/CodeSystem/temp';

/**
 * The task to complete the form for an order: CRD's profile-taskquestionnaire (2.0.1 and 2.2.1), on SDC's sdc-task.
 * The payer asks, for this order, in the encounter of the call. Beyond the profile it names the items that the order
 * still needs, and holds the form as notes fill it in, to be confirmed.
 */
export function completionTask(
  form: DocumentationForm,
  review: OrderReview,
  items: readonly string[],
  context: CardContext,
): Task {
  const { order } = review;
  const encounter = encounterOf(review, context);
  // CRD 2.2 has no such codes any more; where no version was asked for both kinds of callers are served.
  const is22 = context.topicVersion === '2.2';
  const { version } = review.assessment.guideline;
  const draft = draftFor(form, review, items);
  return {
    resourceType: 'Task',
    ...(draft === undefined ? {} : { contained: [{ ...draft, id: draftId }] }),
    ...(order.reference === 'ServiceRequest/' ? {} : { basedOn: [{ reference: order.reference }] }),
    status: 'ready',
    intent: 'order',
    code: completing,
    description: `Document what the guideline asks for before ${order.study.label}`,
    for: { reference: `Patient/${context.patientId}` },
    ...(encounter === undefined ? {} : { encounter }),
    authoredOn: context.asOf.toISOString(),
    requester: form.payer,
    reasonCode: {
      ...(is22 ? {} : priorAuthorisation),
      text: `The guideline's criteria for ${order.study.label} are not all documented`,
    },
    input: [
      {
        type: whichForm,
        valueCanonical: `${form.urlOf(items)}|${version}`,
      },
      ...(is22 ? [] : [afterCompletion]),
      ...items.map((linkId) => ({ type: { text: 'linkId' }, valueString: linkId })),
      ...(draft === undefined
        ? []
        : [{ type: { text: 'draft' }, valueReference: { reference: `#${draftId}` } }]),
    ],
  };
}

/** The form for some items with what notes answer of it; undefined where they answer none of them. */
export function draftFor(
  form: DocumentationForm,
  { fromNotes, assessment }: OrderReview,
  items: readonly string[],
): QuestionnaireResponse | undefined {
  const offers = (fromNotes?.offers ?? []).filter(({ linkId }) => items.includes(linkId));
  return offers.length === 0
    ? undefined
    : form.draftOf?.(items, offers, assessment.guideline.version);
}

const completing = coded(sdcCodes, 'complete-questionnaire');
const priorAuthorisation = coded(crdCodes, 'reason-prior-auth');
const whichForm: CodeableConcept = { ...coded(sdcCodes, 'questionnaire'), text: 'questionnaire' };

/** The answers that notes give, in the Task itself: nothing is on the chart until somebody confirms them. */
const draftId = 'answers-from-notes';

/** What becomes of the answers: they go with the request for authorisation. */
const afterCompletion: TaskInput = {
  type: coded(crdCodes, 'after-completion-action'),
  valueCodeableConcept: coded(crdCodes, 'prior-auth-include'),
};

function coded(system: string, code: string): CodeableConcept {
  return { coding: [{ system, code }] };
}

/** The encounter of the call, else that of the order. */
function encounterOf({ order }: OrderReview, context: CardContext): Reference | undefined {
  if (context.encounterId !== undefined) return { reference: `Encounter/${context.encounterId}` };
  const reference: unknown = order.resource.encounter?.reference;
  return typeof reference === 'string' && /Encounter\/[A-Za-z0-9.-]{1,64}/.test(reference)
    ? { reference }
    : undefined;
}
