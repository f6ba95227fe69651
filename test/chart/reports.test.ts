import { describe, expect, test } from 'vitest';
import { type Content, chartOf, concept, cpt, loinc, subject } from './support.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const report = (more: Content = {}): Content => ({
  resourceType: 'DiagnosticReport',
  id: 'r',
  status: 'final',
  subject,
  code: concept(cpt, '72100'),
  effectiveDateTime: '2026-09-10',
  ...more,
});

const filmOf = (...resources: Content[]): string | undefined => {
  const [film] = chartOf(...resources).imaging;
  if (film === undefined) return undefined;
  const result = film.resultsAvailable ? 'with results' : 'without results';
  return `${film.study.cpt} ${film.date?.text ?? '?'} ${result}: ${[...film.conclusions].join()}`;
};

describe('the text of a report (reading A64)', () => {
  test.each<[string, Content]>([
    ['its conclusion', { conclusion: 'No fracture.' }],
    [
      'an attachment in plain text',
      { presentedForm: [{ contentType: 'text/plain', data: base64('No fracture.') }] },
    ],
    [
      'an attachment in HTML',
      {
        presentedForm: [
          {
            contentType: 'text/html; charset=utf-8',
            data: base64(
              '<html><head><title>X</title></head><p>IMPRESSION<br>No&nbsp;fracture.</p></html>',
            ),
          },
        ],
      },
    ],
    [
      'an attachment in RTF',
      {
        presentedForm: [
          {
            contentType: 'application/rtf',
            data: base64('{\\rtf1\\ansi IMPRESSION:\\par No fracture.}'),
          },
        ],
      },
    ],
    [
      "a table's row in HTML, whose cells are read as one line",
      {
        presentedForm: [
          {
            contentType: 'text/html',
            data: base64('<table><tr><td>Impression</td><td>No</td><td>fracture</td></tr></table>'),
          },
        ],
      },
    ],
    [
      'a contained result',
      {
        result: [{ reference: '#i' }],
        contained: [
          {
            resourceType: 'Observation',
            id: 'i',
            code: concept(loinc, '19005-8'),
            valueString: 'No fracture.',
          },
        ],
      },
    ],
  ])('is %s', (_name, more) => {
    expect(filmOf(report(more))).toBe('72100 2026-09-10 with results: no-fracture');
  });

  test('is that of a result beside it, whichever comes first', () => {
    const impression = {
      resourceType: 'Observation',
      id: 'i',
      status: 'final',
      subject,
      code: concept(loinc, '19005-8'),
      valueString: 'No fracture.',
    };
    const pointing = report({ result: [{ reference: 'Observation/i' }] });
    expect(filmOf(pointing, impression)).toBe('72100 2026-09-10 with results: no-fracture');
    expect(filmOf(impression, pointing)).toBe('72100 2026-09-10 with results: no-fracture');
  });

  test.each([
    [{ contentType: 'application/pdf', data: base64('%PDF') }, 'PDF'],
    [{ contentType: 'application/pdf', url: 'Binary/1' }, 'PDF'],
    [{ contentType: 'text/rtf', data: base64('{\\rtf1}') }, 'RTF'],
    [{ contentType: 'text/html', url: 'https://ehr.example/report' }, 'a link'],
  ])('that cannot be read is named, and the film is done: %j', (form, kind) => {
    const chart = chartOf(report({ presentedForm: [form] }));
    expect(filmOf(report({ presentedForm: [form] }))).toBe('72100 2026-09-10 with results: ');
    expect(chart.unread.map(({ text }) => text)).toEqual([
      `A report of X-ray lumbar spine, 2 or 3 views of 2026-09-10 is there as ${kind}, whose words are not read here`,
    ]);
  });

  test('is not there in an empty attachment', () => {
    expect(filmOf(report({ presentedForm: [{ contentType: 'application/pdf' }] }))).toBe(
      '72100 2026-09-10 without results: ',
    );
  });
});

describe('what a report is of', () => {
  const images = (more: Content = {}): Content => ({
    resourceType: 'ImagingStudy',
    id: 's',
    status: 'available',
    subject,
    started: '2026-09-10T10:00:00Z',
    procedureCode: [concept(cpt, '72100')],
    ...more,
  });
  const pointing = report({
    code: concept(loinc, '18748-4', 'Diagnostic imaging study'),
    effectiveDateTime: undefined,
    imagingStudy: [{ reference: 'ImagingStudy/s' }],
    conclusion: 'No fracture.',
  });

  test.each<[string, Content]>([
    ['their code', {}],
    ['their description', { procedureCode: undefined, description: 'XR LUMBAR SPINE' }],
    [
      'modality and site of their series',
      {
        procedureCode: undefined,
        series: [{ modality: { code: 'DX' }, bodySite: { display: 'Lumbar spine' } }],
      },
    ],
  ])('is told by the images that it points at: %s', (_name, more) => {
    const films = chartOf(pointing, images(more)).imaging.filter((one) => one.resultsAvailable);
    expect(films.map(({ study, date }) => [study.cpt, date?.text])).toEqual([
      ['72100', '2026-09-10'],
    ]);
  });

  test('is nothing where neither says', () => {
    expect(filmOf(pointing)).toBeUndefined();
  });

  test.each<[string, Content]>([
    ['a modifier behind the code', { code: concept(cpt, '72100-TC') }],
    ['two modifiers', { code: concept(cpt, '72100-26-59') }],
    [
      'a local code with words',
      { code: { coding: [{ system: 'urn:x', code: 'IMG1', display: 'XR LUMBAR SPINE 2V' }] } },
    ],
    ['words alone', { code: { text: 'X-ray lumbar spine' } }],
    [
      'a code without a system and words that agree',
      { code: { coding: [{ code: '72100', display: 'XR lumbar spine' }] } },
    ],
    ['another name of the system', { code: concept('CPT', '72100') }],
    ['the code of lumbar spine and sacrum', { code: concept(loinc, '79371-1') }],
  ])('is a lumbar film by %s', (_name, more) => {
    expect(filmOf(report({ ...more, conclusion: 'No fracture.' }))).toBe(
      '72100 2026-09-10 with results: no-fracture',
    );
  });

  test('is nothing by a code without a system whose words do not agree', () => {
    expect(
      filmOf(report({ code: { coding: [{ code: '72100', display: 'Room charge' }] } })),
    ).toBeUndefined();
  });
});
