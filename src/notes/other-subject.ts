import {
  animals,
  clinicians,
  indefinite,
  isBehindBy,
  isDoneToPatient,
  isPerson,
  isPersonOrAnimal,
  isPossessive,
  isPossessivePatient,
  isPronoun,
  ofPatient,
  owners,
  patient,
  relatives,
  saying,
  seeing,
} from './person-words.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import { sexOfWord } from './sex-of-patient.ts';
import { isStop, type Token } from './tokens.ts';
import { WordList } from './word-lists.ts';
import { isInPhrases } from './words.ts';

/**
 * Whether somebody whom the words name by what he is to the patient is the subject of a place: "her hairdresser lost
 * feeling in the groin", "his landlord's foot drop", "her dog: hind legs weak", "a customer who became incontinent".
 */
export function hasOtherSubject(words: SentenceWords, place: Place, statement: Place): boolean {
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
  if (!words.hasOf(ofOthers)) return false;
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
  // "A member of her study group had".
  if (word === 'member' && tokens[at + 1]?.word === 'of' && owners.has(tokens[at + 2]?.word ?? ''))
    return at;
  // "A ward-mate has", "co-driver has"; "worker next to him has"; "Passenger: cannot move the legs".
  if (fellows.has(word)) return at;
  if (tokens[at - 1]?.word === 'co' && isPersonOrAnimal(word)) return at;
  const following = tokens[at + 1]?.word ?? '';
  const mayBeBeside = besides.has(word) || tellingBeside.has(following);
  if (mayBeBeside && isToldBeside(tokens, at) && isPersonOrAnimal(word)) return at;
  // "Partner (on PrEP) is in physical therapy", "patient she was lifting was".
  if (at === 0 && neverPatients.has(word)) return at;
  if (at === 0 && word === 'partner' && (following === '(' || personal.has(following))) return at;
  if (ofCare.has(word) && isHandled(tokens, at)) return at;
  // "Caregiver for gentleman who had".
  const isCarer = word === 'for' && carers.has(tokens[at - 1]?.word ?? '');
  if (isCarer && isPersonOrAnimal(following) && relatives.has(tokens[at + 2]?.word ?? ''))
    return at + 1;
  return isArticle(word) ? headBehind(words, at, place) : undefined;
}

const carers: ReadonlySet<string> = new Set(
  'caregiver carer care caring cared aide sitter companion nurse driver works work working'.split(
    ' ',
  ),
);

/** "Patient she was lifting". */
function isHandled(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const verb = tokens[at + 2];
  const doing = tokens[at + 3];
  if (!isPronoun(next?.word ?? '') && next?.word !== 'i') return false;
  return (verb?.word === 'was' || verb?.word === 'is') && doing?.word.endsWith('ing') === true;
}

const ofCare: ReadonlySet<string> = new Set('patient pt resident client'.split(' '));

const tellingBeside: ReadonlySet<string> = new Set(['of', ':', ',', 'with', 'next', 'in']);

/** Whether what stands around a word says of a person that he is not the patient. */
function isToldBeside(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const behind = tokens[at + 1];
  const following = tokens[at + 2];
  const last = tokens[at + 3];
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
const fellows: ReadonlySet<string> = new Set(
  ',ward,bed,cell,bunk,team,class,room,flat,house,work,school,ship,play,squad,crew,lab,band,tent,suite'
    .split(',')
    .map((place) => `${place}mate`),
);

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
  const isBeforePerson = [tokens[to], tokens[to + 1]].some(
    (one) => isPerson(one?.word ?? '') || ofCare.has(one?.word ?? ''),
  );
  if (!isBeforePerson) return false;
  return tokens.slice(Math.max(0, from - mostOfCare), from).some(({ word }) => caring.has(word));
}

const mostOfCare = 5;
const caring = new WordList(
  'caretaker caregiver carer aide care caring look looking nurse nursing tend tending lift lifting turn turning feed feeding transfer transferring bathe bathing clean cleaning wash washing minds minding',
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
  const isTold = saying.has(before) && tokens[at]?.word === 'the';
  if (!isFirst(tokens, at) && !aboutWhom.has(before) && !isObject && !isTold) return undefined;
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

/** Words without any of which {@link otherPersonAt} finds nobody: those that its questions begin with. */
const ofOthers = new WordList(
  [
    ...owners,
    ...ofCare,
    ...['other', 'another', 'co', 'same'],
    ...fellows,
    ...besides,
    ...ordinals,
    ...bedsides,
    ...cellRows,
    ...neverPatients,
    ...articles,
  ].join(' '),
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

/** Only of animals. */
const ofAnimals = new WordList(
  'hind hindquarter paw paws veterinarian kennel leash wobbler groomer doggie doggy kitty pup pooch spaniel doberman ferret goldendoodle labradoodle rottweiler chihuahua schnauzer mastiff whippet',
);
