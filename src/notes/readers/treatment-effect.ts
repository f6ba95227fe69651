import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';
import { sign } from '../words.ts';
import { indexFallIn, scoresIn } from './course-of-score.ts';
import { isElsewhere } from './place-of.ts';

/** What a sentence says came of a treatment. */
export type Effect = 'failed' | 'improved' | 'resolved' | 'unclear';

/** What the words say came of a treatment; undefined where they say nothing, unclear where they say two things. */
export function effectIn(sentence: Sentence): Effect | undefined {
  return sentence.once(findEffect);
}

function findEffect(sentence: Sentence): Effect | undefined {
  if (isNothingInTheEnd(sentence)) return 'failed';
  if (isPartial(sentence) || isALittle(sentence) || isOfSession(sentence)) return 'unclear';
  // "Referral if not better" tells no effect.
  const conditions = sentence.of('hypothetical');
  const isSaid = (place: Place): boolean =>
    !conditions.some((one) => one.from <= place.from) &&
    !isOfOther(sentence, place) &&
    !isWhatAggravates(sentence, place) &&
    !isPurpose(sentence, place) &&
    !isReasonFor(sentence, place) &&
    !isOfHelper(sentence, place);
  const none = sentence.of('effect-none').filter(isSaid);
  const isNone =
    none.length > 0 ||
    deniedEffects(sentence).some(isSaid) ||
    isNothingAtAll(sentence) ||
    isStillInPain(sentence);
  const good = [...sentence.of('effect-good'), ...sentence.of('effect-resolved')].filter(isSaid);
  const score = effectOfScores(sentence);
  // "Better on the days in the water, next day it's the same".
  const isMixed = isNone && good.length === 0 && saysBetter(sentence, none);
  if (isMixed) return 'unclear';
  const isTooSoon = sentence.has('effect-too-soon');
  if (isTooSoon && (isNone || good.length > 0)) return 'unclear';
  const isDeniedGood = good.some((place) => sentence.isDenied(place));
  const isDeniedNone = none.some((place) => sentence.isDenied(place, none));
  if (isDeniedNone) return 'unclear';
  if (good.length === 0)
    return isNone || (score === undefined && stillHurts(sentence)) ? 'failed' : score;
  if (isDeniedGood) return isNone || good.length === 1 ? 'failed' : 'unclear';
  if (isNone) return 'unclear';
  return sentence.of('effect-resolved').some((place) => !isNearly(sentence, place))
    ? 'resolved'
    : 'improved';
}

/** "Relief for a day, overall no better", "the second month undid it, she is where she began": what is left in the end counts. */
function isNothingInTheEnd(sentence: Sentence): boolean {
  return sentence
    .of('effect-net-none')
    .some(
      (place) =>
        !sentence.of('hypothetical').some(({ from }) => from <= place.from) &&
        !isOfOther(sentence, place),
    );
}

/** "Nearly resolved with therapy", "almost completely gone": something is left. */
function isNearly({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens
    .slice(Math.max(0, from - mostToNearly), to)
    .some(
      ({ word }, at, words) =>
        nearly.has(word) || (word === 'all' && words[at + 1]?.word === 'but'),
    );
}

const mostToNearly = 2;
const nearly: ReadonlySet<string> = new Set(
  'nearly almost mostly largely near virtually practically essentially basically substantially'.split(
    ' ',
  ),
);

/** Whether it helped in part or for a while; "plateau, no lasting change" says of a plateau that nothing is left. */
function isPartial(sentence: Sentence): boolean {
  const isPlateau = ({ from }: Place): boolean => sentence.tokens[from]?.word === 'plateau';
  const parts = sentence.of('effect-partial');
  if (!parts.every(isPlateau)) return true;
  return parts.length > 0 && sentence.of('effect-none').every(isPlateau);
}

const ofEach: ReadonlySet<string> = new Set(['each', 'every']);

/** "Decreased pain post session", "less pain following adjustment", "better after each adjustment": what a session did. */
export function isOfSession({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, at) =>
      sessions.has(word) &&
      (tokens.slice(Math.max(0, at - 2), at).some((one) => behindSession.has(one.word)) ||
        (ofEach.has(tokens[at - 1]?.word ?? '') && tokens[at - 2]?.word === 'after')),
  );
}

