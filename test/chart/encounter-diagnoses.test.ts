import { describe, expect, test } from 'vitest';
import { chartDate } from '../../src/chart/dates.ts';
import { spokenInEpisode } from '../../src/chart/spoken-in-episode.ts';
import { activeFact } from '../../src/spine-imaging/red-flags/red-flag.ts';
import { caseOf } from '../guideline/support.ts';
import { type Content, chartOf, concept, icd, status, subject } from './support.ts';

const diagnosis = (more: Content, code = 'G83.4'): Content => ({
  resourceType: 'Condition',
  id: 'd',
  subject,
  code: concept(icd, code),
  category: [status('encounter-diagnosis')],
  ...more,
});

const isCurrent = (...resources: Content[]): boolean | undefined =>
  chartOf(...resources).conditions[0]?.current;

describe('a diagnosis of an encounter, without status and onset (reading A62)', () => {
  test('is current within twelve weeks of its day', () => {
    expect(isCurrent(diagnosis({ recordedDate: '2026-08-26' }))).toBe(true);
    expect(isCurrent(diagnosis({ recordedDate: '2026-08-25' }))).toBe(false);
  });

  test('is dated by its encounter, whichever comes first', () => {
    const visit = (start: string): Content => ({
      resourceType: 'Encounter',
      id: 'v',
      subject,
      status: 'finished',
      period: { start },
    });
    const one = diagnosis({ encounter: { reference: 'Encounter/v' }, category: undefined });
    expect(isCurrent(one, visit('2026-11-01'))).toBe(true);
    expect(isCurrent(visit('2019-03-04'), one)).toBe(false);
  });

  test('of an older day is current again in an episode that reaches back to it', () => {
    const chart = chartOf(diagnosis({ recordedDate: '2026-06-01' }, 'M54.16'));
    const at = (start: string): boolean | undefined =>
      spokenInEpisode(chart, chartDate(start)).conditionsOf('lumbar-radiculopathy')[0]?.current;
    expect(at('2026-05-01')).toBe(true);
    expect(at('2026-07-01')).toBe(false);
  });

  test.each(['M45.9', 'Z95.0', 'M81.0', 'C50.911'])(
    '%s is what a person keeps, however old',
    (code) => {
      expect(isCurrent(diagnosis({ recordedDate: '2019-03-04' }, code))).toBe(true);
    },
  );

  test('without any date prompts and supports nothing', () => {
    const subjectOf = caseOf({ resources: [diagnosis({})] });
    const finding = activeFact(
      subjectOf,
      'cauda-equina-syndrome',
      'red-flag.cauda-equina',
      'cauda equina syndrome',
    );
    expect(finding.value).toBe('not-documented');
  });

  test('that the problem list holds as active stays so', () => {
    expect(
      isCurrent(diagnosis({ recordedDate: '2019-03-04', clinicalStatus: status('active') })),
    ).toBe(true);
  });
});

describe('a fracture code of the initial encounter', () => {
  const fracture = (code: string, recordedDate: string): Content => ({
    ...diagnosis({ recordedDate, clinicalStatus: status('active'), category: undefined }, code),
  });

  test('tells of that encounter, though it still stands as active', () => {
    expect(isCurrent(fracture('S32.010A', '2026-11-10'))).toBe(true);
    expect(isCurrent(fracture('S32.010A', '2024-02-03'))).toBe(false);
    expect(isCurrent(fracture('S12.500B', '2024-02-03'))).toBe(false);
  });
});
