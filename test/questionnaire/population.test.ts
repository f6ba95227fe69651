import { populateQuestionnaire } from '@aehrc/sdc-populate';
import type { Patient, Resource } from 'fhir/r4.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { prepopulationCql } from '../../scripts/cql/library.ts';
import { readPackedLibrary } from '../../scripts/cql/packed-library.ts';
import { formQuestionnaire } from '../../src/questionnaire/order-form.ts';
import {
  placeholderBase,
  prepopulationLibrary,
} from '../../src/questionnaire/population/prepopulation-library.ts';
import { answerableLinkIds } from '../../src/questionnaire/questionnaire.ts';
import type { Vignette } from '../../src/vignettes/vignette.ts';
import { vignetteNamed } from '../dtr/support.ts';
import { isFullSize } from '../support/sample-size.ts';
import { resourcesOf } from '../support/vignette-call.ts';
import { CqlAnswers } from './cql-answers.ts';
import {
  answersIn,
  canonicalBase,
  chartOf,
  compared,
  type Said,
  wholeForm,
} from './filled-forms.ts';

function patientIn(chart: readonly Resource[]): Patient | undefined {
  return chart.find((one): one is Patient => one.resourceType === 'Patient');
}

/** The answers that a real form filler gives, from a FHIR server with this chart that knows no search but by type. */
async function filledIn(
  chart: readonly Resource[],
  patientId: string,
  questionnaire = wholeForm,
): Promise<Said> {
  const { populateSuccess, populateResult } = await populateQuestionnaire({
    questionnaire,
    patient: patientIn(chart) ?? { resourceType: 'Patient', id: patientId },
    fetchResourceCallback: async (query: string) => {
      const type = query.split('?')[0];
      const found = chart.filter(({ resourceType }) => resourceType === type);
      return {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: found.map((resource) => ({ resource })),
      };
    },
    fetchResourceRequestConfig: { sourceServerUrl: 'https://ehr.example/fhir' },
  });
  expect(populateSuccess).toBe(true);
  expect(populateResult?.issues?.issue ?? []).toEqual([]);
  return answersIn(populateResult?.populatedResponse);
}

