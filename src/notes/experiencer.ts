import { classesOf } from './phrases.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { sexOfWord } from './sex-of-patient.ts';
import { isComma, isStop, type Token } from './tokens.ts';
import { WordList } from './word-lists.ts';
import { isInPhrases, sign } from './words.ts';

/**
 * Whom words are said of: the patient, unless another person or an animal is their subject. Relatives and people that
 * are no kin have a class each of their own; whoever else somebody has ("his landlord", "her yoga teacher") is known
 * by how the name of a trade is made, or by what only people and animals do.
 */

const persons = classesOf('family', 'informant');

/** Whether a place is said of another person or of an animal. */
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

const ofPatient: ReadonlySet<string> = new Set(['he', 'she', 'his', 'her', 'him']);

function isOfNamedPerson(words: SentenceWords, place: Place, statement: Place): boolean {
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
    .filter((one) => !isParentOf(words, one) && !hasBroughtIn(words, one))
    .filter((one) => one.from < place.from || (one.from >= statement.from && one.from < chunk.to));
  const tellers = informants.filter((one) => isTelling(words, one));
  if (tellers.length === 0) return named.length > 0;
  // "Her daughter tells me that a cousin …", and not "her daughter says that mom …".
  const isOther = ({ from }: Place): boolean =>
    from < place.from &&
    tellers.every(({ to }) => from >= to) &&
    !(parents.has(words.tokens[from]?.word ?? '') && tellers.some((one) => isOfChild(words, one)));
  return named.some(isOther);
}

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

function isBehindBy(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.word === 'by' || tokens[at - 2]?.word === 'by';
}

/** "A mother of six" is the patient. */
function isParentOf({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (to - from !== 1 || tokens[to]?.word !== 'of') return false;
  return parents.has(tokens[from]?.word ?? '') && !owners.has(tokens[from - 1]?.word ?? '');
}

/** To a son or a daughter these are the patient. */
const parents: ReadonlySet<string> = new Set(['mother', 'father', 'mom', 'mum', 'dad', 'parent']);

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
    if (saying.has(tokens[at]?.word ?? '')) return !isIndefinite(tokens, from);
    if (isDoneToPatient(tokens, at)) return true;
  }
  return false;
}

const saying: ReadonlySet<string> = new Set('say said report state noticed tell'.split(' '));

/** "A neighbor", "some lady at church". */
function isIndefinite(tokens: readonly Token[], from: number): boolean {
  const own = tokens[from]?.word ?? '';
  return indefinite.has(own) || indefinite.has(tokens[from - 1]?.word ?? '');
}

const indefinite: ReadonlySet<string> = new Set(['a', 'an', 'another', 'some', 'one']);

/** "Found her on the floor", "called EMS". */
function isDoneToPatient(tokens: readonly Token[], at: number): boolean {
  if (!careFor.has(tokens[at]?.word ?? '')) return false;
  return [tokens[at + 1], tokens[at + 2]].some((one) => patient.has(one?.word ?? ''));
}

const careFor: ReadonlySet<string> = new Set(
  'attend attended came come arrive arrived live found find sent send brought bring drove drive called call phoned urged carried helped pulled picked made saw seen asked took take pushed knocked dragged tripped lifted heard catche caught'.split(
    ' ',
  ),
);
const patient: ReadonlySet<string> = new Set(
  'him her pt patient them me ems 911 ambulance in us'.split(' '),
);

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
    const at = isComma(words.tokens[to]) ? to + 1 : to;
    if (at >= place.from || !relatives.has(words.tokens[at]?.word ?? '')) return false;
    return !words.tokens.slice(at + 1, place.from).some(({ word }) => telling.has(word));
  });
}

const relatives: ReadonlySet<string> = new Set(['who', 'whose', 'whom']);

/** "His wife, who came along, says that …". */
const telling: ReadonlySet<string> = new Set(
  'say said report reported state stated note noted notice noticed tell told call called bring brought drove come came accompany accompanied he she his her him'.split(
    ' ',
  ),
);

/**
 * Whether somebody whom the words name by what he is to the patient is the subject of a place: "her hairdresser lost
 * feeling in the groin", "his landlord's foot drop", "her dog: hind legs weak", "a customer who became incontinent".
 */
