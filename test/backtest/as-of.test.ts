import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/backtest/fields.ts';
import { changed, judge, supportedPatient } from './support.ts';

const determination = (resources: readonly Json[], mode?: 'strict' | 'lenient') =>
  judge(resources, mode).orders[0]?.determination;
const missing = (resources: readonly Json[]) => judge(resources).orders[0]?.missing;
const later = '2026-06-02T08:00:00Z';
const subject = { reference: 'Patient/p1' };

describe('An order is judged by what was known when it was written', () => {
  test('everything was there: supported, and exact', () => {
    expect(judge(supportedPatient).orders[0]).toMatchObject({
      order: 'ServiceRequest/sr1',
      orderer: 'Practitioner/d1',
      date: '2026-06-01',
      study: '72148',
      indication: 'lumbar-radiculopathy',
      determination: 'supported',
      reconstruction: 'exact',
      missing: '',
    });
  });

  test('who ordered is named alike however the reference is written', () => {
    const ordererBy = (reference: string) =>
      judge(changed('sr1', (order) => ({ ...order, requester: { reference } }))).orders[0]?.orderer;
    for (const reference of [
      'Practitioner/d1',
      'https://ehr.example.org/fhir/Practitioner/d1',
      'https://ehr.example.org/fhir/Practitioner/d1/_history/2',
    ]) {
      expect(ordererBy(reference), reference).toBe('Practitioner/d1');
    }
    expect(ordererBy('d1')).toBe('');
  });

  test('a film whose report was issued the day after did not exist yet', () => {
    expect(missing(changed('x1', (film) => ({ ...film, issued: later })))).toBe('plain-radiograph');
  });

  test('a film that tells only when it was taken counts leniently, and that is marked', () => {
    const undated = changed('x1', ({ issued: _, ...film }) => film);
    expect(determination(undated)).toBe('prerequisites-missing');
    expect(determination(undated, 'lenient')).toBe('supported');
    expect(judge(undated).orders[0]).toMatchObject({
      strict: 'prerequisites-missing',
      lenient: 'supported',
      reconstruction: 'assumed',
    });
  });

  test('a problem that was resolved later was active', () => {
    const resolved = changed('c1', (condition) => ({
      ...condition,
      clinicalStatus: { coding: [{ code: 'resolved' }] },
      abatementDateTime: '2026-07-01',
    }));
    expect(determination(resolved)).toBe('supported');
  });

  test('a treatment that went on has no outcome yet', () => {
    const goingOn = changed('pt1', (therapy) => ({
      ...therapy,
      performedPeriod: { start: '2026-03-10', end: '2026-07-10' },
    }));
    expect(missing(goingOn)).toContain('trial-of-treatment');
    expect(judge(goingOn).criteria).toContainEqual(
      expect.objectContaining({
        criterion: 'trial-of-treatment.failed',
        finding: 'not-documented',
      }),
    );
  });

  test('what was written into a resource later, and on which later day, changes nothing', () => {
    const row = (day: string) =>
      JSON.stringify(
        judge([
          ...changed('c1', (condition) => ({
            ...condition,
            clinicalStatus: { coding: [{ code: 'resolved' }] },
            abatementDateTime: day,
          })),
          {
            resourceType: 'MedicationStatement',
            id: 'ms1',
            status: day < '2026-08' ? 'completed' : 'stopped',
            subject,
            dateAsserted: '2026-04-02',
            medicationCodeableConcept: { text: 'naproxen 500 MG Oral Tablet' },
            effectivePeriod: { start: '2026-04-01', end: day },
          },
          {
            resourceType: 'CarePlan',
            id: 'cp1',
            status: day < '2026-08' ? 'completed' : 'revoked',
            intent: 'plan',
            subject,
            created: '2026-04-02',
            title: 'Physical therapy',
            period: { start: '2026-04-02', end: day },
          },
        ]).orders,
      );
    expect(row('2026-09-09')).toBe(row('2026-07-01'));
  });

  test('a goal that was reached later says nothing of the treatment', () => {
    const goal = {
      resourceType: 'Goal',
      id: 'g1',
      subject,
      lifecycleStatus: 'completed',
      description: { text: 'Less back pain' },
      startDate: '2026-03-10',
      statusDate: '2026-06-20',
      achievementStatus: {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/goal-achievement', code: 'achieved' },
        ],
      },
    };
    expect(determination([...supportedPatient, goal])).toBe('supported');
  });

  test('a stopped prescription of which nobody knows the end does not count as six weeks, strictly', () => {
    const drug = {
      resourceType: 'MedicationRequest',
      id: 'm1',
      status: 'stopped',
      intent: 'order',
      subject,
      authoredOn: '2026-03-10',
      medicationCodeableConcept: { text: 'naproxen 500 MG Oral Tablet' },
    };
    const instead = changed('pt1', () => drug);
    expect(missing(instead)).toContain('trial-of-treatment');
  });

  test('an order without a date is a row, and not judged', () => {
    const undated = changed('sr1', ({ authoredOn: _, ...order }) => order);
    expect(judge(undated).orders).toEqual([
      expect.objectContaining({
        order: 'ServiceRequest/sr1',
        reconstruction: 'unknown',
        determination: '',
      }),
    ]);
  });

  test('of several versions the newest one of that day holds', () => {
    const first = { ...supportedPatient[3], meta: { lastUpdated: '2026-03-03T12:00:00Z' } };
    const second = {
      ...first,
      conclusion: 'Acute fracture.',
      status: 'amended',
      meta: { lastUpdated: later },
    };
    const two = [...supportedPatient.filter(({ id }) => id !== 'x1'), first, second];
    expect(judge(two).orders).toEqual(
      judge([...supportedPatient.filter(({ id }) => id !== 'x1'), first]).orders,
    );
  });

  test('a version that came later takes nothing from the one that does not say when it was written', () => {
    const later = {
      ...supportedPatient[3],
      status: 'amended',
      meta: { lastUpdated: '2026-06-02T08:00:00Z' },
    };
    const [before, after] = [supportedPatient.slice(0, 4), supportedPatient.slice(4)];
    expect(judge([...before, later, ...after]).orders).toEqual(judge(supportedPatient).orders);
  });

  test('only spine imaging without a date is a row; other orders of no date are none', () => {
    const lab = { ...supportedPatient.at(-1), id: 'lab', code: { text: 'Ferritin' } };
    const all: readonly Json[] = [...supportedPatient, lab];
    const undated = all.map(({ authoredOn: _, ...resource }) => resource);
    expect(judge(undated).orders.map(({ order }) => order)).toEqual(['ServiceRequest/sr1']);
  });

  test('imaging orders that nobody can look up again, signed or meant are named, and no rows', () => {
    const leftAside = (change: (order: Json) => Json) =>
      judge(changed('sr1', change)).leftAside.map(({ kind }) => kind);
    expect(leftAside(({ id: _, ...order }) => order)).toEqual(['order without an id']);
    expect(leftAside(({ intent: _, ...order }) => order)).toEqual(['order without an intent']);
    expect(leftAside((order) => ({ ...order, intent: 'plan' }))).toEqual([
      'no order by its intent',
    ]);
    expect(leftAside((order) => ({ ...order, status: 'draft' }))).toEqual([
      'no signed order: draft',
    ]);
    expect(leftAside((order) => order)).toEqual([]);
  });

  test('other imaging and orders that were withdrawn as errors are no orders', () => {
    expect(
      judge(changed('sr1', (order) => ({ ...order, status: 'entered-in-error' }))).orders,
    ).toEqual([]);
    const knee = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '73721' }] };
    expect(judge(changed('sr1', (order) => ({ ...order, code: knee }))).orders).toEqual([]);
  });
});

