import { describe, expect, test } from 'vitest';
import type { TreatmentFact } from '../../src/chart/types.ts';
import { type Content, chartOf, concept, cpt, icd, sct, subject } from './support.ts';

/** `kind, who directed it, from, until, outcome: what it says`. */
function shown({ kind, providerDirected, start, end, ongoing, outcome, evidence }: TreatmentFact) {
  const until = ongoing ? `${end?.text ?? ''}today` : (end?.text ?? '?');
  const by = providerDirected ? 'provider' : 'patient';
  return `${kind} by ${by} from ${start?.text ?? '?'} to ${until}${outcome === undefined ? '' : ` ${outcome}`}: ${evidence.text}`;
}

const treatments = (...resources: Content[]): string[] =>
  chartOf(...resources).treatments.map(shown);

describe('therapy that was done', () => {
  const therapy = (more: Content = {}): Content => ({
    resourceType: 'Procedure',
    id: 'p',
    status: 'completed',
    subject,
    code: concept(cpt, '97110', 'Therapeutic exercise'),
    performedPeriod: { start: '2026-09-07', end: '2026-10-26' },
    ...more,
  });
  const text = 'Therapeutic exercise (97110)';

  test.each<[string, Content, string[]]>([
    ['over a period', {}, [`physical-therapy by provider from 2026-09-07 to 2026-10-26: ${text}`]],
    [
      'on one day',
      { performedPeriod: undefined, performedDateTime: '2026-10-01' },
      [`physical-therapy by provider from 2026-10-01 to 2026-10-01: ${text}`],
    ],
    [
      'and is under way',
      { status: 'in-progress', performedPeriod: { start: '2026-09-07' } },
      [`physical-therapy by provider from 2026-09-07 to today: ${text}`],
    ],
    [
      'and is under way until a day that is known',
      { status: 'in-progress' },
      [`physical-therapy by provider from 2026-09-07 to 2026-10-26: ${text}`],
    ],
    [
      'and goes on since one day',
      { status: 'in-progress', performedPeriod: undefined, performedDateTime: '2026-10-01' },
      [`physical-therapy by provider from 2026-10-01 to today: ${text}`],
    ],
    [
      'and goes on since nobody knows when',
      { status: 'in-progress', performedPeriod: undefined },
      [`physical-therapy by provider from ? to today: ${text}`],
    ],
    [
      'without an end',
      { performedPeriod: { start: '2026-09-07' } },
      [`physical-therapy by provider from 2026-09-07 to ?: ${text}`],
    ],
    [
      'without success',
      { outcome: concept(sct, '385671000') },
      [`physical-therapy by provider from 2026-09-07 to 2026-10-26 failed: ${text}`],
    ],
    [
      'with success',
      { outcome: concept(sct, '385669000') },
      [`physical-therapy by provider from 2026-09-07 to 2026-10-26 improved: ${text}`],
    ],
    [
      'with an outcome that says nothing',
      { outcome: concept(sct, '1') },
      [`physical-therapy by provider from 2026-09-07 to 2026-10-26: ${text}`],
    ],
    ['and never was', { status: 'not-done' }, []],
    ['in the future', { performedPeriod: { start: '2026-11-20' } }, []],
    ['for something else', { code: concept(cpt, '99213') }, []],
  ])('%s', (_name, more, expected) => {
    expect(treatments(therapy(more))).toEqual(expected);
  });

  test('the first coding that is a treatment decides', () => {
    const code = {
      coding: [
        { system: cpt, code: '99213' },
        { system: cpt, code: '98940' },
        { system: cpt, code: '97110' },
      ],
    };
    expect(chartOf(therapy({ code })).treatments.map(({ kind }) => kind)).toEqual(['manipulation']);
  });

  test('each stated reason is a fact, whether it maps to anything or not', () => {
    const [fact] = chartOf(
      therapy({
        reasonCode: [concept(icd, 'M54.16', 'Radiculopathy, lumbar region'), { text: 'sore knee' }],
        reasonReference: [
          { reference: 'https://ehr.example/fhir/Condition/back/_history/2' },
          { reference: 'Condition/unknown' },
          { display: 'nothing that could be found' },
        ],
      }),
      {
        resourceType: 'Condition',
        id: 'back',
        subject,
        code: concept(icd, 'M54.50', 'Low back pain'),
      },
    ).treatments;
    expect(
      fact?.reasons.map(
        ({ concepts, certainty, current, regions, severe, bilateral, ...rest }) => ({
          concepts: [...concepts],
          state: [certainty, current, severe, bilateral],
          regions,
          origin: rest.origin,
          evidence: rest.evidence,
        }),
      ),
    ).toEqual([
      {
        concepts: ['lumbar-radiculopathy'],
        state: ['known', true, false, false],
        regions: ['lumbar'],
        origin: 'order-reason',
        evidence: { reference: 'Procedure/p', text: 'Radiculopathy, lumbar region' },
      },
      {
        concepts: [],
        state: ['known', true, false, false],
        regions: [],
        origin: 'order-reason',
        evidence: { reference: 'Procedure/p', text: 'sore knee' },
      },
      {
        concepts: ['low-back-pain'],
        state: ['known', true, false, false],
        regions: ['lumbar'],
        origin: 'condition',
        evidence: { reference: 'Condition/back', text: 'Low back pain' },
      },
      {
        concepts: [],
        state: ['known', true, false, false],
        regions: [],
        origin: 'order-reason',
        evidence: { reference: 'Procedure/p', text: 'Condition/unknown' },
      },
      {
        concepts: [],
        state: ['known', true, false, false],
        regions: [],
        origin: 'order-reason',
        evidence: { reference: 'Procedure/p', text: 'nothing that could be found' },
      },
    ]);
  });
});