function hasOtherSubject(words: SentenceWords, place: Place, statement: Place): boolean {
  const { tokens } = words;
  if (words.hasOf(ofAnimals) || isOfMany(tokens, place)) return true;
  if (words.hasOf(animalSides) && isOfAnimalLegs(tokens)) return true;
  if (isOfAnimal(tokens, place)) return true;
  if (words.hasOf(caring) && isCaredFor(tokens, place)) return true;
  // "Her driver was thrown from the car and is in the ICU": who the next statement is of stands in the one before.
  const start = tokens[statement.from]?.word;
  const isSameSubject =
    (start === 'and' || start === ')') && !isPatientAt(tokens, statement.from + 1);
  const { from } = isSameSubject ? words.clauseOf(place) : statement;
  const begin = Math.max(from, place.from - mostBehindSubject);
  for (let at = begin; at < place.from; at += 1) {
    if (at > from + 1 && at < statement.from) continue;
    const noun = otherPersonAt(words, at, place);
    if (noun !== undefined && !isPatientAgain(tokens, noun, place, tokens[at])) return true;
  }
  return false;
}

/** "Dragging both back legs": people have none. */
function isOfAnimalLegs(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ word }, at) => animalSides.has(word) && ofAnimalLegs.has(tokens[at + 1]?.word ?? ''),
  );
}

const animalSides = new WordList('back rear front hind fore');
const ofAnimalLegs: ReadonlySet<string> = new Set(['legs', 'leg', 'limb']);

/** "Dog arthritic, back legs collapsing": what opens with how an animal is, and names no person. */
function isOfAnimal(tokens: readonly Token[], { from }: Place): boolean {
  const at = tokens[0]?.word === 'the' ? 1 : 0;
  if (from <= at || !animals.has(tokens[at]?.word ?? '')) return false;
  if (!ofAnimalNow.has(tokens[at + 1]?.word ?? '')) return false;
  return !tokens.some(({ word }) => patient.has(word) || ofPatient.has(word));
}

const ofAnimalNow: ReadonlySet<string> = new Set(
  'arthritic lame old elderly sick ill paralysed paralyzed incontinent is was cannot :'.split(' '),
);

/** Where the noun of somebody else stands whom words name from a place on, before what is said of him. */
function otherPersonAt(words: SentenceWords, at: number, place: Place): number | undefined {
  const { tokens } = words;
  const word = tokens[at]?.word ?? '';
  // "Brought in by her roommate with fever".
  if (isBehindBy(tokens, at)) return undefined;
  if (owners.has(word) || isPossessivePatient(tokens, at)) return nounBehind(tokens, at, place);
  // "The other driver has", "another lady has".
  if (word === 'other' || word === 'another') {
    for (let noun = at + 1; noun <= at + 2 && noun < place.from; noun += 1)
      if (isPersonOrAnimal(tokens[noun]?.word ?? '')) return noun;
    return undefined;
  }
  // "A ward-mate has", "co-driver has"; "worker next to him has"; "Passenger: cannot move the legs".
  if (word.endsWith('mate') && fellows.test(word)) return at;
  if (tokens[at - 1]?.word === 'co' && isPersonOrAnimal(word)) return at;
  const following = tokens[at + 1]?.word ?? '';
  const mayBeBeside = besides.has(word) || tellingBeside.has(following);
  if (mayBeBeside && isToldBeside(tokens, at) && isPersonOrAnimal(word)) return at;
  // "Partner (on PrEP) is in physical therapy", "patient she was lifting was".
  if (at === 0 && neverPatients.has(word)) return at;
  if (at === 0 && word === 'partner' && (following === '(' || personal.has(following))) return at;
  if (ofCare.has(word) && isHandled(tokens, at)) return at;
  return isArticle(word) ? headBehind(words, at, place) : undefined;
}

/** "Patient she was lifting". */
function isHandled(tokens: readonly Token[], at: number): boolean {
  const { [at + 1]: next, [at + 2]: verb, [at + 3]: doing } = tokens;
  if (!isPronoun(next?.word ?? '') && next?.word !== 'i') return false;
  return (verb?.word === 'was' || verb?.word === 'is') && doing?.word.endsWith('ing') === true;
}

