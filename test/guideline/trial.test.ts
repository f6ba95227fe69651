import { describe, expect, test } from 'vitest';
import type { GuidelineCriterion } from '../../src/guideline/criterion.ts';
import { evaluate } from '../../src/logic/evaluate.ts';
import { explain } from '../../src/logic/explain.ts';
import { clinicalReEvaluation } from '../../src/spine-imaging/criteria/evaluation.ts';
import { trialOfTreatment } from '../../src/spine-imaging/criteria/trial-of-treatment.ts';
import { type Content, concept, cpt, icd, sct, subject } from '../chart/support.ts';
import {
  asked,
  type CaseDefinition,
  caseOf,
  condition,
  decided,
  response,
  therapy,
  visit,
} from './support.ts';

/** The part of the trial that a question is about. */
function part(name: string): GuidelineCriterion {
  const found = trialOfTreatment.of.find(
    (one) => 'id' in one && one.id === `trial-of-treatment.${name}`,
  );
  if (found === undefined) throw new Error(`the trial has no part ${name}`);
  return found;
}
const directed = part('provider-directed');
const duration = part('duration');
const recent = part('recent');
const failed = part('failed');

const chart = (...resources: Content[]): CaseDefinition => ({ resources });
const selfTreatment = (start: string, end?: string): Content => ({
  resourceType: 'MedicationStatement',
  id: 'self',
  status: end === undefined ? 'active' : 'completed',
  subject,
  medicationCodeableConcept: { text: 'ibuprofen' },
  effectivePeriod: { start, ...(end === undefined ? {} : { end }) },
});
const underWay = (id: string, start: string): Content =>
  therapy(id, start, undefined, { status: 'in-progress' });
const unsuccessful = { outcome: concept(sct, '385671000') };
const successful = { outcome: concept(sct, '385669000') };

type Row = readonly [name: string, definition: CaseDefinition, expected: string];

