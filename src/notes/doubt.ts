import { isAdvice, isOfCase } from './advice.ts';
import { isBefore } from './calendar.ts';
import { answerBehind, answerTo, isDenied, isTicked } from './denial.ts';
import { isOfSomeoneElse } from './experiencer.ts';
import { isSaidOfNobody } from './force.ts';
import { isUnderHeadOfNobody, isUnderUnknownHead, isUnderWarningHead } from './heads.ts';
import { comesAgain, isOverOfOther } from './over.ts';
import { classesOf } from './phrases.ts';
import type { Place, SentenceWords } from './sentence-words.ts';
import type { Span } from './span.ts';
import { isComma, isStop, type Token } from './tokens.ts';
import type { Doubt } from './types.ts';
import { WordList } from './word-lists.ts';
import { sign } from './words.ts';

/** What a rule doesn't mind about the words around it. */
export type Allowance = 'history' | 'historical' | 'planned' | 'question';

/** How a place is looked at. */
export interface DoubtOptions {
  /** What the rule doesn't mind. */
  readonly allowed?: ReadonlySet<Allowance>;
  /** A suspicion is enough. */
  readonly suspected?: boolean;
  /** A date before this day makes it a matter of the past. */
  readonly since?: string | undefined;
}

/** In these, words are a question, advice or about another person, whatever they say. */
const sectionDoubts: Readonly<Partial<Record<Span['section'], Doubt>>> = {
  family: 'someone else',
  history: 'before the episode',
  instructions: 'hypothetical',
  question: 'no place for findings',
  technique: 'no place for findings',
  comparison: 'no place for findings',
  withdrawn: 'someone else',
};

const sectionAllowances: Readonly<Partial<Record<Span['section'], Allowance>>> = {
  history: 'history',
  question: 'question',
};

/** Why nothing is stated in a section, unless a rule doesn't mind it. */
export function doubtOfSection(
  section: Span['section'],
  allowed: ReadonlySet<Allowance> | undefined,
): Doubt | undefined {
  const allowance = sectionAllowances[section];
  return allowance !== undefined && allowed?.has(allowance) ? undefined : sectionDoubts[section];
}

/** Why nothing is stated, from the form of the sentence alone. */
export function doubtOfForm(words: SentenceWords): Doubt | undefined {
  const { section } = words.span;
  const isAnswered = section === 'denied' || section === 'affirmed';
  if (!isAnswered && isTemplate(words)) return 'a template';
  return !isAnswered && isQuestion(words) ? 'uncertain' : undefined;
}

/** Why a place is said of somebody else or of nobody, whatever is looked for there; undefined where it may be of the patient. */
export function doubtOfSubject(words: SentenceWords, place: Place): Doubt | undefined {
  if (isOfSomeoneElse(words, place, words.statementOf(place))) return 'someone else';
  if (isUnderWarningHead(words, place) || isUnderHeadOfNobody(words, place)) return 'hypothetical';
  if (isUnderUnknownHead(words, place)) return 'uncertain';
  return isSaidOfNobody(words, place) ? 'hypothetical' : undefined;
}

/** Why the words around a place don't say it of the patient now; undefined where they do. */
export function doubtOfWords(
  words: SentenceWords,
  place: Place,
  { allowed, suspected = false, since }: DoubtOptions,
): Doubt | undefined {
  const clause = words.statementOf(place);
  const isAnswered = answerBehind(words, place) !== undefined;
  const isAsked = words
    .of('hypothetical')
    .some((one) => one.from <= place.from && isOpenQuestion(words, one));
  if (isAsked && !suspected) return 'uncertain';
  const isPlanAllowed = allowed?.has('planned') === true;
  if (!isAnswered && isHypothetical(words, place, clause, { isPlanAllowed, suspected }))
    return 'hypothetical';
  if (allowed?.has('historical') !== true && isHistorical(words, place, clause, since)) {
    return 'before the episode';
  }
  if (words.hasWithin('fear', clause) && !words.hasWithin('current', clause)) return 'uncertain';
  if (isQueried(words, place) && !suspected) return 'uncertain';
  const sure = suspected && words.hasWithin('suspected', clause);
  return words.hasWithin('uncertain', clause) && !sure ? 'uncertain' : undefined;
}

