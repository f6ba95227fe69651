import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card, Link } from '../../src/cds/types.ts';
import { ecKey, signToken } from '../server/tokens.ts';
import { type RunningApp, signing, startApp } from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';
const name = 'lumbar-radiculopathy/no-radiograph';
const ehrBase = 'https://ehr.example/fhir';

let folder: string;
let open: RunningApp;
let closed: RunningApp;
const clients = {
  dtr: { issuer: 'https://dtr.example', key: ecKey('k1'), hasDtr: true },
  plain: { issuer: 'https://plain.example', key: ecKey('k2'), hasDtr: false },
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'form-link-'));
  const ehrs = join(folder, 'ehrs.json');
  writeFileSync(ehrs, JSON.stringify([{ issuer: ehrBase, clientId: 'form' }]));
  const trusted = join(folder, 'clients.json');
  const listed = Object.values(clients).map(({ issuer, key, hasDtr }) => ({
    ...{ issuer, hasDtr },
    jwks: { keys: [key.jwk] },
  }));
  writeFileSync(trusted, JSON.stringify(listed));
  open = await startApp({ SMART_EHRS: ehrs });
  closed = await startApp({ SMART_EHRS: ehrs, TRUSTED_CLIENTS: trusted });
});
afterAll(async () => {
  await Promise.all([open.stop(), closed.stop()]);
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly cards: readonly Card[];
  readonly systemActions?: readonly { readonly resource?: unknown }[];
}

async function sign(
  app: RunningApp,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { status, json } = await app.post(path, { ...signing(name), ...changes }, headers);
  expect(status).toBe(200);
  return json as Answer;
}

function tokenOf({ issuer, key }: (typeof clients)[keyof typeof clients]) {
  const token = signToken(key, `https://payer.example${path}`, { claims: { iss: issuer } });
  return { Authorization: `Bearer ${token}` };
}

function linksOf({ cards }: Answer): readonly Link[] {
  return cards.flatMap(({ links = [] }) => links);
}

const formLinks = (answer: Answer): readonly Link[] =>
  linksOf(answer).filter(({ label }) => label.startsWith('Open the form'));

const crd = { extension: { 'davinci-crd.version': '2.2' } };

describe('the link to the form', () => {
  it('launches the app where the EHR is set up for it, with the order and the items', async () => {
    for (const fhirServer of [ehrBase, `${ehrBase}/`]) {
      const [link] = formLinks(await sign(open, { fhirServer }));
      expect(link).toMatchObject({ type: 'smart', url: 'https://payer.example/form/launch' });
      expect(JSON.parse(link?.appContext ?? '')).toEqual({
        order: 'ServiceRequest/mri-1',
        items: ['plain-radiograph.date', 'plain-radiograph.region', 'plain-radiograph.result'],
      });
    }
  });

  it('is an absolute address without an app context everywhere else', async () => {
    for (const changes of [{}, { fhirServer: 'https://ehr.example/fhir2' }]) {
      const [link] = formLinks(await sign(open, changes));
      expect(link?.type).toBe('absolute');
      expect(link?.url).toMatch(/^https:\/\/payer\.example\/form#items=/);
      expect(link?.appContext).toBeUndefined();
    }
  });

  it('stands on a card without links of another type for callers of CRD', async () => {
    const answer = await sign(open, { ...crd, fhirServer: ehrBase });
    expect(formLinks(answer).map(({ type }) => type)).toEqual(['smart']);
    for (const { links = [] } of answer.cards) {
      expect(new Set(links.map(({ type }) => type)).size).toBeLessThanOrEqual(1);
    }
    expect(linksOf(answer).map(({ label }) => label)).toContain('All criteria');
  });
});

describe('a client with DTR of its own', () => {
  const isForm = ({ suggestions = [] }: Card): boolean =>
    JSON.stringify(suggestions).includes('"Task"');

  it('finds the form in the coverage information, and no card offers one', async () => {
    const answer = await sign(closed, crd, tokenOf(clients.dtr));
    expect(formLinks(answer)).toEqual([]);
    expect(answer.cards.filter(isForm)).toEqual([]);
    expect(JSON.stringify(answer.systemActions)).toContain('/Questionnaire/spine-imaging-');
  });

  it('is told apart from one without', async () => {
    const other = await sign(closed, crd, tokenOf(clients.plain));
    expect(formLinks(other)).toHaveLength(1);
    expect(other.cards.filter(isForm).length).toBeGreaterThan(0);
  });
});