describe('a prescription', () => {
  const prescription = (more: Content = {}): Content => ({
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    subject,
    medicationCodeableConcept: { text: 'naproxen 500 MG Oral Tablet' },
    authoredOn: '2026-10-01',
    ...more,
  });
  const supply = (value: unknown, unit: Content = { unit: 'days' }): Content => ({
    dispenseRequest: { expectedSupplyDuration: { value, ...unit } },
  });
  const bounds = (boundsPeriod: Content): Content => ({
    dosageInstruction: [{ text: 'twice a day' }, { timing: { repeat: { boundsPeriod } } }],
  });
  const from = (start: string, end: string): string[] => [
    `nsaid by provider from ${start} to ${end}: naproxen 500 MG Oral Tablet`,
  ];

  test.each<[string, Content, string[]]>([
    ['goes on while it is active', {}, from('2026-10-01', 'today')],
    ['ends at no known day once it is stopped', { status: 'stopped' }, from('2026-10-01', '?')],
    [
      'runs from and to the bounds of its dosage',
      bounds({ start: '2026-10-05', end: '2026-10-20' }),
      from('2026-10-05', '2026-10-20'),
    ],
    ['runs from its bounds', bounds({ start: '2026-10-05' }), from('2026-10-05', 'today')],
    ['runs to its bounds', bounds({ end: '2026-10-20' }), from('2026-10-01', '2026-10-20')],
    ['lasts for its supply', supply(30), from('2026-10-01', '2026-10-31')],
    [
      'lasts for its supply in UCUM days',
      supply(30, { code: 'd', unit: 'tag' }),
      from('2026-10-01', '2026-10-31'),
    ],
    [
      'lasts for its supply in weeks',
      supply(2, { unit: 'week' }),
      from('2026-10-01', '2026-10-15'),
    ],
    [
      'lasts for its supply in UCUM weeks',
      supply(1.5, { code: 'wk' }),
      from('2026-10-01', '2026-10-12'),
    ],
    [
      'lasts for its supply in months of thirty days',
      supply(1, { code: 'mo' }),
      from('2026-10-01', '2026-10-31'),
    ],
    [
      'lasts for its supply in days where no unit is said',
      supply(7, {}),
      from('2026-10-01', '2026-10-08'),
    ],
    [
      'has no end of supply in an unknown unit',
      supply(30, { unit: 'boxes' }),
      from('2026-10-01', 'today'),
    ],
    [
      'has no end of supply for a name of the language’s own',
      supply(30, { unit: 'constructor' }),
      from('2026-10-01', 'today'),
    ],
    ['has no end of supply that is negative', supply(-1), from('2026-10-01', 'today')],
    ['may have a supply of nothing', supply(0), from('2026-10-01', '2026-10-01')],
    ['has no end of supply in a thousand years', supply(4001), from('2026-10-01', 'today')],
    [
      'may have a supply of ten years',
      { ...supply(4000), authoredOn: '2010-01-01' },
      from('2010-01-01', '2020-12-14'),
    ],
    ['has no end of supply that is no number', supply('30'), from('2026-10-01', 'today')],
    [
      'has no end of supply from a month',
      { ...supply(30), authoredOn: '2026-10' },
      from('2026-10', 'today'),
    ],
    [
      'has no end of supply from no date',
      { ...supply(30), authoredOn: undefined },
      from('?', 'today'),
    ],
    [
      'is its patient’s own where the patient reports it',
      { reportedReference: { reference: 'https://ehr.example/Patient/p1' } },
      ['nsaid by patient from 2026-10-01 to today: naproxen 500 MG Oral Tablet'],
    ],
    [
      'is the provider’s where another provider reports it',
      { reportedReference: { reference: 'Practitioner/1' } },
      from('2026-10-01', 'today'),
    ],
    [
      'is the provider’s where nobody reports it',
      { reportedBoolean: false },
      from('2026-10-01', 'today'),
    ],
    ['on hold is none', { status: 'on-hold' }, []],
    ['of the future is none', { authoredOn: '2026-12-01' }, []],
    ['that is planned is none', { intent: 'plan' }, []],
    ['without intent is none', { intent: undefined }, []],
    ['without status is none', { status: undefined }, []],
  ])('%s', (_name, more, expected) => {
    expect(treatments(prescription(more))).toEqual(expected);
  });

  test.each(['order', 'original-order', 'instance-order', 'filler-order', 'reflex-order'])(
    'with the intent %s counts',
    (intent) => {
      expect(treatments(prescription({ intent }))).toHaveLength(1);
    },
  );

  test('its medicine may be contained, or a resource of its own', () => {
    const contained = prescription({
      medicationCodeableConcept: undefined,
      medicationReference: { reference: '#med' },
      contained: [
        { resourceType: 'Medication', id: 'other', code: { text: 'metformin' } },
        { resourceType: 'Medication', id: 'med', code: { text: 'ibuprofen 400 MG' } },
      ],
    });
    expect(treatments(contained)).toEqual([
      'nsaid by provider from 2026-10-01 to today: ibuprofen 400 MG',
    ]);
    const referring = prescription({
      medicationCodeableConcept: undefined,
      medicationReference: { reference: 'https://ehr.example/fhir/Medication/med' },
    });
    const medication = {
      resourceType: 'Medication',
      id: 'med',
      code: { text: 'prednisone 20 MG' },
    };
    const expected = ['corticosteroid by provider from 2026-10-01 to today: prednisone 20 MG'];
    expect(treatments(medication, referring)).toEqual(expected);
    expect(treatments(referring, medication)).toEqual(expected);
    expect(treatments(referring)).toEqual([]);
  });

  test('a medicine is known by the display of a code as by its text', () => {
    const medicationCodeableConcept = {
      coding: [
        { system: 'http://hospital.example', code: '1', display: 'house brand' },
        { system: 'http://hospital.example', code: '2', display: 'meloxicam 15 MG' },
      ],
    };
    expect(treatments(prescription({ medicationCodeableConcept }))).toEqual([
      'nsaid by provider from 2026-10-01 to today: house brand',
    ]);
  });
});

