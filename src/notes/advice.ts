import { durationIn } from './durations.ts';
import { clinicians } from './person-words.ts';
import { classesOf } from './phrases.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import type { Token } from './tokens.ts';
import { WordList } from './word-lists.ts';

/**
 * Whether a place is among the words of advice: what the patient shall do should it come to that.
 * @param isConditional whether the sentence names a condition anywhere
 */
export function isAdvice(words: SentenceWords, place: Place, isConditional: boolean): boolean {
  return (
    isSpokenTo(words, isConditional) ||
    isToldToPatient(words, place) ||
    isBehindShould(words, place) ||
    isSaidToCause(words, place) ||
    isOfLesson(words, place) ||
    isToBeTold(words, place) ||
    isWarning(words, place)
  );
}

/**
 * "Call at once with weakness of the legs", "For loss of bladder control go to the emergency room", "Return: numb legs",
 * "Any foot drop: straight to the ER".
 */
function isSpokenTo(words: SentenceWords, isConditional: boolean): boolean {
  const at = words.tokens.findIndex(({ word }) => word >= 'a');
  const token = words.tokens[at];
  const following = words.tokens[at + 1];
  const first = token?.word ?? '';
  const next = following?.word ?? '';
  // "Call back for numbness", and not "call back from the lab".
  const isToPatient = next === 'back' && forWhat.has(words.tokens[at + 2]?.word ?? '');
  // "Call results: foot drop", "call me with results": whoever reads the images is asked to.
  const isOfResults = (): boolean =>
    words.tokens.slice(at + 1, at + 5).some(({ word }) => results.has(word));
  if (orders.has(first)) return isToPatient || !(ofCalls.has(next) || isOfResults());
  // "Reports fever" is told of the patient.
  const isReport = first === 'report' && token !== undefined && token.end - token.start === 6;
  if (isReport && next >= 'a') return !ofReports.has(next);
  if (first === 'return' && next === ':') return true;
  const isPatientTold = listeners.has(first) && ofTelling.has(next);
  if (isPatientTold && hasColonNear(words, at)) return !words.hasAny(images);
  if (talks.has(first) && isOfCase(words.tokens, at + 1)) return false;
  if (talks.has(first) && hasColonNear(words, at)) return !words.hasAny(pictures);
  if (isHeadedAsAdvice(words, at)) return true;
  if (first === 'any' && words.has('send-in') && !words.has('current')) return true;
  if (!isConditional) return false;
  return first === 'any' || conditionalOrders.has(first) || (first === 'for' && next >= 'a');
}

/**
 * "Reviewed with the patient the urgency of saddle numbness", "patient was told that incontinence …"; not what the
 * patient told, nor what somebody was told of a picture.
 */
function isToldToPatient(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(talks)) return false;
  const { tokens } = words;
  // "That his foot drop is new": one that is there.
  const owner = tokens[place.from - 1]?.word;
  if (owner === 'his' || owner === 'her') return false;
  for (let at = 0; at < place.from; at += 1) {
    if (!talks.has(tokens[at]?.word ?? '')) continue;
    const next = tokens[at + 1]?.word ?? '';
    const isWithPatient =
      (next === 'with' || next === 'to') &&
      [tokens[at + 2], tokens[at + 3]].some((one) => listeners.has(one?.word ?? ''));
    const before = tokens[at - 1]?.word ?? '';
    const isPassive =
      ofTelling.has(tokens[at]?.word ?? '') &&
      (before === 'was' || before === 'been' || before === 'were' || listeners.has(before)) &&
      ofTold.has(next);
    if (isWithPatient || isPassive) return !words.hasAny(images);
  }
  return false;
}

const images = classesOf('film', 'mri-study', 'other-modality');

