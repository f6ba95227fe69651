import type { ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { TrialProgress } from '../../src/assessment/types.ts';
import type { BodyRegion } from '../../src/terminology/types.ts';
import {
  cardOf,
  cptSystem,
  criterion,
  deedsOf,
  onlyCard,
  order,
  ordersOf,
  redFlag,
  render,
  snomedSystem,
  study,
  suggestionsOf,
  waiting,
} from './support.ts';

const film = criterion('plain-radiograph', 'not-documented', { statements: ['standard-5'] });
const trial = criterion('trial-of-treatment', 'not-met', { statements: ['standard-3'] });
const visit = criterion('in-person-evaluation', 'not-documented', { statements: ['standard-2'] });
const again = criterion('clinical-re-evaluation', 'not-documented', { statements: ['general-2'] });

const therapy: ServiceRequest = order('72148', {
  id: 'therapy-1',
  code: { coding: [{ system: snomedSystem, code: '91251008' }] },
});

describe('a missing X-ray', () => {
  const oneMissing = waiting([film], { radiographRegion: 'lumbar' });

  test('is a warning that orders the film or defers the study', () => {
    const card = onlyCard(oneMissing);
    expect(card.kind).toBe('radiograph-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toContain(study('72148').label);
    expect(card.card.summary).toContain('lumbar spine');
    expect(deedsOf(card)).toEqual(['create 72100', 'delete ServiceRequest/mri-1']);
    expect(card.criteria).toEqual(['plain-radiograph']);
  });

  test.each<[BodyRegion, string]>([
    ['cervical', '72040'],
    ['thoracic', '72070'],
    ['lumbar', '72100'],
    ['sacrum-coccyx', '72220'],
    ['sacroiliac', '72202'],
  ])('of the region %s asks for %s', (region, cpt) => {
    expect(deedsOf(onlyCard(waiting([film], { radiographRegion: region })))).toContain(
      `create ${cpt}`,
    );
  });

  test('the film is a complete draft order', () => {
    const [created] = ordersOf(
      onlyCard(
        waiting([film], {
          radiographRegion: 'lumbar',
          resource: order('72148', {
            priority: 'urgent',
            reasonReference: [{ reference: 'Condition/c-1' }],
          }),
        }),
        { encounterId: 'visit-1' },
      ),
    );
    expect(created).toEqual({
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'order',
      priority: 'urgent',
      code: {
        coding: [{ system: cptSystem, code: '72100', display: study('72100').label }],
        text: study('72100').label,
      },
      subject: { reference: 'Patient/p1' },
      encounter: { reference: 'Encounter/visit-1' },
      authoredOn: '2026-11-18T09:30:00.000Z',
      requester: { reference: 'Practitioner/requester-1' },
      reasonCode: [
        { coding: [{ system: snomedSystem, code: '128196005' }], text: 'Lumbar radiculopathy' },
      ],
      reasonReference: [{ reference: 'Condition/c-1' }],
    });
  });

  test.each([
    ['Practitioner/user-1', { reference: 'Practitioner/user-1' }],
    ['user-1', undefined],
    ['https://ehr.example/u', undefined],
  ])('without a requester the user %s of the call stands in', (userId, requester) => {
    const { requester: _left, ...resource } = order('72148');
    const card = onlyCard(waiting([film], { radiographRegion: 'lumbar', resource }), { userId });
    expect(ordersOf(card)[0]?.requester).toEqual(requester);
  });

  test('what the order says in no shape of FHIR, or of itself alone, is not copied', () => {
    const resource: ServiceRequest = JSON.parse(
      JSON.stringify({
        ...order('72148'),
        priority: 'soon',
        encounter: {},
        requester: { reference: '#me' },
        reasonCode: [{ coding: [{}], text: 'Back pain' }, {}, null, { coding: [] }, 'pain'],
        reasonReference: [{ reference: '#c' }, { display: 'x' }, { reference: 'Condition/c-1' }],
      }),
    );
    const [created] = ordersOf(onlyCard(waiting([film], { radiographRegion: 'lumbar', resource })));
    expect(created?.priority).toBeUndefined();
    expect(created?.encounter).toBeUndefined();
    expect(created?.requester).toEqual({ reference: 'Practitioner/user-1' });
    expect(created?.reasonCode).toEqual([{ text: 'Back pain' }]);
    expect(created?.reasonReference).toEqual([{ reference: 'Condition/c-1' }]);
  });

  test.each(['72100', '72110', '72082'])('drafted as %s already is not suggested again', (cpt) => {
    const card = onlyCard(oneMissing, {
      draftOrders: [oneMissing.order.resource, order(cpt, { id: 'film-1' })],
    });
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
    expect(card.card.detail).toContain('An X-ray of the lumbar spine is among the draft orders.');
  });

  test('a drafted film of another region does not serve', () => {
    const card = onlyCard(oneMissing, {
      draftOrders: [oneMissing.order.resource, order('72040', { id: 'film-1' })],
    });
    expect(deedsOf(card)).toContain('create 72100');
  });

  test('no region is guessed', () => {
    expect(deedsOf(onlyCard(waiting([film], { cpt: '72141' })))).toContain('create 72040');
    const pelvis = onlyCard(waiting([film], { cpt: '72195' }));
    expect(deedsOf(pelvis)).toEqual(['delete ServiceRequest/mri-1']);
    expect(pelvis.card.summary).not.toContain('lumbar');
  });

  test('draft orders of any shape are looked at without failing', () => {
    const odd: ServiceRequest[] = JSON.parse(
      '[{"code":{"coding":{"code":"72100"}}},{"code":[]},{"code":{"coding":[null,{"code":5}]}},{}]',
    );
    expect(
      deedsOf(onlyCard(oneMissing, { draftOrders: [oneMissing.order.resource, ...odd] })),
    ).toContain('create 72100');
  });
});

describe('a missing trial of treatment', () => {
  const short: TrialProgress = {
    start: '2026-10-20',
    end: '2026-11-17',
    ongoing: true,
    documentedDays: 28,
    requiredDays: 42,
    completeOn: '2026-12-01',
  };

  test('says how much is documented, what is missing and when it can be complete', () => {
    const card = onlyCard(waiting([trial], { trial: short }));
    expect(card.kind).toBe('treatment-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toContain('28 of 42 days');
    expect(card.card.summary).toContain('2026-12-01');
    expect(card.card.detail).toContain('28 of 42 days, 4 of 6 weeks (2026-10-20 to 2026-11-17');
    expect(card.card.detail).toContain('Missing: 14 days');
    expect(card.card.detail).toContain('Complete on 2026-12-01 at the earliest');
    expect(deedsOf(card)).toEqual(['create 91251008', 'delete ServiceRequest/mri-1']);
    expect(suggestionsOf(card)[0]?.label).toMatch(/^Continue/);
    expect(suggestionsOf(card)[1]?.label).toContain('until 2026-12-01');
  });

  test('starts where nothing is documented', () => {
    const none = { ongoing: false, documentedDays: 0, requiredDays: 42, completeOn: '2026-12-30' };
    for (const progress of [none, undefined]) {
      const card = onlyCard(waiting([trial], { trial: progress }));
      expect(suggestionsOf(card)[0]?.label).toMatch(/^Start/);
      expect(card.card.detail).toContain('Documented: no provider-directed treatment');
      expect(card.card.detail).toContain('Missing: 42 days');
    }
  });

  test('a long enough one whose failure is not documented asks for words, not for more treatment', () => {
    const { completeOn: _none, ...long } = { ...short, documentedDays: 45, ongoing: false };
    const card = onlyCard(
      waiting(
        [
          trial,
          criterion('trial-of-treatment.failed', 'not-documented', { partOf: trial.id }),
          criterion('trial-of-treatment.duration', 'met', { partOf: trial.id }),
        ],
        { trial: long },
      ),
    );
    expect(card.card.detail).toContain('Missing: that it ended without significant improvement');
    expect(card.card.detail).not.toMatch(/Missing:.*days/);
    expect(suggestionsOf(card).some((one) => one.isRecommended)).toBe(false);
    expect(suggestionsOf(card)[1]?.label).not.toContain('until');
  });

  test('a referral for therapy that is drafted already is not suggested again', () => {
    const one = waiting([trial], { trial: short });
    const card = onlyCard(one, { draftOrders: [one.order.resource, therapy] });
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
    expect(card.card.detail).toContain('A referral for treatment is among the draft orders.');
  });
});

describe('a missing visit', () => {
  test.each([
    [[visit], '308335008', 'evaluation in person not documented'],
    [[again], '390906007', 're-evaluation after treatment not documented'],
    [[visit, again], '308335008', 'evaluation in person and re-evaluation'],
  ])('is suggested as an order', (criteria, code, words) => {
    const card = onlyCard(waiting(criteria));
    expect(card.kind).toBe('evaluation-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toContain(words);
    expect(deedsOf(card)).toEqual([`create ${code}`, 'delete ServiceRequest/mri-1']);
    expect(ordersOf(card)[0]?.code?.coding?.[0]?.system).toBe(snomedSystem);
  });

  test('one that is drafted already is not suggested again', () => {
    const [drafted] = ordersOf(onlyCard(waiting([again])));
    const one = waiting([again]);
    if (drafted === undefined) throw new Error('no visit was suggested');
    const card = onlyCard(one, { draftOrders: [one.order.resource, drafted] });
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  });
});

describe('other missing documentation', () => {
  test('is listed, and the study can be deferred', () => {
    const card = onlyCard(
      waiting([
        criterion('neurological-examination', 'not-documented'),
        criterion('surgeon-request', 'not-met'),
      ]),
    );
    expect(card.kind).toBe('documentation-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toContain('2 points are not documented');
    expect(card.card.detail).toContain('- [ ] **not documented**: summary of neurological-exam');
    expect(card.card.detail).toContain('- [ ] **not met**: summary of surgeon-request');
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  });

  test('alternatives are one point', () => {
    const { card } = onlyCard(
      waiting([
        criterion('mri-contraindicated', 'not-met', { partOf: 'ct-instead' }),
        criterion('surgeon-request', 'not-documented', { partOf: 'ct-instead' }),
      ]),
    );
    expect(card.summary).toContain('none of 2 alternatives is documented');
    expect(card.detail).toContain(
      '- [ ] One of these is enough:\n  - [ ] **not met**: summary of mri-contraindicated\n',
    );
  });

  test('a similar study drafted beside it is a card of its own', () => {
    const card = onlyCard(waiting([criterion('simultaneous-studies-need', 'not-documented')]));
    expect(card.kind).toBe('simultaneous-studies');
    expect(card.card.source.topic?.code).toBe('duplicate-therapy');
  });
});

describe('several missing prerequisites', () => {
  const several = waiting(
    [
      criterion('documented-indication', 'met', { statements: ['general-1'] }),
      visit,
      trial,
      criterion('trial-of-treatment.failed', 'not-documented', { partOf: trial.id }),
      again,
      film,
      criterion('neurological-examination', 'not-documented'),
    ],
    { radiographRegion: 'lumbar' },
  );
  const cards = render([several]);

  test('make one card a concern, the most important first', () => {
    expect(cards.map(({ kind }) => kind)).toEqual([
      'radiograph-missing',
      'treatment-missing',
      'evaluation-missing',
      'documentation-missing',
    ]);
  });

  test('the whole checklist stands in the first card alone; the others say their own point', () => {
    const [first, ...rest] = cards.map(({ card }) => card.detail ?? '');
    for (const { id } of several.assessment.criteria) {
      expect(first).toContain(`summary of ${id}\n`.trimEnd());
    }
    for (const detail of rest) expect(detail).not.toContain('documented-indication');
    expect(cardOf(cards, 'evaluation-missing').card.detail).toBe(
      '- [ ] **not documented**: summary of in-person-evaluation\n- [ ] **not documented**: summary of clinical-re-evaluation',
    );
  });

  test('no sentence of the guideline and no summary stands twice in a card', () => {
    for (const { card } of cards) {
      const lines = (card.detail ?? '').split('\n').filter((line) => line !== '');
      expect(new Set(lines).size).toBe(lines.length);
    }
    const quotes = cards.flatMap(({ card }) => card.detail?.match(/> .*/g) ?? []);
    expect(new Set(quotes).size).toBe(quotes.length);
    expect(quotes).toContain('> Sentence of standard-5. (standard-5)');
  });

  test('a preferred study stands after them, in its own strength', () => {
    const withStudy = waiting([film], {
      cpt: '72158',
      radiographRegion: 'lumbar',
      assessment: { preferredStudy: '72148', preference: 'advisory' },
    });
    const both = render([withStudy]);
    expect(both.map(({ kind, card }) => [kind, card.indicator])).toEqual([
      ['radiograph-missing', 'warning'],
      ['preferred-study', 'info'],
    ]);
  });
});

describe('a half-documented red flag', () => {
  const prompt = criterion('red-flag.motor-grade', 'not-documented', {
    summary: 'The date of the weakness is not documented',
    statements: ['redflag-1'],
    evidence: [{ reference: 'Observation/m-1', text: 'Motor grade 3' }],
  });

  test('stands above everything else and says that it would waive the prerequisites', () => {
    const others = [order('72141', { id: 'mri-9' })];
    const one = waiting([visit, prompt]);
    const { card } = onlyCard(one, { draftOrders: [one.order.resource, ...others] });
    expect(card.detail).toMatch(
      /^\*\*Possible red flag\. If present, this order needs no prerequisites\.\*\*/,
    );
    expect(card.detail?.match(/The date of the weakness is not documented/g)).toHaveLength(1);
    expect(card.detail).toContain('Motor grade 3');
    expect(deedsOf(onlyCard(one))).toContain('create 308335008');
  });

  test('stands in the card about prerequisites where another red flag has a card', () => {
    const cards = render([waiting([visit, prompt], { redFlags: [redFlag('red-flag.foot-drop')] })]);
    expect(cards.map(({ kind }) => kind)).toEqual(['red-flag', 'evaluation-missing']);
    expect(cards[0]?.card.detail).not.toContain('The date of the weakness');
    expect(cards[1]?.card.detail).toMatch(/^\*\*Possible red flag/);
  });

  test('is told even where nothing else is missing', () => {
    const card = onlyCard(waiting([prompt]));
    expect(card.kind).toBe('documentation-missing');
    expect(card.card.detail).toMatch(/^\*\*Possible red flag/);
  });

  test('of an order for that very suspicion is a criterion like any other', () => {
    const { card } = onlyCard(
      waiting([criterion('red-flag.cancer', 'not-documented')], {
        assessment: { indication: 'suspected-spinal-malignancy' },
      }),
    );
    expect(card.detail).not.toContain('Possible red flag');
  });
});