/** "X-ray? YES: 9/4" is answered. */
function isYes(word: string | undefined): boolean {
  return word === 'yes' || word === 'y';
}

/** "Fever? N / weak legs since Monday": the first was answered. */
function isNo(word: string | undefined): boolean {
  return word === 'no' || word === 'n' || word === 'none';
}

/** "?urgent referral": a question mark in front doubts what follows it up to the next comma. */
function isQueried(words: SentenceWords, place: Place): boolean {
  if (!words.span.hasSign(sign.question)) return false;
  const { from } = words.chunkOf(place);
  for (let at = from; at < place.from; at += 1)
    if (
      words.tokens[at]?.word === '?' &&
      !isYes(answerTo(words, at)) &&
      !isNo(answerTo(words, at)) &&
      !isYes(words.tokens[at + 1]?.word)
    )
      return true;
  return false;
}

function isTemplate(words: SentenceWords): boolean {
  if (words.span.endsBlank()) return true;
  if (words.of('template').some((one) => !isEmphasis(words, one))) return true;
  if (!words.span.hasSign(sign.form)) return false;
  const [first, second] = words.tokens;
  if (words.tokens.some(({ word }) => word === '{')) return true;
  if (words.tokens.some(({ word }, at) => word === ')' && isToBeMarked(words.tokens, at)))
    return true;
  const isOffered = words.tokens.some(
    ({ word }, at) =>
      word === ']' && words.tokens[at - 1]?.word === '[' && isAnswer(words.tokens[at + 1]),
  );
  const isGiven = words.tokens.some((token, at) => isAnswer(token) && isTicked(words, at));
  if (isOffered && !isGiven) return true;
  const [beforeLast, last] = words.tokens.slice(-2);
  if (last?.word === '☐' || (beforeLast?.word === '[' && last?.word === ']')) return true;
  return first?.word === '☐' || (first?.word === '[' && second?.word === ']');
}

