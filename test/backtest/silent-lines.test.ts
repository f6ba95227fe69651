import { describe, expect, test } from 'vitest';
import { assessPatient } from '../../src/backtest/assess-patient.ts';
import type { Json } from '../../src/backtest/fields.ts';
import { recordsOf } from '../../src/backtest/patient-records.ts';
import { policyOf } from '../../src/backtest/policies.ts';
import { note, type Problems } from '../../src/backtest/problem.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { resourcesOf } from '../support/vignette-call.ts';
import { supportedPatient } from './support.ts';

const subject = { reference: 'Patient/p1' };
const { service, name } = policyOf('default');

function measured(id: string, code: string, display: string, more: Json = {}): Json {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code, display }], text: display },
    subject,
    effectiveDateTime: '2026-05-20T09:00:00Z',
    issued: '2026-05-20T09:05:00Z',
    valueQuantity: { value: 81.3, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    ...more,
  };
}

function diagnosed(id: string, code: string, display: string, more: Json = {}): Json {
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: { coding: [{ code: 'active' }] },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code, display }] },
    subject,
    onsetDateTime: '2024-02-03',
    recordedDate: '2024-02-03T10:00:00Z',
    ...more,
  };
}

const weight = measured('w1', '29463-7', 'Body weight');
const temperature = (value: number, unit = 'Cel') =>
  measured('t1', '8310-5', 'Body temperature', { valueQuantity: { value, unit, code: unit } });
const hypertension = diagnosed('h1', 'I10', 'Essential hypertension');

/** The records of the supported patient with further lines, as a part holds them. */
function read(further: readonly (Json | string)[]) {
  return readOf([...supportedPatient, ...further], 'p1');
}

function readOf(records: readonly (Json | string)[], patientId: string) {
  const lines = records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  const typeOf = (line: string) => /"resourceType":"(\w+)"/.exec(line)?.[1] ?? '';
  const runs = [...new Set(lines.map(typeOf))].map((type) => ({
    file: `${type}.ndjson`,
    first: 1,
    type,
    patientId,
    lines: () => lines.filter((line) => typeOf(line) === type),
  }));
  const problems: Problems = new Map();
  const { placed, silent } = recordsOf(patientId, runs, problems);
  const judge = { service, policy: name, mode: 'strict' as const };
  const resources = placed.map(({ resource }) => resource);
  return {
    silent: silent.count,
    problems,
    rows: assessPatient(patientId, resources, judge, silent),
    rowsOfAll: assessPatient(patientId, parsedOf(lines), judge),
  };
}

