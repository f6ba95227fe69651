import {
  auxiliaries,
  goesOnWithAnother,
  isDescribing,
  isFinding,
  isJoin,
  isMark,
  type Kind,
  reachOver,
} from './between-words.ts';
import { ofOtherPersonBefore } from './other-persons.ts';
import type { Standing } from './types.ts';
import { hasAny, lengthAt, type Mention, pause, phraseList, type Word } from './words.ts';

/** What a word before a finding says of it, where it is said of it. */
interface Saying {
  readonly phrases: readonly string[];
  readonly kind: Kind;
  readonly standing: Standing;
  /** Of a complaint it says nothing: a chronic pain is there. */
  readonly ofEmergencies?: true;
  /** It stands as often behind what it is said of: "stroke ruled out, foot drop". */
  readonly isAnswer?: true;
}

/** What is denied of now. */
export const denials = phraseList(
  `no, not, denies, denying, denied, without, w o, neither, negative for, neg for, ruled out, rules out, excluded, excludes, absence of, free of, low suspicion for, low suspicion of, low concern for,
  low likelihood of, low probability of, nil, nothing to suggest, nothing suggesting, nothing suggestive of, not suggestive of, does not suggest, do not suggest, cant be, cannot be, can not be, not thought to have, not felt to have, doubt, never had, never has had`,
);

/** What a patient is given or told, in case something comes. */
const lessons = [
  ...phraseList('ed on, ed about, ed re, ed regarding, ed given on, ed provided on'),
  ...phraseList(
    'precautions, instructions, education, teaching, counseling, counselling, information, handout, advice, warning, warnings, edu, educ, educated, taught, coached, instructed',
  ).flatMap((what) =>
    ['', 'given ', 'provided ', 'reviewed ', 'discussed ', 'done ', 'completed '].flatMap((how) =>
      ['for', 'about', 'on', 'regarding', 're', 'in case of'].map((of) => `${what} ${how}${of}`),
    ),
  ),
];

const answers: ReadonlySet<Word> = new Set(['no', 'not', 'ruled out', 'excluded', 'denied']);

const sayings: readonly Saying[] = [
  { phrases: denials.filter((one) => !answers.has(one)), kind: 'denial', standing: 'denied' },
  { phrases: [...answers], kind: 'denial', standing: 'denied', isAnswer: true },
  {
    phrases: phraseList('negative, neg, normal, unremarkable'),
    kind: 'quality',
    standing: 'denied',
    isAnswer: true,
  },
  {
    phrases: phraseList(
      `history of, hx of, h o, personal history of, pmh, pmhx, pmh of, past medical history, past medical history of, family history of, family history, fh of, fam hx, famhx, fhx, family hx, late effect of, late effects of, sequela of, sequelae of`,
    ),
    kind: 'past',
    standing: 'not-of-now',
  },
  {
    phrases: phraseList(
      'resolved, recovered, recovered from, prior, previous, past, fetal, status post, s p',
    ),
    kind: 'quality',
    standing: 'not-of-now',
    isAnswer: true,
  },
  {
    phrases: phraseList(
      `screening for, susceptibility to, susceptibility to other, predisposition to, at risk for, risk of, prevention of, prophylaxis for, prophylaxis against,
      vaccination for, vaccination against, return for, education about, education on, educated about, educated on, counseled about, counseled on, counselled about,
      counselled on, information about, information on, instructions about, handout about, handout on, warning signs of, precautions for`,
    ),
    kind: 'purpose',
    standing: 'not-of-now',
  },
  { phrases: lessons, kind: 'purpose', standing: 'not-of-now' },
  {
    phrases: phraseList(
      'fear of, fears, afraid of, worry about, worried about, googled, read about, heard about, asks about, asking about, asked about, wonders about',
    ),
    kind: 'purpose',
    standing: 'unclear',
  },
  {
    phrases: phraseList(
      `old, chronic, congenital, longstanding, long standing, healed, healing, aftercare, nonunion, malunion, delayed union, remote, former, residual, postpolio, post polio,
      hardware, screening, repaired, repair of`,
    ),
    kind: 'quality',
    standing: 'not-of-now',
    ofEmergencies: true,
  },
  {
    phrases: phraseList(
      'if, monitor for, monitoring for, watch for, watching for, look out for, alert for, screen for',
    ),
    kind: 'purpose',
    standing: 'not-of-now',
    ofEmergencies: true,
  },
  {
    phrases: phraseList(
      'monitor, monitoring, monitoring of, surveillance of, surveillance for, brace for, splint for, orthosis for, afo for',
    ),
    kind: 'quality',
    standing: 'unclear',
    ofEmergencies: true,
  },
];

