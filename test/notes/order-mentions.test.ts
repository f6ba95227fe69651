import type { ServiceRequest } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { today } from '../../src/chart/dates.ts';
import { redFlagMentions } from '../../src/notes/order-mentions.ts';

function mentioned(text: string, more: Partial<ServiceRequest> = {}): readonly string[] {
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    note: [{ text }],
    ...more,
  };
  return redFlagMentions(order, today(new Date('2026-11-18T12:00:00'))).map(
    ({ criterion, value }) => (value === true ? criterion : `${criterion} ${value}`),
  );
}

describe("an order's own words", () => {
  it.each([
    ['New saddle anesthesia and urinary retention since yesterday', 'red-flag.cauda-equina'],
    ['L foot drop x 3 days', 'red-flag.foot-drop'],
    ['EHL 2/5 on the right since Monday', 'red-flag.motor-grade 2'],
    ['MRI to r/o cauda equina', 'red-flag.cauda-equina'],
    ['Concern for epidural abscess', 'suspected-infection'],
    ['Suspect spinal metastasis', 'cancer-suspicion'],
    ['Leg weakness is getting worse', 'red-flag.progressive-deficit'],
  ])('%s: asks about %s', (text, criterion) => {
    expect(mentioned(text)).toContain(criterion);
  });

  it.each([
    'No saddle anesthesia, retention or incontinence',
    'LBP x 8 wks, failed PT, r/o HNP',
    'Return precautions for saddle numbness given',
    'Father had a foot drop',
    'Residual foot drop since the 2011 stroke',
  ])('%s: asks about nothing', (text) => {
    expect(mentioned(text)).toEqual([]);
  });

  it('stand in a reason as well as in a note', () => {
    expect(
      mentioned('', { reasonCode: [{ text: 'Numb between the legs since last night' }] }),
    ).toEqual(['red-flag.cauda-equina']);
  });
});
