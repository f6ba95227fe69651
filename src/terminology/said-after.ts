import { auxiliaries, isDescribing, isFinding, isJoin, isMark } from './between-words.ts';
import { isOfOtherPersonBehind } from './other-persons.ts';
import type { Standing } from './types.ts';
import { colon, hasAny, lengthAt, type Mention, pause, phraseList, type Word } from './words.ts';

export const denialsAfter = phraseList(
  `ruled out, unlikely, excluded, absent, negative, not present, not confirmed, not seen, not found, not identified, not suspected, not likely, no longer suspected, no longer considered, discounted, disproved, disproven, refuted, not evident, not noted,
  low suspicion, low likelihood, low concern, not appreciated, not demonstrated, not detected, not visualized, not reported, not observed, neg,
  not there, doubtful, not developed, not occurred, not happened, not emerged, not arisen, never developed, never occurred, did not develop, has not had, not experienced, not applicable, n a`,
);
/** Answers: "both legs weak: no". They are said of what stands before them unless something stands behind. */
const answers = phraseList('no, none, denied, false, n, nil');
/** What is said of a part of the body that is named as the illness is: "cauda equina unremarkable". */
export const normals = phraseList(
  'normal, unremarkable, intact, wnl, within normal limits, patent',
);
const pastAfter = phraseList('resolved, remission, in remission, recovered, inactive, quiescent');
export const absencesAfter = [...denialsAfter, ...pastAfter];

const oldAfter = phraseList(
  'old, chronic, congenital, longstanding, long standing, healed, repaired, sequela, sequelae, polio, history, in the past, by history, remote',
);
/** What a finding is named for: a test, a warning, a lesson. */
const purposes = phraseList(
  'risk, risks, warning, warnings, precaution, precautions, screening, screen, education, prevention, counseling, handout, warning signs',
);
/** Of which nobody can tell whether the finding is there: a brace is for one that is, or that was. */
const unclearPurposes = phraseList(
  'repair, screened, discussed, reviewed, clinic, brace, splint, orthosis, protocol',
);

/** What is said of a fracture that is not of now, however far behind it stands. */
const laterCourse = phraseList(
  'nonunion, malunion, delayed union, routine healing, delayed healing, subsequent encounter, aftercare',
);

/** Since when what is there from early on is there. */
const earlyLife =
  /\b(?:since|from|in|as a|as an|at|during|of) (?:early |the |his |her )?(?:childhood|birth|infancy|polio|child|infant)\b/;

interface Predicate {
  readonly standing: Standing;
  readonly length: number;
  /** It may describe what follows it: "negative SLR", "old MRI". */
  readonly isAdjective: boolean;
  /** It is the head of what the finding only names: "foot drop brace". */
  readonly isPurpose: boolean;
  /** It is said of what was examined, and not of an illness. */
  readonly isNormal: boolean;
}

const adjectives: ReadonlySet<Word> = new Set(
  'unlikely absent negative neg normal unremarkable intact old chronic congenital longstanding healed repaired doubtful polio no patent'.split(
    ' ',
  ),
);

function predicateAt(
  after: readonly Word[],
  at: number,
  isEmergency: boolean,
): Predicate | undefined {
  const word = after[at] ?? '';
  const lists: readonly (readonly [readonly string[], Standing, boolean])[] = [
    [denialsAfter, 'denied', false],
    [answers, 'denied', false],
    [normals, 'denied', false],
    [pastAfter, 'not-of-now', false],
    [['screening'], 'not-of-now', true],
    ...(isEmergency
      ? ([
          [oldAfter, 'not-of-now', false],
          [purposes, 'not-of-now', true],
          [unclearPurposes, 'unclear', true],
        ] as const)
      : []),
  ];
  for (const [phrases, standing, isPurpose] of lists) {
    const length = lengthAt(after, phrases, at);
    if (length > 0)
      return {
        standing,
        length,
        isPurpose,
        isAdjective: adjectives.has(word),
        isNormal: phrases === normals || word === 'absent',
      };
  }
  return undefined;
}

/** Words that go on after what is said: by whom, when, where. */
const functionWords: ReadonlySet<Word> = new Set(
  'by on at in since per after given with and or as today yesterday following from for during via to who which but of then this that clinically completely fully spontaneously'.split(
    ' ',
  ),
);
/** It was not there before, so it is new: "not seen previously", "not evident until today". */
const before = /^(?:until|before|previously|prior|earlier|last|yesterday|initially)$/;

