import { NumberList } from './number-list.ts';
import { addPacked, mostInHead, mostPacked, packedWord, withoutLast } from './packed-words.ts';

/**
 * What a word or a mark is, a bit each, so that a sentence tells at once whether any of its words is what would have to
 * be looked for word by word.
 */
export const sign = {
  /** A word or a number, and no mark. */
  word: 1,
  /** It begins with a digit. */
  digit: 1 << 1,
  /** A mark that may end a sentence or begin an item. */
  end: 1 << 2,
  /** A word that headings begin with. */
  heading: 1 << 3,
  /** A dot behind it ends nothing. */
  abbreviation: 1 << 4,
  /** A dot behind it ends a sentence only where the next begins with a capital letter. */
  shortened: 1 << 5,
  /** Behind a question mark it answers. */
  answer: 1 << 6,
  /** A word that a date may begin with. */
  date: 1 << 7,
  /** A word or a number that a length of time may end with. */
  unit: 1 << 8,
  comma: 1 << 9,
  question: 1 << 10,
  /** A plus or a minus, which are signs of a list as well. */
  plusOrMinus: 1 << 11,
  /** A bracket that closes, or a mark of a form. */
  form: 1 << 12,
  /** It names who answers: "A: no". */
  answerer: 1 << 13,
  /** Digits, or a word for a number. */
  number: 1 << 14,
  /** A word that every date without digits has one of. */
  dated: 1 << 16,
  /** A word for a number from zero to ten. */
  scale: 1 << 17,
  /** A unit of weight. */
  weight: 1 << 18,
  /** A phrase begins with it. */
  begins: 1 << 19,
  /** It stands in a list of words, and in no phrase: see `WordList`. */
  listed: 1 << 20,
  /** A mark that somebody says while he dictates. */
  spoken: 1 << 21,
  /** Who writes for somebody else says whose he is: "my dad". */
  writer: 1 << 22,
  /** What a bed is called in a hand-over. */
  bed: 1 << 23,
  /** A number up to five, or a word that may stand for one on the scale of strength. */
  grade: 1 << 24,
  /** It stands for a man. */
  masculine: 1 << 25,
  /** It stands for a woman. */
  feminine: 1 << 26,
  /** It may stand inside any phrase: "cannot feel when she wipes" is "cannot feel when wipes". */
  filler: 1 << 15,
} as const;

/** A word, a number or a mark that stands in phrases, by its number. */
export type Word = number;

/** Any word that stands in no phrase, and any such number; their texts are empty. */
export const unknownWord: Word = 0;
export const unknownNumber: Word = 1;

/** By their numbers, as {@link normal} has them. */
const texts: string[] = ['', ''];
const signs = new NumberList();
signs.set(unknownWord, sign.word);
signs.set(unknownNumber, sign.word | sign.digit | sign.number);

/** As {@link normal} has it; empty for {@link unknownWord} and {@link unknownNumber}. */
export function textOf(word: Word): string {
  return texts[word] ?? '';
}

/** What a word or a mark is, a bit each: see {@link sign}. */
export function signsOf(word: Word): number {
  return signs.at(word);
}

/**
 * Says of words what they are, too. They are known from then on.
 * @param texts as {@link normal} has them
 * @param add {@link addListed} where they are to be known as words of no phrase
 */
export function addSign(
  bit: number,
  texts: Iterable<string>,
  add: (text: string) => Word | undefined = addWord,
): void {
  for (const text of texts) {
    const word = add(text);
    if (word !== undefined) signs.set(word, signs.at(word) | bit);
  }
}

const fillers: ReadonlySet<string> = new Set(
  'a an the his her their my your any he she i it is was were are been be am of'.split(' '),
);

const numberWords: ReadonlySet<string> = new Set(
  'two three four five six seven eight nine ten eleven twelve fourteen fifteen sixteen eighteen twenty several'.split(
    ' ',
  ),
);

const words = new Map<string, Word>();

