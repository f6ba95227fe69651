import { describe, expect, test } from 'vitest';
import type { OrderReview } from '../../src/assessment/types.ts';
import { renderCards } from '../../src/cards/render-cards.ts';
import { hostileTexts } from './hostile-texts.ts';
import {
  cardOf,
  context,
  criterion,
  onlyCard,
  order,
  redFlag,
  render,
  review,
  study,
  suggestionsOf,
  tokensOf,
  waiting,
} from './support.ts';

const visit = criterion('in-person-evaluation', 'not-documented', { statements: ['standard-2'] });

/** One review for every kind of card. */
function everyKind(text = 'words'): readonly OrderReview[] {
  const evidence = [{ reference: `Condition/${text}`, date: text, text }];
  const hostile = (id: string) =>
    criterion(id, 'not-met', { summary: text, evidence, statements: ['standard-2'] });
  return [
    waiting(
      [
        hostile('plain-radiograph'),
        hostile('trial-of-treatment'),
        hostile('in-person-evaluation'),
        hostile('simultaneous-studies-need'),
        hostile('surgeon-request'),
        hostile('red-flag.motor-grade'),
      ],
      {
        radiographRegion: 'lumbar',
        redFlags: [redFlag('red-flag.foot-drop', { title: text, evidence })],
        notices: [text],
        documentation: [{ id: 'documentation.x', statements: [], text }],
        assessment: {
          preferredStudy: '72158',
          preference: 'advisory',
          refersTo: ['oncology', 'peripheral-nerve'],
        },
      },
    ),
    review({
      resource: order('72148', { id: text }),
      decidedByTitle: text,
      assessment: { determination: 'not-supported', criteria: [hostile('surgeon-request')] },
    }),
  ];
}

test('supported with nothing to say gives no card', () => {
  expect(
    render([
      review({
        assessment: { criteria: [criterion('in-person-evaluation', 'met')] },
        documentation: [{ id: 'documentation.x', statements: [], text: 'x' }],
      }),
    ]),
  ).toEqual([]);
});

test('another guideline that governs part of the order is information, without links or suggestions', () => {
  const card = onlyCard(review({ assessment: { refersTo: ['oncology'] } }));
  expect(card.kind).toBe('referral');
  expect(card.card.indicator).toBe('info');
  expect(card.card.summary).toContain('oncology imaging guideline');
  expect(card.card.summary).toContain(study('72148').label);
  expect(suggestionsOf(card)).toEqual([]);
  expect(card.card.links).toBeUndefined();
});

describe('the first card of an order', () => {
  const one = waiting(
    [
      criterion('documented-indication', 'met', {
        statements: ['general-1'],
        evidence: [{ reference: 'Condition/c-1', date: '2026-09-01', text: 'Sciatica' }],
      }),
      visit,
    ],
    {
      notices: ['The guideline has no section for this.'],
      documentation: [{ id: 'documentation.x', statements: [], text: 'Recent history' }],
    },
  );

  test('lists every criterion with its finding, evidence and sentence', () => {
    expect(onlyCard(one).card.detail).toContain(
      [
        '- [x] **met**: summary of documented-indication',
        '  - 2026-09-01: Sciatica (Condition/c-1)',
        '  > Sentence of general-1. (general-1)',
        '- [ ] **not documented**: summary of in-person-evaluation',
        '  > Sentence of standard-2. (standard-2)',
      ].join('\n'),
    );
  });

  test('shows as a checklist', () => {
    const tokens = tokensOf(onlyCard(one).card.detail ?? '');
    const boxes = tokens.flatMap((token) => (token.type === 'checkbox' ? [token.checked] : []));
    expect(boxes).toEqual([true, false]);
  });

  test('carries notices, what to submit, and which data could not be had', () => {
    const { card } = onlyCard(one, { unavailable: ['diagnosticReports', 'goals'] });
    expect(card.detail).toContain('The guideline has no section for this.');
    expect(card.detail).toContain('- Recent history');
    expect(card.detail).toContain(
      'Not available to this check, and so counted as not documented: reports, goals.',
    );
  });

  test('says how much evidence it leaves out', () => {
    const evidence = Array.from({ length: 9 }, (_, index) => ({
      reference: `Procedure/p-${index}`,
      text: `session ${index}`,
    }));
    const { card } = onlyCard(waiting([{ ...visit, evidence }]));
    expect(card.detail).toContain('session 5');
    expect(card.detail).not.toContain('session 6');
    expect(card.detail).toContain('- and 3 more');
  });

  test('parts stand under their composite', () => {
    const { card } = onlyCard(
      waiting([
        criterion('neurological-examination', 'not-documented'),
        criterion('neurological-examination.motor', 'not-documented', {
          partOf: 'neurological-examination',
        }),
      ]),
    );
    expect(card.detail).toContain(
      '\n  - [ ] **not documented**: summary of neurological-examination.motor',
    );
  });

  test('quotes for each criterion a sentence that no other one quotes', () => {
    const { card } = onlyCard(
      waiting([
        criterion('clinical-re-evaluation', 'not-met', { statements: ['general-1', 'general-2'] }),
        { ...visit, statements: ['general-1', 'standard-2'] },
      ]),
    );
    expect(card.detail?.match(/general-1\)/g)).toHaveLength(1);
    expect(card.detail).toContain('(standard-2)');
  });
});

