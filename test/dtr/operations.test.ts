import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formId, formOfId, formQuestionnaire } from '../../src/questionnaire/order-form.ts';
import { answerableLinkIds } from '../../src/questionnaire/questionnaire.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import {
  canonicalBase,
  coverage,
  nextPath,
  packagePath,
  parameters,
  type RunningApp,
  sign,
  signing,
  startApp,
} from './support.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({ DTR_FORM: 'adaptive' });
});
afterAll(() => app.stop());

describe('the id of a form', () => {
  const linkIds = [...answerableLinkIds()];

  it('holds the items that it asks for, and is an id of FHIR', () => {
    for (const items of [linkIds.slice(0, 1), linkIds.slice(-3), linkIds]) {
      const id = formId(items);
      expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
      expect(new Set(formOfId(id)?.linkIds)).toEqual(new Set(items));
    }
  });

  it('of another version of the form, or made up, names none', () => {
    const id = formId(linkIds.slice(0, 3));
    for (const other of [`${id.slice(0, -1)}!`, `${id}0`, 'spine-imaging-documentation-', 'x']) {
      expect(formOfId(other)).toBeUndefined();
    }
  });

  it('shows a follow-up where its question is answered on the chart and not asked', () => {
    const form = formQuestionnaire(canonicalBase, { kind: 'standard', linkIds: ['mri.date'] });
    expect(form.item?.[0]?.item?.[0]).toMatchObject({ linkId: 'mri.date' });
    expect(form.item?.[0]?.item?.[0]?.enableWhen).toBeUndefined();
  });
});

/** Goes through the adaptive form with given answers, and counts its rounds. */
async function fillIn(
  draft: QuestionnaireResponse,
  answerTo: (linkId: string) => object | undefined,
): Promise<{ rounds: readonly (readonly string[])[]; response: QuestionnaireResponse }> {
  const rounds: string[][] = [];
  let response = draft;
  for (let round = 0; round < 12; round += 1) {
    const answer = await app.post(
      nextPath,
      parameters({ name: 'questionnaire-response', resource: response }),
    );
    expect(answer.status, answer.text).toBe(200);
    const next: QuestionnaireResponse = answer.json.parameter[0].resource;
    if (next.status === 'completed') return { rounds, response: next };
    const form = next.contained?.[0] as Questionnaire;
    const known = rounds.flat();
    const asked = (form.item ?? [])
      .flatMap((one) => [one, ...(one.item ?? [])])
      .filter(
        ({ linkId, type }) => type !== 'group' && type !== 'display' && !known.includes(linkId),
      )
      .map(({ linkId }) => linkId);
    rounds.push(asked);
    const item = (form.item ?? [])
      .filter(({ type }) => type === 'group')
      .map((group) => ({
        linkId: group.linkId,
        item: (group.item ?? []).flatMap(({ linkId }) => {
          const value = answerTo(linkId);
          return value === undefined ? [] : [{ linkId, answer: [value] }];
        }),
      }));
    response = { ...next, item } as QuestionnaireResponse;
  }
  throw new Error('the form does not end');
}

async function adaptiveDraft(name: string): Promise<QuestionnaireResponse> {
  const { order } = await sign(app, signing(name));
  const answer = await app.post(packagePath, {
    resourceType: 'Parameters',
    parameter: [
      { name: 'coverage', resource: coverage },
      { name: 'order', resource: order },
    ],
  });
  const [form, draft] = answer.json.parameter[0].resource.entry;
  expect(form.resource.item).toBeUndefined();
  expect(form.resource.extension).toContainEqual({
    url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-questionnaireAdaptive',
    valueUrl: 'https://payer.example/fhir',
  });
  expect(draft.resource.questionnaire).toBe('#form');
  return draft.resource;
}

describe('$next-question', () => {
  it('asks group by group, says when the last questions come, and its answers support the order', async () => {
    const name = 'lumbar-radiculopathy/no-radiograph';
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const answers: Record<string, object> = {
      'plain-radiograph.date': { valueDate: day },
      'plain-radiograph.region': { valueCoding: { code: 'lumbar' } },
      'plain-radiograph.result': { valueCoding: { code: 'no-fracture' } },
    };
    const { rounds, response } = await fillIn(await adaptiveDraft(name), (one) => answers[one]);
    expect(rounds).toEqual([Object.keys(answers)]);
    expect(JSON.stringify(response.contained)).toContain('last clinical questions');
    const after = await sign(app, signing(name, [{ ...response, id: 'answers' }]));
    expect(after.determination).toBe('supported');
  });

  it('asks nothing more once a red flag is affirmed', async () => {
    const name = 'red-flag/foot-drop-undated';
    const draft = await adaptiveDraft(name);
    const yes = await fillIn(draft, (one) =>
      one === 'red-flag.foot-drop' ? { valueBoolean: true } : undefined,
    );
    expect(yes.rounds).toEqual([['red-flag.foot-drop']]);
    const no = await fillIn(draft, (one) =>
      one === 'red-flag.foot-drop' ? { valueBoolean: false } : undefined,
    );
    expect(no.rounds.length).toBeGreaterThan(2);
  });

  it('ends for every order of the vignettes that needs something', async () => {
    const orders = allVignettes().filter(({ expected }) =>
      expected.assessments.some((one) => one.determination === 'prerequisites-missing'),
    );
    let ended = 0;
    for (const { name } of orders.slice(0, 15)) {
      const { said } = await sign(app, signing(name));
      if (said('questionnaire') === undefined) continue;
      await fillIn(await adaptiveDraft(name), () => undefined);
      ended += 1;
    }
    expect(ended).toBeGreaterThan(3);
  });

  it.each([
    [
      'of a form that is not ours',
      (one: QuestionnaireResponse) => ({
        ...one,
        contained: [{ ...one.contained?.[0], derivedFrom: ['https://x/Questionnaire/y'] }],
      }),
    ],
    ['without its form', (one: QuestionnaireResponse) => ({ ...one, contained: [] })],
    ['that is completed', (one: QuestionnaireResponse) => ({ ...one, status: 'completed' })],
    [
      'with an answer that was not asked for',
      (one: QuestionnaireResponse) => ({
        ...one,
        item: [{ linkId: 'episode.onset', answer: [{ valueDate: '2026-01-01' }] }],
      }),
    ],
  ])('refuses a response %s', async (_what, change) => {
    const draft = await adaptiveDraft('lumbar-radiculopathy/no-radiograph');
    const answer = await app.post(nextPath, {
      resourceType: 'Parameters',
      parameter: [{ name: 'questionnaire-response', resource: change(draft) }],
    });
    expect([answer.status, answer.json.resourceType]).toEqual([400, 'OperationOutcome']);
  });
});

