import { Fhir } from 'fhir';
import type { Bundle, Library, Parameters, Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  canonicalBase,
  coverage,
  packagePath,
  parameters,
  type RunningApp,
  sign,
  signing,
  startApp,
} from './support.ts';

const noRadiograph = 'lumbar-radiculopathy/no-radiograph';
const film = ['plain-radiograph.date', 'plain-radiograph.region', 'plain-radiograph.result'];

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

interface Package {
  readonly form: Questionnaire;
  readonly draft: QuestionnaireResponse;
  readonly types: readonly string[];
}

function packagesIn(answer: Parameters, name = 'packagebundle'): readonly Package[] {
  return (answer.parameter ?? [])
    .filter((one) => one.name === name)
    .map(({ resource }) => {
      const { entry = [] } = resource as Bundle;
      const resources = entry.map((one) => one.resource);
      const [form, draft] = [resources[0], resources.at(-1)];
      return {
        form: form as Questionnaire,
        draft: draft as QuestionnaireResponse,
        types: entry.map((one) => one.resource?.resourceType ?? ''),
      };
    });
}

function linkIdsOf(form: Questionnaire | undefined): readonly string[] {
  return (form?.item ?? []).flatMap(({ item = [] }) => item.map(({ linkId }) => linkId));
}

const withCoverage = { name: 'coverage', resource: coverage };

describe('$questionnaire-package', () => {
  it('gives the form that coverage information named, with what this order still needs alone', async () => {
    const { order, said } = await sign(app, signing(noRadiograph));
    if (order === undefined) throw new Error('no order came back');
    const answer = await app.post(
      packagePath,
      parameters(withCoverage, { name: 'order', resource: order }),
      {
        'Content-Type': 'application/fhir+json',
      },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/fhir\+json/);
    const [given, ...more] = packagesIn(answer.json);
    expect(more).toEqual([]);
    expect(`${given?.form.url}|${given?.form.version}`).toBe(said('questionnaire'));
    expect(linkIdsOf(given?.form)).toEqual(film);
    expect(given?.types.slice(0, 2)).toEqual(['Questionnaire', 'QuestionnaireResponse']);
    expect(given?.draft).toMatchObject({
      status: 'in-progress',
      questionnaire: said('questionnaire'),
      subject: { reference: 'Patient/p1' },
    });
    const extensions = (given?.draft.extension ?? []).map(({ url, ...value }) => [
      url.split('/').at(-1),
      value.valueReference?.reference ?? value.valueCodeableConcept?.coding?.[0]?.code,
    ]);
    expect(extensions).toEqual([
      ['qr-coverage', 'Coverage/cov1'],
      ['qr-context', `ServiceRequest/${order.id}`],
      ['intendedUse', 'withpa'],
    ]);
    for (const resource of [given?.form, given?.draft]) {
      const { messages } = new Fhir().validate(resource ?? {}, { errorOnUnexpected: true });
      expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('gives the same form for the id of the assertion, whatever became of the order since', async () => {
    const { order, said } = await sign(app, signing(noRadiograph));
    const context = { name: 'context', valueString: said('coverage-assertion-id') ?? '' };
    const alone = await app.post(packagePath, parameters(withCoverage, context));
    expect(packagesIn(alone.json).map(({ form }) => linkIdsOf(form))).toEqual([film]);
    const changed = { ...order, status: 'active', extension: undefined, note: [{ text: 'x' }] };
    const withOrder = await app.post(packagePath, {
      resourceType: 'Parameters',
      parameter: [withCoverage, context, { name: 'order', resource: changed }],
    });
    expect(packagesIn(withOrder.json).map(({ form }) => linkIdsOf(form))).toEqual([film]);
    const another = {
      ...changed,
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72141' }] },
    };
    const refused = await app.post(packagePath, {
      resourceType: 'Parameters',
      parameter: [withCoverage, context, { name: 'order', resource: another }],
    });
    expect([refused.status, refused.json.resourceType]).toEqual([422, 'OperationOutcome']);
  });

  it('gives a named form once, and warns of those that are unknown', async () => {
    const known = `${canonicalBase}/Questionnaire/spine-imaging-documentation`;
    const answer = await app.post(
      packagePath,
      parameters(
        withCoverage,
        { name: 'questionnaire', valueCanonical: known },
        { name: 'questionnaire', valueCanonical: `${known}|2026.1` },
        { name: 'questionnaire', valueCanonical: `${known}|1999` },
        { name: 'questionnaire', valueCanonical: 'https://else.example/Questionnaire/x' },
      ),
    );
    expect(answer.status).toBe(200);
    expect(packagesIn(answer.json).map(({ form }) => form.url)).toEqual([known]);
    const outcome = answer.json.parameter.find((one: { name: string }) => one.name === 'outcome');
    expect(outcome.resource.issue.map((one: { severity: string }) => one.severity)).toEqual([
      'warning',
      'warning',
    ]);
  });

  it('speaks 2.0.1 with whoever says so: other names, and the coverage as a context', async () => {
    const { order } = await sign(app, signing(noRadiograph));
    const profile = [
      'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/dtr-qpackage-input-parameters|2.0.1',
    ];
    const answer = await app.post(packagePath, {
      resourceType: 'Parameters',
      meta: { profile },
      parameter: [withCoverage, { name: 'order', resource: order }],
    });
    const [given] = packagesIn(answer.json, 'PackageBundle');
    const names = (given?.draft.extension ?? []).map(({ url }) => url.split('/').at(-1));
    expect(names).toEqual(['qr-context', 'qr-context', 'intendedUse']);
    expect(given?.types).toEqual(['Questionnaire', 'Library', 'QuestionnaireResponse']);
  });

  it('speaks CQL in every version where the payer says so, and gives the Library under its canonical', async () => {
    const payer = await startApp({ DTR_EXPRESSIONS: 'cql' });
    const { order } = await sign(payer, signing(noRadiograph));
    const answer = await payer.post(
      packagePath,
      parameters(withCoverage, { name: 'order', resource: order }),
    );
    const [given] = packagesIn(answer.json);
    expect(given?.types).toEqual(['Questionnaire', 'Library', 'QuestionnaireResponse']);
    const { valueCanonical = '' } =
      given?.form.extension?.find(({ url }) => url.endsWith('/cqf-library')) ?? {};
    const search = `/fhir/Library?url=${encodeURIComponent(valueCanonical)}`;
    const found = (await (await fetch(`${payer.url}${search}`)).json()) as Bundle;
    const [library, ...others] = (found.entry ?? []).map(({ resource }) => resource as Library);
    expect(others).toEqual([]);
    expect(`${library?.url}|${library?.version}`).toBe(valueCanonical);
    const read = await fetch(`${payer.url}/fhir/Library/${library?.id}`);
    expect(await read.json()).toEqual(library);
    await payer.stop();
  });

  it('gives an order that nobody asked about the form for its own reason', async () => {
    const order = {
      resourceType: 'ServiceRequest',
      id: 'mri-1',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
      reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] }],
    };
    const answer = await app.post(packagePath, {
      resourceType: 'Parameters',
      parameter: [withCoverage, { name: 'order', resource: order }],
    });
    const [given] = packagesIn(answer.json);
    expect(linkIdsOf(given?.form)).toEqual(expect.arrayContaining(['episode.onset']));
    expect(linkIdsOf(given?.form).length).toBeLessThan(20);
  });

  it.each([
    ['no Parameters', { resourceType: 'Bundle' }, 400],
    ['no coverage', parameters({ name: 'context', valueString: 'x' }), 400],
    ['nothing to go by', parameters(withCoverage), 400],
    ['an unknown context', parameters(withCoverage, { name: 'context', valueString: 'ab' }), 404],
    [
      'the order of another patient',
      parameters(withCoverage, {
        name: 'order',
        resource: {
          resourceType: 'ServiceRequest',
          status: 'active',
          intent: 'order',
          subject: { reference: 'Patient/p2' },
        },
      }),
      400,
    ],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await app.post(packagePath, body);
    expect([answer.status, answer.json.resourceType]).toEqual([status, 'OperationOutcome']);
  });

  it('says so where there is nothing to ask, and where an order is no spine imaging', async () => {
    const order = {
      resourceType: 'ServiceRequest',
      id: 'lab-1',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      code: { coding: [{ system: 'http://loinc.org', code: '718-7' }] },
    };
    const answer = await app.post(packagePath, {
      resourceType: 'Parameters',
      parameter: [withCoverage, { name: 'order', resource: order }],
    });
    expect(answer.status).toBe(200);
    expect(answer.json.parameter[0].resource.issue[0].code).toBe('not-supported');
  });

  it('logs nothing of its input', async () => {
    await app.post(
      packagePath,
      parameters({ ...withCoverage, resource: { ...coverage, subscriberId: 'M-SECRET' } }),
    );
    expect(JSON.stringify(app.log)).not.toContain('M-SECRET');
  });
});

