import {
  indefinite,
  isBehindBy,
  isDoneToPatient,
  isPerson,
  isPronoun,
  owners,
  parents,
  relatives,
  saying,
  seeing,
} from './person-words.ts';
import { classesOf } from './phrases.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { isComma, type Token } from './tokens.ts';
import { isToldOf } from './told-of.ts';
import { WordList } from './word-lists.ts';

const persons = classesOf('family', 'informant');

/** Whether a place is said of a relative or of whoever tells of the patient, whom the sentence names. */
export function isOfNamedPerson(words: SentenceWords, place: Place, statement: Place): boolean {
  if (words.hasOf(reflexive) && isOfTeller(words, place)) return true;
  if (!words.hasAny(persons)) return false;
  if (isOfRelative(words, place)) return true;
  const informants = words.of('informant');
  // "Pain every night, mother rubs his back": behind a comma a relative has a part of his own.
  const chunk = words.chunkOf(place);
  // "Her mother was told that she …".
  const told = informants.filter((one) => !isTelling(words, one));
  const named = [...words.of('family'), ...told]
    .filter((one) => !isLifted(words, one) && !tells(words, one, place))
    .filter((one) => !isAside(words, one, place) && !isPatientToCaller(words, one))
    .filter((one) => !isToldOf(words, one) && !isHelper(words, one))
    .filter((one) => !isParentOf(words, one) && !hasBroughtIn(words, one) && !isSpeaker(words, one))
    .filter((one) => !isLeftBehind(words, one) && !isOfLaterClause(words, one, place))
    .filter((one) => !isLikeness(words, one))
    .filter((one) => one.from < place.from || (one.from >= statement.from && one.from < chunk.to));
  const tellers = informants.filter((one) => isTelling(words, one));
  if (tellers.length === 0) return named.length > 0;
  // "Her daughter tells me that a cousin …", and not "her daughter says that mom …".
  const isOther = ({ from }: Place): boolean =>
    from < place.from &&
    tellers.every(({ to }) => from >= to) &&
    !(parents.has(words.tokens[from]?.word ?? '') && tellers.some((one) => isOfChild(words, one)));
  return named.some((one) => isOther(one) || isAcquaintance(words, one));
}

/** "Neighbor had therapy first, per daughter": nobody calls the patient so who tells of him. */
function isAcquaintance({ tokens }: SentenceWords, { from, to }: Place): boolean {
  const opens = from === 0 || (from === 1 && ofOwners.has(tokens[0]?.word ?? ''));
  return opens && tokens.slice(from, to).some(({ word }) => acquaintances.has(word));
}

const ofOwners: ReadonlySet<string> = new Set([...owners, ...indefinite, 'the']);
const acquaintances: ReadonlySet<string> = new Set(
  'neighbor neighbour coworker colleague roommate boss friend cousin buddy classmate teammate'.split(
    ' ',
  ),
);

/** "Was babysitting her niece and came down with", "rode with a buddy, rolled the car": the patient goes on. */
function isLeftBehind({ tokens }: SentenceWords, { from, to }: Place): boolean {
  const next = tokens[to]?.word;
  if (next !== 'and' && next !== ',') return false;
  if (!doing.has(tokens[to + 1]?.word ?? '')) return false;
  const before =
    owners.has(tokens[from - 1]?.word ?? '') || indefinite.has(tokens[from - 1]?.word ?? '')
      ? from - 2
      : from - 1;
  const verb = tokens[before]?.word ?? '.';
  return verb.endsWith('ing') || verb === 'with';
}

const doing: ReadonlySet<string> = new Set(
  'came fell felt developed has had got woke noticed started began rolled crashed flipped hit landed slipped twisted lost is was'.split(
    ' ',
  ),
);

