import { mayNameEmergency } from './emergency-words.ts';
import { remembering } from './remember.ts';
import { hasAny, mentionsOf, pause, phraseList, type Word, wordsOf } from './words.ts';

/** Verbs and states of what gets better, or is over. */
const better = phraseList(
  `improving, improved, improves, improvement, better, resolved, resolving, resolves, resolution, subsided, subsiding, subsides, abated, abating, eased, easing, settled, settling, gone, went away, gone away,
  relieved, recovered, recovering, ceased, disappeared, dissipated, vanished, remitted, in remission, cleared, cleared up, cured, lessened, lessening, decreased, decreasing, diminished, diminishing, reduced,
  pain free, painfree, symptom free, asymptomatic, free of pain, free of symptoms, no longer painful, no longer hurts, no longer has, no longer having, no longer any, no more`,
);

/** What hurts, and what it is called. */
const complaints: ReadonlySet<Word> = new Set(
  `pain pains painful ache aches aching backache discomfort soreness sore sciatica sciatic radiculopathy radiculitis radicular lumbago lumbalgia cervicalgia dorsalgia lbp symptom symptoms
  sx complaint complaints claudication brachialgia whiplash flare episode strain sprain spasm spasms`.split(
    /\s+/,
  ),
);

/** Places, sides, times, degrees and the words between: with a complaint they say nothing of anything else. */
const plain: ReadonlySet<Word> = new Set(
  `a an the this that these of in on at to from for and or with over it its is are was were be been being has have had having as by also all both any now today currently presently
  he she they her his their him patient pt patients reports report reported states stated says said notes noted describes feels feel feeling felt doing well does overall
  back neck leg legs arm arms buttock buttocks hip thigh calf foot limb extremity low lower upper mid middle side sided left right bilateral bilaterally l r lt rt lumbar lumbosacral cervical thoracic spine spinal axial root nerve
  numbness tingling paresthesia paresthesias numb chronic acute subacute
  significant marked substantial considerable dramatic good great excellent complete full much significantly markedly substantially greatly considerably dramatically nicely steadily gradually progressively continually continues continuing nearly almost mostly largely essentially completely entirely fully totally quite very well since far spontaneously
  day days week weeks month months yesterday two three four five six seven eight nine ten few several last past ago
  pt physical therapy physiotherapy treatment exercise exercises conservative care nsaids medication medications steroid injection injections esi epidural therapy chiropractic gabapentin pregabalin naproxen ibuprofen meloxicam celecoxib diclofenac prednisone medrol duloxetine cyclobenzaprine methocarbamol meds nsaid
  getting slowly after following percent`.split(/\s+/),
);

/** Of a posture, a remedy or a time of day: "improved with rest" is how a pain behaves. */
const behaviour: ReadonlySet<Word> = new Set('with by when while on upon if during'.split(' '));
/** Treatment is none of these: what it resolved is over. */
const medicines = phraseList(
  'medication, medications, meds, nsaid, nsaids, gabapentin, pregabalin, naproxen, ibuprofen, meloxicam, celecoxib, diclofenac, prednisone, medrol, steroid, steroids, duloxetine, cyclobenzaprine, methocarbamol',
);
const treatments = [
  ...phraseList(
    'pt, physical therapy, physiotherapy, therapy, treatment, exercise, exercises, chiropractic, injection, injections, esi, epidural, epidurals, conservative care, conservative treatment, time',
  ),
  ...medicines,
];
const over = phraseList('resolved, gone, subsided, abated, went away, gone away, cleared');
/** What goes on getting better does so by a treatment: "improving on gabapentin" is a course, "improves with rest" is not. */
const lessening = phraseList(
  'improving, improved, better, resolving, easing, settling, subsiding, abating, recovering, lessening, decreasing, diminishing',
);
const byTreatment: ReadonlySet<Word> = new Set(['with', 'on', 'by']);

/** That it is not so, only a little, for a while, of another time, or hoped for. */
const notSo = phraseList(
  `not, no, never, without, nor, hardly, barely, slightly, slight, little, somewhat, minimally, minimal, mildly, marginally, partially, partial, partly, a bit, temporarily, temporary, transiently, transient, briefly, brief, initially, at first, short lived, for a while,
  until, if, unless, should, would, could, may, might, hope, hopes, hoping, goal, expected, expects, want, wants, fails, failed, failure, lack, unable, cannot, yet, than, previous, previously, prior, earlier, former, formerly, history, hx, last episode, past episode, first episode, last time, last year, years ago, year ago,
  questionable, whether`,
);

/** Words with which a denial itself says that it is over. */
const denials: ReadonlySet<string> = new Set([
  'no longer painful',
  'no longer hurts',
  'no longer has',
  'no longer having',
  'no longer any',
  'no more',
]);

