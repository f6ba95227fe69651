import { classesOf } from './phrases.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { isComma, isStop } from './tokens.ts';
import { WordList } from './word-lists.ts';
import { sign } from './words.ts';

/**
 * Whether a sentence says of the patient what stands at a place. Here it is found out by its form that it does not:
 * what is said of people at large, given to read, one of several things that may be, or somebody else's words.
 */

/** Why what stands at a place is said of nobody; undefined where it may be of the patient. */
export function isSaidOfNobody(words: SentenceWords, place: Place): boolean {
  return (
    isOfPeople(words, place) ||
    isCounterfactual(words, place) ||
    isOnlyThen(words, place) ||
    isOfAny(words, place) ||
    isHeardOf(words, place) ||
    isListOfComplications(words, place) ||
    isHandedOver(words, place) ||
    isQuotedOf(words, place)
  );
}

/** "Patients of this type occasionally develop …", "anyone with …"; not "the patients left leg", as some write. */
function isOfPeople(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(people)) return false;
  const { tokens } = words;
  return tokens.slice(0, place.from).some(({ word }, at) => {
    if (!people.has(word)) return false;
    const before = tokens[at - 1]?.word ?? '';
    const next = tokens[at + 1]?.word ?? '';
    if (others.has(word) && !numerous.has(before)) return false;
    const isFirst = at === 0 || isStop(tokens[at - 1]) || ofMany.has(before);
    const isNamed = word === 'patients' && (before === 'the' || before === 'this');
    return (isFirst || ofSuch.has(next)) && !isNamed;
  });
}

const ofMany: ReadonlySet<string> = new Set(
  'most many some other few such these those in of all for as several'.split(' '),
);
/** Of several of these none is the patient: "several children there with fevers". */
const others: ReadonlySet<string> = new Set('children kid student coworker classmate'.split(' '));
const numerous: ReadonlySet<string> = new Set('most many some other few several all'.split(' '));
const ofSuch: ReadonlySet<string> = new Set('with who whose like of that in'.split(' '));
const people = new WordList(
  'patients people women men anyone anybody everyone everybody individuals children kid student coworker classmate',
);

/** "Had there been saddle numbness, he would …", "were his feet to flop": a verb before its subject asks or supposes. */
function isCounterfactual(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(inverted)) return false;
  const { tokens } = words;
  for (let at = 0; at < place.from; at += 1) {
    const word = tokens[at]?.word ?? '';
    if (!inverted.has(word) || !subjects.has(tokens[at + 1]?.word ?? '')) continue;
    if (at === 0 || isStop(tokens[at - 1])) return true;
    // "I would decompress had he a weakness".
    if (tokens.slice(0, at).some((one) => wishing.has(one.word))) return true;
  }
  return false;
}

/** "An operation comes into question only when the weakness grows". */
function isOnlyThen(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(onlyWhen)) return false;
  const { tokens } = words;
  const only = tokens.findIndex(({ word }) => word === 'only');
  if (only === -1) return false;
  const behind = tokens.slice(only, place.from).map(({ word }) => word);
  if (behind.some((word) => word === 'when' || word === 'once' || word === 'where')) return true;
  const before = tokens.slice(Math.max(0, only - mostBeforeOnly), only);
  const isGeneral = before.some(({ word }) => general.has(word)) || general.has(behind[1] ?? '');
  return isGeneral && behind.some((word) => conditions.has(word));
}

/** "Is indicated only for a growing deficit", "will only be considered after therapy": a rule, and no finding. */
const general: ReadonlySet<string> = new Set(
  'indicated considered reserved offered warranted recommended justified approved covered necessary needed appropriate be'.split(
    ' ',
  ),
);
const conditions: ReadonlySet<string> = new Set('for if in with after following'.split(' '));
const mostBeforeOnly = 2;