/** "*** New foot drop ***": asterisks at either end of a sentence of several words fill in for nothing. */
function isEmphasis({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (tokens[from]?.word !== '*' || tokens[from - 1]?.word === ':') return false;
  if (tokens.length < fewestEmphasized) return false;
  const isOutside = (words: readonly Token[]): boolean =>
    words.every(({ word }) => word === '*' || word === '.');
  const isFirst = isOutside(tokens.slice(0, from));
  return isFirst || isOutside(tokens.slice(to));
}

/** Three asterisks, and a statement of some words. */
const fewestEmphasized = 7;

/** "Red flags (circle):". */
function isToBeMarked(tokens: readonly Token[], close: number): boolean {
  return tokens[close - 2]?.word === '(' && marking.has(tokens[close - 1]?.word ?? '');
}

const marking: ReadonlySet<string> = new Set(['circle', 'check', 'tick', 'select', 'mark']);

/** "Does the patient have saddle anesthesia?" asks; what a patient writes tells all the same. */
function isQuestion(words: SentenceWords): boolean {
  if (!words.span.hasSign(sign.question) || words.tokens.at(-1)?.word !== '?') return false;
  return !words.tokens.some(({ word }) => firstPerson.has(word));
}

const advising = classesOf('payer', 'education', 'to-patient', 'possible-later', 'consent');

function isHypothetical(
  words: SentenceWords,
  place: Place,
  clause: Place,
  { isPlanAllowed, suspected }: { readonly isPlanAllowed: boolean; readonly suspected: boolean },
): boolean {
  const all = words
    .of('hypothetical')
    .filter(
      (one) => !isOpenQuestion(words, one) && !(suspected && isClosedBefore(words, one, place)),
    );
  // "34 y/o M to ED w/ back pain" came there.
  const conditions = isIntroduction(words) ? all.filter((one) => !isOfEmergency(words, one)) : all;
  if (conditions.some((one) => one.from <= place.from)) return true;
  if (isAdvice(words, place, conditions.length > 0)) return true;
  if (!words.hasAny(advising)) return false;
  const isTaught = words.of('education').some((one) => !saysPresent(words, one));
  const isPayers = (one: Place): boolean =>
    !isRefusal(words, one, place) && !isToldOfItBehind(words, one, place);
  if (isTaught || words.of('payer').some(isPayers)) return true;
  // "Risks (bleeding, foot drop, death) accepted", and the operation that is consented to is planned all the same.
  const isOfConsent = words.of('consent').some(({ from }) => from <= place.from);
  if (!isPlanAllowed && isOfConsent && words.has('complication')) return true;
  const isSpokenTo =
    words.has('to-patient') &&
    words.span.section !== 'denied' &&
    words.span.section !== 'affirmed' &&
    !words.tokens.some(({ word }) => firstPerson.has(word)) &&
    !isToColleague(words) &&
    !words.of('to-patient').every((one) => isOfAnyone(words, one));
  if (isSpokenTo && !isOfForm(words)) return true;
  return (
    !isPlanAllowed &&
    words
      .of('possible-later')
      .some(
        (one) =>
          isWithin(one, clause) &&
          !isTold(words, one, place) &&
          !(suspected && isExcludedBehind(words, one, place)),
      )
  );
}

/** "Red flag symptoms: present (urinary retention)", "warning signs noted today: …": they are there. */
function saysPresent({ tokens }: SentenceWords, { from, to }: Place): boolean {
  if (!ofSigns.has(tokens[to - 1]?.word ?? '')) return false;
  const before = tokens[from - 1]?.word ?? ':';
  const behind = tokens.slice(to, to + mostBeforePresent).map(({ word }) => word);
  const at = behind.findIndex((word) => present.has(word));
  if (at === -1 || before === 'if') return false;
  return behind.slice(0, at).every((word) => joining.has(word));
}

const mostBeforePresent = 4;
const ofSigns: ReadonlySet<string> = new Set('symptom sign flag feature finding sx'.split(' '));
const present: ReadonlySet<string> = new Set(
  'present positive noted endorsed identified found elicited yes'.split(' '),
);
const joining: ReadonlySet<string> = new Set([':', '-', '(', 'are', 'is', 'were', 'was']);

/** "R foot drop, denied by insurance": what was refused behind it is a study. */
function isRefusal({ tokens }: SentenceWords, one: Place, { to }: Place): boolean {
  return one.from >= to && tokens.slice(to, one.to + 2).some(({ word }) => refused.has(word));
}

/** "She has a foot drop, which the policy lists as an exception": what is said behind "which" of what is there. */
function isToldOfItBehind(words: SentenceWords, one: Place, place: Place): boolean {
  if (one.from < place.to) return false;
  const { to } = words.clauseOf(place);
  return to <= one.from && words.tokens[to]?.word === 'which';
}

const refused: ReadonlySet<string> = new Set(['denied', 'denies', 'refused', 'declined']);

/** "May need sedation, both legs weak" needs it for what is there, and "it would be wrong to wait with a foot drop" supposes none. */
function isTold({ tokens }: SentenceWords, { from, to }: Place, place: Place): boolean {
  const last = tokens[to - 1]?.word ?? '';
  if (last === 'need' || last === 'require')
    return tokens.slice(to, place.from).some((one) => isComma(one) || one.word === ':');
  if (talked.has(last) && isOfCase(tokens, to)) return true;
  // "Nothing would come" tells what did not.
  if (tokens[from]?.word === 'would' && tokens[from - 1]?.word === 'nothing') return true;
  return (
    tokens[from]?.word === 'would' &&
    tokens[from + 1]?.word === 'be' &&
    tokens.slice(from + 2, from + 5).some(({ word }) => wrong.has(word))
  );
}

/** "Would like to rule out metastases", "may need MRI to exclude an abscess": what shall be looked for is feared now. */
function isExcludedBehind({ tokens }: SentenceWords, { to }: Place, place: Place): boolean {
  const between = tokens.slice(to, place.from).map(({ word }) => word);
  return between.some(
    (word, at) => word === 'exclude' || (word === 'rule' && between[at + 1] === 'out'),
  );
}

const talked: ReadonlySet<string> = new Set(['discussed', 'reviewed']);

const wrong: ReadonlySet<string> = new Set(
  'wrong unsafe dangerous unwise risky negligent mistake error inappropriate unethical irresponsible malpractice'.split(
    ' ',
  ),
);

/**
 * "Not sure if he has a foot drop", "look for the cause of his foot drop": whether it is there, or why, is the question, and
 * nothing that may come.
 */
function isOpenQuestion({ tokens }: SentenceWords, { from, to }: Place): boolean {
  const word = (at: number): string => tokens[at]?.word ?? '';
  if (word(from) === 'look' && word(to - 1) === 'for')
    return tokens.slice(to, to + 3).some((one) => causes.has(one.word));
  if (to - from > 1 || word(from) !== 'if') return false;
  if (asking.has(word(from - 1))) return true;
  return knowing.has(word(from - 1)) && tokens.slice(0, from).some((one) => notKnown.has(one.word));
}

const causes = new WordList('cause causes reason source origin etiology aetiology');
/** Behind these "if" is a question. */
const asking: ReadonlySet<string> = new Set(
  'unsure uncertain unclear unknown undetermined determine evaluate assess clarify establish question query'.split(
    ' ',
  ),
);
/** The same where they are denied: "not sure if", "hard to tell if". */
const knowing: ReadonlySet<string> = new Set(
  'sure clear certain known know tell say recall remember feel sense see'.split(' '),
);
const notKnown = new WordList(
  "not no never cannot can't cant unable hard difficult impossible doesn't don't doesnt dont isn't isnt",
);

/** "34 y/o M", "54-year-old man" opens it. */
function isIntroduction({ tokens }: SentenceWords): boolean {
  const [first] = tokens;
  if (first === undefined || (first.signs & sign.digit) === 0) return false;
  return tokens.slice(1, mostOfAge).some(({ word }) => ofAge.has(word));
}

const mostOfAge = 6;
const ofAge: ReadonlySet<string> = new Set('y yo year yr m f male female man woman'.split(' '));

function isOfEmergency({ tokens }: SentenceWords, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => word === 'ed' || word === 'er');
}

