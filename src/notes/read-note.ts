import { defaultReadings } from '../spine-imaging/readings.ts';
import { saysAbsentBefore } from '../terminology/absent-before.ts';
import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { withAdviceLists } from './advice-lists.ts';
import { withAnswers } from './answered-questions.ts';
import { beginningsOf } from './beginnings.ts';
import { addDays } from './calendar.ts';
import { withDeniedLists } from './denied-lists.ts';
import { doubtOfSection } from './doubt.ts';
import { durationIn } from './durations.ts';
import type { FlagNamer } from './flags-in-words.ts';
import { tellsOfCancer } from './known-cancer.ts';
import { withOlderNotes } from './older-notes.ts';
import { withoutOtherBeds } from './other-beds.ts';
import { isPlainlyNow } from './plainly-now.ts';
import { readers } from './readers/all.ts';
import { explanationIn, isBeyond } from './readers/explained.ts';
import { readComparison, readMri, readReport, reportOf } from './readers/films.ts';
import { readNamedFlags } from './readers/named-flags.ts';
import { ownExamination } from './readers/own-examination.ts';
import { isOtherLevel, regionsIn } from './readers/place-of.ts';
import { type Found, foundOf, mayRead, type NoteContext } from './readers/reader.ts';
import { motorGrade } from './readers/strength.ts';
import {
  explainsLimbs,
  isAboutElsewhere,
  isOfRemoteVisit,
  isOfTherapy,
  namesSpine,
} from './readers/topic.ts';
import { mayTellOfTreatment, type OpenTreatment, readTreatment } from './readers/treatment.ts';
import { trial } from './readers/trial-items.ts';
import { Repeats } from './repeats.ts';
import { deniesItself, mayHoldAny, readByRules } from './rules.ts';
import { type Sentence, sentenceOf } from './sentence.ts';
import type { Place } from './sentence-words.ts';
import { sentencesOf } from './sentences.ts';
import { settled } from './settled.ts';
import type { Span } from './span.ts';
import type { Candidate, Doubt, Note, NoteReading, PassedOver } from './types.ts';
import { withoutWithdrawn } from './withdrawn.ts';

/** So many sentences at the beginning of a note say what it is about. */
const openingSentences = 2;

/** What stays true whenever it was written. */
const lasting = /^(?:mri-contraindicated|spine-surgery|augmentation\.|insufficiency-)/;

