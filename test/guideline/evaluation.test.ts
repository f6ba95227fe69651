import { describe, expect, test } from 'vitest';
import {
  attestedCriterion,
  choice,
  composite,
  criterion,
  met,
} from '../../src/guideline/criterion.ts';
import { statementText } from '../../src/guideline/statement-text.ts';
import { inPersonEvaluation } from '../../src/spine-imaging/criteria/evaluation.ts';
import { neurologicalExamination } from '../../src/spine-imaging/criteria/neurological-examination.ts';
import { infant, youngChildOssification } from '../../src/spine-imaging/criteria/ossification.ts';
import {
  orderedRegions,
  plainRadiograph,
  radiographShows,
} from '../../src/spine-imaging/criteria/plain-radiograph.ts';
import {
  redFlagPresent,
  redFlagSelectsStudy,
} from '../../src/spine-imaging/criteria/red-flag-present.ts';
import { waivedBySettings } from '../../src/spine-imaging/criteria/waived-by-settings.ts';
import { newestPolicy } from '../../src/spine-imaging/loaded-policies.ts';
import { type Content, subject } from '../chart/support.ts';
import { asked, type CaseDefinition, caseOf, decided, report, response, visit } from './support.ts';

const chart = (...resources: Content[]): CaseDefinition => ({ resources });
const virtual = { class: { code: 'VR' } };
type Row = readonly [name: string, definition: CaseDefinition, expected: string];

