import { addListed, addSign, sign } from './words.ts';

export type Sex = 'male' | 'female';

addSign(sign.masculine, ['he', 'his', 'him', 'himself'], addListed);
addSign(sign.feminine, ['she', 'her', 'hers', 'herself'], addListed);

/** Of which sex words are that stand for somebody; undefined for all others. */
export function sexOfWord(signs: number): Sex | undefined {
  if ((signs & sign.masculine) !== 0) return 'male';
  return (signs & sign.feminine) !== 0 ? 'female' : undefined;
}

const pronouns = /\b(?:(he|his|him|himself)|she|hers?|herself)\b/gi;

/** How a note introduces its patient. */
const introduced =
  /\b(?:\d{1,3}[ -]?(?:y\.?\/?o\.?|yrs?\.?|years?)?[ -]?(?:old)?[ -]{1,2}(?:[a-z-]+ ){0,3}(?:(man|male|gentleman|boy)|woman|female|lady|girl)|\d{1,3} ?(?:y\/?o)? ?(?:(m)|f)|(?:(mr)|mrs|ms|miss)\.?)(?![a-z])/i;

/** So many times as often as the other sex a patient is named where no word introduces him. */
const plainly = 4;

/**
 * Of which sex the patient of a text is that speaks of men and women; undefined where it is not plain, as where a
 * writer takes one for the other.
 */
export function sexOfPatientIn(text: string): Sex | undefined {
  let males = 0;
  let females = 0;
  for (const [, male] of text.matchAll(pronouns)) {
    if (male === undefined) females += 1;
    else males += 1;
  }
  const named = introduced.exec(text);
  if (named !== null) {
    const isMale = named.slice(1).some((one) => one !== undefined);
    if (isMale) return males >= females ? 'male' : undefined;
    return females >= males ? 'female' : undefined;
  }
  if (males >= plainly * females) return 'male';
  return females >= plainly * males ? 'female' : undefined;
}
