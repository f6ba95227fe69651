import { Fhir } from 'fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, runApp } from '../server/support.ts';

const canonicalBase = 'https://payer.example/fhir';
const url = `${canonicalBase}/Questionnaire/spine-imaging-documentation`;
let app: RunningApp;

beforeAll(async () => {
  app = await runApp({ CANONICAL_BASE: canonicalBase });
});
afterAll(() => app.stop());

function errorsOf(resource: object): readonly unknown[] {
  return new Fhir()
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter((message) => message.severity === 'error');
}

describe('what is published under /fhir', () => {
  it.each([
    ['/fhir/metadata', 'CapabilityStatement'],
    ['/fhir/Questionnaire/spine-imaging-documentation', 'Questionnaire'],
    ['/fhir/Questionnaire', 'Bundle'],
    ['/fhir/CodeSystem/spine-imaging-override-reasons', 'CodeSystem'],
    ['/fhir/CodeSystem/spine-imaging-answers', 'CodeSystem'],
    ['/fhir/CodeSystem', 'Bundle'],
  ])('%s is a valid %s', async (path, resourceType) => {
    const answer = await app.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(answer.json.resourceType).toBe(resourceType);
    expect(errorsOf(answer.json)).toEqual([]);
  });

  it('is found by its canonical URL, with or without its version', async () => {
    const { version } = (await app.get('/fhir/Questionnaire/spine-imaging-documentation')).json;
    const totals = await Promise.all(
      [
        `url=${url}`,
        `url=${encodeURIComponent(`${url}|${version}`)}`,
        `url=${url}&version=${version}`,
        '_id=spine-imaging-documentation',
        `url=${url}&version=1900.1`,
        'url=https://elsewhere.example/Questionnaire/spine-imaging-documentation',
      ].map(async (query) => (await app.get(`/fhir/Questionnaire?${query}`)).json.total),
    );
    expect(totals).toEqual([1, 1, 1, 1, 0, 0]);
    const found = await app.get(`/fhir/Questionnaire?url=${url}`);
    expect(found.json.entry[0]).toMatchObject({
      fullUrl: 'https://cds.test/fhir/Questionnaire/spine-imaging-documentation',
      resource: { resourceType: 'Questionnaire', url },
    });
  });

  it('defines every override reason that a card offers', async () => {
    const { concept, url: system } = (
      await app.get('/fhir/CodeSystem/spine-imaging-override-reasons')
    ).json;
    expect(system).toBe(`${canonicalBase}/CodeSystem/spine-imaging-override-reasons`);
    expect(concept).toContainEqual({
      code: 'treatment-contraindicated',
      display: 'Treatment is contraindicated or not tolerated',
    });
  });

  it('answers what is not there with an OperationOutcome', async () => {
    for (const path of ['/fhir/Questionnaire/other', '/fhir/CodeSystem/x', '/fhir/Patient/1']) {
      const answer = await app.get(path);
      expect([path, answer.status, answer.json.resourceType]).toEqual([
        path,
        404,
        'OperationOutcome',
      ]);
    }
    const twice = await app.get('/fhir/Questionnaire?url=a&url=b');
    expect([twice.status, twice.json.issue[0].expression]).toEqual([400, ['url']]);
  });

  it('is described in the OpenAPI document', async () => {
    const { paths } = (await app.get('/openapi.json')).json;
    for (const [path, status] of [
      ['/fhir/metadata', '200'],
      ['/fhir/Questionnaire', '400'],
      ['/fhir/Questionnaire/{id}', '404'],
      ['/fhir/CodeSystem/{id}', '200'],
    ] as const) {
      expect(paths[path]?.get.responses[status], path).toBeDefined();
    }
  });

  it('reaches the log by its route, never by what the address holds', async () => {
    await app.get('/fhir/Questionnaire?url=https://payer.example/a-name-in-the-address');
    expect(JSON.stringify(app.log)).not.toContain('a-name-in-the-address');
    expect(app.log.some((line) => line.route === '/fhir/Questionnaire')).toBe(true);
  });
});
