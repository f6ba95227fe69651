import { describe, expect, it } from 'vitest';
import type { Action, Card, HookName } from '../../src/cds/types.ts';
import { statementText } from '../../src/guideline/statement-text.ts';
import { newestPolicy } from '../../src/spine-imaging/loaded-policies.ts';
import { isRemoval, type ResponseType, responseTypesOf } from './response-types.ts';
import { answerTo, type Call, serviceSettings, vignettes } from './support.ts';

const hooks: readonly HookName[] = ['order-select', 'order-sign'];

/** The calls that CRD's response types bind: a version or a configuration is asked for, or a coverage sent. */
const crdCalls: readonly (readonly [name: string, call: Call])[] = [
  ...hooks.flatMap((hook): (readonly [string, Call])[] => [
    [`${hook}, 2.0`, { hook, asked: '2.0' }],
    [`${hook}, 2.2`, { hook, asked: '2.2' }],
    [`${hook}, a configuration alone`, { hook, configuration: {} }],
  ]),
  ['order-sign, a coverage alone', { hook: 'order-sign' }],
];

/** The calls of EHRs without CRD. */
const otherCalls: typeof crdCalls = [
  ...hooks.map((hook) => [`${hook}, no coverage`, { hook, coverages: [] }] as const),
  ['order-select, a coverage alone', { hook: 'order-select' }],
];

const answersOnce = (call: Call) =>
  vignettes.map((vignette) => ({
    vignette,
    orders: (vignette.request.context.draftOrders.entry ?? []).map(({ resource }) => resource),
    answer: answerTo(vignette, call),
  }));
const known = new Map<string, ReturnType<typeof answersOnce>>();

/** What a call gives for every vignette; several tests look at the same answers. */
function answersTo(call: Call): ReturnType<typeof answersOnce> {
  const key = JSON.stringify(call);
  const answers = known.get(key) ?? answersOnce(call);
  known.set(key, answers);
  return answers;
}
const cardsOf = (call: Call): readonly Card[] =>
  answersTo(call).flatMap(({ answer }) => answer.response.cards);
const actionsOf = ({ suggestions = [] }: Card): readonly Action[] =>
  suggestions.flatMap(({ actions = [] }) => actions);

describe.each([...crdCalls, ...otherCalls])('every card (%s)', (_name, call) => {
  const answers = answersTo(call);
  const cards = answers.flatMap(({ answer }) => answer.response.cards);

  it('has an identity, the payer’s name and a topic', () => {
    expect(cards.length).toBeGreaterThan(50);
    for (const { uuid, source } of cards) {
      expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
      expect(source.label).toBe(serviceSettings.payerName);
      expect(source.topic?.code).not.toBe('coverage-info');
    }
    expect(new Set(cards.map(({ uuid }) => uuid)).size).toBe(cards.length);
  });

  it('is linked to its order, and among several names it', () => {
    for (const { vignette, orders, answer } of answers) {
      const references = orders.map((order) => `${order?.resourceType}/${order?.id}`);
      for (const { extension, detail } of answer.response.cards) {
        const associated = extension?.['davinci-crd.associated-resource'];
        expect(associated, vignette.name).toEqual([{ reference: expect.any(String) }]);
        const [{ reference }] = associated as [{ reference: string }];
        expect(references).toContain(reference);
        if (references.length > 1) expect(detail).toMatch(/About .+ \(\d{4}\w\)/);
      }
    }
  });

  it('is critical only about a red flag', () => {
    const urgent = cards.filter(({ indicator }) => indicator === 'critical');
    expect(urgent.length).toBeGreaterThan(0);
    for (const card of urgent) expect(card.source.topic?.code).toBe('clinical-reminder');
  });

  it('links only to our own pages and the policy, which open anywhere', () => {
    const linking = cards.filter(({ links }) => links !== undefined);
    expect(linking.length).toBeGreaterThan(0);
    const own = ['form', 'criteria'].map((page) => `${serviceSettings.publicBaseUrl}/${page}`);
    for (const { url, type, appContext } of linking.flatMap(({ links = [] }) => links)) {
      const { origin, pathname } = new URL(url);
      expect([...own, serviceSettings.guidelineUrl]).toContain(`${origin}${pathname}`);
      expect([type, appContext]).toEqual(['absolute', undefined]);
    }
  });

  it('names what each suggestion and action does, and changes no order but its own', () => {
    for (const { orders, answer } of answers) {
      const references = orders.map((order) => `${order?.resourceType}/${order?.id}`);
      for (const card of answer.response.cards) {
        for (const { uuid, label } of card.suggestions ?? []) {
          expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
          expect(label).not.toBe('');
        }
        for (const action of actionsOf(card)) {
          expect(action.description).toMatch(/\S/);
          if (action.type === 'delete') expect(references).toContain(action.resourceId);
          if (action.type !== 'update') continue;
          const { resourceType, id } = action.resource;
          expect(card.extension?.['davinci-crd.associated-resource']).toEqual([
            { reference: `${resourceType}/${id}` },
          ]);
        }
      }
    }
  });

  it('repeats nothing of the coverage information', () => {
    const words = /prior auth|authori[sz]ation|\bcovered\b|not-covered|portal/i;
    for (const { summary, detail = '' } of cards) {
      const own = detail.split('\n').filter((line) => !/^\s*>/.test(line));
      expect(`${summary}\n${own.join('\n')}`).not.toMatch(words);
    }
  });
});