describe('six weeks', () => {
  test.each<Row>([
    ['no treatment', {}, 'not-documented []'],
    [
      'exactly',
      chart(therapy('a', '2026-09-07', '2026-10-19')),
      'met [Procedure/a] 2026-09-07 2026-10-19',
    ],
    [
      'a day less',
      chart(therapy('a', '2026-09-07', '2026-10-18')),
      'not-met [Procedure/a] 2026-09-07 2026-10-18',
    ],
    [
      'whole weeks less',
      chart(therapy('a', '2026-09-07', '2026-10-05')),
      'not-met [Procedure/a] 2026-09-07 2026-10-05',
    ],
    [
      'not yet: under way',
      chart(underWay('a', '2026-11-04')),
      'not-met [Procedure/a] 2026-11-04 2026-11-18 2026-12-16',
    ],
    [
      'of treatment after treatment',
      chart(therapy('b', '2026-09-28', '2026-10-19'), therapy('a', '2026-09-07', '2026-09-27')),
      'met [Procedure/a, Procedure/b] 2026-09-07 2026-10-19',
    ],
    [
      'of treatment beside treatment',
      chart(therapy('a', '2026-09-07', '2026-10-19'), therapy('b', '2026-09-10', '2026-09-20')),
      'met [Procedure/a, Procedure/b] 2026-09-07 2026-10-19',
    ],
    [
      'of treatment with a day between',
      chart(therapy('a', '2026-09-07', '2026-09-26'), therapy('b', '2026-09-28', '2026-10-19')),
      'not-met [Procedure/b] 2026-09-28 2026-10-19',
    ],
    [
      'less what lies before the episode',
      { onset: '2026-09-14', resources: [therapy('a', '2026-09-07', '2026-10-19')] },
      'not-met [Procedure/a] 2026-09-14 2026-10-19',
    ],
    [
      'all before the episode',
      { onset: '2026-10-20', resources: [therapy('a', '2026-09-07', '2026-10-19')] },
      'not-met [Procedure/a]',
    ],
    [
      'up to the day of onset',
      { onset: '2026-10-19', resources: [therapy('a', '2026-09-07', '2026-10-19')] },
      'not-met [Procedure/a] 2026-10-19 2026-10-19',
    ],
    [
      'of a start that is not documented',
      chart(therapy('a', undefined, '2026-10-19')),
      'not-documented [Procedure/a]',
    ],
    [
      'of an end that is not documented',
      chart(therapy('a', '2026-09-07', undefined)),
      'not-documented [Procedure/a]',
    ],
    [
      'less, beside treatment without dates',
      chart(therapy('a', '2026-09-07', '2026-10-05'), therapy('b', undefined, undefined)),
      'not-documented [Procedure/a, Procedure/b]',
    ],
    ['between months', chart(therapy('a', '2026-09', '2026-10')), 'not-documented [Procedure/a]'],
    [
      'between months, whatever the days',
      { onset: '2026-06-01', resources: [therapy('a', '2026-07', '2026-10')] },
      'met [Procedure/a] 2026-07-31 2026-10-01',
    ],
    [
      'less between months, whatever the days',
      { onset: '2026-06-01', resources: [therapy('a', '2026-09-15', '2026-09')] },
      'not-met [Procedure/a] 2026-09-15 2026-09-01',
    ],
    [
      'without a documented onset',
      { onset: null, resources: [therapy('a', '2026-09-07', '2026-10-19')] },
      'not-documented [Procedure/a] 2026-09-07 2026-10-19',
    ],
    [
      'less, without a documented onset',
      { onset: null, resources: [therapy('a', '2026-09-07', '2026-10-18')] },
      'not-met [Procedure/a] 2026-09-07 2026-10-18',
    ],
    [
      'of the patient’s own treatment do not count',
      chart(selfTreatment('2026-09-07')),
      'not-documented []',
    ],
    [
      'planned beyond today count up to today',
      {
        onset: '2026-11-01',
        resources: [therapy('a', '2026-11-11', '2026-12-30', { status: 'in-progress' })],
      },
      'not-met [Procedure/a] 2026-11-11 2026-11-18 2026-12-23',
    ],
    [
      'as a payer reads it',
      { readings: { trialDays: 28 }, resources: [therapy('a', '2026-09-07', '2026-10-05')] },
      'met [Procedure/a] 2026-09-07 2026-10-05',
    ],
    [
      'with as many days between as a payer allows',
      {
        readings: { adjacentTreatmentGapDays: 2 },
        resources: [
          therapy('a', '2026-09-07', '2026-09-26'),
          therapy('b', '2026-09-28', '2026-10-19'),
        ],
      },
      'met [Procedure/a, Procedure/b] 2026-09-07 2026-10-19',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(duration, definition)).toBe(expected);
  });

  test('without a documented onset only that is asked for', () => {
    expect(
      asked(duration, { onset: null, resources: [therapy('a', '2026-09-07', '2026-10-19')] }),
    ).toEqual(['episode.onset']);
  });

  test('of several runs the complete and recent one, then the complete, then the longest, then the latest', () => {
    const run = (...resources: Content[]): string =>
      decided(duration, { onset: '2025-01-01', resources });
    const old = therapy('old', '2026-03-02', '2026-05-29');
    const whole = therapy('whole', '2026-08-03', '2026-09-14');
    const short = therapy('short', '2026-10-05', '2026-11-02');
    const shorter = therapy('shorter', '2026-11-06', '2026-11-13');
    expect(run(old, whole, short)).toContain('[Procedure/whole]');
    expect(run(short, whole, old)).toContain('[Procedure/whole]');
    expect(run(old, short)).toContain('[Procedure/old]');
    expect(run(short, shorter)).toContain('[Procedure/short]');
    const first = therapy('first', '2026-09-05', '2026-10-03');
    expect(run(short, first)).toContain('[Procedure/short]');
    const recentShort = therapy('recent', '2026-11-06', '2026-11-12');
    const longAgo = therapy('ago', '2026-05-04', '2026-05-25');
    expect(run(longAgo, recentShort)).toContain('[Procedure/recent]');
  });
});