/** What is there beside it is denied: "no deficit other than foot drop"; else it is only named: "fracture other than of the spine". */
const exceptions = phraseList('other than, aside from, apart from');
const allElse = [...denials, ...phraseList('normal, intact, unremarkable, negative')];

function exceptionIn(before: readonly Word[], after: readonly Word[]): Standing | undefined {
  if (hasAny(after, allElse)) return 'unclear';
  return hasAny(before, allElse) ? undefined : 'not-of-now';
}

const everySaying = sayings.flatMap(({ phrases }) => phrases);

/** What a patient denies is a list more often than what a chart has none of. */
const denying: ReadonlySet<Word> = new Set(['denies', 'denied', 'denying']);

/** What the words before a finding say of it; undefined where they say nothing of it. */
export function saidBefore(
  { marked, after, farther }: Mention,
  isEmergency: boolean,
): Standing | undefined {
  const { before } = marked;
  const ofOther = ofOtherPersonBefore(before);
  if (ofOther !== undefined) return ofOther;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    if (isException(before, at)) return exceptionIn(before.slice(0, at), after);
    if (lengthAt(before, everySaying, at) === 0) continue;
    if (isQuestioned(before, at)) return 'unclear';
    const said = sayingAt(before, at, isEmergency);
    if (said === undefined || isOfBetterment(before, at)) continue;
    const between = before.slice(at + said.length);
    const { kind, standing } = said.saying;
    const isList = opensList(before, at);
    switch (reachOver(between, marked.after, isList ? 'denial' : kind)) {
      case 'governs':
        if (isAffirmed(between, after)) return undefined;
        return isOfBefore(before, at, said.saying) ? 'unclear' : standing;
      case 'stated':
        return undefined;
      case 'open':
        if (isAffirmed(between, after)) return undefined;
        // "S/p injection with fever": what comes with it is told by itself.
        if (!isEmergency && kind !== 'denial' && beginsAnew(between, after)) break;
        if (denying.has(before[at] ?? '') && goesOnWithAnother(marked.after)) return standing;
        if (isEmergency || before.length - at <= nearby)
          return kind === 'past' && isInLongList(before, marked.after, farther)
            ? 'denied'
            : 'unclear';
        break;
      case 'ended':
        break;
    }
  }
  return isInLongList(before, marked.after, farther) ? 'denied' : undefined;
}

/** "Denies trauma, history of cancer, IVDU, fever, night pain, weight loss, saddle anesthesia, bladder or bowel incontinence". */
function isInLongList(
  before: readonly Word[],
  after: readonly Word[],
  farther: Mention['farther'],
): boolean {
  const ahead = [...farther(), ...before];
  const head = ahead.findLastIndex((word) => heading.has(word));
  if (head < 0) return false;
  const between = ahead.slice(head + (ahead[head + 1] === 'for' ? 2 : 1));
  return reachOver(between, after, 'denial') === 'governs';
}

const heading: ReadonlySet<Word> = new Set([...denying, 'no', 'negative', 'neg', 'without']);

/**
 * "ROS neg fever/chills/foot drop", "Negative: foot drop, saddle numbness": with nothing before it, it is said of all
 * that follows.
 */
function opensList(before: readonly Word[], at: number): boolean {
  const [word = '', ahead = pause] = [before[at], before[at - 1]];
  return (word === 'neg' || word === 'negative') && (isMark(ahead) || headings.has(ahead));
}