/** What the words behind a finding say of it; undefined where they say nothing of it. */
export function saidAfter({ marked }: Mention, isEmergency: boolean): Standing | undefined {
  const { after } = marked;
  if (isOfOtherPersonBehind(after)) return 'not-of-now';
  if (isEmergency && hasAny(after, laterCourse)) return 'not-of-now';
  if (isEmergency && earlyLife.test(after.slice(0, 8).join(' '))) return 'not-of-now';
  if (isEmergency && isTestedNegative(after)) return 'denied';
  if (isEmergency && isTaught(marked.before, after)) return 'not-of-now';
  const ofAll = saidOfList(after, isEmergency);
  if (ofAll !== undefined) return ofAll;
  let at = 0;
  while (at < after.length && isPassed(after[at] ?? '')) at += 1;
  const passed = after.slice(0, at);
  const isApart = passed.includes(pause);
  const predicate = predicateAt(after, at, isEmergency);
  if (predicate !== undefined) {
    const said = saidBy(predicate, after, at, isApart);
    return isOfOtherThing(passed, predicate) ? undefined : said;
  }
  const said = isApart ? undefined : saidInPart(after, at, isEmergency);
  return said ?? saidInLaterPart(after, at, isEmergency);
}

/** What is done to look for an illness. */
const tests: ReadonlySet<Word> = new Set(
  `screening screen screens test tests testing scan us ultrasound sonogram sono duplex imaging ct mri eval evaluation workup exam check checks questionnaire questions signs sign symptoms surveillance study result results`.split(
    ' ',
  ),
);
const testIsOver: ReadonlySet<Word> = new Set([
  ...auxiliaries,
  ...'done completed came back in on last this month year week months years weeks ago of at from recent recently'.split(
    ' ',
  ),
]);
const found = phraseList(
  'negative, neg, normal, clear, unremarkable, none, wnl, nil, not positive, no',
);

/** "AAA screening ultrasound 2024: negative", "CES screen neg": what was looked for and not found. */
function isTestedNegative(after: readonly Word[]): boolean {
  let at = 0;
  while (tests.has(after[at] ?? '')) at += 1;
  if (at === 0) return false;
  while (isMark(after[at]) || testIsOver.has(after[at] ?? '') || /^\d{1,4}$/.test(after[at] ?? ''))
    at += 1;
  const length = lengthAt(after, found, at);
  const next = after[at + length];
  return (
    length > 0 &&
    (next === undefined || isMark(next) || /^\d/.test(next) || functionWords.has(next))
  );
}

const teaching: ReadonlySet<Word> = new Set(
  'reviewed discussed explained taught covered'.split(' '),
);
const ofSigns = phraseList(
  'signs of, sign of, symptoms of, s s of, red flags of, warning signs of, red flag signs of, red flag symptoms of',
);

/** "Signs of cauda equina reviewed": the patient was told what to look for. */
function isTaught(ahead: readonly Word[], after: readonly Word[]): boolean {
  const at = after.findIndex((word) => !isPassed(word));
  const next = after[at + 1];
  return (
    teaching.has(after[at] ?? '') &&
    (next === undefined || isMark(next) || next === 'with' || next === 'in' || next === 'and') &&
    hasAny(ahead.slice(-4), ofSigns)
  );
}

const alls: ReadonlySet<Word> = new Set(['all', 'both', 'each', 'any', 'none', 'neither']);

/** "(Saddle anesthesia, incontinence, foot drop) - none present", "discitis, fracture: all unlikely": said of all that is listed. */
function saidOfList(after: readonly Word[], isEmergency: boolean): Standing | undefined {
  const isOfList = (word: Word): boolean => isPassed(word) || isFinding(word) || isJoin(word);
  const end = after.findIndex((word) => !isOfList(word));
  if (end < 1 || !isMark(after[end - 1])) return undefined;
  const isOfAll = alls.has(after[end] ?? '') || after[end - 1] === colon;
  const at = after[end] === 'none' || !alls.has(after[end] ?? '') ? end : end + 1;
  const predicate = isOfAll ? predicateAt(after, at, isEmergency) : undefined;
  if (predicate === undefined || predicate.isPurpose || predicate.isNormal) return undefined;
  if (after[at] === 'none') return isOfNone(after[at + 1]) ? 'denied' : undefined;
  return saidBy(predicate, after, at, false) === undefined ? undefined : predicate.standing;
}