describe('for this condition', () => {
  const reasoned = (code: string, more: Content = {}): CaseDefinition =>
    chart(therapy('a', '2026-09-07', '2026-10-19', { reasonCode: [concept(icd, code)], ...more }));
  const is = (definition: CaseDefinition): boolean =>
    decided(directed, definition).startsWith('met');

  test.each<[string, CaseDefinition, boolean]>([
    ['no stated reason', chart(therapy('a', '2026-09-07', '2026-10-19')), true],
    ['the same condition', reasoned('M54.16'), true],
    ['another condition of the region', reasoned('M54.50'), true],
    ['a condition of another region', reasoned('M54.2'), false],
    ['a reason that maps to nothing', reasoned('M17.11'), false],
    [
      'one of several reasons',
      chart(
        therapy('a', '2026-09-07', '2026-10-19', {
          reasonCode: [concept(icd, 'M17.11'), concept(icd, 'M54.16')],
        }),
      ),
      true,
    ],
    [
      'the same condition of an unknown region',
      {
        order: { reasonCode: [concept(sct, '76107001')] },
        resources: [
          therapy('a', '2026-09-07', '2026-10-19', { reasonCode: [concept(sct, '76107001')] }),
        ],
      },
      true,
    ],
    [
      'another condition of an unknown region',
      {
        order: { reasonCode: [concept(icd, 'M54.16')] },
        resources: [
          therapy('a', '2026-09-07', '2026-10-19', { reasonCode: [concept(sct, '76107001')] }),
        ],
      },
      false,
    ],
  ])('%s', (_name, definition, expected) => {
    expect(is(definition)).toBe(expected);
  });
});

describe('directed by a provider', () => {
  const item = 'trial-of-treatment.provider-directed';
  test.each<Row>([
    ['nothing', {}, 'not-documented []'],
    ['so', chart(therapy('a', '2026-09-07', '2026-10-19')), 'met [Procedure/a]'],
    ['the patient’s own', chart(selfTreatment('2026-09-07')), 'not-met [MedicationStatement/self]'],
    [
      'attested as not so, whatever is recorded',
      chart(therapy('a', '2026-09-07', '2026-10-19'), response({ [item]: false })),
      'not-documented [Procedure/a, QuestionnaireResponse/q]',
    ],
    ['attested as so', chart(response({ [item]: true })), 'met [QuestionnaireResponse/q]'],
    [
      'attested as not so, and nothing recorded',
      chart(response({ [item]: false, 'trial-of-treatment.start': { valueDate: '2026-09-07' } })),
      'not-met [QuestionnaireResponse/q]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(directed, definition)).toBe(expected);
  });

  test('cites eight of many', () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      therapy(`t${10 + at}`, '2026-09-07', '2026-10-19'),
    );
    const eight = ['t10', 't11', 't12', 't13', 't14', 't15', 't16', 't17']
      .map((id) => `Procedure/${id}`)
      .join(', ');
    expect(decided(directed, chart(...many))).toContain(`[${eight}]`);
    expect(decided(directed, chart(...many, response({ [item]: false })))).toContain(
      `[${eight}, QuestionnaireResponse/q]`,
    );
    const own = many.map(
      (_, at): Content => ({ ...selfTreatment('2026-09-07'), id: `s${10 + at}` }),
    );
    expect(decided(directed, chart(...own))).toMatch(/s17\]$/);
  });
});

describe('within twelve weeks', () => {
  test.each<Row>([
    ['no treatment', {}, 'not-documented []'],
    [
      'an end that is not documented',
      chart(therapy('a', '2026-09-07', undefined)),
      'not-documented [Procedure/a]',
    ],
    ['under way', chart(underWay('a', '2026-09-07')), 'met [Procedure/a]'],
    ['until today', chart(therapy('a', '2026-09-07', '2026-11-18')), 'met [Procedure/a]'],
    [
      '84 days ago',
      { onset: '2026-01-01', resources: [therapy('a', '2026-06-01', '2026-08-26')] },
      'met [Procedure/a] 2026-08-26',
    ],
    [
      '85 days ago',
      { onset: '2026-01-01', resources: [therapy('a', '2026-06-01', '2026-08-25')] },
      'not-met [Procedure/a] 2026-08-25',
    ],
    [
      'in a month on which it depends',
      { onset: '2026-01-01', resources: [therapy('a', '2026-06-01', '2026-08')] },
      'not-documented [Procedure/a]',
    ],
    [
      'as a payer reads it',
      {
        onset: '2026-01-01',
        readings: { trialRecentDays: 91 },
        resources: [therapy('a', '2026-06-01', '2026-08-25')],
      },
      'met [Procedure/a] 2026-08-25',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(recent, definition)).toBe(expected);
  });
});

