import type { NamedDate } from '../dates.ts';
import type { Sentence } from '../sentence.ts';
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
export function isPrescribedBy(sentence: Sentence, { from }: NamedDate): boolean {
  return sentence
    .of('by-provider')
    .some((one) => one.to === from && prescribing.has(sentence.tokens[one.from - 1]?.word ?? ''));
}

const prescribing: ReadonlySet<string> = new Set('prescribed rx started begun ordered'.split(' '));