/** That a complaint goes on, beside what is better: then it is not over, nor improving. */
export const goesOn = phraseList(
  `worse, worsening, worsened, worsens, persist, persists, persisting, persisted, persistent, unchanged, unimproved, ongoing, continues to have, continued, constant, remains, remaining, remain, residual, still, recur, recurs, recurred, recurring, recurrent, recurrence,
  returned, returns, came back, come back, back again, now back, back now, is back, are back, back to baseline, again, relapse, relapsed, flared, flare up, increasing, increased, progressing, progressive, refractory, intractable, severe, uncontrolled, same, no change, no relief, no better, not better, not improved, not improving, not resolved, not resolving, no improvement,
  without improvement, without relief, unresolved, plateau, plateaued, stalled, failed, failing, new, now worse, weakness, weaker, weak`,
);

const year = /\b(?:19|20)\d\d\b/;
/** Less than half of it is better. */
const littleShare = /\b(?:[1-3]?\d)\s*(?:-\s*[1-3]?\d\s*)?(?:%|percent\b)/i;

/** "From 9 to 8": a score that is more than half of what it was. */
function isLittleFall(text: string): boolean {
  const [, before, now] = /\bfrom (\d{1,2})(?:\s?\/\s?10)? to (\d{1,2})\b/i.exec(text) ?? [];
  return before !== undefined && Number(now) * 2 > Number(before);
}

/**
 * Whether words say that a complaint of the spine gets better, or is over: "Leg pain has resolved", "LBP, improving",
 * "Symptoms much better". Said of something else ("Cough improving"), for a while, of an earlier time, or beside what goes
 * on, it is none; nor where any other word stands beside it.
 * @param isOfComplaint the words stand with a complaint, and need not name it: "improving"
 */
export function saysBetter(text: string, isOfComplaint: boolean): boolean {
  return isOfComplaint ? ofComplaint(text) : named(text);
}

const ofComplaint = remembering((text: string) => isBetter(text, true));
const named = remembering((text: string) => isBetter(text, false));

/** "Pt would still like MRI": what somebody still wants goes on, and no complaint. */
const stillWanted =
  /\bstill (?:would |does |really )*(?:like|want|wish|request|ask|prefer|insist|interest|plan|hop)(?:s|ed|ing)?\b/gi;

function isBetter(given: string, isOfComplaint: boolean): boolean {
  const text = given.replaceAll(stillWanted, ' ');
  const words = wordsOf(text);
  if (!hasAny(words, better)) return false;
  if (words.includes('?') || year.test(text) || littleShare.test(text)) return false;
  if (isLittleFall(text)) return false;
  // What cannot wait may be there all the same: "foot drop, back pain resolved".
  if (hasAny(words, goesOn) || mayNameEmergency(text)) return false;
  return mentionsOf(words, better).some(
    ({ phrase, marked: { before, after } }) =>
      !isQualified(phrase, before, after) && isOfPain(phrase, before, after, isOfComplaint),
  );
}

function isQualified(phrase: string, before: readonly Word[], after: readonly Word[]): boolean {
  const part = partBefore(before);
  const next = after[0] ?? '';
  if (!denials.has(phrase) && hasAny(part, notSo)) return true;
  if (hasAny(partAfter(after), notSo)) return true;
  if (!behaviour.has(next)) return false;
  const isTreated = byTreatment.has(next) && hasAny(after.slice(1, 4), treatments);
  return !(isTreated && (over.includes(phrase) || lessening.includes(phrase)));
}

/**
 * Whether what is better is the pain: its part of the clause, or the one before it where it names nothing ("LBP, improving"),
 * says of nothing else.
 */
function isOfPain(
  phrase: string,
  before: readonly Word[],
  after: readonly Word[],
  isOfComplaint: boolean,
): boolean {
  const own = [...partBefore(before), ...partAfter(after)];
  if (!own.every(isPlain) || (before.includes(':') && hasAny(before, notSo))) return false;
  if (
    own.some((word) => complaints.has(word)) ||
    / pain|pain ?free|hurts|painful|symptom/.test(` ${phrase}`)
  )
    return true;
  if (own.some((word) => sensations.has(word))) return false;
  const ahead = before
    .slice(0, Math.max(0, before.length - partBefore(before).length))
    .filter((word) => word !== pause && word !== ':');
  if (ahead.length > 0) return ahead.every(isPlain) && ahead.some((word) => complaints.has(word));
  return isOfComplaint || own.some((word) => subjects.has(word));
}

/** They may be over while the pain goes on. */
const sensations: ReadonlySet<Word> = new Set(
  'numbness tingling paresthesia paresthesias numb'.split(' '),
);

/** "Patient is much better." */
const subjects: ReadonlySet<Word> = new Set(['patient', 'pt', 'he', 'she']);

function isPlain(word: Word): boolean {
  return (
    plain.has(word) || complaints.has(word) || better.includes(word) || /^\d{1,2}$|^100$/.test(word)
  );
}

function partBefore(before: readonly Word[]): readonly Word[] {
  return before.slice(Math.max(before.lastIndexOf(pause), before.lastIndexOf(':')) + 1);
}

function partAfter(after: readonly Word[]): readonly Word[] {
  const end = after.findIndex((word) => word === pause || word === ':');
  return end === -1 ? after : after.slice(0, end);
}

/** Whether words tell of a pain or its course: "pain unchanged after therapy". */
export const tellsOfComplaint = remembering((text: string): boolean =>
  wordsOf(text).some((word) => complaints.has(word)),
);