/** Facts that belong to one level of the spine. */
const ofLevel = /^(?:radiculopathy|neurological-examination|symptoms-improving)/;

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
  const onset = note.episode?.onset;
  const told = withOlderNotes(sentences, note.text, note.date, onset);
  const denied = withDeniedLists(withAdviceLists(told, note.text, note.date), note.text);
  const answered = withAnswers(denied, note.text);
  const listed = withoutOtherBeds(withoutWithdrawn(answered, note.text), note.text);
  const yearBefore = addDays(note.date, -366);
  const since = onset ?? yearBefore;
  const leastDays = Math.min(trialDays, defaultReadings.severeRadicularTreatmentDays);
  const isTherapyNote = isOfTherapy(note.type);
  const context: NoteContext = { note, since, trialDays, leastDays, isTherapyNote };
  const report = reportOf(note.type, listed, context);
  const isLeaflet = leaflets.test(note.type);
  const spans = report === undefined ? listed.map((span) => asTold(span, isLeaflet)) : listed;
  const opening = spans.slice(0, openingSentences).map((span) => sentenceOf(span, note.date));
  let isForeign =
    report === undefined ? isAboutElsewhere(opening, note.type) : isElsewhereInWords(note.type);
  const mayTurn = isForeign && report === undefined && !explainsLimbs(opening, note.type);
  const explained = explanationIn(opening, note.text);
  // What stands before the words about something else is not about that: "EHL 2/5 right. Family history of stroke."
  const [first] = opening;
  const isFirstForeign = first !== undefined && isAboutElsewhere([first], note.type);
  const isRemote = isOfRemoteVisit(opening);
  const isOwnOperation = ofOperations.test(note.type);
  const isTechnique = ({ start, end }: Span): boolean => {
    const text = isOwnOperation ? note.text.slice(start, end) : '';
    return tellsTechnique.test(text) && !tellsDeficit.test(text);
  };
  let isOfBackOnly: boolean | undefined;
  const isBackOnly = (): boolean => {
    isOfBackOnly ??= !spans.some(
      (span) => span.mayLeadTo('elsewhere') && sentenceOf(span, note.date).has('elsewhere'),
    );
    return isOfBackOnly;
  };
  const candidates: Candidate[] = [];
  const passedOver: PassedOver[] = [];
  const waiting: Record<NonNullable<Found['onlyWith']>, Candidate[]> = {
    'a treatment': [],
    'a trial': [],
    'a radicular pain': [],
    'the spine': [],
    'a complaint': [],
    'a weak grade': [],
    'a cancer': [],
    'an operation': [],
  };
  // A red flag of the weeks before the pain belongs to it.
  const earliest = addDays(since, -newWeeks * 7);
  const isJustBefore = (linkId: string): boolean =>
    isFlagOrGrade.test(linkId) && note.date >= earliest;
  const keep = (
    sentence: Sentence,
    { linkId, rule, place, found, quoteFrom, onlyWith }: Found,
  ): void => {
    const { span } = sentence;
    const offset = quoteFrom ?? span.start;
    const quote = note.text.slice(offset, span.end).trimEnd();
    const resource = note.id;
    const passOver = (why: Doubt): void => {
      passedOver.push({ linkId, quote, resource, offset, rule, why });
    };
    const isNow = (): boolean =>
      report === undefined &&
      isFlag.test(linkId) &&
      !deniesItself(rule) &&
      isPlainlyNow(sentence, place, note.text, yearBefore);
    // "Foot drop (not present 11/2)" denies none.
    const wasAbsent = (): boolean =>
      isFlag.test(linkId) && saysAbsentBefore(note.text.slice(span.start, span.end));
    if (isTechnique(span) && isFlagOrGrade.test(linkId)) passOver('says too little');
    else if ('why' in found) {
      const { why } = found;
      // "On direct questioning: no foot drop": what is denied is so whatever stands before the colon.
      if (
        why === 'uncertain' &&
        (deniesItself(rule) || (isFlag.test(linkId) && isDeniedBehindColon(sentence, place)))
      )
        passOver('negated');
      else if (why === 'negated' || why === 'before the episode')
        passOver(wasAbsent() || (why !== 'negated' && isNow()) ? 'uncertain' : why);
      else passOver(overruled.has(why) && isNow() ? 'uncertain' : why);
    } else if (found.value === false && wasAbsent()) passOver('uncertain');
    else if (
      isForeign &&
      (isFirstForeign ||
        report !== undefined ||
        span !== spans[0] ||
        !isFlagOrGrade.test(linkId)) &&
      !(hasDeficit && ofDeficits.test(linkId)) &&
      // "Nail care. Told me that his left foot flops": a limb fails of its nerve, whoever is told of it.
      !(explained === undefined && ofWeakLimbs.test(linkId)) &&
      // "The forefoot hangs. Tibialis anterior 1/5": what was found of the limb that fails.
      !(hasWeakLimb && ofStrength.test(linkId)) &&
      !(
        explained !== undefined &&
        ofLimbs.test(linkId) &&
        isBeyond(explained, sentence, place, note.text, yearBefore)
      ) &&
      !isSaidOfSpine(sentence, linkId) &&
      !((explained?.isOver !== false || !ofLimbs.test(linkId)) && isNow())
    )
      passOver('another part of the body');
    else if (note.date < since && !lasting.test(linkId) && !isJustBefore(linkId))
      passOver('before the episode');
    else if (note.isUndated === true && !isFlagOrGrade.test(linkId)) passOver('says too little');
    else {
      const { value } = found;
      // "POD 1 from hip pinning. Groin numb, back pain": what follows of the legs is the spine's as well.
      if (isForeign) {
        hasDeficit ||= value === true && isDeficit.test(linkId) && namesSpine(sentence);
        hasWeakLimb ||= value === true && explained === undefined && ofWeakLimbs.test(linkId);
      }
      const one = { linkId, quote, resource, offset, rule, value, date: note.date };
      (onlyWith === undefined ? candidates : waiting[onlyWith]).push(one);
    }
  };
  let open: OpenTreatment | undefined;
  const days = { flags: yearBefore, others: since };
  let hasDeficit = false;
  let hasWeakLimb = false;
  let before: Span | undefined;
  let sentenceBefore: Sentence | undefined;
  const around = {
    note,
    since,
    trialDays,
    leastDays,
    isTherapyNote,
    isBackOnly,
    isRemote,
    before: sentenceBefore,
  };
  const repeats = new Repeats(note.text);
  // A sentence is let go of once it is read; only a report is looked at again as a whole.
  const ofReport: Sentence[] = [];
  // What was found before the sentence that is read.
  let found = { candidates: 0, passedOver: 0 };
  const foundIn = ({ start, end }: Span): readonly (Candidate | PassedOver)[] => {
    const { length } = candidates;
    if (length === found.candidates && passedOver.length === found.passedOver) return nothingFound;
    const ofSentence = [
      ...candidates.slice(found.candidates),
      ...passedOver.slice(found.passedOver),
    ];
    return ofSentence.filter(({ offset }) => offset >= start && offset < end);
  };
  const readBefore = (span: Span): void => {
    if (report !== undefined || doubtOfSection(span.section, undefined) !== undefined) return;
    if (isForeign || isBeginning) return;
    const within = foundIn(span).filter(({ linkId }) => isFlagOrGrade.test(linkId));
    const isTold = within.some((one) => 'value' in one && one.value !== false);
    const isShort = note.text.length <= shortNote && spans.length <= fewSentences;
    if (isTold || (within.length === 0 && !isShort)) return;
    // "L leg 3/5, from the stroke": its beginning alone would not say what it is of.
    if (sentenceOf(span, note.date).has('other-cause')) return;
    for (const text of beginningsOf(note.text.slice(span.start, span.end))) {
      const begun = readNote({ ...note, text }, trialDays, undefined, named, true);
      const flags = begun.candidates.filter(
        ({ linkId, value }) => value !== false && isFlagOrGrade.test(linkId),
      );
      if (flags.length === 0) continue;
      const quote = note.text.slice(span.start, span.end).trimEnd();
      candidates.push(...flags.map((one) => ({ ...one, quote, offset: span.start })));
      return;
    }
  };
  const nameFlags = (span: Span, known: Sentence | undefined): void => {
    if (named === undefined || (report !== undefined && !ofFindings.has(span.section))) return;
    const text = note.text.slice(span.start, span.end);
    if (named(text).length === 0) return;
    const sentence = known ?? sentenceOf(span, note.date);
    const told = foundIn(span);
    for (const one of readNamedFlags(sentence, text, named, told, yearBefore)) keep(sentence, one);
  };
  for (const span of spans) {
    found = { candidates: candidates.length, passedOver: passedOver.length };
    if (!span.mayLeadTo('reading')) {
      nameFlags(span, undefined);
      readBefore(span);
      continue;
    }
    const key = repeats.keyOf(span, before, open);
    if (key !== undefined && repeats.has(key)) {
      open = repeats.openAfter(key, span);
      before = span;
      sentenceBefore = undefined;
      continue;
    }
    // Which phrases mean what is found out once somebody asks.
    let sentence: Sentence | undefined;
    if (mayTurn && isForeign) {
      sentence = sentenceOf(span, note.date);
      // "A fortnight with her knee. Her back pain changed for the worse": what follows is of the back as well.
      isForeign = !complainsOfSpine(sentence, since);
    }
    if (mayHoldAny(span)) {
      sentence ??= sentenceOf(span, note.date);
      for (const reading of readByRules(sentence, days, report !== undefined))
        keep(sentence, atLevel(sentence, reading, note));
    }
    if (report !== undefined) {
      sentence ??= sentenceOf(span, note.date);
      ofReport.push(sentence);
      for (const one of readMri(sentence, report, context)) keep(sentence, one);
      for (const one of readComparison(sentence, context)) keep(sentence, one);
    } else {
      if (open !== undefined || mayTellOfTreatment(span)) {
        sentence ??= sentenceOf(span, note.date);
        const treatment = readTreatment(sentence, open, context);
        open = treatment.open;
        for (const one of treatment.found) keep(sentence, one);
      }
      for (let index = 0; index < readers.length; index += 1) {
        const reader = readers[index];
        if (reader === undefined || !mayRead(reader, span, before)) continue;
        sentence ??= sentenceOf(span, note.date);
        if (before !== undefined) sentenceBefore ??= sentenceOf(before, note.date);
        around.before = sentenceBefore;
        for (const one of reader.read(sentence, around)) keep(sentence, one);
      }
    }
    nameFlags(span, sentence);
    readBefore(span);
    if (key !== undefined) repeats.add(key, span, open);
    before = span;
    sentenceBefore = sentence;
  }
  if (report !== undefined) {
    for (const [sentence, found] of readReport(report, ofReport, context)) keep(sentence, found);
  }
  const isOfPain = (): boolean => opening.some((one) => one.has('symptom') && namesSpine(one));
  const ofComplaint = waiting['a complaint'];
  if (candidates.some(isOfComplaint)) candidates.push(...ofComplaint);
  else if (ofComplaint.length > 0 && isOfPain())
    candidates.push(...ofComplaint.filter(({ linkId }) => ofPain.test(linkId)));
  if (candidates.some(isOfSpine)) candidates.push(...waiting['the spine']);
  const isDated = candidates.some(({ linkId }) => linkId === `${motorGrade}.onset`);
  if (candidates.some(isWeakGrade)) {
    const ofGrade = waiting['a weak grade'];
    candidates.push(...ofGrade.filter(({ linkId }) => isDeficit.test(linkId)));
    const days = ofGrade.filter(({ linkId }) => !isDeficit.test(linkId));
    if (!isDated) candidates.push(...days.slice(0, 1));
  }
  if (waiting['a cancer'].length > 0 && tellsOfCancer(spans, note.date))
    candidates.push(...waiting['a cancer']);
  if (candidates.some(isOfOperation)) candidates.push(...waiting['an operation']);
  if (candidates.some(isTrial)) candidates.push(...waiting['a trial']);
  if (isRadicular(candidates)) candidates.push(...waiting['a radicular pain']);
  if (isOver(candidates)) candidates.push(...waiting['a treatment']);
  candidates.push(...eased(candidates));
  const seen = report === undefined ? ownExamination(candidates, note, isRemote) : undefined;
  if (seen !== undefined) candidates.push(seen);
  return { candidates: settled(candidates), passedOver };
}

