import { conditionInWords } from './condition-words.ts';
import { goesOn } from './course-words.ts';
import { remembering } from './remember.ts';
import type { Concept } from './types.ts';
import {
  areKnown,
  colon,
  hasAny,
  last,
  mentionsOf,
  pause,
  phraseList,
  type Word,
  wordsBeside,
  wordsOf,
} from './words.ts';

/** What somebody is examined for who may have no complaint. */
const surveillance = phraseList(
  `surveillance, routine follow up, routine followup, routine check, routine checkup, routine postoperative, routine post op, routine postop, check up, checkup, serial imaging, interval imaging, screening mri,
  screening ct, screening scan, baseline mri, baseline ct, mri per protocol, ct per protocol, imaging per protocol`,
);
/** Every so often: with a study behind it. */
const regular = phraseList(
  'annual, yearly, biannual, biennial, semiannual, periodic, month, months, mo, year, years, yr',
);
const studies: ReadonlySet<Word> = new Set('mri mr ct scan imaging study check exam'.split(' '));
const following: ReadonlySet<Word> = new Set(
  'follow up followup surveillance spine lumbar cervical thoracic postop post op interval routine'.split(
    ' ',
  ),
);

/** That healing is looked at. */
const looking = phraseList(
  `monitor, monitors, monitoring, track, tracking, follow, following, assess, assessment of, check, evaluate, evaluation of, documentation of, document, confirm, see`,
);
const healing: ReadonlySet<Word> = new Set(['healing', 'healed', 'recovery', 'consolidation']);

/** What is watched for another sake than healing. */
const watched: readonly Concept[] = [
  'malignancy',
  'history-of-malignancy',
  'spinal-neoplasm',
  'syringomyelia',
  'myelopathy',
];
const watchedNames =
  /\b(?:\w{4,}oma|tumou?rs?|cancer|ca|mets|metasta\w+|neoplas\w+|oncolog\w+|nf-?[12]|neurofibromatosis|vhl|ms|multiple sclerosis|nmo\w*|demyelinat\w+|\w*myelitis|syrin\w+|chiari)\b/i;

const denials: ReadonlySet<Word> = new Set(
  'no not never without nor denies denied beyond unlike instead rather than neither other'.split(
    ' ',
  ),
);

/**
 * Whether the words of an order say that it is for surveillance, of healing or of nobody knows what, and tell of nothing that
 * is new or goes on: "Annual surveillance MRI", "CT to check fracture healing".
 */
export const saysSurveillance = remembering((text: string): boolean => {
  const words = wordsOf(text);
  const isSaid =
    mentionsOf(words, surveillance).some(isAffirmed) ||
    mentionsOf(words, regular).some((one) => isAffirmed(one) && isBeforeStudy(one.after)) ||
    mentionsOf(words, looking).some(
      (one) => isAffirmed(one) && one.after.slice(0, 4).some((word) => healing.has(word)),
    );
  return isSaid && !tellsOfTrouble(words) && !namesWatched(text);
});

function namesWatched(text: string): boolean {
  if (watchedNames.test(text)) return true;
  return conditionInWords(text)?.concepts.some(isWatched) === true;
}

/** Whether a condition is one that is watched for another sake than its healing. */
export function isWatched(concept: Concept): boolean {
  return watched.includes(concept);
}

function isBeforeStudy(after: readonly Word[]): boolean {
  const at = after.findIndex((word) => !following.has(word));
  return studies.has(after[at] ?? '');
}

function isAffirmed({ before }: { readonly before: readonly Word[] }): boolean {
  return !last(before, 3).some((word) => denials.has(word));
}

/** Whether something is told that is new, worse or goes on. */
function tellsOfTrouble(words: readonly Word[]): boolean {
  return mentionsOf(words, goesOn).some(isAffirmed);
}