/**
 * "Contrast if needed, R foot drop", "ED if worse, saddle numbness": a condition of the study, or of an only finding that gets
 * worse, which has ended before a place. "If worse, numb or weak" goes on with a list.
 */
function isClosedBefore({ tokens }: SentenceWords, { to }: Place, place: Place): boolean {
  if (tokens[to - 1]?.word !== 'if') return false;
  let end = to;
  while (end < place.from && ofStudies.has(tokens[end]?.word ?? '')) end += 1;
  const isOfStudy = end > to;
  if (!isOfStudy) while (end < place.from && worse.has(tokens[end]?.word ?? '')) end += 1;
  if (end === to) return false;
  const next = tokens[end];
  const isMarked = next !== undefined && (isComma(next) || next.word === ':' || next.word === '-');
  if (isOfStudy) return isMarked || selfContained.has(tokens[end - 1]?.word ?? '');
  const behind = tokens.slice(end + 1);
  return isMarked && !behind.some((one) => isComma(one) || listing.has(one.word));
}

/** With these a condition of a study is told whole: "if possible", "if MRI not possible", "if negative do thoracic". */
const ofStudies: ReadonlySet<string> = new Set(
  `needed need possible able available indicated required necessary negative neg positive normal abnormal inconclusive tolerated claustrophobic anxious prior previous surgery surgeries hardware
  mri mr ct xray xr films film scan study contrast gad gadolinium not no done do then add also with without thoracic cervical lumbar approved authorized feasible appropriate ok okay insurance
  is are was can cannot be today tomorrow egfr renal function allows`.split(/\s+/),
);
const selfContained: ReadonlySet<string> = new Set(
  'needed possible able available indicated required necessary feasible appropriate tolerated today tomorrow'.split(
    ' ',
  ),
);
const worse: ReadonlySet<string> = new Set(
  'worse worsen worsens worsening worsened not no better persists persist'.split(' '),
);
const listing: ReadonlySet<string> = new Set('or any develop develops occur occurs new'.split(' '));

