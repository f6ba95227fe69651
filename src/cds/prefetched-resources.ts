import type { Resource } from 'fhir/r4.js';
import type { HookRequest } from './types.ts';

/** What the prefetch of a request holds, Bundles opened. */
export function prefetchedResources({ prefetch = {} }: HookRequest): readonly Resource[] {
  return Object.values(prefetch).flatMap(opened);
}

function opened(value: Resource | null): readonly Resource[] {
  if (value === null) return [];
  if (value.resourceType !== 'Bundle' || !('entry' in value) || !Array.isArray(value.entry))
    return [value];
  return value.entry.flatMap((entry: { resource?: Resource }) => entry.resource ?? []);
}