/** The report that a surgeon writes of an operation. */
const ofOperations =
  /\b(?:op(?:erative|eration)?|surgical(?: operation)?|surgery|procedure) (?:note|report|record|dictation)s?\b/i;
/** What is told in it of instruments and steps: "subperiosteal dissection was performed", "a high speed burr was used". */
const tellsTechnique =
  /\b(?:was|were|is|are|been) (?:then |carefully |again |also )?(?:performed|used|utili[sz]ed|placed|entered|made|carried|inserted|advanced|positioned|prepped|draped|dissected|exposed|incised|retracted|irrigated|closed|sutured|drilled|burred|decorticated|opened|obtained|achieved|applied|packed|seated|tapped|secured|tightened|mobili[sz]ed|divided|ligated|coagulated|elevated|harvested|undertaken|completed)\b|\b(?:using|with|by) (?:a |an |the )?(?:high[- ]speed|blunt|sharp|bovie|kerrison|cautery|electrocautery|curet\w*|rongeur\w*|microscope)\b/i;

/** What became of the patient: "after the decompression was performed he awoke with a foot drop". */
const tellsDeficit =
  /\b(?:weak\w*|drop|numb\w*|deficits?|paraly\w*|incontinen\w*|awoke|awakened|woke|pacu|post-?op\w*|loss of|signals?|neuromonitoring)\b/i;

