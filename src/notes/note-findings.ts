import { saysAbsentBefore } from '../terminology/absent-before.ts';
import { tellsOfOldTimes } from '../terminology/old-words.ts';
import { addDays } from './calendar.ts';
import { isFlag, isFlagOrGrade, isLasting } from './note-items.ts';
import type { NoteSubject } from './note-subject.ts';
import { isOnlyOfOperation } from './operative-report.ts';
import { isAnsweredNo, isPlainlyNow } from './plainly-now.ts';
import type { Found } from './readers/reader.ts';
import { complainsOfSpine, isOfTherapy, namesSpine } from './readers/topic.ts';
import { deniesItself, onlyAsks } from './rules.ts';
import type { Sentence } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import type { Span } from './span.ts';
import type { Candidate, CandidateValue, Doubt, Note, PassedOver } from './types.ts';
import { nothingWaiting } from './waiting-findings.ts';
import { WordList } from './word-lists.ts';

/** A red flag of so many weeks before the pain belongs to it. */
const weeksJustBefore = 3;

/** The note that findings are of. */
interface FoundIn {
  readonly note: Note;
  readonly subject: NoteSubject;
  /** The first sentences of the note. */
  readonly opening: readonly Sentence[];
  /** It is a report of imaging. */
  readonly isReport: boolean;
  /** It is the report of an operation. */
  readonly isOfOperation: boolean;
  /** What lies before this day is not of the episode. */
  readonly since: string;
  /** What lies before this day is not of now. */
  readonly yearBefore: string;
}

/** What readers found in a note: what it may answer, and what was passed over, each with why. */
export class NoteFindings {
  readonly candidates: Candidate[] = [];
  readonly passedOver: PassedOver[] = [];
  /** What counts only where the note tells something else as well. */
  readonly waiting = nothingWaiting();
  readonly #note: Note;
  readonly #subject: NoteSubject;
  readonly #isReport: boolean;
  readonly #since: string;
  readonly #yearBefore: string;
  /** A red flag from this day on belongs to the episode. */
  readonly #earliest: string;
  readonly #isForReading: boolean;
  readonly #isOfOperation: boolean;
  readonly #isLong: boolean;
  readonly #opensOnSpine: boolean;
  /** How much was found before the sentence that is read. */
  #candidatesBefore = 0;
  #passedOverBefore = 0;

  constructor({ note, subject, opening, isReport, isOfOperation, since, yearBefore }: FoundIn) {
    this.#note = note;
    this.#subject = subject;
    this.#isReport = isReport;
    this.#since = since;
    this.#yearBefore = yearBefore;
    this.#isForReading = forReading.test(note.type);
    this.#earliest = addDays(since, -weeksJustBefore * 7);
    this.#isOfOperation = isOfOperation;
    this.#opensOnSpine = opening.some(complainsOfSpine);
    this.#isLong = note.text.length >= longNote && !isOfTherapy(note.type);
  }

  /** A sentence begins: {@link ofSpan} is of what is found from here on. */
  begin(): void {
    this.#candidatesBefore = this.candidates.length;
    this.#passedOverBefore = this.passedOver.length;
  }