const ofCare: ReadonlySet<string> = new Set('patient pt resident client'.split(' '));

const tellingBeside: ReadonlySet<string> = new Set(['of', ':', ',', 'with', 'next', 'in']);

/** Whether what stands around a word says of a person that he is not the patient. */
function isToldBeside(tokens: readonly Token[], at: number): boolean {
  const { [at]: token, [at + 1]: behind, [at + 2]: following, [at + 3]: last } = tokens;
  const next = behind?.word ?? '';
  // "Customer of his", "passenger in the other car".
  const isOwned = next === 'of' && (following?.word === 'his' || following?.word === 'her');
  if (isOwned || besides.has(token?.word ?? '')) {
    const isBeside = next === 'in' && [following?.word, last?.word].some(isOfOthers);
    const isTold = next === ':' || ofPerson.has(next) || personal.has(next) || isOwned || isBeside;
    if (isTold && isFirst(tokens, at)) return true;
  }
  // "Third patient: …", "a patient with the same surname".
  const isCounted = (next === ':' || next === ',') && ordinals.has(tokens[at - 1]?.word ?? '');
  const isNamesake = next === 'with' && last?.word === 'same';
  if ((isCounted || isNamesake) && isFirst(tokens, at - 1)) return true;
  if (next === 'next' && patient.has(last?.word ?? '')) return true;
  return next === 'in' && isBedside(tokens, at + 2);
}

/** "Roommate", "crewmate". */
const fellows =
  /^(?:|ward|bed|cell|bunk|team|class|room|flat|house|work|school|ship|play|squad|crew|lab|band|tent|suite)mate$/;

function isOfOthers(word: string | undefined): boolean {
  return word === 'other' || word === 'same' || word === 'next';
}

const ordinals: ReadonlySet<string> = new Set('second third fourth fifth next'.split(' '));

/** Whom no patient is called. */
const besides: ReadonlySet<string> = new Set(
  'passenger victim occupant bystander baby infant newborn child kid boy girl tenant landlord boss foreman coach supervisor manager instructor partner'.split(
    ' ',
  ),
);

/** "The man in bed 2". */
const bedsides: ReadonlySet<string> = new Set(
  'bed bay room cubicle chair cell pod unit block ward'.split(' '),
);

/** "Bed", and a letter with a number: "the man in C-14". */
function isBedside(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (bedsides.has(word)) return true;
  const number = tokens[at + 2]?.word ?? '';
  return cellRows.has(word) && tokens[at + 1]?.word === '-' && /^\d{1,2}$/.test(number);
}

const cellRows: ReadonlySet<string> = new Set(['a', 'b', 'c', 'd', 'e']);

/** "Looks after an incontinent resident", "she lifts her paralysed brother". */
function isCaredFor(tokens: readonly Token[], { from, to }: Place): boolean {
  const isBeforePerson = [tokens[to], tokens[to + 1]].some((one) => isPerson(one?.word ?? ''));
  if (!isBeforePerson) return false;
  return tokens.slice(Math.max(0, from - mostOfCare), from).some(({ word }) => caring.has(word));
}

const mostOfCare = 5;
const caring = new WordList(
  'care caring look looking nurse nursing tend tending lift lifting turn turning feed feeding transfer transferring bathe bathing clean cleaning wash washing minds minding',
);

/** "Lifts incontinent residents", "turns paraplegic patients". */
function isOfMany(tokens: readonly Token[], { to }: Place): boolean {
  const next = tokens[to];
  if (next === undefined) return false;
  const isPlural = next.end - next.start === next.word.length + 1;
  return next.word === 'patients' || (isPlural && ofMany.has(next.word));
}

const ofMany: ReadonlySet<string> = new Set(
  'resident client pt adult elder veteran inmate passenger player'.split(' '),
);

const mostBehindSubject = 24;

const owners: ReadonlySet<string> = new Set(['his', 'her', 'my', 'their']);

/** "Pt's tenant". */
function isPossessivePatient(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (token?.word === 'pt' || token?.word === 'patient') && isPossessive(token);
}

