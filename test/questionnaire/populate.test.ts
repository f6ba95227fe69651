import { Fhir } from 'fhir';
import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import { describe, expect, test, vi } from 'vitest';
import { questionnaireCommand } from '../../src/cli/questionnaire-command.ts';
import { neededItems } from '../../src/questionnaire/needed-items.ts';
import { populate } from '../../src/questionnaire/populate.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { reviewsOf } from '../support/reviews.ts';
import { ofEveryKind } from '../support/sample-size.ts';
import { resourcesOf } from '../support/vignette-call.ts';

const canonicalBase = 'https://spine-imaging-cds.example.org/fhir';
const source = `${canonicalBase}/StructureDefinition/answer-source`;

function draftOf({ request, asOf }: Vignette): QuestionnaireResponse | undefined {
  const { patientId, draftOrders } = request.context;
  const resources = resourcesOf(request);
  return populate({ patientId, resources, draftOrders, asOf: new Date(asOf), canonicalBase });
}

function flat(
  items: readonly QuestionnaireResponseItem[] = [],
): readonly QuestionnaireResponseItem[] {
  return items.flatMap((item) => [item, ...flat(item.item)]);
}

/** What a draft answers: the value and the first source by linkId. */
function answersOf(draft: QuestionnaireResponse | undefined): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    flat(draft?.item).flatMap(({ linkId, answer = [] }) =>
      answer.map(({ extension = [], ...value }) => [
        linkId,
        [
          value.valueCoding?.code ?? Object.values(value)[0],
          ...extension.map((one) => (one.url === source ? one.valueReference?.reference : one.url)),
        ],
      ]),
    ),
  );
}

