import { get, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';

/** A body of a hook call at order-sign, in which one part is as large as the service lets it be. */
type Json = Record<string, unknown>;

const subject = { reference: 'Patient/p1' };
const today = new Date();
const dayAgo = (days: number) =>
  new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
const coding = (system: string, code: string) => ({ coding: [{ system, code }] });
const icd = (code: string) => coding('http://hl7.org/fhir/sid/icd-10-cm', code);
const cpt = (code: string) => coding('http://www.ama-assn.org/go/cpt', code);

const order = (id: string, more: Json = {}) => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'draft',
  intent: 'order',
  subject,
  code: cpt('72148'),
  reasonReference: [{ reference: 'Condition/c0' }],
  authoredOn: dayAgo(0),
  requester: { reference: 'Practitioner/1' },
  ...more,
});

const call = (drafts: readonly Json[], prefetch: Json, more: Json = {}): string =>
  JSON.stringify({
    hook: 'order-sign',
    hookInstance: 'b4a0e2c2-70c4-4e8f-8f0e-5c9f6a3b2d11',
    context: {
      userId: 'Practitioner/1',
      patientId: 'p1',
      draftOrders: { resourceType: 'Bundle', entry: drafts.map((resource) => ({ resource })) },
    },
    prefetch,
    ...more,
  });

const list = (count: number, make: (index: number) => Json) => ({
  resourceType: 'Bundle',
  entry: Array.from({ length: count }, (_, index) => ({ resource: make(index) })),
});

const condition = (index: number) => ({
  resourceType: 'Condition',
  id: `c${index}`,
  subject,
  code: icd('M54.16'),
  onsetDateTime: dayAgo(80),
});
const visit = (index: number) => ({
  resourceType: 'Encounter',
  id: `e${index}`,
  status: 'finished',
  subject,
  class: { code: 'AMB' },
  period: { start: dayAgo(index % 80) },
});
const therapy = (index: number) => ({
  resourceType: 'Procedure',
  id: `p${index}`,
  status: 'completed',
  subject,
  code: cpt('97110'),
  performedDateTime: dayAgo(index % 60),
  reasonReference: [{ reference: 'Condition/c0' }],
});
const observation = (index: number) => ({
  resourceType: 'Observation',
  id: `o${index}`,
  status: 'final',
  subject,
  code: coding('http://loinc.org', '72514-3'),
  effectiveDateTime: dayAgo(index % 80),
  valueQuantity: { value: index % 11 },
});
const report = (index: number) => ({
  resourceType: 'DiagnosticReport',
  id: `r${index}`,
  status: 'final',
  subject,
  code: cpt('72100'),
  effectiveDateTime: dayAgo(index % 80),
  conclusion: 'No fracture.',
});
const device = (index: number) => ({ resourceType: 'Device', id: `d${index}`, patient: subject });
const fifty = Array.from({ length: 50 }, (_, index) => order(`m${index}`));
const conditions = list(1, condition);
const answers = (count: number) => ({
  resourceType: 'QuestionnaireResponse',
  id: 'q1',
  status: 'completed',
  subject,
  questionnaire:
    'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation',
  authored: new Date(today.getTime() - 3_600_000).toISOString(),
  item: Array.from({ length: count }, () => ({
    linkId: 'episode.onset',
    answer: [{ valueDate: dayAgo(70) }],
  })),
});

/** About 5 MB each, or as much as its shape may hold. */
const bodies: Readonly<Record<string, () => string>> = {
  'fifty orders and conditions': () => call(fifty, { conditions: list(20_000, condition) }),
  'fifty orders and visits': () => call(fifty, { conditions, encounters: list(20_000, visit) }),
  'fifty orders and therapy': () => call(fifty, { conditions, procedures: list(16_000, therapy) }),
  'fifty orders and scores': () =>
    call(fifty, { conditions, observations: list(18_000, observation) }),
  'fifty orders and films': () =>
    call(fifty, { conditions, diagnosticReports: list(18_000, report) }),
  'fifty orders and devices': () => call(fifty, { conditions, devices: list(50_000, device) }),
  'a long form': () => call(fifty, { conditions, questionnaireResponses: answers(50_000) }),
  'many codings': () =>
    call(fifty, {
      conditions: list(1, (index) => ({
        ...condition(index),
        code: { coding: Array(50_000).fill(icd('M54.16').coding[0]) },
      })),
    }),
  'a long text': () =>
    call([order('m1')], {
      conditions,
      diagnosticReports: list(1, (index) => ({
        ...report(index),
        conclusion: 'no fracture, non diagnostic, '.repeat(160_000),
      })),
    }),
  'long names': () =>
    call([order('m1')], {
      conditions,
      devices: list(1, (index) => ({
        ...device(index),
        type: { text: 'pacemaker '.repeat(450_000) },
      })),
    }),
  'many reasons': () =>
    call([order('m1', { reasonCode: Array(60_000).fill(icd('M54.16')) })], { conditions }),
  'orders with coverage': () =>
    call(fifty, {
      conditions,
      coverage: {
        resourceType: 'Coverage',
        id: 'c1',
        status: 'active',
        beneficiary: subject,
        payor: [{ display: 'x' }],
      },
    }),
  'a server of slashes': () =>
    call([order('m1')], {}, { fhirServer: `https://ehr.example/${'/'.repeat(4_000_000)}x` }),
  'deep nesting': () =>
    call([order('m1')], { conditions }).replace('"p1"', `${'['.repeat(2_400_000)}`),
  'numbers with many digits': () =>
    call([order('m1', { quantityQuantity: { value: 1 } })], {
      conditions,
      observations: list(18_000, observation),
    }).replaceAll(/"value":(\d+)/g, '"value":$1.00'),
};

let built: BuiltService;
let service: StartedService;
beforeAll(async () => {
  built = await buildService();
  service = await built.start({}, ['--max-old-space-size=256']);
}, 60_000);
afterAll(() => built.remove());

/** Sends a body. @returns the status and the length of the answer */
function send(body: string): Promise<{ readonly status: number; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${service.url}/cds-services/spine-imaging-order-sign`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      (answer) => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The longest that another caller waits while a body is worked on, in milliseconds. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let isOn = true;
  let worst = 0;
  const others = (async () => {
    while (isOn) {
      const from = performance.now();
      await new Promise((resolve) => {
        get(`${service.url}/health/live`, (answer) => answer.resume().on('end', resolve)).on(
          'error',
          resolve,
        );
      });
      worst = Math.max(worst, performance.now() - from);
    }
  })();
  await work();
  isOn = false;
  await others;
  return worst;
}

/** Several times what any of them takes: a machine is slow at times, a quadratic loop is far slower. */
const mostMs = 10_000;

describe('a body of 5 MB is answered or refused, whatever its shape', () => {
  it.each(Object.keys(bodies))(
    '%s',
    async (name) => {
      const body = bodies[name]?.() ?? '';
      expect(body.length).toBeLessThan(5.2 * 1024 * 1024);
      let answer = { status: 0, bytes: 0 };
      const waited = await longestWait(async () => {
        answer = await send(body);
      });
      expect([200, 400]).toContain(answer.status);
      expect(answer.bytes).toBeLessThanOrEqual(1024 * 1024);
      expect(waited).toBeLessThan(mostMs);
      expect(service.child.exitCode).toBeNull();
    },
    60_000,
  );
});
