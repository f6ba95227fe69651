import { tellsOfOldTimes } from '../terminology/old-words.ts';
import { isBefore } from './calendar.ts';
import { durationIn } from './durations.ts';
import { classesOf } from './phrases.ts';
import type { Sentence } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import { WordList } from './word-lists.ts';

/**
 * Whether a sentence states plainly, and of now, what stands at a place, whatever heading, illness, relative or advice was named
 * before it: "Goals of visit: She cannot empty her bladder", "PMH: HTN. New right foot drop since Monday", "go to the ED because
 * both legs have become weak over the last three days".
 * @param since what lies before this day is over
 * @param isAdvised whether it stands beside what is to be watched for: "warning signs such as progressive weakness" is of no day
 */
export function isPlainlyNow(
  sentence: Sentence,
  place: Place,
  text: string,
  since: string,
  isAdvised = false,
): boolean {
  const from = beginOf(sentence, place, text);
  const stated = { from, to: sentence.tokens.length };
  if (isSupposed(sentence, stated) || namesOther(sentence, stated)) return false;
  if (isAnsweredNo(sentence, place)) return false;
  const said = text.slice(sentence.tokens[from]?.start ?? 0, sentence.span.end);
  if (tellsOfOldTimes(said) || isLongStanding(sentence)) return false;
  if (sentence.isDenied(place, [place])) return false;
  return isTimed(sentence, stated, since, isAdvised) || hasSubjectOfNow(sentence, from);
}

/** Where the statement begins: behind a colon, a reason, what was asked or what is old, else with its sentence. */
function beginOf({ tokens }: Sentence, place: Place, text: string): number {
  for (let at = place.from - 1; at >= 0; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (word === ':') {
      const head = tokens[at - 1]?.word ?? '';
      // "PMH: OA. New: right hand weak".
      return times.has(head) || (head === 'new' && at === 1) ? at - 1 : at + 1;
    }
    if (word === 'because' || word === '.') return at + 1;
    // "If the foot gets weak call - foot IS weak since this morning".
    if (word === '-' && isDash(tokens, at)) return at + 1;
    const verbs = [tokens[at - 1]?.word ?? '', tokens[at - 2]?.word ?? ''];
    if (word === 'that' && verbs.some((verb) => learning.has(verb))) return at + 1;
    // "Dear colleague, she cannot …".
    if (word === ',' && tokens[0]?.word === 'dear' && at <= longestGreeting) return at + 1;
    // "Last year had sciatica, now both legs weak".
    if (word === ',' && times.has(tokens[at + 1]?.word ?? '')) return at + 1;
    const second = tokens[at + 2]?.word ?? '';
    if (word === ',' && tokens[at + 1]?.word === 'and' && times.has(second)) return at + 2;
    if (word === ',') {
      const before = text.slice(tokens[0]?.start ?? 0, tokens[at]?.start ?? 0);
      if (tellsOfOldTimes(before)) return at + 1;
    }
    if (word === 'since' && opensStatement(tokens[at + 1]?.word ?? '')) return at + 1;
    if (word === 'as' && patients.has(tokens[at + 1]?.word ?? '') && presents.has(second))
      return at + 1;
    if (word === ',' && tokens.slice(0, at).some(({ word: asked }) => asked === 'asked'))
      return at + 1;
  }
  return 0;
}

const longestGreeting = 6;

/** "We learned today that both legs …". */
const learning: ReadonlySet<string> = new Set(
  'learned learnt heard noticed found discovered realized realised'.split(' '),
);

/** "Today: temp 39.2". */
const times: ReadonlySet<string> = new Set(['today', 'now', 'currently', 'tonight', 'yesterday']);

/** "Since his left foot drops", and not "since Monday". */
function opensStatement(word: string): boolean {
  return openings.has(word);
}

const openings: ReadonlySet<string> = new Set(
  'he she pt patient i my his her hi the both left right legs leg gait grip foot hand'.split(' '),
);

/** Words with which nothing is stated: a condition, a duty, a list of what may be, or what is said to the patient. */
const supposing = new WordList(
  'if unless should would could may might when whenever any or risk risks watch monitor until call return go you your yourself might possible such example eg',
);
const others = classesOf('family', 'informant', 'payer', 'education');

