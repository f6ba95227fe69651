import { addDays } from './calendar.ts';
import { tellsOfOtherSource } from './fever-source.ts';
import { tellsOfCancer } from './known-cancer.ts';
import { isDeficit, isFlagOrGrade } from './note-items.ts';
import type { Found } from './readers/reader.ts';
import { motorGrade } from './readers/strength.ts';
import {
  complainsOfSpine,
  namesComplaintOfSpine,
  namesSpine,
  ofSpineCare,
} from './readers/topic.ts';
import { trial } from './readers/trial-items.ts';
import { onlyAsks } from './rules.ts';
import { type Sentence, sentenceOf } from './sentence.ts';
import type { Span } from './span.ts';
import type { Candidate, PassedOver } from './types.ts';

type Condition = NonNullable<Found['onlyWith']>;

/** Candidates that count only where the note tells something else as well. */
export type Waiting = Readonly<Record<Condition, Candidate[]>>;

/** None so far. */
export function nothingWaiting(): Waiting {
  return {
    'a treatment': [],
    'a trial': [],
    'a radicular pain': [],
    'the spine': [],
    'a complaint': [],
    'a weak grade': [],
    'a cancer': [],
    'an operation': [],
  };
}

/** The whole of a note, once all its sentences are read. */
interface WholeNote {
  readonly type: string;
  readonly text: string;
  readonly date: string;
  readonly spans: readonly Span[];
  readonly opening: readonly Sentence[];
  readonly passedOver: PassedOver[];
}

/** Adds to the candidates of a note those that waited for what the note tells as well, and what follows from them. */
export function admit(
  waiting: Waiting,
  candidates: Candidate[],
  { type, text, date, spans, opening, passedOver }: WholeNote,
): void {
  const ask = (found: readonly Candidate[]): void => {
    for (const { linkId, quote, resource, offset, rule } of found)
      passedOver.push({ linkId, quote, resource, offset, rule, why: 'uncertain' });
  };
  const takeOrAsk = (found: readonly Candidate[]): void => {
    candidates.push(...found.filter(({ rule }) => !onlyAsks(rule)));
    ask(found.filter(({ rule }) => onlyAsks(rule)));
  };
  const isPain = (one: Sentence): boolean => one.has('symptom') && namesSpine(one);
  const isOfPain = (): boolean =>
    opening.some(isPain) ||
    spans.some(
      (span) => ofComplaintHead.test(span.heading) && complainsOfSpine(sentenceOf(span, date)),
    );
  const waited = waiting['a complaint'];
  const isOfOther =
    waited.some(({ linkId }) => linkId === infection) && tellsOfOtherSource(spans, date);
  const ofComplaint = isOfOther ? waited.filter(({ linkId }) => linkId !== infection) : waited;
  const isOfSpinePain = waited.length > 0 && isOfPain();
  if (candidates.some(isOfComplaint)) takeOrAsk(ofComplaint);
  else if (isOfSpinePain)
    takeOrAsk(ofComplaint.filter((one) => ofPain.test(one.linkId) || onlyAsks(one.rule)));
  // "Injects heroin; shaking; back pain": what is told further down than where a note begins.
  else if (waited.length > 0 && text.length < longText && namesComplaintOfSpine(text))
    ask(ofComplaint);
  // A fever that may be of something else is asked about.
  if (isOfOther && (candidates.some(isOfComplaint) || isOfSpinePain))
    ask(waited.filter(({ linkId }) => linkId === infection));
  if (candidates.some(isOfSpine)) candidates.push(...waiting['the spine']);
  const isDated = candidates.some(({ linkId }) => linkId === `${motorGrade}.onset`);
  if (candidates.some(isWeakGrade)) {
    const ofGrade = waiting['a weak grade'];
    candidates.push(...ofGrade.filter(({ linkId }) => isDeficit.test(linkId)));
    const days = ofGrade.filter(({ linkId }) => !isDeficit.test(linkId));
    if (!isDated) candidates.push(...days.slice(0, 1));
  }
  if (waiting['a cancer'].length > 0 && tellsOfCancer(spans, date))
    candidates.push(...waiting['a cancer']);
  if (candidates.some(isOfOperation)) candidates.push(...waiting['an operation']);
  if (candidates.some(isTrial)) candidates.push(...waiting['a trial']);
  if (isRadicular(candidates)) candidates.push(...waiting['a radicular pain']);
  if (isOver(candidates, date)) candidates.push(...waiting['a treatment']);
  candidates.push(...eased(candidates));
  if (text.length >= longText && !candidates.some(isOfSpineOnly) && !namesComplaintOfSpine(text))
    for (const one of candidates.splice(0))
      if (ofExaminations.test(one.linkId)) passedOver.push(withoutValue(one));
      else candidates.push(one);
  // The boxes of a form are no sentences.
  const told = spans.filter(({ start }) => !boxes.has(text.charAt(start))).length;
  const isLong = told >= fewestOfLongNote && !ofSpineCare.test(type);
  const isOfOthers = told >= fewestOfNote && (isLong || !candidates.some(isOfPatient));
  if (!isOfOthers || tellOfSpine(spans, date, isLong)) return;
  const isOfNerves = areOfNerves(candidates);
  for (const one of candidates.splice(0)) {
    const isKept = isOfNerves ? isFlagOrGrade.test(one.linkId) : isOfInfection(one, isLong);
    if (isKept) candidates.push(one);
    else passedOver.push(withoutValue(one));
  }
}

const boxes: ReadonlySet<string> = new Set('[☐☒☑□');

/** Under these stands what somebody came for. */
const ofComplaintHead =
  /^(?:chief complaints?|presenting complaints?|cc|hpi|history of present illness|reason for (?:visit|consult\w*)|subjective)$/i;

