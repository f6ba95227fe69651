import { expect, it } from 'vitest';
import { csv } from '../../src/server/csv.ts';

it.each([
  '=1+1',
  '+1',
  '-1',
  '@A1',
  '\t=1',
  '\n=1+1',
  '  =1',
  '\uff1d1+1',
  '\ufeff=1',
  'a;=1',
  'a\r\n=1',
  '"=1',
])('the cell %j begins no formula, however it is opened', (text) => {
  const [, line = ''] = csv(['code'], [[text]]).split(/\r\n(?=")/);
  expect(line.startsWith(`"'`)).toBe(true);
});

it('codes, URLs and numbers stand as they are', () => {
  const line = [
    '2026-03',
    'trial-of-treatment',
    'https://cds.test/reasons',
    'a.b_c',
    '',
    12,
  ] as const;
  expect(csv(['a'], [[...line]])).toBe(
    'a\r\n2026-03,trial-of-treatment,https://cds.test/reasons,a.b_c,,12\r\n',
  );
});
