import type { HookRequest } from '../src/cds/types.ts';
import { allVignettes, requestOn } from '../src/vignettes/vignette.ts';
import { orderSignBody, usual } from './chart-body.ts';
import { crdBody } from './crd-body.ts';

/** A hook call's body, under a name to speak of it. */
export interface NamedBody {
  readonly name: string;
  readonly body: string;
}

/** Every vignette as a call of both hooks, dated as if it were that day. */
export function vignetteBodies(day: Date): { select: NamedBody[]; sign: NamedBody[] } {
  const requests = allVignettes().map((one) => ({ name: one.name, request: requestOn(one, day) }));
  return {
    select: requests.map(({ name, request }) => named(name, selecting(request))),
    sign: requests.map(({ name, request }) => named(name, { ...request, hook: 'order-sign' })),
  };
}

/** The bodies of 140 resources that the benchmark measures, with and without CRD. */
export function fullChartBodies(day: Date): NamedBody[] {
  const plain = orderSignBody(usual, 'plain', day);
  return [
    { name: 'full chart', body: plain },
    { name: 'full chart as EHRs send it', body: orderSignBody(usual, 'us-core', day) },
    { name: 'full chart with CRD', body: crdBody(plain) },
  ];
}

function named(name: string, request: HookRequest): NamedBody {
  return { name, body: JSON.stringify(request) };
}

/** All drafts are selected. */
function selecting({ context, ...request }: HookRequest): HookRequest {
  const selections = (context.draftOrders.entry ?? []).flatMap(({ resource }) =>
    resource === undefined ? [] : [`${resource.resourceType}/${resource.id}`],
  );
  return { ...request, hook: 'order-select', context: { ...context, selections } };
}
