import { Fhir } from 'fhir';
import type {
  Bundle,
  FhirResource,
  Parameters,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
} from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import {
  coverage,
  nextPath,
  packagePath,
  parameters,
  type RunningApp,
  sign,
  signing,
  startApp,
} from './support.ts';

/**
 * What the public test kit for DTR 2.0.1 asks of a payer server, as far as it can be asked here: its requests, made as
 * its user would make them, and its checks of the answers. It validates against the guide's profiles; here base R4 is
 * validated, and of the profiles what they demand of the parts.
 */
const input = (...parameter: readonly object[]): object => ({
  ...parameters(...parameter),
  meta: {
    profile: [
      'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/dtr-qpackage-input-parameters|2.0.1',
    ],
  },
});

/** Orders that lack something: those of every twelfth vignette, and one of a single group. */
const names = [
  'lumbar-radiculopathy/no-radiograph',
  ...allVignettes()
    .map(({ name }) => name)
    .filter((_one, position) => position % 12 === 0),
];

const fhir = new Fhir();

function expectValid(resource: FhirResource | Parameters): void {
  const { messages } = fhir.validate(resource, { errorOnUnexpected: true });
  const errors = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  expect(errors, resource.resourceType).toEqual([]);
}

/** The packages for the orders of the vignettes that need a form, asked for in the words of 2.0.1. */
async function packagesOf(app: RunningApp): Promise<readonly Bundle[]> {
  const bundles: Bundle[] = [];
  for (const name of names) {
    const { order, said } = await sign(app, signing(name));
    if (order === undefined || said('questionnaire') === undefined) continue;
    const { status, json, headers } = await app.post(
      packagePath,
      input({ name: 'coverage', resource: coverage }, { name: 'order', resource: order }),
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/fhir+json');
    expectValid(json);
    const given: Parameters = json;
    for (const { name: part, resource } of given.parameter ?? []) {
      if (part === 'PackageBundle' && resource?.resourceType === 'Bundle')
        bundles.push(resource as Bundle);
      else expect(part).toBe('operationOutcome');
    }
  }
  expect(bundles.length).toBeGreaterThan(3);
  return bundles;
}

function resourcesOf<Type extends FhirResource['resourceType']>(
  bundles: readonly Bundle[],
  type: Type,
): readonly Extract<FhirResource, { resourceType: Type }>[] {
  return bundles
    .flatMap(({ entry = [] }) => entry.flatMap(({ resource }) => resource ?? []))
    .filter(
      (one): one is Extract<FhirResource, { resourceType: Type }> => one.resourceType === type,
    );
}

function flat(items: readonly QuestionnaireItem[] = []): readonly QuestionnaireItem[] {
  return items.flatMap((item) => [item, ...flat(item.item)]);
}

function resourcesContained({ contained = [] }: QuestionnaireResponse): readonly Questionnaire[] {
  return contained.filter((one): one is Questionnaire => one.resourceType === 'Questionnaire');
}

/** The canonicals of Libraries that a form names. */
const librariesNamedBy = ({ extension = [] }: Questionnaire): readonly string[] =>
  extension
    .filter(({ url }) => url.endsWith('/cqf-library'))
    .flatMap(({ valueCanonical }) => valueCanonical ?? []);

describe('the kit’s checks of a static form', () => {
  let app: RunningApp;
  let bundles: readonly Bundle[];
  beforeAll(async () => {
    app = await startApp();
    bundles = await packagesOf(app);
  });
  afterAll(() => app.stop());

  it('the package conforms: a collection of one Questionnaire, first, its Library and one response to it', () => {
    for (const bundle of bundles) {
      expect(bundle.type).toBe('collection');
      const types = (bundle.entry ?? []).map(({ resource }) => resource?.resourceType);
      expect(types).toEqual(['Questionnaire', 'Library', 'QuestionnaireResponse']);
      const [form] = resourcesOf([bundle], 'Questionnaire');
      const [draft] = resourcesOf([bundle], 'QuestionnaireResponse');
      expect(draft?.questionnaire).toBe(`${form?.url}|${form?.version}`);
      expect(draft?.status).toBe('in-progress');
      const contexts = (draft?.extension ?? []).filter(({ url }) => url.endsWith('/qr-context'));
      expect(contexts.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('the forms show how they fill themselves in, and every Library they name comes along', () => {
    for (const bundle of bundles) {
      const [form] = resourcesOf([bundle], 'Questionnaire');
      const items = flat(form?.item);
      const urls = [
        ...(form?.extension ?? []),
        ...items.flatMap(({ extension = [] }) => extension),
      ];
      for (const wanted of ['launchContext', 'initialExpression']) {
        expect(
          urls.some(({ url }) => url.endsWith(wanted)),
          wanted,
        ).toBe(true);
      }
      const libraries = resourcesOf([bundle], 'Library');
      expect(libraries.map(({ url, version }) => `${url}|${version}`)).toEqual(
        form && librariesNamedBy(form),
      );
    }
  });

  it('every Library holds CQL and ELM, for its name and version, each definition once', () => {
    for (const { name, version, content = [] } of resourcesOf(bundles, 'Library')) {
      const [cql = '', elm = ''] = ['text/cql', 'application/elm+json'].map((type) => {
        const { data = '' } = content.find(({ contentType }) => contentType === type) ?? {};
        return Buffer.from(data, 'base64').toString();
      });
      expect(cql.split('\n')[0]).toBe(`library ${name} version '${version}'`);
      const { library } = JSON.parse(elm);
      expect(library.identifier).toEqual({ id: name, version });
      const written = [...cql.matchAll(/^define "([^"]*)":/gm)].map(([, one]) => one);
      expect(new Set(written).size).toBe(written.length);
      const defined: readonly { name: string; type?: string }[] = library.statements.def;
      const translated = defined.filter(({ type }) => type !== 'FunctionDef');
      expect(translated.map((one) => one.name).filter((one) => one !== 'Patient')).toEqual(written);
      const named = [...elm.matchAll(/"type":"ExpressionRef","name":"([^"]*)"/g)];
      for (const [, one] of named) expect(translated.map(({ name: its }) => its)).toContain(one);
    }
  });

  it('every expression is CQL, and names a definition of the form’s Library', () => {
    for (const bundle of bundles) {
      const [form] = resourcesOf([bundle], 'Questionnaire');
      const [library] = resourcesOf([bundle], 'Library');
      const cql = Buffer.from(library?.content?.[0]?.data ?? '', 'base64').toString();
      const expressions = [form, ...flat(form?.item)].flatMap((one) =>
        (one?.extension ?? []).flatMap(({ valueExpression }) => valueExpression ?? []),
      );
      expect(expressions.length).toBeGreaterThan(0);
      for (const { language, expression = '' } of expressions) {
        expect(language).toBe('text/cql-identifier');
        const [, name, definition] = /^"([^"]*)"\."([^"]*)"$/.exec(expression) ?? [];
        expect(name).toBe(library?.name);
        expect(cql).toContain(`\ndefine "${definition}":`);
      }
    }
  });
});

describe('the kit’s checks of an adaptive form', () => {
  let app: RunningApp;
  let bundles: readonly Bundle[];
  beforeAll(async () => {
    app = await startApp({ DTR_FORM: 'adaptive' });
    bundles = await packagesOf(app);
  });
  afterAll(() => app.stop());

  it('the package holds a form to be asked for: without questions, with the place to ask at', () => {
    for (const form of resourcesOf(bundles, 'Questionnaire')) {
      expect(form.item).toBeUndefined();
      expect(librariesNamedBy(form).length).toBe(1);
      expect(form.meta?.profile?.[0]).toMatch(/\/dtr-questionnaire-adapt-search$/);
      expect(
        form.extension?.some(({ url }) => url.endsWith('/sdc-questionnaire-questionnaireAdaptive')),
      ).toBe(true);
    }
  });

  it('every next question comes as a valid response, until the last is completed', async () => {
    for (const draft of resourcesOf(bundles, 'QuestionnaireResponse')) {
      const seen: QuestionnaireResponse[] = [];
      for (let next = draft; seen.at(-1)?.status !== 'completed' && seen.length < 12; ) {
        const answer = await app.post(
          nextPath,
          parameters({ name: 'questionnaire-response', resource: next }),
        );
        expect([200, 202]).toContain(answer.status);
        expectValid(answer.json);
        next = answer.json.parameter[0].resource;
        expectValid(next);
        expect(next.questionnaire).toBe('#form');
        const [form] = resourcesContained(next);
        const languages = flat(form?.item).flatMap(({ extension = [] }) =>
          extension.flatMap(({ valueExpression }) => valueExpression?.language ?? []),
        );
        expect(new Set(languages)).toEqual(new Set(['text/cql-identifier']));
        seen.push(next);
      }
      expect(seen.map(({ status }) => status)).toEqual([
        ...seen.slice(1).map(() => 'in-progress'),
        'completed',
      ]);
      expect(seen.length).toBeGreaterThan(1);
    }
  });
});
