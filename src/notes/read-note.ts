import { defaultReadings } from '../spine-imaging/readings.ts';
import { isWarning } from './advice.ts';
import { withAdviceLists } from './advice-lists.ts';
import { withAnswers } from './answered-questions.ts';
import { atLevel } from './at-level.ts';
import { beginningsOf } from './beginnings.ts';
import { addDays } from './calendar.ts';
import { withDeniedLists } from './denied-lists.ts';
import { doubtOfSection } from './doubt.ts';
import type { FlagNamer } from './flags-in-words.ts';
import { NoteFindings } from './note-findings.ts';
import { isFlagOrGrade } from './note-items.ts';
import { NoteSubject, openingOf } from './note-subject.ts';
import { withOlderNotes } from './older-notes.ts';
import { isOperativeReport } from './operative-report.ts';
import { withoutOtherBeds } from './other-beds.ts';
import { endsBehindComma, isOverBehind } from './over.ts';
import { readers } from './readers/all.ts';
import { type Report, readMri, readReport, reportOf } from './readers/films.ts';
import { readNamedFlags } from './readers/named-flags.ts';
import type { OpenTreatment } from './readers/open-treatment.ts';
import { ownExamination } from './readers/own-examination.ts';
import { mayRead, type NoteContext, type VisitContext } from './readers/reader.ts';
import { isOfRemoteVisit, isOfTherapy } from './readers/topic.ts';
import { mayTellOfTreatment, readTreatment } from './readers/treatment.ts';
import { Repeats } from './repeats.ts';
import { isDifferential, mayHoldAny, readByRules } from './rules.ts';
import { type Sentence, sentenceOf } from './sentence.ts';
import { sentencesOf } from './sentences.ts';
import { settled } from './settled.ts';
import type { Span } from './span.ts';
import type { Note, NoteReading } from './types.ts';
import { admit } from './waiting-findings.ts';
import { withoutWithdrawn } from './withdrawn.ts';

/**
 * What a note may answer of the documentation form, sentence by sentence, and the sentences that name a fact and
 * were not taken, each with why. Reads the text once; nothing here decides.
 * @param trialDays how long a trial of treatment has to last, by the policy that the note is read for
 * @param sentences of its text, where they were found before
 * @param named reads sentences for red flags that no rule knows
 * @param isBeginning the text is the beginning of a sentence, whose own beginnings are read already
 */
export function readNote(
  note: Note,
  trialDays = defaultReadings.trialDays,
  sentences: readonly Span[] = sentencesOf(note.text),
  named?: FlagNamer,
  isBeginning = false,
): NoteReading {
  if (named === undefined && !sentences.some((span) => span.mayLeadTo('reading')))
    return nothingRead;
  return new NoteReader(note, trialDays, sentences, named, isBeginning).read();
}

const nothingRead: NoteReading = { candidates: [], passedOver: [] };

/** The reading of one note, from its first sentence to its last. */
class NoteReader {
  readonly #note: Note;
  readonly #named: FlagNamer | undefined;
  readonly #isBeginning: boolean;
  readonly #yearBefore: string;
  readonly #context: NoteContext;
  readonly #report: Report | undefined;
  readonly #spans: readonly Span[];
  readonly #opening: readonly Sentence[];
  readonly #subject: NoteSubject;
  readonly #findings: NoteFindings;
  /** What readers of a visit know beside; `before` moves on with the sentences. */
  readonly #visit: { -readonly [Key in keyof VisitContext]: VisitContext[Key] };
  readonly #repeats: Repeats;
  /** What rules take for of now: red flags of the year before, all else of the episode. */
  readonly #days: { readonly flags: string; readonly others: string };
  /** A sentence is let go of once it is read; only a report is looked at again as a whole. */
  readonly #ofReport: Sentence[] = [];
  #isOfBackOnly: boolean | undefined;
  /** The treatment that the sentences so far leave open. */
  #open: OpenTreatment | undefined;
  /** The last sentence that was read, and its words where they are known. */
  #before: Span | undefined;
  #sentenceBefore: Sentence | undefined;

