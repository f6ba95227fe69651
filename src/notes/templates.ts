import { isTicked } from './denial.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import type { Token } from './tokens.ts';
import { sign } from './words.ts';

/** Whether a sentence is a form that nobody filled in. */
export function isTemplate(words: SentenceWords): boolean {
  if (words.span.endsBlank()) return true;
  if (words.of('template').some((one) => !isEmphasis(words, one))) return true;
  if (!words.span.hasSign(sign.form)) return false;
  const [first, second] = words.tokens;
  if (words.tokens.some(({ word }) => word === '{')) return true;
  if (words.tokens.some(({ word }, at) => word === ')' && isToBeMarked(words.tokens, at)))
    return true;
  const isOffered = words.tokens.some(
    ({ word }, at) =>
      word === ']' && words.tokens[at - 1]?.word === '[' && isAnswer(words.tokens[at + 1]),
  );
  const isGiven = words.tokens.some((token, at) => isAnswer(token) && isTicked(words, at));
  if (isOffered && !isGiven) return true;
  const [beforeLast, last] = words.tokens.slice(-2);
  if (last?.word === '☐' || (beforeLast?.word === '[' && last?.word === ']')) return true;
  return first?.word === '☐' || (first?.word === '[' && second?.word === ']');
}

/** "*** New foot drop ***": asterisks at either end of a sentence of several words fill in for nothing. */
function isEmphasis({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (tokens[from]?.word !== '*' || tokens[from - 1]?.word === ':') return false;
  if (tokens.length < fewestEmphasized) return false;
  const isOutside = (words: readonly Token[]): boolean =>
    words.every(({ word }) => word === '*' || word === '.');
  const isFirst = isOutside(tokens.slice(0, from));
  return isFirst || isOutside(tokens.slice(to));
}

/** Three asterisks, and a statement of some words. */
const fewestEmphasized = 7;

/** "Red flags (circle):". */
function isToBeMarked(tokens: readonly Token[], close: number): boolean {
  return tokens[close - 2]?.word === '(' && marking.has(tokens[close - 1]?.word ?? '');
}

const marking: ReadonlySet<string> = new Set(['circle', 'check', 'tick', 'select', 'mark']);

function isAnswer(token: Token | undefined): boolean {
  return token?.word === 'yes' || token?.word === 'no';
}