/**
 * "Do you have metal in your body? No": a form that was answered, and nothing stands behind the answer; "Any numbness when you
 * wipe? Patient: No, nothing like that": who answers is named.
 */
function isOfForm(words: SentenceWords): boolean {
  const { tokens } = words;
  const asked = tokens.findIndex(({ word }) => word === '?');
  const isLabelled =
    asked >= 0 && answerers.has(tokens[asked + 1]?.word ?? '') && tokens[asked + 2]?.word === ':';
  if (isLabelled && !tokens.slice(asked).some(({ word }) => word === 'you' || word === 'your')) {
    const answer = answerTo(words, asked);
    return isNo(answer) || isYes(answer);
  }
  const end = tokens.at(-1)?.word === '.' ? tokens.length - 1 : tokens.length;
  const word = tokens[end - 1]?.word;
  return tokens[end - 2]?.word === '?' && (word === 'no' || word === 'none' || isYes(word));
}

const answerers: ReadonlySet<string> = new Set('patient pt answer a'.split(' '));

/**
 * "As you will recall she is a driver who hurt herself", "your therapist has treated him" tell a colleague of the
 * patient; what a letter of a payer says is the payer's.
 */
function isToColleague({ tokens }: SentenceWords): boolean {
  const word = (at: number): string => tokens[at]?.word ?? '';
  const isOfEither = tokens.some((one, at) => one.word === 'or' && thirdPerson.has(word(at + 1)));
  const isOfPayer = tokens.some((one, at) => one.word === 'your' && ofPayers.has(word(at + 1)));
  return tokens.some((one) => thirdPerson.has(one.word)) && !isOfEither && !isOfPayer;
}

/** "Numb where you sit": anybody would. */
function isOfAnyone({ tokens }: SentenceWords, { from }: Place): boolean {
  return tokens[from - 1]?.word === 'where';
}

const ofPayers: ReadonlySet<string> = new Set(
  'letter denial decision determination policy guideline reviewer company plan criteria'.split(' '),
);

const thirdPerson: ReadonlySet<string> = new Set(
  'he she him her hi his herself himself'.split(' '),
);

const past = classesOf('historical', 'historical-ahead');

function isHistorical(
  words: SentenceWords,
  place: Place,
  clause: Place,
  since: string | undefined,
): boolean {
  if (isUnderPastDay(words, place, since) || longAgo.test(words.span.partBefore())) return true;
  const isAhead = ({ to }: Place): boolean =>
    to <= place.from &&
    place.from - to <= 3 &&
    !words.tokens.slice(to, place.from).some(isComma) &&
    // "Prior XR neg, foot drop".
    !pictures.some((kind) => words.hasWithin(kind, { from: to, to: to + 1 })) &&
    !isBesideHistory(words, to, place);
  // "Back in college he had …": what opens a sentence holds for what follows it.
  const opening = clause.from <= longestOpening ? { from: 0, to: clause.to } : clause;
  const isCalledPast =
    words.hasAny(past) &&
    (words
      .of('historical')
      .some(
        (one) =>
          isWithin(one, opening) &&
          !isLength(words, one) &&
          !isLeftOfLately(words, one, since) &&
          !isResolvedOnce(words, one, place) &&
          !isOfEarlierPart(words, one, place, clause, since),
      ) ||
      words
        .of('historical-ahead')
        .some(
          (one) => isAhead(one) && !isLength(words, one) && !isSinceOnset(words, clause, since),
        ));
  const isPast = isCalledPast || isAtAge(words, place) || isDatedBefore(words, clause, since);
  if (!isPast) return false;
  const isThen = isToldOfThen(words, place, since);
  const isNow = words
    .of('current')
    .some(
      (one) =>
        one.from >= clause.from &&
        one.from < clause.to &&
        !isDenied(words, one) &&
        !(isThen && ofCourse.has(words.tokens[one.from]?.word ?? '')),
    );
  return !isNow;
}