function fill(
  vignette: Vignette,
  more: readonly Resource[] = [],
  without: (resource: Resource) => boolean = () => false,
  questionnaire = wholeForm,
): Promise<Said> {
  const own = chartOf(vignette);
  vi.setSystemTime(new Date(vignette.asOf));
  const { patientId } = vignette.request.context;
  const chart = [...own.filter((one) => !without(one)), ...more];
  return filledIn(chart, patientId, questionnaire);
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe('a form that fills itself in', { timeout: 900_000 }, () => {
  const byFhirPath = new Map<Vignette, Said>();

  test('gives nine of ten of the answers that populate gives, and hardly another', async () => {
    // A form filler takes its time over the whole form.
    const everyOther = isFullSize ? 8 : 40;
    const { all, same, other, further } = await compared(everyOther, async (vignette) => {
      const said = await fill(vignette);
      byFhirPath.set(vignette, said);
      return said;
    });
    // The part of the charts that is compared may lie a little lower than all of them.
    expect(same / all).toBeGreaterThanOrEqual(0.88);
    expect(other.length / all).toBeLessThan(0.01);
    expect(further.length / all).toBeLessThan(0.02);
  });

  test('gives the same answers by its Library of CQL as by its FHIRPath', async () => {
    const linkIds = [...answerableLinkIds()];
    const answers = new CqlAnswers(prepopulationLibrary(linkIds, canonicalBase, '2026.1'));
    expect(byFhirPath.size).toBeGreaterThan(8);
    const sorted = (one: Said) => Object.fromEntries([...one].sort());
    // The form filler makes the first day of a month of which the chart says no day.
    const dated = (one: Said): Said =>
      new Map([...one].map(([id, value]) => [id, String(value).replace(/^\d{4}-\d{2}$/, '$&-01')]));
    for (const [vignette, said] of byFhirPath) {
      const { patientId } = vignette.request.context;
      const asOf = new Date(vignette.asOf);
      const own = await answers.of(linkIds, chartOf(vignette), patientId, asOf);
      expect.soft(sorted(dated(own)), vignette.name).toEqual(sorted(dated(said)));
    }
  });

  test('has a Library made of the tables that its FHIRPath is made of', () => {
    expect(readPackedLibrary().cql).toBe(prepopulationCql(placeholderBase));
  });
});

describe('the form of one order', () => {
  const asked = [
    'episode.onset',
    'in-person-evaluation',
    'trial-of-treatment.start',
    'plain-radiograph.date',
    'plain-radiograph.region',
    'plain-radiograph.result',
    'preoperative-planning',
  ];
  const form = formQuestionnaire(canonicalBase, { kind: 'standard', linkIds: asked });
  const documented = vignetteNamed('lumbar-radiculopathy/everything-documented');
  const film = ['plain-radiograph.date', 'plain-radiograph.region', 'plain-radiograph.result'];
  const none = () => false;
  const isOf =
    (type: string) =>
    ({ resourceType }: Resource): boolean =>
      resourceType === type;
  const condition = (
    id: string,
    code: string,
    onsetDateTime: string,
  ): Resource & Record<string, unknown> => ({
    ...{ resourceType: 'Condition', id, onsetDateTime, subject: { reference: 'Patient/p1' } },
    clinicalStatus: { coding: [{ code: 'active' }] },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
  });
  const report = (changes: object): Resource & Record<string, unknown> => ({
    ...{ resourceType: 'DiagnosticReport', id: 'film-2', status: 'final' },
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72100' }] },
    effectiveDateTime: '2026-10-01',
    conclusion: 'No fracture.',
    ...changes,
  });

  test('answers what the chart holds, with no more variables than its items name', async () => {
    expect(Object.fromEntries(await fill(documented, [], none, form))).toEqual({
      'episode.onset': '2026-09-01',
      'in-person-evaluation': true,
      'trial-of-treatment.start': '2026-09-07',
      'plain-radiograph.date': '2026-09-03',
      'plain-radiograph.region': 'lumbar',
      'plain-radiograph.result': 'no-fracture',
    });
    const short = formQuestionnaire(canonicalBase, { kind: 'standard', linkIds: [asked[6] ?? ''] });
    const names = (short.extension ?? []).map(({ valueExpression }) => valueExpression?.name);
    expect(names).not.toContain('reports');
    expect(names).toContain('answered');
  });

  test('takes no onset from a complaint that is not the reason of the order', async () => {
    const knee = condition('knee-1', 'M25.561', '2026-10-01');
    const back = condition('back-1', 'M54.50', '2015-03-01');
    const asBefore = await fill(documented, [knee], none, form);
    expect(asBefore.get('episode.onset')).toBe('2026-09-01');
    const isReason = ({ id }: Resource): boolean => id === 'leg-1';
    expect((await fill(documented, [knee, back], isReason, form)).has('episode.onset')).toBe(false);
  });

  test('fills in nothing of an episode while orders for different levels are open', async () => {
    const neck = {
      ...{ resourceType: 'ServiceRequest', id: 'neck', status: 'active', intent: 'order' },
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72141' }] },
    };
    expect(Object.fromEntries(await fill(documented, [neck], none, form))).toEqual({});
  });

  test.each([
    ['of before the episode', { effectiveDateTime: '2026-08-30' }],
    [
      'of the neck',
      { code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72040' }] } },
    ],
    ['without a result', { conclusion: undefined }],
    ['that is not finished', { status: 'registered' }],
    ['of which only the year is known', { effectiveDateTime: '2026' }],
  ])('takes no film %s', async (_what, changes) => {
    const filled = await fill(documented, [report(changes)], isOf('DiagnosticReport'), form);
    expect(film.filter((linkId) => filled.has(linkId))).toEqual([]);
  });

  test.each([
    'No fracture can be excluded.',
    'No fracture at L4. Fracture of L1.',
    'No fracture on this limited study.',
    'No displaced fracture.',
    'Possible endplate fracture. No fracture elsewhere.',
  ])('leaves what a film shows to its reader: %s', async (conclusion) => {
    const filled = await fill(documented, [report({ conclusion })], isOf('DiagnosticReport'), form);
    expect(filled.get('plain-radiograph.date')).toBe('2026-10-01');
    expect(filled.get('plain-radiograph.result')).not.toBe('no-fracture');
  });

  test('takes no treatment of the knee, and no visit for it', async () => {
    const knee = {
      reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M25.561' }] }],
    };
    const chart = resourcesOf(documented.request);
    const forKnee = chart
      .filter((one) => isOf('Procedure')(one) || isOf('Encounter')(one))
      .map((one) => ({ ...one, ...knee }));
    const isReplaced = (one: Resource): boolean => isOf('Procedure')(one) || isOf('Encounter')(one);
    const filled = await fill(documented, forKnee, isReplaced, form);
    expect(filled.has('trial-of-treatment.start')).toBe(false);
    expect(filled.has('in-person-evaluation')).toBe(false);
  });

  test('takes what was attested, unless a machine filled it in or two answers contradict each other', async () => {
    const response = (
      id: string,
      valueBoolean: boolean,
      source: string,
    ): Resource & Record<string, unknown> => ({
      ...{ resourceType: 'QuestionnaireResponse', id, status: 'completed' },
      questionnaire: `${canonicalBase}/Questionnaire/spine-imaging-documentation|2026.1`,
      authored: '2026-11-10T10:00:00Z',
      item: [
        {
          linkId: 'group.plans',
          item: [
            {
              linkId: 'preoperative-planning',
              answer: [
                {
                  valueBoolean,
                  extension: [
                    {
                      url: 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin',
                      extension: [{ url: 'source', valueCode: source }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    const said = async (...more: readonly Resource[]) =>
      (await fill(documented, more, none, form)).get('preoperative-planning');
    expect(await said(response('a', true, 'manual'))).toBe(true);
    expect(await said(response('a', true, 'auto-client'))).toBeUndefined();
    expect(
      await said(response('a', true, 'manual'), response('b', false, 'override')),
    ).toBeUndefined();
  });
});
