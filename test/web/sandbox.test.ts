import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type Answer, type RunningApp, runApp } from '../server/support.ts';

/**
 * The public CDS Hooks Sandbox as a client: requests as its PAMA Imaging view sends them. No Bundle type, no
 * encounter, no coding system of our choosing, a FHIR server that we may not read, prefetch by `_search`.
 */
const origin = 'https://sandbox.cds-hooks.org';
const select = '/cds-services/spine-imaging-order-select';
const sign = '/cds-services/spine-imaging-order-sign';

const settings = readSettings({});
let app: RunningApp;
let rating: RunningApp;
beforeAll(async () => {
  app = await runApp({}, { services: cdsServices(settings) });
  rating = await runApp({}, { services: cdsServices({ ...settings, sandboxRating: true }) });
});
afterAll(() => Promise.all([app.stop(), rating.stop()]));

interface Coding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

const cpt = (code: string, display: string): Coding => ({
  system: 'http://www.ama-assn.org/go/cpt',
  code,
  display,
});
const snomed = (code: string, display: string): Coding => ({
  system: 'http://snomed.info/sct',
  code,
  display,
});

/**
 * What the sandbox's `_search` brings: Bundles as its FHIR server makes them, and a patient who is known by an id of
 * theirs.
 */
const found = {
  patient: { resourceType: 'Patient', id: 'smart-1288992', birthDate: '1978-02-12' },
  conditions: {
    resourceType: 'Bundle',
    type: 'searchset',
    total: 1,
    link: [{ relation: 'self', url: 'https://fhir.example/Condition/_search' }],
    entry: [
      {
        fullUrl: 'https://fhir.example/Condition/c-77',
        resource: {
          resourceType: 'Condition',
          id: 'c-77',
          code: { coding: [snomed('195967001', 'Asthma')] },
          subject: { reference: 'Patient/smart-1288992' },
        },
        search: { mode: 'match' },
      },
    ],
  },
  encounters: { resourceType: 'Bundle', type: 'searchset', total: 0 },
};

function pamaRequest(
  hook: 'order-select' | 'order-sign',
  study: Coding,
  reasons: readonly Coding[],
  prefetch: Record<string, unknown> | undefined = found,
) {
  return {
    hookInstance: '6f0e4c5e-98a1-4f0a-b7e0-63e0a5a36e3a',
    hook,
    fhirServer: 'https://launch.smarthealthit.org/v/r4/fhir',
    context: {
      patientId: 'smart-1288992',
      userId: 'Practitioner/COREPRACTITIONER1',
      selections: ['ServiceRequest/example-request-id'],
      draftOrders: {
        resourceType: 'Bundle',
        entry: [
          {
            resource: {
              resourceType: 'ServiceRequest',
              id: 'example-request-id',
              status: 'draft',
              intent: 'plan',
              code: {
                coding: [study],
                ...(study.display === undefined ? {} : { text: study.display }),
              },
              subject: { reference: 'Patient/smart-1288992' },
              reasonCode: reasons.map((reason) => ({ coding: [reason], text: reason.display })),
            },
          },
        ],
      },
    },
    ...(prefetch === undefined ? {} : { prefetch }),
  };
}

const lumbar = cpt('72148', 'Lumbar MRI, no contrast');
const radiculopathy = snomed('128196005', 'Lumbar radiculopathy');

const assessment = (answer: Answer) =>
  answer.json.extension['io.github.spine-imaging-cds.assessments'][0];

