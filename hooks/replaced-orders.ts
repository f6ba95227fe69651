import type { Resource, ServiceRequest } from 'fhir/r4.js';
import { fieldsOf, listOf, localReference, referenceOf } from '../src/chart/fields.ts';
import { isWithdrawn } from '../src/chart/what-it-says.ts';

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
  // What the draft replaces may itself have replaced an order that nobody closed. A request that does not stand
  // replaces none.
  for (const resource of resources) {
    const request = resource.resourceType === 'ServiceRequest' ? fieldsOf(resource) : undefined;
    if (standing.has(request?.status)) add(request?.replaces);
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

const standing: ReadonlySet<unknown> = new Set(['active', 'on-hold', 'completed']);

/**
 * The draft orders of a call that another draft of it replaces: they are no second study. Where two name each other,
 * or one names itself, all of them are judged: none of them would be otherwise.
 */
export function replacedDrafts(
  drafts: readonly ServiceRequest[],
  urns: ReadonlyMap<string, string>,
): ReadonlySet<ServiceRequest> {
  const replacedBy = (draft: ServiceRequest): readonly string[] =>
    isWithdrawn(draft)
      ? []
      : listOf(draft.replaces).flatMap((one) => {
          const reference = referenceOf(one);
          return reference === undefined ? [] : [urns.get(reference) ?? localReference(reference)];
        });
  const named = drafts
    .map((draft) => ({ self: referenceOfDraft(draft), replaces: replacedBy(draft) }))
    .filter(({ replaces }) => replaces.length > 0);
  if (named.length === 0) return new Set();
  const own = new Map(named.map(({ self, replaces }) => [self, replaces]));
  const replaced = new Set(
    named.flatMap(({ self, replaces }) =>
      replaces.filter((one) => one !== self && own.get(one)?.includes(self) !== true),
    ),
  );
  return new Set(drafts.filter((draft) => replaced.has(referenceOfDraft(draft))));
}

function referenceOfDraft({ id }: ServiceRequest): string {
  return `ServiceRequest/${id ?? ''}`;
}

/** A logical reference's identifier; one without a system could be anybody's. */
function writtenIdentifier(identifier: unknown): string | undefined {
  const { system, value } = fieldsOf(identifier) ?? {};
  return typeof system === 'string' && typeof value === 'string' ? `${system}|${value}` : undefined;
}
