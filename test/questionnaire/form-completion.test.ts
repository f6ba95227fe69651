import { Fhir } from 'fhir';
import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { Action, Card } from '../../src/cds/types.ts';
import { formUrl } from '../../src/questionnaire/order-form.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

const url = formUrl('https://spine-imaging-cds.example.org/fhir', [
  'plain-radiograph.date',
  'plain-radiograph.region',
  'plain-radiograph.result',
]);

function cardsOf(name: string, more: Readonly<Record<string, Resource>> = {}): readonly Card[] {
  const vignette = allVignettes().find((one) => one.name === name);
  if (vignette === undefined) throw new Error(`no vignette ${name}`);
  const prefetch = { ...vignette.request.prefetch, ...more };
  const request = { ...vignette.request, prefetch };
  const service = cdsServices(serviceSettings).find((one) => one.definition.hook === request.hook);
  const asOf = new Date(vignette.asOf);
  const input = { request, resources: resourcesOf(request), unavailable: [], asOf };
  return service?.answer(input).response.cards ?? [];
}

function formActions(cards: readonly Card[]): readonly Action[] {
  const suggestions = cards.flatMap((card) => card.suggestions ?? []);
  return suggestions.find(({ label }) => /^Answer .*question/.test(label))?.actions ?? [];
}

const coverage: Resource & Record<string, unknown> = {
  resourceType: 'Coverage',
  id: 'coverage-1',
  status: 'active',
  beneficiary: { reference: 'Patient/p1' },
  payor: [{ display: 'Example Payer' }],
};

describe('the suggestion to fill in the form', () => {
  const name = 'lumbar-radiculopathy/no-radiograph';

  test('creates a task that names the items, about the patient, and nothing else', () => {
    const actions = formActions(cardsOf(name));
    expect(actions).toMatchObject([
      {
        type: 'create',
        resource: {
          resourceType: 'Task',
          status: 'ready',
          intent: 'order',
          basedOn: [{ reference: 'ServiceRequest/mri-1' }],
          for: { reference: 'Patient/p1' },
          requester: { type: 'Organization', reference: expect.stringContaining('Organization/') },
          reasonCode: { text: expect.any(String) },
          input: [
            { type: { text: 'questionnaire' }, valueCanonical: `${url}|2026.1` },
            {
              type: { coding: [{ code: 'after-completion-action' }] },
              valueCodeableConcept: { coding: [{ code: 'prior-auth-include' }] },
            },
            { type: { text: 'linkId' }, valueString: 'plain-radiograph.date' },
            { type: { text: 'linkId' }, valueString: 'plain-radiograph.region' },
            { type: { text: 'linkId' }, valueString: 'plain-radiograph.result' },
          ],
        },
      },
    ]);
  });

  test('creates the Questionnaire first, and only once, for callers of Coverage Requirements Discovery', () => {
    const actions = formActions(cardsOf(name, { coverage }));
    expect(
      actions.map((action) => ('resource' in action ? action.resource.resourceType : '')),
    ).toEqual(['Questionnaire', 'Task']);
    expect(actions[0]).toMatchObject({
      type: 'create',
      description: expect.any(String),
      resource: { url, version: '2026.1' },
      extension: { 'davinci-crd.if-none-exist': `url=${url}&version=2026.1` },
    });
    for (const action of actions) {
      if (action.type === 'delete') continue;
      const { messages } = new Fhir().validate(action.resource, { errorOnUnexpected: true });
      expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('has a link beside it that names items and nobody', () => {
    const links = cardsOf(name).flatMap((card) => card.links ?? []);
    const form = links.find(({ url: address }) => address.includes('/form'));
    expect(form?.url).toBe(
      'http://127.0.0.1:3000/form#items=plain-radiograph.date,plain-radiograph.region,plain-radiograph.result',
    );
    expect(form?.type).toBe('absolute');
  });

  test('is not there where answers settle nothing', () => {
    const cards = cardsOf('spine-pain/low-back-pain-first-visit');
    expect(formActions(cards)).toEqual([]);
    const labels = cards.flatMap((card) => card.links ?? []).map(({ label }) => label);
    expect(labels).toEqual(['All criteria']);
  });
});
