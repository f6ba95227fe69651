import type { ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { replacedDrafts } from '../../hooks/replaced-orders.ts';

function draft(id: string, replaces?: string, more: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    ...(replaces === undefined ? {} : { replaces: [{ reference: `ServiceRequest/${replaces}` }] }),
    ...more,
  };
}

const left = (...drafts: ServiceRequest[]) =>
  [...replacedDrafts(drafts, new Map())].map(({ id }) => id);

describe('a draft that another one of the call replaces', () => {
  test('is left aside, along a chain of them', () => {
    expect(left(draft('a'), draft('b', 'a'), draft('c', 'b'))).toEqual(['a', 'b']);
  });

  test('is judged where the other is withdrawn or not to be performed', () => {
    expect(left(draft('a'), draft('b', 'a', { status: 'revoked' }))).toEqual([]);
    expect(left(draft('a'), draft('b', 'a', { doNotPerform: true }))).toEqual([]);
  });

  test('is judged where it names itself, or both name each other', () => {
    expect(left(draft('a', 'a'))).toEqual([]);
    expect(left(draft('a', 'b'), draft('b', 'a'))).toEqual([]);
  });
});
