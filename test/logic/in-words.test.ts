import { expect, test } from 'vitest';
import { inWords } from '../../src/logic/in-words.ts';

test.each([
  ['{days} days', { days: 42 }, '42 days'],
  ['{days|duration}', { days: 42 }, 'six weeks'],
  ['{days|duration}', { days: 84 }, '12 weeks'],
  ['{days|duration}', { days: 7 }, 'one week'],
  ['{days|duration}', { days: 10 }, '10 days'],
  ['{days|duration}', { days: 1 }, '1 day'],
  ['{days|span} of treatment', { days: 7 }, 'a week of treatment'],
  ['{days|Span} of treatment', { days: 7 }, 'A week of treatment'],
  ['a {days|trial} trial', { days: 28 }, 'a four-week trial'],
  ['a {days|trial} trial', { days: 30 }, 'a 30-day trial'],
  ['more than {days|beyond}', { days: 8 }, 'more than one week'],
  ['{months|words} months', { months: 6 }, 'six months'],
  ['{months|words} months', { months: 18 }, '18 months'],
  ['{name} and {other|words}', { days: 1 }, '{name} and {other|words}'],
  ['{is}', { is: true }, '{is}'],
])('%s with %o', (text, amounts, expected) => {
  expect(inWords(text, amounts)).toBe(expected);
});
