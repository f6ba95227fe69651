import type { Resource, ServiceRequest } from 'fhir/r4.js';
import { fieldsOf, listOf, localReference, referenceOf } from '../src/chart/fields.ts';

/**
 * The chart without the orders that the drafts replace or carry out (FHIR R4, `ServiceRequest.replaces`, `.basedOn`): a
 * request that is revised or fulfilled is no second study. One that was carried out already stays.
 * @param urns what a `fullUrl` of a prefetched Bundle that is no address means: `urn:uuid:…` → `ServiceRequest/1`
 */
export function withoutReplaced(
  resources: readonly Resource[],
  drafts: readonly ServiceRequest[],
  urns: ReadonlyMap<string, string>,
): readonly Resource[] {
  const replaced = new Set<string>();
  for (const draft of drafts) {
    for (const one of [...listOf(draft.replaces), ...listOf(draft.basedOn)]) {
      const reference = referenceOf(one);
      if (reference !== undefined) replaced.add(urns.get(reference) ?? localReference(reference));
    }
  }
  if (replaced.size === 0) return resources;
  return resources.filter(
    (resource) =>
      !replaced.has(`${resource.resourceType}/${resource.id ?? ''}`) ||
      fieldsOf(resource)?.status === 'completed',
  );
}
