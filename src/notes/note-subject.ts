import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { durationIn } from './durations.ts';
import { isDeficit, isFlagOrGrade, isLasting } from './note-items.ts';
import { type Explanation, explanationIn, isBeyond } from './readers/explained.ts';
import { explainsLimbs, isAboutElsewhere, isTitledElsewhere, namesSpine } from './readers/topic.ts';
import { type Sentence, sentenceOf } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import type { Span } from './span.ts';
import type { CandidateValue, Note } from './types.ts';
import { WordList } from './word-lists.ts';

/** So many sentences at the beginning of a note say what it is about. */
const openingSentences = 2;

/** What a note says to be about has a heading of its own, which stands as far down as this. */
const mostToSubject = 8;

const subjectAhead =
  /^(?:(?:admitting|principal|primary|discharge) )?(?:diagnos[ie]s|dx|(?:chief |presenting )?complaint|cc|reason\b.*)$/i;

/**
 * The sentences that say what a note is about: the first ones, and the illness that soon stands under "Diagnosis" or "Reason for
 * admission".
 */
export function openingOf(spans: readonly Span[], { text, date }: Note): readonly Sentence[] {
  const isSubject = ({ heading, start, end }: Span, at: number): boolean => {
    const said = text.slice(start, Math.min(end, start + longestHeading));
    const isHeaded = spans[openingSentences + at - 1]?.heading !== heading;
    return (isHeaded && subjectAhead.test(heading)) || subjectAhead.test(said.split(':')[0] ?? '');
  };
  const first = spans.slice(0, openingSentences).map((span) => sentenceOf(span, date));
  const behind = spans
    .slice(openingSentences, mostToSubject)
    .filter(isSubject)
    .map((span) => sentenceOf(span, date));
  return [...first, ...behind.filter((one) => one.has('other-cause') || one.has('other-part'))];
}

const longestHeading = 60;

/** A note whose subject is asked for. */
interface Subject {
  readonly note: Note;
  /** The first sentences of the note. */
  readonly opening: readonly Sentence[];
  readonly isReport: boolean;
  /** What lies before this day is not of the episode. */
  readonly since: string;
  /** What lies before this day is not of now. */
  readonly yearBefore: string;
}

/**
 * What a note is about, as far as it has been read: the spine, or another part of the body or another disease. Of the
 * sentences of such a note only those count that speak of the spine, what lasts, and what fails in limbs or is told of now.
 */
export class NoteSubject {
  readonly #note: Note;
  readonly #isReport: boolean;
  readonly #since: string;
  readonly #yearBefore: string;
  readonly #explained: Explanation | undefined;
  readonly #first: Sentence | undefined;
  readonly #isFirstElsewhere: boolean;
  readonly #mayTurn: boolean;
  readonly #isOnlyTitled: boolean;
  #isElsewhere: boolean;
  #hasDeficit = false;
  #hasWeakLimb = false;