function isSupposed({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => supposing.has(word));
}

/** "Screening questionnaire: bladder/bowel change NO". */
export function isAnsweredNo({ tokens }: Sentence, { to }: Place): boolean {
  const end = tokens.findLastIndex(({ word }) => word >= 'a');
  return noes.has(tokens[end]?.word ?? '') && end >= to && end - to <= mostToNo;
}

const noes: ReadonlySet<string> = new Set('no neg negative denied none'.split(' '));
const mostToNo = 2;

function namesOther(sentence: Sentence, stated: Place): boolean {
  // "Family history: mother: foot drop" names her before the colon.
  const isOfFamily = sentence.span.section === 'family';
  const within = isOfFamily ? { from: 0, to: stated.to } : stated;
  if (!sentence.hasAny(others)) return false;
  return (['family', 'informant', 'payer', 'education'] as const).some((kind) =>
    sentence.hasWithin(kind, within),
  );
}

/** A word of now, a day that is not long ago, or how long it has lasted. */
function isTimed(
  sentence: Sentence,
  { from, to }: Place,
  since: string,
  isAdvised: boolean,
): boolean {
  const { tokens } = sentence;
  if (times.has(tokens[from]?.word ?? '')) return true;
  const isOfNow = sentence
    .of('current')
    .some((one) => one.from >= from && !(isAdvised && tellsHow(tokens, one.from)));
  if (isOfNow) return true;
  const days = sentence.pastDates.filter((one) => one.from >= from);
  if (days.some(({ value }) => value.length === 10 && !isBefore(value, since))) return true;
  const lasted = durationIn(tokens, from, to);
  return lasted !== undefined && lasted <= longestNew;
}

const longestNew = 84;

/** "Progressive weakness" says how it comes, and not when; "bilateral leg weakness, new" says when. */
function tellsHow(tokens: Sentence['tokens'], at: number): boolean {
  return ofCourse.has(tokens[at]?.word ?? '') && tokens[at - 1]?.word !== ',';
}

/** How something comes, and not when. */
const ofCourse: ReadonlySet<string> = new Set(
  'progressive progressively worsening acute acutely sudden suddenly new newly recent recently'.split(
    ' ',
  ),
);

/** A dash between two blanks. */
function isDash(tokens: Sentence['tokens'], at: number): boolean {
  const [before, dash, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before === undefined || dash === undefined || next === undefined) return false;
  return before.end < dash.start && dash.end < next.start;
}

/** "She has …", "patient cannot …", "both legs have become …": told of the patient in the present. */
function hasSubjectOfNow({ tokens }: Sentence, from: number): boolean {
  const [first, second, third, fourth] = tokens.slice(from, from + 4).map(({ word }) => word);
  // "I have discussed the risks" is told of whoever writes.
  if (first === 'i' && talking.has(third ?? '')) return false;
  if (patients.has(first ?? '') && presents.has(second ?? '')) return true;
  return [second, third].some(
    (word, at) => (word === 'has' || word === 'have') && becoming.has([third, fourth][at] ?? ''),
  );
}

const patients: ReadonlySet<string> = new Set('he she pt patient i'.split(' '));
const presents: ReadonlySet<string> = new Set(
  'has have is cannot cant can lost loses does doesnt am no'.split(' '),
);
const talking: ReadonlySet<string> = new Set(
  'discussed reviewed explained advised told instructed counseled counselled asked recommended informed'.split(
    ' ',
  ),
);
const becoming: ReadonlySet<string> = new Set(
  'become gone lost dropped started begun developed gotten got grown fallen turned given'.split(
    ' ',
  ),
);

/** "Longstanding stress incontinence, unchanged". */
export function isLongStanding(sentence: Sentence): boolean {
  return sentence.hasOf(lasting) && !sentence.hasOf(changing) && !sentence.has('current');
}

const lasting = new WordList('longstanding chronic chronically lifelong baseline');
const changing = new WordList('worse worsening worsened now more acute');