const listeners: ReadonlySet<string> = new Set(
  'patient pt him her them family wife husband mother father parent caregiver daughter son spouse'.split(
    ' ',
  ),
);
const ofTelling: ReadonlySet<string> = new Set(
  'told advised counseled counselled educated instructed warned reminded taught informed cautioned'.split(
    ' ',
  ),
);
const ofTold: ReadonlySet<string> = new Set('that of about re regarding to on'.split(' '));

/** "Reviewed with resident the indications for imaging: …", "taught the intern the red flags: …": what learners are taught. */
function isOfLesson(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(learners) || !(words.hasOf(talks) || words.hasOf(teaching))) return false;
  const { tokens } = words;
  const at = tokens.findIndex(({ word }) => learners.has(word));
  const behind = tokens.slice(at + 1, Math.min(place.from, at + mostToLesson));
  return behind.some(({ word }) => lessons.has(word));
}

const mostToLesson = 6;
const learners = new WordList('resident student intern trainee learner registrar');
const teaching = new WordList('taught teaching went going');
const lessons: ReadonlySet<string> = new Set(
  'indication criteria criterion sign symptom reason flag when differential approach workup rule'.split(
    ' ',
  ),
);

/** "Urgent MRI should CES symptoms arise": no verb stands between "should" and what would be. */
function isBehindShould(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(shall)) return false;
  for (let at = place.from - 1; at >= Math.max(0, place.from - mostBehindShould); at -= 1) {
    const word = words.tokens[at]?.word ?? '';
    if (word === 'should') return true;
    if (doing.has(word)) return false;
  }
  return false;
}

/** "Thrusts are said, rarely, to bring on a cauda equina syndrome": what causes a thing in general. */
function isSaidToCause(words: SentenceWords, { from }: Place): boolean {
  if (!words.hasOf(causing)) return false;
  const { tokens } = words;
  for (let at = from - 1; at >= Math.max(0, from - mostBehindCause); at -= 1) {
    if (!causing.has(tokens[at]?.word ?? '')) continue;
    const before = tokens.slice(Math.max(0, at - mostBehindCause), at).map(({ word }) => word);
    return (
      before.at(-1) === 'to' &&
      before.some((word, said) => {
        const verb = before[said - 1] ?? '';
        return reputed.has(word) && (verb === 'are' || verb === 'is');
      })
    );
  }
  return false;
}

const mostBehindCause = 7;
const causing = new WordList('cause bring provoke trigger precipitate induce produce lead');
const reputed: ReadonlySet<string> = new Set(
  'said known reported rumored rumoured reputed held'.split(' '),
);

const mostBehindShould = 4;
const shall = new WordList('should');

/** "Should be seen for", "should have": verbs that "should" goes with. */
const doing: ReadonlySet<string> = new Set(
  'be have get go do not continue see undergo start receive avoid take help make need return'.split(
    ' ',
  ),
);

/**
 * "Numbness of both legs or retention: go to the ER", "saddle numbness or fever -> ED", and no finding of now on which
 * somebody was sent in: "saddle numbness since yesterday -> ED".
 */
export function isWarning(words: SentenceWords, { to }: Place): boolean {
  const isOrdered = words.hasOf(orders) || words.hasOf(conditionalOrders) || words.hasOf(paging);
  if (!isOrdered && !words.has('send-in')) return false;
  const { tokens } = words;
  const mark = tokens.findIndex(({ word }, at) => at >= to && (word === ':' || isArrow(word)));
  if (mark === -1) return false;
  let at = mark + 1;
  while (at < tokens.length && (isArrow(tokens[at]?.word) || tokens[at]?.word === 'to')) at += 1;
  const next = tokens[at]?.word ?? '';
  const isOrder = orders.has(next) || conditionalOrders.has(next);
  const isCall = isOrder || paging.has(next);
  const isSendIn = words.of('send-in').some(({ from }) => from === at);
  if (!isCall && !isSendIn) return false;
  const isListed = tokens.slice(0, mark).some(({ word }) => word === 'or' || word === 'any');
  if (!isListed && !isOrder) return false;
  return !words.has('current') && words.pastDates.length === 0 && durationIn(tokens) === undefined;
}