const sessions: ReadonlySet<string> = new Set([
  'session',
  'tx',
  'adjustment',
  'procedure',
  'block',
]);
const behindSession: ReadonlySet<string> = new Set(['post', 'following', 'during']);

/** "Better", which no word denies. */
function saysBetter({ tokens }: Sentence, none: readonly Place[]): boolean {
  return tokens.some(({ word }, at) => {
    if (word !== 'better' || none.some(({ from, to }) => from <= at && at < to)) return false;
    return !tokens.slice(Math.max(0, at - 3), at).some((one) => denying.has(one.word));
  });
}

const denying: ReadonlySet<string> = new Set(
  'no not any never nothing neither nor without if until hardly isnt wasnt arent hasnt get'.split(
    ' ',
  ),
);

/** "A little relief" is some, "little relief" is none. */
function isALittle({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => word === 'little' && tokens[at - 1]?.word === 'a');
}

/** "No change in bladder function", "motor exam unchanged": said of something else than the complaint. */
function isOfOther(sentence: Sentence, place: Place): boolean {
  // "Has a slip and failed therapy": what fails is the treatment.
  if (failing.has(sentence.tokens[place.from]?.word ?? '')) return false;
  const chunk = sentence.chunkOf(place);
  // "With no relief, and naproxen caused swelling": what a medicine did beside it is another thing.
  const caused = sentence.tokens.findIndex(
    ({ word }, at) => at >= place.to && (word === 'caused' || word === 'causes'),
  );
  const end = caused < 0 ? chunk.to : Math.min(caused, chunk.to);
  const others = sentence
    .of('other-subject')
    .filter(({ from }) => from >= chunk.from && from < end);
  if (others.length === 0 || sentence.hasWithin('symptom', chunk)) return false;
  return !others.every(({ from, to }) => from >= place.from && to <= place.to);
}

/** "Refer him to therapy to help strengthen the back": what it is for, and not what it did. */
function isPurpose({ tokens }: Sentence, { from }: Place): boolean {
  if (!helping.has(tokens[from]?.word ?? '') || tokens[from - 1]?.word !== 'to') return false;
  return !doingSo.has(tokens[from - 2]?.word ?? '');
}

/**
 * "Because of persistent symptoms, he sought chiropractic treatment": what led to a treatment, and not what came of it. Where
 * one was named before ("had PT and, because of persistent pain, saw the surgeon"), it is what came of that.
 */
function isReasonFor(sentence: Sentence, { from, to }: Place): boolean {
  const { tokens } = sentence;
  const opener = tokens.findIndex(
    ({ word }, at) => at >= from - mostToReason && at < from && reasons.has(word),
  );
  if (opener < 0) return false;
  const end = tokens.findIndex((token, at) => at >= to && isComma(token));
  if (end < 0) return false;
  return !treatedBy.some((kind) => sentence.hasWithin(kind, { from: 0, to: end }));
}

const mostToReason = 3;
const reasons: ReadonlySet<string> = new Set(['because', 'due', 'given', 'owing', 'for']);

const doingSo: ReadonlySet<string> = new Set(
  'seem seems seemed appear appears appeared begun began begin beginning start started starting continue continues continued failed fail fails failing found reported said thought felt not unable able used'.split(
    ' ',
  ),
);

/** "The pain is worsened with sitting", and not "worse with therapy": what it is worse with is no treatment. */
function isWhatAggravates(sentence: Sentence, { to }: Place): boolean {
  const { tokens } = sentence;
  const last = tokens[to - 1]?.word ?? '';
  const isInside = aggravating.has(last) && worsened.has(tokens[to - 2]?.word ?? '');
  const isNext = worsened.has(last) && aggravating.has(tokens[to]?.word ?? '');
  if (!isInside && !isNext) return false;
  const behind = { from: to, to: to + mostToAggravated };
  const isTreated = treatedBy.some((kind) => sentence.hasWithin(kind, behind));
  return !isTreated;
}

const mostToAggravated = 5;
const worsened: ReadonlySet<string> = new Set([
  'worse',
  'worsened',
  'worsen',
  'worsening',
  'aggravated',
]);
const aggravating: ReadonlySet<string> = new Set('with by when on while in upon'.split(' '));
const treatedBy = [
  'therapy',
  'drug',
  'injection',
  'session',
  'conservative',
  'self-treatment',
] as const;

