import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop } from '../tokens.ts';
import { WordList } from '../word-lists.ts';
import { hadBefore } from './patient-or-therapy.ts';
import { type Found, foundOf, readerOf, type VisitContext } from './reader.ts';
import { afterwards, doubtOf, mostToReason, ofReasons, repeated } from './visit-doubt.ts';

const evaluated = 'in-person-evaluation';
const again = 'clinical-re-evaluation';

const classes = [
  ...(['in-person', 'seen-for', 'arrival', 'remote', 'review'] as const),
  ...(['comes-again', 'reviewed-of', 'seen-how', 'seen-place', 'visit-title'] as const),
  ...(['presence', 'visit-name', 'sign-of-examination', 'seen-verb'] as const),
] as const;

/** Those that tell of a visit by themselves: a place does it only behind "seen", and a name at the beginning of a note. */
const telling = classesOf(
  ...(['in-person', 'seen-for', 'arrival', 'remote', 'review', 'comes-again'] as const),
  ...(['seen-how', 'visit-title', 'presence', 'sign-of-examination'] as const),
);

function mayTellOfVisit(sentence: Sentence): boolean {
  if (sentence.hasAny(telling)) return true;
  const [first] = sentence.of('seen-verb');
  if (first !== undefined && (first.from === 0 || sentence.has('seen-place'))) return true;
  return sentence.span.start < openingLength && sentence.has('visit-name');
}

/** That the patient was seen, in person or not, and whether it was after a treatment. */
function readVisits(
  sentence: Sentence,
  { note, since, isTherapyNote, isRemote: isOfRemote }: VisitContext,
): readonly Found[] {
  if (!mayTellOfVisit(sentence)) return [];
  const [surely] = [
    ...sentence.of('in-person'),
    ...sentence.of('seen-how').filter((one) => isOfPatient(sentence, one)),
    ...seenForSpine(sentence),
  ].filter((one) => !isTherapyThere(sentence, one) && !isBackElsewhere(sentence, one));
  // A nurse who takes a patient in examines nobody.
  const isTriage = ofTriage.test(note.type) || ofTriage.test(titleOf(note.text));
  const seen = surely ?? (isTriage ? undefined : seenSomewhere(sentence));
  const [remote] = sentence.of('remote');
  const [review] = [
    ...sentence
      .of('review')
      .filter((one) => !isOfComplaint(sentence, one) && !isVisitToTherapist(sentence, one)),
    ...sentence
      .of('comes-again')
      .filter((one) => !isOfComplaint(sentence, one) && !isBackElsewhere(sentence, one)),
  ];
  const place = seen ?? review ?? remote;
  const present = isTherapyNote
    ? []
    : presence(sentence, note.type, since, isOfRemote || remote !== undefined);
  if (place === undefined) return present;
  const linkId = seen === undefined ? again : evaluated;
  const at = { rule: 'visit', place };
  const doubt = doubtOf(sentence, place, since);
  // "Diabetic foot check, in office", in a note that tells of the back as well.
  const isOfOther = doubt === 'another part of the body' && seen !== undefined;
  const onlyWith = isOfOther ? 'a complaint' : surely === undefined ? 'the spine' : undefined;
  if (doubt !== undefined && !isOfOther) return [foundOf(linkId, at, { why: doubt }), ...present];
  const found: Found[] = [...present];
  const isRemote =
    isOfRemote ||
    remote !== undefined ||
    /tele|phone|video|virtual|portal|message/i.test(note.type);
  // Visits that a therapist counts are none of a provider's, and a stay in hospital that is told afterwards is none.
  const isCounted = isTherapyNote && !isOfTherapist(sentence, note.type, surely);
  const isElsewhereType = isCounted || /discharge|athletic|\bems\b|ambulance/i.test(note.type);
  if (seen !== undefined && !isRemote && !isElsewhereType)
    found.push(foundOf(evaluated, { rule: at.rule, place, onlyWith }, { value: true }));
  if (isOfOther) return found;
  if (isAfterTreatment(sentence)) {
    found.push(foundOf(again, at, { value: true }));
  } else if (
    // A therapist who examines once more does so as well.
    (!isElsewhereType || (isCounted && isReview(sentence, seen))) &&
    !isByMessage(note.type) &&
    !isTriage &&
    (isReview(sentence, seen) || isAgain(sentence, sentence.span.start < titleLength))
  ) {
    found.push(foundOf(again, { rule: at.rule, place, onlyWith: 'a treatment' }, { value: true }));
  }
  return found;
}

