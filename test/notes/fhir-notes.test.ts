import type { Resource } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../src/notes/fhir-notes.ts';

const subject = { reference: 'Patient/p' };

function document(contentType: string, data: Buffer | string, more: object = {}): Resource {
  return {
    resourceType: 'DocumentReference',
    id: 'd',
    status: 'current',
    subject,
    date: '2026-11-01T10:00:00Z',
    type: { text: 'Progress note' },
    content: [{ attachment: { contentType, data: Buffer.from(data).toString('base64') } }],
    ...more,
  } as Resource;
}

function read(...resources: Resource[]) {
  return notesOf(resources, { patientId: 'p', today: '2026-11-18' });
}

describe('documents', () => {
  it('reads what a document holds inside itself', () => {
    const data = Buffer.from('Weak since Friday.').toString('base64');
    const inside = document('text/plain', '', {
      content: [{ attachment: { contentType: 'text/plain', url: '#b' } }],
      contained: [{ resourceType: 'Binary', id: 'b', contentType: 'text/plain', data }],
    });
    expect(read(inside).notes.map(({ text }) => text)).toEqual(['Weak since Friday.']);
  });

  it.each([
    ['text/plain', 'Failed six weeks of PT.', 'Failed six weeks of PT.'],
    ['text/plain', Buffer.from('Schmerz für Tage', 'latin1'), 'Schmerz für Tage'],
    [
      'text/plain; charset=ISO-8859-1',
      Buffer.from('4−/5'.replace('−', '\u0096'), 'latin1'),
      '4–/5',
    ],
    [
      'text/html',
      '<style>p{}</style><p>Strength 3/5</p><p>SLR &amp; reflexes</p>',
      'Strength 3/5\nSLR & reflexes',
    ],
    [
      'application/rtf',
      String.raw`{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 No relief\par 4\u8722?/5 caf\'e9}`,
      'No relief\n4−/5 café',
    ],
    [
      'text/plain; charset=utf-16le',
      Buffer.from('Weak right foot, 4−/5', 'utf16le'),
      'Weak right foot, 4−/5',
    ],
    ['text/plain', Buffer.from('\uFEFFNo relief', 'utf16le'), 'No relief'],
    [
      'application/xml',
      `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><title>Visit</title><recordTarget><name>Doe</name></recordTarget>
      <component><structuredBody><component><section><title/><text><list><item>Weak since Friday</item><item>No fever &amp; no chills</item></list></text>
      <entry><act><text>Coded</text></act></entry></section></component></structuredBody></component></ClinicalDocument>`,
      'Weak since Friday\nNo fever & no chills',
    ],
    ['text/rtf', String.raw`{\rtf1{\*\generator X;}{\b Bold} \{braces\}}`, 'Bold {braces}'],
  ])('reads %s', (type, data, text) => {
    const instant = Date.parse('2026-11-01T10:00:00Z');
    expect(read(document(type, data)).notes).toEqual([
      { id: 'DocumentReference/d', type: 'Progress note', date: '2026-11-01', text, instant },
    ]);
  });

  it.each([
    [document('application/pdf', '%PDF-1.7'), 'PDF'],
    [document('image/png', 'x'), 'an attachment of another kind'],
    [
      document('text/plain', '', {
        content: [
          { attachment: { contentType: 'text/plain', url: 'https://ehr.example/Binary/1' } },
        ],
      }),
      'a link',
    ],
  ])('names what it cannot read', (resource, why) => {
    expect(read(resource)).toEqual({
      notes: [],
      unread: [{ resource: 'DocumentReference/d', why, date: '2026-11-01' }],
    });
  });

  it('names what has no date, and reads it for red flags alone', () => {
    const { notes, unread } = read(document('text/plain', 'x', { date: undefined }));
    expect(notes).toMatchObject([{ text: 'x', isUndated: true }]);
    expect(unread).toEqual([{ resource: 'DocumentReference/d', why: 'no date' }]);
  });

  it.each([
    document('text/plain', 'x', { status: 'entered-in-error' }),
    document('text/plain', 'x', { subject: { reference: 'Patient/someone' } }),
  ])('leaves out what is withdrawn or about someone else', (resource) => {
    expect(read(resource)).toEqual({ notes: [], unread: [] });
  });
});

it('reads reports, observations, conditions and the order itself', () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r',
    status: 'final',
    subject,
    code: { text: 'XR lumbar spine' },
    effectiveDateTime: '2026-10-12',
    conclusion: 'No fracture.',
  };
  const observation = {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    subject,
    code: { text: 'Motor' },
    effectiveDateTime: '2026-11-02',
    valueString: 'EHL 3/5',
  };
  const condition = {
    resourceType: 'Condition',
    id: 'c',
    subject,
    code: { text: 'Low back pain' },
    note: [{ time: '2026-11-03', text: 'PT did not help.' }],
  };
  const order = {
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'draft',
    intent: 'order',
    subject,
    reasonCode: [{ text: 'LBP x 8 wks' }],
    note: [{ text: 'failed PT' }],
  };
  const { notes } = read(...([report, observation, condition, order] as Resource[]));
  expect(notes.map(({ id, date, text }) => `${id} ${date} ${text}`)).toEqual([
    'DiagnosticReport/r 2026-10-12 IMPRESSION: No fracture.',
    'Observation/o 2026-11-02 EHL 3/5',
    'Condition/c 2026-11-03 PT did not help.',
    'ServiceRequest/s 2026-11-18 LBP x 8 wks\n\nfailed PT',
  ]);
});

it.each([
  ['No fracture.', 'IMPRESSION: No fracture.'],
  ['INDICATION: r/o fracture. FINDINGS: none.', 'INDICATION: r/o fracture. FINDINGS: none.'],
])('reads the conclusion "%s" under the heading that it has', (conclusion, text) => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r',
    status: 'final',
    subject,
    code: { text: 'XR lumbar spine' },
    effectiveDateTime: '2026-10-12',
    conclusion,
  };
  expect(read(report).notes.map((one) => one.text)).toEqual([text]);
});