/** A note of so few characters is the words of an order, a diagnosis or a visit. */
const shortNote = 400;
const fewSentences = 3;

const newWeeks = 3;

/** Where a report tells what was found. */
const ofFindings: ReadonlySet<Span['section']> = new Set([
  'none',
  'findings',
  'examination',
  'impression',
  'assessment',
]);

/** What the spine does to legs and bladder. */
const isDeficit = /^red-flag\.(?:cauda|foot|progressive|bilateral)/;

/** What fails in a limb that a nerve or the cord fails. */
const ofWeakLimbs = /^(?:red-flag\.(?:foot-drop|progressive|bilateral)|long-tract)/;
/** The same with its grade. */
const ofLimbs = /^red-flag\.(?:foot-drop|progressive|bilateral|motor)/;

/** What an examination finds of it. */
const ofStrength = /^(?:red-flag\.motor-grade|neurological-examination\.motor)/;

const isFlagOrGrade = /^(?:red-flag\.|suspected-infection|cancer-suspicion)/;

/** What a grade alone says of a joint as well. */
const isFlag = /^(?:red-flag\.(?!motor)|suspected-infection|long-tract-signs|high-risk)/;

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

/** Where words around it doubt what a sentence states, it is asked about all the same where it states it plainly and of now. */
const overruled: ReadonlySet<Doubt> = new Set<Doubt>([
  'someone else',
  'before the episode',
  'hypothetical',
  'no place for findings',
]);