describe('the CDS Hooks Sandbox', () => {
  it('finds services with ids of their own', async () => {
    const { json } = await app.get('/cds-services', { Origin: origin });
    const ids = json.services.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('may call them from its own origin with its token, errors included', async () => {
    const preflight = await fetch(app.url + select, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain(
      'authorization',
    );
    const answers = [
      preflight,
      await app.post(select, pamaRequest('order-select', lumbar, []), { Origin: origin }),
      await app.post(select, '{', { Origin: origin }),
      await app.post('/cds-services/none', {}, { Origin: origin }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('gets no card for its first, empty order', async () => {
    const answer = await app.post(select, pamaRequest('order-select', {}, []));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ cards: [] });
  });

  it('gets no card for a study that is not of the spine', async () => {
    const knee = cpt('73721', 'Knee MRI');
    const answer = await app.post(select, pamaRequest('order-select', knee, [radiculopathy]));
    expect(answer.json).toMatchObject({ cards: [] });
  });

  it.each([
    ['low back pain', '279039007', '72148', 'spine-pain'],
    ['chronic low back pain', '278860009', '72148', 'spine-pain'],
    ['lumbar radiculopathy', '128196005', '72148', 'lumbar-radiculopathy'],
    ['sciatica', '23056005', '72148', 'lumbar-radiculopathy'],
    ['neck pain', '81680005', '72141', 'spine-pain'],
  ])('is understood when its reason is %s', async (display, code, study, indication) => {
    const order = pamaRequest('order-select', cpt(study, 'MRI'), [snomed(code, display)]);
    const answer = await app.post(select, order);
    expect(answer.status).toBe(200);
    expect(assessment(answer)).toMatchObject({
      order: 'ServiceRequest/example-request-id',
      indication,
      determination: 'prerequisites-missing',
    });
    expect(answer.json.cards.length).toBeGreaterThan(0);
  });

  it('gets cauda equina syndrome supported at once', async () => {
    const reason = snomed('192970008', 'Cauda equina syndrome');
    const answer = await app.post(select, pamaRequest('order-select', lumbar, [reason]));
    expect(assessment(answer)).toMatchObject({
      determination: 'supported',
      decidedBy: 'red-flag.cauda-equina',
    });
  });

  it('is told what could not be read, and its FHIR server is left alone', async () => {
    const answer = await app.post(sign, pamaRequest('order-sign', lumbar, [radiculopathy]));
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.json.cards)).toContain('The chart could not be read: ');
  });

  it('hears what is missing when it sends neither prefetch nor a server that may be read', async () => {
    const { prefetch, ...bare } = pamaRequest('order-select', lumbar, [radiculopathy]);
    const answer = await app.post(select, bare);
    expect(answer.status).toBe(412);
    expect(answer.json.issue[0].diagnostics).toContain('conditions');
  });

  it('is answered politely when a tab is clicked again and the context lacks its orders', async () => {
    const request = pamaRequest('order-select', lumbar, []);
    const { draftOrders, selections, ...context } = request.context;
    const answer = await app.post(select, { ...request, context }, { Origin: origin });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error' }],
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('has its feedback taken: a suggestion used, a card dismissed with a bare reason', async () => {
    const { json } = await app.post(select, pamaRequest('order-select', lumbar, [radiculopathy]));
    const [card] = json.cards;
    const outcomeTimestamp = new Date().toISOString();
    const used = await app.post(`${select}/feedback`, {
      feedback: [
        {
          card: card.uuid,
          outcome: 'accepted',
          acceptedSuggestions: [{ id: card.suggestions[0].uuid }],
          outcomeTimestamp,
        },
      ],
    });
    const [{ code, system }] = card.overrideReasons;
    const dismissed = await app.post(`${select}/feedback`, {
      feedback: [
        {
          card: card.uuid,
          outcome: 'overridden',
          outcomeTimestamp,
          overrideReason: { reason: { code, system } },
        },
      ],
    });
    expect([used.status, dismissed.status]).toEqual([200, 200]);
  });
});

describe('the rating for the sandbox', () => {
  const withContrast = cpt('72158', 'Lumbar MRI, without and with contrast');
  const caudaEquina = [snomed('192970008', 'Cauda equina syndrome')];
  const ratings = ({ json }: Answer) =>
    (json.extension.systemActions ?? []).flatMap(
      ({ resource }: { resource: { extension: { valueCodeableConcept: object }[] } }) =>
        resource.extension.map((one) => one.valueCodeableConcept),
    );

  it('is not given unless it is asked for', async () => {
    const answer = await app.post(select, pamaRequest('order-select', lumbar, caudaEquina));
    expect(answer.json.extension.systemActions).toBeUndefined();
  });

  it('mirrors a determination that stands', async () => {
    const answer = await rating.post(
      select,
      pamaRequest('order-select', withContrast, caudaEquina),
    );
    expect(ratings(answer)).toEqual([
      {
        coding: [
          { system: 'http://fhir.org/argonaut/CodeSystem/pama-rating', code: 'appropriate' },
        ],
      },
    ]);
  });

  it('is left out where information is missing', async () => {
    const answer = await rating.post(select, pamaRequest('order-select', lumbar, [radiculopathy]));
    expect(assessment(answer).determination).toBe('prerequisites-missing');
    expect(answer.json.extension.systemActions).toBeUndefined();
  });

  it('stands on every study that is suggested, which the sandbox could not apply without', async () => {
    const answer = await rating.post(
      select,
      pamaRequest('order-select', withContrast, [radiculopathy]),
    );
    const updates = answer.json.cards
      .flatMap((card: { suggestions?: { actions?: object[] }[] }) => card.suggestions ?? [])
      .flatMap((suggestion: { actions?: object[] }) => suggestion.actions ?? [])
      .filter((action: { type?: string }) => action.type === 'update');
    expect(updates.length).toBeGreaterThan(0);
    for (const { resource } of updates) {
      expect(resource.reasonCode[0].coding[0].code).toBe('128196005');
      expect(resource.code.coding[0].code).toBe('72148');
      expect(resource.extension[0].url).toBe('http://fhir.org/argonaut/Extension/pama-rating');
    }
  });
});