/** What a list of denials is headed by. */
const headings: ReadonlySet<Word> = new Set(['ros', 'systems', 'neuro']);

/** "SLR negative R foot drop": of which of both it is said, nobody can tell. */
function isOfBefore(
  before: readonly Word[],
  at: number,
  { kind, standing, isAnswer }: Saying,
): boolean {
  if (kind !== 'quality' || standing !== 'denied' || isAnswer !== true || at === 0) return false;
  const word = before[at - 1] ?? '';
  const isHeading = isMark(word) || headings.has(word);
  return !isHeading && !isJoin(word) && !auxiliaries.has(word) && !isDescribing(word);
}

function isException(before: readonly Word[], at: number): boolean {
  const length = lengthAt(before, exceptions, at);
  return length > 0 && before.slice(at + length).every(isDescribing);
}

/** Within so many words an unclear denial takes a complaint that can wait away. */
const nearby = 6;

/** The longest of the words that say something at a place, unless it is said of what stands before it. */
function sayingAt(
  before: readonly Word[],
  at: number,
  isEmergency: boolean,
): { readonly saying: Saying; readonly length: number } | undefined {
  let found: { readonly saying: Saying; readonly length: number } | undefined;
  for (const saying of sayings) {
    if (saying.ofEmergencies === true && !isEmergency) continue;
    const length = lengthAt(before, saying.phrases, at);
    if (length > (found?.length ?? 0)) found = { saying, length };
  }
  if (found === undefined || isPartOfTime(before, at)) return undefined;
  const isAnswer = found.saying.isAnswer === true && before[at + found.length] === pause;
  return isAnswer && at > 0 ? undefined : found;
}

function beginsAnew(between: readonly Word[], after: readonly Word[]): boolean {
  return between.lastIndexOf('with') > 0 && !after.some((word) => /^(?:19|20)\d\d$/.test(word));
}

/** "Not sure if he has a foot drop": whether it is there is the question, and no condition. */
function isQuestioned(before: readonly Word[], at: number): boolean {
  return before[at] === 'if' && knowing.has(before[at - 1] ?? '');
}

const knowing: ReadonlySet<Word> = new Set(
  'sure unsure certain uncertain clear unclear known unknown know tell say determine evaluate assess clarify'.split(
    ' ',
  ),
);

/** "65 year old", "past 3 days", "prior to": a time, and no finding of the past. */
function isPartOfTime(before: readonly Word[], at: number): boolean {
  const [word = '', next = ''] = before.slice(at, at + 2);
  if (word === 'old')
    return /^(?:y|yr|yrs|year|years|month|months|week|weeks|day|days)$/.test(before[at - 1] ?? '');
  if (word === 'prior' || word === 'previous') return next === 'to';
  return (
    word === 'past' &&
    /^(?:\d+|few|couple|several|two|three|four|five|six|day|days|week|weeks|weekend|month|months|hour|hours|24h|night)$/.test(
      next,
    )
  );
}

/** What a denial beside a treatment is said of: "no relief with PT, foot drop" denies no foot drop. */
const betterment: ReadonlySet<Word> = new Set(
  'relief improvement improving improved improve better response responding benefit help helping'.split(
    ' ',
  ),
);

function isOfBetterment(before: readonly Word[], at: number): boolean {
  const word = before[at];
  return (
    (word === 'no' || word === 'not' || word === 'without') &&
    before.slice(at + 1, at + 3).some((next) => betterment.has(next))
  );
}

const affirmations: ReadonlySet<Word> = new Set(
  'present confirmed positive suspected noted found seen evident persists new since today yes'.split(
    ' ',
  ),
);

/** "No fever, foot drop present": the denial before it is of another finding, and it is said to be there. */
function isAffirmed(between: readonly Word[], after: readonly Word[]): boolean {
  const first = after.find((word) => !isDescribing(word) && !auxiliaries.has(word));
  return first !== undefined && affirmations.has(first) && between.some(isFinding);
}
