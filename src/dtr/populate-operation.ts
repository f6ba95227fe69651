import type {
  Bundle,
  FhirResource,
  Parameters,
  QuestionnaireResponseItem,
  Resource,
} from 'fhir/r4.js';
import { requireOrderBounds } from '../cds/order-bounds.ts';
import { RequestProblem } from '../cds/request-problem.ts';
import { localReference } from '../chart/fields.ts';
import { populating } from '../questionnaire/populate.ts';
import type { Work } from '../turns.ts';
import { formByCanonical } from './forms.ts';
import { OperationInput } from './parameters.ts';
import { extensions } from './profiles.ts';
import type { DtrSettings } from './settings.ts';

/**
 * Answers `Questionnaire/$populate` (SDC) for callers that send the chart: `subject`, the form as `canonical`, and in
 * `content` the orders (ServiceRequests, alone or in a Bundle) and the chart. What is known stands in the answer with
 * its sources; the response is in progress, and no evidence until somebody completes it.
 *
 * @throws RequestProblem 400 that names the parameter, 422 where none of the orders is spine imaging
 */
export function* populateOperation(
  body: unknown,
  places: DtrSettings,
  asOf: Date,
): Work<Parameters> {
  const input = new OperationInput(body);
  const subject = input.reference('subject');
  if (subject === undefined) throw new RequestProblem(400, 'subject', 'required: the patient');
  const canonical = input.text('canonical') ?? input.text('questionnaire');
  const form = canonical === undefined ? undefined : formByCanonical(canonical, places);
  if (canonical !== undefined && form === undefined) {
    throw new RequestProblem(404, 'canonical', 'no form of this service has this URL and version');
  }
  const orders = opened(input.resources('order'));
  // A chart may come resource by resource.
  const resources = opened(input.resources('content', Number.POSITIVE_INFINITY));
  if (orders.length > mostOrders) {
    throw new RequestProblem(400, 'order', `expected at most ${mostOrders} orders`);
  }
  requireOrderBounds(orders, 'order');
  if (orders.length === 0) {
    throw new RequestProblem(400, 'order', 'required: the order that the form is about');
  }
  const draftOrders: Bundle<FhirResource> = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: orders.map((resource) => ({ resource: resource as FhirResource })),
  };
  const response = yield* populating({
    patientId: localReference(subject).replace(/^Patient\//, ''),
    ...{ resources, draftOrders, asOf },
    ...{ policies: places.policies, canonicalBase: places.canonicalBase, site: places },
    ...(form === undefined ? {} : { questionnaire: form }),
  });
  if (response === undefined) {
    throw new RequestProblem(422, 'order', 'none of the orders is spine imaging');
  }
  const resource = { ...response, item: withOrigin(response.item ?? []) };
  return { resourceType: 'Parameters', parameter: [{ name: 'response', resource }] };
}

/** A form is about one order, or a few of one person: each is held against the whole chart. */
const mostOrders = 10;

/** DTR 2.2.0: nobody has confirmed these answers yet. */
const fromServer = {
  url: extensions.origin,
  extension: [{ url: 'source', valueCode: 'auto-server' }],
};

function withOrigin(items: readonly QuestionnaireResponseItem[]): QuestionnaireResponseItem[] {
  return items.map(({ answer, item, ...rest }) => ({
    ...rest,
    ...(answer === undefined
      ? {}
      : {
          answer: answer.map((one) => ({
            ...one,
            extension: [fromServer, ...(one.extension ?? [])],
          })),
        }),
    ...(item === undefined ? {} : { item: withOrigin(item) }),
  }));
}

/** Bundles opened into what they hold. */
function opened(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((one) => {
    const { entry }: { entry?: unknown } = one.resourceType === 'Bundle' ? Object(one) : {};
    if (!Array.isArray(entry)) return [one];
    return entry.flatMap((part: { resource?: Resource } | null) => part?.resource ?? []);
  });
}
