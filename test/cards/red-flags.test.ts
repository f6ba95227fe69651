import { describe, expect, test } from 'vitest';
import {
  cardOf,
  criterion,
  deedsOf,
  onlyCard,
  order,
  redFlag,
  render,
  review,
  study,
  suggestionsOf,
  waiting,
} from './support.ts';

const caudaEquina = 'red-flag.cauda-equina';

test('a red flag that the study fits is information', () => {
  const card = onlyCard(review({ redFlags: [redFlag(caudaEquina, { fits: true })] }));
  expect(card.kind).toBe('red-flag');
  expect(card.card.indicator).toBe('info');
  expect(card.card.summary).toBe(
    'Red flag: Title of red-flag.cauda-equina (Nov 17). Lumbar MRI is indicated now',
  );
  expect(card.card.detail).toBe('It waits for no visit, treatment or X-ray.');
  expect(suggestionsOf(card)).toEqual([]);
});

test('a red flag that the study misses is critical, and the study it needs is one click away', () => {
  const card = onlyCard(
    review({ cpt: '72131', redFlags: [redFlag(caudaEquina, { indicated: study('72148') })] }),
  );
  expect(card.card.indicator).toBe('critical');
  expect(card.card.summary).toContain(study('72148').label);
  expect(deedsOf(card)).toEqual(['update 72148']);
  expect(suggestionsOf(card)[0]?.isRecommended).toBe(true);
});

test('a red flag without a study in the guideline is critical all the same', () => {
  const card = onlyCard(review({ redFlags: [redFlag('red-flag.fracture')] }));
  expect(card.card.indicator).toBe('critical');
  expect(card.card.summary).toContain('does not answer it');
  expect(suggestionsOf(card)).toEqual([]);
});

test('an aortic emergency: the study does not image the aorta, and no study is suggested', () => {
  for (const others of [[], [redFlag(caudaEquina, { fits: true, indicated: study('72148') })]]) {
    const card = onlyCard(review({ redFlags: [...others, redFlag('red-flag.aorta')] }));
    expect(card.card.indicator).toBe('critical');
    expect(card.card.summary).toContain('does not show the aorta; arrange vascular imaging now');
    // Nothing can be offered, and the card says why.
    expect(card.card.detail).toContain('outside this guideline');
    expect(suggestionsOf(card)).toEqual([]);
  }
});

describe('where one red flag fits and another does not', () => {
  const fitting = redFlag('red-flag.foot-drop', { fits: true });

  test('the missed one decides: critical, and its study is ordered beside this one', () => {
    const card = onlyCard(
      review({
        redFlags: [fitting, redFlag('red-flag.fracture', { indicated: study('72125') })],
      }),
    );
    expect(card.card.indicator).toBe('critical');
    expect(card.card.summary).toContain('Title of red-flag.fracture');
    expect(deedsOf(card)).toEqual(['create 72125']);
  });

  test('a study of the same level takes the place of the ordered one', () => {
    const card = onlyCard(
      review({
        redFlags: [fitting, redFlag('red-flag.infection', { indicated: study('72158') })],
        assessment: {
          determination: 'alternative-preferred',
          decidedBy: 'red-flag.infection',
          preferredStudy: '72158',
          preference: 'recommended',
        },
      }),
    );
    expect(deedsOf(card)).toEqual(['update 72158']);
  });

  test('of the same level, it changes nothing of an order that is supported', () => {
    const card = onlyCard(
      review({
        redFlags: [fitting, redFlag('red-flag.fracture', { indicated: study('72131') })],
      }),
    );
    expect(card.card.indicator).toBe('info');
    expect(deedsOf(card)).toEqual([]);
  });
});

test('a listed study is not enough where the flag itself mandates another one', () => {
  const card = cardOf(
    render([
      review({
        redFlags: [redFlag('red-flag.infection', { fits: true, indicated: study('72148') })],
        assessment: {
          decidedBy: 'red-flag.infection',
          determination: 'alternative-preferred',
          preferredStudy: '72158',
          preference: 'mandated',
        },
      }),
    ]),
    'red-flag',
  );
  expect(card.card.indicator).toBe('critical');
  expect(deedsOf(card)).toEqual(['update 72158']);
});

test('an excluded technique of the right study does not answer the flag', () => {
  const cards = render([
    review({
      redFlags: [redFlag(caudaEquina, { fits: true, indicated: study('72148') })],
      assessment: { determination: 'not-supported', preferredStudy: '72148' },
    }),
  ]);
  expect(cards.map(({ kind, card }) => [kind, card.indicator])).toEqual([['red-flag', 'critical']]);
});

describe('another draft order that answers the flag', () => {
  const flag = redFlag('red-flag.fracture', { indicated: study('72125') });

  test('makes this one no danger', () => {
    const one = review({ redFlags: [flag] });
    const neck = order('72125', { id: 'ct-2' });
    expect(render([one], { draftOrders: [one.order.resource, neck] })).toEqual([]);
  });

  test('counts where it is reviewed and fits, whatever its code', () => {
    const cards = render([
      review({ redFlags: [flag] }),
      review({
        cpt: '72141',
        resource: order('72141', { id: 'mri-2' }),
        redFlags: [{ ...flag, fits: true }],
      }),
    ]);
    expect(cards.map(({ order: about, card }) => [about, card.indicator])).toEqual([
      ['ServiceRequest/mri-2', 'info'],
    ]);
  });

  test('does not count where it is not supported itself', () => {
    const cards = render(
      ['mri-1', 'mri-2'].map((id) =>
        review({
          resource: order('72148', { id }),
          redFlags: [redFlag(caudaEquina, { fits: true, indicated: study('72148') })],
          assessment: { determination: 'not-supported', preferredStudy: '72148' },
        }),
      ),
    );
    expect(
      cards.filter(({ kind }) => kind === 'red-flag').map((one) => one.card.indicator),
    ).toEqual(['critical', 'critical']);
  });
});

test('red flags stand before all other cards, the critical ones first', () => {
  const reviews = [
    waiting([criterion('in-person-evaluation', 'not-documented')], {
      resource: order('72148', { id: 'mri-1' }),
    }),
    review({
      resource: order('72148', { id: 'mri-2' }),
      redFlags: [redFlag('red-flag.foot-drop', { fits: true })],
    }),
    review({
      resource: order('72148', { id: 'mri-3' }),
      redFlags: [redFlag('red-flag.fracture', { indicated: study('72128') })],
    }),
  ];
  const cards = render(reviews);
  expect(cards.map(({ order: about, kind }) => [about, kind])).toEqual([
    ['ServiceRequest/mri-3', 'red-flag'],
    ['ServiceRequest/mri-2', 'red-flag'],
    ['ServiceRequest/mri-1', 'evaluation-missing'],
  ]);
  expect(cards[0]?.card.summary).toMatch(/^Title of red-flag\.fracture/);
});

test('while a red flag is on the chart nothing is offered that makes the order wait', () => {
  const missing = [
    criterion('in-person-evaluation', 'not-documented'),
    criterion('trial-of-treatment', 'not-documented'),
  ];
  const served = redFlag('red-flag.fracture', { indicated: study('72125') });
  const one = waiting(missing, { redFlags: [served] });
  const neck = order('72125', { id: 'ct-2' });
  const card = onlyCard(one, { draftOrders: [one.order.resource, neck] });
  expect(card.kind).toBe('treatment-missing');
  expect(deedsOf(card)).toEqual([]);
});
