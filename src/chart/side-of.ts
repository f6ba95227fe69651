import { limbInText, limbOfCode, type Side } from '../terminology/limbs.ts';
import { codingsOf, listOf, wordsOf } from './fields.ts';

/** The side that the words or the body site name. */
export function sideOf(sites: unknown, words: string): Side | undefined {
  const named = limbInText(words).side;
  if (named !== undefined) return named;
  for (const site of listOf(sites)) {
    for (const { system, code } of codingsOf(site)) {
      const { side } = limbOfCode(system, code);
      if (side !== undefined) return side;
    }
    const { side } = limbInText(wordsOf(site));
    if (side !== undefined) return side;
  }
  return undefined;
}
