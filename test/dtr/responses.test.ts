import type { QuestionnaireResponse, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalBase, type RunningApp, sign, signing, startApp } from './support.ts';

/** What the order of this vignette lacks is a film, and nothing else. */
const noRadiograph = 'lumbar-radiculopathy/no-radiograph';
const local = 'https://ehr.example/fhir/Questionnaire/spine-copy';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({ LOCAL_FORMS: local });
});
afterAll(() => app.stop());

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000).toISOString();

type Answers = Readonly<Record<string, QuestionnaireResponseItemAnswer>>;

const film: Answers = {
  'plain-radiograph.date': { valueDate: yesterday },
  'plain-radiograph.region': { valueCoding: { code: 'lumbar' } },
  'plain-radiograph.result': { valueCoding: { code: 'no-fracture' } },
};

function response(
  answers: Answers,
  changes: Partial<QuestionnaireResponse> = {},
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'answers',
    status: 'completed',
    questionnaire: `${canonicalBase}/Questionnaire/spine-imaging-documentation|2026.1`,
    subject: { reference: 'Patient/p1' },
    authored: minutesAgo(10),
    item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
    ...changes,
  };
}

const dtr = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition';
const about = (reference: string) => ({
  url: `${dtr}/qr-context`,
  valueReference: { reference },
});

/** What is said of the order with these on its chart. */
async function determination(...more: readonly object[]): Promise<string | undefined> {
  return (await sign(app, signing(noRadiograph, more))).determination;
}

describe('a form that an EHR keeps under a canonical URL of its own', () => {
  it.each([
    ['with a version', { questionnaire: `${local}|3` }],
    ['without one', { questionnaire: local }],
    [
      'contained, and derived from it',
      {
        questionnaire: '#form',
        contained: [
          {
            resourceType: 'Questionnaire' as const,
            id: 'form',
            status: 'active' as const,
            derivedFrom: [local],
          },
        ],
      },
    ],
  ])('is read where it is registered: %s', async (_how, changes) => {
    expect(await determination(response(film, changes))).toBe('supported');
  });

  it('is nobody’s where it is not', async () => {
    for (const questionnaire of [`${local}-2`, 'https://ehr.example/fhir/Questionnaire/other']) {
      expect(await determination(response(film, { questionnaire }))).toBe('prerequisites-missing');
    }
    const without = await startApp();
    const body = signing(noRadiograph, [response(film, { questionnaire: local })]);
    expect((await sign(without, body)).determination).toBe('prerequisites-missing');
    await without.stop();
  });
});

describe('a response that names the order it was given for', () => {
  const study = (id: string, cpt: string) => ({
    ...{ resourceType: 'ServiceRequest', id, status: 'active', intent: 'order' },
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: cpt }] },
  });
  const given = (...references: readonly string[]) =>
    response(film, { extension: references.map(about) });

  it.each([
    ['this order', ['ServiceRequest/mri-1']],
    [
      'this order by its address and version',
      ['https://ehr.example/fhir/ServiceRequest/mri-1/_history/2'],
    ],
    ['this order beside the coverage, as in 2.0.1', ['Coverage/cov1', 'ServiceRequest/mri-1']],
    ['this order and another', ['ServiceRequest/of-the-neck', 'ServiceRequest/mri-1']],
    ['no order', ['Coverage/cov1']],
  ])('counts for %s', async (_which, references) => {
    expect(await determination(given(...references))).toBe('supported');
  });

  it('counts for another order of this level: one that was replaced', async () => {
    const before = study('ct-0', '72131');
    expect(await determination(given('ServiceRequest/ct-0'), before)).toBe('supported');
  });

  it('never counts for an order of another level, or one that is nowhere', async () => {
    const neck = study('of-the-neck', '72141');
    const knee = study('of-the-knee', '73721');
    for (const { id } of [neck, knee, { id: 'unknown' }]) {
      expect(await determination(given(`ServiceRequest/${id}`), neck, knee)).toBe(
        'prerequisites-missing',
      );
    }
  });

  it('shadows no older answer that was given for this order', async () => {
    const ours = response(film, { id: 'ours', authored: minutesAgo(30) });
    const theirs = response(
      { 'plain-radiograph.date': { valueDate: '2020-01-01' } },
      { id: 'theirs', extension: [about('ServiceRequest/unknown')] },
    );
    expect(await determination(ours, theirs)).toBe('supported');
  });

  it('is heard whatever it was given for where it says that a red flag is there', async () => {
    const flag = response(
      { 'red-flag.cauda-equina': { valueBoolean: true } },
      { extension: [about('ServiceRequest/unknown')] },
    );
    const answer = await app.post(
      '/cds-services/spine-imaging-order-sign',
      signing(noRadiograph, [flag]),
    );
    const [assessments]: readonly (readonly { decidedBy: string }[])[] = Object.values(
      answer.json.extension,
    );
    expect(assessments?.[0]?.decidedBy).toBe('red-flag.cauda-equina');
  });
});

describe('of several responses', () => {
  const late = { 'plain-radiograph.date': { valueDate: '2020-01-01' } };

  it('the newest answer to each question counts, whatever order they come in', async () => {
    const older = response(film, { id: 'older', authored: minutesAgo(60) });
    const newer = response(late, { id: 'newer', authored: minutesAgo(20) });
    const newest = response(
      { 'plain-radiograph.date': { valueDate: yesterday } },
      { id: 'newest', authored: minutesAgo(5) },
    );
    expect(await determination(newer, older)).toBe('prerequisites-missing');
    expect(await determination(older, newer)).toBe('prerequisites-missing');
    expect(await determination(newest, older, newer)).toBe('supported');
  });

  it.each(['in-progress', 'stopped', 'entered-in-error'] as const)(
    'one that is %s says nothing, not even against an older one',
    async (status) => {
      expect(await determination(response(film, { status }))).toBe('prerequisites-missing');
      const older = response(film, { id: 'older', authored: minutesAgo(60) });
      expect(await determination(older, response(late, { status }))).toBe('supported');
    },
  );
});

describe('an answer that a machine filled in', () => {
  const from = (source: string): Answers =>
    Object.fromEntries(
      Object.entries(film).map(([linkId, answer]) => [
        linkId,
        {
          ...answer,
          extension: [
            {
              url: `${dtr}/information-origin`,
              extension: [{ url: 'source', valueCode: source }],
            },
          ],
        },
      ]),
    );

  it.each(['auto', 'auto-client', 'auto-server'])('attests nothing: %s', async (source) => {
    expect(await determination(response(from(source)))).toBe('prerequisites-missing');
  });

  it.each(['manual', 'override'])('attests once somebody has said so: %s', async (source) => {
    expect(await determination(response(from(source)))).toBe('supported');
  });
});