describe.each(crdCalls)('for a caller of CRD (%s)', (_name, call) => {
  const cards = cardsOf(call);

  it('every card has the shape of exactly one response type', () => {
    const unknown = cards.flatMap((card) => {
      const types = responseTypesOf(card);
      return types.length === 1 ? [] : [{ summary: card.summary, types }];
    });
    expect(unknown).toEqual([]);
  });

  it.each<[ResponseType, string]>([
    ['instructions', 'a detail, no link and no suggestion'],
    ['external-reference', 'links, all of them absolute, and no suggestion'],
    ['alternate-request', 'an update of the order'],
    ['additional-orders', 'orders to create, each with what CRD’s profile demands'],
    ['form-completion', 'a Task without focus, and the form itself under a condition'],
  ])('there is a card of %s: %s', (type) => {
    expect(cards.filter((card) => responseTypesOf(card).includes(type)).length).toBeGreaterThan(0);
  });

  it('a study that is not supported, without another to take, leads to the policy’s own statement', () => {
    const policy = cards.filter(({ links: [link] = [] }) =>
      link?.url.startsWith(serviceSettings.guidelineUrl),
    );
    expect(policy.length).toBeGreaterThan(5);
    for (const { links = [], source, detail = '' } of policy) {
      expect(source.topic?.code).toBe('off-guideline');
      const statement = new URL(links[0]?.url ?? '').hash.slice(1);
      expect(detail).toContain(statementText(newestPolicy, statement));
    }
  });

  it('no order is only taken out: the card says in words what others get as a button', () => {
    const others = answersTo({ hook: call.hook ?? 'order-sign', coverages: [] });
    const own = answersTo(call);
    const removals = others.flatMap(({ answer }, position) => {
      const mine = own[position]?.answer.response.cards ?? [];
      return answer.response.cards.flatMap((card) =>
        (card.suggestions ?? []).filter(isRemoval).map(({ label }) => ({
          label,
          told: mine.find(({ summary }) => summary === card.summary),
        })),
      );
    });
    expect(removals.length).toBeGreaterThan(50);
    for (const { label, told } of removals) expect(told?.detail).toContain(`${label}.`);
    expect(cards.flatMap(({ suggestions = [] }) => suggestions).some(isRemoval)).toBe(false);
  });
});

describe.each(otherCalls)('for a caller without CRD (%s)', (_name, call) => {
  it('every suggestion is of one shape: a response type’s, or the removal of the order', () => {
    const cards = cardsOf(call);
    let removals = 0;
    for (const card of cards.filter(({ suggestions }) => suggestions !== undefined)) {
      for (const suggestion of card.suggestions ?? []) {
        if (isRemoval(suggestion)) removals += 1;
        else {
          const { links: _beside, ...plain } = card;
          const alone = { ...plain, suggestions: [suggestion] };
          expect(responseTypesOf(alone), `${card.summary}: ${suggestion.label}`).toHaveLength(1);
        }
      }
    }
    expect(removals).toBeGreaterThan(50);
  });
});

describe('the check of response types', () => {
  const [card] = cardsOf({ asked: '2.2' }).filter((one) =>
    responseTypesOf(one).includes('alternate-request'),
  );
  if (card === undefined) throw new Error('no card to change');
  const [suggestion] = card.suggestions ?? [];
  if (suggestion === undefined) throw new Error('no suggestion to change');
  const removal: Action = { type: 'delete', description: 'x', resourceId: 'ServiceRequest/1' };
  const task: Action = { type: 'create', description: 'x', resource: { resourceType: 'Task' } };
  const links = [{ label: 'x', url: 'https://payer.example', type: 'absolute' as const }];
  const { suggestions: _none, ...plain } = card;

  it.each<[string, Card]>([
    ['a link beside a suggestion', { ...card, links }],
    ['a removal alone', { ...card, suggestions: [{ ...suggestion, actions: [removal] }] }],
    [
      'a removal beside another study',
      { ...card, suggestions: [suggestion, { ...suggestion, actions: [removal] }] },
    ],
    ['a bare task', { ...card, suggestions: [{ ...suggestion, actions: [task] }] }],
    ['no action', { ...card, suggestions: [{ ...suggestion, actions: [] }] }],
    [
      'a link to an app among others',
      {
        ...plain,
        links: [...links, { ...links[0], label: 'y', url: 'https://x.y', type: 'smart' }],
      },
    ],
  ])('knows no card with %s', (_what, changed) => {
    expect(responseTypesOf(card)).toEqual(['alternate-request']);
    expect(responseTypesOf(changed)).toEqual([]);
  });
});