describe('what the patient says to take', () => {
  const statement = (more: Content = {}): Content => ({
    resourceType: 'MedicationStatement',
    id: 's',
    status: 'active',
    subject,
    medicationCodeableConcept: { text: 'ibuprofen' },
    effectivePeriod: { start: '2026-10-01' },
    ...more,
  });

  test.each<[string, Content, string[]]>([
    ['goes on while it is active', {}, ['nsaid by patient from 2026-10-01 to today: ibuprofen']],
    [
      'ends at no known day once it is completed',
      { status: 'completed' },
      ['nsaid by patient from 2026-10-01 to ?: ibuprofen'],
    ],
    [
      'counts once it is stopped',
      { status: 'stopped', effectivePeriod: { start: '2026-10-01', end: '2026-10-09' } },
      ['nsaid by patient from 2026-10-01 to 2026-10-09: ibuprofen'],
    ],
    [
      'ends where it says',
      { effectivePeriod: { start: '2026-10-01', end: '2026-10-09' } },
      ['nsaid by patient from 2026-10-01 to 2026-10-09: ibuprofen'],
    ],
    [
      'goes on since one day',
      { effectivePeriod: undefined, effectiveDateTime: '2026-10-03' },
      ['nsaid by patient from 2026-10-03 to today: ibuprofen'],
    ],
    ['does not count while it is only intended', { status: 'intended' }, []],
    ['does not count of the future', { effectivePeriod: { start: '2026-12-01' } }, []],
    [
      'does not count for another medicine',
      { medicationCodeableConcept: { text: 'metformin' } },
      [],
    ],
  ])('%s', (_name, more, expected) => {
    expect(treatments(statement(more))).toEqual(expected);
  });
});