describe('several draft orders', () => {
  const first = waiting([visit], { resource: order('72148', { id: 'mri-1' }) });
  const second = waiting([visit], {
    cpt: '72141',
    resource: order('72141', { id: 'mri-2' }),
  });

  test('each card names its order', () => {
    for (const { card, order: about } of render([first, second])) {
      expect(card.detail).toContain(about);
      expect(card.extension).toEqual({
        'davinci-crd.associated-resource': [{ reference: about }],
      });
    }
  });

  test('the order is named where only one of the drafts is asked about', () => {
    const { card } = onlyCard(first, {
      draftOrders: [first.order.resource, second.order.resource],
    });
    expect(card.detail).toContain('ServiceRequest/mri-1');
    expect(onlyCard(first).card.detail).not.toContain('ServiceRequest/mri-1');
  });

  test('warnings come before information, each order keeping its own sequence', () => {
    const advisory = review({
      cpt: '72158',
      resource: order('72158', { id: 'mri-0' }),
      assessment: {
        determination: 'alternative-preferred',
        preferredStudy: '72148',
        preference: 'advisory',
      },
    });
    expect(render([advisory, second]).map(({ kind }) => kind)).toEqual([
      'evaluation-missing',
      'preferred-study',
    ]);
  });
});

describe('every kind of card', () => {
  const cards = render(everyKind());

  test('is about one order and one concern', () => {
    const keys = cards.map(({ order: about, kind }) => `${about} ${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(cards.map(({ kind }) => kind))).toEqual(
      new Set([
        'red-flag',
        'not-supported',
        'radiograph-missing',
        'treatment-missing',
        'evaluation-missing',
        'simultaneous-studies',
        'documentation-missing',
        'preferred-study',
        'referral',
      ]),
    );
  });

  test('has its source, its topic and reasons of our own code system', () => {
    for (const { card } of cards) {
      expect(card.source).toMatchObject({
        label: 'Example Payer',
        url: 'https://payer.example/guideline',
        topic: { system: 'http://terminology.hl7.org/CodeSystem/cdshooks-card-type' },
      });
      for (const reason of card.overrideReasons ?? []) {
        expect(reason.system).toBe(
          'https://cds.example/fhir/CodeSystem/spine-imaging-override-reasons',
        );
      }
    }
    expect(cardOf(cards, 'preferred-study').card.source.topic?.code).toBe(
      'therapy-alternatives-opt',
    );
    expect(cardOf(cards, 'radiograph-missing').card.source.topic?.code).toBe(
      'therapy-alternatives-req',
    );
    expect(cardOf(cards, 'treatment-missing').card.source.topic?.code).toBe(
      'therapy-alternatives-req',
    );
    expect(cardOf(cards, 'not-supported').card.source.topic?.code).toBe('off-guideline');
  });

  test('takes the topic from the code system of the caller\u2019s CRD version', () => {
    for (const { card } of render(everyKind(), { topicVersion: '2.0' })) {
      expect(card.source.topic?.system).toBe('http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp');
    }
  });

  test('names the criteria it is about, and the determination', () => {
    expect(cardOf(cards, 'radiograph-missing')).toMatchObject({
      order: 'ServiceRequest/mri-1',
      criteria: ['plain-radiograph'],
      determination: 'prerequisites-missing',
    });
  });
});

test.each(hostileTexts)(
  'chart text %j makes no link, image, HTML, code or table in any card',
  (text) => {
    for (const { card } of render(everyKind(text), { unavailable: [text] })) {
      const types = new Set(tokensOf(card.detail ?? '').map((token) => token.type));
      for (const type of [
        'link',
        'image',
        'html',
        'code',
        'codespan',
        'table',
        'heading',
        'hr',
        'def',
      ]) {
        expect([...types]).not.toContain(type);
      }
      expect(card.summary).not.toMatch(/[\p{Cc}\u200b\u202e\u2066]/u);
    }
  },
);

test('a summary that is too long is cut, its beginning kept', () => {
  const { card } = onlyCard(
    waiting([criterion('x', 'not-documented', { summary: 'long '.repeat(60) })]),
  );
  expect(card.summary).toHaveLength(139);
  expect(card.summary).toMatch(/^MRI lumbar spine without contrast: long .*…$/);
});

test('an order without an id is neither updated nor deleted', () => {
  const { id: _none, ...resource } = order('72148');
  const card = onlyCard(
    waiting([criterion('plain-radiograph', 'not-met')], {
      resource,
      radiographRegion: 'lumbar',
    }),
  );
  expect(suggestionsOf(card).flatMap((one) => (one.actions ?? []).map(({ type }) => type))).toEqual(
    ['create'],
  );
});

test('the same reviews give the same cards, and are left as they were', () => {
  const reviews = everyKind();
  const before = JSON.stringify(reviews);
  const once = renderCards(reviews, context(reviews));
  expect(renderCards(reviews, context(reviews))).toEqual(once);
  expect(JSON.stringify(reviews)).toBe(before);
});

describe('the documentation form', () => {
  const form = {
    url: 'https://cds.example/fhir/Questionnaire/spine-imaging-documentation',
    version: '1',
    itemsFor: () => ['surgeon-request'],
    pageUrl: 'https://cds.example/form',
  };

  test('is offered as a task, and as a link on a card of its own', () => {
    const cards = render([waiting([visit])], { form });
    expect(cards.map(({ kind }) => kind)).toEqual(['evaluation-missing', 'documentation-form']);
    const task = suggestionsOf(cardOf(cards, 'evaluation-missing')).at(-1)?.actions?.[0];
    expect(task).toMatchObject({
      type: 'create',
      resource: {
        resourceType: 'Task',
        status: 'ready',
        intent: 'order',
        for: { reference: 'Patient/p1' },
        requester: { reference: 'Practitioner/requester-1' },
      },
    });
    expect(cardOf(cards, 'documentation-form').card.links).toEqual([
      {
        label: 'Open the documentation form',
        url: 'https://cds.example/form#items=surgeon-request',
        type: 'absolute',
      },
    ]);
  });

  test('is a task on a card of its own for callers of CRD, whose cards are of one type each', () => {
    const cards = render([waiting([visit])], { form, speaksCrd: true });
    expect(cards.map(({ kind }) => kind)).toEqual([
      'evaluation-missing',
      'documentation-task',
      'documentation-form',
    ]);
    const types = (kind: 'evaluation-missing' | 'documentation-task') =>
      suggestionsOf(cardOf(cards, kind)).flatMap(({ actions = [] }) =>
        actions.map((action) =>
          'resource' in action ? action.resource.resourceType : action.type,
        ),
      );
    expect(types('evaluation-missing')).toEqual(['ServiceRequest']);
    expect(types('documentation-task')).toEqual(['Task']);
    expect(cardOf(cards, 'evaluation-missing').card.detail).toContain('Otherwise: Defer MRI');
  });

  test('is a task on the card that asks for it, where that suggests nothing else in CRD', () => {
    const open = criterion('surgeon-request', 'not-documented');
    const cards = render([waiting([open])], { form, speaksCrd: true });
    expect(cards.map(({ kind }) => kind)).toEqual(['documentation-missing', 'documentation-form']);
    const card = cardOf(cards, 'documentation-missing');
    expect(suggestionsOf(card).map(({ label }) => label)).toEqual([
      'Fill in the documentation form',
    ]);
    expect(card.card.detail).toMatch(/^Defer MRI .+ until it is documented\.$/m);
  });

  test('is not offered where no answer would settle anything', () => {
    const kinds = render([waiting([visit])], { form: { ...form, itemsFor: () => [] } });
    expect(kinds.map(({ kind }) => kind)).toEqual(['evaluation-missing']);
  });
});
