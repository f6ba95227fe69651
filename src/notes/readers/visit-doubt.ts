import { isBefore } from '../calendar.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Doubt } from '../types.ts';
import { isElsewhere } from './place-of.ts';

/** "52M with hypertension and knee arthritis presents for follow-up of low back pain": what stands right behind is why. */
function isForSpine(sentence: Sentence, { to }: Place): boolean {
  const reason = { from: to, to: to + mostToReason };
  const isOther =
    sentence.hasWithin('elsewhere', reason) || sentence.hasWithin('other-complaint', reason);
  return !isOther && spines.some((kind) => sentence.hasWithin(kind, reason));
}

/** So many words at most lie between a visit and why it was. */
export const mostToReason = 6;
const spines = ['spine', 'lumbar', 'cervical', 'thoracic'] as const;

/** "Seen for her blood pressure", and not "seen for her blood pressure and back pain". */
function isForOther(sentence: Sentence): boolean {
  if (sentence.has('not-discussed')) return true;
  return sentence.has('other-complaint') && !sentence.has('complaint') && !sentence.has('spine');
}

/** Why the words don't tell of a visit that took place for the spine; undefined where they do. */
export function doubtOf(sentence: Sentence, place: Place, since: string): Doubt | undefined {
  const all = { from: 0, to: sentence.tokens.length };
  // "I re-examined her: the knee jerk was absent" denies no visit.
  const isOfFinding = sentence.has('negation-after') && !sentence.has('negation');
  if (sentence.has('missed-visit') || (!isOfFinding && sentence.isDenied(place))) return 'negated';
  if (sentence.span.section === 'plan') return 'planned';
  const isHeld =
    sentence.has('in-person') ||
    sentence.has('arrival') ||
    sentence.has('seen-for') ||
    sentence.has('remote');
  // "Follow-up after 7 weeks of PT: no better".
  const isTold = sentence.has('effect-none') || sentence.has('effect-good');
  // "HPI: 43F with LBP, follow up after PT" is why the patient came.
  const isReason = ofReasons.test(sentence.span.heading);
  if (sentence.has('future-visit') && !isHeld && !isTold && !isReason) return 'planned';
  if (sentence.hasWithin('future', { from: place.from - 8, to: place.from })) return 'planned';
  // "Follow up in clinic in 6 weeks", "to be evaluated in clinic".
  if (sentence.has('future-visit') && isAfterLength(sentence, place)) return 'planned';
  if (isToBe(sentence, place) || isReturn(sentence, place)) return 'planned';
  if (isOnDayAhead(sentence, place)) return 'planned';
  if (isInWeeks(sentence, place) || isOfStudy(sentence, place)) return 'planned';
  if (isOnCondition(sentence, place)) return 'hypothetical';
  if (isNeverHeld(sentence, place)) return 'negated';
  if (isOfStory(sentence, place)) return 'before the episode';
  const ahead = sentence.tokens.slice(Math.max(0, place.from - 2), place.from);
  if (ahead.some(({ word }) => word === 'next')) return 'planned';
  // "Home visit RN".
  const behind = sentence.tokens.slice(place.to, place.to + 2);
  if (behind.some(({ word }) => nurses.has(word))) return 'says too little';
  // "HOME HEALTH SN - ANTIBIOTIC VISIT".
  const isTitle =
    sentence.of('visit-title').includes(place) || sentence.of('visit-name').includes(place);
  if (isTitle && isOfNurse(sentence, place)) return 'says too little';
  if (sentence.has('called')) return 'says too little';
  const isOther = isForOther(sentence) || isElsewhere(sentence, all);
  if (isOther && !isForSpine(sentence, place)) return 'another part of the body';
  const doubt = sentence.doubtAt(place, {});
  if (doubt !== undefined && (doubt !== 'someone else' || !isAccompanied(sentence))) return doubt;
  // "52F, member since 2009, follow-up visit": the year is of another part of the sentence.
  const chunk = sentence.chunkOf(place);
  const isOld = sentence.pastDates.some(
    ({ from, value }) => isBefore(value, since) && from >= chunk.from && from < chunk.to,
  );
  return isOld ? 'before the episode' : undefined;
}

function isOfNurse({ tokens }: Sentence, { from }: Place): boolean {
  const isNamed = tokens.slice(0, from).some(({ word }) => nurses.has(word));
  return isNamed && !tokens.some(({ word }) => prescribers.has(word));
}

/** "Seen with dad and twin", "parent present": all others that are named came along. */
function isAccompanied(sentence: Sentence): boolean {
  const others = [...sentence.of('family'), ...sentence.of('informant')];
  const word = (at: number): string => sentence.tokens[at]?.word ?? '';
  const [first] = others.map(({ from }) => from).sort((one, other) => one - other);
  if (first === undefined) return false;
  const isWith = [1, 2, 3].some((before) => along.has(word(first - before)));
  return isWith || others.every(({ to }) => word(to) === 'present');
}

