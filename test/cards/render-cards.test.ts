import { describe, expect, test } from 'vitest';
import type { OrderReview } from '../../src/assessment/types.ts';
import { type RenderedCard, renderCards } from '../../src/cards/render-cards.ts';
import { hostileTexts } from './hostile-texts.ts';
import {
  cardOf,
  context,
  criterion,
  deedsOf,
  onlyCard,
  order,
  type ReviewFields,
  redFlag,
  render,
  review,
  suggestionsOf,
  tokensOf,
  waiting,
} from './support.ts';

const visit = criterion('in-person-evaluation', 'not-documented', { statements: ['standard-2'] });

/** One review for every kind of card, with a text of the chart wherever one can stand. */
function everyKind(text = 'words'): readonly OrderReview[] {
  const evidence = [{ reference: `Condition/${text}`, date: text, text }];
  const hostile = (id: string) =>
    criterion(id, 'not-met', { summary: text, evidence, statements: ['standard-2'] });
  const missing = (id: string, fields: ReviewFields = {}) =>
    waiting([hostile(id)], {
      resource: order('72148', { id: `mri-${id}` }),
      radiographRegion: 'lumbar',
      notices: [text],
      ...fields,
    });
  return [
    ...[
      'plain-radiograph',
      'trial-of-treatment',
      'in-person-evaluation',
      'simultaneous-studies-need',
      'surgeon-request',
    ].map((id) => missing(id)),
    missing('mri-nondiagnostic', {
      redFlags: [redFlag('red-flag.foot-drop', { title: text, evidence })],
    }),
    review({
      cpt: '72158',
      resource: order('72158', { id: 'mri-preferred' }),
      assessment: {
        determination: 'alternative-preferred',
        preferredStudy: '72148',
        preference: 'advisory',
      },
    }),
    review({
      resource: order('72148', { id: 'mri-referred' }),
      assessment: { refersTo: ['oncology', 'peripheral-nerve'] },
    }),
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
  expect(card.card.summary).toMatch(/^Lumbar MRI: see also/);
  expect(suggestionsOf(card)).toEqual([]);
  expect(card.card.links).toBeUndefined();
});

test('what else governs an order that has a card stands there, in a sentence', () => {
  const card = onlyCard(waiting([visit], { assessment: { refersTo: ['oncology'] } }));
  expect(card.kind).toBe('evaluation-missing');
  expect(card.card.detail).toContain('the oncology imaging guideline governs the pathway');
});

