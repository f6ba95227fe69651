import { once } from 'node:events';
import express from 'express';
import type { Bundle, ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { assessmentsKey } from '../../hooks/order-review.ts';
import { cdsServices } from '../../hooks/services.ts';
import type { Assessment } from '../../src/assessment/types.ts';
import type { HookAnswer } from '../../src/cds/service.ts';
import type { HookResponse } from '../../src/cds/types.ts';
import { today } from '../../src/chart/dates.ts';
import { assertionContext } from '../../src/dtr/assertion-context.ts';
import { formByCanonical } from '../../src/dtr/forms.ts';
import type { PackageRequest } from '../../src/dtr/package-request.ts';
import { questionnairePackage } from '../../src/dtr/questionnaire-package.ts';
import { comparePolicies, comparisonText } from '../../src/explain/compare-policies.ts';
import { explain } from '../../src/explain/explain.ts';
import { encodings } from '../../src/guideline/catalogue.ts';
import { inForceOn, policiesOf } from '../../src/guideline/policy.ts';
import { formUrl } from '../../src/questionnaire/order-form.ts';
import { documentationQuestionnaire } from '../../src/questionnaire/questionnaire.ts';
import { fhirRoutes } from '../../src/server/routes/fhir.ts';
import { spineImaging2026, withReadings } from '../../src/spine-imaging/loaded-policies.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';
import { spineImaging2027 } from './spine-imaging-2027.ts';

const policies = policiesOf([spineImaging2027, spineImaging2026]);
const services = cdsServices({ ...serviceSettings, policies });

const vignettesByName = new Map(allVignettes().map((one) => [one.name, one]));

function vignetteOf(name: string): Vignette {
  const found = vignettesByName.get(name);
  if (found === undefined) throw new Error(`no vignette ${name}`);
  return found;
}

/** The answer to a vignette whose orders are to be carried out as given, with what is recorded of it. */
function hookAnswerOn(name: string, when: Partial<ServiceRequest>): HookAnswer {
  const vignette = vignetteOf(name);
  const request = structuredClone(vignette.request);
  for (const { resource } of request.context.draftOrders.entry ?? []) {
    if (resource?.resourceType === 'ServiceRequest') Object.assign(resource, when);
  }
  const service = services.find(({ definition }) => definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  const resources = resourcesOf(request);
  return service.answer({ request, resources, unavailable: [], asOf: new Date(vignette.asOf) });
}

function answerOn(name: string, when: Partial<ServiceRequest>): HookResponse {
  return hookAnswerOn(name, when).response;
}

function assessmentOn(name: string, when: Partial<ServiceRequest>): Assessment {
  const found = answerOn(name, when).extension?.[assessmentsKey];
  const [first]: readonly Assessment[] = Array.isArray(found) ? found : [];
  if (first === undefined) throw new Error(`${name} has no assessment`);
  return first;
}

const lastOf2026 = { occurrenceDateTime: '2026-12-31' };
const firstOf2027 = { occurrenceDateTime: '2027-01-01' };

describe('an order is judged by the guideline of its date of service', () => {
  test.each<
    readonly [
      vignette: string,
      when: Partial<ServiceRequest>,
      version: string,
      determination: string,
    ]
  >([
    ['lumbar-radiculopathy/trial-of-41-days', lastOf2026, '2026.1', 'prerequisites-missing'],
    ['lumbar-radiculopathy/trial-of-41-days', firstOf2027, '2027.1', 'supported'],
    ['lumbar-radiculopathy/trial-of-42-days', lastOf2026, '2026.1', 'supported'],
    ['lumbar-radiculopathy/trial-of-42-days', firstOf2027, '2027.1', 'supported'],
    ['lumbar-stenosis/after-failed-trial-ct', lastOf2026, '2026.1', 'supported'],
    ['lumbar-stenosis/after-failed-trial-ct', firstOf2027, '2027.1', 'alternative-preferred'],
    ['lumbar-radiculopathy/no-treatment-at-all', firstOf2027, '2027.1', 'prerequisites-missing'],
  ])('%s, %o', (vignette, when, version, determination) => {
    const assessment = assessmentOn(vignette, when);
    expect(assessment.guideline).toEqual({ name: 'spine-imaging', version });
    expect(assessment.determination).toBe(determination);
  });

  test.each<readonly [string, Partial<ServiceRequest>, string]>([
    ['none: today', {}, '2026.1'],
    [
      'the start of a period',
      { occurrencePeriod: { start: '2027-02-01', end: '2027-02-08' } },
      '2027.1',
    ],
    [
      'a period that begins in the old year',
      { occurrencePeriod: { start: '2026-12-30', end: '2027-02-08' } },
      '2026.1',
    ],
    ['the first event of a timing', { occurrenceTiming: { event: ['2027-03-01'] } }, '2027.1'],
    ['what is no date: today', { occurrenceDateTime: 'next year' }, '2026.1'],
  ])('by %s', (_name, when, version) => {
    expect(assessmentOn('lumbar-radiculopathy/trial-of-41-days', when).guideline.version).toBe(
      version,
    );
  });

  test('what is older than every text is judged by the first, and the last one holds on', () => {
    expect(inForceOn(policies, today(new Date('2019-03-01T12:00:00Z'))).version).toBe('2026.1');
    expect(inForceOn(policies, today(new Date('2031-03-01T12:00:00Z'))).version).toBe('2027.1');
  });

  test('two policies of the same day, or none, are refused by name', () => {
    const twin = { ...spineImaging2027, version: '2026.2', inForce: { from: '2026-01-01' } };
    expect(() => policiesOf([spineImaging2026, twin])).toThrow(/2026\.1 and 2026\.2/);
    expect(() => policiesOf([])).toThrow('no policy is loaded');
    const undated = { ...spineImaging2027, inForce: { from: 'spring' } };
    expect(() => policiesOf([spineImaging2026, undated])).toThrow(
      /2027\.1 is in force from "spring"/,
    );
  });

  test('a payer’s own readings hold in every version', () => {
    const own = withReadings(policies, { cancerAgeAboveYears: 60 });
    expect(
      own.map(({ version, readings }) => [
        version,
        readings.cancerAgeAboveYears,
        readings.trialDays,
      ]),
    ).toEqual([
      ['2026.1', 60, 42],
      ['2027.1', 60, 28],
    ]);
  });
});

describe('what is shown is the text that judged', () => {
  test('the audit record names the version that judged', () => {
    const recorded = (when: Partial<ServiceRequest>) =>
      hookAnswerOn('lumbar-radiculopathy/trial-of-41-days', when).record.orders.map(
        ({ guideline, determination }) => [guideline, determination],
      );
    expect(recorded(lastOf2026)).toEqual([['2026.1', 'prerequisites-missing']]);
    expect(recorded(firstOf2027)).toEqual([['2027.1', 'supported']]);
  });

  test('the card says how long treatment takes by its own year', () => {
    const summary = (when: Partial<ServiceRequest>) =>
      answerOn('lumbar-radiculopathy/no-treatment-at-all', when).cards[0]?.summary;
    expect(summary(lastOf2026)).toContain('six weeks of treatment');
    expect(summary(firstOf2027)).toContain('four weeks of treatment');
  });

  test('the form is that of the version, and is had under it', () => {
    const cards = answerOn('lumbar-radiculopathy/no-treatment-at-all', firstOf2027).cards;
    const canonicals = JSON.stringify(cards).match(/Questionnaire\/[^"|]*\|[\d.]+/g) ?? [];
    expect(canonicals.length).toBeGreaterThan(0);
    expect(canonicals.every((one) => one.endsWith('|2027.1'))).toBe(true);
    const form = formByCanonical(`${serviceSettings.canonicalBase}/${canonicals[0]}`, places);
    expect([form?.version, form?.effectivePeriod?.start]).toEqual(['2027.1', '2027-01-01']);
    expect(
      formByCanonical(
        `${serviceSettings.canonicalBase}/${canonicals[0]}`.replace('2027.1', '2028.1'),
        places,
      ),
    ).toBeUndefined();
  });

  const places = {
    canonicalBase: serviceSettings.canonicalBase,
    fhirBase: 'https://example.org/fhir',
    policies,
    version: '2.2' as const,
    formKind: 'standard' as const,
    payerIdentifiers: [],
  };
  const packageVersions = (request: Omit<PackageRequest, 'version' | 'coverages'>) =>
    (
      questionnairePackage(
        { version: '2.2', coverages: [], ...request },
        places,
        new Date('2026-11-18T12:00:00Z'),
      ).parameter ?? []
    ).flatMap(({ resource }) => {
      const { entry = [] }: { entry?: readonly { resource?: { version?: string } }[] } =
        Object(resource);
      return entry[0]?.resource?.version ?? [];
    });
  const orderOn = (id: string, occurrenceDateTime: string): ServiceRequest => ({
    resourceType: 'ServiceRequest',
    id,
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p1' },
    occurrenceDateTime,
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
    reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] }],
  });
  const nothingElse = { questionnaires: [], orders: [], otherOrders: 0 };

  test('a package for an order that was never asked about has the form of its date of service', () => {
    const orders = [orderOn('old', '2026-12-31'), orderOn('new', '2027-01-01')];
    expect(packageVersions({ ...nothingElse, orders })).toEqual(['2026.1', '2027.1']);
  });

  test.each(['2026.1', '2027.1'])(
    'a package for a coverage assertion has the form of the version that judged, %s',
    (version) => {
      const form = { linkIds: ['plain-radiograph.date'], version };
      const context = assertionContext('0'.repeat(32), { cpt: '72148', form });
      expect(packageVersions({ ...nothingElse, context })).toEqual([version]);
    },
  );

  test('a client that asks for what has changed since gets the form of a version that came into force since', () => {
    const orders = [orderOn('old', '2026-12-31'), orderOn('new', '2027-01-01')];
    const since = (day: string) =>
      packageVersions({ ...nothingElse, orders, changedSince: new Date(day) });
    expect(since('2026-01-01')).toEqual(['2026.1', '2027.1']);
    expect(since('2026-12-24')).toEqual(['2027.1']);
    expect(since('2027-01-02')).toEqual([]);
  });

  test('the id of an assertion of before versions were in it names the newest form', () => {
    const form = { linkIds: ['plain-radiograph.date'] };
    const context = assertionContext('0'.repeat(32), { cpt: '72148', form });
    expect(packageVersions({ ...nothingElse, context })).toEqual(['2027.1']);
  });

  test('what is published is found in the version that is asked for, and in the newest', async () => {
    const app = express().use(
      fhirRoutes(
        { ...places, payerName: 'Payer' },
        () => (_request, _response, next) => next(),
        false,
      ),
    );
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const versionsOf = async (query: string): Promise<readonly string[]> => {
      const { entry = [] }: Bundle = JSON.parse(
        await (await fetch(`http://127.0.0.1:${port}/fhir/${query}`)).text(),
      );
      return entry.map(({ resource }) => {
        const { version }: { version?: string } = Object(resource);
        return version ?? '';
      });
    };
    const { canonicalBase } = places;
    const form = formUrl(canonicalBase, ['plain-radiograph.date']);
    try {
      for (const url of [
        `Questionnaire?url=${canonicalBase}/Questionnaire/spine-imaging-documentation`,
        `Questionnaire?url=${form}`,
        `CodeSystem?url=${canonicalBase}/CodeSystem/spine-imaging-answers`,
        `ValueSet?url=${canonicalBase}/ValueSet/answers-plain-radiograph-result`,
      ]) {
        expect(await versionsOf(url), url).toEqual(['2027.1']);
        expect(await versionsOf(`${url}|2026.1`), url).toEqual(['2026.1']);
        expect(await versionsOf(`${url}&version=2027.1`), url).toEqual(['2027.1']);
        expect(await versionsOf(`${url}|2025.1`), url).toEqual([]);
      }
    } finally {
      server.close();
    }
  });

  test('the questions carry the numbers of their version', () => {
    const asked = (policy: typeof spineImaging2026) =>
      JSON.stringify(documentationQuestionnaire('https://example.org/fhir', policy));
    expect(asked(spineImaging2026)).toContain('persisted for more than one week?');
    expect(asked(spineImaging2027)).toContain('persisted for more than two weeks?');
  });

  test('an order of last year is explained under last year’s text', () => {
    const name = 'lumbar-stenosis/after-failed-trial-ct';
    const [old, now] = [assessmentOn(name, lastOf2026), assessmentOn(name, firstOf2027)];
    const [before, after] = [explain([old], [], policies), explain([now], [], policies)];
    expect(before).toContain('By spine-imaging 2026.1');
    expect(after).toContain('By spine-imaging 2027.1');
    expect(after).toContain('Preferred: ');
    expect(before).not.toContain('Preferred: ');
  });
});

test('no name of a reading stands where its number belongs', () => {
  // A third of them says every kind of thing.
  const some = [...vignettesByName.values()].filter((_, position) => position % 3 === 0);
  const answers = some.map(({ name }) => JSON.stringify(answerOn(name, firstOf2027)));
  const form = JSON.stringify(
    documentationQuestionnaire('https://example.org/fhir', spineImaging2027),
  );
  const encoded = JSON.stringify([...encodings(spineImaging2027).values()]);
  for (const text of [...answers, form, encoded]) expect(text).not.toMatch(/\{\w+(\|\w+)?\}/);
});

describe('two versions compared', () => {
  const names = [
    'lumbar-radiculopathy/trial-of-41-days',
    'lumbar-radiculopathy/trial-of-42-days',
    'lumbar-stenosis/after-failed-trial-ct',
    'myelopathy/supported',
  ];
  const vignettes = allVignettes().filter(({ name }) => names.includes(name));

  test('names what changed, which orders are judged otherwise, and because of what', () => {
    const { readings, sentences, assessments } = comparePolicies(
      spineImaging2026,
      spineImaging2027,
      vignettes,
    );
    expect(readings.map(({ name, before, after }) => [name, before, after])).toEqual([
      ['trialDays', 42, 28],
      ['cancerAgeAboveYears', 70, 65],
      ['severeRadicularPainScore', 9, 8],
      ['severePainDays', 8, 15],
    ]);
    expect(sentences.map(({ statement }) => statement)).toEqual([
      'stenosis-title',
      'stenosis-stance',
      'stenosis-1',
      'stenosis-2',
    ]);
    expect(assessments.map(({ vignette, why }) => [vignette, why])).toEqual([
      ['lumbar-radiculopathy/trial-of-41-days', ['trialDays']],
      ['lumbar-stenosis/after-failed-trial-ct', expect.arrayContaining(['stenosis-1'])],
    ]);
  });

  test('a version beside itself changes nothing', () => {
    const text = comparisonText(comparePolicies(spineImaging2026, spineImaging2026, vignettes));
    expect(text).toMatch(/^0 of \d+ orders are judged otherwise\.$/m);
  });
});