/** What a note goes on to tell of it. */
const ofDeficits = /^(?:red-flag|neurological|in-person|severe-radicular\.planned)/;

function isWeakGrade({ linkId, value }: Candidate): boolean {
  return linkId === motorGrade && Number(value) < 5;
}

/** What brings a patient about the spine, and not an examination that may be of a foot. */
function isOfComplaint({ linkId, value }: Candidate): boolean {
  return value !== false && ofComplaints.test(linkId);
}

const ofComplaints =
  /^(?:radiculopathy|episode|severe|plain-radiograph|suspected|cancer|high-risk|red-flag\.(?!motor))/;

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

/** That a treatment is over, or what came of it; what helps and goes on is to be looked at again later. */
function isOver(candidates: readonly Candidate[]): boolean {
  if (candidates.some(({ linkId }) => linkId === trial.end)) return true;
  const isGoingOn = candidates.some(({ linkId }) => linkId === trial.ongoing);
  return candidates.some(
    ({ linkId, value }) => linkId === trial.outcome && !(isGoingOn && value === 'improved'),
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

/** Documents that are written for the patient. */
const leaflets =
  /\b(?:after.visit|handout|leaflet|(?:patient|discharge|aftercare|post-?op\w*).(?:education|instructions?|information))/i;

/**
 * What a report has as the question that it answers, a clinician's note tells ("Indication: failed six weeks of PT");
 * what stands under no heading of a leaflet is advice.
 */
function asTold(span: Span, isLeaflet: boolean): Span {
  if (span.section === 'question' || span.heading === 'procedure') return span.inSection('story');
  return isLeaflet && span.section === 'none' ? span.inSection('instructions') : span;
}

/** Whether a sentence tells of a pain of the spine that the patient has now. */
function complainsOfSpine(sentence: Sentence, since: string): boolean {
  const isOfNow = sentence.has('current') || sentence.pastDates.length > 0;
  if (!namesSpine(sentence) || !(isOfNow || durationIn(sentence.tokens) !== undefined))
    return false;
  return sentence
    .of('symptom')
    .some((one) => !sentence.isDenied(one) && sentence.doubtAt(one, { since }) === undefined);
}

const nothingFound: readonly Candidate[] = [];

const nothingRead: NoteReading = { candidates: [], passedOver: [] };

/** In a note about something else: what the sentence itself says of the spine, what lasts, and a red flag of now. */
function isSaidOfSpine(sentence: Sentence, linkId: string): boolean {
  if (namesSpine(sentence) || lasting.test(linkId)) return true;
  const isFlag = /^(?:red-flag\.(?!motor)|suspected|cancer-)/.test(linkId);
  const isOfNow = sentence.has('current') || sentence.pastDates.length > 0;
  return isFlag && (isOfNow || durationIn(sentence.tokens) !== undefined);
}

function isLow(region: BodyRegion | undefined): boolean {
  return region !== undefined && region !== 'cervical' && region !== 'thoracic';
}

function isAffirmed({ found }: Found): boolean {
  return !('why' in found) && found.value === true;
}

/** A sign in the arm says nothing for an order of the low back. */
function atLevel(sentence: Sentence, reading: Found, { episode, date }: Note): Found {
  const region = episode?.region;
  if (reading.linkId === 'high-risk-mechanism' && isLow(region) && isAffirmed(reading)) {
    const isOfBefore = episode?.onset !== undefined && date < episode.onset;
    // It waives what is required of the neck and the upper back alone (exceptions-2); below them it asks for a fracture.
    return isOfBefore
      ? foundOf(reading.linkId, reading, { why: 'before the episode' })
      : foundOf('red-flag.fracture', reading, { why: 'uncertain' });
  }
  if (!ofLevel.test(reading.linkId) || 'why' in reading.found) return reading;
  // The cord at the neck shows in the reflexes of the legs, that of the chest in all that is examined of them.
  const isOfLegs =
    (region === 'thoracic' && reading.linkId.startsWith('neurological')) ||
    (region === 'cervical' && reading.linkId.endsWith('.reflexes'));
  if (isOfLegs) return reading;
  const named = regionsIn(sentence, sentence.clauseOf(reading.place));
  return isOtherLevel(named, episode?.region)
    ? foundOf(reading.linkId, reading, { why: 'another part of the body' })
    : reading;
}