/**
 * Words that keep their s: "legs" are both of them, a verb in the third person tells what happened where the plain one
 * may be an order ("returns", "return"), and "risks" are those of a treatment.
 */
const kept: ReadonlySet<string> = new Set([
  'legs',
  'returns',
  'presents',
  'comes',
  'patients',
  'risks',
]);

addSign(sign.scale, 'zero one two three four five six seven eight nine ten'.split(' '));
addSign(sign.comma, ',');
addSign(sign.question, '?');
addSign(sign.plusOrMinus, '+-');
addSign(sign.form, ')[]{☐☒☑');
for (const word of [...fillers, ...numberWords, ...kept]) addWord(word);

/**
 * The word of a phrase, which is known from then on. Notes add none, so that nothing of what stands in them is kept.
 * @param text as {@link normal} has it
 */
export function addWord(text: string): Word {
  const known = words.get(text);
  if (known !== undefined) {
    signs.set(known, signs.at(known) & ~sign.listed);
    return known;
  }
  const word = texts.length;
  texts.push(text);
  words.set(text, word);
  signs.set(word, signsOfText(text));
  addPacked(text, word);
  return word;
}

/**
 * A word of a list, which may be in no phrase; undefined where no token has its text.
 * @param text as lists have it
 */
export function addListed(text: string): Word | undefined {
  const known = words.get(text);
  if (known !== undefined) return known;
  if (normal(text) !== text) return undefined;
  const word = addWord(text);
  signs.set(word, signs.at(word) | sign.listed);
  return word;
}

/** Whether a word stands in any phrase. @param text as {@link normal} has it */
export function isInPhrases(text: string): boolean {
  const known = words.get(text);
  return known !== undefined && (signs.at(known) & sign.listed) === 0;
}

function signsOfText(text: string): number {
  const first = text.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  const isLetter = first >= 97 && first < 0x2000;
  const isNumber = isDigit || numberWords.has(text);
  return (
    (isDigit || isLetter ? sign.word : 0) |
    (isDigit ? sign.digit : 0) |
    (isNumber ? sign.number : 0) |
    (fillers.has(text) ? sign.filler : 0)
  );
}

/** The word with a text, as {@link normal} has it; undefined where no phrase has it. */
export function wordOf(text: string): Word | undefined {
  return words.get(text);
}

/**
 * The word that ASCII letters between two places are; {@link unknownWord} where no phrase has it.
 * @param head the first of them packed, and `tail` the rest: see `packed-words.ts`
 */
export function wordAt(text: string, start: number, end: number, head: number, tail: number): Word {
  const length = end - start;
  if (length > mostPacked) {
    const letters = text.slice(start, end);
    return words.get(letters.toLowerCase()) ?? words.get(normal(letters)) ?? unknownWord;
  }
  const word = packedWord(head, tail);
  if (word !== unknownWord || !isPlural(text, start, end)) return word;
  return length > mostInHead
    ? packedWord(head, withoutLast(tail))
    : packedWord(withoutLast(head), tail);
}

/** A letter of ASCII in lower case. */
function folded(code: number): number {
  return code | 0x20;
}

const s = 's'.charCodeAt(0);

/** Whether letters end in a plural's s: at least four of them, and none of "ss", "us" and "is". */
function isPlural(text: string, start: number, end: number): boolean {
  if (end - start < 4 || folded(text.charCodeAt(end - 1)) !== s) return false;
  const before = folded(text.charCodeAt(end - 2));
  return before !== s && before !== 'u'.charCodeAt(0) && before !== 'i'.charCodeAt(0);
}

/** How words are compared: lower case, without apostrophes and without a plural's s; "legs" stays two of them. */
export function normal(word: string): string {
  let plain = word.toLowerCase();
  if (plain.includes("'") || plain.includes('’')) {
    plain = plain.replace(/['’]s?$/, '').replaceAll(/['’]/g, '');
  }
  return isPlural(plain, 0, plain.length) && !kept.has(plain) ? plain.slice(0, -1) : plain;
}
