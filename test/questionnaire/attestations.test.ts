import type {
  Condition,
  QuestionnaireResponse,
  QuestionnaireResponseItemAnswer,
  Resource,
} from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { OrderReview } from '../../src/assessment/types.ts';
import { neededItems } from '../../src/questionnaire/needed-items.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { responseWith } from '../support/answers.ts';
import { reviewOf } from '../support/reviews.ts';

const patient = { reference: 'Patient/p1' };
const order = 'ServiceRequest/mri-1';
const asOf = new Date('2026-11-18T15:00:00Z');

function vignette(name: string): Vignette {
  const found = allVignettes().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vignette ${name}`);
  return found;
}

type Answers = Readonly<Record<string, QuestionnaireResponseItemAnswer>>;

function response(
  answers: Answers,
  changes: Partial<QuestionnaireResponse> = {},
): QuestionnaireResponse {
  return responseWith(new Map(Object.entries(answers)), 'p1', asOf, changes);
}

function review(name: string, ...more: readonly Resource[]): OrderReview {
  return reviewOf(vignette(name), order, more);
}

function findingOf({ assessment }: OrderReview, id: string) {
  return assessment.criteria.find((criterion) => criterion.id === id);
}

/** The one fact that the order of `lumbar-radiculopathy/no-radiograph` lacks. */
const film: Answers = {
  'plain-radiograph.date': { valueDate: '2026-09-05' },
  'plain-radiograph.region': { valueCoding: { code: 'lumbar' } },
  'plain-radiograph.result': { valueCoding: { code: 'no-fracture' } },
};
const lacking = 'lumbar-radiculopathy/no-radiograph';

describe('a response counts', () => {
  const url =
    'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation';

  test.each<readonly [string, Partial<QuestionnaireResponse>]>([
    ['as it is', {}],
    ['amended', { status: 'amended' }],
    ['with the version of the Questionnaire', { questionnaire: `${url}|2026.1` }],
    ['from another base', { questionnaire: 'Questionnaire/spine-imaging-documentation' }],
    ['on the day of the episode’s start', { authored: '2026-09-01' }],
    [
      'about the patient by an absolute reference',
      { subject: { reference: 'https://ehr.example/fhir/Patient/p1' } },
    ],
  ])('%s', (_name, changes) => {
    expect(review(lacking, response(film, changes)).assessment.determination).toBe('supported');
  });

  test('with its items in groups, and below other answers', () => {
    const [date, region, result] = response(film).item ?? [];
    if (date === undefined || region === undefined || result === undefined) throw new Error();
    const nested: QuestionnaireResponse['item'] = [
      { linkId: 'group.imaging', item: [date, { linkId: 'group.more', item: [region] }] },
      { linkId: 'anything', answer: [{ valueBoolean: true, item: [result] }] },
    ];
    const given = review(lacking, response({}, { item: nested }));
    expect(given.assessment.determination).toBe('supported');
  });

  test('item by item, the newest first', () => {
    const older = response(film, { id: 'older', authored: '2026-11-01T10:00:00Z' });
    const newer = response(
      { 'plain-radiograph.date': { valueDate: '2020-01-01' } },
      { id: 'newer', authored: '2026-11-02T10:00:00Z' },
    );
    for (const both of [
      [older, newer],
      [newer, older],
    ]) {
      expect(findingOf(review(lacking, ...both), 'plain-radiograph')?.finding).toBe('not-met');
    }
    const corrected = response(
      { 'plain-radiograph.date': { valueDate: '2026-09-06' } },
      { id: 'newest', authored: '2026-11-03T10:00:00Z' },
    );
    const given = review(lacking, corrected, newer, older);
    expect(given.assessment.determination).toBe('supported');
  });
});

describe('a response never counts', () => {
  const before = review(lacking);

  test.each<readonly [string, Partial<QuestionnaireResponse>]>([
    ['of another patient', { subject: { reference: 'Patient/p2' } }],
    ['of nobody', { subject: {} }],
    ['to another Questionnaire', { questionnaire: 'https://payer.example/Questionnaire/intake' }],
    [
      'to one whose name only ends alike',
      { questionnaire: 'https://payer.example/MyQuestionnaire/spine-imaging-documentation' },
    ],
    ['older than the episode', { authored: '2026-08-31' }],
    ['of a month that began before the episode’s day', { authored: '2026-08' }],
    ['still in progress', { status: 'in-progress' }],
    ['stopped', { status: 'stopped' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['of the future', { authored: '2026-11-19T10:00:00Z' }],
  ])('%s', (_name, changes) => {
    const given = review(lacking, response(film, changes));
    expect(given.assessment).toEqual(before.assessment);
    expect(neededItems(given)).toEqual(neededItems(before));
  });

  test('without a date', () => {
    const { authored: _authored, ...undated } = response(film);
    expect(review(lacking, undated).assessment).toEqual(before.assessment);
  });

  test('where it is older than the episode, not even for what plans or excludes', () => {
    const old = response(
      { 'stimulator-planned': { valueBoolean: true }, 'surveillance-only': { valueBoolean: true } },
      { authored: '2026-08-01' },
    );
    const supported = 'lumbar-radiculopathy/everything-documented';
    expect(review(supported, old).assessment).toEqual(review(supported).assessment);
  });
});

describe('an attested red flag', () => {
  const grade: Answers = {
    'red-flag.motor-grade': { valueInteger: 2 },
    'red-flag.motor-grade.region': { valueCoding: { code: 'lumbar' } },
  };
  const onset = (day: string): Answers => ({ 'red-flag.motor-grade.onset': { valueDate: day } });
  const untreated = 'lumbar-radiculopathy/no-treatment-at-all';

  test('never supports without its date', () => {
    const given = review(untreated, response(grade));
    expect(given.assessment.determination).toBe('prerequisites-missing');
    expect(given.redFlags).toEqual([]);
    expect(neededItems(given)).toContain('red-flag.motor-grade.onset');
    expect(neededItems(given)).not.toContain('red-flag.motor-grade');
  });

  test('never supports with a date from before the episode', () => {
    const given = review(untreated, response({ ...grade, ...onset('2026-03-01') }));
    expect(given.assessment.determination).toBe('prerequisites-missing');
  });

  test('supports with its date in the episode', () => {
    const given = review(untreated, response({ ...grade, ...onset('2026-11-15') }));
    expect(given.assessment).toMatchObject({
      determination: 'supported',
      decidedBy: 'red-flag.motor-grade',
    });
  });

  test('gives way to a newer measurement, and holds against an older one', () => {
    const measured = (id: string, day: string): Resource => {
      const observation = {
        resourceType: 'Observation',
        id,
        status: 'final',
        subject: patient,
        code: { text: 'Motor strength' },
        bodySite: { text: 'lumbar spine' },
        effectiveDateTime: day,
        valueQuantity: { value: 5 },
      };
      return observation;
    };
    const attested = response(
      { ...grade, ...onset('2026-11-10') },
      { authored: '2026-11-12T10:00:00Z' },
    );
    const newer = review(untreated, attested, measured('strength-2', '2026-11-14'));
    expect(newer.redFlags).toEqual([]);
    const older = review(untreated, attested, measured('strength-1', '2026-11-08'));
    expect(older.redFlags.map(({ id }) => id)).toContain('red-flag.motor-grade');
  });
});

describe('an answer of the wrong kind', () => {
  test.each<readonly [string, Answers, string]>([
    ['a yes for a date', { 'plain-radiograph.date': { valueBoolean: true } }, 'a date'],
    ['a text for a date', { 'plain-radiograph.date': { valueString: 'last week' } }, 'a date'],
    ['an unknown code', { 'plain-radiograph.result': { valueCoding: { code: 'fine' } } }, 'one of'],
    ['a text for a yes', { 'in-person-evaluation': { valueString: 'perhaps' } }, 'yes or no'],
    ['a grade beyond the scale', { 'red-flag.motor-grade': { valueInteger: 9 } }, 'a whole number'],
    ['half a grade', { 'red-flag.motor-grade': { valueDecimal: 2.5 } }, 'a whole number'],
    [
      'a score beyond the scale',
      { 'severe-radicular.pain-score': { valueDecimal: 95 } },
      'a number',
    ],
    ['an impossible day', { 'plain-radiograph.date': { valueDate: '2026-02-31' } }, 'a date'],
  ])('%s is left aside and said so', (_name, answers, expected) => {
    const given = review(lacking, response(answers));
    const [linkId] = Object.keys(answers);
    expect(given.assessment).toEqual(review(lacking).assessment);
    expect(given.notices).toEqual([
      expect.stringMatching(
        new RegExp(`^The answer to ${linkId} is not ${expected}.*QuestionnaireResponse/answers`),
      ),
    ]);
  });

  test('does not hide an older answer of the right kind', () => {
    const right = response(film, { id: 'right', authored: '2026-11-01T10:00:00Z' });
    const wrong = response({ 'plain-radiograph.date': { valueInteger: 5 } }, { id: 'wrong' });
    expect(review(lacking, right, wrong).assessment.determination).toBe('supported');
  });
});

describe('where the chart and an attestation disagree, both are shown and nothing is supported', () => {
  const documented = 'lumbar-radiculopathy/everything-documented';

  test.each<readonly [string, string]>([
    ['in-person-evaluation', 'Encounter/visit-2'],
    ['clinical-re-evaluation', 'Encounter/visit-2'],
    ['trial-of-treatment', 'Procedure/therapy-1'],
    ['trial-of-treatment.provider-directed', 'Procedure/therapy-1'],
    ['trial-of-treatment.duration', 'Procedure/therapy-1'],
    ['plain-radiograph', 'DiagnosticReport/radiograph-1'],
  ])('an attested no to %s', (linkId, evidence) => {
    expect(review(documented).assessment.determination).toBe('supported');
    const given = review(documented, response({ [linkId]: { valueBoolean: false } }));
    expect(given.assessment.determination).toBe('prerequisites-missing');
    const finding = findingOf(given, linkId);
    expect(finding?.finding).toBe('not-documented');
    expect(finding?.summary).toMatch(/^Contradictory documentation/);
    const references = finding?.evidence.map(({ reference }) => reference);
    expect(references).toEqual(expect.arrayContaining([evidence, 'QuestionnaireResponse/answers']));
  });

  test('an attested yes to what the chart rules out', () => {
    const given = review(
      'lumbar-radiculopathy/only-virtual-visits',
      response({ 'in-person-evaluation': { valueBoolean: true } }),
    );
    expect(given.assessment.determination).toBe('prerequisites-missing');
    expect(findingOf(given, 'in-person-evaluation')).toMatchObject({ finding: 'not-documented' });
  });

  test('an attested yes to a red flag that is ruled out', () => {
    const name = 'red-flag/cauda-equina-refuted';
    const said = { 'red-flag.cauda-equina': { valueBoolean: true } };
    const ruledOut: Condition = {
      resourceType: 'Condition',
      id: 'ces-2',
      subject: patient,
      verificationStatus: { coding: [{ code: 'refuted' }] },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'G83.4' }] },
      recordedDate: '2026-11-18',
    };
    const given = review(name, response(said), ruledOut);
    expect(given.redFlags).toEqual([]);
    expect(given.assessment.determination).toBe('prerequisites-missing');
    expect(findingOf(given, 'red-flag.cauda-equina')?.finding).toBe('not-documented');
    // One that was ruled out years before is history.
    expect(review(name, response(said)).assessment.determination).toBe('supported');
  });

  test('an earlier MRI that is attested as nondiagnostic against its own report', () => {
    const report: Resource & Record<string, unknown> = {
      resourceType: 'DiagnosticReport',
      id: 'mri-0',
      status: 'final',
      subject: patient,
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
      effectiveDateTime: '2026-10-30',
      conclusion: 'Disc extrusion at L5/S1.',
    };
    const attested = (day: string) =>
      response({
        'mri.result': { valueCoding: { code: 'nondiagnostic' } },
        'mri.date': { valueDate: day },
        'mri.region': { valueCoding: { code: 'lumbar' } },
      });
    const name = 'lumbar-radiculopathy/ct-without-contraindication';
    const finding = (day: string) =>
      findingOf(review(name, report, attested(day)), 'mri-nondiagnostic');
    expect(finding('2026-10-30')).toMatchObject({ finding: 'not-documented' });
    expect(finding('2026-10-30')?.evidence.length).toBe(2);
    // A newer one is another study.
    expect(finding('2026-11-05')).toMatchObject({ finding: 'met' });
  });

  test('an outcome without a date beside one that speaks for the order', () => {
    const goal: Resource & Record<string, unknown> = {
      resourceType: 'Goal',
      id: 'goal-1',
      lifecycleStatus: 'active',
      subject: patient,
      description: { text: 'Less pain' },
      achievementStatus: { coding: [{ code: 'improving' }] },
    };
    const given = review(documented, goal);
    expect(findingOf(given, 'trial-of-treatment.failed')).toMatchObject({
      finding: 'not-documented',
    });
  });

  test('of dates and values, the newer holds', () => {
    const improved = response({ 'trial-of-treatment.outcome': { valueString: 'improved' } });
    const given = review(documented, improved);
    expect(given.assessment.determination).not.toBe('supported');
    expect(given.assessment.criteria.flatMap(({ evidence }) => evidence)).toContainEqual(
      expect.objectContaining({ reference: 'QuestionnaireResponse/answers' }),
    );
  });
});