/** "Carried in by dad", "seen, walks in on a rollator": how the patient came, in a note that tells of the spine. */
function presence(
  sentence: Sentence,
  type: string,
  since: string,
  isRemote: boolean,
): readonly Found[] {
  if (isRemote || seenByOthers.test(type)) return [];
  const isSure = (one: Place): boolean =>
    doubtOf(sentence, one, since) === undefined &&
    !isSeenByTherapist(sentence, one) &&
    !isBackElsewhere(sentence, one);
  const isFirst = sentence.span.start < openingLength;
  const isOther = sentence.has('visit-of-others');
  const names =
    isFirst && !isOther
      ? sentence
          .of('visit-name')
          .filter((one) => !isCounted(sentence, one) && !isVisitToTherapist(sentence, one))
      : [];
  const place =
    [...sentence.of('presence'), ...seenAlone(sentence), ...names].find(isSure) ??
    examinedAt(sentence, type, since);
  const found = { value: true } as const;
  return place === undefined
    ? []
    : [{ linkId: evaluated, rule: 'visit', place, found, onlyWith: 'the spine' }];
}

/** What is found on nobody who is not there, by whoever writes: "tender L4-5", "VSS", "SLR negative". */
function examinedAt(sentence: Sentence, type: string, since: string): Place | undefined {
  if (sentence.span.section === 'plan' || byOthers.test(type)) return undefined;
  if (sentence.hasOf(ofOthers) || isNotDone(sentence)) return undefined;
  return sentence
    .of('sign-of-examination')
    .find((one) => sentence.doubtAt(one, { since }) === undefined);
}

/** "Full ROM <- not done today". */
function isNotDone({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => word === 'not' && undone.has(tokens[at + 1]?.word ?? ''));
}

const undone: ReadonlySet<string> = new Set(
  'done examined performed tested assessed checked'.split(' '),
);

/** Those who write these look after somebody whom another examines. */
const byOthers = /nurs(?!e.?pract)|\brn\b|\blpn\b|triage|infusion|dialysis|trainer|coach/i;

const ofTriage = /triage|\brooming\b/i;

/** The first line of a note, which names what it is. */
function titleOf(text: string): string {
  const end = text.indexOf('\n');
  return text.slice(0, end < 0 ? 0 : Math.min(end, longestFirstLine));
}

const longestFirstLine = 80;

/** What others found, or nobody, or what was found from afar. */
const ofOthers = new WordList(
  'video virtual camera phone telehealth per outside osh reported report copied carried deferred refused declined home ems medic crew rn state say tell if next',
);

/** "Chiro x10 visits", "visit #5". */
function isCounted({ tokens }: Sentence, { to }: Place): boolean {
  const last = tokens[to - 1];
  const next = tokens[to]?.word ?? '';
  const isPlural = last !== undefined && last.end - last.start > last.word.length;
  return isPlural || next === '#' || (next >= '0' && next < ':');
}

/** "Seen, walks in on a rollator." */
function seenAlone(sentence: Sentence): readonly Place[] {
  const [first] = sentence.of('seen-verb');
  if (first?.from !== 0) return [];
  const next = sentence.tokens[first.to]?.word ?? '.';
  // "Seen 2345."
  return stops.has(next) || /^[0-2]\d{3}$/.test(next) ? [first] : [];
}

const stops: ReadonlySet<string> = new Set([',', '.', ';', ':', 'w/', 'with', 'by', 'and', 'in']);

/** Who writes these examined nobody, or before the patient came, or tells of the examination of others. */
const seenByOthers =
  /community|massage|case.?manag|social.?work|tele|phone|video|virtual|portal|message|transfer|transport|flight|\bems\b|ambulance|medic\b|athletic|board|discharge|utili[sz]ation|review|call\b/i;

/** "Patient seen in clinic today for final visit": a therapist who tells where he saw the patient. */
function isOfTherapist(sentence: Sentence, type: string, seen: Place | undefined): boolean {
  if (seen === undefined || /home/i.test(type)) return false;
  const isOfDoctor = sentence.tokens.some(({ word }) => doctors.has(word));
  const isThere = sentence.tokens.slice(seen.from, seen.to + 2).some(({ word }) => rooms.has(word));
  return !isOfDoctor && (isThere || sentence.has('seen-place') || sentence.has('seen-how'));
}

const doctors: ReadonlySet<string> = new Set(['md', 'dr', 'physician', 'surgeon', 'ortho', 'pt']);

const rooms: ReadonlySet<string> = new Set(['clinic', 'office']);

/** "Improved for two days after the injection then returned": what returns, where no person is named, is a complaint. */
function isOfComplaint({ tokens }: Sentence, { from }: Place): boolean {
  const isReturn = returning.has(tokens[from]?.word ?? '');
  return isReturn && complaintReturns.has(tokens[from - 1]?.word ?? '');
}