describe('treatments side by side', () => {
  test('are under way while one of them is', () => {
    const [going, over] = [underWay('a', '2026-09-07'), therapy('b', '2026-09-10', '2026-09-20')];
    const both = 'met [Procedure/a, Procedure/b]';
    expect(decided(recent, chart(going, over))).toBe(both);
    const [first, second] = [therapy('a', '2026-09-07', '2026-09-20'), underWay('b', '2026-09-10')];
    expect(decided(recent, chart(first, second))).toBe(both);
    expect(decided(recent, chart(first, over))).toBe('met [Procedure/a, Procedure/b] 2026-09-20');
  });

  test('are cited by their start, then by their end, then by their reference', () => {
    const order = decided(
      directed,
      chart(
        therapy('c', '2026-09-08', '2026-09-20'),
        therapy('b', '2026-09-07', '2026-09-20'),
        therapy('a', '2026-09-08', '2026-09-20'),
      ),
    );
    expect(order).toContain('[Procedure/b, Procedure/a, Procedure/c]');
    const run = decided(duration, {
      onset: '2026-09-10',
      resources: [
        therapy('c', '2026-09-01', '2026-10-20'),
        therapy('b', '2026-09-02', '2026-09-20'),
        therapy('a', '2026-09-03', '2026-09-20'),
      ],
    });
    expect(run).toContain('[Procedure/a, Procedure/b, Procedure/c]');
  });

  test('of the patient’s own count neither as undated nor as over', () => {
    const undated: Content = { ...selfTreatment('2026-09-07', ''), status: 'completed' };
    const none = 'not-documented []';
    expect(decided(duration, chart(undated))).toBe(none);
    expect(decided(duration, chart(selfTreatment('2026-08-01', '2026-08-20')))).toBe(none);
  });
});

