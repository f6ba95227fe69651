import type { Bundle, Resource } from 'fhir/r4.js';

/**
 * The states of a prefetch key (CDS Hooks 2.0, "Prefetch Template"), told apart:
 *
 * - `missing`: the client did not try; read it yourself;
 * - `none`: asked, no data (null, or an empty Bundle); do not read again;
 * - `error`: the client's own read failed (OperationOutcome, or nothing that is FHIR); do not repeat it;
 * - `data`: the resources, and where more follow, the address of the next page.
 */
export type PrefetchValue =
  | { readonly state: 'missing' }
  | { readonly state: 'none' }
  | { readonly state: 'error' }
  | {
      readonly state: 'data';
      readonly resources: readonly Resource[];
      readonly next?: string;
      /** What references to a `fullUrl` that is no address mean: `urn:uuid:…` → `Condition/1`. */
      readonly urns?: ReadonlyMap<string, string>;
    };

/** Reads the value of one key out of a call's prefetch. */
export function prefetchValue(
  prefetch: Readonly<Record<string, unknown>> | undefined,
  key: string,
): PrefetchValue {
  if (prefetch === undefined || !Object.hasOwn(prefetch, key)) {
    return { state: 'missing' };
  }
  const value = prefetch[key];
  return value === null ? { state: 'none' } : readResource(value);
}

/** Sorts a parsed resource, as prefetched or as a FHIR server answered. */
export function readResource(value: unknown): Exclude<PrefetchValue, { state: 'missing' }> {
  if (!isResource(value) || value.resourceType === 'OperationOutcome') {
    return { state: 'error' };
  }
  if (!isBundle(value)) {
    return { state: 'data', resources: [value] };
  }
  const { resources, urns } = bundled(value);
  const next = nextPage(value);
  if (next === undefined && resources.length === 0) return { state: 'none' };
  return {
    state: 'data',
    resources,
    ...(next === undefined ? {} : { next }),
    ...(urns.size === 0 ? {} : { urns }),
  };
}

/** The resources of a Bundle. Servers' own remarks (OperationOutcome) and entries that hold no resource are left out. */
function bundled(bundle: Bundle) {
  const entries: unknown = bundle.entry;
  const resources: Resource[] = [];
  const urns = new Map<string, string>();
  for (const entry of Array.isArray(entries) ? entries : []) {
    const resource = isObject(entry) ? entry.resource : undefined;
    if (!isResource(resource) || resource.resourceType === 'OperationOutcome') continue;
    const { fullUrl } = entry;
    if (typeof fullUrl === 'string' && fullUrl.startsWith('urn:')) {
      // A resource that is stored nowhere yet has no id: the one in its urn will do.
      const id = resource.id ?? fullUrl.slice(fullUrl.lastIndexOf(':') + 1);
      urns.set(fullUrl, `${resource.resourceType}/${id}`);
      resources.push({ ...resource, id });
    } else {
      resources.push(resource);
    }
  }
  return { resources, urns };
}

function nextPage(bundle: Bundle): string | undefined {
  const links: unknown = bundle.link;
  for (const link of Array.isArray(links) ? links : []) {
    if (isObject(link) && link.relation === 'next' && typeof link.url === 'string') {
      return link.url;
    }
  }
  return undefined;
}

function isResource(value: unknown): value is Resource {
  return isObject(value) && typeof value.resourceType === 'string';
}

function isBundle(resource: Resource): resource is Bundle {
  return resource.resourceType === 'Bundle';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
