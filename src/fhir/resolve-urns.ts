import type { Resource } from 'fhir/r4.js';

/**
 * The resources with each reference to a `fullUrl` of their Bundles (`urn:uuid:…`) turned into the reference of the
 * resource that stands there (FHIR R4, "Resolving references in Bundles"); everything else stays as it is.
 * @param urns the reference that each `fullUrl` means
 */
export function resolveUrns(
  resources: readonly Resource[],
  urns: ReadonlyMap<string, string>,
): Resource[] {
  return resources.map((resource) => resolved(resource, urns));
}

function resolved<Value>(value: Value, urns: ReadonlyMap<string, string>): Value;
function resolved(value: unknown, urns: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, urns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, element]) => [
      name,
      name === 'reference' && typeof element === 'string'
        ? (urns.get(element) ?? element)
        : resolved(element, urns),
    ]),
  );
}
