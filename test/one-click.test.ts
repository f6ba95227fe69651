import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { assessmentsKey } from '../hooks/order-review.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { answerOn, answerTo } from './support/vignette-answers.ts';

/** The request with an order replaced, as a client does that applies an update. */
function withOrder(request: HookRequest, order: FhirResource): HookRequest {
  const { draftOrders } = request.context;
  const entry = (draftOrders.entry ?? []).map((one) =>
    one.resource?.id === order.id ? { ...one, resource: order } : one,
  );
  return { ...request, context: { ...request.context, draftOrders: { ...draftOrders, entry } } };
}

function isOrder(resource: { resourceType: string }): resource is FhirResource {
  return resource.resourceType === 'ServiceRequest';
}

interface Update {
  readonly vignette: Vignette;
  readonly order: FhirResource;
}

const updates: readonly Update[] = allVignettes().flatMap((vignette) =>
  answerTo(vignette)
    .response.cards.flatMap((card) => card.suggestions ?? [])
    .flatMap((suggestion) => suggestion.actions ?? [])
    .flatMap((action) =>
      action.type === 'update' && isOrder(action.resource)
        ? [{ vignette, order: action.resource }]
        : [],
    ),
);

test('an update that is applied makes the next call prefer nothing else', () => {
  expect(updates.length).toBeGreaterThan(40);
  const unquiet = updates.filter(({ vignette, order }) => {
    const answer = answerOn(vignette, withOrder(vignette.request, order));
    const found = answer.response.extension?.[assessmentsKey];
    const assessments: readonly Assessment[] = Array.isArray(found) ? found : [];
    const mine = assessments.find((one) => one.order === `ServiceRequest/${order.id ?? ''}`);
    return mine?.preferredStudy !== null;
  });
  expect(unquiet.map(({ vignette }) => vignette.name)).toEqual([]);
});