describe('failed', () => {
  const goal = (id: string, code: string, day?: string): Content => ({
    resourceType: 'Goal',
    id,
    lifecycleStatus: 'active',
    subject,
    description: { text: 'Less pain' },
    achievementStatus: concept('http://terminology.hl7.org/CodeSystem/goal-achievement', code),
    ...(day === undefined ? {} : { statusDate: day }),
  });
  const knee = condition('knee', 'M17.11');
  const goalFor = (...conditions: string[]): Content => ({
    ...goal('g', 'not-achieved', '2026-10-28'),
    addresses: conditions.map((id) => ({ reference: `Condition/${id}` })),
  });
  const attested = (outcome: string, more: Readonly<Record<string, Content>> = {}): Content =>
    response({ 'trial-of-treatment.outcome': { valueString: outcome }, ...more });
  const open = 'not-documented []';
  const contradictory = 'not-documented';
  const improved = 'not-met';
  const yes = 'met';

  test.each<Row>([
    ['no treatment', {}, open],
    ['no outcome', chart(therapy('a', '2026-09-07', '2026-10-19')), open],
    [
      'without success',
      chart(therapy('a', '2026-09-07', '2026-10-19', unsuccessful)),
      `${yes} [Procedure/a]`,
    ],
    [
      'with success',
      chart(therapy('a', '2026-09-07', '2026-10-19', successful)),
      `${improved} [Procedure/a]`,
    ],
    [
      'the newest holds: success, then none',
      chart(
        therapy('a', '2026-09-07', '2026-09-30', successful),
        therapy('b', '2026-09-30', '2026-10-19', unsuccessful),
      ),
      `${yes} [Procedure/b]`,
    ],
    [
      'the newest holds: none, then success',
      chart(
        therapy('a', '2026-09-07', '2026-09-30', unsuccessful),
        therapy('b', '2026-09-30', '2026-10-19', successful),
      ),
      `${improved} [Procedure/b]`,
    ],
    [
      'two of one day that disagree',
      chart(
        therapy('a', '2026-09-07', '2026-10-19', unsuccessful),
        therapy('b', '2026-09-30', '2026-10-19', successful),
      ),
      `${contradictory} [Procedure/a, Procedure/b]`,
    ],
    [
      'under way is of today',
      chart(
        therapy('a', '2026-09-07', '2026-10-19', successful),
        therapy('b', '2026-09-30', undefined, { ...unsuccessful, status: 'in-progress' }),
      ),
      `${yes} [Procedure/b]`,
    ],
    [
      'a failure of no day says nothing',
      chart(therapy('a', '2026-09-07', '2026-10-19', successful), goal('g', 'no-change')),
      `${improved} [Procedure/a]`,
    ],
    [
      'one of no day that says "improving" stays a doubt',
      chart(therapy('a', '2026-09-07', '2026-10-19', unsuccessful), goal('g', 'improving')),
      `${contradictory} [Procedure/a, Goal/g]`,
    ],
    [
      'a goal since',
      chart(therapy('a', '2026-09-07', '2026-10-19'), goal('g', 'no-change', '2026-10-28')),
      `${yes} [Goal/g]`,
    ],
    [
      'a goal for a knee',
      chart(knee, therapy('a', '2026-09-07', '2026-10-19'), goalFor('knee')),
      open,
    ],
    [
      'a goal for a knee and for something that is not on the chart',
      chart(knee, therapy('a', '2026-09-07', '2026-10-19'), goalFor('knee', 'x')),
      open,
    ],
    [
      'a goal for the neck',
      chart(condition('neck', 'M54.2'), therapy('a', '2026-09-07', '2026-10-19'), goalFor('neck')),
      open,
    ],
    [
      'a goal for a knee and the back',
      chart(
        knee,
        condition('back', 'M54.16'),
        therapy('a', '2026-09-07', '2026-10-19'),
        goalFor('knee', 'back'),
      ),
      `${yes} [Goal/g]`,
    ],
    [
      'a goal on the first day',
      chart(therapy('a', '2026-09-07', '2026-10-19'), goal('g', 'achieved', '2026-09-07')),
      `${improved} [Goal/g]`,
    ],
    [
      'a goal from before',
      chart(therapy('a', '2026-09-07', '2026-10-19'), goal('g', 'achieved', '2026-09-06')),
      open,
    ],
    [
      'a goal without dated treatment',
      chart(therapy('a', undefined, undefined), goal('g', 'achieved', '2026-10-01')),
      `${improved} [Goal/g]`,
    ],
    [
      'a goal without dated treatment, from before the episode',
      chart(therapy('a', undefined, undefined), goal('g', 'achieved', '2026-01-01')),
      open,
    ],
    [
      'of treatment without dates',
      chart(therapy('a', undefined, undefined, unsuccessful)),
      `${yes} [Procedure/a]`,
    ],
    [
      'attested beside recorded treatment',
      chart(therapy('a', '2026-09-07', '2026-10-19'), attested('failed')),
      `${yes} [QuestionnaireResponse/q]`,
    ],
    [
      'attested of a trial that another run surpasses',
      chart(
        therapy('a', '2026-09-07', '2026-10-19'),
        attested('failed', {
          'trial-of-treatment.start': { valueDate: '2026-11-01' },
          'trial-of-treatment.end': { valueDate: '2026-11-08' },
        }),
      ),
      `${yes} [QuestionnaireResponse/q]`,
    ],
    [
      'attested of the very trial counts once',
      chart(
        attested('improved', {
          'trial-of-treatment.start': { valueDate: '2026-09-07' },
          'trial-of-treatment.end': { valueDate: '2026-10-19' },
        }),
      ),
      `${improved} [QuestionnaireResponse/q]`,
    ],
    [
      'attested later than a recorded success',
      chart(
        therapy('a', '2026-09-07', '2026-10-19', successful),
        attested('failed', {
          'trial-of-treatment.start': { valueDate: '2026-09-07' },
          'trial-of-treatment.end': { valueDate: '2026-10-19' },
        }),
      ),
      `${yes} [QuestionnaireResponse/q]`,
    ],
    [
      'of a run that another surpasses',
      chart(
        therapy('a', '2026-09-07', '2026-10-19'),
        therapy('b', '2026-11-01', '2026-11-08', unsuccessful),
      ),
      open,
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(failed, definition)).toBe(expected);
  });
});

