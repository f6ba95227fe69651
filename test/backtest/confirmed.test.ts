import { expect, test } from 'vitest';
import { changed, judge } from './support.ts';

const note = (date: string, words: string) => ({
  resourceType: 'DocumentReference',
  id: 'n1',
  status: 'current',
  subject: { reference: 'Patient/p1' },
  type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
  date,
  content: [
    { attachment: { contentType: 'text/plain', data: Buffer.from(words).toString('base64') } },
  ],
});
const words =
  'Low back pain radiating into the left leg. He completed eight weeks of physical therapy without improvement.';
/** Without what the therapy came to: nobody coded it. */
const uncoded = changed('pt1', ({ outcome: _, ...therapy }) => therapy);

test('what a note offers counts in the columns of what confirmation would give, and in no other', () => {
  const [without] = judge(uncoded).orders;
  expect(without).toMatchObject({
    determination: 'prerequisites-missing',
    confirmed: 'prerequisites-missing',
  });
  expect(without?.undocumentedConfirmed).toBe(without?.undocumented);
  const [row] = judge([...uncoded, note('2026-05-20T10:00:00Z', words)]).orders;
  expect(row).toEqual({ ...without, confirmed: 'supported', undocumentedConfirmed: '' });
});

test('a note that was written after the order offers nothing', () => {
  expect(judge([...uncoded, note('2026-06-02T08:00:00Z', words)]).orders).toEqual(
    judge(uncoded).orders,
  );
});
