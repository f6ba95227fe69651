import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { buildChart } from '../../src/chart/build-chart.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { SiteEntry } from '../../src/site-evidence/compile-site-evidence.ts';
import { SiteEvidenceError, siteEvidence } from '../../src/site-evidence/site-evidence.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { responseWith } from '../support/answers.ts';
import { reviewOf } from '../support/reviews.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

const asOf = new Date('2026-11-18T15:00:00Z');
const order = 'ServiceRequest/mri-1';

type Json = Resource & Record<string, unknown>;

/** The JSON of the documentation: the mappings, and the resources that they are shown on. */
const documented: readonly (readonly SiteEntry[] | Json)[] = [
  ...readFileSync(join(packageRoot, 'docs', 'site-evidence.md'), 'utf8').matchAll(
    /```json\n([\s\S]*?)```/g,
  ),
].map(([, text = '']) => JSON.parse(text));

function isEntries(one: readonly SiteEntry[] | Json): one is readonly SiteEntry[] {
  return Array.isArray(one);
}

const mappings = documented.filter(isEntries);
const samples = documented.filter((one): one is Json => !isEntries(one));

function vignette(name: string): Vignette {
  const found = allVignettes().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vignette ${name}`);
  return found;
}

function chartOf(entries: readonly SiteEntry[], ...resources: readonly Resource[]) {
  const siteFacts = siteEvidence(entries).reader(asOf);
  return buildChart({ patientId: 'p1', resources, asOf, siteFacts });
}

function reviewed(name: string, entries: readonly SiteEntry[], ...more: readonly Resource[]) {
  return reviewOf(vignette(name), order, more, siteEvidence(entries).reader(asOf));
}

function observation(id: string, code: string, changes: Record<string, unknown> = {}): Json {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'urn:local', code }], text: 'A local row' },
    effectiveDateTime: '2026-11-10T09:30:00Z',
    ...changes,
  };
}

const row = (code: string): string =>
  `code.coding.exists(system = 'urn:local' and code = '${code}')`;
const reEvaluation: SiteEntry = {
  fact: 'clinical-re-evaluation',
  resource: 'Observation',
  where: row('1'),
  date: 'effective',
};

describe('the worked examples of the documentation', () => {
  test('are four mappings, three with a resource', () => {
    expect([mappings.length, samples.length]).toEqual([4, 3]);
  });

  test.each([
    [0, { 'clinical-re-evaluation': [true, '2026-11-10', 'Observation/flowsheet-17'] }],
    [1, { 'trial-of-treatment.outcome': ['failed', '2026-10-27', 'Observation/course-3'] }],
    [
      2,
      {
        'red-flag.motor-grade': [2, '2026-11-17', 'QuestionnaireResponse/intake-9'],
        'red-flag.motor-grade.onset': [
          expect.objectContaining({ text: '2026-11-15' }),
          '2026-11-17',
          'QuestionnaireResponse/intake-9',
        ],
      },
    ],
  ] as const)('example %# states what it says', (index, expected) => {
    const entries = mappings[index] ?? [];
    const sample = samples[index];
    if (sample === undefined) throw new Error('no resource');
    const chart = chartOf(entries, sample);
    const stated = Object.fromEntries(
      entries.flatMap(({ fact }) => {
        const given = chart.attested(fact);
        if (given === undefined) return [];
        return [[fact, [given.value, given.authored.text, given.evidence.reference]]];
      }),
    );
    expect(stated).toEqual(expected);
  });

  test('a flag without a date is a standing fact', () => {
    const flag: Json = {
      resourceType: 'Flag',
      id: 'flag-1',
      status: 'active',
      subject: { reference: 'Patient/p1' },
      code: { coding: [{ system: 'https://hospital.example/flags', code: 'NO-MRI' }] },
    };
    const name = 'lumbar-radiculopathy/ct-without-contraindication';
    expect(reviewed(name, []).assessment.determination).toBe('prerequisites-missing');
    const given = reviewed(name, mappings[3] ?? [], flag);
    expect(given.assessment.determination).toBe('supported');
    expect(given.assessment.criteria).toContainEqual(
      expect.objectContaining({
        id: 'mri-contraindicated',
        finding: 'met',
        evidence: [expect.objectContaining({ reference: 'Flag/flag-1' })],
      }),
    );
    const inactive = { ...flag, status: 'inactive' };
    expect(reviewed(name, mappings[3] ?? [], inactive).assessment.determination).toBe(
      'prerequisites-missing',
    );
  });
});

describe('site evidence', () => {
  const lacking = 'lumbar-radiculopathy/no-re-evaluation';

  test('decides like any other, and is shown as the evidence', () => {
    expect(reviewed(lacking, []).assessment.determination).toBe('prerequisites-missing');
    const given = reviewed(lacking, [reEvaluation], observation('row-1', '1'));
    expect(given.assessment.determination).toBe('supported');
    expect(given.assessment.criteria).toContainEqual(
      expect.objectContaining({
        id: 'clinical-re-evaluation',
        finding: 'met',
        evidence: [
          {
            reference: 'Observation/row-1',
            date: '2026-11-10',
            text: 'A local row: clinical-re-evaluation = yes',
          },
        ],
      }),
    );
  });

  test('reaches the services, which ask for the types that it looks at', () => {
    const looking = siteEvidence([
      reEvaluation,
      { ...reEvaluation, resource: 'RiskAssessment', date: 'occurrence' },
    ]);
    const services = cdsServices({ ...serviceSettings, siteEvidence: looking });
    const { request } = vignette(lacking);
    const service = services.find(({ definition }) => definition.hook === request.hook);
    expect(service?.definition.prefetch).toMatchObject({
      riskAssessments: 'RiskAssessment?patient={{context.patientId}}',
    });
    expect(Object.keys(cdsServices(serviceSettings)[0]?.definition.prefetch ?? {})).not.toContain(
      'riskAssessments',
    );
    const resources = [...resourcesOf(request), observation('row-1', '1')];
    const answer = service?.answer({ request, resources, unavailable: [], asOf });
    expect(answer?.response.cards).toEqual([]);
  });

  test.each<readonly [string, Json]>([
    ['of another patient', observation('row', '1', { subject: { reference: 'Patient/p2' } })],
    ['entered in error', observation('row', '1', { status: 'entered-in-error' })],
    ['cancelled', observation('row', '1', { status: 'cancelled' })],
    ['of the future', observation('row', '1', { effectiveDateTime: '2026-11-19' })],
    ['from before the episode', observation('row', '1', { effectiveDateTime: '2026-08-31' })],
    ['of a year alone', observation('row', '1', { effectiveDateTime: '2026' })],
    ['without a date', observation('row', '1', { effectiveDateTime: undefined })],
    ['under another code', observation('row', '2')],
    ['of another system', observation('row', '1', { code: { coding: [{ code: '1' }] } })],
  ])('never counts %s', (_name, resource) => {
    const given = reviewed(lacking, [reEvaluation], resource);
    expect(given.assessment).toEqual(reviewed(lacking, []).assessment);
  });

  test('says what its value says, and nothing where that is absent', () => {
    const entry = { ...reEvaluation, value: 'value.ofType(boolean)' };
    const finding = (value: boolean | undefined) =>
      chartOf([entry], observation('row', '1', { valueBoolean: value })).attested(
        'clinical-re-evaluation',
      )?.value;
    expect([finding(true), finding(false), finding(undefined)]).toEqual([true, false, undefined]);
  });

  test('stands with attestations: the newest wins', () => {
    const no = (authored: string) =>
      responseWith(new Map([['clinical-re-evaluation', { valueBoolean: false }]]), 'p1', asOf, {
        authored,
      });
    const determination = (authored: string) =>
      reviewed(lacking, [reEvaluation], observation('row', '1'), no(authored)).assessment
        .determination;
    expect(determination('2026-11-09T10:00:00Z')).toBe('supported');
    expect(determination('2026-11-11T10:00:00Z')).toBe('prerequisites-missing');
  });

  test('that contradicts the chart is shown beside it and supports nothing', () => {
    const entry = { ...reEvaluation, value: 'false' };
    const given = reviewed(
      'lumbar-radiculopathy/everything-documented',
      [entry],
      observation('row', '1'),
    );
    expect(given.assessment.determination).toBe('prerequisites-missing');
    const finding = given.assessment.criteria.find(({ id }) => id === 'clinical-re-evaluation');
    expect(finding?.finding).toBe('not-documented');
    expect(finding?.evidence.map(({ reference }) => reference)).toEqual([
      'Encounter/visit-2',
      'Observation/row',
    ]);
  });

  test('of a red flag without a date never supports, and is said to have none', () => {
    const footDrop = { fact: 'red-flag.foot-drop', resource: 'Observation', where: row('drop') };
    const untreated = 'lumbar-radiculopathy/no-treatment-at-all';
    const undated = reviewed(untreated, [footDrop], observation('drop-1', 'drop'));
    expect(undated.redFlags).toEqual([]);
    expect(undated.assessment.determination).toBe('prerequisites-missing');
    expect(undated.notices).toEqual([
      expect.stringContaining('red-flag.foot-drop carries no date'),
    ]);
    const dated = [{ ...footDrop, date: 'effective' }];
    const given = reviewed(untreated, dated, observation('drop-1', 'drop'));
    expect(given.assessment).toMatchObject({
      determination: 'supported',
      decidedBy: 'red-flag.foot-drop',
    });
  });

  test('of the wrong kind is left aside, and said so', () => {
    const film = { fact: 'plain-radiograph.result', resource: 'Observation', where: row('film') };
    const given = reviewed(
      'lumbar-radiculopathy/no-radiograph',
      [{ ...film, date: 'effective', value: 'value.ofType(string)' }],
      observation('film-1', 'film', { valueString: 'looks fine' }),
    );
    expect(given.notices).toEqual([
      expect.stringMatching(
        /^The answer to plain-radiograph.result is not one of .*Observation\/film-1/,
      ),
    ]);
  });

  test('joins the parts of a fact only where one resource states them', () => {
    const part = (name: string, value: string): SiteEntry => ({
      fact: `plain-radiograph.${name}`,
      resource: 'Observation',
      where: row('film'),
      date: 'effective',
      value,
    });
    const entries = [
      part('date', 'effective'),
      part('region', "'lumbar'"),
      part('result', 'value.coding.code'),
    ];
    const said = (id: string, day: string, result?: string) =>
      observation(id, 'film', {
        effectiveDateTime: day,
        valueCodeableConcept: result === undefined ? undefined : { coding: [{ code: result }] },
      });
    const name = 'lumbar-radiculopathy/no-radiograph';
    const determination = (...films: readonly Json[]) =>
      reviewed(name, entries, ...films).assessment.determination;
    expect(determination(said('a', '2026-09-05', 'no-fracture'))).toBe('supported');
    // The older film's result says nothing of the newer one.
    expect(determination(said('a', '2026-09-05', 'no-fracture'), said('b', '2026-09-20'))).toBe(
      'prerequisites-missing',
    );
  });
});

describe('reading is bounded', () => {
  test('to resources whose type and codes match', () => {
    let evaluated = 0;
    const clock = (): number => {
      evaluated += 0.5;
      return 0;
    };
    const read = siteEvidence([reEvaluation]).reader(asOf, clock);
    for (let n = 0; n < 50; n += 1) read(observation(`other-${n}`, 'other'), `Observation/o-${n}`);
    read({ ...observation('x', '1'), resourceType: 'Procedure' }, 'Procedure/x');
    expect(evaluated).toBe(0);
    expect(read(observation('row', '1'), 'Observation/row').facts).toHaveLength(1);
    expect(evaluated).toBe(1);
  });

  test('in time: what is left is not read, and that is said once', () => {
    let now = 0;
    const read = siteEvidence([reEvaluation]).reader(asOf, () => {
      now += 30;
      return now;
    });
    const results = ['a', 'b', 'c', 'd'].map((id) =>
      read(observation(id, '1'), `Observation/${id}`),
    );
    expect(results.map(({ facts }) => facts.length)).toEqual([1, 1, 0, 0]);
    expect(results.flatMap(({ unread }) => unread)).toEqual([
      { reference: 'Observation/c', text: expect.stringContaining('was not read') },
    ]);
  });

  test('in number', () => {
    const read = siteEvidence([reEvaluation]).reader(asOf, () => 0);
    const results = Array.from({ length: 600 }, (_, n) =>
      read(observation(`row-${n}`, '1'), `Observation/row-${n}`),
    );
    expect(results.flatMap(({ facts }) => facts)).toHaveLength(500);
    expect(results.flatMap(({ unread }) => unread)).toHaveLength(1);
  });

  test('and hostile resources do no harm', () => {
    const where = "code.coding.exists(code = '1') and value.coding.code.first() = 'A'";
    const read = siteEvidence([{ ...reEvaluation, where }]).reader(asOf);
    const deep: Json = observation('deep', '1');
    let level: Record<string, unknown> = deep;
    for (let n = 0; n < 2000; n += 1) {
      const next = {};
      level.extension = [next];
      level = next;
    }
    for (const hostile of [
      deep,
      observation('a', '1', { valueCodeableConcept: { coding: 'x' } }),
      observation('b', '1', { valueCodeableConcept: [{ coding: [null, { code: { a: 1 } }] }] }),
      observation('c', '1', { effectiveDateTime: { start: 5 } }),
      observation('d', '1', { __proto__: { polluted: true } }),
    ]) {
      expect(() => read(hostile, 'Observation/hostile')).not.toThrow();
    }
  });
});

describe('a mapping that cannot be used', () => {
  const entry = (changes: Partial<SiteEntry>): readonly SiteEntry[] => [
    reEvaluation,
    { ...reEvaluation, ...changes },
  ];

  test.each<readonly [string, Partial<SiteEntry>, string]>([
    [
      'a misspelt element',
      { where: "code.codign.exists(code = '123')" },
      '[1].where: CodeableConcept has no element "codign", at line 1, column 6 of "code.codign.exists(code = \'123\')"',
    ],
    [
      'a syntax error',
      { date: 'effective.' },
      '[1].date: this is no FHIRPath expression, at line 1',
    ],
    [
      'an unknown fact',
      { fact: 'clinical-reevaluation' },
      '[1].fact: "clinical-reevaluation" is no item',
    ],
    [
      'a type that cannot be mapped',
      { resource: 'Patient' },
      '[1].resource: "Patient" cannot be mapped',
    ],
    [
      'a typed fact without a value',
      { fact: 'plain-radiograph.date' },
      '[1].value: missing; "plain-radiograph.date" needs an expression that selects a date',
    ],
    [
      'a value of the wrong type',
      { value: 'code.coding.code' },
      '[1].value: selects code; expected true or false',
    ],
    [
      'a date of the wrong type',
      { date: 'code' },
      '[1].date: selects CodeableConcept; expected a date',
    ],
    [
      'a function that runs patterns',
      { where: "code.text.matches('(a+)+b')" },
      '[1].where: the function matches() is not allowed here, at line 1, column 11',
    ],
  ])('%s is named with its place', (_name, changes, message) => {
    expect(() => siteEvidence(entry(changes))).toThrow(SiteEvidenceError);
    expect(() => siteEvidence(entry(changes))).toThrow(message);
  });
});
