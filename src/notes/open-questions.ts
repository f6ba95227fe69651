import { answerTo } from './denial.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { WordList } from './word-lists.ts';
import { sign } from './words.ts';

/** "X-ray? YES: 9/4" is answered. */
function isYes(word: string | undefined): boolean {
  return word === 'yes' || word === 'y';
}

/** "Fever? N / weak legs since Monday": the first was answered. */
function isNo(word: string | undefined): boolean {
  return word === 'no' || word === 'n' || word === 'none';
}

/** "?urgent referral": a question mark in front doubts what follows it up to the next comma. */
export function isQueried(words: SentenceWords, place: Place): boolean {
  if (!words.span.hasSign(sign.question)) return false;
  const { from } = words.chunkOf(place);
  for (let at = from; at < place.from; at += 1)
    if (
      words.tokens[at]?.word === '?' &&
      !isYes(answerTo(words, at)) &&
      !isNo(answerTo(words, at)) &&
      !isYes(words.tokens[at + 1]?.word)
    )
      return true;
  return false;
}

/** "Does the patient have saddle anesthesia?" asks; what a patient writes tells all the same. */
export function isQuestion(words: SentenceWords): boolean {
  if (!words.span.hasSign(sign.question) || words.tokens.at(-1)?.word !== '?') return false;
  return !words.tokens.some(({ word }) => firstPerson.has(word));
}

/**
 * "Not sure if he has a foot drop", "look for the cause of his foot drop": whether it is there, or why, is the question, and
 * nothing that may come.
 */
export function isOpenQuestion({ tokens }: SentenceWords, { from, to }: Place): boolean {
  const word = (at: number): string => tokens[at]?.word ?? '';
  if (word(from) === 'look' && word(to - 1) === 'for')
    return tokens.slice(to, to + 3).some((one) => causes.has(one.word));
  if (to - from > 1 || word(from) !== 'if') return false;
  if (asking.has(word(from - 1))) return true;
  return knowing.has(word(from - 1)) && tokens.slice(0, from).some((one) => notKnown.has(one.word));
}

const causes = new WordList('cause causes reason source origin etiology aetiology');
/** Behind these "if" is a question. */
const asking: ReadonlySet<string> = new Set(
  'unsure uncertain unclear unknown undetermined determine evaluate assess clarify establish question query'.split(
    ' ',
  ),
);
/** The same where they are denied: "not sure if", "hard to tell if". */
const knowing: ReadonlySet<string> = new Set(
  'sure clear certain known know tell say recall remember feel sense see'.split(' '),
);
const notKnown = new WordList(
  "not no never cannot can't cant unable hard difficult impossible doesn't don't doesnt dont isn't isnt",
);

/**
 * "Do you have metal in your body? No": a form that was answered, and nothing stands behind the answer; "Any numbness when you
 * wipe? Patient: No, nothing like that": who answers is named.
 */
export function isOfForm(words: SentenceWords): boolean {
  const { tokens } = words;
  const asked = tokens.findIndex(({ word }) => word === '?');
  const isLabelled =
    asked >= 0 && answerers.has(tokens[asked + 1]?.word ?? '') && tokens[asked + 2]?.word === ':';
  if (isLabelled && !tokens.slice(asked).some(({ word }) => word === 'you' || word === 'your')) {
    const answer = answerTo(words, asked);
    return isNo(answer) || isYes(answer);
  }
  const end = tokens.at(-1)?.word === '.' ? tokens.length - 1 : tokens.length;
  const word = tokens[end - 1]?.word;
  return tokens[end - 2]?.word === '?' && (word === 'no' || word === 'none' || isYes(word));
}

const answerers: ReadonlySet<string> = new Set('patient pt answer a'.split(' '));

/** A patient writes of himself, and of what "you" did. */
export const firstPerson: ReadonlySet<string> = new Set(['my', 'me', 'i']);
