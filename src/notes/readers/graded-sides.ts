import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Token } from '../tokens.ts';
import {
  fullStrength,
  isSlash,
  lefts,
  type NamedGrade,
  numberAt,
  rights,
  units,
} from './grade-numbers.ts';
import { isHeadedByRoots, isHeadedBySides, isUnderStrength } from './other-counts.ts';
import type { Grade } from './strength-course.ts';

/**
 * "Strength R/L: hip flexion 5/5, EHL 5/1", "ASIA motor R/L: C5 5/5, C6 4/4", "EHL 5/2": a number for each side, and no share
 * of five. Where each pair ends with five it may be either, and is read as a share.
 */
export function hasColumns(sentence: Sentence, muscles: readonly Place[]): boolean {
  const { tokens } = sentence;
  if (!tokens.some((_, at) => isOfSides(tokens, at))) return isHeadedByRoots(sentence);
  const isOfStrength =
    sentence.has('strength') || sentence.has('strength-noun') || isUnderStrength(sentence.span);
  if (!isOfStrength && (sentence.has('other-signs') || muscles.length === 0)) return false;
  if (isHeadedBySides(sentence)) return true;
  // "5/2" right behind a muscle can be nothing else.
  return muscles.some(({ to }) => {
    const at = tokens[to]?.word === ':' ? to + 1 : to;
    return tokens[at]?.word === '5' && isOfSides(tokens, at + 1);
  });
}

/** Whether a slash parts two numbers of the scale the second of which is no full strength. */
function isOfSides(tokens: readonly Token[], at: number): boolean {
  const pair = pairAt(tokens, at);
  return pair !== undefined && pair[1].grade < fullStrength;
}

/** Two numbers of the scale with a slash between, the place of which is given. */
function pairAt(
  tokens: readonly Token[],
  at: number,
): readonly [NamedGrade, NamedGrade] | undefined {
  if (!isSlash(tokens[at]?.word ?? '')) return undefined;
  const one = [at - 1, at - 2]
    .map((from) => numberAt(tokens, from))
    .find((read) => read?.to === at);
  const other = numberAt(tokens, at + 1);
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** Both numbers of each pair. */
export function gradesOfSides(tokens: readonly Token[]): readonly Grade[] {
  return tokens.flatMap((_, at) => pairAt(tokens, at) ?? []);
}

/** "Plantarflexion    3    5", "Tib ant L    4    4 (of 5)": the row of a table, with a number for each side behind its muscle. */
export function gradesOfRow(
  { tokens }: Sentence,
  muscles: readonly Place[],
): readonly NamedGrade[] {
  for (const { to } of muscles) {
    const at = sides.has(tokens[to]?.word ?? '') ? to + 1 : to;
    const one = numberAt(tokens, at);
    const other = one === undefined ? undefined : numberAt(tokens, one.to);
    if (one === undefined || other === undefined) continue;
    const [last, first] = [tokens[one.to - 1], tokens[one.to]];
    const isApart = (first?.start ?? 0) - (last?.end ?? 0) >= leastBetweenColumns;
    const next = tokens[other.to]?.word ?? '(';
    if (isApart && next === '(') return [one, other];
  }
  return [];
}

/** In blanks. */
const leastBetweenColumns = 2;

const sides: ReadonlySet<string> = new Set([...lefts, ...rights]);
const betweenSides: ReadonlySet<string> = new Set([...sides, ',', ':', 'and', 'on', 'the']);

/** "Ankle dorsiflexion: R 5, L 3", "EHL 5 R, 3 L", "LE R 4 L 4". */
export function isOfOtherSide(between: readonly string[], behind = '', ahead = ''): boolean {
  const isParted = between.includes(',') || (sides.has(ahead) && between.length === 1);
  const isNamed = between.some((word) => sides.has(word)) && isParted;
  return isNamed && between.every((word) => betweenSides.has(word)) && !units.has(behind);
}