/**
 * Whether red flags are the cord's or the cauda's, whatever else a note is about: a numb saddle, or two of legs, bladder, foot and
 * a weak grade.
 */
function areOfNerves(candidates: readonly Candidate[]): boolean {
  const lost = candidates.filter(
    (one) => (one.value === true && isDeficit.test(one.linkId)) || isWeakGrade(one),
  );
  return (
    lost.some(({ rule }) => rule.includes('saddle')) ||
    new Set(lost.map(({ linkId }) => linkId)).size > 1
  );
}

/** A fever is of what a long note is about; germs in the blood may have settled in the spine. */
function isOfInfection({ linkId, value, quote }: Candidate, isLong: boolean): boolean {
  return linkId === infection && (!isLong || value === false || inBlood.test(quote));
}

const inBlood =
  /bacter[ae]?emi|endocarditis|\b(?:ivdu|mrsa|mssa)\b|(?:iv|intravenous|injection) drug/i;

/** A text of so many characters says in plain words what is wrong with the spine, if it is about that at all. */
const longText = 1500;

/** That somebody was seen and examined: of what, only the note says. */
const ofExaminations = /^(?:in-person|clinical-re|neurological)/;

/** What nothing but the spine has. */
function isOfSpineOnly({ linkId, value }: Candidate): boolean {
  return value !== false && ofSpineOnly.test(linkId);
}

const ofSpineOnly =
  /^(?:radiculopathy|plain-radiograph|severe-radicular|spine-surgery|planned-surgery|augmentation)/;

/** Something that is so of the spine, or lasts. */
function isOfPatient({ linkId, value }: Candidate): boolean {
  return value !== false && !ofEncounters.test(linkId);
}

const ofEncounters = /^(?:in-person|clinical-re)/;

/** What has fewer sentences may be an answer, or a line of an examination, of which it goes without saying what it is about. */
const fewestOfNote = 6;

/** A note of so many sentences says somewhere what is wrong with the spine, if it is about that at all. */
const fewestOfLongNote = 24;

/**
 * Whether a note is about the spine. One in which nothing is of the spine denies nothing of it: "Eating well, bowels regular" at a
 * check after a cancer of the colon; and a long one that only looks at it ("Back: no tenderness") is about something else.
 */
function tellOfSpine(spans: readonly Span[], date: string, isLong: boolean): boolean {
  return spans.some((span) => {
    const sentence = sentenceOf(span, date);
    return isLong ? complainsOfSpine(sentence) : namesSpine(sentence);
  });
}

function withoutValue({ linkId, quote, resource, offset, rule }: Candidate): PassedOver {
  return { linkId, quote, resource, offset, rule, why: 'another part of the body' };
}

function isWeakGrade({ linkId, value }: Candidate): boolean {
  return linkId === motorGrade && Number(value) < 5;
}

/** What brings a patient about the spine, and not an examination that may be of a foot. */
function isOfComplaint({ linkId, value }: Candidate): boolean {
  return value !== false && ofComplaints.test(linkId);
}

const ofComplaints =
  /^(?:radiculopathy|episode|severe|plain-radiograph|suspected|cancer|high-risk|red-flag\.(?!motor))/;

const infection = 'suspected-infection';

/** What a pain of the spine that a note opens with is enough for. */
const ofPain = /^(?:suspected-infection|red-flag\.fracture)$/;

/** Something that is so of the spine: a visit alone may be for anything. */
function isOfSpine({ linkId, value }: Candidate): boolean {
  return value !== false && !ofVisits.test(linkId);
}

const ofVisits = /^(?:in-person|clinical-re|mri-contra|insufficiency|spine-surgery|augmentation)/;

/** An operation that is planned, for which a study may be wanted. */
function isOfOperation({ linkId }: Candidate): boolean {
  return linkId === 'planned-surgery.kind';
}

function isTrial({ linkId, value }: Candidate): boolean {
  return linkId === trial.directed && value === true;
}

/** A pain of a nerve root, unless its score says that it is not severe. */
function isRadicular(candidates: readonly Candidate[]): boolean {
  const scores = candidates.filter(({ linkId }) => linkId === 'severe-radicular.pain-score');
  if (scores.length > 0) return scores.some(({ value }) => Number(value) >= severeScore);
  return candidates.some(({ linkId, value }) => linkId === 'radiculopathy' && value === true);
}

/** A score below it is not severe; the form asks for more, of the pain at its worst. */
const severeScore = 7;

/** So many days after its start a treatment that goes on may be looked at again (prereq-2). */
const daysOfTrial = 42;

/** The rule by which a treatment is told as finished. */
const completed = 'treatment-completed';

/** That a treatment is over, or what came of it; what helps and goes on is to be looked at again after six weeks. */
function isOver(candidates: readonly Candidate[], date: string): boolean {
  if (candidates.some(({ linkId, rule }) => linkId === trial.end || rule === completed))
    return true;
  const isGoingOn = candidates.some(({ linkId }) => linkId === trial.ongoing);
  const lastStart = addDays(date, -daysOfTrial);
  const isLong = candidates.some(
    ({ linkId, value }) =>
      linkId === trial.start && String(value).length === 10 && String(value) <= lastStart,
  );
  return candidates.some(
    ({ linkId, value }) =>
      linkId === trial.outcome && !(isGoingOn && !isLong && value === 'improved'),
  );
}

/** What a treatment improved is improving. */
function eased(candidates: readonly Candidate[]): readonly Candidate[] {
  const better = candidates.find(
    ({ linkId, value }) => linkId === trial.outcome && value !== 'failed',
  );
  return better === undefined
    ? []
    : [{ ...better, linkId: 'symptoms-improving', value: true, rule: 'improving' }];
}