describe('a care plan', () => {
  const plan = (detail: Content, more: Content = {}): Content => ({
    resourceType: 'CarePlan',
    id: 'c',
    status: 'active',
    intent: 'plan',
    subject,
    period: { start: '2026-09-01', end: '2026-11-01' },
    activity: [
      { reference: { reference: 'ServiceRequest/elsewhere' } },
      { detail: { status: 'completed', code: { text: 'Home exercise program' }, ...detail } },
    ],
    ...more,
  });

  test.each<[string, Content, Content, string[]]>([
    [
      'its period is the activity’s',
      {},
      {},
      ['home-exercise by provider from 2026-09-01 to 2026-11-01: Home exercise program'],
    ],
    [
      'the activity’s own period comes first',
      { scheduledPeriod: { start: '2026-09-10' } },
      {},
      ['home-exercise by provider from 2026-09-10 to ?: Home exercise program'],
    ],
    [
      'the activity’s own end comes first',
      { scheduledPeriod: { end: '2026-09-20' } },
      {},
      ['home-exercise by provider from ? to 2026-09-20: Home exercise program'],
    ],
    [
      'an activity under way goes on',
      { status: 'in-progress', scheduledPeriod: { start: '2026-09-10' } },
      {},
      ['home-exercise by provider from 2026-09-10 to today: Home exercise program'],
    ],
    ['an activity that is only scheduled is none', { status: 'scheduled' }, {}, []],
    ['an activity that was not started is none', { status: 'not-started' }, {}, []],
    [
      'a completed plan counts',
      {},
      { status: 'completed' },
      ['home-exercise by provider from 2026-09-01 to 2026-11-01: Home exercise program'],
    ],
    ['a draft is none', {}, { status: 'draft' }, []],
    ['a plan for the future is none', {}, { period: { start: '2026-12-01' } }, []],
    [
      'stretching is exercise',
      { code: { text: 'Daily stretching' } },
      {},
      ['home-exercise by provider from 2026-09-01 to 2026-11-01: Daily stretching'],
    ],
    [
      'physical therapy',
      { code: { text: 'Physical therapy twice a week' } },
      {},
      ['physical-therapy by provider from 2026-09-01 to 2026-11-01: Physical therapy twice a week'],
    ],
    [
      'activity modification',
      { code: { text: 'Activity modification' } },
      {},
      ['activity-modification by provider from 2026-09-01 to 2026-11-01: Activity modification'],
    ],
    [
      'a code decides before the words',
      { code: { ...concept(cpt, '98940'), text: 'Home exercise program' } },
      {},
      ['manipulation by provider from 2026-09-01 to 2026-11-01: Home exercise program (98940)'],
    ],
    ['another activity is none', { code: { text: 'Low-salt diet' } }, {}, []],
  ])('%s', (_name, detail, more, expected) => {
    expect(treatments(plan(detail, more))).toEqual(expected);
  });
});

describe('an ordered course of therapy', () => {
  const order = (more: Content = {}): Content => ({
    resourceType: 'ServiceRequest',
    id: 'o',
    status: 'active',
    intent: 'order',
    subject,
    code: concept(cpt, '97110', 'Therapeutic exercise'),
    occurrencePeriod: { start: '2026-09-10' },
    ...more,
  });
  const text = 'Therapeutic exercise (97110)';

  test.each<[string, Content, string[]]>([
    [
      'goes on while it is active',
      {},
      [`physical-therapy by provider from 2026-09-10 to today: ${text}`],
    ],
    [
      'ends where it says',
      { occurrencePeriod: { start: '2026-09-10', end: '2026-10-10' } },
      [`physical-therapy by provider from 2026-09-10 to 2026-10-10: ${text}`],
    ],
    [
      'ends at no known day once it is completed',
      { status: 'completed' },
      [`physical-therapy by provider from 2026-09-10 to ?: ${text}`],
    ],
    ['without a period says nothing of treatment', { occurrencePeriod: undefined }, []],
    ['for the future is none', { occurrencePeriod: { start: '2026-12-01' } }, []],
    ['on hold is none', { status: 'on-hold' }, []],
    ['that is a draft is none', { status: 'draft' }, []],
    ['that was revoked is none', { status: 'revoked' }, []],
    ['of something else is none', { code: concept(cpt, '99213') }, []],
  ])('%s', (_name, more, expected) => {
    expect(treatments(order(more))).toEqual(expected);
  });
});