describe('the other operations', () => {
  it('note errors of a form by their codes, and none of their words', async () => {
    const answer = await app.post(
      '/fhir/Questionnaire/$log-questionnaire-errors',
      parameters(
        {
          name: 'questionnaire',
          valueCanonical: `${canonicalBase}/Questionnaire/spine-imaging-documentation|2026.1`,
        },
        {
          name: 'operationOutcome',
          resource: {
            resourceType: 'OperationOutcome',
            issue: [{ severity: 'error', code: 'processing', diagnostics: 'Jane Doe' }],
          },
        },
      ),
    );
    expect(answer.status).toBe(200);
    const lines = JSON.stringify(app.log);
    expect(lines).toContain('"code":"processing"');
    expect(lines).not.toContain('Jane Doe');
    expect(
      (await app.post('/fhir/Questionnaire/$log-questionnaire-errors', parameters())).status,
    ).toBe(400);
  });

  it('expand the answers of a choice as of now, and know no other ValueSet', async () => {
    const url = `${canonicalBase}/ValueSet/answers-mri-result`;
    for (const answer of [
      await app.get(`/fhir/ValueSet/$expand?url=${encodeURIComponent(url)}`),
      await app.get('/fhir/ValueSet/answers-mri-result/$expand'),
      await app.post('/fhir/ValueSet/$expand', parameters({ name: 'url', valueUri: url })),
    ]) {
      expect(answer.json.expansion).toMatchObject({ total: 2 });
      expect(answer.json.expansion.timestamp.slice(0, 10)).toBe(
        new Date().toISOString().slice(0, 10),
      );
    }
    expect((await app.get('/fhir/ValueSet/$expand?url=https://x')).status).toBe(404);
  });

  it('fill in a form from a chart that is sent, each answer with its source and as nobody’s word', async () => {
    const { prefetch, context } = signing('lumbar-radiculopathy/everything-documented') as {
      prefetch: Record<string, object>;
      context: { draftOrders: { entry: { resource: object }[] } };
    };
    const [order] = context.draftOrders.entry;
    const answer = await app.post('/fhir/Questionnaire/$populate', {
      resourceType: 'Parameters',
      parameter: [
        { name: 'subject', valueReference: { reference: 'Patient/p1' } },
        { name: 'order', resource: order?.resource },
        ...Object.values(prefetch).flatMap((resource) =>
          resource === null ? [] : [{ name: 'content', resource }],
        ),
      ],
    });
    expect(answer.status, answer.text).toBe(200);
    const response: QuestionnaireResponse = answer.json.parameter[0].resource;
    const answers = (response.item ?? []).flatMap(({ item = [] }) =>
      item.flatMap((one) => one.answer ?? []),
    );
    expect(answers.length).toBeGreaterThan(8);
    for (const { extension } of answers) {
      expect(extension?.[0]).toMatchObject({
        extension: [{ url: 'source', valueCode: 'auto-server' }],
      });
      expect(extension?.[1]?.valueReference?.reference).toMatch(/\//);
    }
  });

  it('stand in the CapabilityStatement, and a form is read and found under its URL', async () => {
    const { json } = await app.get('/fhir/metadata');
    const [questionnaire] = json.rest[0].resource;
    expect(questionnaire.operation.map((one: { name: string }) => one.name)).toEqual([
      'questionnaire-package',
      'next-question',
      'log-questionnaire-errors',
      'populate',
    ]);
    const id = formId(['mri.date']);
    expect((await app.get(`/fhir/Questionnaire/${id}`)).json.id).toBe(id);
    const found = await app.get(
      `/fhir/Questionnaire?url=${encodeURIComponent(`${canonicalBase}/Questionnaire/${id}|2026.1`)}`,
    );
    expect(found.json.total).toBe(1);
    expect((await app.get(`/fhir/Questionnaire/${id}x`)).status).toBe(404);
  });

  it('says from when it holds', async () => {
    const { json } = await app.get(`/fhir/Questionnaire/${formId(['mri.date'])}`);
    expect(json.effectivePeriod).toEqual({ start: '2026-01-01' });
  });
});
