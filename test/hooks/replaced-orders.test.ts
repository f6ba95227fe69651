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

test('an order is found by the identifier that the draft names, and by no other', () => {
  const identifier = { system: 'https://ehr.example.org/orders', value: '7' };
  const chart = [
    order('old', { identifier: [identifier] }),
    order('other', { identifier: [{ ...identifier, value: '8' }, { value: '7' }] }),
  ];
  const left = (replaces: ServiceRequest['replaces'] & object) =>
    withoutReplaced(chart, [order('new', { replaces })], urns).map(({ id }) => id);
  expect(left([{ identifier }])).toEqual(['other']);
  expect(left([{ identifier: { value: '7' } }])).toEqual(['old', 'other']);
});