  constructor({ note, opening, isReport, since, yearBefore }: Subject) {
    const { type, text } = note;
    const [first] = opening;
    this.#note = note;
    this.#isReport = isReport;
    this.#since = since;
    this.#yearBefore = yearBefore;
    const isAbout = isAboutElsewhere(opening, type);
    this.#isOnlyTitled = !isReport && !isAbout && isTitledElsewhere(opening);
    this.#isElsewhere = isReport
      ? isElsewhereInWords(type)
      : (isAbout || this.#isOnlyTitled) && !sendsToSpine.test(text);
    this.#mayTurn = this.#isElsewhere && !isReport && !explainsLimbs(opening, type);
    this.#explained = explanationIn(opening, text);
    this.#first = first;
    // What stands before the words about something else is not about that: "EHL 2/5 right. Family history of stroke."
    this.#isFirstElsewhere = first !== undefined && isAboutElsewhere([first], type);
  }

  /** Whether it is about another part of the body or another disease, by what was read so far. */
  get isElsewhere(): boolean {
    return this.#isElsewhere;
  }

  /** Whether a sentence may turn it to the spine. */
  get mayTurn(): boolean {
    return this.#mayTurn && this.#isElsewhere;
  }

  /** "A fortnight with her knee. Her back pain changed for the worse": what follows is of the back as well. */
  hear(sentence: Sentence): void {
    if (complainsOfSpine(sentence, this.#since)) this.#isElsewhere = false;
  }

  /**
   * Whether what a sentence says of an item is of what the note is about, and not of the spine.
   * @param isNow whether the sentence states it plainly and of now
   */
  takes(sentence: Sentence, linkId: string, place: Place, isNow: () => boolean): boolean {
    if (!this.#isElsewhere || this.#standsBefore(sentence, linkId)) return false;
    // A title tells of whom a note is; what is found of limbs or flags in it is heard all the same.
    if (this.#isOnlyTitled && !ofCourses.test(linkId)) return false;
    if (this.#hasDeficit && ofDeficits.test(linkId)) return false;
    const explained = this.#explained;
    // "Nail care. Told me that his left foot flops": a limb fails of its nerve, whoever is told of it.
    if (explained === undefined && ofWeakLimbs.test(linkId)) return false;
    // "The forefoot hangs. Tibialis anterior 1/5": what was found of the limb that fails.
    if (this.#hasWeakLimb && ofStrength.test(linkId)) return false;
    const isOfLimbs = ofLimbs.test(linkId);
    const { text } = this.#note;
    if (
      explained !== undefined &&
      isOfLimbs &&
      isBeyond(explained, sentence, place, text, this.#yearBefore)
    )
      return false;
    if (isSaidOfSpine(sentence, linkId)) return false;
    // An ultrasound of the kidneys tells what stays in the bladder.
    if (this.#isReport && linkId === caudaEquina && sentence.hasOf(residuals)) return false;
    const mayBeNew = explained?.isOver !== false || !isOfLimbs;
    return !(mayBeNew && isNow());
  }

  /** "POD 1 from hip pinning. Groin numb, back pain": what follows of the legs is the spine's as well. */
  affirm(sentence: Sentence, linkId: string, value: CandidateValue): void {
    if (!this.#isElsewhere || value !== true) return;
    this.#hasDeficit ||= isDeficit.test(linkId) && namesSpine(sentence);
    this.#hasWeakLimb ||= this.#explained === undefined && ofWeakLimbs.test(linkId);
  }

  #standsBefore(sentence: Sentence, linkId: string): boolean {
    const isFirst = sentence.span.start === this.#first?.span.start;
    return isFirst && !this.#isFirstElsewhere && !this.#isReport && isFlagOrGrade.test(linkId);
  }
}

/** "Not a foot problem; refer to spine": whoever looks at another part finds that it is the spine's. */
const sendsToSpine =
  /\bnot an? (?:foot|ankle|knee|hip|shoulder|hand|wrist) (?:problem|issue|cause)|\brefer(?:red|ral)?(?: (?:him|her|pt|patient|back))? to (?:the |our )?(?:spine|neurosurg)/i;

/** What fails in a limb that a nerve or the cord fails. */
const ofWeakLimbs = /^(?:red-flag\.(?:foot-drop|progressive|bilateral)|long-tract)/;
/** The same with its grade. */
const ofLimbs = /^red-flag\.(?:foot-drop|progressive|bilateral|motor)/;
/** What an examination finds of it. */
const ofStrength = /^(?:red-flag\.motor-grade|neurological-examination\.motor)/;
/** What is told of treatments, visits and the course of a complaint. */
const ofCourses = /^(?:trial-of-treatment|symptoms-improving|in-person|clinical-re)/;
/** What a note goes on to tell of a deficit. */
const ofDeficits = /^(?:red-flag|neurological|in-person|severe-radicular\.planned)/;

const caudaEquina = 'red-flag.cauda-equina';
const residuals = new WordList('residual pvr postvoid');

/** Whether a sentence tells of a pain of the spine that the patient has now. */
function complainsOfSpine(sentence: Sentence, since: string): boolean {
  if (!namesSpine(sentence) || !(isOfNow(sentence) || sentence.hasOf(complaining))) return false;
  return sentence
    .of('symptom')
    .some((one) => !sentence.isDenied(one) && sentence.doubtAt(one, { since }) === undefined);
}

const complaining = new WordList('complained complains c/o reports reported endorses');

/** In a note about something else: what the sentence itself says of the spine, what lasts, and a red flag of now. */
function isSaidOfSpine(sentence: Sentence, linkId: string): boolean {
  if (namesSpine(sentence) || isLasting.test(linkId)) return true;
  return /^(?:red-flag\.(?!motor)|suspected|cancer-)/.test(linkId) && isOfNow(sentence);
}

/** It says that something is so now, on which day it was, or for how long. */
function isOfNow(sentence: Sentence): boolean {
  if (sentence.has('current') || sentence.pastDates.length > 0) return true;
  return durationIn(sentence.tokens) !== undefined;
}
