import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/chart/types.ts';
import { type Content, chartOf, loinc, sct, subject } from './support.ts';

const reference = 'QuestionnaireResponse/q';

function response(answers: Readonly<Record<string, Content>>, more: Content = {}): Content {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    subject,
    questionnaire: 'https://payer.example/fhir/Questionnaire/spine-imaging-documentation',
    authored: '2026-11-10',
    item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
    ...more,
  };
}

const attesting = (answers: Readonly<Record<string, Content>>): Chart => chartOf(response(answers));
const day = (text: string): Content => ({ valueDate: text });
const code = (text: string): Content => ({ valueCoding: { code: text } });
const yes = { valueBoolean: true };
const no = { valueBoolean: false };
const authored = { text: '2026-11-10', earliest: 20767, latest: 20767 };
const said = (text: string): Content => ({
  reference,
  date: '2026-11-10',
  text: `Attested: ${text}`,
});

describe('an attested trial of treatment', () => {
  test('stands beside coded treatment with all that is said of it', () => {
    const { treatments, outcomes } = attesting({
      'trial-of-treatment.start': day('2026-09-07'),
      'trial-of-treatment.end': day('2026-10-26'),
      'trial-of-treatment.outcome': code('failed'),
    });
    expect(treatments).toEqual([
      {
        kind: 'attested',
        providerDirected: true,
        start: { text: '2026-09-07', earliest: 20703, latest: 20703 },
        end: { text: '2026-10-26', earliest: 20752, latest: 20752 },
        ongoing: false,
        outcome: 'failed',
        reasons: [],
        authored,
        evidence: said('trial-of-treatment.start = 2026-09-07'),
      },
    ]);
    expect(outcomes).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, Content>>, Content]>([
    [
      'under way',
      { 'trial-of-treatment.start': day('2026-09-07'), 'trial-of-treatment.ongoing': yes },
      { start: '2026-09-07', ongoing: true, providerDirected: true },
    ],
    [
      'said to be under way and to have ended, has ended',
      { 'trial-of-treatment.end': day('2026-10-26'), 'trial-of-treatment.ongoing': yes },
      { end: '2026-10-26', ongoing: false, providerDirected: false },
    ],
    [
      'not under way',
      { 'trial-of-treatment.ongoing': no },
      { ongoing: false, providerDirected: false },
    ],
    [
      'directed by no provider',
      { 'trial-of-treatment.start': day('2026-09-07'), 'trial-of-treatment.provider-directed': no },
      { start: '2026-09-07', ongoing: false, providerDirected: false },
    ],
    [
      'that ended',
      { 'trial-of-treatment.end': day('2026-10-26') },
      { end: '2026-10-26', ongoing: false, providerDirected: false },
    ],
    [
      'directed by a provider, at no known time',
      { 'trial-of-treatment.provider-directed': yes },
      { ongoing: false, providerDirected: true },
    ],
  ])('%s', (_name, answers, expected) => {
    expect(
      attesting(answers).treatments.map(({ start, end, ongoing, providerDirected }) => ({
        start: start?.text,
        end: end?.text,
        ongoing,
        providerDirected,
      })),
    ).toEqual([expected]);
  });

  test('of which only the outcome is said is an outcome', () => {
    const { treatments, outcomes } = attesting({ 'trial-of-treatment.outcome': code('improved') });
    expect(treatments).toEqual([]);
    expect(outcomes).toEqual([
      {
        outcome: 'improved',
        reasons: [],
        regions: [],
        date: authored,
        authored,
        evidence: said('trial-of-treatment.outcome = improved'),
      },
    ]);
  });
});

describe('attested imaging', () => {
  const seen = (answers: Readonly<Record<string, Content>>): unknown[] =>
    attesting(answers).imaging.map(({ study, date, resultsAvailable, conclusions, ...rest }) => [
      study.cpt,
      date?.text,
      resultsAvailable,
      [...conclusions].join(),
      rest.evidence.date,
      rest.evidence.text,
      rest.authored?.text,
    ]);

  test.each([
    ['cervical', '72040'],
    ['thoracic', '72070'],
    ['lumbar', '72100'],
    ['sacrum-coccyx', '72220'],
    ['sacroiliac', '72202'],
    ['full-spine', '72082'],
  ])('a film of the region %s is the study %s', (region, cpt) => {
    expect(
      attesting({ 'plain-radiograph.region': code(region) }).imaging.map(({ study }) => study.cpt),
    ).toEqual([cpt]);
  });

  test.each([
    ['cervical', '72141'],
    ['thoracic', '72146'],
    ['lumbar', '72148'],
    ['sacrum-coccyx', '72195'],
    ['sacroiliac', '72195'],
  ])('an MRI of the region %s is the study %s', (region, cpt) => {
    expect(attesting({ 'mri.region': code(region) }).imaging.map(({ study }) => study.cpt)).toEqual(
      [cpt],
    );
  });

  test.each([
    'no-fracture',
    'fracture',
    'equivocal',
    'non-diagnostic',
    'fracture-acuity-indeterminate',
    'other',
  ])('a film that showed %s has that result', (result) => {
    expect(
      seen({
        'plain-radiograph.region': code('lumbar'),
        'plain-radiograph.date': day('2026-11-02'),
        'plain-radiograph.result': code(result),
      }),
    ).toEqual([
      [
        '72100',
        '2026-11-02',
        true,
        result,
        '2026-11-02',
        'Attested: X-ray lumbar spine, 2 or 3 views',
        '2026-11-10',
      ],
    ]);
  });

  test('a film without a result has none, and one without a day no day', () => {
    expect(seen({ 'plain-radiograph.region': code('lumbar') })).toEqual([
      [
        '72100',
        undefined,
        false,
        '',
        '2026-11-10',
        'Attested: X-ray lumbar spine, 2 or 3 views',
        '2026-11-10',
      ],
    ]);
  });

  test('a film or an MRI of no region is none', () => {
    expect(
      seen({
        'plain-radiograph.date': day('2026-11-02'),
        'plain-radiograph.result': code('no-fracture'),
        'mri.result': code('nondiagnostic'),
        'mri.date': day('2026-11-02'),
      }),
    ).toEqual([]);
  });

  test.each([
    ['nondiagnostic', true, 'non-diagnostic'],
    ['diagnostic', true, 'other'],
  ])('an MRI that was %s', (result, available, conclusion) => {
    expect(
      seen({
        'mri.result': code(result),
        'mri.region': code('lumbar'),
        'mri.date': day('2026-11-02'),
      }),
    ).toEqual([
      [
        '72148',
        '2026-11-02',
        available,
        conclusion,
        '2026-11-02',
        'Attested: MRI lumbar spine without contrast',
        '2026-11-10',
      ],
    ]);
  });

  test('an MRI without a result has none', () => {
    const { imaging } = attesting({ 'mri.region': code('lumbar') });
    expect(imaging.map((one) => [one.resultsAvailable, one.conclusions.size])).toEqual([
      [false, 0],
    ]);
  });

  test.each(['negative', 'positive'])(
    'a SPECT that was %s is of the day of the answer',
    (result) => {
      expect(seen({ 'spect.result': code(result) })).toEqual([
        [
          '78803',
          '2026-11-10',
          true,
          result,
          '2026-11-10',
          'Attested: SPECT, one area',
          '2026-11-10',
        ],
      ]);
    },
  );
});

describe('an attested examination', () => {
  test('documents each part that was examined, on its day', () => {
    const { examinations } = attesting({
      'neurological-examination.dermatomal-sensation': yes,
      'neurological-examination.motor': no,
      'neurological-examination.reflexes': yes,
      'neurological-examination.tension-signs': yes,
      'neurological-examination.date': day('2026-11-05'),
    });
    const date = { text: '2026-11-05', earliest: 20762, latest: 20762 };
    expect(examinations).toEqual(
      ['dermatomal-sensation', 'reflexes', 'tension-signs'].map((element) => ({
        element,
        date,
        authored,
        evidence: said(`neurological-examination.${element} = yes`),
      })),
    );
  });

  test('without a day is of the day of the answer', () => {
    const { examinations } = attesting({ 'neurological-examination.motor': yes });
    expect(examinations.map((one) => [one.element, one.date])).toEqual([['motor', authored]]);
  });

  test('is of the day that another form gives, unless that came after its answer', () => {
    const motor = response({ 'neurological-examination.motor': yes });
    const dated = (date: string): string | undefined => {
      const answers = { 'neurological-examination.date': day(date) };
      const other = response(answers, { id: 'q2', authored: '2026-11-15' });
      return chartOf(motor, other).examinations[0]?.date?.text;
    };
    expect(dated('2026-01-01')).toBe('2026-01-01');
    expect(dated('2026-11-12')).toBe('2026-11-10');
  });

  test('of strength has a grade of 0 to 5, with its onset and region where they are said', () => {
    const grade = 'red-flag.motor-grade';
    expect(attesting({ [grade]: { valueInteger: 3 } }).motorGrades).toEqual([
      { grade: 3, date: authored, regions: [], limb: {}, authored, evidence: said(`${grade} = 3`) },
    ]);
    expect(
      attesting({
        [grade]: { valueInteger: 0 },
        [`${grade}.onset`]: day('2026-11-05'),
        [`${grade}.region`]: code('lumbar'),
      }).motorGrades,
    ).toMatchObject([{ grade: 0, onset: { text: '2026-11-05' }, regions: ['lumbar'] }]);
    expect(attesting({ [grade]: { valueInteger: 5 } }).motorGrades).toHaveLength(1);
    for (const value of [6, -1, 3.5]) {
      const chart = attesting({ [grade]: { valueDecimal: value } });
      expect(chart.motorGrades).toEqual([]);
      expect(chart.unread.map((one) => one.text)).toEqual([
        `The answer to ${grade} is not a whole number of the scale`,
      ]);
    }
    expect(attesting({ [`${grade}.onset`]: day('2026-11-05') }).motorGrades).toEqual([]);
  });

  test('of pain has a score of 0 to 10', () => {
    const score = 'severe-radicular.pain-score';
    for (const value of [0, 8.5, 10]) {
      expect(attesting({ [score]: { valueDecimal: value } }).painScores).toEqual([
        { score: value, date: authored, authored, evidence: said(`${score} = ${value}`) },
      ]);
    }
    for (const value of [-0.1, 10.5]) {
      const chart = attesting({ [score]: { valueDecimal: value } });
      expect(chart.painScores).toEqual([]);
      expect(chart.unread.map((one) => one.text)).toEqual([
        `The answer to ${score} is not a number of the scale`,
      ]);
    }
  });
});

describe('attested surgery', () => {
  test('has its day, its region and its kind where they are said', () => {
    const surgery = {
      'spine-surgery.date': day('2024-02-02'),
      'spine-surgery.region': code('lumbar'),
      'spine-surgery.kind': code('fusion'),
    };
    expect(attesting(surgery).surgeries).toEqual([
      {
        kind: 'fusion',
        regions: ['lumbar'],
        date: { text: '2024-02-02', earliest: 19755, latest: 19755 },
        authored,
        evidence: said('spine-surgery.date = 2024-02-02'),
      },
    ]);
    expect(attesting({ 'spine-surgery.region': code('cervical') }).surgeries).toEqual([
      {
        kind: 'other',
        regions: ['cervical'],
        authored,
        evidence: said('spine-surgery.region = cervical'),
      },
    ]);
    expect(attesting({ 'spine-surgery.kind': code('discectomy') }).surgeries).toMatchObject([
      { kind: 'discectomy', regions: [], evidence: said('spine-surgery.kind = discectomy') },
    ]);
  });

  test('of the kind of an augmentation is dated to the minute', () => {
    const { surgeries } = attesting({
      'augmentation.performed': { valueDateTime: '2026-11-09T08:00:00Z' },
    });
    expect(surgeries).toEqual([
      {
        kind: 'augmentation',
        regions: [],
        date: {
          text: '2026-11-09',
          earliest: 20766,
          latest: 20766,
          instant: Date.parse('2026-11-09T08:00:00Z'),
        },
        authored,
        evidence: said('augmentation.performed = 2026-11-09'),
      },
    ]);
  });

  test.each([
    'anterior-initial',
    'anterior-revision-arthrodesis',
    'anterior-revision-deformity',
    'decompression',
    'fusion',
    'kyphoplasty',
    'other',
  ])('that is planned as %s', (kind) => {
    expect(attesting({ 'planned-surgery.kind': code(kind) }).plannedProcedures).toEqual([
      { kind, regions: [], authored, evidence: said(`planned-surgery.kind = ${kind}`) },
    ]);
  });

  test('that is planned has its day; a day alone plans nothing', () => {
    const date = { 'planned-surgery.date': day('2026-12-01') };
    expect(
      attesting({ ...date, 'planned-surgery.kind': code('fusion') }).plannedProcedures,
    ).toMatchObject([{ kind: 'fusion', date: { text: '2026-12-01' } }]);
    expect(attesting(date).plannedProcedures).toEqual([]);
  });
});

describe('an answer', () => {
  test.each<[string, Content, unknown, string]>([
    ['surgeon-request', yes, true, 'yes'],
    ['surgeon-request', no, false, 'no'],
    ['surgeon-request', { valueString: 'yes' }, true, 'yes'],
    ['surgeon-request', { valueCoding: { system: loinc, code: 'LA32-8' } }, false, 'no'],
    ['surgeon-request', { valueCoding: { system: sct, code: '373066001' } }, true, 'yes'],
    ['surgeon-request', { valueCoding: { code: 'N' } }, false, 'no'],
    ['red-flag.motor-grade', { valueInteger: 4 }, 4, '4'],
    ['severe-radicular.pain-score', { valueInteger: 7 }, 7, '7'],
    ['mri.region', { valueString: 'lumbar' }, 'lumbar', 'lumbar'],
  ])('%s %j is read as %s', (linkId, answer, value, text) => {
    const chart = attesting({ [linkId]: answer });
    expect(chart.attested(linkId)).toEqual({
      linkId,
      value,
      authored,
      evidence: said(`${linkId} = ${text}`),
    });
    expect(chart.unread).toEqual([]);
  });

  test.each([
    'episode.onset',
    'episode.change',
    'trial-of-treatment.start',
    'trial-of-treatment.end',
    'plain-radiograph.date',
    'mri.date',
    'neurological-examination.date',
    'red-flag.motor-grade.onset',
    'spine-surgery.date',
  ])('to %s is a date that is not ahead, and nothing else', (linkId) => {
    expect(attesting({ [linkId]: day('2026-10-01') }).attested(linkId)?.value).toMatchObject({
      text: '2026-10-01',
    });
    const none = [yes, { valueInteger: 3 }, { valueString: 'last week' }, day('2026-11-20')];
    for (const answer of none) {
      const chart = attesting({ [linkId]: answer });
      expect(chart.attested(linkId)).toBeUndefined();
      expect(chart.unread).toEqual([
        { reference, text: `The answer to ${linkId} is not a date of today or before` },
      ]);
    }
  });

  test('to planned-surgery.date is a date that may be ahead, and nothing else', () => {
    const linkId = 'planned-surgery.date';
    expect(attesting({ [linkId]: day('2026-12-24') }).attested(linkId)?.value).toMatchObject({
      text: '2026-12-24',
    });
    expect(attesting({ [linkId]: yes }).unread).toEqual([
      { reference, text: `The answer to ${linkId} is not a date` },
    ]);
  });

  test.each<[string, Content, string]>([
    ['surgeon-request', { valueString: 'perhaps' }, 'yes or no'],
    ['surgeon-request', { valueInteger: 1 }, 'yes or no'],
    ['augmentation.performed', yes, 'a date and time of today or before'],
    ['red-flag.motor-grade', { valueQuantity: { value: 3 } }, 'a whole number of the scale'],
    ['severe-radicular.pain-score', yes, 'a number of the scale'],
    ['mri.result', { valueString: 'fine' }, 'one of diagnostic, nondiagnostic'],
    ['mri.result', yes, 'one of diagnostic, nondiagnostic'],
    ['spect.result', { valueQuantity: { value: 1 } }, 'one of negative, positive'],
    ['trial-of-treatment.outcome', code('better'), 'one of failed, improved, resolved'],
    [
      'red-flag.motor-grade.region',
      code('full-spine'),
      'one of cervical, thoracic, lumbar, sacrum-coccyx, sacroiliac',
    ],
  ])('to %s that is %j is told to be no answer', (linkId, answer, expected) => {
    const chart = attesting({ [linkId]: answer });
    expect(chart.attested(linkId)).toBeUndefined();
    expect(chart.unread).toEqual([
      { reference, text: `The answer to ${linkId} is not ${expected}` },
    ]);
    expect(chart.dropped.get('attestation-unreadable')).toBe(1);
  });

  test('about a red flag that is not understood is of no day, and told to be none', () => {
    for (const [linkId, answer] of [
      ['red-flag.foot-drop', 'yes in 2012'],
      ['red-flag.cauda-equina', 'possible'],
      ['red-flag.motor-grade', 'weak'],
    ] as const) {
      const chart = attesting({ [linkId]: { valueString: answer } });
      expect(chart.attested(linkId)?.authored).toMatchObject({ text: '', earliest: 0 });
      expect(chart.unread).toHaveLength(1);
    }
    expect(attesting({ 'red-flag.motor-grade': { valueString: '2/5' } }).unread).toEqual([]);
  });

  test('of some day of a month gives way to one of a day of it, before or after', () => {
    const later = response(
      { 'surgeon-request': { valueBoolean: false } },
      { id: 'r', authored: '2026-11-12' },
    );
    const some = response({ 'surgeon-request': yes }, { authored: '2026-11' });
    for (const both of [
      [later, some],
      [some, later],
    ]) {
      expect(chartOf(...both).attested('surgeon-request')?.value).toBe(false);
    }
  });

  test.each(['2026-11', '2026-11-12'])(
    'that a red flag is there, of some time in %s, holds against a no of that time',
    (authored) => {
      const present = response({ 'red-flag.cauda-equina': yes }, { authored });
      const no = { 'red-flag.cauda-equina': { valueBoolean: false } };
      const absent = response(no, { id: 'r', authored: '2026-11-12T10:00:00Z' });
      const earlier = response({ 'red-flag.cauda-equina': yes }, { authored: '2026-10' });
      const dated = (...all: Content[]) => chartOf(...all).attested('red-flag.cauda-equina')?.value;
      expect([dated(present, absent), dated(absent, present)]).toEqual([true, true]);
      expect([dated(earlier, absent), dated(absent, earlier)]).toEqual([false, false]);
    },
  );

  test('that is unreadable shadows no earlier one', () => {
    const chart = chartOf(
      response({ 'surgeon-request': yes }),
      response(
        { 'surgeon-request': { valueString: 'perhaps' } },
        { id: 'r', authored: '2026-11-12' },
      ),
    );
    expect(chart.attested('surgeon-request')?.value).toBe(true);
  });

  test('without a value, or without a linkId, is none', () => {
    const chart = chartOf(
      response(
        {},
        { item: [{ linkId: 'surgeon-request', answer: [{ id: 'x' }] }, { answer: [yes] }] },
      ),
    );
    expect(chart.attested('surgeon-request')).toBeUndefined();
    expect(chart.unread).toEqual([]);
  });

  test('may stand below another answer', () => {
    const chart = chartOf(
      response(
        {},
        {
          item: [
            {
              linkId: 'preoperative-planning',
              answer: [{ ...yes, item: [{ linkId: 'surgeon-request', answer: [no] }] }],
            },
          ],
        },
      ),
    );
    expect(chart.attested('preoperative-planning')?.value).toBe(true);
    expect(chart.attested('surgeon-request')?.value).toBe(false);
  });

  test('is read twelve groups deep, and no deeper', () => {
    const nested = (depth: number): Content =>
      depth === 0
        ? { linkId: 'surgeon-request', answer: [yes] }
        : { linkId: 'group', item: [nested(depth - 1)] };
    const found = (depth: number): boolean =>
      chartOf(response({}, { item: [nested(depth)] })).attested('surgeon-request') !== undefined;
    expect([found(12), found(13)]).toEqual([true, false]);
  });

  test('of the same day: the resource named first holds; two answers of one item that differ are none', () => {
    const one = response({ 'surgeon-request': yes }, { id: 'a' });
    const other = response({ 'surgeon-request': no }, { id: 'b' });
    for (const chart of [chartOf(one, other), chartOf(other, one)]) {
      expect(chart.attested('surgeon-request')?.value).toBe(true);
    }
    const twice = (...answers: Content[]): unknown =>
      chartOf(response({}, { item: [{ linkId: 'surgeon-request', answer: answers }] })).attested(
        'surgeon-request',
      )?.value;
    expect([twice(yes, no), twice(no, yes)]).toEqual([undefined, undefined]);
    expect(twice(no, no)).toBe(false);
  });

  test('of a later time of the same day is newer', () => {
    const early = response(
      { 'surgeon-request': yes },
      { id: 'a', authored: '2026-11-10T08:00:00Z' },
    );
    const late = response({ 'surgeon-request': no }, { id: 'b', authored: '2026-11-10T09:00:00Z' });
    for (const chart of [chartOf(early, late), chartOf(late, early)]) {
      expect(chart.attested('surgeon-request')?.value).toBe(false);
    }
  });

  test('is cited in words that fit on a card', () => {
    const text = 'x'.repeat(200);
    const [told] = attesting({ [text]: { valueString: 'perhaps' } }).unread;
    expect(told?.text).toBe(`The answer to ${'x'.repeat(80)} is not yes or no`);
  });
});

test.each<[string, Content, boolean]>([
  ['amended', { status: 'amended' }, true],
  [
    'to the Questionnaire by its name alone',
    { questionnaire: 'Questionnaire/spine-imaging-documentation' },
    true,
  ],
  ['stopped', { status: 'stopped' }, false],
  ['to no Questionnaire', { questionnaire: undefined }, false],
  [
    'to one whose name only ends alike',
    { questionnaire: 'https://x/MyQuestionnaire/spine-imaging-documentation' },
    false,
  ],
  [
    'to one whose name only begins alike',
    { questionnaire: 'https://x/Questionnaire/spine-imaging-documentation-2' },
    false,
  ],
])('a response %s counts: %s', (_name, more, counts) => {
  const chart = chartOf(response({ 'surgeon-request': yes }, more));
  expect(chart.attested('surgeon-request') !== undefined).toBe(counts);
  const { dropped } = chart;
  expect((dropped.get('unused') ?? 0) + (dropped.get('not-done') ?? 0)).toBe(counts ? 0 : 1);
});

describe('where an answer came from', () => {
  const failed = (sources: readonly Content[]): Chart =>
    attesting({
      'trial-of-treatment.start': day('2026-09-07'),
      'trial-of-treatment.end': day('2026-10-26'),
      'trial-of-treatment.outcome': {
        ...code('failed'),
        extension: [
          {
            url: 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin',
            extension: sources,
          },
        ],
      },
    });
  const source = (valueCode: unknown): Content => ({ url: 'source', valueCode });

  test.each([['manual'], ['override']])('%s is a person', (value) => {
    expect(failed([source(value)]).treatments[0]?.outcome).toBe('failed');
  });

  test.each<[string, readonly Content[]]>([
    ['auto', [source('auto')]],
    ['auto-client', [source('auto-client')]],
    ['no source', []],
    ['a source that cannot be read', [{ url: [{}], valueCode: 'auto' }]],
    ['a source without a code', [source(undefined)]],
  ])('%s is nobody', (_name, sources) => {
    expect(failed(sources).treatments[0]?.outcome).toBeUndefined();
  });
});
