import { hasOtherSubject } from './other-subject.ts';
import { isPronoun, ofPatient, owners, saying, seeing } from './person-words.ts';
import { isOfNamedPerson } from './relatives.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { sexOfWord } from './sex-of-patient.ts';
import { WordList } from './word-lists.ts';
import { sign } from './words.ts';

/**
 * Whether a place is said of another person or of an animal, and not of the patient. Relatives and people that are no kin have a
 * class each of their own; whoever else somebody has ("his landlord", "her yoga teacher") is known by how the name of a
 * trade is made, or by what only people and animals do.
 */
export function isOfSomeoneElse(words: SentenceWords, place: Place, statement: Place): boolean {
  return (
    isOfNamedPerson(words, place, statement) ||
    hasOtherSubject(words, place, statement) ||
    isOfOtherSex(words, place) ||
    goesOnAboutRelative(words) ||
    isOfProxy(words, place, statement)
  );
}

/**
 * "She cannot walk" in the note of a man: whoever stands nearest before a place is of the other sex than the patient,
 * and not somebody who tells of him.
 */
function isOfOtherSex(words: SentenceWords, place: Place): boolean {
  const { tokens, span } = words;
  if (!span.hasSign(sign.masculine | sign.feminine)) return false;
  for (let at = place.from - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    const isSubject = isPronoun(token?.word ?? '');
    const isOwner = at === place.from - 1 && owners.has(token?.word ?? '');
    if (!isSubject && !isOwner) continue;
    const sex = sexOfWord(token?.signs ?? 0);
    if (sex === undefined) return false;
    const patient = span.sexOfPatient();
    if (patient === undefined || patient === sex) return false;
    return !tokens.slice(at, place.from).some(({ word }) => saying.has(word) || seeing.has(word));
  }
  return false;
}

/** "Husband takes care; his PSA is 40": who a part of a sentence begins with was named in the part before. */
function goesOnAboutRelative({ tokens, span }: SentenceWords): boolean {
  const first = tokens[0];
  const sex = sexOfWord(first?.signs ?? 0);
  if (sex === undefined) return false;
  const part = span.partBefore();
  if (part === '') return false;
  const [, owner] = companionAhead.exec(part) ?? [];
  if (owner !== undefined) return sex === (owner.toLowerCase() === 'his' ? 'female' : 'male');
  const relative = relativeAhead.exec(part);
  if (relative === null || span.sexOfPatient() === sex) return false;
  return sex === (relative[1] === undefined ? 'female' : 'male');
}

/** "Her partner lifts; he tore a disc". */
const companionAhead =
  /^\W*(his|her) (?:partner|spouse|friend|roommate|neighbou?r|co-?worker|colleague|boss|cousin)\b/i;

const relativeAhead =
  /^\W*(?:(?:his|her|my|the|pt'?s|patient'?s)\s+)?(?:(husband|father|dad|brother|son|uncle|grandfather|grandpa|grandson|nephew|boyfriend|boss)|wife|mother|mom|mum|sister|daughter|aunt|grandmother|grandma|granddaughter|niece|girlfriend)\b(?!.*\b(?:says?|said|reports?|reported|states?|stated|not(?:es?|ed)|tells?|told|brought|drove|feels?|worried|concerned|here|present)\b)/i;

/** "I myself had sciatica" is said of a daughter who writes for her father. */
function isOfProxy(words: SentenceWords, place: Place, { from }: Place): boolean {
  if (!words.hasOf(ofWriter)) return false;
  const { tokens, span } = words;
  const isFirstPerson = tokens.slice(from, place.from).some(({ word }) => word === 'i');
  return (
    isFirstPerson && span.isWrittenForAnother() && !tokens.some(({ word }) => ofPatient.has(word))
  );
}

const ofWriter = new WordList('i');