/** "My last PT visit". */
function isVisitToTherapist({ tokens }: Sentence, { from }: Place): boolean {
  return tokens[from]?.word === 'visit' && ofTherapists.has(tokens[from - 1]?.word ?? '');
}

const ofTherapists: ReadonlySet<string> = new Set(
  'pt therapy physio physiotherapy chiro chiropractic ot aquatic'.split(' '),
);

/** "He is back at work", "was returned back to work": where somebody came back to is no place of a visit. */
function isBackElsewhere({ tokens }: Sentence, { to }: Place): boolean {
  const last = tokens[to - 1]?.word ?? '';
  const at = last !== 'back' && tokens[to]?.word === 'back' ? to + 1 : to;
  if (last !== 'back' && !returning.has(last)) return false;
  const [next = '', second = ''] = tokens.slice(at, at + 2).map(({ word }) => word);
  return (next === 'at' || next === 'to' || next === 'on') && elsewhere.has(second);
}

const elsewhere: ReadonlySet<string> = new Set(
  'work school job duty full normal baseline usual regular running walking golf gym practice the his her light'.split(
    ' ',
  ),
);

const returning: ReadonlySet<string> = new Set(['returns', 'returned', 'return']);
const complaintReturns: ReadonlySet<string> = new Set(
  'then pain symptom symptoms it has had have and but numbness relief quickly soon later gradually'.split(
    ' ',
  ),
);

/** What a note begins with names its visit. */
const titleLength = 20;

/** So far the first line of a note reaches, which names what kind of visit it is of. */
const openingLength = 50;

export const visitReader = readerOf(classes, readVisits);

/** "In clinic for recheck", "re-evaluated today": a follow-up alone may be of anything. */
function isReview(sentence: Sentence, seen: Place | undefined): boolean {
  const told = seen === undefined ? sentence.of('review') : [...sentence.of('review'), seen];
  return told.some((one) =>
    sentence.tokens.slice(one.from, one.to).some(({ word }) => repeated.has(word)),
  );
}

/**
 * "He returns for his back", "f/u of sciatica, seen in clinic": the visit that the note is of is not the first. A
 * follow-up that is to come, or of films, is none.
 */
function isAgain(sentence: Sentence, isFirst: boolean): boolean {
  if (sentence.has('no-review') || sentence.has('missed-visit')) return false;
  if (sentence.has('comes-again')) return true;
  if (!sentence.has('reviewed-of')) return false;
  return isFirst || seenHow.some((kind) => sentence.has(kind)) || opensWithReview(sentence);
}

/**
 * "F/U LBP.", "Chief complaint: follow up of back pain": what a note says first of its visit, where nothing says that it
 * is to come ("f/u in 6 weeks", "recheck if worse").
 */
function opensWithReview(sentence: Sentence): boolean {
  const { opensLine, heading } = sentence.span;
  const [first] = sentence.of('reviewed-of');
  if (first === undefined || !(opensLine || ofReasons.test(heading))) return false;
  const isAhead = first.from <= mostBeforeReview || ofReasons.test(heading);
  const behind = sentence.tokens.slice(first.to);
  // "Back pain follow up."
  const isTitle = behind.every(isStop) && first.from <= mostOfTitle;
  if (isTitle && isSpineWithin(sentence, { from: 0, to: first.from })) return true;
  return (
    isAhead && isForSpineAgain(sentence, first) && !behind.some(({ word }) => toCome.has(word))
  );
}

/** What it is of stands right behind: "follow up LBP", "follow-up for low back pain", "f/u after PT". */
function isForSpineAgain(sentence: Sentence, { to }: Place): boolean {
  return isSpineWithin(sentence, { from: to, to: to + mostToReason });
}

function isSpineWithin(sentence: Sentence, within: Place): boolean {
  return ofSpine.some((kind) => sentence.hasWithin(kind, within));
}

const mostOfTitle = 5;

const ofSpine = [
  'spine',
  'lumbar',
  'cervical',
  'thoracic',
  'complaint',
  'complaint-name',
  'therapy',
] as const;
const mostBeforeReview = 3;
const toCome: ReadonlySet<string> = new Set(
  'in if when prn with w/ by at next within once unless until will should needed or call pcp'.split(
    ' ',
  ),
);

const seenHow = ['in-person', 'seen-for', 'arrival', 'remote'] as const;

function isByMessage(type: string): boolean {
  return /phone|portal|message|call|triage/i.test(type);
}