describe('an evaluation in person', () => {
  const unknown = 'not-documented []';
  const undated = 'not-documented';
  test.each<Row>([
    ['none', {}, 'not-documented [] 2026-09-01'],
    [
      'on the day of onset',
      chart(visit('v', '2026-09-01')),
      'met [Encounter/v] 2026-09-01 2026-09-01',
    ],
    ['the day before', chart(visit('v', '2026-08-31')), 'not-documented [] 2026-09-01'],
    [
      'the last is cited',
      chart(visit('v', '2026-09-03'), visit('w', '2026-10-03')),
      'met [Encounter/w] 2026-10-03 2026-09-01',
    ],
    [
      'beside virtual ones',
      chart(visit('v', '2026-09-03'), visit('w', '2026-10-03', virtual)),
      'met [Encounter/v] 2026-09-03 2026-09-01',
    ],
    [
      'virtual ones alone',
      chart(visit('v', '2026-09-03', virtual), visit('w', '2026-10-03', virtual)),
      'not-met [Encounter/v, Encounter/w] 2026-09-01',
    ],
    [
      'virtual ones from before',
      chart(visit('v', '2026-08-03', virtual)),
      'not-documented [] 2026-09-01',
    ],
    ['of no day', chart(visit('v', undefined)), `${undated} [Encounter/v]`],
    [
      'of no day, beside virtual ones',
      chart(visit('v', undefined), visit('w', '2026-10-03', virtual)),
      `${undated} [Encounter/v]`,
    ],
    [
      'virtual ones of no day',
      chart(visit('v', undefined, virtual)),
      'not-documented [] 2026-09-01',
    ],
    [
      'some day of the month of onset',
      { onset: '2026-09-10', resources: [visit('v', '2026-09')] },
      `${undated} [Encounter/v]`,
    ],
    ['without a documented onset', { onset: null, resources: [visit('v', '2026-10-03')] }, unknown],
  ])('%s', (_name, definition, expected) => {
    expect(decided(inPersonEvaluation, definition)).toBe(expected);
  });

  test('without a documented onset, only that is asked for where a visit is dated', () => {
    const all = ['in-person-evaluation', 'episode.onset'];
    const asks = (...visits: Content[]) =>
      asked(inPersonEvaluation, { onset: null, resources: visits });
    expect(asks(visit('v', '2026-10-03'))).toEqual(['episode.onset']);
    expect([asks(), asks(visit('v', undefined)), asks(visit('v', '2026-10-03', virtual))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(inPersonEvaluation.asks).toEqual(all);
  });
});

describe('the neurological examination', () => {
  const item = (element: string): string => `neurological-examination.${element}`;
  const all = {
    [item('dermatomal-sensation')]: true,
    [item('motor')]: true,
    [item('reflexes')]: true,
  };
  const recorded = (name: string, day: string | undefined): Content => ({
    resourceType: 'Observation',
    id: name.toLowerCase(),
    status: 'final',
    subject,
    code: { text: name },
    valueString: 'normal',
    effectiveDateTime: day,
  });
  const cites = (count: number): string =>
    `[${Array.from({ length: count }, () => 'QuestionnaireResponse/q').join(', ')}]`;
  const complete = 'met';

  test.each<Row>([
    ['complete', chart(response(all)), `${complete} ${cites(3)}`],
    [
      'recorded and attested',
      chart(recorded('Reflexes', '2026-10-01'), response({ ...all, [item('reflexes')]: true })),
      `${complete} [QuestionnaireResponse/q, QuestionnaireResponse/q, Observation/reflexes]`,
    ],
    [
      'of the day of onset',
      chart(response({ ...all, [item('date')]: { valueDate: '2026-09-01' } })),
      `${complete} ${cites(3)}`,
    ],
    [
      'from before the episode',
      chart(response({ ...all, [item('date')]: { valueDate: '2026-08-31' } })),
      'not-documented []',
    ],
    ['without a part', chart(response({ [item('motor')]: true })), `not-documented ${cites(1)}`],
    [
      'a part of no day',
      chart(
        recorded('Reflexes', undefined),
        response({ [item('dermatomal-sensation')]: true, [item('motor')]: true }),
      ),
      `not-documented ${cites(2)}`,
    ],
    [
      'said not to be done',
      chart(response({ ...all, [item('reflexes')]: false })),
      `not-met ${cites(3)}`,
    ],
    [
      'two parts said not to be done',
      chart(response({ [item('motor')]: false, [item('reflexes')]: false })),
      `not-met ${cites(2)}`,
    ],
    [
      'recorded, and said not to be done',
      chart(recorded('Reflexes', '2026-10-01'), response({ [item('reflexes')]: false })),
      'not-documented [Observation/reflexes, QuestionnaireResponse/q]',
    ],
    [
      'without a documented onset',
      { onset: null, resources: [response(all)] },
      'not-documented []',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(neurologicalExamination, definition)).toBe(expected);
  });

  test.each<readonly [string, CaseDefinition, readonly string[]]>([
    [
      'the parts that are missing, and their day',
      chart(response({ [item('motor')]: true })),
      [item('dermatomal-sensation'), item('reflexes'), item('date')],
    ],
    [
      'nothing where they were not done',
      chart(response({ ...all, [item('reflexes')]: false })),
      [],
    ],
    [
      'the part in question',
      chart(recorded('Reflexes', '2026-10-01'), response({ [item('reflexes')]: false })),
      [item('reflexes')],
    ],
    [
      'the onset alone where all is dated',
      { onset: null, resources: [response(all)] },
      ['episode.onset'],
    ],
    [
      'the onset and what is not dated',
      {
        onset: null,
        resources: [recorded('Reflexes', undefined), response({ [item('motor')]: true })],
      },
      [item('dermatomal-sensation'), item('reflexes'), item('date'), 'episode.onset'],
    ],
  ])('asks for %s', (_name, definition, expected) => {
    expect(asked(neurologicalExamination, definition)).toEqual(expected);
  });
});

describe('the plain radiograph', () => {
  const radiograph = plainRadiograph(orderedRegions, ['radiculopathy-1']);
  const film = (day: string | undefined, more: Content = {}): Content =>
    report('r', '72100', day, 'No fracture.', more);
  const current = 'met';
  const open = 'not-documented';
  const old = 'not-met';
  const none = 'not-documented []';
  const unplaced = 'not-documented';
  const unfinished = { status: 'registered' };

  test.each<Row>([
    ['none', {}, none],
    ['on the day of onset', chart(film('2026-09-01')), `${current} [DiagnosticReport/r]`],
    ['the day before', chart(film('2026-08-31')), `${old} [DiagnosticReport/r] 2026-09-01`],
    [
      'before the complaint changed',
      { changed: '2026-10-01', resources: [film('2026-09-30')] },
      `${old} [DiagnosticReport/r] 2026-10-01`,
    ],
    ['of no day', chart(film(undefined)), `${open} [DiagnosticReport/r]`],
    [
      'some day of the month of onset',
      { onset: '2026-09-10', resources: [film('2026-09')] },
      `${open} [DiagnosticReport/r]`,
    ],
    ['without results', chart(film('2026-10-01', unfinished)), `${open} [DiagnosticReport/r]`],
    [
      'without results, from before',
      chart(film('2026-08-01', unfinished)),
      `${old} [DiagnosticReport/r] 2026-09-01`,
    ],
    ['of another region', chart(report('r', '72040', '2026-10-01', 'No fracture.')), none],
    ['that is no radiograph', chart(report('r', '72148', '2026-10-01', 'No fracture.')), none],
    [
      'old and current',
      chart(film('2026-10-01'), report('s', '72110', '2026-08-01', 'Normal.')),
      `${current} [DiagnosticReport/r]`,
    ],
    [
      'old and open',
      chart(film(undefined), report('s', '72110', '2026-08-01', 'Normal.')),
      `${open} [DiagnosticReport/r]`,
    ],
    [
      'without a documented onset',
      { onset: null, resources: [film('2026-10-01')] },
      `${unplaced} [DiagnosticReport/r]`,
    ],
    [
      'of a study that shows several regions',
      { study: '72195', resources: [report('r', '72220', '2026-10-01', 'Normal.')] },
      'met [DiagnosticReport/r]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(radiograph, definition)).toBe(expected);
  });

  test('without a documented onset, only that is asked for where the film is complete', () => {
    const asks = (...films: Content[]) => asked(radiograph, { onset: null, resources: films });
    expect(asks(film('2026-10-01'))).toEqual(['episode.onset']);
    expect([asks(film(undefined)), asks(film('2026-10-01', unfinished))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(asks(film('2026-10-01'), report('s', '72110', undefined, 'Normal.'))).toEqual([
      'episode.onset',
    ]);
    expect(asked(radiograph, chart(film(undefined)))).toBeUndefined();
  });

  const negative = radiographShows({
    id: 'negative',
    question: 'Is it negative?',
    statements: [],
    regions: orderedRegions,
    met: ['no-fracture'],
    notMet: ['fracture', 'equivocal'],
  });
  test.each<Row>([
    ['what is asked', chart(film('2026-10-01')), 'met [DiagnosticReport/r]'],
    [
      'otherwise',
      chart(report('r', '72100', '2026-10-01', 'Fracture of L1.')),
      'not-met [DiagnosticReport/r]',
    ],
    [
      'nothing of it',
      chart(report('r', '72100', '2026-10-01', 'Degenerative disease.')),
      'not-documented [DiagnosticReport/r]',
    ],
    [
      'both, on one day',
      chart(film('2026-10-01'), report('s', '72110', '2026-10-01', 'Fracture of L1.')),
      'not-documented [DiagnosticReport/r, DiagnosticReport/s]',
    ],
    [
      'what is asked, beside a film that says nothing of it',
      chart(film('2026-10-01'), report('s', '72110', '2026-10-01', 'Degenerative disease.')),
      'met [DiagnosticReport/r, DiagnosticReport/s]',
    ],
    [
      'otherwise, later',
      chart(film('2026-10-01'), report('s', '72110', '2026-10-02', 'Fracture of L1.')),
      'not-met [DiagnosticReport/s]',
    ],
    [
      'what is asked, in an old film',
      chart(film('2026-08-01')),
      `${old} [DiagnosticReport/r] 2026-09-01`,
    ],
    [
      'what is asked, beside an unfinished report',
      chart(film('2026-10-01'), report('s', '72110', '2026-10-02', 'Fracture of L1.', unfinished)),
      'met [DiagnosticReport/r]',
    ],
    ['nothing without a film', {}, none],
  ])('says %s', (_name, definition, expected) => {
    expect(decided(negative, definition)).toBe(expected);
  });

  test('no answer changes what a film says', () => {
    expect(asked(negative, chart(report('r', '72100', '2026-10-01', 'Fracture of L1.')))).toEqual(
      [],
    );
  });
});

describe('age for an ultrasound of the spinal canal', () => {
  const born = (birthDate: string | undefined): CaseDefinition =>
    chart({ resourceType: 'Patient', id: 'p1', birthDate });
  test.each<Row>([
    ['eleven months', born('2025-11-19'), 'met [Patient/p1]'],
    ['a year', born('2025-11-18'), 'not-met [Patient/p1]'],
    ['a year or less', born('2025'), 'not-met [Patient/p1]'],
    ['unknown', born(undefined), 'not-documented []'],
    [
      'as a payer reads it',
      { ...born('2024-11-19'), readings: { ultrasoundInfantBelowYears: 2 } },
      'met [Patient/p1]',
    ],
    ['whatever is attested', chart(response({ infant: true })), 'not-documented []'],
  ])('infant: %s', (_name, definition, expected) => {
    expect(decided(infant, definition)).toBe(expected);
  });

  const [child] = youngChildOssification.of;
  test.each<Row>([
    ['five', born('2020-11-19'), 'met [Patient/p1]'],
    ['six', born('2020-11-18'), 'not-met [Patient/p1]'],
    ['five or six', born('2020'), 'not-documented [Patient/p1]'],
    ['unknown', born(undefined), 'not-documented []'],
    ['whatever is attested', chart(response({ 'young-child': true })), 'not-documented []'],
  ])('young child: %s', (_name, definition, expected) => {
    if (child === undefined) throw new Error('no criterion');
    expect(decided(child, definition)).toBe(expected);
  });
});

describe('a red flag that waives', () => {
  const both = { redFlags: ['red-flag.aorta', 'red-flag.fracture'] };
  const aorta = { redFlags: ['red-flag.aorta'] };
  const none = 'not-met []';
  test('evaluation, trial and re-evaluation: any', () => {
    expect(decided(redFlagPresent, both)).toBe(
      'met [Observation/red-flag.aorta, Observation/red-flag.fracture]',
    );
    expect(decided(redFlagPresent)).toBe(none);
    expect(decided(redFlagPresent, chart(response({ 'red-flag': true })))).toBe(none);
  });

  test('the radiograph: one that selects the study', () => {
    expect(decided(redFlagSelectsStudy, both)).toBe('met [Observation/red-flag.fracture]');
    expect(decided(redFlagSelectsStudy, aorta)).toBe(none);
  });
});

test('a payer’s settings may waive what a section leaves open, and no answer may', () => {
  const waived = waivedBySettings({
    id: 'film.not-required',
    question: 'Does the payer waive the film?',
    statement: 'radiculopathy-1',
    isRequired: (readings) => readings.radiculopathyNeedsRadiograph,
  });
  expect(waived).toMatchObject({
    id: 'film.not-required',
    question: 'Does the payer waive the film?',
    statements: ['radiculopathy-1'],
    asks: [],
  });
  expect(decided(waived)).toBe('not-met []');
  expect(decided(waived, { readings: { radiculopathyNeedsRadiograph: false } })).toBe('met []');
  expect(decided(waived, chart(response({ 'film.not-required': true })))).toBe('not-met []');
});

describe('a criterion', () => {
  const definition = {
    id: 'x',
    question: 'Is it?',
    statements: ['s-1'],
    decide: () => met('It is'),
  };
  test('can be attested under its own id unless it says otherwise', () => {
    expect(criterion(definition).asks).toEqual(['x']);
    expect(criterion({ ...definition, attestable: false }).asks).toEqual([]);
    expect(criterion({ ...definition, asks: ['y'] }).asks).toEqual(['y']);
    expect(
      decided(criterion({ ...definition, attestable: false }), chart(response({ x: false }))),
    ).toBe('met []');
    expect(decided(criterion(definition), chart(response({ x: false })))).toBe(
      'not-met [QuestionnaireResponse/q]',
    );
    expect(decided(criterion(definition), chart(response({ x: true })))).toBe(
      'met [QuestionnaireResponse/q]',
    );
  });

  test('that no code carries is silent as it says', () => {
    expect(decided(attestedCriterion({ ...definition, silence: 'not-met' }))).toBe('not-met []');
    expect(decided(attestedCriterion({ ...definition, silence: 'not-documented' }))).toBe(
      'not-documented []',
    );
  });

  test('of several parts can be attested as a whole; a choice cannot', () => {
    const of = [criterion(definition)];
    expect(composite({ id: 'w', question: 'w?', statements: [], of }).asks).toEqual(['w']);
    expect(choice({ id: 'c', question: 'c?', statements: [], of }).asks).toEqual([]);
  });

  test('is not answered by an answer of another type', () => {
    const odd = caseOf(chart(response({ 'mri.result': { valueString: 'diagnostic' } })));
    expect(criterion({ ...definition, id: 'mri.result' }).decide(odd).summary).toBe('It is');
  });
});

test('the guideline’s sentences are found by id; another id is a bug', () => {
  expect(statementText(newestPolicy, 'syrinx-2')).toContain('annual imaging');
  expect(() => statementText(newestPolicy, 'syrinx-99')).toThrow(
    'no statement syrinx-99 in the guideline',
  );
});
