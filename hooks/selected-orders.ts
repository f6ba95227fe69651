import type { FhirResource, ServiceRequest } from 'fhir/r4.js';
import type { HookName, HookRequest } from '../src/cds/types.ts';
import { localReference } from '../src/chart/fields.ts';

/**
 * The draft orders that a call asks about: at `order-select` its selections, at `order-sign` all of them; whatever
 * else the Bundle holds is left aside. A selection names an order by its reference (relative or absolute, with a
 * version or without), its id, or the `fullUrl` of its entry (FHIR R4, "Resolving references in Bundles").
 */
export function selectedOrders(
  { context }: HookRequest,
  hook: HookName,
): ReadonlySet<FhirResource> {
  const selections = hook === 'order-sign' ? undefined : new Set(context.selections ?? []);
  const named = new Set<string>(selections);
  for (const selection of selections ?? []) named.add(localReference(selection));
  const selected = new Set<FhirResource>();
  for (const { resource, fullUrl } of context.draftOrders.entry ?? []) {
    if (resource?.resourceType !== 'ServiceRequest') continue;
    if (selections === undefined || namesOf(resource, fullUrl).some((name) => named.has(name))) {
      selected.add(resource);
    }
  }
  return selected;
}

function namesOf({ id }: ServiceRequest, fullUrl: unknown): readonly string[] {
  const names: string[] = [];
  if (typeof id === 'string') names.push(id, `ServiceRequest/${id}`, `urn:uuid:${id}`);
  if (typeof fullUrl === 'string') names.push(fullUrl, localReference(fullUrl));
  return names;
}