/** "Weakness of the legs to be reported stat", "foot drop must be escalated"; what is the patient's is there. */
function isToBeTold(words: SentenceWords, { from, to }: Place): boolean {
  if (!words.hasOf(reporting)) return false;
  const { tokens } = words;
  const owner = tokens[from - 1]?.word;
  if (owner === 'his' || owner === 'her' || owner === 'this') return false;
  const at = tokens.findIndex((one, place) => place >= to && reporting.has(one.word));
  if (at === -1 || at - to > mostBehindPlace || tokens[at - 1]?.word !== 'be') return false;
  return ahead.has(tokens[at - 2]?.word ?? '');
}

const mostBehindPlace = 8;
const reporting = new WordList(
  'reported escalated called phoned notified messaged flagged relayed paged',
);
const ahead: ReadonlySet<string> = new Set(['to', 'must', 'should', 'shall']);

function isArrow(word: string | undefined): boolean {
  return word === '>' || word === '=' || word === '-';
}

/** "Discussed with neurosurgery: …", "discussed his foot drop": what is talked about is there. @param at behind the verb */
export function isOfCase(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]?.word ?? '';
  if (next === 'his' || next === 'her') return true;
  return (
    next === 'with' &&
    tokens
      .slice(at + 1, at + mostToColleague)
      .some(({ word }) => clinicians.has(word) || colleagues.has(word) || surgery.test(word))
  );
}

const mostToColleague = 5;
/** "The fellow", "the resident on call". */
const colleagues: ReadonlySet<string> = new Set(['fellow', 'attending', 'call']);

const surgery = /(?:surgery|ology|radiology|ortho|trauma|spine|oncall)$/;

const paging = new WordList('page escalate alert activate inform');

/** A sentence that begins with one of these speaks to the patient. */
const orders = new WordList('call go seek contact notify tell');

/** "Reviewed: numb groin, foot drop, fever -> ED" tells what was talked about, unless it was a picture. */
const talks = new WordList(
  'reviewed discussed explained advised told instructed warned counseled counselled educated reminded taught outlined covered precaution informed cautioned emphasized stressed reiterated shared',
);
/** "Told the caller: …", "Pt instructed: …". */
function hasColonNear({ tokens }: SentenceWords, at: number): boolean {
  return tokens.slice(at + 1, at + 5).some(({ word }) => word === ':');
}

/** "Return instructions in writing: …", "Advice sheet: …"; what stands under "Precautions: none" is no list. */
function isHeadedAsAdvice(words: SentenceWords, at: number): boolean {
  if (!words.hasOf(ofAdvice)) return false;
  const { tokens } = words;
  const colon = tokens.findIndex(({ word }) => word === ':');
  if (colon <= at || colon - at > longestHead || colon >= tokens.length - 2) return false;
  return tokens.slice(at, colon).some(({ word }) => ofAdvice.has(word));
}

const longestHead = 6;
const ofAdvice = new WordList('instruction instr leaflet handout netting netted pamphlet booklet');

const pictures = classesOf('film', 'mri-study', 'other-modality', 'therapy', 'drug');

/** "Call from his wife", "call placed": a call that was made. */
const ofCalls: ReadonlySet<string> = new Set(
  'from received placed made log back by was to returned taken in'.split(' '),
);

const results: ReadonlySet<string> = new Set(['result', 'results', 'report', 'reads', 'wet']);

const forWhat: ReadonlySet<string> = new Set('for if with should when immediately :'.split(' '));

/** "Report from the therapist": one that was written. */
const ofReports: ReadonlySet<string> = new Set(
  'from of by received reviewed dated shows'.split(' '),
);

/** These do where a condition is named as well. */
const conditionalOrders = new WordList('return come phone ring watch');
