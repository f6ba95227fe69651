import { describe, expect, it } from 'vitest';
import {
  answerTo,
  type Call,
  coverageOf,
  draftsOf,
  informationIn,
  informationOf,
  updatedOrders,
  valuesOf,
  vignetteNamed,
  vignettes,
} from './support.ts';

const noRadiograph = vignetteNamed('lumbar-radiculopathy/no-radiograph');
const { patientId } = noRadiograph.request.context;

function assertionOf(call: Call): unknown {
  const [information] = informationIn(answerTo(noRadiograph, call));
  const [id] = valuesOf(information, 'coverage-assertion-id');
  expect(id).toMatch(/^[0-9a-f]{32}\.72148(\.[0-9a-z]+-[0-9a-z]{4}\.2026\.1)?$/);
  return id;
}

const film = {
  resourceType: 'DiagnosticReport' as const,
  id: 'film-1',
  status: 'final' as const,
  subject: { reference: `Patient/${patientId}` },
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72100' }] },
  effectiveDateTime: '2026-10-01',
  conclusion: 'No fracture. Mild degenerative change.',
};

describe('the id of an assertion', () => {
  const first = assertionOf({});

  it('is the same for the same facts, whenever and in whichever version they are asked for', () => {
    expect(assertionOf({})).toBe(first);
    expect(assertionOf({ asked: '2.0' })).toBe(first);
    expect(assertionOf({ asked: '2.2' })).toBe(first);
    const later = new Date(Date.parse(noRadiograph.asOf) + 3_600_000);
    expect(assertionOf({ asOf: later })).toBe(first);
  });

  it('is another for another order, coverage, policy, or anything new on the chart', () => {
    const orders = draftsOf(noRadiograph).map((order) => ({ ...order, id: 'mri-2' }));
    const others = [
      assertionOf({ orders }),
      assertionOf({ coverages: [coverageOf(patientId, { id: 'coverage-2' })] }),
      assertionOf({
        coverages: [coverageOf(patientId, { status: 'cancelled' })],
        configuration: {},
      }),
      assertionOf({ settings: { withoutAuthorization: ['72148'] } }),
      assertionOf({ more: [film] }),
      assertionOf({ more: [{ ...film, effectiveDateTime: '2026-10-02' }] as never }),
      assertionOf({ unavailable: ['diagnosticReports'] }),
      assertionOf({ hook: 'order-select', configuration: {} }),
    ];
    expect(new Set([first, ...others]).size).toBe(others.length + 1);
  });

  it('is never the same for two orders of a call, and is what the record keeps', () => {
    for (const vignette of vignettes) {
      const answer = answerTo(vignette);
      const ids = informationIn(answer).flatMap((one) => valuesOf(one, 'coverage-assertion-id'));
      expect(answer.record.orders.map(({ assertionId }) => assertionId)).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('an order that comes back with coverage information', () => {
  const [order] = updatedOrders(answerTo(noRadiograph));
  if (order === undefined) throw new Error('the order was not updated');
  const [given] = informationOf(order);
  if (given === undefined) throw new Error('the order carries no coverage information');
  const note = { url: 'https://ehr.example/note', valueString: 'kept' };

  it('gets new information in place of the old, once there is something new', () => {
    const answer = answerTo(noRadiograph, {
      orders: [{ ...order, extension: [note, given] }],
      more: [film],
    });
    const [updated] = updatedOrders(answer);
    const [kept, fresh, ...others] = updated?.extension ?? [];
    expect(kept).toEqual(note);
    expect(valuesOf(fresh, 'covered')).toEqual(['covered']);
    expect(others).toEqual([]);
  });

  it('keeps what another payer said of it', () => {
    const parts = (given.extension ?? []).map((part) =>
      part.url === 'coverage' ? { ...part, valueReference: { reference: 'Coverage/other' } } : part,
    );
    const theirs = { ...given, extension: parts };
    const [updated] = updatedOrders(
      answerTo(noRadiograph, { orders: [{ ...order, extension: [theirs] }] }),
    );
    expect(updated?.extension).toHaveLength(2);
    expect(updated?.extension?.[0]).toEqual(theirs);
  });

  it('is known by an absolute reference to the coverage too', () => {
    const reference = 'https://ehr.example/fhir/Coverage/coverage-1';
    const parts = (given.extension ?? []).map((part) =>
      part.url === 'coverage' ? { ...part, valueReference: { reference } } : part,
    );
    const orders = [{ ...order, extension: [{ ...given, extension: parts }] }];
    expect(answerTo(noRadiograph, { orders }).response.systemActions).toBeUndefined();
  });

  it.each([
    ['no list', 'x'],
    ['nothing', [null]],
    ['information without parts', [{ url: given.url }]],
    ['information of the wrong shape', [{ url: given.url, extension: 'x' }]],
  ])('may carry extensions that are %s', (_what, extension) => {
    const orders = [{ ...order, extension } as never];
    expect(updatedOrders(answerTo(noRadiograph, { orders }))).toHaveLength(1);
  });
});
