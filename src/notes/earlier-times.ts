import { isBefore } from './calendar.ts';
import { isDenied } from './denial.ts';
import { comesAgain, isOverOfOther } from './over.ts';
import { classesOf } from './phrases.ts';
import { isWithin, type Place, type SentenceWords } from './sentence-words.ts';
import { isComma, isStop, type Token } from './tokens.ts';
import { WordList } from './word-lists.ts';
import { sign } from './words.ts';

const past = classesOf('historical', 'historical-ahead');

/** Whether the words tell of a time before this day, and not of now. */
export function isHistorical(
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
      !words.isAhead(from) &&
      !isComparedWith(words, from),
  );
}

/** "Compression fracture, new vs. 2025", "worse than in 2024": what is of now is held against that day. */
export function isComparedWith({ tokens }: SentenceWords, from: number): boolean {
  const [third = '', second = '', first = ''] = tokens
    .slice(Math.max(0, from - 3), from)
    .map(({ word }) => word);
  const isNew = comparing.has(first) || comparing.has(second);
  return (
    isNew ||
    ((first === 'to' || first === 'with') && compared.has(second)) ||
    (compared.has(third) && comparing.has(first))
  );
}

const comparing: ReadonlySet<string> = new Set(['vs', 'versus', 'than']);
const compared: ReadonlySet<string> = new Set(['compared', 'comparison', 'compare']);

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

/** Whether the clause of a place names a year before that of the note, and no nearer day. */
export function isOfEarlierYear(words: SentenceWords, place: Place): boolean {
  if (words.pastDates.length === 0) return false;
  const clause = words.clauseOf(place);
  const days = words.pastDates.filter((one) => isWithin(one, clause));
  const year = words.noteMonth.slice(0, 4);
  return days.length > 0 && days.every(({ value }) => value.length === 4 && value < year);
}