function isOfNone(next: Word | undefined): boolean {
  return (
    next === undefined ||
    isMark(next) ||
    /^(?:are|were|is|present|noted|reported|found|seen|of|endorsed)$/.test(next)
  );
}

const otherThings = phraseList('left, right, lt, rt, upper, exam, examination');

/**
 * "Left foot drop, right leg normal", "foot drop, exam otherwise normal": what is said behind a comma of another
 * side, or of all else.
 */
function isOfOtherThing(passed: readonly Word[], { isNormal }: Predicate): boolean {
  if (!isNormal) return false;
  const isOfOther = hasAny(passed.slice(passed.lastIndexOf(pause)), otherThings);
  return passed.includes('otherwise') || (passed.includes(pause) && isOfOther);
}

function isPassed(word: Word): boolean {
  return isDescribing(word) || auxiliaries.has(word) || isMark(word);
}

const finds: ReadonlySet<Word> = new Set(
  'positive pos abnormal concerning found shows showed present detected dilated'.split(' '),
);

function saidBy(
  { standing, length, isAdjective, isPurpose, isNormal }: Predicate,
  after: readonly Word[],
  at: number,
  isApart: boolean,
): Standing | undefined {
  const behind = after.slice(at + length);
  const next = behind.find((word) => !auxiliaries.has(word));
  if (before.test(next ?? '') && after[at] === 'not') return undefined;
  const isOfNext = isAdjective && (next === 'for' || next === 'from');
  const isEnd =
    next === undefined ||
    isMark(next) ||
    /^\d/.test(next) ||
    (functionWords.has(next) && !isOfNext);
  if (isPurpose) {
    // "CES screening yesterday positive": what was looked for may have been found.
    if (behind.some((word) => finds.has(word))) return 'unclear';
    if (isApart) return isEnd && at + length === after.length ? 'unclear' : undefined;
    return isEnd || standing === 'unclear' ? standing : 'unclear';
  }
  // Another illness begins: "L2 fracture, history of diabetes".
  if (`${after[at]} ${next}` === 'history of' && isApart) return undefined;
  // A sequela of something else is there itself.
  if (/^sequelae? of$/.test(`${after[at]} ${next}`)) return undefined;
  // What is over is another illness: "in remission from lymphoma".
  if (/^remission (?:of|from)\b/.test(`${after[at + length - 1]} ${next}`)) return 'unclear';
  if (isEnd) return isNormal && isApart && after[at] !== 'absent' ? 'unclear' : standing;
  return isAdjective || isApart ? undefined : 'unclear';
}

/** Behind a comma something else is told, unless all that stands there says that the finding is over: "seen in 2019, resolved". */
function saidInLaterPart(
  after: readonly Word[],
  at: number,
  isEmergency: boolean,
): Standing | undefined {
  const end = after.indexOf(pause, at);
  if (end === -1) return undefined;
  const next = end + 1 + after.slice(end + 1).findIndex((word) => !isPassed(word));
  const predicate = next > end ? predicateAt(after, next, isEmergency) : undefined;
  if (predicate === undefined || predicate.isPurpose) return undefined;
  const said = saidBy(predicate, after, next, true);
  if (said === undefined) return undefined;
  return after.slice(at, end).some(isFinding) ? 'unclear' : said;
}

/** Behind these stands a cause, which is denied with what it causes. */
const causes = phraseList('due to, from, secondary to, because of, caused by');
/** Something else begins with them. */
const breaks: ReadonlySet<Word> = new Set(['with', 'plus', 'and', 'on']);

/** In the same part of the clause, behind other words: "cauda equina syndrome due to hematoma ruled out". */
function saidInPart(
  after: readonly Word[],
  from: number,
  isEmergency: boolean,
): Standing | undefined {
  for (let at = from; at < after.length && !isMark(after[at]); at += 1) {
    if (breaks.has(after[at] ?? '') && !isJoin(after[at] ?? '')) return undefined;
    const predicate = predicateAt(after, at, isEmergency);
    if (predicate === undefined || predicate.isPurpose) continue;
    const said = saidBy(predicate, after, at, false);
    if (said === undefined) continue;
    const between = after.slice(0, at);
    if (hasAny(between, causes)) return said;
    const isAlternative = between.includes('or') && !between.includes('and');
    if (between.some(isFinding) && !isAlternative) return 'unclear';
    const isJoined = between.every((word) => isPassed(word) || isJoin(word));
    return isAlternative || isJoined ? said : 'unclear';
  }
  return undefined;
}