describe('the answers to a form of one order', () => {
  it.each(['plain', 'contained'] as const)(
    'support the order at the next call: %s',
    async (how) => {
      const { said } = await sign(app, signing(noRadiograph));
      const canonical = said('questionnaire') ?? '';
      const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const response = {
        resourceType: 'QuestionnaireResponse',
        id: 'answers',
        status: 'completed',
        subject: { reference: 'Patient/p1' },
        authored: new Date(Date.now() - 60_000).toISOString(),
        ...(how === 'plain'
          ? { questionnaire: canonical }
          : {
              questionnaire: '#form',
              contained: [
                {
                  resourceType: 'Questionnaire',
                  id: 'form',
                  status: 'active',
                  derivedFrom: [canonical],
                },
              ],
            }),
        item: [
          {
            linkId: 'group.imaging',
            item: [
              { linkId: 'plain-radiograph.date', answer: [{ valueDate: day }] },
              { linkId: 'plain-radiograph.region', answer: [{ valueCoding: { code: 'lumbar' } }] },
              {
                linkId: 'plain-radiograph.result',
                answer: [{ valueCoding: { code: 'no-fracture' } }],
              },
            ],
          },
        ],
      };
      const before = await sign(
        app,
        signing(noRadiograph, [{ ...response, status: 'in-progress' }]),
      );
      expect(before.determination).toBe('prerequisites-missing');
      const after = await sign(app, signing(noRadiograph, [response]));
      expect([after.determination, after.said('covered')]).toEqual(['supported', 'covered']);
      expect(after.said('questionnaire')).toBeUndefined();
    },
  );
});
