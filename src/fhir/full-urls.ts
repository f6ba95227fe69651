import type { Resource } from 'fhir/r4.js';

/** The address of a resource in the Bundle that brought it: other entries may refer to it by that alone (`urn:uuid:…`). */
const addresses = new WeakMap<object, string>();

/** Keeps the `fullUrl` of a Bundle's entry beside its resource, for as long as the resource is held. */
export function keepFullUrl(resource: Resource, fullUrl: unknown): void {
  if (typeof fullUrl === 'string' && fullUrl !== '') addresses.set(resource, fullUrl);
}

/** The `fullUrl` that a resource came with, or undefined. */
export function fullUrlOf(resource: object): string | undefined {
  return addresses.get(resource);
}
