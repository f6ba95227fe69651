import { expect, test } from 'vitest';
import { type Content, chartOf, concept, cpt, subject } from './support.ts';

const unread = (...resources: Content[]): readonly string[] =>
  chartOf(...resources).unread.map(({ reference, text }) => `${reference}: ${text}`);

const contact = (id: string, start: string): Content => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  subject,
  class: { system: 'urn:local', code: '13' },
  period: { start },
});

test('contacts of an unknown kind are named once, by the newest', () => {
  expect(unread(contact('b', '2026-10-02'), contact('a', '2026-09-02'))).toEqual([
    'Encounter/b: Whether the patient was seen in person is not told by "Contact of an unknown kind", nor by 1 earlier contacts',
  ]);
});

test('a reason of a treatment that is not known is shown, and the treatment counts', () => {
  const chart = chartOf({
    resourceType: 'Procedure',
    id: 'p',
    status: 'completed',
    subject,
    code: concept(cpt, '97110', 'Therapeutic exercise'),
    performedDateTime: '2026-09-07',
    reasonCode: [{ text: 'as discussed' }],
  });
  expect(chart.treatments).toHaveLength(1);
  expect(chart.unread.map(({ text }) => text)).toEqual([
    'The reason "as discussed" of Therapeutic exercise (97110) is not known here; the treatment counts',
  ]);
});

test('a referral for therapy without a visit is named, one that was followed is not', () => {
  const referral: Content = {
    resourceType: 'ServiceRequest',
    id: 'r',
    status: 'active',
    intent: 'order',
    subject,
    code: { text: 'Referral to physical therapy' },
  };
  expect(unread(referral)).toEqual([
    'ServiceRequest/r: "Referral to physical therapy" is on record, but no visit or session of it',
  ]);
  expect(
    unread(referral, {
      ...contact('v', '2026-09-07'),
      class: { code: 'AMB' },
      type: [{ text: 'Physical Therapy' }],
    }),
  ).toEqual([]);
});