test.each([
  ['not-achieved', 'failed'],
  ['no-change', 'failed'],
  ['no-progress', 'failed'],
  ['worsening', 'failed'],
  ['not-attainable', 'failed'],
  ['improving', 'improved'],
  ['achieved', 'improved'],
  ['in-progress', undefined],
  ['constructor', undefined],
])('a goal that is %s says %s of the treatment', (code, outcome) => {
  const goal = (more: Content = {}): Content => ({
    resourceType: 'Goal',
    id: 'g',
    lifecycleStatus: 'active',
    subject,
    description: { text: 'Walk a mile' },
    achievementStatus: concept('http://terminology.hl7.org/CodeSystem/goal-achievement', code),
    statusDate: '2026-11-01',
    ...more,
  });
  expect(chartOf(goal()).outcomes).toEqual(
    outcome === undefined
      ? []
      : [
          {
            outcome,
            reasons: [],
            regions: [],
            date: { text: '2026-11-01', earliest: 20758, latest: 20758 },
            evidence: { reference: 'Goal/g', date: '2026-11-01', text: `Walk a mile: ${code}` },
          },
        ],
  );
  expect(chartOf(goal({ statusDate: '2026-12-01' })).outcomes).toEqual([]);
  const named = { description: undefined, target: [{ measure: { text: 'Pain score' } }] };
  expect(chartOf(goal(named)).outcomes.map((one) => one.evidence.text)).toEqual(
    outcome === undefined ? [] : [`Goal: ${code}`],
  );
});

describe('a goal', () => {
  const goal = (more: Content): Content => ({
    resourceType: 'Goal',
    id: 'g',
    lifecycleStatus: 'active',
    subject,
    description: { text: 'Less leg pain' },
    achievementStatus: { coding: [{ code: 'not-achieved' }] },
    statusDate: '2026-11-01',
    ...more,
  });
  const knee: Content = {
    resourceType: 'Condition',
    id: 'knee',
    subject,
    code: concept(icd, 'M17.11', 'Osteoarthritis of the right knee'),
  };
  const back: Content = {
    resourceType: 'Condition',
    id: 'back',
    subject,
    code: concept(icd, 'M54.16', 'Radiculopathy, lumbar region'),
  };
  const to = (id: string): Content => ({ addresses: [{ reference: `Condition/${id}` }] });
  test.each<[string, Content, boolean]>([
    ['about pain of the leg counts', {}, true],
    [
      'that began in the trial, of no other day, counts',
      { statusDate: undefined, startDate: '2026-10-01' },
      true,
    ],
    ['of no day does not', { statusDate: undefined }, false],
    ['about weight does not', { description: { text: 'Lose 10 kg of body weight' } }, false],
    ['about the knee does not', { description: { text: 'Less knee pain' } }, false],
    [
      'about pressure of the blood does not',
      { description: { text: 'Blood pressure below 130' } },
      false,
    ],
    [
      'that addresses the knee does not',
      { ...to('knee'), description: { text: 'Less pain' } },
      false,
    ],
    [
      'that addresses the back counts without words of its own',
      { ...to('back'), description: { text: 'Goal 1' } },
      true,
    ],
    ['entered in error does not', { lifecycleStatus: 'entered-in-error' }, false],
    ['only proposed does not', { lifecycleStatus: 'proposed' }, false],
    ['rejected does not', { lifecycleStatus: 'rejected' }, false],
  ])('%s', (_name, more, counts) => {
    expect(chartOf(goal(more), knee, back).outcomes).toHaveLength(counts ? 1 : 0);
  });
});