/** "In 2015 he had progressive weakness": how it came on then is not now. */
function isToldOfThen(words: SentenceWords, place: Place, since: string | undefined): boolean {
  if (since === undefined) return false;
  const { tokens } = words;
  return words.pastDates.some(
    ({ from, to, value }) =>
      from <= longestOpening &&
      to <= place.from &&
      isBefore(value, since) &&
      times.has(tokens[from - 1]?.word ?? '') &&
      tokens.slice(to, to + longestOpening).some(({ word }) => pastVerbs.has(word)),
  );
}

const ofCourse: ReadonlySet<string> = new Set(
  'progressive progressively worsening acute acutely sudden suddenly new newly'.split(' '),
);
const times: ReadonlySet<string> = new Set('in during around since circa by'.split(' '));
const pastVerbs: ReadonlySet<string> = new Set(
  'had was were developed suffered experienced got'.split(' '),
);

/** "Resolved, then came back on Sunday". */
function isResolvedOnce(words: SentenceWords, one: Place, place: Place): boolean {
  if (words.tokens[one.to - 1]?.word !== 'resolved' || one.from === 0) return false;
  return comesAgain(words, one.to) || isOverOfOther(words, place, one);
}

/** "When he was nineteen": of a time of life that is named by its age. */
function isAtAge(words: SentenceWords, place: Place): boolean {
  if (!words.hasOf(timesOfLife)) return false;
  const { tokens } = words;
  return tokens.slice(0, place.from).some(({ word }, at) => {
    if (!timesOfLife.has(word) || tokens[at + 2]?.word !== 'was') return false;
    if (!ofPatients.has(tokens[at + 1]?.word ?? '')) return false;
    const age = tokens[at + 3];
    return age !== undefined && ((age.signs & sign.number) !== 0 || ages.test(age.word));
  });
}

/** "H/o back pain with fever": what comes with what was is told by itself, and not "old polio with a weak leg". */
function isBesideHistory({ tokens }: SentenceWords, to: number, place: Place): boolean {
  return (
    ofHistory.has(tokens[to - 1]?.word ?? '') &&
    tokens.slice(to + 1, place.from).some(({ word }) => word === 'with')
  );
}

const ofHistory: ReadonlySet<string> = new Set(['of', 'o', 'hx']);

/** "Residual weakness after last week's surgery": what is left of something that was lately. */
function isLeftOfLately(words: SentenceWords, { from }: Place, since: string | undefined): boolean {
  const { tokens, pastDates } = words;
  if (tokens[from]?.word !== 'residual') return false;
  const days = pastDates.map(({ value }) => value);
  if (days.length > 0)
    return since !== undefined && days.every((day) => day.length === 10 && !isBefore(day, since));
  return tokens.some(
    ({ word }, at) =>
      (word === 'last' || word === 'this') && lately.has(tokens[at + 1]?.word ?? ''),
  );
}

/** "Previously had sciatica, right grip 2/5 since last week": what was before a comma is not what a time of now stands behind. */
function isOfEarlierPart(
  words: SentenceWords,
  { to }: Place,
  place: Place,
  clause: Place,
  since: string | undefined,
): boolean {
  const { from } = words.chunkOf(place);
  if (to > from) return false;
  // "…, right grip 2/5 now": the word that ends the statement is of it.
  const isBehind = (one: Place): boolean => one.from >= from && one.from <= clause.to;
  if (words.of('current').some((one) => isBehind(one) && !isDenied(words, one))) return true;
  if (isSinceLately(words.tokens.slice(from))) return true;
  if (since === undefined) return false;
  return words.pastDates.some(
    (one) => one.from >= from && one.value.length === 10 && !isBefore(one.value, since),
  );
}