describe('the card of an order', () => {
  const seen = criterion('in-person-evaluation', 'met', {
    evidence: [{ reference: 'Encounter/e-1', date: '2026-09-03', text: 'Office visit' }],
  });
  const film = criterion('plain-radiograph', 'not-documented', { statements: ['standard-5'] });
  const one = waiting([seen, film], { radiographRegion: 'lumbar' });

  test('says what is missing, what is on the chart, and one sentence of the guideline', () => {
    expect(onlyCard(one).card.detail).toBe(
      [
        '- ? X-ray: none of the lumbar spine on the chart since Sep 1',
        'Also on the chart: visit Sep 3.',
        '> Guideline: “Sentence of standard-5.”',
      ].join('\n\n'),
    );
  });

  test('names nothing that only a machine reads', () => {
    const { card } = onlyCard(one);
    expect(`${card.summary}${card.detail}`).not.toMatch(/Encounter\/|standard-5\)|plain-radio/);
  });

  test('leads to everything that was checked, for who wants it', () => {
    const { card } = onlyCard(one, { traceUrl: () => 'https://cds.example/all-criteria#t=x' });
    expect(card.links).toEqual([
      { label: 'All criteria', url: 'https://cds.example/all-criteria#t=x', type: 'absolute' },
    ]);
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
      expect(card.detail).toMatch(/^About MRI (lumbar|cervical) spine without contrast \(72/);
      expect(card.extension).toEqual({
        'davinci-crd.associated-resource': [{ reference: about }],
      });
    }
  });

  test('the order is named where only one of the drafts is asked about', () => {
    const { card } = onlyCard(first, {
      draftOrders: [first.order.resource, second.order.resource],
    });
    expect(card.detail).toContain('About MRI lumbar spine without contrast (72148).');
    expect(onlyCard(first).card.detail).not.toContain('About');
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
      order: 'ServiceRequest/mri-plain-radiograph',
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
    review({
      decidedByTitle: 'long '.repeat(60),
      assessment: { determination: 'not-supported', decidedBy: 'study.of-a-payer' },
    }),
  );
  expect(card.summary).toHaveLength(139);
  expect(card.summary).toMatch(/^Lumbar MRI: not supported here \(long .*…$/);
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
  const assessments = () => reviews.map(({ assessment }) => assessment);
  const before = structuredClone(assessments());
  const once = renderCards(reviews, context(reviews));
  expect(renderCards(reviews, context(reviews))).toEqual(once);
  expect(assessments()).toEqual(before);
});

describe('the documentation form', () => {
  const form = {
    urlOf: () => 'https://cds.example/fhir/Questionnaire/spine-imaging-documentation',
    version: '1',
    payer: { reference: 'Organization/payer' },
    itemsFor: () => ['surgeon-request'],
    linkTo: (items: readonly string[]) => ({
      url: `https://cds.example/form#items=${items.join(',')}`,
      type: 'absolute' as const,
    }),
  };

  test('is one suggestion, with a link beside it that opens the form', () => {
    const { card } = onlyCard(waiting([visit]), { form });
    const task = card.suggestions?.find(({ label }) => label === 'Answer one question');
    expect(task?.actions?.[0]).toMatchObject({
      type: 'create',
      resource: {
        resourceType: 'Task',
        status: 'ready',
        intent: 'order',
        for: { reference: 'Patient/p1' },
        requester: { reference: 'Organization/payer' },
      },
    });
    expect(card.links).toEqual([
      {
        label: 'Open the form (one question)',
        url: 'https://cds.example/form#items=surgeon-request',
        type: 'absolute' as const,
      },
    ]);
  });

  test('keeps its place where three other steps would fill the card', () => {
    const film = criterion('plain-radiograph', 'not-documented');
    const trial = criterion('trial-of-treatment', 'not-documented');
    const one = waiting([trial, film, visit], { radiographRegion: 'lumbar' });
    expect(onlyCard(one, { form }).card.suggestions?.map(({ label }) => label)).toEqual([
      'Start physical therapy',
      'Order X-ray lumbar spine, 2 or 3 views (72100)',
      'Answer one question',
    ]);
  });

  test('for callers of CRD the first card carries the message, and each other type a sentence', () => {
    const cards = render([waiting([visit])], {
      form,
      speaksCrd: true,
      traceUrl: () => 'https://cds.example/all-criteria#t=x',
    });
    expect(cards.map(({ kind }) => kind)).toEqual([
      'evaluation-missing',
      'documentation-task',
      'documentation-form',
    ]);
    const types = (kind: RenderedCard['kind']) =>
      suggestionsOf(cardOf(cards, kind)).flatMap(({ actions = [] }) =>
        actions.map((action) =>
          'resource' in action ? action.resource.resourceType : action.type,
        ),
      );
    expect(types('evaluation-missing')).toEqual(['ServiceRequest']);
    expect(types('documentation-task')).toEqual(['Task']);
    expect(cardOf(cards, 'evaluation-missing').card.detail).toContain(
      'Otherwise: Hold Lumbar MRI for now.',
    );
    expect(cardOf(cards, 'documentation-form').card.links?.map(({ label }) => label)).toEqual([
      'Open the form (one question)',
      'All criteria',
    ]);
    expect(cards[1]?.card.detail?.split(' ').length).toBeLessThan(20);
  });

  test('is a task on the card that asks for it, where that suggests nothing else in CRD', () => {
    const open = criterion('surgeon-request', 'not-documented');
    const cards = render([waiting([open])], { form, speaksCrd: true });
    const card = cardOf(cards, 'documentation-missing');
    expect(suggestionsOf(card).map(({ label }) => label)).toEqual(['Answer one question']);
    expect(card.card.detail).toMatch(/^Otherwise: Hold Lumbar MRI for now\.$/m);
  });

  test('is not offered where no answer would settle anything', () => {
    const card = onlyCard(waiting([visit]), { form: { ...form, itemsFor: () => [] } });
    expect(deedsOf(card)).toEqual(['create 308335008', 'delete ServiceRequest/mri-1']);
    expect(card.card.links).toBeUndefined();
  });
});
