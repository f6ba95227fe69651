import { NumberPairs } from './number-pairs.ts';

/**
 * Words of a few letters, and numbers of a few digits, packed into two numbers each: so a note is read without a string
 * for each of its words, and two words are the same where their numbers are. A letter takes five bits, six letters a
 * number; a digit or a point takes four, and the second number of a number is {@link tailOfNumbers}.
 */

/** So many letters stand in the first number, the others in the second. */
export const mostInHead = 6;

/** A word of more letters is not packed. */
export const mostPacked = 2 * mostInHead;

/** A number of more digits is not packed. */
export const mostDigits = 7;

/** No letters are packed so. */
export const tailOfNumbers = -1;

const point = 0x2e;

/** A packed number with one more letter. */
export function withLetter(packed: number, code: number): number {
  return (packed << 5) | (code & 31);
}

/** Packed letters without their last one. */
export function withoutLast(packed: number): number {
  return packed >>> 5;
}

/** A packed number with one more digit or a point. */
export function withDigit(packed: number, code: number): number {
  return (packed << 4) | (code === point ? 11 : (code & 15) + 1);
}

/** By the two numbers of each; 0 is no first number of a word. */
const packed = new NumberPairs(16_384);

/** Enters a word where it can be packed. @param text letters in lower case, or digits */
export function addPacked(text: string, word: number): void {
  const isNumber = isDigit(text.charCodeAt(0));
  if (text.length > (isNumber ? mostDigits : mostPacked)) return;
  let head = 0;
  let tail = isNumber ? tailOfNumbers : 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!(isNumber ? isDigit(code) || code === point : code >= 97 && code <= 122)) return;
    if (isNumber) head = withDigit(head, code);
    else if (at < mostInHead) head = withLetter(head, code);
    else tail = withLetter(tail, code);
  }
  packed.set(head, tail, word);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The word that is packed so; 0 where there is none. */
export function packedWord(head: number, tail: number): number {
  return packed.of(head, tail);
}
