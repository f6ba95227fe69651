import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';

const sign = '/cds-services/spine-imaging-order-sign';
const feedbackPath = `${sign}/feedback`;

let app: RunningApp;
// biome-ignore lint/suspicious/noExplicitAny: parsed JSON under test
let document: any;
const ajv = new Ajv2020({ validateFormats: false, strictTypes: false });

beforeAll(async () => {
  app = await runApp();
  document = (await app.get('/openapi.json')).json;
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'openapi', components: document.components });
});
afterAll(() => app.stop());

/** Checks an answer against what the document says of it. */
function expectDescribed(answer: Answer, method: string, path: string): void {
  const described = document.paths[path]?.[method]?.responses?.[String(answer.status)];
  expect(described, `${method} ${path} ${answer.status}`).toBeDefined();
  const type = answer.headers.get('content-type')?.split(';')[0];
  if (described.content === undefined) {
    expect(answer.text).toBe('');
    return;
  }
  const schema = described.content[type ?? '']?.schema;
  expect(schema, `${method} ${path} ${answer.status} ${type}`).toBeDefined();
  if (schema.$ref !== undefined) {
    const validate = ajv.getSchema(`openapi${schema.$ref}`);
    expect(validate, schema.$ref).toBeDefined();
    expect(validate?.(answer.json), JSON.stringify(validate?.errors)).toBe(true);
  }
}

/** The body that is sent to a path, as the document has it. */
const bodyOf = (path: string) => document.paths[path].post.requestBody.content['application/json'];

describe('the OpenAPI document', () => {
  it('has schemas that compile', () => {
    for (const name of Object.keys(document.components.schemas)) {
      expect(ajv.getSchema(`openapi#/components/schemas/${name}`), name).toBeDefined();
    }
  });

  it('describes what is answered', async () => {
    const call = hookRequest('order-sign', { prefetch: nothingOnRecord });
    const shown = await app.post(sign, call);
    const item = {
      card: shown.json.cards[0].uuid,
      outcome: 'overridden',
      outcomeTimestamp: '2026-03-01T10:00:00Z',
      overrideReason: { reason: { code: 'x', system: 'https://cds.test' } },
    };
    expectDescribed(shown, 'post', sign);
    expectDescribed(await app.post(sign, '{'), 'post', sign);
    expectDescribed(await app.post(sign, hookRequest('order-sign')), 'post', sign);
    expectDescribed(await app.post(sign, ' '.repeat(6_000_000)), 'post', sign);
    expectDescribed(await app.post(sign, 'x', { 'Content-Type': 'text/plain' }), 'post', sign);
    expectDescribed(await app.post(feedbackPath, { feedback: [item] }), 'post', feedbackPath);
    expectDescribed(await app.post(feedbackPath, { feedback: [{}] }), 'post', feedbackPath);
    for (const path of [
      '/cds-services',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/openapi.json',
    ]) {
      expectDescribed(await app.get(path), 'get', path);
    }
    expectDescribed(await app.get('/reports/feedback'), 'get', '/reports/feedback');
    expectDescribed(await app.get('/reports/feedback?from=2026-01-01'), 'get', '/reports/feedback');
    expectDescribed(await app.get('/reports/feedback?format=csv'), 'get', '/reports/feedback');
    expectDescribed(await app.get('/reports/feedback?from=x'), 'get', '/reports/feedback');
    for (const query of ['', '?from=2026-01-01', '?format=csv', '?from=x']) {
      const path = '/reports/determinations';
      expectDescribed(await app.get(path + query), 'get', path);
    }
    expectDescribed(await app.get('/reports/calls?limit=1'), 'get', '/reports/calls');
    expectDescribed(await app.get('/reports/calls?limit=x'), 'get', '/reports/calls');
  });

  it('has examples that keep to their schemas, and that the service takes', async () => {
    for (const [name, path] of [
      ['HookRequest', sign],
      ['FeedbackRequest', feedbackPath],
    ] as const) {
      const { example } = bodyOf(path);
      const validate = ajv.getSchema(`openapi#/components/schemas/${name}`);
      expect(validate?.(example), JSON.stringify(validate?.errors)).toBe(true);
      expect((await app.post(path, example)).status).toBe(200);
    }
  });

  it('describes feedback by the schema that reads it', async () => {
    const { example } = bodyOf(feedbackPath);
    const wrong = { feedback: [{ ...example.feedback[0], outcome: 'ignored' }] };
    const validate = ajv.getSchema('openapi#/components/schemas/FeedbackRequest');
    expect(validate?.(wrong)).toBe(false);
    expect((await app.post(feedbackPath, wrong)).status).toBe(400);
  });

  it('describes the refusals', async () => {
    const strict = await runApp({ REPORTS_TOKEN: 'reports-token-0123456789', RATE_LIMIT: '2' });
    expectDescribed(await strict.get('/metrics'), 'get', '/metrics');
    expectDescribed(await strict.get('/reports/feedback'), 'get', '/reports/feedback');
    expectDescribed(await strict.get('/cds-services'), 'get', '/cds-services');
    await strict.stop();
    const away = await runApp({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
    expectDescribed(await away.post(feedbackPath, { feedback: [] }), 'post', feedbackPath);
    expectDescribed(await away.get('/health/ready'), 'get', '/health/ready');
    await away.stop();
  });

  it('describes requests that are accepted, and refuses those that are not', () => {
    const validate = ajv.getSchema('openapi#/components/schemas/HookRequest');
    expect(validate?.(hookRequest('order-select', { prefetch: nothingOnRecord }))).toBe(true);
    expect(validate?.({ ...hookRequest('order-select'), context: {} })).toBe(false);
  });
});
