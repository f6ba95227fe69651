import { describe, expect, it } from 'vitest';
import { prefetchValue } from '../../src/fhir/prefetch-value.ts';

const condition = { resourceType: 'Condition', id: 'c1' };
const outcome = { resourceType: 'OperationOutcome', issue: [] };
const bundle = (entry: unknown, link?: unknown) => ({ resourceType: 'Bundle', entry, link });
const of = (value: unknown) => prefetchValue({ key: value }, 'key');

describe('the states of a prefetch key', () => {
  it('are told apart', () => {
    expect(prefetchValue(undefined, 'key')).toEqual({ state: 'missing' });
    expect(prefetchValue({}, 'key')).toEqual({ state: 'missing' });
    expect(of(null)).toEqual({ state: 'none' });
    expect(of(bundle([]))).toEqual({ state: 'none' });
    expect(of(bundle(undefined))).toEqual({ state: 'none' });
    expect(of(outcome)).toEqual({ state: 'error' });
    expect(of(condition)).toEqual({ state: 'data', resources: [condition] });
    expect(of(bundle([{ resource: condition }]))).toEqual({
      state: 'data',
      resources: [condition],
    });
  });

  it('say where the next page is', () => {
    const next = 'https://ehr.example/fhir?page=2';
    const link = [null, { relation: 'self', url: 'x' }, { relation: 'next', url: next }];
    expect(of(bundle([{ resource: condition }], link))).toEqual({
      state: 'data',
      resources: [condition],
      next,
    });
    expect(of(bundle([], link))).toEqual({ state: 'data', resources: [], next });
  });

  it('leave out entries that hold no resource and the server’s own remarks', () => {
    const entry = [null, 7, {}, { resource: null }, { resource: [] }, { resource: outcome }];
    expect(of(bundle([...entry, { resource: condition }]))).toEqual({
      state: 'data',
      resources: [condition],
    });
  });

  it.each(['text', 7, true, [], {}, { resourceType: 7 }])('%j is an error', (value) => {
    expect(of(value)).toEqual({ state: 'error' });
  });

  it('do not look into the prototype', () => {
    expect(prefetchValue({}, 'constructor')).toEqual({ state: 'missing' });
    expect(prefetchValue(JSON.parse('{"__proto__": {"key": null}}'), 'key')).toEqual({
      state: 'missing',
    });
  });
});