/** "Seen for", "came in with": said of a visit for the back where the sentence names a complaint of it. */
function seenForSpine(sentence: Sentence): readonly Place[] {
  const isNamed = sentence.has('complaint') || sentence.has('spine');
  if (isNamed) return sentence.of('seen-for');
  // "Here for follow up", but not "here for BPH follow up".
  return sentence
    .of('seen-for')
    .filter(({ to }) => sentence.hasWithin('again', { from: to, to: to + 2 }));
}

/** "Films examined", "examined the films", "physical therapy evaluated the patient": no visit. */
function isOfPatient(sentence: Sentence, one: Place): boolean {
  const around = { from: one.from - 3, to: one.to + 3 };
  // "Mr Sykes attended".
  const isTitle = (at: number): boolean => sentence.tokens[at]?.word === 'mr';
  const isOfStudy = (['film', 'mri-study', 'other-modality'] as const).some((kind) =>
    sentence.of(kind).some(({ from }) => from >= around.from && from < around.to && !isTitle(from)),
  );
  return !isOfStudy && !isByTherapist(sentence, one);
}

/** "Physical therapy evaluated the patient". */
function isByTherapist(sentence: Sentence, { from }: Place): boolean {
  return sentence.of('therapy').some(({ to }) => to <= from && from - to <= 1);
}

/** "Seen by PT x 10 visits". */
function isSeenByTherapist({ tokens }: Sentence, { to }: Place): boolean {
  return tokens[to - 1]?.word === 'by' && therapists.has(tokens[to]?.word ?? '');
}

const therapists: ReadonlySet<string> = new Set(
  'pt physical physio physiotherapy chiro chiropractor ot occupational massage acupuncture'.split(
    ' ',
  ),
);

/** So many words at most lie between "seen" and where. */
const mostToPlace = 4;

/** "Evaluated in IR clinic", "here via ambulance", "return visit": of the spine where the note is. */
function seenSomewhere(sentence: Sentence): Place | undefined {
  const [arrived] = [...sentence.of('arrival'), ...sentence.of('seen-for')].filter(
    (one) => !isTherapyThere(sentence, one) && !isBackElsewhere(sentence, one),
  );
  if (arrived !== undefined) return arrived;
  const [title] = sentence.of('visit-title');
  // What a note begins with in capitals may be the name of its form.
  const isFirst = sentence.span.start < titleLength;
  if (title !== undefined && (isFirst || title.from <= longestTitle)) return title;
  const places = sentence.of('seen-place');
  const verbs = sentence.of('seen-verb').filter((one) => isOfPatient(sentence, one));
  const isInside = (at: number): boolean => ofPlaces.has(sentence.tokens[at]?.word ?? '');
  return verbs.find(({ to }) =>
    places.some(({ from }) => {
      const between = sentence.tokens.slice(to, from).map(({ word }) => word);
      return (
        from > to &&
        between.length <= mostToPlace &&
        (isInside(to) || isInside(to - 1) || attending.has(sentence.tokens[to - 1]?.word ?? '')) &&
        !between.some((word) => aways.has(word))
      );
    }),
  );
}

/** "Attended the spinal clinic". */
const attending: ReadonlySet<string> = new Set(['attended', 'attend', 'visited']);

/** "She finished PT here 10/30". */
function isTherapyThere({ tokens }: Sentence, { from }: Place): boolean {
  const before = tokens[from - 1]?.word ?? '';
  return tokens[from]?.word === 'pt' && before >= 'a' && hadBefore.has(before);
}

const longestTitle = 3;

const ofPlaces: ReadonlySet<string> = new Set(['in', 'at', 'on', 'to', 'via', 'into']);

const aways: ReadonlySet<string> = new Set('last next , . ; after by prior home'.split(' '));

/** So many words at most lie between "after" and the treatment. */
const mostBetween = 10;

/** "8 weeks of PT have passed", "PT having run its course". */
const over: ReadonlySet<string> = new Set(
  'passed later having completed finished ended concluded closed over behind done discharge'.split(
    ' ',
  ),
);

const ofTreatments = ['therapy', 'drug', 'injection', 'conservative', 'session'] as const;

/** A treatment stands behind a word such as "after", or before "have passed". */
function isAfterTreatment(sentence: Sentence): boolean {
  const treatments = ofTreatments.flatMap((kind) => sentence.of(kind));
  return treatments.some(({ from, to }) => {
    const before = sentence.tokens.slice(Math.max(0, from - mostBetween), from);
    const behind = sentence.tokens.slice(to, to + 4);
    const isAfter = before.some(
      ({ word }, at) => afterwards.has(word) && (word !== 'p' || before[at - 1]?.word === '/'),
    );
    return isAfter || behind.some(({ word }) => over.has(word));
  });
}