/** "His wife helps him dress": what a person does is no effect of a treatment. */
function isOfHelper(sentence: Sentence, { from }: Place): boolean {
  const { tokens } = sentence;
  if (!helping.has(tokens[from]?.word ?? '')) return false;
  const before = tokens[from - 1]?.word ?? '';
  const isAside = before === 'now' || before === 'also' || before === 'ha' || before === 'has';
  const at = isAside ? from - 1 : from;
  return (
    helpers.has(tokens[at - 1]?.word ?? '') ||
    sentence.hasWithin('family', { from: Math.max(0, at - 1), to: at })
  );
}

const helping: ReadonlySet<string> = new Set(['help', 'helped', 'helping']);
const helpers: ReadonlySet<string> = new Set(
  'wife husband partner spouse daughter son mother father mom mum dad sister brother friend neighbor neighbour aide caregiver carer roommate coworker staff who'.split(
    ' ',
  ),
);

const failing: ReadonlySet<string> = new Set('failed refractory despite exhausted'.split(' '));

/** How many words may lie between a denial and the effect that it denies: "no real sx relief". */
const mostBetween = 3;

/**
 * Effects that the words around them deny, each from its denial on: "no sx relief", "without durable benefit",
 * "Response: none", "relief from steroids: nil". The denial is of the effect and of nothing else.
 */
export function deniedEffects(sentence: Sentence): readonly Place[] {
  return sentence.once(findDeniedEffects);
}

function findDeniedEffects(sentence: Sentence): readonly Place[] {
  const { tokens } = sentence;
  const nouns = [...sentence.of('effect-noun'), ...sentence.of('effect-good')];
  return [
    ...notBrought(sentence),
    ...nouns.flatMap((noun) => {
      const denial = sentence.of('no-effect').find(({ from, to }) => {
        const between = tokens.slice(to, noun.from).map(({ word }) => word);
        return (
          to <= noun.from &&
          from >= noun.from - 2 - mostBetween &&
          between.length <= mostBetween &&
          !between.some((word) => parting.has(word))
        );
      });
      if (denial !== undefined) return [{ from: denial.from, to: noun.to }];
      const colon = tokens.findIndex(
        ({ word }, at) => at >= noun.to && at < noun.to + 8 && answering.has(word),
      );
      const isNil = colon >= 0 && nothing.has(tokens[colon + 1]?.word ?? '');
      return isNil ? [{ from: noun.from, to: colon + 2 }] : [];
    }),
  ];
}

/** "Relief from PT: none", "effect of therapy - nil". */
const answering: ReadonlySet<string> = new Set([':', '-', '=']);

/** So many words at most lie between "did not" and what was not brought about. */
const mostToChange = 7;

/** "Did not bring about any change", "hasn't made a bit of difference". */
function notBrought(sentence: Sentence): readonly Place[] {
  if (!sentence.has('not-brought') || !sentence.has('any-change')) return [];
  return sentence.of('not-brought').flatMap(({ from, to }) => {
    const change = sentence
      .of('any-change')
      .find((one) => one.from > to && one.from - to <= mostToChange);
    if (change === undefined) return [];
    const between = { from: to, to: change.from };
    const words = sentence.tokens.slice(between.from, between.to);
    const isParted = words.some(({ word }) => parting.has(word) && word !== 'to');
    return sentence.hasWithin('brought', between) && !isParted ? [{ from, to: change.to }] : [];
  });
}

const parting: ReadonlySet<string> = new Set([
  ',',
  ';',
  ':',
  '.',
  'and',
  'but',
  'to',
  'for',
  'side',
  'adverse',
  'ill',
]);
const nothing: ReadonlySet<string> = new Set(
  'none nil no 0 zero minimal negligible poor'.split(' '),
);

/** So many words at most lie between "neither" and what it did not do. */
const mostOfNone = 10;

/** "Neither one has touched the leg pain", "none of it worked". */
export function isNothingAtAll(sentence: Sentence): boolean {
  return sentence.once(saysNothingAtAll);
}

