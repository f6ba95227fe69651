import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { Card } from '../../src/cds/types.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type RunningApp, runApp } from '../server/support.ts';
import {
  answerTo,
  asked,
  crdRequest,
  informationIn,
  valuesOf,
  vignetteNamed,
  vignettes,
} from './support.ts';

let app: RunningApp;
let services: readonly Record<string, never>[];
beforeAll(async () => {
  app = await runApp({}, { services: cdsServices(readSettings({})) });
  ({ services } = (await app.get('/cds-services')).json);
});
afterAll(() => app.stop());

/** The value set of CRD's response types. */
const cardTypes = [
  'coverage-info',
  'claim',
  'insurance',
  'limits',
  'network',
  'appropriate-use',
  'cost',
  'therapy-alternatives-opt',
  'therapy-alternatives-req',
  'clinical-reminder',
  'duplicate-therapy',
  'contraindication',
  'guideline',
  'off-guideline',
];

interface Option {
  readonly code: string;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly default: unknown;
}

/** The options of each service, as discovery lists them. */
function optionsOf(): readonly (readonly Option[])[] {
  return services.map(({ extension }) => extension?.['davinci-crd.configuration-options'] ?? []);
}

describe('discovery', () => {
  it('declares the versions of every service', () => {
    expect(services.length).toBeGreaterThan(1);
    for (const { extension } of services) {
      expect(extension?.['davinci-crd.version']).toEqual(['2.0', '2.2']);
    }
  });

  it('lists options of CRD’s own codes, each with its default, the same for every service', () => {
    const [first = []] = optionsOf();
    expect(first.length).toBeGreaterThan(3);
    for (const options of optionsOf()) expect(options).toEqual(first);
    for (const option of first) {
      expect(cardTypes).toContain(option.code);
      expect(option.type).toBe('boolean');
      expect(option.default).toBe(true);
    }
  });

  it.each(['code', 'name', 'description'] as const)('gives no two options the same %s', (field) => {
    const [options = []] = optionsOf();
    const texts = options.map((option) => option[field]);
    expect(texts.every((text) => text.trim() !== '')).toBe(true);
    expect(new Set(texts).size).toBe(options.length);
  });

  it('asks for the coverage by tokens that every client can fill', () => {
    for (const { prefetch } of services) {
      const templates: Record<string, string> = prefetch ?? {};
      expect(templates.patient).toBe('Patient/{{context.patientId}}');
      expect(templates.coverage).toBe('Coverage?patient={{context.patientId}}&status=active');
      for (const [key, template] of Object.entries(templates)) {
        // Notes are asked for by date as well, and whoever can't tell what today is leaves them out.
        if (key === 'notes') continue;
        const tokens = template.match(/\{\{.*?\}\}/g) ?? [];
        expect(tokens.every((token) => /^\{\{context\.\w+\}\}$/.test(token))).toBe(true);
      }
    }
  });
});

describe('a configuration', () => {
  /** What every vignette gives, under each of its topics. */
  const all = vignettes.map((vignette) => ({
    vignette,
    cards: answerTo(vignette, { asked: '2.2' }).response.cards,
  }));
  const topicOf = (card: Card) => card.source.topic?.code;

  it('has an option for every card that there is', () => {
    const topics = new Set(all.flatMap(({ cards }) => cards.map(topicOf)));
    const [options = []] = optionsOf();
    expect(topics.size).toBeGreaterThan(4);
    for (const topic of topics) expect(options.map(({ code }) => code)).toContain(topic);
  });

  it.each(cardTypes)('with %s off keeps exactly those cards back', (code) => {
    const position = cardTypes.indexOf(code);
    // An option that concerns no card of a vignette changes nothing about it: it is tried on a part of these.
    const concerned = all.filter(
      ({ cards }, index) =>
        code === 'coverage-info' ||
        cards.some((card) => topicOf(card) === code) ||
        index % cardTypes.length === position,
    );
    for (const { vignette, cards } of concerned) {
      const answer = answerTo(vignette, { asked: '2.2', configuration: { [code]: false } });
      const left = answer.response.cards;
      expect(left.map(topicOf)).toEqual(cards.map(topicOf).filter((topic) => topic !== code));
      // What is not shown is not recorded as shown.
      expect(answer.record.cards.map(({ uuid }) => uuid)).toEqual(left.map(({ uuid }) => uuid));
      const isInformed = code !== 'coverage-info' && answer.record.orders.length > 0;
      expect(informationIn(answer).length > 0, vignette.name).toBe(isInformed);
    }
  });

  const vignette = vignetteNamed('lumbar-radiculopathy/no-radiograph');
  const plain = answerTo(vignette, { asked: '2.2' }).response;
  const kinds = (cards: readonly Card[]) => cards.map(topicOf);

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['unknown codes', { 'max-cards': 5, cost: false, x: { y: 1 } }],
    ['options that are on', { 'coverage-info': true, guideline: true }],
    ['values of another type', { 'coverage-info': 'false', guideline: 0, 'off-guideline': null }],
    ['no object', 'x'],
    ['a list', [false, 'coverage-info']],
    ['null', null],
  ])('that says %s changes nothing', (_what, configuration) => {
    const answer = answerTo(vignette, { asked: '2.2', configuration });
    expect(kinds(answer.response.cards)).toEqual(kinds(plain.cards));
    expect(answer.response.systemActions).toEqual(plain.systemActions);
  });

  it('with everything off leaves an answer without cards and actions', () => {
    const configuration = Object.fromEntries(cardTypes.map((code) => [code, false]));
    const { response } = answerTo(vignette, { asked: '2.2', configuration });
    expect(response.cards).toEqual([]);
    expect(response.systemActions).toBeUndefined();
  });
});

