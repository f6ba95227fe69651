import { isFinding } from '../../terminology/between-words.ts';
import type { Allowance } from '../doubt.ts';
import type { FlagNamer } from '../flags-in-words.ts';
import { isOver } from '../over.ts';
import { isLongStanding } from '../plainly-now.ts';
import { isDifferential, isOfYears } from '../rules.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { CandidateValue, Doubt } from '../types.ts';
import { type Found, foundOf } from './reader.ts';

/** Items that ask for the same red flag under another name. */
const alike: Readonly<Record<string, string>> = {
  'red-flag.infection': 'suspected-infection',
  'red-flag.fracture': 'high-risk-mechanism',
};

const progression = 'red-flag.progressive-deficit';

/** Items that ask for a weakness more closely. */
const ofStrength = /^red-flag\.(?:motor-grade|foot-drop|bilateral-leg-weakness)$/;

/**
 * The red flags that a sentence names by the published list of phrases, and of which no rule has said anything: "L2 fx". What
 * the words around it deny, put off or tell of another person or time is none; what it leaves open is asked about.
 * @param told the items that rules have read in the sentence
 * @param since what lies before this day is over
 */
export function readNamedFlags(
  sentence: Sentence,
  text: string,
  named: FlagNamer,
  told: readonly PassedOrTold[],
  since: string,
): readonly Found[] {
  if (sentence.span.section === 'denied' || isDifferential(sentence)) return [];
  // "None: foot drop, saddle numbness" denies all of it.
  if (deniesAll.has(sentence.tokens[0]?.word ?? '') && sentence.tokens[1]?.word === ':') return [];
  return named(text).flatMap(({ linkId, isClear, isLasting = false }): readonly Found[] => {
    const items = told.flatMap((one) => (isOfWords(one, isLasting) ? [] : [one.linkId]));
    if (items.some((one) => sameFlag(one) === sameFlag(linkId))) return [];
    if (linkId === progression && items.some((one) => ofStrength.test(one))) return [];
    const place = placeOf(linkId, sentence, text, named);
    // "Denies chest pain, nausea, vomiting, fever": a rule has read a denial that reaches so far.
    const isRead = !isClear && told.some((one) => one.linkId === linkId && isDenial(one));
    const isPlain = isRead && (opensWithDenial(sentence) || endsWithDenial(sentence, place));
    if (isPlain && sentence.isDenied(place, [place])) return [];
    const at = { linkId, rule: 'named', place };
    const why: Doubt | undefined = sentence.doubtAt(
      place,
      isLasting ? { suspected: true, allowed: ofAnyTime } : { suspected: true, since },
    );
    // What has been so for years is old under whatever heading: "GYN: longstanding stress incontinence".
    const isOld = !isClear && (isOfYears(sentence, place) || isLongStanding(sentence));
    const isOfOld = isOld && (why === undefined || why === 'uncertain');
    if (!isLasting && (isOfOld || (why === undefined && isOver(sentence, [place]))))
      return [foundOf(at.linkId, at, { why: 'before the episode' })];
    if (why !== undefined) return [foundOf(at.linkId, at, { why })];
    return [foundOf(at.linkId, at, isClear ? { value: true } : { why: 'uncertain' })];
  });
}

const deniesAll: ReadonlySet<string> = new Set(['none', 'nil', 'absent', 'negative', 'denied']);

/** "He denies chest pain, nausea, fever", and not "SLR negative, saddle anesthesia", of which the denial may be of its own part. */
function opensWithDenial({ tokens }: Sentence): boolean {
  return tokens.slice(0, mostToDenial).some(({ word }, at) => {
    const next = tokens[at + 1]?.word ?? '';
    // "No fever, saddle anesthesia", and not "no better, saddle anesthesia".
    if (word === 'no') return at <= 1 && isFinding(next);
    if (word === 'negative' || word === 'neg') return next === 'for';
    if (word === 'not') return next === 'have' || next === 'had';
    return denying.has(word);
  });
}

/** "Foot drop: none currently". */
function endsWithDenial({ tokens }: Sentence, { from }: Place): boolean {
  const colon = tokens.findIndex(({ word }) => word === ':');
  return colon > from && deniesAll.has(tokens[colon + 1]?.word ?? '');
}

const mostToDenial = 6;
const denying: ReadonlySet<string> = new Set(
  'deny denie denies denied denying doesnt negate'.split(' '),
);

const ofAnyTime: ReadonlySet<Allowance> = new Set<Allowance>(['history', 'historical']);

/** What rules made of a sentence. */
interface PassedOrTold {
  readonly linkId: string;
  readonly value?: CandidateValue;
  readonly why?: Doubt;
}

/** A denial, which the words themselves may tell better; of what lasts also that it is old. */
function isOfWords(one: PassedOrTold, isLasting: boolean): boolean {
  return isDenial(one) || (isLasting && one.why === 'before the episode');
}

function isDenial({ value, why }: PassedOrTold): boolean {
  return value === false || why === 'negated';
}

function sameFlag(linkId: string): string {
  return alike[linkId] ?? linkId;
}

/** Where the words stand that name a flag: the last place from which on the sentence names it still. */
function placeOf(linkId: string, { tokens }: Sentence, text: string, named: FlagNamer): Place {
  const start = tokens[0]?.start ?? 0;
  const names = (from: number): boolean =>
    named(text.slice((tokens[from]?.start ?? 0) - start)).some((one) => one.linkId === linkId);
  let known = 0;
  let beyond = tokens.length;
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (names(middle)) known = middle;
    else beyond = middle;
  }
  return { from: known, to: Math.min(known + 1, tokens.length) };
}