function vignette(name: string): Vignette {
  const found = allVignettes().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vignette ${name}`);
  return found;
}

/** Drafts of vignettes of every kind; of all vignettes where more samples are asked for. */
const drafts = ofEveryKind(allVignettes()).flatMap((one) => {
  const draft = draftOf(one);
  return draft === undefined ? [] : [[one.name, one, draft] as const];
});

describe('a draft of the documentation response', () => {
  test('carries what the chart answers, each with its source, and the rest empty', () => {
    const draft = draftOf(vignette('lumbar-radiculopathy/everything-documented'));
    expect(draft).toMatchObject({
      status: 'in-progress',
      subject: { reference: 'Patient/p1' },
      questionnaire: `${canonicalBase}/Questionnaire/spine-imaging-documentation|2026.1`,
      authored: '2026-11-18T15:00:00.000Z',
    });
    expect(answersOf(draft)).toEqual({
      'episode.onset': ['2026-09-01', 'Condition/leg-1'],
      'in-person-evaluation': [true, 'Encounter/visit-2'],
      'clinical-re-evaluation': [true, 'Encounter/visit-2'],
      'trial-of-treatment.provider-directed': [true, 'Procedure/therapy-1'],
      'trial-of-treatment.start': ['2026-09-07', 'Procedure/therapy-1'],
      'trial-of-treatment.ongoing': [false, 'Procedure/therapy-1'],
      'trial-of-treatment.end': ['2026-10-26', 'Procedure/therapy-1'],
      'trial-of-treatment.outcome': ['failed', 'Procedure/therapy-1'],
      'severe-radicular.seven-days-of-treatment': [true, 'Procedure/therapy-1'],
      'plain-radiograph.date': ['2026-09-03', 'DiagnosticReport/radiograph-1'],
      'plain-radiograph.region': ['lumbar', 'DiagnosticReport/radiograph-1'],
      'plain-radiograph.result': ['no-fracture', 'DiagnosticReport/radiograph-1'],
      'neurological-examination.dermatomal-sensation': [
        true,
        'QuestionnaireResponse/documentation-1',
      ],
      'neurological-examination.motor': [true, 'QuestionnaireResponse/documentation-1'],
      'neurological-examination.reflexes': [true, 'QuestionnaireResponse/documentation-1'],
      'neurological-examination.date': ['2026-11-17', 'QuestionnaireResponse/documentation-1'],
    });
    const empty = flat(draft?.item).filter((item) => item.answer === undefined);
    expect(empty.map(({ linkId }) => linkId)).toContain('red-flag.foot-drop');
  });

  test('carries red flags, surgery, plans and earlier imaging too', () => {
    const answered = (name: string) => answersOf(draftOf(vignette(name)));
    expect(answered('red-flag/motor-grade-3-new')).toMatchObject({
      'red-flag.motor-grade': [3, 'QuestionnaireResponse/documentation-1'],
      'red-flag.motor-grade.onset': [expect.any(String), 'QuestionnaireResponse/documentation-1'],
    });
    expect(answered('red-flag/severe-radicular-pain')).toMatchObject({
      'severe-radicular.pain-score': [9, expect.any(String)],
    });
    expect(answered('lumbar-radiculopathy/ct-after-nondiagnostic-mri')).toMatchObject({
      'mri.result': ['nondiagnostic', 'DiagnosticReport/mri-0'],
      'mri.date': ['2026-10-30', 'DiagnosticReport/mri-0'],
      'mri-nondiagnostic': [true, 'DiagnosticReport/mri-0'],
    });
    expect(answered('lumbar-radiculopathy/contrast-after-discectomy')).toMatchObject({
      'spine-surgery.kind': ['discectomy', expect.stringMatching(/^Procedure\//)],
      'spine-surgery.region': ['lumbar', expect.any(String)],
    });
    expect(answered('lumbar-radiculopathy/ct-with-pacemaker')).toMatchObject({
      'mri-contraindicated': [true, expect.any(String)],
    });
  });

  test('leaves facts of an earlier episode out', () => {
    const draft = draftOf(vignette('lumbar-radiculopathy/radiograph-before-the-episode'));
    expect(Object.keys(answersOf(draft))).not.toContain('plain-radiograph.date');
  });

  test('is not made where no order is spine imaging', () => {
    expect(
      draftOf(vignette('study.imaging-guidance/hip-injection-is-out-of-scope')),
    ).toBeUndefined();
  });

  test('is printed for a hook request', () => {
    const path = 'fixtures/vignettes/lumbar-radiculopathy/everything-documented.json';
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    questionnaireCommand(path, {});
    const printed: string = print.mock.calls[0]?.[0];
    print.mockRestore();
    expect(answersOf(JSON.parse(printed))).toMatchObject({
      'episode.onset': ['2026-09-01', 'Condition/leg-1'],
    });
  });
});

test('there are drafts', () => {
  expect(drafts.length).toBeGreaterThan(50);
});

describe.each(drafts)('the draft for %s', (_name, one, draft) => {
  test('is valid R4, with sources that the request brought', () => {
    const { messages } = new Fhir().validate(draft, { errorOnUnexpected: true });
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
    const orders = (one.request.context.draftOrders.entry ?? []).map(({ resource }) => resource);
    const brought = new Set(
      [...resourcesOf(one.request), ...orders].map(
        (resource) => `${resource?.resourceType}/${resource?.id}`,
      ),
    );
    const sources = Object.values(answersOf(draft)).flatMap(([, ...references]) => references);
    expect(sources.filter((reference) => !brought.has(String(reference)))).toEqual([]);
  });

  test('is no evidence while it is a draft, and changes nothing when it is completed as it is', () => {
    const determinations = (...more: readonly QuestionnaireResponse[]) =>
      reviewsOf(one, more).map(({ assessment }) => [assessment.order, assessment.determination]);
    const before = determinations();
    expect(determinations({ ...draft, id: 'draft' })).toEqual(before);
    const completed = { ...draft, id: 'draft', status: 'completed' as const };
    expect(determinations(completed)).toEqual(before);
  });

  test('leaves open what its orders still need', () => {
    const answered = answersOf(draft);
    const needed = reviewsOf(one).flatMap(neededItems);
    const known = needed.filter((linkId) => linkId in answered);
    // The chart may know a part: of a treatment too little, of a film not what it shows, of an
    // examination not all, of a cancer not its level (reading A52). What is asked for then is the fact as a whole.
    const partly =
      /^(trial-of-treatment\.|plain-radiograph\.|neurological-examination\.date$|red-flag\.cancer$)/;
    expect(known.filter((linkId) => !partly.test(linkId))).toEqual([]);
  });
});