const along: ReadonlySet<string> = new Set(['with', 'w/', 'w', 'accompanied']);

function isAfterLength({ tokens }: Sentence, { to }: Place): boolean {
  const length = tokens[to]?.word === 'in' ? tokens.slice(to + 1, to + 5) : [];
  return length.some(({ word }) => lengths.has(word));
}

const lengths: ReadonlySet<string> = new Set(['day', 'week', 'wk', 'month', 'mo', 'w']);

function isToBe({ tokens }: Sentence, { from }: Place): boolean {
  return tokens[from - 1]?.word === 'be' && tokens[from - 2]?.word !== 'and';
}

/** "Recheck if worse". */
function isOnCondition({ tokens }: Sentence, { to }: Place): boolean {
  return conditions.has(tokens[to]?.word ?? '');
}

/** "Recheck labs", "follow-up MRI": what is done again is no visit. */
function isOfStudy({ tokens }: Sentence, { to }: Place): boolean {
  return studies.has(tokens[to]?.word ?? '');
}

const studies: ReadonlySet<string> = new Set(
  'lab labs bmp cmp cbc a1c tsh inr bp vitals film films imaging mri ct xray xrays esr crp lipids psa ua urinalysis colonoscopy mammogram echo emg dexa'.split(
    ' ',
  ),
);

/** "Re-eval 6 wk", and not "recheck 6 weeks after". */
function isInWeeks({ tokens }: Sentence, { to }: Place): boolean {
  const last = tokens[to - 1]?.word ?? '';
  if (!repeated.has(last) && !once.has(last)) return false;
  const [count, unit, next] = tokens.slice(to, to + 3).map(({ word }) => word);
  return /^\d/.test(count ?? '') && lengths.has(unit ?? '') && !afterwards.has(next ?? '');
}

/** "Recheck 11/17 after therapy" in a note of October: a day to come stands right behind. */
function isOnDayAhead(sentence: Sentence, { to }: Place): boolean {
  const at = dayBefore.has(sentence.tokens[to]?.word ?? '') ? to + 1 : to;
  return sentence.pastDates.some((one) => one.from === at && sentence.isLikelyAhead(one));
}

/** Whether a sentence names a visit of a day to come. */
export function namesVisitAhead(sentence: Sentence): boolean {
  return ofVisits.some((kind) => sentence.of(kind).some((place) => isOnDayAhead(sentence, place)));
}

const ofVisits = ['review', 'reviewed-of', 'comes-again'] as const;
const dayBefore: ReadonlySet<string> = new Set(['on', 'by', '-', ':']);

const once: ReadonlySet<string> = new Set(['up', 'eval', 'evaluation', 'check']);

const conditions: ReadonlySet<string> = new Set(['if', 'prn', 'when', 'unless']);

/** "Never came back for the recheck". */
function isNeverHeld({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - mostToNever), from).some(({ word }) => word === 'never');
}

/** "He returned to the facility a few days later": what was told of then. */
function isOfStory({ tokens }: Sentence, { to }: Place): boolean {
  const at = tokens.findIndex(({ word }, index) => index >= to && word === 'later');
  return at >= 0 && at - to <= mostToLater && lengths.has(tokens[at - 1]?.word ?? '');
}

const mostToLater = 8;

const mostToNever = 6;

/** "RTC after PT", "RTO in 6 wks"; a re-evaluation that "had been scheduled" was not held. */
function isReturn(sentence: Sentence, { from, to }: Place): boolean {
  const word = (at: number): string => sentence.tokens[at]?.word ?? '';
  const isOrder = returns.has(word(from)) && to - from === 1 && whens.has(word(to));
  return isOrder || sentence.has('once-scheduled');
}

const returns: ReadonlySet<string> = new Set(['rtc', 'rto']);
const whens: ReadonlySet<string> = new Set(
  'after in when if prn once with post following for'.split(' '),
);

const nurses: ReadonlySet<string> = new Set('rn lpn lvn sn snv nurse nursing ma'.split(' '));

/** A nurse may see a patient together with one of these. */
const prescribers: ReadonlySet<string> = new Set('md do np pa dr physician attending'.split(' '));

/** Headings of why a patient came. */
export const ofReasons =
  /\b(?:cc|chief complaint|reason for (?:visit|appointment)|hpi|subjective|s|interval history)\b/i;

/** Words for an examination that is done once more. */
export const repeated: ReadonlySet<string> = new Set(
  're recheck reeval reevaluation reevaluated reassessment reassessed reexamined again'.split(' '),
);

/** Behind these stands what is over. */
export const afterwards: ReadonlySet<string> = new Set(
  'into after following since completing finishing ending concluding completed finished post p despite'.split(
    ' ',
  ),
);
