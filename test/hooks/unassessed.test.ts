import type { ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { answerAside } from '../../hooks/unassessed.ts';
import type { HookAnswer } from '../../src/cds/service.ts';
import type { HookRequest } from '../../src/cds/types.ts';
import { siteEvidence } from '../../src/site-evidence/site-evidence.ts';
import { asOf, type Content, concept, cpt, subject } from '../chart/support.ts';
import { serviceSettings } from '../support/vignette-call.ts';

const order = (code: Content, more: Content = {}): ServiceRequest =>
  JSON.parse(
    JSON.stringify({
      resourceType: 'ServiceRequest',
      id: 'o',
      status: 'draft',
      intent: 'order',
      subject,
      code,
      ...more,
    }),
  );

const aside = (one: ServiceRequest): HookAnswer =>
  answerAside([one], new Set(), {
    source: { label: 'Payer' },
    newId: () => 'id',
    replaced: new Set<never>(),
  });

describe('an order without an assessment', () => {
  test.each<[string, Content, Content, string]>([
    ['a laboratory test', { text: 'Lipid panel' }, {}, 'not-imaging'],
    ['an image of a knee', { text: 'MRI knee without contrast' }, {}, 'not-spine-imaging'],
    ['a plain film', concept(cpt, '72100'), {}, 'plain-radiograph'],
    ['a pelvis without a spine reason', concept(cpt, '72195'), {}, 'not-a-spine-reason'],
    ['a code alone', { coding: [{ system: 'urn:local', code: 'MRLS1' }] }, {}, 'code-not-known'],
    ['a coding that is null', { coding: [null] }, {}, 'code-not-known'],
    ['several levels in words', { text: 'MRI cervical and lumbar spine' }, {}, 'code-not-known'],
    [
      'one that is not to be performed',
      concept(cpt, '72148'),
      { doNotPerform: true },
      'not-to-be-performed',
    ],
  ])('says why: %s', (_name, code, more, reason) => {
    const { response, record } = aside(order(code, more));
    expect(response.extension?.['io.github.spine-imaging-cds.unassessed']).toMatchObject([
      { order: 'ServiceRequest/o', reason },
    ]);
    expect(record.unassessed).toEqual([reason]);
  });

  test('gets a short card where its words name imaging of the spine, and no other does', () => {
    const [card] = aside(order({ text: 'MRI cervical and lumbar spine' })).response.cards;
    expect(card?.summary).toBe('Study not recognised: MRI cervical and lumbar spine');
    expect(card?.detail).toContain('It carries no code.');
    expect(aside(order({ text: 'MRI knee' })).response.cards).toEqual([]);
    expect(aside(order({ text: 'Lumbar puncture' })).response.cards).toEqual([]);
  });

  test('shows its name as plain words', () => {
    const [card] = aside(order({ text: `MRI spine [x](http://evil) ${'<b>'.repeat(90)}` })).response
      .cards;
    expect(card?.summary.length).toBeLessThan(140);
    expect(`${card?.summary}${card?.detail}`).not.toMatch(/[[\]<>]/);
  });
});

describe('a call', () => {
  const call = (code: Content, settings = serviceSettings): HookAnswer => {
    const request: HookRequest = JSON.parse(
      JSON.stringify({
        hook: 'order-sign',
        hookInstance: '7f2a8c9e-0000-4000-8000-000000000000',
        context: {
          userId: 'Practitioner/a',
          patientId: 'p1',
          draftOrders: {
            resourceType: 'Bundle',
            type: 'collection',
            entry: [{ resource: order(code) }],
          },
        },
      }),
    );
    const service = cdsServices(settings).find((one) => one.definition.hook === 'order-sign');
    if (service === undefined) throw new Error('no service');
    if (service.neededKeys(request).length === 0) return service.aside(request);
    const patient = { resourceType: 'Patient' as const, id: 'p1' };
    return service.answer({ request, resources: [patient], unavailable: [], asOf });
  };

  test('for an unknown local code is never silent', () => {
    const { response } = call({ coding: [{ system: 'urn:local', code: 'MRLS1' }] });
    expect(response.cards).toEqual([]);
    expect(response.extension).toHaveProperty(['io.github.spine-imaging-cds.unassessed']);
  });

  test('is assessed once the hospital says what its code stands for', () => {
    const codes = [
      { system: 'urn:local', code: 'MRLS1', is: { system: 'cpt' as const, code: '72148' } },
    ];
    const { record } = call(
      { coding: [{ system: 'urn:local', code: 'MRLS1' }] },
      { ...serviceSettings, siteEvidence: siteEvidence([], codes) },
    );
    expect(record.orders.map((one) => one.cpt)).toEqual(['72148']);
    expect(record.unassessed).toBeUndefined();
  });
});