function parsedOf(lines: readonly string[]): readonly Json[] {
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

describe('records that say nothing of an order', () => {
  test.each([
    ['a measurement', weight],
    ['a temperature without fever', temperature(36.8)],
    ['a diagnosis of another kind', hypertension],
    ['one with further members', { ...weight, meta: { versionId: '1' }, performer: [subject] }],
    ['one with a narrative', { ...weight, text: { div: '<div class="a">8"{</div>' } }],
    ['one with its members in another order', Object.fromEntries(reversed(weight))],
  ])('%s is told by its line', (_, record) => {
    const { silent, rows, rowsOfAll } = read([record]);
    expect(silent).toBe(1);
    expect(rows).toEqual(rowsOfAll);
  });

  test.each([
    ['a fever', temperature(39.1)],
    ['a fever in Fahrenheit', temperature(102, '[degF]')],
    ['words', { ...weight, valueQuantity: undefined, valueString: 'No evidence of discitis' }],
    ['a note', { ...weight, note: [{ text: 'MRI unsafe pacemaker' }] }],
    ['a component', { ...weight, component: [{ valueString: 'foot drop' }] }],
    ['an emergency', diagnosed('h1', 'G83.4', 'Cauda equina syndrome')],
    ['a pacemaker', diagnosed('h1', 'Z95.0', 'Presence of cardiac pacemaker')],
    ['the spine in words', diagnosed('h1', 'X1', 'Disorder of the thoracic spine')],
    ['a site', { ...hypertension, bodySite: [{ text: 'Lumbar spine' }] }],
    ['more than a measurement has room for', { ...weight, text: { div: '"'.repeat(3_000_000) } }],
    ['an end', { ...hypertension, abatementDateTime: '2026-08-01' }],
    ['a status of the end alone', { ...hypertension, clinicalStatus: status('resolved') }],
    ['another subject', { ...weight, subject: { reference: 'Patient/p2' } }],
  ])('one that tells of %s is read', (_, record) => {
    const { silent, rows, rowsOfAll } = read([record]);
    expect(silent).toBe(0);
    expect(rows).toEqual(rowsOfAll);
  });

  test('a diagnosis of another kind is read where a visit or a treatment names it as its reason', () => {
    const visit = supportedPatient.filter(({ id }) => id === 'e1' || id === 'pt1');
    for (const reference of ['Condition/h1', 'https://ehr.example/fhir/Condition/h1/_history/2']) {
      const named = visit.map((one) => ({
        ...one,
        id: `${one.id}-2`,
        reasonReference: [{ reference }],
      }));
      const { silent, rows, rowsOfAll } = read([hypertension, ...named]);
      expect(silent).toBe(0);
      expect(rows).toEqual(rowsOfAll);
    }
    const escaped = JSON.stringify({ ...visit[0], id: 'e3', reason: 'Condition/h1' });
    expect(read([hypertension, escaped.replace('n/h1', 'n\\/h1')]).silent).toBe(0);
  });

  test('a diagnosis of another kind is read where it names the visit that it was made at', () => {
    const { silent, rows, rowsOfAll } = read([
      diagnosed('h1', 'J06.9', 'Acute upper respiratory infection', {
        encounter: { reference: 'Encounter/e1' },
      }),
    ]);
    expect(silent).toBe(0);
    expect(rows).toEqual(rowsOfAll);
  });

  test('when it became known still says how sure the chart of then is', () => {
    for (const further of [
      { ...weight, issued: undefined },
      { ...weight, issued: undefined, meta: { lastUpdated: '2026-05-20T09:05:00Z' } },
      { ...weight, issued: '2026-06-01' },
      { ...weight, issued: '2026-07-01T09:00:00Z' },
      // Days and hours that there are not, and instants of other forms.
      { ...weight, issued: '2026-02-30T09:05:00Z' },
      { ...weight, issued: '2026-05-20T24:05:00Z' },
      { ...weight, issued: '2026-05-20T09:05Z' },
      { ...weight, issued: '2026-05-20T09:05:00.5Z' },
      { ...weight, issued: '2026-05-20T11:05:00+02:00' },
      { ...hypertension, recordedDate: undefined },
    ]) {
      const { silent, rows, rowsOfAll } = read([further]);
      expect(silent).toBe(1);
      expect(rows).toEqual(rowsOfAll);
    }
    expect(read([{ ...weight, issued: undefined }]).rows.orders[0]?.reconstruction).toBe('assumed');
  });

  test('a line that is no JSON is named, however much of it looks like a measurement', () => {
    const line = JSON.stringify(weight);
    for (const broken of [
      line.replace('81.3', '8l.3'),
      line.replace('81.3', '01'),
      line.replace('"final"', '"fi\u0001nal"'),
      line.slice(0, -1),
      `${line}}`,
      line.replace('"unit":', '"unit"'),
    ]) {
      const problems: Problems = new Map();
      note(problems, 'no JSON resource', 'Observation.ndjson:4');
      expect(read([broken]).problems, broken).toEqual(problems);
    }
  });

  test('of a member that comes twice the last one counts', () => {
    const line = JSON.stringify(weight);
    const fever = JSON.stringify(temperature(39.1));
    const code = /"code":(\{"coding".*?\}\],"text":"[^"]*"\})/.exec(fever)?.[0] ?? '';
    const twice = `${line.slice(0, -1)},${code}}`;
    const { silent, rows, rowsOfAll } = read([twice]);
    expect(JSON.parse(twice).code.text).toBe('Body temperature');
    expect(silent).toBe(0);
    expect(rows).toEqual(rowsOfAll);
  });

  test('of several versions each is read, and named', () => {
    const { silent, problems } = read([weight, { ...weight, status: 'amended' }, hypertension]);
    expect(silent).toBe(1);
    expect([...problems.keys()]).toEqual(['several versions of a resource']);
    const named: Problems = new Map();
    note(named, 'several versions of a resource', 'Observation.ndjson:5');
    expect(read([weight, hypertension, weight]).problems).toEqual(named);
    expect(supportedPatient.filter(isObservation)).toHaveLength(3);
  });
});

test('the orders of every fourth vignette are judged as if each line was parsed', () => {
  const tried = allVignettes().filter((_, at) => at % 4 === 0);
  let count = 0;
  for (const { name: vignette, request, asOf } of tried) {
    const { patientId, draftOrders } = request.context;
    const signed = (draftOrders.entry ?? []).map(({ resource }) => ({
      ...resource,
      status: 'active',
      intent: 'order',
      authoredOn: asOf,
    }));
    // Charts of calls say when things were seldom: half of them are told as recorded at their own time.
    const charted = resourcesOf(request).map((resource, at) =>
      dated({ ...resource }, at % 2 === 0),
    );
    const beside = [weight, hypertension].map((one) => ({ ...one, subject: subjectOf(patientId) }));
    const records = [...charted, ...signed, ...beside];
    const { silent, rows, rowsOfAll } = readOf(records, patientId);
    expect(rows, vignette).toEqual(rowsOfAll);
    count += silent;
  }
  expect(count).toBeGreaterThan(tried.length);
});

function subjectOf(patientId: string): Json {
  return { reference: `Patient/${patientId}` };
}

function dated(resource: Json, isRecorded: boolean): Json {
  const { onsetDateTime, effectiveDateTime } = resource;
  return isRecorded
    ? { recordedDate: onsetDateTime, issued: effectiveDateTime, ...resource }
    : resource;
}

function reversed(record: Json): readonly [string, unknown][] {
  const { resourceType, ...others } = record;
  return [['resourceType', resourceType], ...Object.entries(others).reverse()];
}

function isObservation({ resourceType }: Json): boolean {
  return resourceType === 'Observation';
}

function status(code: string): Json {
  return { coding: [{ code }] };
}
