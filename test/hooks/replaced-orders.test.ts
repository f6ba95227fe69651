import type { Resource, ServiceRequest } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { withoutReplaced } from '../../hooks/replaced-orders.ts';

const urn = 'urn:uuid:03695f60-f7e7-4638-8b4d-7c987d466111';
const urns = new Map([[urn, 'ServiceRequest/old']]);

function order(id: string, more: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    ...more,
  };
}

const idsLeft = (chart: readonly Resource[], reference: string): readonly (string | undefined)[] =>
  withoutReplaced(chart, [order('new', { replaces: [{ reference }] })], urns).map(({ id }) => id);

test.each([
  'ServiceRequest/old',
  'ServiceRequest/old/_history/2',
  'https://ehr.example.org/fhir/ServiceRequest/old',
  urn,
])('an order that a draft replaces by %s is no second study', (reference) => {
  expect(idsLeft([order('old'), order('other')], reference)).toEqual(['other']);
});

test('one that was carried out stays a study that was done', () => {
  expect(idsLeft([order('old', { status: 'completed' })], urn)).toEqual(['old']);
});