/** "Any fever or weakness and he is to phone": what may come, and nothing that is there. */
function isOfAny(words: SentenceWords, { from }: Place): boolean {
  if (!words.hasOf(ofAny) || words.has('negation') || words.span.section === 'denied') return false;
  if (words.span.hasSign(sign.question)) return false;
  const { tokens } = words;
  if (tokens.slice(0, from).some(({ word }) => denying.has(word))) return false;
  for (let at = Math.max(0, from - mostBehindAny); at < from; at += 1) {
    if (tokens[at]?.word !== 'any') continue;
    // "Any location, foot drop" says where the study may be made.
    if (ofAppointments.has(tokens[at + 1]?.word ?? '') && isComma(tokens[at + 2])) continue;
    const before = tokens[at - 1];
    // "Unrelieved by any change of position" is no condition.
    return before === undefined || isStop(before) || beforeAny.has(before.word);
  }
  return false;
}

const ofAppointments: ReadonlySet<string> = new Set(
  'location site facility place time day appointment slot center centre radiologist scanner magnet'.split(
    ' ',
  ),
);

const beforeAny: ReadonlySet<string> = new Set('for with if and or : - at'.split(' '));

const denying: ReadonlySet<string> = new Set(
  'not no never without than nor neither cannot hardly'.split(' '),
);

/** "Knows of a farmer in his village who went numb". */
function isHeardOf(words: SentenceWords, { from }: Place): boolean {
  if (!words.hasOf(hearing)) return false;
  const { tokens } = words;
  return tokens.slice(0, from).some(({ word }, at) => {
    const article = tokens[at + 2]?.word;
    return (
      hearing.has(word) && tokens[at + 1]?.word === 'of' && (article === 'a' || article === 'an')
    );
  });
}

const hearing = new WordList('know knew heard');

const mostBehindAny = 4;
const ofAny = new WordList('any');

const onlyWhen = new WordList('only');

/** "Bleeding, infection, paralysis and loss of bladder control were gone over". */
function isListOfComplications(words: SentenceWords, { from }: Place): boolean {
  const before = words.of('complication').filter((one) => one.from < from);
  return before.length >= leastComplications && words.pastDates.length === 0;
}

const leastComplications = 3;

const inverted = new WordList('had were');
const subjects: ReadonlySet<string> = new Set(
  'he she they there it this that these those symptom'.split(' '),
);
const wishing: ReadonlySet<string> = new Set('would could might id hed shed wed theyd'.split(' '));

/**
 * "Gave her our yellow card listing numbness of the seat", "walked him through what …": what follows is shown to the
 * patient, unless it is a treatment that was given for it.
 */
function isHandedOver(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(receivers)) return false;
  const { tokens } = words;
  for (let at = 1; at < Math.min(mostBeforeReceiver, place.from); at += 1) {
    if (!receivers.has(tokens[at]?.word ?? '')) continue;
    const verb = tokens[at - 1]?.word ?? '';
    if (!handing.has(verb)) continue;
    if (!ofThings.has(tokens[at + 1]?.word ?? '')) continue;
    return !words.hasAny(treatments);
  }
  return false;
}

const mostBeforeReceiver = 5;
const receivers = new WordList(
  'him her them pt patient wife husband family mother father parent daughter son spouse caregiver',
);
const handing: ReadonlySet<string> = new Set(
  'gave give given gives handed hand showed show shown walked walk ran run talked taught teach read sent mailed issued left took'.split(
    ' ',
  ),
);
const ofThings: ReadonlySet<string> = new Set(
  'a an the our my some that how what which about through list printed written copy this these'.split(
    ' ',
  ),
);
const treatments = classesOf('therapy', 'drug', 'injection', 'conservative');

/** What a letter, a form or a book is quoted with: "submitted under “failure of six weeks of therapy”". */
function isQuotedOf(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(writings)) return false;
  const { tokens, span } = words;
  // "Reviewer: “Was there a foot drop?” Me: no" was asked of the patient, and answered.
  if (span.section === 'denied' || span.section === 'affirmed') return false;
  const open = span.quotationAround(tokens[place.from]?.start ?? 0);
  if (open === undefined) return false;
  return tokens.some(({ word, start }) => start < open && writings.has(word));
}

const writings = new WordList(
  'letter form policy guideline criterion criteria website site slide poster flyer sheet book article manual protocol template macro phrase box title heading submission submitted billed coded denial reviewer sign brochure leaflet pamphlet advert ad textbook chapter statement rule clause section wording tweet post',
);