const cpt = (code: string) => ({ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] });
const icd = (code: string) => ({
  coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }],
});

/** Resources of every kind that matter to the order, all of which became known after it. */
const afterwards = fc
  .record({
    day: fc.integer({ min: 2, max: 300 }),
    kind: fc.integer({ min: 0, max: 8 }),
    number: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ day, kind, number }): Json => {
    const at = new Date(Date.UTC(2026, 5, day, 9)).toISOString().replace('.000', '');
    const own = { id: `later-${kind}-${number}`, subject };
    const kinds: readonly Json[] = [
      {
        ...own,
        resourceType: 'Condition',
        code: icd('G83.4'),
        recordedDate: at,
        onsetDateTime: '2026-05-30',
      },
      { ...own, resourceType: 'Condition', code: icd('C79.51'), recordedDate: at },
      {
        ...own,
        resourceType: 'DiagnosticReport',
        status: 'final',
        code: cpt('72148'),
        effectiveDateTime: '2026-05-30',
        issued: at,
        conclusion: 'Disc herniation.',
      },
      {
        ...own,
        resourceType: 'Encounter',
        status: 'finished',
        class: { code: 'AMB' },
        period: { start: at, end: at },
      },
      {
        ...own,
        resourceType: 'Procedure',
        status: 'completed',
        code: cpt('22612'),
        performedDateTime: at,
      },
      {
        ...own,
        resourceType: 'Observation',
        status: 'final',
        code: icd('M21.371'),
        effectiveDateTime: '2026-05-29',
        issued: at,
        valueBoolean: true,
      },
      {
        ...own,
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        code: cpt('72131'),
        authoredOn: at,
      },
      {
        ...own,
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        questionnaire: 'https://x.example/Questionnaire/spine-imaging-documentation',
        authored: at,
        item: [{ linkId: 'mri-contraindicated', answer: [{ valueBoolean: true }] }],
      },
      {
        ...own,
        resourceType: 'Device',
        status: 'active',
        safety: [{ text: 'MR unsafe' }],
        patient: subject,
        meta: { lastUpdated: at },
      },
    ];
    return kinds[kind] ?? {};
  });

describe('Nothing that became known later', () => {
  test('changes a byte of an order’s row', () => {
    const own = (resources: readonly Json[]) =>
      JSON.stringify(judge(resources).orders.filter(({ order }) => order === 'ServiceRequest/sr1'));
    const before = own(supportedPatient);
    fc.assert(
      fc.property(fc.array(afterwards, { minLength: 1, maxLength: 6 }), fc.nat(), (added, seed) => {
        const at = seed % (supportedPatient.length + 1);
        const all = [...supportedPatient.slice(0, at), ...added, ...supportedPatient.slice(at)];
        expect(own(all)).toBe(before);
      }),
      { numRuns: 150, seed: 20_261_118 },
    );
  });
});