/** Tokens lose the s of a possessive with its apostrophe. */
function isPossessive(token: Token): boolean {
  return token.end - token.start === token.word.length + 2;
}

function isArticle(word: string): boolean {
  return articles.has(word);
}

const articles: ReadonlySet<string> = new Set(
  'a an another one the two three several some'.split(' '),
);

/** "Her (yoga) teacher had": the person that somebody has, before what is said of him. */
function nounBehind(tokens: readonly Token[], at: number, place: Place): number | undefined {
  for (let noun = at + 1; noun <= at + mostOfName && noun < place.from; noun += 1) {
    const token = tokens[noun];
    const next = tokens[noun + 1]?.word ?? '';
    if (token === undefined || isStop(token) || clinicians.has(token.word)) return undefined;
    // "His compadre was left with".
    const isTold = ofPersons.has(next) || (isFirst(tokens, at) && ofAnyone.has(next));
    if (isUnheardOf(token.word) && isTold) return noun;
    if (!isPersonOrAnimal(token.word)) continue;
    // "His dachshund Otto dragged"; "her landlady, 80, has" opens a statement.
    const named = tokens[noun + 2]?.word ?? '';
    if (isPossessive(token) || next === ':' || personal.has(next) || personal.has(named))
      return noun;
    if (isFirst(tokens, at)) return noun;
  }
  return undefined;
}

/** Words of a name before its noun, and the noun. */
const mostOfName = 4;

/** "A customer who became", "a guy on his crew ended up", "the student she tutors has". */
function headBehind(words: SentenceWords, at: number, place: Place): number | undefined {
  const { tokens } = words;
  const isIntroduction = words.span.start < mostOfIntroduction;
  const before = tokens[at - 1]?.word ?? '';
  // "He is a roofer who", "59M, a driver who".
  const isObject = isBehindVerb(tokens, at) || isExisting(tokens, at);
  if (!isFirst(tokens, at) && !aboutWhom.has(before) && !isObject) return undefined;
  for (let noun = at + 1; noun <= at + mostOfName && noun < place.from; noun += 1) {
    const word = tokens[noun]?.word ?? '';
    if (isStop(tokens[noun]) || clinicians.has(word) || ofPatients.has(word)) return undefined;
    const next = tokens[noun + 1]?.word ?? '';
    // "Cares for a quadriplegic who is incontinent".
    if (aboutWhom.has(before) && relatives.has(next)) return noun;
    // "Sat beside a woman with a drop foot".
    if (known.has(before) && next === 'with' && isPersonOrAnimal(word)) return noun;
    if (!isPersonOrAnimal(word)) continue;
    // "He coaches a boy who developed", "the gentleman sharing her room".
    if (isObject && (relatives.has(next) || ofCompany.has(next))) return noun;
    if (isFirst(tokens, at) && isToldOfAnother(tokens, at, noun)) return noun;
    // "One fellow in group therapy cannot", "a man she met": nobody calls the patient so but where he is introduced.
    if (at === 0 && !isIntroduction && indefinite.has(tokens[at]?.word ?? '')) return noun;
    const isOther = aboutWhom.has(before) ? relatives.has(next) : ofPerson.has(next);
    const isKnown = isPronoun(next) && !saying.has(tokens[noun + 2]?.word ?? '');
    const isNamed = tokens[at]?.word !== 'the' || ofNeighbors.has(next);
    return (isOther && isNamed) || isKnown ? noun : undefined;
  }
  return undefined;
}

/** Whether the patient does something to what begins at a place: "he coaches a boy", "she sits for a lady". */
function isBehindVerb(tokens: readonly Token[], at: number): boolean {
  for (let verb = at - 1; verb >= Math.max(0, at - 3); verb -= 1) {
    const word = tokens[verb]?.word ?? '';
    if (isStop(tokens[verb]) || ofBeing.has(word)) return false;
    if (isPronoun(word) || word === 'pt' || word === 'patient') return verb < at - 1;
  }
  return false;
}

/** "There was a child on her bus with fever". */
function isExisting(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at - 2]?.word === 'there' && /^(?:is|was|were|are)$/.test(tokens[at - 1]?.word ?? '')
  );
}

const ofCompany: ReadonlySet<string> = new Set(['with', 'that', 'on', 'in', 'at']);

