import { describe, expect, it } from 'vitest';
import type { Action, Card } from '../../src/cds/types.ts';
import { answerTo, serviceSettings, vignettes } from './support.ts';

const answers = vignettes.map((vignette) => ({
  vignette,
  orders: (vignette.request.context.draftOrders.entry ?? []).map(({ resource }) => resource),
  answer: answerTo(vignette, { asked: '2.2' }),
}));
const cards: readonly Card[] = answers.flatMap(({ answer }) => answer.response.cards);

const actionsOf = (card: Card): readonly (readonly Action[])[] =>
  (card.suggestions ?? []).map(({ actions }) => actions ?? []);
const links = (card: Card) => card.links ?? [];
const isForm = (action: Action) =>
  action.type === 'create' && ['Task', 'Questionnaire'].includes(action.resource.resourceType);

describe('every card', () => {
  it('has an identity, the payer’s name and a topic', () => {
    expect(cards.length).toBeGreaterThan(100);
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
    for (const { answer } of answers) {
      const urgent = answer.response.cards.filter(({ indicator }) => indicator === 'critical');
      for (const card of urgent) expect(card.source.topic?.code).toBe('clinical-reminder');
    }
  });

  it('that links suggests nothing, and has nothing but links that open', () => {
    for (const card of cards.filter((one) => links(one).length > 0)) {
      expect(card.suggestions).toBeUndefined();
      for (const { type, url, appContext } of links(card)) {
        expect(type).toBe('absolute');
        expect(appContext).toBeUndefined();
        expect(new URL(url).origin).toBe(serviceSettings.publicBaseUrl);
      }
    }
  });

  it('has suggestions of one shape each: another study, further orders, a form, or a removal', () => {
    for (const card of cards) {
      for (const [position, actions] of actionsOf(card).entries()) {
        expect(card.suggestions?.[position]?.uuid).toMatch(/^[0-9a-f-]{36}$/);
        const types = actions.map(({ type }) => type);
        const isOneChange = types.length === 1;
        const isForms = actions.length > 0 && actions.every(isForm);
        expect(isOneChange || isForms, `${card.summary}: ${types}`).toBe(true);
        expect(actions.every(({ description }) => description.trim() !== '')).toBe(true);
      }
    }
  });

  it('that proposes another study proposes no removal beside it', () => {
    for (const card of cards) {
      const types = actionsOf(card).flatMap((actions) => actions.map(({ type }) => type));
      expect(types.includes('update') && types.includes('delete'), card.summary).toBe(false);
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

describe('over the vignettes there is a card', () => {
  it('of external reference: links, all of them absolute, and no suggestion', () => {
    const found = cards.filter(
      (card) => links(card).length > 0 && links(card).every(({ type }) => type === 'absolute'),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('of instructions: a detail, no link and no suggestion', () => {
    const found = cards.filter(
      (card) => links(card).length === 0 && actionsOf(card).length === 0 && card.detail !== '',
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('of an alternate request: an update of the order', () => {
    const updates = cards.filter((card) =>
      actionsOf(card).some(([action]) => action?.type === 'update'),
    );
    expect(updates.length).toBeGreaterThan(0);
  });

  it('of additional orders: orders to create, each with what CRD’s profile demands', () => {
    const orders = cards
      .flatMap((card) => actionsOf(card).flat())
      .flatMap((action) => (action.type === 'create' && !isForm(action) ? [action.resource] : []));
    expect(orders.length).toBeGreaterThan(0);
    for (const order of orders) {
      expect(order.resourceType).toBe('ServiceRequest');
      expect(order).toMatchObject({
        status: 'draft',
        code: expect.anything(),
        subject: expect.anything(),
        authoredOn: expect.any(String),
        requester: expect.anything(),
      });
    }
  });

  it('of form completion: a Task without focus, and the form itself under a condition', () => {
    const actions = cards.flatMap((card) => actionsOf(card).flat()).filter(isForm);
    const tasks = actions.flatMap((action) =>
      action.type === 'create' && action.resource.resourceType === 'Task' ? [action.resource] : [],
    );
    expect(tasks.length).toBeGreaterThan(0);
    for (const task of tasks) {
      expect(task).toMatchObject({
        status: 'ready',
        intent: 'order',
        for: { reference: expect.stringMatching(/^Patient\//) },
        authoredOn: expect.any(String),
        requester: expect.anything(),
      });
      expect(task).not.toHaveProperty('focus');
    }
    for (const action of actions) {
      if (action.type !== 'create' || action.resource.resourceType !== 'Questionnaire') continue;
      expect(action.extension?.['davinci-crd.if-none-exist']).toMatch(/^url=.+&version=.+/);
    }
  });
});
