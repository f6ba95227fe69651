import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from '../server/support.ts';
import { coverage, packagePath, startApp } from './support.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const order = (id: string) => ({
  name: 'order',
  resource: {
    resourceType: 'ServiceRequest',
    ...{ id, status: 'draft', intent: 'order', subject: { reference: 'Patient/p1' } },
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
  },
});
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
const forWhom = { name: 'coverage', resource: coverage };
const subject = { name: 'subject', valueReference: { reference: 'Patient/p1' } };

it.each<[string, string, readonly object[]]>([
  ['orders', packagePath, [forWhom, ...many(51, (index) => order(`o${index}`))]],
  [
    'questionnaires',
    packagePath,
    [
      forWhom,
      ...many(51, (index) => ({ name: 'questionnaire', valueCanonical: `urn:x:${index}` })),
    ],
  ],
  [
    'orders',
    '/fhir/Questionnaire/$populate',
    [subject, ...many(11, (index) => order(`o${index}`))],
  ],
  ['parameters', packagePath, many(25_001, () => ({ name: 'x' }))],
])('more %s than a form is about are refused by name', async (what, path, parameter) => {
  const answer = await app.post(path, { resourceType: 'Parameters', parameter });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(what.slice(0, -1));
  expect(answer.text).toContain('at most');
});

it('a chart may come resource by resource', async () => {
  const content = many(300, (index) => ({
    name: 'content',
    resource: {
      resourceType: 'Condition',
      ...{ id: `c${index}`, subject: { reference: 'Patient/p1' } },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] },
    },
  }));
  const parameter = [subject, order('o1'), ...content];
  const answer = await app.post('/fhir/Questionnaire/$populate', {
    resourceType: 'Parameters',
    parameter,
  });
  expect(answer.status).toBe(200);
});