function saysNothingAtAll(sentence: Sentence): boolean {
  const verbs = sentence.of('effect-verb');
  return sentence
    .of('none-of-them')
    .some(({ to }) =>
      verbs.some(
        ({ from }) =>
          from >= to &&
          from - to <= mostOfNone &&
          !sentence.tokens.slice(to, from).some(({ word }) => word === '.' || word === 'but'),
      ),
    );
}

/** "Pain 7/10 before and 7/10 after", "8/10 to 2/10". */
function effectOfScores(sentence: Sentence): Effect | undefined {
  const course = scoresIn(sentence);
  if (course === undefined) return isLittleNow(sentence) ? 'improved' : effectOfIndex(sentence);
  if (course.now >= 5 && course.now >= course.before) return 'failed';
  return course.now <= 3 && course.now <= course.before / 2 ? 'improved' : 'unclear';
}

/** "Pain is 1/10", "down to 2/10": what is left after a treatment, and not what it aims at. */
function isLittleNow(sentence: Sentence): boolean {
  const { tokens } = sentence;
  if (!sentence.span.hasSign(sign.digit) || !sentence.has('pain-scale')) return false;
  if (tokens.some(({ word }) => aims.has(word))) return false;
  return tokens.some(({ word }, at) => {
    const isOfTen = word === '/' && tokens[at + 1]?.word === '10' && at > 1;
    const score = Number(tokens[at - 1]?.word);
    const before = tokens[at - 2]?.word ?? '';
    const isDown = before === 'to' && tokens[at - 3]?.word === 'down';
    return isOfTen && (isDown ? score <= 3 : score <= 2 && nows.has(before));
  });
}

const aims: ReadonlySet<string> = new Set('goal target aim decrease reduce expect hope'.split(' '));
const nows: ReadonlySet<string> = new Set('is now only just currently today at'.split(' '));

/** "ODI 46 to 18": by half it is better, by a tenth it is the same. */
function effectOfIndex(sentence: Sentence): Effect | undefined {
  const fall = indexFallIn(sentence);
  if (fall === undefined) return undefined;
  if (fall >= halfOfIndex) return 'improved';
  return fall <= leastOfIndex ? 'failed' : 'unclear';
}

const halfOfIndex = 0.5;
const leastOfIndex = 0.1;

/** "Still 7/10": the pain after the treatment, of at least five. */
function isStillInPain({ tokens }: Sentence): boolean {
  for (const [at, { word }] of tokens.entries()) {
    if (word !== '/' || tokens[at + 1]?.word !== '10') continue;
    const score = Number(tokens[at - 1]?.word);
    const before = tokens.slice(Math.max(0, at - 6), at).map((one) => one.word);
    if (
      score >= 5 &&
      before.some((one) => one === 'still' || one === 'remain' || one === 'persist')
    )
      return true;
  }
  return false;
}

/** "The leg still burns every night": what the treatment was for is there as before. */
function stillHurts(sentence: Sentence): boolean {
  if (!sentence.has('still') || !sentence.has('limb-feels')) return false;
  return sentence.of('still').some(({ from: at, to }) => {
    if (sentence.tokens[at]?.word === 'ongoing') return false;
    const pain = sentence.of('limb-feels').find(({ from }) => from >= to && from - to <= 2);
    return pain !== undefined && !sentence.isDenied(pain);
  });
}

/** Of a sentence without a treatment: the effect of the one before it. */
export function effectOnItsOwn(sentence: Sentence): Effect | undefined {
  const whole = { from: 0, to: sentence.tokens.length };
  if (sentence.doubtAt(whole) !== undefined || isElsewhere(sentence, whole)) return undefined;
  if (sentence.has('other-therapy') || sentence.has('not-a-failure')) return undefined;
  return effectIn(sentence);
}

/** "Before the injection he had failed therapy": what came of it was so until then, and what came of the injection is told elsewhere. */
export function isBeforeInjection(sentence: Sentence): boolean {
  const { tokens } = sentence;
  const [first] = sentence.of('before-operation');
  if (first === undefined || first.from > 1) return false;
  const behind = { from: first.to, to: first.to + mostToInjection };
  return (
    sentence.hasWithin('injection', behind) &&
    tokens.slice(behind.from).some(({ word }) => word === 'had')
  );
}

const mostToInjection = 4;
