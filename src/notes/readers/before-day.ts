import type { NamedDate } from '../dates.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';

/** "PT: started 8/31, d/c 10/9", "(start 8/24, end 10/5)": the word right before the day says that a treatment ended, behind a comma. */
export function isEndAt({ tokens }: Sentence, from: number): boolean {
  const word = tokens[from - 1]?.word ?? '';
  const isStroke = word === 'c' && tokens[from - 2]?.word === '/' && tokens[from - 3]?.word === 'd';
  const begin = isStroke ? from - 3 : from - 1;
  return (isStroke || word === 'dc' || word === 'end') && isComma(tokens[begin - 1]);
}

/** "Completed 12/12 visits as of 9/22". */
export function isAsOf({ tokens }: Sentence, { from }: NamedDate): boolean {
  return tokens[from - 1]?.word === 'of' && tokens[from - 2]?.word === 'as';
}

/** "As bad as when it began on 8/24": of the complaint that stands nearest. */
export function isWhenItBegan({ tokens }: Sentence, { from }: NamedDate): boolean {
  const words = tokens.slice(Math.max(0, from - mostToBegan), from).map(({ word }) => word);
  return words.some((word, at) => word === 'when' && words[at + 1] === 'it');
}

const mostToBegan = 5;

/** "Nabumetone, prescribed by this office 7/20". */
export function isPrescribedBy(sentence: Sentence, { from }: Pick<NamedDate, 'from'>): boolean {
  // "Prescribed by Dr. Osgood since 8/12".
  const { tokens } = sentence;
  const end = tokens[from - 1]?.word === 'since' ? from - 1 : from;
  if (end < from) {
    const words = tokens.slice(Math.max(0, end - mostToBegan), end).map(({ word }) => word);
    const at = words.findLastIndex((word) => prescribing.has(word));
    if (at >= 0 && words[at + 1] === 'by') return true;
  }
  return sentence
    .of('by-provider')
    .some((one) => one.to === end && prescribing.has(tokens[one.from - 1]?.word ?? ''));
}

const prescribing: ReadonlySet<string> = new Set('prescribed rx started begun ordered'.split(' '));

/** "Since last visit 7/23", "since his last visit on 9/2". */
export function isSinceVisit({ tokens }: Sentence, { from }: NamedDate): boolean {
  const words = tokens.slice(Math.max(0, from - mostToBegan), from).map(({ word }) => word);
  const since = words.lastIndexOf('since');
  const isLast = since >= 0 && words.slice(since).includes('last');
  return isLast && words.slice(-2).some((word) => visits.has(word));
}

const visits: ReadonlySet<string> = new Set(['visit', 'appointment', 'appt', 'seen']);

/** "A dose pack from urgent care 8/25": behind "from" stands who gave it, and no day. */
export function isFromWhom(tokens: Sentence['tokens'], place: Place, day: number): boolean {
  if (place.to - place.from > 1 || tokens[place.from]?.word !== 'from') return false;
  return givers.has(tokens[place.to]?.word ?? '') && place.to < day;
}

const givers: ReadonlySet<string> = new Set(
  'uc ucc ed er pcp gp dr urgent ortho me us my our dentist walk clinic'.split(' '),
);

/** "Next one 11/19", "next visit Friday". */
export function namesNext({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, at) =>
      word === 'next' &&
      tokens.slice(at + 1, at + 4).some((one) => ofNext.has(one.word) || /^\d+$/.test(one.word)),
  );
}

const ofNext: ReadonlySet<string> = new Set(
  'visit session appointment appt one pt therapy treatment on adjustment'.split(' '),
);

/** "12 visits Sept-Oct": two months with nothing between them but a hyphen, which is no word. */
export function areMonths(first: NamedDate | undefined, last: NamedDate | undefined): boolean {
  if (first === undefined || last === undefined || first.to !== last.from) return false;
  return first.value.length === 7 && last.value.length === 7 && first.value < last.value;
}

/** Behind a day stands "since" with another one. */
export function isSinceAnother({ tokens, pastDates }: Sentence, { to }: NamedDate): boolean {
  return tokens.some(
    ({ word }, at) =>
      at >= to && word === 'since' && pastDates.some(({ from }) => from > at && from - at <= 4),
  );
}
