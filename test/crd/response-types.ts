import type { ServiceRequest, Task } from 'fhir/r4.js';
import type { Action, Card, Suggestion } from '../../src/cds/types.ts';

/** A Questionnaire is created only where the client has none yet. */
const isConditional = (action: Action) =>
  action.type === 'create' &&
  action.resource.resourceType === 'Questionnaire' &&
  /^url=.+&version=.+/.test(String(action.extension?.['davinci-crd.if-none-exist']));

/** CRD's profile of an order that a card creates. */
const isProfiledOrder = (action: Action) => {
  if (action.type !== 'create' || action.resource.resourceType !== 'ServiceRequest') return false;
  // The type was looked at above; that of an action's resource is no union that it could narrow.
  const order = action.resource as Partial<ServiceRequest>;
  return (
    order.status === 'draft' &&
    [order.code, order.subject, order.authoredOn, order.requester].every(Boolean)
  );
};

/** CRD's profile of a task to complete a form. */
const isFormTask = (action: Action) => {
  if (action.type !== 'create' || action.resource.resourceType !== 'Task') return false;
  const task = action.resource as Partial<Task>;
  return (
    task.status === 'ready' &&
    task.intent === 'order' &&
    task.focus === undefined &&
    [task.for, task.authoredOn, task.requester].every(Boolean) &&
    task.code?.coding?.[0]?.code === 'complete-questionnaire' &&
    task.input?.filter(
      ({ type, valueCanonical }) => type.text === 'questionnaire' && valueCanonical,
    ).length === 1
  );
};

const isAlternate = (actions: readonly Action[]) =>
  actions.length === 1
    ? actions[0]?.type === 'update'
    : actions.length === 2 &&
      actions.some(({ type }) => type === 'delete') &&
      actions.some(isProfiledOrder);

const isForm = (actions: readonly Action[]) =>
  actions.filter(isFormTask).length === 1 &&
  actions.every((action) => isFormTask(action) || isConditional(action));

const suggests = (holds: (actions: readonly Action[]) => boolean) => (card: Card) =>
  card.links === undefined &&
  (card.suggestions ?? []).length > 0 &&
  (card.suggestions ?? []).every(({ actions = [] }) => actions.length > 0 && holds(actions));

/** The response types of CRD that are cards, each with the shape that its model gives it. */
const shapes = {
  instructions: (card: Card) =>
    card.links === undefined && card.suggestions === undefined && (card.detail ?? '') !== '',
  'external-reference': (card: Card) =>
    card.suggestions === undefined &&
    (card.links ?? []).length > 0 &&
    (card.links ?? []).every((link) => link.type === 'absolute' && link.appContext === undefined),
  'alternate-request': suggests(isAlternate),
  'additional-orders': suggests((actions) => actions.every(isProfiledOrder)),
  'form-completion': suggests(isForm),
} as const;

export type ResponseType = keyof typeof shapes;

/** The response types whose shape a card has; a card that CRD knows has one. */
export function responseTypesOf(card: Card): readonly ResponseType[] {
  const names: readonly ResponseType[] = [
    'instructions',
    'external-reference',
    'alternate-request',
    'additional-orders',
    'form-completion',
  ];
  return names.filter((name) => shapes[name](card));
}

/** Whether a suggestion only takes an order out: CDS Hooks knows it, CRD does not. */
export function isRemoval({ actions = [] }: Suggestion): boolean {
  return actions.length === 1 && actions[0]?.type === 'delete';
}