/** What the patient is, does for a living, or has become: "he works as a driver who". */
const ofBeing: ReadonlySet<string> = new Set(
  'is was are were be been being as became become remain remained am by and or but had has have who'.split(
    ' ',
  ),
);

const neverPatients: ReadonlySet<string> = new Set(
  'baby infant newborn toddler bystander occupant victim tenant landlord landlady boss foreman coach supervisor manager instructor interpreter barista'.split(
    ' ',
  ),
);

/** Whether what opens a statement is told to be somebody beside the patient: "the man who delivered", "the gentleman sharing her room". */
function isToldOfAnother(tokens: readonly Token[], at: number, noun: number): boolean {
  const next = tokens[noun + 1]?.word ?? '';
  const word = tokens[noun]?.word ?? '';
  if (tokens[at]?.word === 'the' && (next === 'who' || neverPatients.has(word))) return true;
  return next.endsWith('ing') && owners.has(tokens[noun + 2]?.word ?? '');
}

/** In so many letters at the beginning of a note its patient is named. */
const mostOfIntroduction = 60;

function isFirst(tokens: readonly Token[], at: number): boolean {
  return at === 0 || isStop(tokens[at - 1]);
}

const known: ReadonlySet<string> = new Set('about knew know met beside'.split(' '));
const aboutWhom: ReadonlySet<string> = new Set([...known, 'for', 'by', 'from']);

/** "A pleasant 59-year-old man who" is the patient. */
const ofPatients: ReadonlySet<string> = new Set(
  'year yr yo old pleasant this retired delightful healthy well'.split(' '),
);

/** What says of somebody where the patient knows him from: "a guy on his crew". */
const ofPerson: ReadonlySet<string> = new Set(
  'on at down next across downstair upstair'.split(' '),
);

/** "The lady across the hall", and not "the man on the stretcher". */
const ofNeighbors: ReadonlySet<string> = new Set('down next across downstair upstair'.split(' '));

function isPatientAt(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return isPronoun(word) || word === 'i' || word === 'pt' || word === 'patient' || word === 'the';
}

function isPronoun(word: string): boolean {
  return word === 'he' || word === 'she' || word === 'they';
}

/** Whether the patient becomes the subject, or is what somebody did something to, between a person and a place. */
function isPatientAgain(
  tokens: readonly Token[],
  noun: number,
  place: Place,
  owner: Token | undefined,
): boolean {
  const sex = sexOfWord(owner?.signs ?? 0);
  for (let at = noun + 1; at < place.from; at += 1) {
    const word = tokens[at]?.word ?? '';
    // "Her trainer pushed and she felt a pop".
    const isJoined = isPronoun(word) && joining.has(tokens[at - 1]?.word ?? '');
    if (isJoined && sex !== undefined && sexOfWord(tokens[at]?.signs ?? 0) === sex) return true;
    if (isDoneToPatient(tokens, at) || saying.has(word) || seeing.has(word)) return true;
    if (word === 'pt' || word === 'patient') return true;
  }
  return false;
}

const joining: ReadonlySet<string> = new Set(
  'that because since as so and when while after before if but how what why , :'.split(' '),
);

/** "Her trainer noticed a foot drop". */
const seeing: ReadonlySet<string> = new Set(
  'noticed notice noted note observed observe saw see witnessed mentioned pointed worries worried think thought feel believe concerned asked insisted wanted suspect suspected remarked commented described confirm confirmed state stated describe'.split(
    ' ',
  ),
);

/** What is told of a person or an animal. */
const personal: ReadonlySet<string> = new Set(
  'had has have was is were got get went lost developed became ended end need needed fractured broke fell suffered underwent died wet cannot cant could ruptured hurt came learned drag dragged did does doesnt didnt who whose with woke never turned also just once recently now injured sustained contracted have lose'.split(
    ' ',
  ),
);

/** "Her doula had", "his Schnauzer went": no phrase has the word, so it is no part of the body, finding or treatment. */
function isUnheardOf(word: string): boolean {
  return word >= 'a' && word.length > 2 && !isInPhrases(word);
}

