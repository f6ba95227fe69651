import { limbInText, limbOfCode, type Side } from '../terminology/limbs.ts';
import { codingsOf, type Fields, listOf, wordsOf } from './fields.ts';

/** The side that the words or the body sites name; both, where one site is left and another right. */
export function sideOf(sites: unknown, words: string): Side | undefined {
  const named = limbInText(words).side;
  if (named !== undefined || sites === undefined) return named;
  let side: Side | undefined;
  for (const site of listOf(sites)) {
    const own = sideOfSite(site);
    if (own === undefined) continue;
    if (side !== undefined && side !== own) return 'both';
    side = own;
  }
  return side;
}

function sideOfSite(site: Fields): Side | undefined {
  for (const { system, code } of codingsOf(site)) {
    const { side } = limbOfCode(system, code);
    if (side !== undefined) return side;
  }
  return limbInText(wordsOf(site)).side;
}