/** "It feels like wiping someone else", "as if they belong to someone else". */
function isLikeness({ tokens }: SentenceWords, { from }: Place): boolean {
  if (tokens[from]?.word !== 'someone') return false;
  return tokens
    .slice(Math.max(0, from - mostOfLikeness), from)
    .some(({ word }) => likened.has(word));
}

const mostOfLikeness = 5;
const likened: ReadonlySet<string> = new Set(['like', 'as', 'belong', 'belonged']);

/** "Needs his son to lift his foot": what somebody does for the patient is of the patient. */
function isHelper({ tokens }: SentenceWords, { from, to }: Place): boolean {
  const before = owners.has(tokens[from - 1]?.word ?? '') ? from - 2 : from - 1;
  return tokens[to]?.word === 'to' && needing.has(tokens[before]?.word ?? '');
}

const needing: ReadonlySet<string> = new Set(
  'need needed needing ask asked rely relied get require required want wanted'.split(' '),
);

/** "Drags his foot, so his wife does the lifting": who is named behind "so" has a part of his own. */
function isOfLaterClause({ tokens }: SentenceWords, { from }: Place, place: Place): boolean {
  return tokens.slice(place.to, from).some(({ word }) => ofLaterClause.has(word));
}

const ofLaterClause: ReadonlySet<string> = new Set('so because while when but then'.split(' '));

/** "Caller states her mother cannot pass urine", "my husband has …" in a message that his wife wrote: it is the patient. */
function isPatientToCaller({ tokens, span }: SentenceWords, { from }: Place): boolean {
  const owner = tokens[from - 1]?.word ?? '';
  if (owner === 'my' && span.isWrittenForAnother()) return true;
  // "Dad has prostate cancer and since Saturday …", in a daughter's message.
  if (span.isWrittenForAnother() && parents.has(tokens[from]?.word ?? '') && !owners.has(owner))
    return true;
  const isOwned = owners.has(owner);
  return isOwned && tokens.slice(0, from).some(({ word }) => ofCalls.has(word));
}

const ofCalls: ReadonlySet<string> = new Set(['caller', 'calling', 'behalf']);

/** "TB contact (brother treated), night sweats": what brackets hold ends with them. */
function isAside({ tokens }: SentenceWords, { from, to }: Place, place: Place): boolean {
  const isOpen = tokens
    .slice(Math.max(0, from - mostOfAside), from)
    .some(({ word }) => word === '(');
  return isOpen && tokens.slice(to, place.from).some(({ word }) => word === ')');
}

const mostOfAside = 4;

/** "His mother reports she herself had sciatica", "her husband says his own foot dropped". */
function isOfTeller(words: SentenceWords, { from }: Place): boolean {
  const { tokens } = words;
  const isOwn = tokens
    .slice(0, from + 1)
    .some(
      ({ word }, at) =>
        word === 'own' &&
        owners.has(tokens[at - 1]?.word ?? '') &&
        saying.has(tokens[at - 2]?.word ?? ''),
    );
  if (isOwn) return true;
  // Whoever tells "that he himself" had something is named before.
  return tokens
    .slice(0, from)
    .some(
      ({ word }, at) =>
        (word === 'herself' || word === 'himself') &&
        isPronoun(tokens[at - 1]?.word ?? '') &&
        (words.hasAny(persons) || tokens.slice(0, at).some((one) => isPerson(one.word))),
    );
}

const reflexive = new WordList('own herself himself');

/** "Brought in by her roommate with fever": nobody is the subject behind "by". */
function hasBroughtIn({ tokens }: SentenceWords, { from, to }: Place): boolean {
  return isBehindBy(tokens, from) && !relatives.has(tokens[to]?.word ?? '');
}

/**
 * "Wife: saddle numbness": whose name stands before what is told, and is no blood relation, tells it; and so does whoever
 * is quoted of the patient: "Daughter: 'Dad has been …'".
 */