/** And what is, where he opens a statement. */
const ofAnyone: ReadonlySet<string> = new Set(['was', 'is', 'cannot', 'cant', 'could']);

/** What is told of whoever is named by a word that no phrase has. */
const ofPersons: ReadonlySet<string> = new Set(
  'had has got went developed ended died needed lost broke fell suffered underwent contracted woke'.split(
    ' ',
  ),
);

function isPersonOrAnimal(word: string): boolean {
  return animals.has(word) || isPerson(word);
}

function isPerson(word: string): boolean {
  if (people.has(word)) return true;
  if (word.length < 5 || things.has(word)) return false;
  return trades.test(word);
}

/** How the names of trades and of company are made. */
const trades =
  /(?:mate|visor|fessor|person|woman|[^w]man|[aeiou]ntor|cher|tor|ger|der|ner|ker|ver|ser|ter|yer|rer|ier|ist|cian|pher)$/;

const people: ReadonlySet<string> = new Set(
  'sponsor occupant victim resident passenger patient peer mate guy man woman lady person kid boy girl fellow gentleman customer client student boss tenant infant baby toddler child children grandchild grandson granddaughter kin pal chum crew team godson foreman pastor priest rabbi imam coach landlord landlady guest host hostess nanny maid cop officer mechanic butcher barber clerk sitter neighbour neighbor'.split(
    ' ',
  ),
);

const animals: ReadonlySet<string> = new Set(
  'dog horse puppy kitten pony mare cow bull goat parrot rabbit hamster dachshund corgi labrador retriever terrier shepherd poodle beagle bulldog pug collie hound husky greyhound'.split(
    ' ',
  ),
);

/** Only of animals. */
const ofAnimals = new WordList(
  'hind hindquarter paw paws veterinarian kennel leash wobbler groomer doggie doggy kitty pup pooch spaniel doberman ferret goldendoodle labradoodle rottweiler chihuahua schnauzer mastiff whippet',
);

/** What a clinician finds is found of the patient, and so it is of what a therapist or a nurse says. */
const clinicians: ReadonlySet<string> = new Set(
  'doctor dr surgeon therapist physiotherapist nurse provider physician practitioner chiropractor pcp pt ot rn np pa urologist oncologist neurologist neurosurgeon cardiologist rheumatologist specialist dentist podiatrist internist hospitalist radiologist pharmacist psychiatrist gynecologist nephrologist anesthesiologist team service clinic trainer aide caregiver midwife orthopedist orthopaedist physiatrist osteopath gi gastroenterologist endocrinologist pulmonologist dermatologist ophthalmologist technologist consultant examiner'.split(
    ' ',
  ),
);

/** Parts of the body, findings and things whose names end as those of trades do. */
const things: ReadonlySet<string> = new Set(
  'shoulder finger bladder walker catheter cancer fever ulcer tumor motor number order letter other another either neither former later earlier latter doctor center computer recliner sweater slipper trailer trigger sphincter liver inner outer upper lower older younger whether never over under after however rather prior major minor posterior anterior inferior superior exterior interior tremor humor odor flexor extensor abductor adductor color behavior labor floor door poor power water paper answer offer river matter manner summer winter weather dinner supper corner border disorder filter blister scooter roller monitor elevator tractor factor sensor generator stronger weaker bigger larger longer shorter higher deeper sharper greater smaller broader kidder gender order stimulator defibrillator pacemaker freezer dryer cooler cluster counter sister meter center inhaler tracker planner calendar transfer master muscle character starter daughter quarter elder butter shower tower lower flower answer september october november december register rider december ladder gutter cylinder folder holder powder thunder hamburger danger finger anger hunger trimmer hammer bumper diaper stopper tester timer printer scanner reader heater sweater batter litter mister bitter better utter foster poster roster buster luster oyster sinister minister ambulator incisor donor sitter adapter waist wrist twist list cyst fist human german assist persist injector rotator levator dilator pronator supinator masseter ureter trochanter diameter marker encounter carrier barrier stretcher voucher maneuver waiver laser user layer chapter thermometer container liner ventilator respirator detector receptor inhibitor predictor indicator checklist spider gaiter charger lighter sputter gather register adder rudder toaster theater'.split(
    ' ',
  ),
);