  constructor(
    note: Note,
    trialDays: number,
    sentences: readonly Span[],
    named: FlagNamer | undefined,
    isBeginning: boolean,
  ) {
    const { text, type, date, episode } = note;
    const yearBefore = addDays(date, -366);
    const since = episode?.onset ?? yearBefore;
    const leastDays = Math.min(trialDays, defaultReadings.severeRadicularTreatmentDays);
    const context = { note, since, trialDays, leastDays, isTherapyNote: isOfTherapy(type) };
    const told = inContext(sentences, note);
    const report = reportOf(type, told, context);
    const isReport = report !== undefined;
    const isOfOperation = !isReport && isOperativeReport(told, type);
    const spans = isReport ? told : toldByClinician(told, note, isOfOperation);
    const opening = openingOf(spans, note);
    const subject = new NoteSubject({ note, opening, isReport, since, yearBefore });
    this.#note = note;
    this.#named = named;
    this.#isBeginning = isBeginning;
    this.#yearBefore = yearBefore;
    this.#context = context;
    this.#report = report;
    this.#spans = spans;
    this.#opening = opening;
    this.#subject = subject;
    this.#findings = new NoteFindings({
      note,
      subject,
      opening,
      isReport,
      isOfOperation,
      since,
      yearBefore,
    });
    this.#visit = {
      ...context,
      isBackOnly: () => this.#isBackOnly(),
      isRemote: isOfRemoteVisit(opening),
      before: undefined,
    };
    this.#repeats = new Repeats(text);
    this.#days = { flags: yearBefore, others: since };
  }

  read(): NoteReading {
    for (const span of this.#spans) this.#readOnce(span);
    const { candidates, passedOver, waiting } = this.#findings;
    const { type, text, date } = this.#note;
    if (this.#report !== undefined) {
      for (const [sentence, found] of readReport(this.#report, this.#ofReport, this.#context))
        this.#findings.keep(sentence, found);
    }
    admit(waiting, candidates, {
      type,
      text,
      date,
      spans: this.#spans,
      opening: this.#opening,
      passedOver,
    });
    const seen =
      this.#report === undefined
        ? ownExamination(candidates, this.#note, this.#visit.isRemote)
        : undefined;
    if (seen !== undefined) candidates.push(seen);
    return { candidates: settled(candidates), passedOver };
  }

  /** Reads a sentence, unless the same one was read behind the same one. */
  #readOnce(span: Span): void {
    this.#findings.begin();
    if (!span.mayLeadTo('reading')) {
      this.#nameFlags(span, undefined);
      this.#readBeginnings(span, undefined);
      return;
    }
    const key = this.#repeats.keyOf(span, this.#before, this.#open);
    if (key !== undefined && this.#repeats.has(key)) {
      this.#open = this.#repeats.openAfter(key, span);
      this.#before = span;
      this.#sentenceBefore = undefined;
      return;
    }
    const sentence = this.#readSentence(span);
    this.#nameFlags(span, sentence);
    this.#readBeginnings(span, sentence);
    if (key !== undefined) this.#repeats.add(key, span, this.#open);
    this.#before = span;
    this.#sentenceBefore = sentence;
  }

  /** Reads a sentence by rules and readers. @returns its words, where somebody asked what they mean */
  #readSentence(span: Span): Sentence | undefined {
    let sentence: Sentence | undefined;
    if (this.#subject.mayTurn) {
      sentence = this.#wordsOf(span);
      this.#subject.hear(sentence);
    }
    if (mayHoldAny(span)) {
      sentence ??= this.#wordsOf(span);
      for (const reading of readByRules(sentence, this.#days, this.#report !== undefined))
        this.#findings.keep(sentence, atLevel(sentence, reading, this.#note));
    }
    if (this.#report !== undefined) {
      sentence ??= this.#wordsOf(span);
      this.#ofReport.push(sentence);
      for (const one of readMri(sentence, this.#report, this.#context))
        this.#findings.keep(sentence, one);
      return sentence;
    }
    return this.#readVisit(span, sentence);
  }

  /** What readers find in a sentence of a clinician's note. */
  #readVisit(span: Span, known: Sentence | undefined): Sentence | undefined {
    let sentence = known;
    if (this.#open !== undefined || mayTellOfTreatment(span)) {
      sentence ??= this.#wordsOf(span);
      const treatment = readTreatment(sentence, this.#open, this.#context);
      this.#open = treatment.open;
      if (treatment.takenBack !== undefined) this.#findings.takeBack(treatment.takenBack);
      for (const one of treatment.found) this.#findings.keep(sentence, one);
    }
    for (let index = 0; index < readers.length; index += 1) {
      const reader = readers[index];
      if (reader === undefined || !mayRead(reader, span, this.#before)) continue;
      sentence ??= this.#wordsOf(span);
      if (this.#before !== undefined) this.#sentenceBefore ??= this.#wordsOf(this.#before);
      this.#visit.before = this.#sentenceBefore;
      for (const one of reader.read(sentence, this.#visit)) this.#findings.keep(sentence, one);
    }
    return sentence;
  }

  /** The words of a sentence; those that the note opens with are known. */
  #wordsOf(span: Span): Sentence {
    return this.#opening.find((one) => one.span === span) ?? sentenceOf(span, this.#note.date);
  }

  /** The red flags that a sentence names by the list of phrases for diagnoses, where no rule has said anything of them. */
  #nameFlags(span: Span, known: Sentence | undefined): void {
    if (this.#named === undefined) return;
    if (this.#report !== undefined && !ofFindings.has(span.section)) return;
    const said = this.#note.text.slice(span.start, span.end);
    if (this.#named(said).length === 0) return;
    const sentence = known ?? this.#wordsOf(span);
    const told = this.#findings.ofSpan(span);
    for (const one of readNamedFlags(sentence, said, this.#named, told, this.#yearBefore))
      this.#findings.keep(sentence, one);
  }

  /**
   * The red flags that a sentence's beginning tells, where the whole told none: "Foot drop, stroke ruled out". They are quoted with
   * the whole of it.
   */
  #readBeginnings(span: Span, known: Sentence | undefined): void {
    if (this.#report !== undefined || doubtOfSection(span.section, undefined) !== undefined) return;
    if (span.section === 'denied') return;
    if (this.#subject.isElsewhere || this.#isBeginning) return;
    const { text } = this.#note;
    const within = this.#findings.ofSpan(span).filter(({ linkId }) => isFlagOrGrade.test(linkId));
    const isTold = within.some((one) => 'value' in one && one.value !== false);
    const isShort = text.length <= shortNote && this.#spans.length <= fewSentences;
    if (isTold || (within.length === 0 && !isShort)) return;
    // "L leg 3/5, from the stroke": its beginning alone would not say what it is of.
    const whole = known ?? this.#wordsOf(span);
    if (whole.has('other-cause') || isDifferential(whole) || isOverBehind(whole)) return;
    if (endsBehindComma(whole) || isWarning(whole, { from: 0, to: 1 })) return;
    const { trialDays } = this.#context;
    const quote = text.slice(span.start, span.end).trimEnd();
    for (const beginning of beginningsOf(text.slice(span.start, span.end))) {
      const note = { ...this.#note, text: beginning };
      const flags = readNote(note, trialDays, undefined, this.#named, true).candidates.filter(
        ({ linkId, value }) => value !== false && isFlagOrGrade.test(linkId),
      );
      if (flags.length === 0) continue;
      for (const one of flags)
        this.#findings.candidates.push({ ...one, quote, offset: span.start });
      return;
    }
  }

  /** Whether the note names no other part of the body; found out once it is asked. */
  #isBackOnly(): boolean {
    const { date } = this.#note;
    this.#isOfBackOnly ??= !this.#spans.some(
      (span) => span.mayLeadTo('elsewhere') && sentenceOf(span, date).has('elsewhere'),
    );
    return this.#isOfBackOnly;
  }
}

/** A note of so few characters and sentences is the words of an order, a diagnosis or a visit. */
const shortNote = 400;
const fewSentences = 3;

/** Where a report tells what was found. */
const ofFindings: ReadonlySet<Span['section']> = new Set([
  'none',
  'findings',
  'examination',
  'impression',
  'assessment',
]);

/**
 * The sentences of a note with what their neighbours say of them: of an older note, of a list that is advised or denied, an answer
 * to a question; without those of other patients and those taken back.
 */
function inContext(sentences: readonly Span[], { text, date, episode }: Note): readonly Span[] {
  const dated = withOlderNotes(sentences, text, date, episode?.onset);
  const listed = withDeniedLists(withAdviceLists(dated, text, date), text);
  const answered = withAnswers(listed, text);
  return withoutOtherBeds(withoutWithdrawn(answered, text), text);
}

/** Documents that are written for the patient. */
const leaflets =
  /\b(?:after.visit|handout|leaflet|(?:patient|discharge|aftercare|post-?op\w*).(?:education|instructions?|information))/i;

/** In a report of imaging it is of its technique, and behind its name that of a triage. */
const toldHeadings: ReadonlySet<string> = new Set(['protocol']);

/** In a report of imaging these are of its technique. */
const ofProcedures: ReadonlySet<string> = new Set(['procedure', 'procedure performed']);

/** Where what was asked is answered. */
const answers: ReadonlySet<Span['section']> = new Set(['findings', 'impression']);
const toBeExcluded = /\br\/o\b|\brule out\b|\beval(?:uate|uation)? for\b|\bexclude\b/i;

/**
 * What a report has as the question that it answers, a clinician's note tells ("Indication: failed six weeks of PT"), and so what
 * a surgeon's report alone has of an operation; what stands under no heading of a leaflet is advice.
 */
function toldByClinician(
  spans: readonly Span[],
  { type, text }: Note,
  isOfOperation: boolean,
): readonly Span[] {
  const isLeaflet = leaflets.test(type);
  const isAnswered = spans.some(({ section }) => answers.has(section));
  return spans.map((span) => {
    const { section, heading, opensLine } = span;
    // "Indication: r/o metastasis. Findings: no bony lesion" answers what was asked.
    const isQuestion = section === 'question' || heading === 'history';
    if (isAnswered && isQuestion && toBeExcluded.test(text.slice(span.start, span.end)))
      return span.inSection('question');
    const isOfProcedure = section === 'operation' || ofProcedures.has(heading);
    if (isOfProcedure) return span.inSection(isOfOperation ? 'operation' : 'story');
    const isNamed = heading === 'protocol' && opensLine;
    if (section === 'question' || (toldHeadings.has(heading) && !isNamed))
      return span.inSection('story');
    return isLeaflet && section === 'none' ? span.inSection('instructions') : span;
  });
}