describe('the trial as a whole', () => {
  const whole = therapy('a', '2026-09-07', '2026-10-19', unsuccessful);
  test.each<Row>([
    ['without a record', {}, 'not-documented []'],
    [
      'complete, recent and failed',
      chart(whole),
      'met [Procedure/a] 2026-09-07 2026-10-19 2026-10-19',
    ],
    [
      'attested where nothing is recorded',
      chart(response({ 'trial-of-treatment': true })),
      'met [QuestionnaireResponse/q]',
    ],
    [
      'denied, whatever is recorded',
      chart(whole, response({ 'trial-of-treatment': false })),
      'not-documented [Procedure/a, QuestionnaireResponse/q] 2026-09-07 2026-10-19 2026-10-19',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(trialOfTreatment, definition)).toBe(expected);
  });
});

describe('re-evaluation', () => {
  const since = (...visits: Content[]): string =>
    decided(clinicalReEvaluation, chart(therapy('a', '2026-09-07', '2026-10-26'), ...visits));

  test('after the trial had its six weeks, even where it went on', () => {
    expect(since(visit('v', '2026-10-19'))).toBe('met [Encounter/v] 2026-10-19');
    expect(since(visit('v', '2026-10-18'))).toBe('not-documented [] 2026-10-19');
    expect(since(visit('v', undefined))).toBe('not-documented [] 2026-10-19');
  });

  test('after a trial that ended sooner', () => {
    const short = chart(therapy('a', '2026-09-07', '2026-09-21'), visit('v', '2026-09-21'));
    expect(decided(clinicalReEvaluation, short)).toBe('met [Encounter/v] 2026-09-21');
  });

  test('by whatever contact; the last is cited', () => {
    expect(
      since(visit('v', '2026-10-20'), visit('w', '2026-10-28', { class: { code: 'VR' } })),
    ).toBe('met [Encounter/w] 2026-10-28');
  });

  test('after the longest treatment, whoever directed it', () => {
    const own = selfTreatment('2026-09-07', '2026-10-26');
    const seen = visit('v', '2026-10-10');
    expect(
      decided(clinicalReEvaluation, chart(own, therapy('a', '2026-09-07', '2026-09-21'), seen)),
    ).toBe('not-documented [] 2026-10-19');
    expect(decided(clinicalReEvaluation, chart(own, visit('v', '2026-10-19')))).toBe(
      'met [Encounter/v] 2026-10-19',
    );
  });

  test('after the longest of several, the latest of equally long ones', () => {
    const found = (seen: string, ...treatments: Content[]): string =>
      decided(clinicalReEvaluation, chart(...treatments, visit('v', seen)));
    const long = therapy('a', '2026-09-07', '2026-10-26');
    expect(found('2026-10-19', long, therapy('b', '2026-11-05', '2026-11-12'))).toMatch(/^met/);
    const second = found(
      '2026-10-01',
      therapy('a', '2026-09-07', '2026-09-14'),
      therapy('b', '2026-09-28', '2026-11-09'),
    );
    expect(second).toBe('not-documented [] 2026-11-09');
    const equal = found(
      '2026-10-01',
      therapy('a', '2026-09-07', '2026-09-21'),
      therapy('b', '2026-10-05', '2026-10-19'),
    );
    expect(equal).toBe('not-documented [] 2026-10-19');
  });

  test('after nothing', () => {
    expect(decided(clinicalReEvaluation, chart(visit('v', '2026-11-01')))).toBe(
      'not-documented []',
    );
    expect(
      decided(
        clinicalReEvaluation,
        chart(visit('v', '2026-11-01'), therapy('a', '2026-09-07', undefined)),
      ),
    ).toBe('not-documented []');
  });
});

test('a trial that is met is told as a whole; of one that is not, what is missing', () => {
  const told = (...treatments: Content[]): string[] =>
    explain(evaluate(trialOfTreatment, caseOf(chart(...treatments)), new Map())).map(
      ({ id }) => id,
    );
  const trial = therapy('a', '2026-09-07', '2026-10-19', unsuccessful);
  expect(told(trial)).toEqual(['trial-of-treatment']);
  expect(told(therapy('a', '2026-09-07', '2026-10-19'))).toEqual([
    'trial-of-treatment',
    'trial-of-treatment.failed',
  ]);
});

test('an ordered therapy counts like one that was performed', () => {
  const ordered: Content = {
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    intent: 'order',
    subject,
    code: concept(cpt, '97110'),
    occurrencePeriod: { start: '2026-10-07' },
  };
  expect(decided(duration, chart(ordered))).toBe('met [ServiceRequest/s] 2026-10-07 2026-11-18');
});