function isSpeaker({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (tokens[1]?.word !== ':') return false;
  const next = tokens[2]?.word ?? '';
  const isOfSpoken = spokenOf.has(next);
  if (from === 0 && to === 1)
    return speakers.has(tokens[0]?.word ?? '') || (isOfSpoken && isRelative(tokens[0]));
  return from === 2 && parents.has(next) && isRelative(tokens[0]);
}

function isRelative(token: Token | undefined): boolean {
  return children.has(token?.word ?? '') || parents.has(token?.word ?? '');
}

const children: ReadonlySet<string> = new Set('son daughter granddaughter grandson'.split(' '));

/** How who speaks for a patient calls the patient. */
const spokenOf: ReadonlySet<string> = new Set(
  'he she dad mom mum mother father pt patient'.split(' '),
);

const speakers: ReadonlySet<string> = new Set(
  'wife husband spouse partner roommate friend neighbor neighbour caregiver carer aide'.split(' '),
);

/** "A mother of six" is the patient. */
function isParentOf({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (to - from !== 1 || tokens[to]?.word !== 'of') return false;
  return parents.has(tokens[from]?.word ?? '') && !owners.has(tokens[from - 1]?.word ?? '');
}

function isOfChild({ tokens }: SentenceWords, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => word === 'son' || word === 'daughter');
}

/** "His wife says", and not "his wife was told". */
function isTelling({ tokens }: SentenceWords, { from, to }: Place): boolean {
  return !tokens.slice(from, to).some(({ word }) => word === 'was' || word === 'were');
}

/**
 * "His wife, who drove him, says that he …", "his boss sent him in because he …"; but what "a neighbor says" is told of
 * the neighbor, or as advice.
 */
function tells(words: SentenceWords, { from, to }: Place, place: Place): boolean {
  const { tokens } = words;
  for (let at = to; at < place.from; at += 1) {
    if (saying.has(tokens[at]?.word ?? '') || isSeeing(tokens, at))
      return !isIndefinite(tokens, from);
    if (isDoneToPatient(tokens, at)) return true;
  }
  return false;
}

/** "His wife notices that he drags a leg": whoever sees it is not who has it. */
function isSeeing(tokens: readonly Token[], at: number): boolean {
  return seeing.has(tokens[at]?.word ?? '') && ofSeen.has(tokens[at + 1]?.word ?? '');
}

const ofSeen: ReadonlySet<string> = new Set('that he she him how pt patient'.split(' '));

/** "A neighbor", "some lady at church". */
function isIndefinite(tokens: readonly Token[], from: number): boolean {
  const own = tokens[from]?.word ?? '';
  return indefinite.has(own) || indefinite.has(tokens[from - 1]?.word ?? '');
}

/** "While lifting her grandson": the patient did it, and the pain is hers. */
function isLifted(words: SentenceWords, { from }: Place): boolean {
  return words
    .of('event')
    .some((one) => (one.to <= from && from - one.to <= 2) || (one.from < from && one.to > from));
}

/** So many words at most lie between a relative and what is said of them. */
const mostOfRelative = 16;

/** "Lives with her mother, who is incontinent": what stands behind "who" is said of the relative. */
function isOfRelative(words: SentenceWords, place: Place): boolean {
  const clause = words.clauseOf(place);
  return [...words.of('family'), ...words.of('informant')].some(({ from, to }) => {
    if (from < clause.from || place.from - to > mostOfRelative) return false;
    if (isToldOf(words, { from, to })) return false;
    const at = isComma(words.tokens[to]) ? to + 1 : to;
    if (at >= place.from || !relatives.has(words.tokens[at]?.word ?? '')) return false;
    return !words.tokens.slice(at + 1, place.from).some(({ word }) => telling.has(word));
  });
}

/** "His wife, who came along, says that …". */
const telling: ReadonlySet<string> = new Set(
  'say said report reported state stated note noted notice noticed tell told call called bring brought drove come came accompany accompanied he she his her him'.split(
    ' ',
  ),
);
