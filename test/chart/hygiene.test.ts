import { describe, expect, test } from 'vitest';
import { type Content, chartOf, concept, cpt, icd, loinc, sct, subject } from './support.ts';

const visit = (more: Content = {}): Content => ({
  resourceType: 'Encounter',
  id: 'e',
  status: 'finished',
  class: { code: 'AMB' },
  subject,
  period: { start: '2026-11-10T09:00:00Z' },
  ...more,
});

describe('a visit', () => {
  const inPerson = (more: Content): unknown =>
    chartOf(visit(more)).encounters.map((one) => one.inPerson)[0];

  test.each(['AMB', 'EMER', 'IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'HH', 'FLD'])(
    'of class %s is in person',
    (code) => {
      expect(inPerson({ class: { code } })).toBe(true);
      expect(inPerson({ class: { coding: [{ code }] } })).toBe(true);
    },
  );

  test.each(['VR', 'PRENC', ''])('of class %s is not', (code) => {
    expect(inPerson({ class: { code } })).toBe(false);
  });

  test('of no class is not known to be in person', () => {
    expect(inPerson({ class: undefined })).toBe(false);
  });

  test.each([
    'Telephone consultation',
    'Follow-up by phone',
    'Virtual consultation',
    'VIDEO visit',
    'Telehealth',
    'telemedicine follow-up',
    'E-visit',
    'evisit',
  ])('called %s is not in person, whatever its class', (name) => {
    expect(inPerson({ type: [{ text: 'Follow-up' }, { text: name }] })).toBe(false);
    expect(
      inPerson({ type: [{ text: 'Follow-up', coding: [{ code: 'x', display: name }] }] }),
    ).toBe(false);
  });

  test('called by a word that only holds such a one is in person', () => {
    expect(inPerson({ type: [{ text: 'Microphone fitting' }] })).toBe(true);
  });

  test.each<[string, Content, string]>([
    [
      'what its type is called',
      { type: [{}, { text: 'Spine clinic' }], class: { code: 'AMB', display: 'ambulatory' } },
      'Spine clinic',
    ],
    ['what its class is called', { class: { code: 'AMB', display: 'ambulatory' } }, 'ambulatory'],
    ['that it was in person', {}, 'Visit in person'],
    ['that it was not', { class: { code: 'VR' } }, 'Virtual visit'],
  ])('is cited by %s', (_name, more, text) => {
    expect(chartOf(visit(more)).encounters.map((one) => one.evidence)).toEqual([
      { reference: 'Encounter/e', date: '2026-11-10', text },
    ]);
  });

  test.each<[string, Content, boolean]>([
    ['in progress today', { status: 'in-progress', period: { start: '2026-11-18' } }, true],
    [
      'of a patient who arrived today',
      { status: 'arrived', period: { start: '2026-11-18' } },
      true,
    ],
    [
      'in progress some day of this month',
      { status: 'in-progress', period: { start: '2026-11' } },
      true,
    ],
    [
      'in progress since yesterday, not closed (reading A65)',
      { status: 'in-progress', period: { start: '2026-11-17' } },
      true,
    ],
    ['in progress tomorrow', { status: 'in-progress', period: { start: '2026-11-19' } }, false],
    ['in progress since nobody knows when', { status: 'in-progress', period: undefined }, false],
    ['triaged today', { status: 'triaged', period: { start: '2026-11-18' } }, false],
    ['finished nobody knows when', { period: undefined }, true],
  ])('%s counts: %s', (_name, more, counts) => {
    expect(chartOf(visit(more)).encounters).toHaveLength(counts ? 1 : 0);
  });
});

describe('a device', () => {
  const device = (more: Content): Content => ({
    resourceType: 'Device',
    id: 'd',
    patient: subject,
    status: 'active',
    ...more,
  });
  const found = (more: Content): unknown[] =>
    chartOf(device(more)).devices.map(({ mri, evidence }) => [mri, evidence.text]);

  test.each<[string, Content, unknown[]]>([
    ['by its safety', { safety: [{ text: 'MR Unsafe' }] }, [['unsafe', 'MR Unsafe']]],
    [
      'by its type',
      { type: { text: 'MR Conditional pacemaker' } },
      [['conditional', 'MR Conditional pacemaker']],
    ],
    ['by its name', { deviceName: [{ name: 'Clip, MR unsafe' }] }, [['unsafe', 'Clip, MR unsafe']]],
    ['by a note', { type: { text: 'Clip' }, note: [{ text: 'MR unsafe' }] }, [['unsafe', 'Clip']]],
    [
      'of which both is said is of unknown safety',
      { safety: [{ text: 'MR Unsafe' }], note: [{ text: 'MR conditional at 1.5 T' }] },
      [['unknown', 'MR Unsafe']],
    ],
    [
      'of unknown status is of unknown safety',
      { status: 'unknown', safety: [{ text: 'MR Conditional' }] },
      [['unknown', 'MR Conditional']],
    ],
    [
      'that paces, of which nothing is said',
      { type: { text: 'Dual-chamber pacemaker' } },
      [['unknown', 'Dual-chamber pacemaker']],
    ],
    [
      'without a status',
      { status: undefined, safety: [{ text: 'MR Unsafe' }] },
      [['unsafe', 'MR Unsafe']],
    ],
    ['that is inactive', { status: 'inactive', safety: [{ text: 'MR Unsafe' }] }, []],
    ['of which nothing is said', { type: { text: 'Hearing aid' } }, []],
  ])('%s', (_name, more, expected) => {
    expect(found(more)).toEqual(expected);
  });
});

describe('what is left out', () => {
  const dropped = (...resources: Content[]): unknown =>
    Object.fromEntries(chartOf(...resources).dropped);
  const other = { reference: 'Patient/p2' };

  test.each<[string, Content, string]>([
    ['a resource without a type', { id: 'x' }, 'unreadable'],
    ['another patient', { resourceType: 'Patient', id: 'p2' }, 'other-patient'],
    ['a visit of another patient', visit({ subject: other }), 'other-patient'],
    ['a visit of nobody', visit({ subject: undefined }), 'other-patient'],
    [
      'family history',
      { resourceType: 'FamilyMemberHistory', id: 'f', patient: subject },
      'family-history',
    ],
    ['a visit entered in error', visit({ status: 'entered-in-error' }), 'entered-in-error'],
    ['a planned visit', visit({ status: 'planned' }), 'not-done'],
    ['a visit of the future', visit({ period: { start: '2026-12-01' } }), 'future'],
    [
      'a resource that is asked for nothing',
      { resourceType: 'AllergyIntolerance', id: 'a', patient: subject },
      'unused',
    ],
    [
      'a response to another Questionnaire',
      {
        resourceType: 'QuestionnaireResponse',
        id: 'q',
        subject,
        status: 'completed',
        questionnaire: 'https://x/other',
      },
      'unused',
    ],
    [
      'a condition of the future',
      {
        resourceType: 'Condition',
        id: 'c',
        subject,
        code: concept(icd, 'M54.16'),
        onsetDateTime: '2026-12-01',
      },
      'entered-in-error',
    ],
    [
      'a registered observation',
      {
        resourceType: 'Observation',
        id: 'o',
        subject,
        status: 'registered',
        code: concept(loinc, '72514-3'),
      },
      'not-done',
    ],
    [
      'a cancelled observation',
      {
        resourceType: 'Observation',
        id: 'o',
        subject,
        status: 'cancelled',
        code: concept(loinc, '72514-3'),
      },
      'not-done',
    ],
    [
      'an observation of the future',
      {
        resourceType: 'Observation',
        id: 'o',
        subject,
        status: 'final',
        code: concept(sct, '6077001'),
        effectiveDateTime: '2026-12-01',
      },
      'future',
    ],
    [
      'an observation that is asked for nothing',
      {
        resourceType: 'Observation',
        id: 'o',
        subject,
        status: 'final',
        code: concept(loinc, '8867-4'),
      },
      'unused',
    ],
    [
      'a draft order on the chart',
      {
        resourceType: 'ServiceRequest',
        id: 's',
        subject,
        status: 'draft',
        code: concept(cpt, '72148'),
      },
      'not-done',
    ],
    [
      'a revoked order',
      {
        resourceType: 'ServiceRequest',
        id: 's',
        subject,
        status: 'revoked',
        code: concept(cpt, '72148'),
      },
      'not-done',
    ],
    [
      'an inactive device',
      { resourceType: 'Device', id: 'd', patient: subject, status: 'inactive' },
      'not-done',
    ],
    ['a goal that says nothing', { resourceType: 'Goal', id: 'g', subject }, 'unused'],
  ])('%s is counted, without its content', (_name, resource, reason) => {
    expect(dropped(resource)).toEqual({ [reason]: 1 });
    expect(dropped(resource, resource)).toEqual({ [reason]: 2 });
  });

  test.each<[string, Content]>([
    ['an absolute reference', { subject: { reference: 'https://ehr.example/fhir/Patient/p1' } }],
    ['a version', { subject: { reference: 'Patient/p1/_history/7' } }],
    ['the field `patient`', { subject: undefined, patient: subject }],
  ])('what names the patient by %s is not', (_name, more) => {
    expect(dropped(visit(more))).toEqual({});
  });
});

test('the patient and the date of birth', () => {
  const chart = chartOf({
    resourceType: 'Patient',
    id: 'p1',
    birthDate: '1956',
    name: [{ family: 'x' }],
  });
  expect(chart.patient).toEqual({ resourceType: 'Patient', id: 'p1' });
  expect(chart.birthDate?.text).toBe('1956');
  const nobody = chartOf();
  expect([nobody.patient, nobody.birthDate]).toEqual([undefined, undefined]);
});

describe('whatever the order of resources', () => {
  test('facts stand by date, undated ones last, then by reference', () => {
    const resources = [
      visit({ id: 'b' }),
      visit({ id: 'undated', period: undefined }),
      visit({ id: 'a' }),
      visit({ id: 'early', period: { start: '2026-01-01' } }),
    ];
    for (const order of [resources, resources.toReversed()]) {
      expect(chartOf(...order).encounters.map((one) => one.evidence.reference)).toEqual([
        'Encounter/early',
        'Encounter/a',
        'Encounter/b',
        'Encounter/undated',
      ]);
    }
  });

  test('treatments stand by their start, devices by reference, unread answers by what they say', () => {
    const therapy = (id: string, start: string): Content => ({
      resourceType: 'Procedure',
      id,
      status: 'completed',
      subject,
      code: concept(cpt, '97110'),
      performedPeriod: { start },
    });
    const device = (id: string): Content => ({
      resourceType: 'Device',
      id,
      patient: subject,
      safety: [{ text: 'MR Unsafe' }],
    });
    const response = (id: string, linkId: string): Content => ({
      resourceType: 'QuestionnaireResponse',
      id,
      status: 'completed',
      subject,
      questionnaire: 'Questionnaire/spine-imaging-documentation',
      authored: '2026-11-01',
      item: [{ linkId, answer: [{ valueString: 'x' }] }],
    });
    const resources = [
      therapy('t2', '2026-10-01'),
      therapy('t1', '2026-09-01'),
      device('d2'),
      device('d1'),
      response('q2', 'surgeon-request'),
      response('q1', 'surgeon-request'),
      response('q3', 'infant'),
    ];
    for (const order of [resources, resources.toReversed()]) {
      const { treatments, devices, unread } = chartOf(...order);
      expect([
        treatments.map((one) => one.evidence.reference),
        devices.map((one) => one.evidence.reference),
        unread.map((one) => one.reference),
      ]).toEqual([
        ['Procedure/t1', 'Procedure/t2'],
        ['Device/d1', 'Device/d2'],
        ['QuestionnaireResponse/q3', 'QuestionnaireResponse/q1', 'QuestionnaireResponse/q2'],
      ]);
    }
  });
});
