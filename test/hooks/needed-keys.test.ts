import { expect, test } from 'vitest';
import type { HookRequest } from '../../src/cds/types.ts';
import { vignetteNamed } from '../crd/support.ts';
import { serviceFor } from '../support/vignette-answers.ts';

const empty = { resourceType: 'Bundle', type: 'searchset', entry: [] };
const sent = vignetteNamed('lumbar-radiculopathy/no-radiograph').request;
const keysOf = (request: HookRequest): readonly string[] => serviceFor(request).neededKeys(request);

test('alerts, allergies and calls are taken where they are sent, and read where the chart has to be read', () => {
  const without = keysOf(JSON.parse(JSON.stringify(sent)));
  for (const key of ['flags', 'allergyIntolerances', 'communications']) {
    expect(without).not.toContain(key);
    const prefetch = { ...sent.prefetch, [key]: empty };
    expect(keysOf(JSON.parse(JSON.stringify({ ...sent, prefetch })))).toContain(key);
    const { context, hook, hookInstance } = sent;
    const bare = { context, hook, hookInstance, fhirServer: 'https://ehr.example/fhir' };
    expect(keysOf(JSON.parse(JSON.stringify(bare)))).toContain(key);
  }
});