describe('a configuration over HTTP', () => {
  const sign = '/cds-services/spine-imaging-order-sign';
  const select = '/cds-services/spine-imaging-order-select';
  const vignette = vignetteNamed('red-flag/infection-bone-scan');
  const others = cardTypes.filter((code) => code !== 'clinical-reminder');
  const off = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, false]));
  const answerOf = async (path: string, configuration: unknown) => {
    const hook = path === sign ? 'order-sign' : 'order-select';
    const request = crdRequest(vignette, { hook, asked: '2.2', configuration });
    const answer = await app.post(path, request);
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const topics = ({ cards }: { cards: readonly Card[] }) =>
    cards.map(({ source }) => source.topic?.code);

  it.each([sign, select])('keeps red flags, whatever else is off (%s)', async (path) => {
    const all = await answerOf(path, {});
    expect(topics(all)).toContain('clinical-reminder');
    const left = await answerOf(path, off(others));
    expect(topics(left)).toEqual(['clinical-reminder']);
    expect(left.cards[0].indicator).toBe('critical');
    expect(left).not.toHaveProperty('systemActions');
    expect(left.extension).toEqual(all.extension);
  });

  it.each([sign, select])('turns one option off and leaves the rest (%s)', async (path) => {
    const all = await answerOf(path, {});
    const left = await answerOf(path, off(['clinical-reminder']));
    expect(topics(left)).toEqual(topics(all).filter((code) => code !== 'clinical-reminder'));
    expect(left.systemActions).toEqual(all.systemActions);
  });

  it.each([sign, select])('that nobody knows is ignored (%s)', async (path) => {
    const all = await answerOf(path, {});
    for (const configuration of [{ 'max-cards': 0, 'alt-drug': false }, [], 'off', null, 7]) {
      const answer = await answerOf(path, configuration);
      expect(topics(answer)).toEqual(topics(all));
      expect(answer.systemActions).toEqual(all.systemActions);
    }
  });
});

describe('the version asked for', () => {
  const systems = {
    '2.0': 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp',
    '2.2': 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type',
    neutral: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type',
  };

  it.each(asked)('names the topics of cards (%s)', (one) => {
    const topics = vignettes.flatMap((vignette) =>
      answerTo(vignette, { asked: one }).response.cards.map(({ source }) => source.topic),
    );
    expect(topics.length).toBeGreaterThan(50);
    for (const topic of topics) {
      expect(topic?.system).toBe(systems[one]);
      expect(cardTypes).toContain(topic?.code);
    }
  });

  it.each([
    ['2.0', false],
    ['2.0.1', false],
    ['2.2', true],
    ['2.2.1', true],
    [null, false],
  ])('is read by its first two parts: %j', (version, is22) => {
    const vignette = vignetteNamed('lumbar-radiculopathy/no-radiograph');
    const extension = { 'davinci-crd.requestedVersion': version };
    const [information] = informationIn(answerTo(vignette, { extension }));
    expect(valuesOf(information, 'covered')).toEqual(['conditional']);
    expect((information?.extension ?? []).some(({ url }) => url === 'detail')).toBe(is22);
  });

  it.each(['2.1', '2.20', '3.0', '9.9', '', 2.2, ['2.2']])(
    '%j is not served: 400',
    async (asked) => {
      const vignette = vignetteNamed('lumbar-radiculopathy/no-radiograph');
      const extension = { 'davinci-crd.requestedVersion': asked };
      const answer = await app.post(
        '/cds-services/spine-imaging-order-sign',
        crdRequest(vignette, { extension }),
      );
      expect(answer.status).toBe(400);
      expect(answer.json.issue[0].expression).toEqual(['extension.davinci-crd.requestedVersion']);
    },
  );
});
