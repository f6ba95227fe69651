import { vertebraWord } from './between-words.ts';
import { lengthAt, phraseList, type Word } from './words.ts';

const units: Readonly<Record<Word, number>> = {
  h: 0,
  hr: 0,
  hrs: 0,
  hour: 0,
  hours: 0,
  min: 0,
  minutes: 0,
  d: 1,
  day: 1,
  days: 1,
  wk: 7,
  wks: 7,
  week: 7,
  weeks: 7,
};
const numbers = 'zero one two three four five six seven eight nine ten'.split(' ');

/** Reading A10: what is older is not new. */
const mostDays = 84;

const beforeNumbers: ReadonlySet<Word> = new Set(
  'grade mrc power strength stage asia temp temperature fever febrile crp esr wbc pvr'.split(' '),
);
const ages = phraseList('year old, years old, yr old, y o, yo, m, f, male, female, man, woman');

/** Whether each number of a text is one of a time that is not long ago, a grade, a vertebra, an age or a value of the laboratory. */
export function areNumbersUnderstood(words: readonly Word[]): boolean {
  return words.every((word, at) => {
    const [, count] = /^x?(\d{1,3})$/.exec(word) ?? [];
    const packed = /^(\d{1,3})([dwh])$/.exec(word);
    if (packed !== null) return Number(packed[1]) * (units[packed[2] ?? ''] ?? 0) <= mostDays;
    const written = numbers.indexOf(word);
    if (count === undefined && written === -1) return true;
    const next = words[at + 1] ?? '.';
    const unit = units[next];
    // "In 3 weeks" may be to come.
    if (unit !== undefined)
      return Number(count ?? written) * unit <= mostDays && words[at - 1] !== 'in';
    // "One leg".
    if (count === undefined) return /^(?:leg|arm|foot|hand|side|limb|toe)/.test(next);
    return isKnownNumber(words, at, next);
  });
}

function isKnownNumber(words: readonly Word[], at: number, next: Word): boolean {
  const before = words[at - 1] ?? '.';
  // "2-3 days", "2/5", "4-/5".
  if (/^\d+$/.test(next) && units[words[at + 2] ?? ''] !== undefined) return true;
  if (/^[0-5]$/.test(words[at] ?? '') && (next === '5' || words[at + 2] === '5')) return true;
  if (words[at] === '5' && /^[0-5]$/.test(before)) return true;
  const ofLevel = [before, words[at - 2] ?? '', words[at - 3] ?? ''].findIndex(
    (word) => !/^\d{1,2}$/.test(word),
  );
  const level = words[at - 1 - ofLevel] ?? '';
  if (ofLevel >= 0 && (vertebraWord.test(level) || /^s[1-3]$/.test(level))) return true;
  if (before === 'from' && /^(?:m|ft|feet|stairs)$/.test(next)) return true;
  if (lengthAt(words, ages, at + 1) > 0) return !/^(?:at|since|from|when|age)$/.test(before);
  return [before, words[at - 2] ?? '', words[at - 3] ?? ''].some((word) => beforeNumbers.has(word));
}
