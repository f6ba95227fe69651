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
  const identifiers = new Set<string>();
  const add = (references: unknown): void => {
    for (const one of listOf(references)) {
      const reference = referenceOf(one);
      if (reference !== undefined) replaced.add(urns.get(reference) ?? localReference(reference));
      const identifier = writtenIdentifier(fieldsOf(one)?.identifier);
      if (identifier !== undefined) identifiers.add(identifier);
    }
  };
  for (const draft of drafts) {
    add(draft.replaces);
    add(draft.basedOn);
  }
  // What the draft replaces may itself have replaced an order that nobody closed.
  for (const resource of resources) {
    const request = resource.resourceType === 'ServiceRequest' ? fieldsOf(resource) : undefined;
    if (request?.status !== 'entered-in-error') add(request?.replaces);
  }
  if (replaced.size === 0 && identifiers.size === 0) return resources;
  const isReplaced = (resource: Resource): boolean =>
    replaced.has(`${resource.resourceType}/${resource.id ?? ''}`) ||
    (resource.resourceType === 'ServiceRequest' &&
      listOf(fieldsOf(resource)?.identifier).some((one) =>
        identifiers.has(writtenIdentifier(one) ?? ''),
      ));
  return resources.filter(
    (resource) => fieldsOf(resource)?.status === 'completed' || !isReplaced(resource),
  );
}

/** The draft orders of a call that another draft of it replaces: they are no second study. */
export function replacedDrafts(
  drafts: readonly ServiceRequest[],
  urns: ReadonlyMap<string, string>,
): ReadonlySet<ServiceRequest> {
  const replaced = new Set<string>();
  for (const { replaces, doNotPerform } of drafts) {
    if (doNotPerform === true) continue;
    for (const one of listOf(replaces)) {
      const reference = referenceOf(one);
      if (reference !== undefined) replaced.add(urns.get(reference) ?? localReference(reference));
    }
  }
  return new Set(drafts.filter(({ id }) => replaced.has(`ServiceRequest/${id ?? ''}`)));
}

/** A logical reference's identifier; one without a system could be anybody's. */
function writtenIdentifier(identifier: unknown): string | undefined {
  const { system, value } = fieldsOf(identifier) ?? {};
  return typeof system === 'string' && typeof value === 'string' ? `${system}|${value}` : undefined;
}
