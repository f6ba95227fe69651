import type { Extension, Resource } from 'fhir/r4.js';
import type { Assessment } from '../src/assessment/types.ts';
import {
  type CdsService,
  type HookAnswer,
  type ServiceInput,
  withAnswers,
} from '../src/cds/service.ts';
import type { Action, Card } from '../src/cds/types.ts';
import { assessmentsKey } from './order-review.ts';

const ratingUrl = 'http://fhir.org/argonaut/Extension/pama-rating';
const ratingSystem = 'http://fhir.org/argonaut/CodeSystem/pama-rating';

/**
 * The public CDS Hooks Sandbox applies a suggestion only if its resource carries an appropriateness rating, and
 * reads system actions only from the response's extension (Argonaut's CDS Hooks for PAMA). A service wrapped in
 * this mirrors our determination there. For demonstrations: the rating says less than the assessment does.
 */
export function withSandboxRating(service: CdsService): CdsService {
  return withAnswers(service, rated);
}

function rated({ response, record }: HookAnswer, input: ServiceInput): HookAnswer {
  const found = response.extension?.[assessmentsKey];
  const assessments: readonly Assessment[] = Array.isArray(found) ? found : [];
  const orders = (input.request.context.draftOrders.entry ?? []).map(({ resource }) => resource);
  const systemActions = assessments.flatMap((assessment): readonly Action[] => {
    const order = orders.find((one) => `${one?.resourceType}/${one?.id}` === assessment.order);
    const rating = ratingOf(assessment);
    if (order === undefined || rating === undefined) return [];
    const description = 'Rate the order, for the CDS Hooks Sandbox';
    return [{ type: 'update', description, resource: withRating(order, rating) }];
  });
  return {
    response: {
      ...response,
      cards: response.cards.map((card) => ratedCard(card, assessments)),
      ...(systemActions.length === 0
        ? {}
        : { extension: { ...response.extension, systemActions } }),
    },
    record,
  };
}

/** Where information is missing there is no rating: a guess either way would be wrong. */
function ratingOf({ determination, preference }: Assessment): string | undefined {
  switch (determination) {
    case 'supported':
      return 'appropriate';
    case 'alternative-preferred':
      return preference === 'advisory' ? 'appropriate' : 'not-appropriate';
    case 'not-supported':
      return 'not-appropriate';
    default:
      return undefined;
  }
}

function ratedCard(card: Card, assessments: readonly Assessment[]): Card {
  if (card.suggestions === undefined) return card;
  return {
    ...card,
    suggestions: card.suggestions.map(({ actions, ...suggestion }) =>
      actions === undefined
        ? suggestion
        : { ...suggestion, actions: actions.map((action) => ratedAction(action, assessments)) },
    ),
  };
}

/**
 * Rates a suggested study as appropriate where the order lacks nothing else; otherwise as not rated, as the sandbox
 * does.
 */
function ratedAction(action: Action, assessments: readonly Assessment[]): Action {
  if (action.type !== 'update') return action;
  const { resource } = action;
  const assessment = assessments.find(
    ({ order }) => order === `${resource.resourceType}/${resource.id}`,
  );
  const settled = assessment?.determination === 'alternative-preferred';
  return { ...action, resource: withRating(resource, settled ? 'appropriate' : 'unknown') };
}

function withRating(resource: Resource, code: string): Resource {
  const known: readonly Extension[] =
    'extension' in resource && Array.isArray(resource.extension) ? resource.extension : [];
  const rating: Extension = {
    url: ratingUrl,
    valueCodeableConcept: { coding: [{ system: ratingSystem, code }] },
  };
  const extended: Resource & { readonly extension: readonly Extension[] } = {
    ...resource,
    extension: [...known.filter(({ url }) => url !== ratingUrl), rating],
  };
  return extended;
}