/** "Since last week", "since Monday". */
function isSinceLately(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ word }) => word === 'since');
  return at !== -1 && tokens.slice(at + 1, at + 3).some(({ word }) => lately.has(word));
}

const lately: ReadonlySet<string> = new Set(
  'week night weekend yesterday monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);

const pictures = ['film', 'mri-study', 'other-modality'] as const;

const timesOfLife = new WordList('when while');
const ofPatients: ReadonlySet<string> = new Set('he she i pt patient'.split(' '));
const ages = /(?:teen|twenty|thirty|forty|fifty|sixty|eleven|twelve)/;

function isWithin(one: Place, { from, to }: Place): boolean {
  return one.from >= from && one.from < to;
}

const units: ReadonlySet<string> = new Set('day d week wk w month mo hour hr'.split(' '));

/** "8 wk h/o sciatica", "a six-week history of": how long it has lasted until now. */
function isLength({ tokens }: SentenceWords, { from }: Place): boolean {
  return units.has(tokens[from - 1]?.word ?? '');
}

/** "A history of sciatica since September 7": since a day of the episode. */
function isSinceOnset(words: SentenceWords, clause: Place, since: string | undefined): boolean {
  return words.pastDates.some(
    (one) =>
      isWithin(one, clause) &&
      words.tokens[one.from - 1]?.word === 'since' &&
      since !== undefined &&
      !isBefore(one.value, since),
  );
}

/** Whether a clause names a day before another. */
function isDatedBefore(words: SentenceWords, clause: Place, since: string | undefined): boolean {
  if (since === undefined) return false;
  // "In 2018 he had …": the day that opens a sentence holds for what follows it.
  const opening = clause.from <= longestOpening ? 0 : clause.from;
  return words.pastDates.some(
    ({ from, to, value }) =>
      ((from >= opening && from < clause.to) || isBracketAhead(words, to, clause.from)) &&
      isBefore(value, since) &&
      !words.isAhead(from),
  );
}

/** "Exam at that time (3/2023) EHL 3/5": a day in brackets is of what stands behind them, where no comma does. */
function isBracketAhead({ tokens }: SentenceWords, to: number, from: number): boolean {
  const next = tokens[to + 1];
  return tokens[to]?.word === ')' && to === from && next !== undefined && !isStop(next);
}

/** What opens the part of a sentence before a semicolon holds for what follows it. */
const longAgo =
  /^\W*(?:as an? (?:boy|girl|child|kid|young|teen)|(?:many |some )?years (?:ago|back)|decades ago|in (?:his|her|my) (?:teens|twenties|thirties|youth|childhood)|in (?:the (?:army|navy|service|war)|vietnam|iraq|afghanistan|korea|combat|childhood|college|high school)|when (?:he|she|i) was (?:a |an )?(?:\d|young|child|kid|boy|girl|teen))\b/i;

/** "(From the 2023 visit:) …", "Assessment (2021): progressive weakness": a day in a heading holds for what it heads. */
function isUnderPastDay(words: SentenceWords, place: Place, since: string | undefined): boolean {
  if (since === undefined || words.pastDates.length === 0) return false;
  const { tokens } = words;
  let colon = place.from;
  while (colon > 0 && tokens[colon]?.word !== ':') colon -= 1;
  if (colon === 0 || tokens.some(({ word }) => ofToday.has(word))) return false;
  const days = words.pastDates.filter(({ from }) => from < colon);
  return days.length > 0 && days.every(({ value }) => isBefore(value, since));
}

const ofToday: ReadonlySet<string> = new Set('now today currently tonight still'.split(' '));

/** So many words at most name a day before the statement begins that it is told of. */
const longestOpening = 4;

/** A patient writes of himself, and of what "you" did. */
const firstPerson: ReadonlySet<string> = new Set(['my', 'me', 'i']);

function isAnswer(token: Token | undefined): boolean {
  return token?.word === 'yes' || token?.word === 'no';
}
