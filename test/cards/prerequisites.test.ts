import type { ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { TrialProgress } from '../../src/assessment/types.ts';
import type { BodyRegion } from '../../src/terminology/types.ts';
import {
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
    expect(card.card.summary).toBe('Lumbar MRI: needs an X-ray since Sep 1');
    expect(card.card.detail).toContain(
      '? X-ray: none of the lumbar spine on the chart since Sep 1',
    );
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

  test.each(['72100', '72110', '72082'])(
    'drafted as %s already settles the point, which is information',
    (cpt) => {
      const card = onlyCard(oneMissing, {
        draftOrders: [oneMissing.order.resource, order(cpt, { id: 'film-1' })],
      });
      expect(card.card.indicator).toBe('info');
      expect(card.card.summary).toBe(
        'Lumbar MRI: X-ray ordered today; send this order once it is read',
      );
      expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
    },
  );

  test('is asked about, and never ordered anew, where one on the chart lacks its date', () => {
    const evidence = [{ reference: 'DiagnosticReport/x-1', text: 'X-ray' }];
    const undated = waiting([{ ...film, evidence }], { radiographRegion: 'lumbar' });
    const card = onlyCard(undated);
    expect(card.card.summary).toBe('Lumbar MRI: the X-ray on the chart has no date or no result');
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  });

  test('from before the episode names both days', () => {
    const evidence = [{ reference: 'DiagnosticReport/x-1', date: '2025-08-03', text: 'X-ray' }];
    const early = criterion('plain-radiograph', 'not-met', { evidence });
    const card = onlyCard(waiting([early], { radiographRegion: 'lumbar' }));
    expect(card.card.detail).toContain('✗ X-ray: the last one (Aug 3, 2025) is from before Sep 1');
    expect(deedsOf(card)).toContain('create 72100');
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
  const tooShort = criterion('trial-of-treatment.duration', 'not-met', { partOf: trial.id });
  const short: TrialProgress = {
    start: '2026-10-20',
    end: '2026-11-17',
    ongoing: true,
    documentedDays: 28,
    requiredDays: 42,
    completeOn: '2026-12-01',
  };

  test('under way says how far it is, and waits: nothing is ordered that is already given', () => {
    const card = onlyCard(waiting([trial, tooShort], { trial: short }));
    expect(card.kind).toBe('treatment-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toBe(
      'Lumbar MRI: 28 of 42 days of treatment so far; complete on Dec 1',
    );
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
    expect(suggestionsOf(card)[0]?.label).toBe('Hold Lumbar MRI until Dec 1');
    expect(suggestionsOf(card)[0]?.isRecommended).toBe(true);
  });

  test('that ended lately goes on, one that ended long ago starts anew', () => {
    const ended = { ...short, ongoing: false };
    const [goesOn] = suggestionsOf(onlyCard(waiting([trial, tooShort], { trial: ended })));
    expect(goesOn?.label).toBe('Continue physical therapy');
    const anew = { ...ended, completeOn: '2026-12-30' };
    const [starts] = suggestionsOf(onlyCard(waiting([trial, tooShort], { trial: anew })));
    expect(starts?.label).toBe('Start physical therapy');
  });

  test('starts where nothing is documented', () => {
    const none = { ongoing: false, documentedDays: 0, requiredDays: 42, completeOn: '2026-12-30' };
    const open = criterion(trial.id, 'not-documented');
    for (const progress of [none, undefined]) {
      const card = onlyCard(waiting([open], { trial: progress }));
      expect(card.card.summary).toBe('Lumbar MRI: needs six weeks of treatment');
      expect(card.card.detail).toContain('no therapy or medicine for this on the chart');
      expect(deedsOf(card)[0]).toBe('create 91251008');
      expect(suggestionsOf(card)[0]?.isRecommended).toBe(true);
    }
  });

  test('does not say that there is none where it was for another complaint', () => {
    const progress = {
      ongoing: false,
      documentedDays: 0,
      requiredDays: 42,
      isForAnother: true,
    } as const;
    const open = criterion(trial.id, 'not-documented');
    const card = onlyCard(waiting([open], { trial: progress }));
    expect(card.card.detail).toContain('the treatment on the chart is for another complaint');
    expect(deedsOf(card)[0]).toBe('create 91251008');
  });

  test('that had its time asks what it brought, and orders no more of it', () => {
    const { completeOn: _none, ...long } = { ...short, documentedDays: 45, ongoing: false };
    const silent = criterion(trial.id, 'not-documented');
    const outcome = criterion('trial-of-treatment.failed', 'not-documented', { partOf: trial.id });
    const card = onlyCard(waiting([silent, outcome, again], { trial: long }));
    expect(card.card.summary).toBe(
      'Lumbar MRI: treatment had its six weeks; say whether it helped',
    );
    expect(deedsOf(card)).toEqual(['create 390906007', 'delete ServiceRequest/mri-1']);
    expect(card.criteria).toEqual(['trial-of-treatment', 'clinical-re-evaluation']);
  });

  test('a referral for therapy that is drafted already is not suggested again', () => {
    const one = waiting([criterion(trial.id, 'not-documented')]);
    const card = onlyCard(one, { draftOrders: [one.order.resource, therapy] });
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
    expect(card.card.summary).toContain('therapy ordered today');
    // Six weeks are still to come.
    expect(card.card.indicator).toBe('warning');
  });

  test('stands for the re-evaluation after it', () => {
    const card = onlyCard(waiting([criterion(trial.id, 'not-documented'), again]));
    expect(card.card.summary).toBe('Lumbar MRI: needs six weeks of treatment');
    expect(card.card.detail).not.toMatch(/re-evaluation/i);
    expect(card.criteria).toEqual(['trial-of-treatment', 'clinical-re-evaluation']);
  });
});

describe('a missing visit', () => {
  test.each([
    [visit, '308335008', 'needs a visit in person since Sep 1'],
    [again, '390906007', 'needs a re-evaluation after treatment'],
  ])('is suggested as an order', (missing, code, words) => {
    const card = onlyCard(waiting([missing]));
    expect(card.kind).toBe('evaluation-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toContain(words);
    expect(deedsOf(card)).toEqual([`create ${code}`, 'delete ServiceRequest/mri-1']);
    expect(ordersOf(card)[0]?.code?.coding?.[0]?.system).toBe(snomedSystem);
  });

  test('one that is drafted already settles the point', () => {
    const [drafted] = ordersOf(onlyCard(waiting([again])));
    const one = waiting([again]);
    if (drafted === undefined) throw new Error('no visit was suggested');
    const card = onlyCard(one, { draftOrders: [one.order.resource, drafted] });
    expect(card.card.indicator).toBe('info');
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  });
});

describe('an unknown onset', () => {
  const asks = { [visit.id]: ['episode.onset'], [film.id]: ['episode.onset'] };
  const unknown = { onsetDocumented: false, radiographRegion: 'lumbar' as const };

  test('stands for everything on the chart that waits for it, and nothing of it is ordered', () => {
    const card = onlyCard(waiting([visit, film], unknown, asks));
    expect(card.card.summary).toMatch(/^Lumbar MRI: when did the pain begin\?/);
    expect(card.card.detail).toContain('? Onset: not on the chart; visit and X-ray wait for it');
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
    expect(card.criteria).toEqual([visit.id, film.id]);
  });

  test('does not stand for what the chart lacks altogether', () => {
    const card = onlyCard(waiting([visit, film], unknown, { [visit.id]: ['episode.onset'] }));
    expect(card.card.detail).toMatch(/\? Onset: .*visit wait.*\n- \? X-ray: none/);
    expect(deedsOf(card)).toContain('create 72100');
  });

  test('that is known stands for nothing', () => {
    const card = onlyCard(waiting([visit], { onsetDocumented: true }, asks));
    expect(card.card.summary).toContain('needs a visit in person');
  });
});

describe('other missing documentation', () => {
  test('is named, and the study can be held', () => {
    const card = onlyCard(
      waiting([
        criterion('neurological-examination', 'not-documented'),
        criterion('surgeon-request', 'not-met'),
      ]),
    );
    expect(card.kind).toBe('documentation-missing');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toBe(
      'Lumbar MRI: needs a neurological exam and a request of the operating surgeon',
    );
    expect(deedsOf(card)).toEqual(['delete ServiceRequest/mri-1']);
  });

  test('of several ways tells one, and the others beside it', () => {
    const { card } = onlyCard(
      waiting(
        [
          criterion('mri-contraindicated', 'not-met', { partOf: 'ct-instead' }),
          criterion('surgeon-request', 'not-documented', { partOf: 'ct-instead' }),
        ],
        { cpt: '72131' },
      ),
    );
    expect(card.summary).toBe('Lumbar CT needs a reason: no MRI contraindication on the chart');
    expect(card.detail).toContain('none on the chart; or a request of the operating surgeon');
  });

  test('of several ways leaves out what a form denied', () => {
    const evidence = [{ reference: 'QuestionnaireResponse/q-1', text: 'no' }];
    const { card } = onlyCard(
      waiting([
        criterion('surgeon-request', 'not-met', { partOf: 'way', evidence }),
        criterion('multi-level-stenosis', 'not-documented', { partOf: 'way' }),
      ]),
    );
    expect(card.summary).toBe('Lumbar MRI: needs stenosis at several levels');
    expect(card.detail).not.toContain('surgeon');
  });

  test('a similar study drafted beside it has its own topic', () => {
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
      criterion(trial.id, 'not-documented'),
      again,
      film,
      criterion('neurological-examination', 'not-documented'),
    ],
    { radiographRegion: 'lumbar' },
  );

  test('make one card, the longest wait first', () => {
    const card = onlyCard(several);
    expect(card.kind).toBe('treatment-missing');
    expect(card.card.summary).toBe(
      'Lumbar MRI: needs six weeks of treatment, an X-ray since Sep 1, a visit in person since Sep 1 and a neurological exam',
    );
    expect(card.card.detail?.match(/^- .*$/gm)).toHaveLength(4);
    expect(deedsOf(card)).toEqual(['create 91251008', 'create 72100', 'create 308335008']);
  });

  test('a preferred study that would lack the same is one step among them', () => {
    const withStudy = waiting([film], {
      cpt: '72158',
      radiographRegion: 'lumbar',
      assessment: { preferredStudy: '72148', preference: 'advisory' },
    });
    expect(render([withStudy]).map(({ kind }) => kind)).toEqual(['radiograph-missing']);
  });
});

describe('data that could not be read', () => {
  test('is no missing documentation: nothing is ordered, held or said to be undocumented', () => {
    const one = waiting([visit, again]);
    const { card } = onlyCard(one, { unavailable: ['encounters'] });
    expect(card.indicator).toBe('info');
    expect(card.summary).toContain('the chart could not be read');
    expect(card.detail).toContain('The chart could not be read: visits.');
    expect(card.suggestions).toBeUndefined();
    expect(`${card.summary} ${card.detail}`).not.toMatch(/not documented|on the chart/);
  });

  test('that many never send leave the point as it is, unless their reading failed', () => {
    const one = waiting([criterion(trial.id, 'not-documented')]);
    const unavailable = ['medicationStatements'];
    const { card } = onlyCard(one, { unavailable });
    expect(card.summary).toBe('Lumbar MRI: needs six weeks of treatment');
    expect(card.detail).toContain('The chart could not be read: medication history.');
    const failed = onlyCard(one, { unavailable, failed: unavailable });
    expect(failed.card.detail).toContain('? Treatment: could not be checked');
  });

  test('leaves what it does not bear on as it is, without a removal', () => {
    const one = waiting([visit, film], { radiographRegion: 'lumbar' });
    const card = onlyCard(one, { unavailable: ['encounters'] });
    expect(card.card.summary).toContain('needs an X-ray');
    expect(card.card.detail).toContain('? Visit: could not be checked');
    expect(deedsOf(card)).toEqual(['create 72100']);
  });
});

describe('a half-documented red flag', () => {
  const prompt = criterion('red-flag.motor-grade', 'not-documented', {
    statements: ['redflag-1'],
    evidence: [{ reference: 'Observation/m-1', date: '2026-11-10', text: 'Motor grade 3' }],
  });

  test('is asked about first, and nothing is offered that would wait for it', () => {
    const card = onlyCard(waiting([visit, trial, prompt]));
    expect(card.kind).toBe('red-flag');
    expect(card.card.indicator).toBe('warning');
    expect(card.card.summary).toBe(
      'Possible red flag (weakness of grade 3/5 or less): if present, lumbar MRI waits for nothing',
    );
    expect(card.card.detail).toContain('? Weakness of grade 3/5 or less (Nov 10): Since when');
    expect(card.card.detail).toMatch(/^If not: six weeks of treatment and a visit in person/m);
    expect(deedsOf(card)).toEqual([]);
  });

  test('gives way to a red flag that is on the chart', () => {
    const flag = redFlag('red-flag.fracture', { indicated: study('72131') });
    const card = onlyCard(waiting([visit, prompt], { redFlags: [flag] }));
    expect(card.card.indicator).toBe('critical');
    expect(deedsOf(card)).toEqual(['update 72131']);
  });

  test('is told even where nothing else is missing', () => {
    expect(onlyCard(waiting([prompt])).kind).toBe('red-flag');
  });
});
