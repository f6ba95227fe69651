import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type RunningApp, runApp } from '../server/support.ts';
import { crdRequest, draftsOf, vignetteNamed } from './support.ts';

const vignette = vignetteNamed('lumbar-radiculopathy/no-radiograph');

let app: RunningApp;
beforeAll(async () => {
  const clock = () => new Date(vignette.asOf);
  app = await runApp({}, { services: cdsServices(readSettings({})), clock });
});
afterAll(() => app.stop());

describe('an answer', () => {
  it('has no whitespace between its tokens', async () => {
    const path = '/cds-services/spine-imaging-order-sign';
    const { text, json } = await app.post(path, crdRequest(vignette, { asked: '2.2' }));
    expect(json.systemActions).toHaveLength(1);
    expect(text).toBe(JSON.stringify(json));
  });
});

describe('while ordering', () => {
  const orders = draftsOf(vignette);
  const others = orders.map((order) => ({ ...order, id: 'other' }));
  const answerTo = async (selections: readonly string[]) => {
    const request = crdRequest(vignette, { asked: '2.2', orders: [...orders, ...others] });
    const { json } = await app.post('/cds-services/spine-imaging-order-select', {
      ...request,
      hook: 'order-select',
      context: { ...request.context, selections },
    });
    return json;
  };

  it('cards and coverage information are about the selected orders alone', async () => {
    const { cards, systemActions } = await answerTo(['ServiceRequest/other']);
    expect(cards.length).toBeGreaterThan(0);
    for (const { extension } of cards) {
      expect(extension['davinci-crd.associated-resource']).toEqual([
        { reference: 'ServiceRequest/other' },
      ]);
    }
    expect(systemActions.map(({ resource }: { resource: { id: string } }) => resource.id)).toEqual([
      'other',
    ]);
  });

  it('nothing is said where nothing of ours is selected', async () => {
    expect(await answerTo([])).toEqual({ cards: [] });
  });
});