  /** What was found in a sentence since {@link begin}. */
  ofSpan({ start, end }: Span): readonly (Candidate | PassedOver)[] {
    const isNothing =
      this.candidates.length === this.#candidatesBefore &&
      this.passedOver.length === this.#passedOverBefore;
    if (isNothing) return nothingFound;
    const found = [
      ...this.candidates.slice(this.#candidatesBefore),
      ...this.passedOver.slice(this.#passedOverBefore),
    ];
    return found.filter(({ offset }) => offset >= start && offset < end);
  }

  /** Takes what a reader found in a sentence, lets it wait for something else, or passes it over. */
  keep(sentence: Sentence, reading: Found): void {
    const { linkId, found } = reading;
    const isReport = this.#isOfOperation;
    if (isOnlyOfOperation(sentence, this.#note.text, { linkId, isReport }))
      this.#passOver(sentence, reading, 'says too little');
    else if ('why' in found)
      this.#passOver(sentence, reading, this.#weighed(sentence, reading, found.why));
    else {
      const isAsked = onlyAsks(reading.rule) && reading.onlyWith === undefined;
      const asked = isAsked ? 'uncertain' : undefined;
      const why =
        this.#objectionTo(sentence, reading, found.value) ??
        (this.#isOfNobody(sentence, reading) ? 'hypothetical' : asked);
      if (why !== undefined) this.#passOver(sentence, reading, why);
      else this.#take(sentence, reading, found.value);
    }
  }

  /** "Cauda equina syndrome is a rare emergency" on a sheet that teaches: of nobody, unless the sentence names the patient or a day. */
  #isOfNobody(sentence: Sentence, { linkId }: Found): boolean {
    if (!this.#isForReading || !mayBeTaught.test(linkId)) return false;
    const said = this.#said(sentence);
    return supposes.test(said) || !tellsOfPatient.test(said);
  }

  /** Takes back what was read of a treatment, which a later sentence says was never had. */
  takeBack({ start, end }: Pick<Span, 'start' | 'end'>): void {
    const kept = this.candidates.filter(
      ({ rule, offset }) => !rule.startsWith('treatment-') || offset < start || offset >= end,
    );
    this.candidates.splice(0, this.candidates.length, ...kept);
    this.#candidatesBefore = Math.min(this.#candidatesBefore, kept.length);
  }

  #passOver(sentence: Sentence, reading: Found, why: Doubt): void {
    const { linkId, rule } = reading;
    const { quote, resource, offset } = this.#quotationOf(sentence, reading);
    this.passedOver.push({ linkId, quote, resource, offset, rule, why });
  }

  #take(sentence: Sentence, reading: Found, value: CandidateValue): void {
    const { linkId, rule, onlyWith } = reading;
    const { quote, resource, offset } = this.#quotationOf(sentence, reading);
    const { date } = this.#note;
    this.#subject.affirm(sentence, linkId, value);
    const one = { linkId, quote, resource, offset, rule, value, date };
    (onlyWith === undefined ? this.candidates : this.waiting[onlyWith]).push(one);
  }

  #quotationOf({ span }: Sentence, { quoteFrom = span.start }: Found) {
    const { id: resource, text } = this.#note;
    return { quote: text.slice(quoteFrom, span.quoteEnd).trimEnd(), resource, offset: quoteFrom };
  }

  /** Why it is not taken, where the words around it are doubted already. */
  #weighed(sentence: Sentence, { linkId, rule, place, isNotInOrder }: Found, why: Doubt): Doubt {
    if (isNotInOrder === true) return this.#isBeforeEpisode(linkId) ? 'before the episode' : why;
    // "On direct questioning: no foot drop": what is denied is so whatever stands before the colon.
    const isDenied = (): boolean =>
      deniesItself(rule) || (isFlag.test(linkId) && isDeniedBehindColon(sentence, place));
    if (why === 'uncertain' && (isDenied() || isAnsweredNo(sentence, place))) return 'negated';
    if (mayBeNew.has(why) && this.#wasAbsent(sentence, linkId)) return 'uncertain';
    // A problem list of now may name what no other sentence dates.
    const isListed = why === 'before the episode' && sentence.span.heading === 'problem list';
    if (isListed && ofRoots.test(linkId) && !tellsOfOldTimes(this.#said(sentence)))
      return 'uncertain';
    const isAdvised = why === 'hypothetical';
    const isNow = (): boolean => this.#isNow(sentence, linkId, rule, place, isAdvised);
    const weighed = overruled.has(why) && isNow() ? 'uncertain' : why;
    const isOld = weighed === 'uncertain' && rule !== 'named' && this.#isBeforeEpisode(linkId);
    return isOld ? 'before the episode' : weighed;
  }

  /** What stands against taking what a sentence states; undefined if nothing does. */
  #objectionTo(
    sentence: Sentence,
    { linkId, rule, place }: Found,
    value: CandidateValue,
  ): Doubt | undefined {
    const { isUndated } = this.#note;
    if (value === false && this.#wasAbsent(sentence, linkId)) return 'uncertain';
    if (value === false && linkId === caudaEquina && !namesSphincters.test(this.#said(sentence)))
      return 'says too little';
    const isNow = (): boolean => this.#isNow(sentence, linkId, rule, place);
    if (this.#subject.takes(sentence, linkId, place, isNow)) return 'another part of the body';
    const isOfEpisode = value === this.#note.episode?.onset;
    if (
      this.#isLong &&
      ofAnyIllness.test(linkId) &&
      !isOfEpisode &&
      !this.#isOfSpine(sentence, linkId)
    )
      return 'another part of the body';
    if (this.#isBeforeEpisode(linkId)) return 'before the episode';
    return isUndated === true && !isFlagOrGrade.test(linkId) ? 'says too little' : undefined;
  }

  /** Whether the note was written before the episode, for a red flag some weeks before it. */
  #isBeforeEpisode(linkId: string): boolean {
    const { date } = this.#note;
    if (date >= this.#since || isLasting.test(linkId)) return false;
    const mayBeJustBefore = isFlagOrGrade.test(linkId) || linkId === highRisk;
    return !(mayBeJustBefore && date >= this.#earliest);
  }

  /** Whether a sentence of a long note says itself that it is of the spine: it names that, a pain, or a treatment of its. */
  #isOfSpine(sentence: Sentence, linkId: string): boolean {
    if (linkId === onset && complainsOfSpine(sentence)) return true;
    if (linkId === onset && this.#opensOnSpine && !sentence.hasOf(episodes)) return true;
    if (linkId !== onset && namesSpine(sentence)) return true;
    if (sentence.has('elsewhere') || sentence.has('other-part')) return false;
    const said = this.#said(sentence);
    return pains.test(said) || treatmentsOfSpine.test(said);
  }

  /** Whether a visit's sentence states a red flag plainly and of now. */
  #isNow(
    sentence: Sentence,
    linkId: string,
    rule: string,
    place: Place,
    isAdvised = false,
  ): boolean {
    if (this.#isReport || !isFlag.test(linkId) || deniesItself(rule)) return false;
    return isPlainlyNow(sentence, place, this.#note.text, this.#yearBefore, isAdvised);
  }

  /** "Foot drop (not present 11/2)" denies none. */
  #wasAbsent(sentence: Sentence, linkId: string): boolean {
    return isFlag.test(linkId) && saysAbsentBefore(this.#said(sentence));
  }

  #said({ span }: Sentence): string {
    return this.#note.text.slice(span.start, span.end);
  }
}

/** In a note of so many characters several illnesses are told of, and a sentence has to say which of them it is about. */
const longNote = 1500;

/** What is told of any illness: what was done for it, when it began, and that it is better. */
const ofAnyIllness = /^(?:trial-of-treatment|symptoms-improving|episode)/;

const onset = 'episode.onset';

/** Of anything: "the episode lasted five minutes". */
const episodes = new WordList('episode episodes spell attack event');

const pains = /\b(?:pain\w*|aches?|aching|relief|sciatica|lbp|radicul\w+)\b/i;
const treatmentsOfSpine =
  /\b(?:physical therap\w+|physiotherap\w+|physio|pt|chiropract\w+|osteopath\w+|home exercises?|supervised exercise\w*|hep|epidurals?|esi)\b/i;

/** Documents that are given to read or to sign. */
const forReading =
  /\b(?:education|teaching|consent|handout|leaflet|brochure|pamphlet|research|study protocol|information sheet)\b/i;

const mayBeTaught = /^(?:red-flag|suspected|cancer-|high-risk|long-tract)/;
const tellsOfPatient =
  /\b(?:pt|patient|he|she|his|her|my|me|reports?|reported|complain\w*|c\/o|endorses|today|yesterday|since|overnight|on exam|\d{1,2}\/\d{1,2})\b/i;
const supposes = /\b(?:may|might|can|could|would|should|if|risks?|whether|understand|possible)\b/i;

const caudaEquina = 'red-flag.cauda-equina';
const highRisk = 'high-risk-mechanism';

/** "Bowel habits unchanged", "stool normal" say nothing of what the roots of the sacrum do. */
const namesSphincters =
  /\b(?:bladd\w*|urin\w*|void\w*|pee(?:s|ing)?|micturi\w*|water\w*|wee|saddle|perine\w*|peri-?anal\w*|genital\w*|groin\w*|seat|bottom|passage|sphincters?|tone|squeeze|wink|anal|(?:in)?-?contin\w*|incont|control\w*|cauda|ces|equina|reten\w*|retain\w*|residual|pvr|sacral|s[2-5]|b[/&]b|bb|b and b|gu|toilet\w*|bathroom|wip\w*|privates?|accidents?|pads?|cath\w*|foley|erect\w*|sexual\w*|soil\w*|wet\w*|numb\w*|ana?esthe\w*|dysfunction\w*|functions?|flags?|legs?|thighs?|dead\w*|stream|empt\w*)\b/i;

/** What was not there before is new, however the words around it are doubted: "Not documented before: foot drop". */
const mayBeNew: ReadonlySet<Doubt> = new Set<Doubt>([
  'negated',
  'before the episode',
  'hypothetical',
]);

/** What the nerves of bladder, bowel and saddle fail. */
const ofRoots = /^red-flag\.(?:cauda-equina|bilateral)/;

const nothingFound: readonly Candidate[] = [];

/** Where words around it doubt what a sentence states, it is asked about all the same where it states it plainly and of now. */
const overruled: ReadonlySet<Doubt> = new Set<Doubt>([
  'someone else',
  'before the episode',
  'hypothetical',
  'no place for findings',
]);

/** "Message: denies saddle anesthesia". */
function isDeniedBehindColon(sentence: Sentence, place: Place): boolean {
  const { tokens } = sentence;
  const colon = tokens.findLastIndex(({ word }, at) => at < place.from && word === ':');
  const first = tokens[colon + 1]?.word ?? '';
  return (
    colon > 0 &&
    /^(?:no|denie[sd]?|without|never)$/.test(first) &&
    sentence.isDenied(place, [place])
  );
}
