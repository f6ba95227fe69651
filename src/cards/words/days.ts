import { remembering } from '../../terminology/remember.ts';

const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;
const written = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * A FHIR date as a clinician writes it: "Nov 8", with its year where that is not the year of the call; a month
 * or a year where the chart has no more. Anything that is no date gives undefined.
 */
export function shownDay(iso: string | undefined, asOf: Date): string | undefined {
  const named = iso === undefined ? undefined : dayNamed(iso);
  return named?.year === asOf.getFullYear() ? named.within : named?.whole;
}

/** A date in words, for a call of its own year and of another; a card names the same few over and over. */
const dayNamed = remembering((iso: string) => {
  const parts = written.exec(iso);
  if (parts === null) return undefined;
  const [, year = '', month, day] = parts;
  const name = month === undefined ? undefined : months[Number(month) - 1];
  if (name === undefined) return { year: Number(year), within: year, whole: year };
  const date = day === undefined ? `${name} ${year}` : `${name} ${Number(day)}`;
  return {
    year: Number(year),
    within: date,
    whole: day === undefined ? date : `${date}, ${year}`,
  };
});

/** "Nov 3 and Nov 9", "a, b and c"; an empty list is an empty text. */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
