import type { Resource } from 'fhir/r4.js';
import type { ServiceSettings } from '../../hooks/service-settings.ts';
import type { HookRequest } from '../../src/cds/types.ts';

export const serviceSettings: ServiceSettings = {
  payerName: 'Example Payer',
  guidelineUrl: 'https://payer.example/spine-imaging',
  publicBaseUrl: 'http://127.0.0.1:3000',
  canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
};

/** What the prefetch of a request holds, Bundles opened. */
export function resourcesOf(request: HookRequest): readonly Resource[] {
  return Object.values(request.prefetch ?? {}).flatMap((value) => {
    if (value === null) return [];
    if (value.resourceType !== 'Bundle' || !('entry' in value) || !Array.isArray(value.entry))
      return [value];
    return value.entry.flatMap((entry: { resource?: Resource }) =>
      entry.resource === undefined ? [] : [entry.resource],
    );
  });
}