const absence = phraseList(
  'no, without, without any, not any, zero, denies, denies any, denied, free of, not in, not having, not having any, nil, no longer any, no longer has, no longer in, no more',
);
/** What is absent where nothing is left. */
const everything: ReadonlySet<Word> = new Set(
  'symptom symptoms sx pain pains complaint complaints'.split(' '),
);
const describing: ReadonlySet<Word> = new Set(
  'any current currently active further more present presently real significant spine spinal back neck residual at all new or and'.split(
    ' ',
  ),
);
/** That there is nothing, in one phrase. */
const nothing = phraseList(
  `asymptomatic, symptom free, symptomfree, symptomless, pain free, painfree, sx free, feels fine, feels well, feels great, feeling fine, feeling well, feeling great, back to normal, back to baseline, back to normal activities,
  back to full activity, completely recovered, fully recovered, much better, doing better, feeling better, feels better, getting better, much improved, markedly improved, markedly better, significantly better, significantly improved, nearly resolved, resolved, all better, symptoms gone, pain gone`,
);
/** What may stand behind it: since when, and where. */
const behind: ReadonlySet<Word> = new Set(
  `now today currently presently anymore longer at this the moment time present for since in over last past x days day weeks week months month few several two three four five six seven eight nine ten
  visit whatsoever all back neck spine again after or complaints symptoms pain surgery treatment therapy injection pt other activities activity and`.split(
    /\s+/,
  ),
);

/** What is left of a complaint, in whatever other words. */
const complaint =
  /\b(?:ach\w*|hurt\w*|sore\w*|numb\w*|tingl\w*|paresthe\w*|paraesthe\w*|weak\w*|radicul\w*|sciatic\w*|claudicat\w*|spasm\w*|stiff\w*|burning|shooting|radiat\w*)\b/i;

/** Words without any of which nothing is over. */
const mayBeOver =
  /\b(?:no|not|without|den(?:y|ies|ied)|nil|zero|free|painfree|symptomfree|symptomless|asymptomatic|feel\w*|back to|recovered|better|gone|improved|resolved)\b/i;

/**
 * Whether the words of an order may say that nothing hurts any more: "no symptoms", "Back to normal activities, no pain for 10
 * days". "No pain at rest" is none, nor "no leg symptoms", nor where a complaint is told beside it.
 */
export const saysNoComplaint = remembering((text: string): boolean => {
  if (!mayBeOver.test(text)) return false;
  const words = wordsOf(text);
  if (tellsOfTrouble(words) || words.includes('?')) return false;
  const isNamed = mentionsOf(words, nothing).some(
    (one) => isAffirmed(one) && isOfPatient(one.marked.before) && endsThere(one.marked.after),
  );
  return (isNamed || mentionsOf(words, absence).some(isOfEverything)) && !hasComplaint(words, text);
});

/** Who is well, or what: nothing but the patient and the pain stands before it. */
const subjects: ReadonlySet<Word> = new Set(
  `patient patients pt she he they her his their the a is are was now currently today has have had been feels feel feeling doing does symptom symptoms sx complaint complaints back neck leg legs arm spine lumbar
  cervical low lower overall much completely fully totally entirely all reports states says and very quite really still since finally almost nearly`.split(
    /\s+/,
  ),
);

function isOfPatient(before: readonly Word[]): boolean {
  return areKnown(
    before.slice(before.lastIndexOf(pause) + 1),
    [subjects],
    /^(?:pains?|lbp|sciatica)$/,
  );
}

function isOfEverything({ marked: { after } }: { marked: { after: readonly Word[] } }): boolean {
  const at = after.findIndex((word) => !describing.has(word));
  return everything.has(after[at] ?? '') && endsThere(after.slice(at + 1));
}

/** Whether nothing follows in the part of the clause but a time, or where. */
function endsThere(after: readonly Word[]): boolean {
  const end = after.findIndex((word) => word === pause || word === colon);
  const part = end === -1 ? after : after.slice(0, end);
  return areKnown(part, [behind], /^\d{1,2}$/);
}

/** Whether a complaint is told beside what is absent. */
function hasComplaint(words: readonly Word[], text: string): boolean {
  if (complaint.test(text)) return true;
  return mentionsOf(wordsBeside(words, nothing), pains).some(
    ({ before }) => !hasAny(last(before, 4), absence),
  );
}

const pains = phraseList('pain, pains, lbp, symptomatic');
