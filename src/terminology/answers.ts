import answerRows from './data/answers.json' with { type: 'json' };
import qualifierRows from './data/qualifiers.json' with { type: 'json' };
import { bySystem, type CodeRow, conceptOf } from './data-file.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/** What a coded or written answer says: yes, no, or that nobody knows. */
export type Answer = 'yes' | 'no' | 'unknown';

const kinds = ['yes', 'no', 'unknown'] as const;
const answerOf = (row: CodeRow): Answer => conceptOf(row, kinds);
const bySnomed = bySystem(answerRows, 'snomed', answerOf);
const byLoinc = bySystem(answerRows, 'loinc', answerOf);

/** Codes of HL7 tables (v2-0136, v3-NullFlavor, data-absent-reason and their like), and of local lists that use their words. */
const byPlainCode: ReadonlyMap<string, Answer> = new Map(
  answerRows
    .filter(({ system }) => system !== 'snomed' && system !== 'loinc')
    .map((row) => [row.code, answerOf(row)]),
);

/** What a coding answers; undefined where it names something else (a finding, a grade). */
export function answerOfCoding(
  system: string | undefined,
  code: string | undefined,
): Answer | undefined {
  if (code === undefined) return undefined;
  const plain = code.trim();
  switch (canonicalSystem(system)) {
    case 'snomed':
      return bySnomed.get(plain);
    case 'loinc':
      return byLoinc.get(plain);
    default:
      return byPlainCode.get(plain.toLowerCase());
  }
}

const denying = new Set([
  'no',
  'none',
  'absent',
  'negative',
  'neg',
  'denied',
  'denies',
  'without',
  'false',
  'never',
  'nil',
]);
/** "Foot drop absent", "Resolved". */
const over = new Set(['absent', 'negative', 'resolved', 'recovered']);
const affirming = new Set(['yes', 'present', 'positive', 'true']);
/** A letter alone. */
const letters: Readonly<Record<string, Answer>> = { y: 'yes', n: 'no' };
const open = new Set(['unknown', 'deferred', 'uncertain', 'undetermined', 'pending', 'tbd']);
const undone = new Set([
  'performed',
  'done',
  'tested',
  'assessed',
  'examined',
  'asked',
  'applicable',
  'available',
  'recorded',
  'documented',
  'reported',
  'known',
  'evaluated',
]);
const unfound = new Set(['present', 'detected', 'seen', 'found', 'noted', 'observed', 'evident']);

/**
 * What a short written answer says, by the word that it begins or ends with: "No", "absent", "Not present", "Not assessed".
 * Undefined where it says something else.
 */
export const answerInText = remembering((text: string): Answer | undefined => {
  if (text.split(/\.\s+/).some(isOfOneSide)) return 'yes';
  const words = wordsOf(text);
  const [first, second] = words;
  if (first === undefined) return undefined;
  if (words.length === 1 && letters[first] !== undefined) return letters[first];
  if (first === 'not' || first === 'never') {
    if (second !== undefined && undone.has(second)) return 'unknown';
    if (first === 'never' && (second === undefined || second === '.')) return 'no';
    return second !== undefined && unfound.has(second) ? 'no' : undefined;
  }
  if (first === '0' && words.every((word) => word === '0' || ofPresence.has(word))) return 'no';
  if (denying.has(first) || over.has(words.at(-1) ?? '')) return 'no';
  if (affirming.has(first)) return 'yes';
  if (first === 'to' && second === 'be') return 'unknown';
  if (first === 'unable' && words.length > 1 && !isOfPatient(words)) return 'unknown';
  if (isRefused(words)) return 'unknown';
  return open.has(first) ? 'unknown' : undefined;
});

const longestShort = 40;
const who =
  '(?:(?:the )?(?:patient|pt|client|she|he) )?(?:reports |reported |states |endorses |has |had )?(?:currently )?';
const complaints =
  '(?:complaints?|symptoms?|sx|issues?|problems?|concerns?|c\\/?o|such (?:complaints?|symptoms?))';
/** Short ways to write an answer, each with the plain one that it stands for. */
const shortAnswers: readonly (readonly [string, RegExp])[] = [
  ['negative', /^\W*(?:\(\s*[-–−]\s*\)|\[\s*[-–−]\s*\]|[-–−] ?ve)\W*$/i],
  [
    'denies',
    new RegExp(
      `^\\W*(?:${who}(?:denies|denied)(?: (?:any|all|this|it|these|${complaints}))*|${who}no (?:\\w+ )?${complaints}|(?:none|nothing) (?:reported|endorsed|noted|mentioned|voiced|elicited))(?: (?:now|currently|today|at this time|this visit))?\\W*$`,
      'i',
    ),
  ],
  ['normal', /^\W*(?:nl|nml|norm|nrml|n'?l|w\.?n\.?l\.?|within normal limits?|ok(?:ay)?)\W*$/i],
];

/** What a value that is no more than a short answer stands for: "(-)", "nl", "pt denies"; any other one as it is. */
export function plainAnswer(said: string): string {
  return said.length > longestShort ? said : plainly(said);
}

const plainly = remembering(
  (said: string): string =>
    signsOfSides(said) ?? shortAnswers.find(([, written]) => written.test(said))?.[0] ?? said,
);

const side = '(?:bilat(?:eral(?:ly)?)?|b ?/ ?l|both(?: sides)?|left|right|lt|rt|l|r)';
const signOfAnswer = '(?:\\(\\s*[-–−+]\\s*\\)|[-–−+](?: ?ve)?)';
const signWithSide = `(?:${signOfAnswer}\\s*${side}|${side}\\s*[:=]?\\s*${signOfAnswer})`;
const allSigns = new RegExp(`^\\s*${signWithSide}(?:\\s*[,;/]?\\s*${signWithSide})?\\s*\\.?$`, 'i');
const eachSign = new RegExp(signWithSide, 'gi');
const plusAlone = /^\s*(?:\+{1,3}|\(\s*\+\s*\)|\+ ?ve)\s*\.?$/i;

/** Signs in place of words, with the sides that they are of: "- bilaterally", "R +, L -", "(+)". */
function signsOfSides(said: string): string | undefined {
  if (plusAlone.test(said)) return 'positive';
  if (!allSigns.test(said)) return undefined;
  const told = (said.match(eachSign) ?? []).map((one) => ({
    answer: one.includes('+') ? 'positive' : 'negative',
    where: one.replace(/[^a-z/ ]|\bve\b/gi, ' ').trim(),
  }));
  if (told.every(({ answer }) => answer === 'negative')) return 'negative';
  return told.map(({ answer, where }) => `${answer} ${where}`).join(', ');
}

/** What an answer was, and may be no longer; or what it only may be. */
const turning = phraseList(
  `ago, previously, previous, prior, before, formerly, once, history, hx, past, resolved, recovered, gone, old, since childhood, last year, in the past, was, had, used to, but, except,
  change, changes, improvement, better, longer, sure, idea, maybe, perhaps, possibly, possible, probably, suspected, likely, unlikely`,
);

/**
 * Whether a yes or a no is followed by words that take it to another time, or leave it open: "yes in 2012", "no change",
 * "no longer sure".
 */
export function isQualified(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 1 && (hasAny(words, turning) || /\b(?:19|20)\d\d\b/.test(text));
}

/** "Absent left, present right": denied of one side, and affirmed of the other. */
function isOfOneSide(text: string): boolean {
  const parts = text.split(/[,;/]|\b(?:and|but)\b/i);
  if (parts.length < 2) return false;
  const said = parts.map((part) => {
    const words = wordsOf(part).filter((word) => word !== '.');
    const answers = words.filter((word) => !ofSides.has(word));
    const [answer] = answers;
    if (answer === undefined || answers.length > 1 || answers.length === words.length)
      return undefined;
    if (affirming.has(answer) || answer === 'only') return 'yes';
    return denying.has(answer) || answer === 'normal' ? 'no' : undefined;
  });
  return said.includes('yes') && said.includes('no');
}

/** What names a side of the body, and what stands beside it. */
const ofSides: ReadonlySet<string> = new Set(
  'left right l r lt rt side sides sided foot leg ankle limb lower extremity lle rle on in of the at is'.split(
    ' ',
  ),
);

const ofPresence: ReadonlySet<string> = new Set([
  ...ofSides,
  ...'bilateral bilaterally both either present presence absent found finding findings result results observed observation answer status value yes no exam examination'.split(
    ' ',
  ),
]);

/** Whether a name says no more than a side, or that something is there: "Left", "Right foot", "Present". */
export const isOfPresence = remembering((text: string): boolean => {
  const words = wordsOf(text).filter((word) => word !== '.' && word !== '?');
  return words.every((word) => ofPresence.has(word));
});

const refusals = phraseList(
  'refused, refuses, declined, declines, uncooperative, omitted, skipped, n a, na',
);
const whoRefuses: ReadonlySet<string> = new Set([
  'patient',
  'pt',
  'exam',
  'examination',
  'test',
  'testing',
]);

/** "Refused", "N/A", "Patient declined testing": nothing was examined. "Declined since June" tells of a finding. */
function isRefused(words: readonly string[]): boolean {
  const rest = words.filter((word) => !whoRefuses.has(word) && word !== '.');
  return rest.length <= 2 && hasAny(rest, refusals) && (rest.length === 1 || rest[0] === 'n');
}

const examiners = phraseList(
  'assess, test, determine, obtain, perform, examine, evaluate, elicit, tolerate, tell, complete, answer, say, recall, be, fully',
);

/** "Unable to walk on the heels" tells of the patient, "unable to assess" of the examination. */
function isOfPatient([, to, verb]: readonly string[]): boolean {
  return to === 'to' && verb !== undefined && !examiners.includes(verb);
}

/** Words of a value that say how, where or since when a finding is there. */
const qualifying = phraseList(
  `left, right, both, bilateral, bilaterally, unilateral, l, r, lt, rt, mild, moderate, severe, marked, profound, significant, slight, complete, partial, total, incomplete,
  acute, subacute, chronic, new, newly, sudden, recent, since, onset, progressive, progressing, worse, worsening, worsened, increasing, constant, intermittent, persistent, ongoing,
  current, active, weak, weakness, decreased, reduced, diminished, impaired, loss, lost, unable, abnormal, confirmed, suspected, probable, probably, likely, possible, detected, found, noted,
  observed, seen, grade, plegia, paresis, trace, reports, reported, complains, unintentional, unintended, unexplained, involuntary, kg, kgs, kilograms, lb, lbs, pounds`,
);
const normal = phraseList(
  'normal, wnl, within normal limits, intact, unremarkable, full strength, preserved, no abnormality',
);

/** SNOMED CT qualifiers of a finding that is there: mild, moderate, severe; left, right, right and left; abnormal. */
const qualifiers = bySystem(qualifierRows, 'snomed', ({ concept }) => concept);

/** What a value that is no plain answer says of the finding that it is given to. */
/** Whether a value says no more than that what was examined is normal: most examinations do. */
export const isPlainlyNormal = remembering((text: string): boolean =>
  /^(?:normal|intact|unremarkable|within normal limits|wnl|5\/5)\W*$/i.test(text),
);

export type Qualification = 'there' | 'normal' | undefined;

/** Whether words describe a finding that is there ("left, since Monday"), or say that all is well; undefined where they do neither. */
export const qualificationInText = remembering((text: string): Qualification => {
  const words = wordsOf(text);
  if (hasAny(words, ['abnormal', 'not normal'])) return 'there';
  if (hasAny(words, normal)) return 'normal';
  return hasAny(words, qualifying) ? 'there' : undefined;
});

/** Whether a coding is a qualifier of a finding that is there. */
export function isQualifier(system: string | undefined, code: string): boolean {
  return canonicalSystem(system) === 'snomed' && qualifiers.has(code.trim());
}

/** What a code qualifies a finding as (`severe`, `both`), in whatever system it stands; undefined for any other. */
export function qualifierOf(code: string): string | undefined {
  return qualifiers.get(code);
}

const otherQuestions = phraseList(
  `family, mother, father, sibling, relative, education, educated, instruction, instructions, excluded, exclusion, ruled out,
  warning signs, precautions`,
);

/**
 * Whether what an observation is called asks for something else than a finding of the patient: the family, what the
 * patient was told, what was excluded. A diagnosis that answers it is not the patient's.
 */
export const asksForNoFinding = remembering((text: string): boolean =>
  hasAny(wordsOf(text), otherQuestions),
);

const openQuestions = phraseList(
  'risk, risks, rule out, r o, differential, screening, screened, screen',
);

/** Whether what an observation is called leaves open that its answer was found: a risk, a screening, a differential. */
export const leavesOpen = remembering((text: string): boolean =>
  hasAny(wordsOf(text), openQuestions),
);

const counted = phraseList(
  'assessment, probability, risk, risks, count, number, score, index, screening, screen, panel, culture, antigen, marker, density',
);

/** Whether an observation measures or counts what it names, so that a value does not mean that it was found. */
export const isCounted = remembering((text: string): boolean => hasAny(wordsOf(text), counted));

const untested =
  /\b(?:not|never|nt|couldn'?t|cannot|can'?t|didn'?t|unable to)\s+(?:be\s+|formally\s+|fully\s+|adequately\s+|reliably\s+)*(?:re-?)?(?:test|exam|assess|evaluat|perform|obtain|check|done)/i;
const result = /\d|normal|intact|full|equal|symmetric|reduced|decreased|absent|present|weak/i;
const ofLegs = /\b(?:lower|legs?|feet|foot|les?|ble)\b/i;

/** A strength that nobody could judge. */
const unreliable =
  /\b(?:unreliable|cannot (?:be )?grade\w*|can'?t (?:be )?grade\w*|could not be (?:graded|scored)|not (?:graded|scored)|effort[- ]dependent|uncooperative)\b/i;

/** What is found in an examination of strength, sensation or reflexes. */
const found =
  /[↓↑]|\b(?:silt|gsi)\b|(?:^|[\s(:])[0-4]\s*\+?\s*(?:r|l|rt|lt|right|left|patellar|achilles|aj|kj)\b|(?:^|[\s(:=+])[0-5](?:\.\d)?\s*[+-]?\s*(?:$|\/\s*[2-5]|\+|bilat|throughout)|\b(?:0|I{1,3}|IV|V)[+-]?\s*\/\s*V\b|\b[0-5][+-](?!\d)|\bM[0-5]\b|\b(?:mrc|grade|out of|five)\b|(?:^|[\s(:])[+-]{1,3}(?=$|[\s,)])|\b(?:nl|normal\w*|ok|okay|fine|nad|intact|full|equal|symm\w*|asymmetr\w*|reduc\w*|decr?['’]d|decr|dec(?= (?:lt|pp|pin|light|sens\w*|r|l|rt|left|right|bilat\w*|over|along|[ls]\d)\b)|decreas\w*|incr|abn|abnl|abs|dim|nml|diminish\w*|lessened|less|absent|present|weak\w*|brisk|hyper\w*|hypo\w*|numb\w*|loss|lost|impair\w*|strong|good|fair|poor|trace|preserved|wnl|wfl|limits|unremarkable|positive|negative|deficits?|abnormal\w*|para?esthe\w*|tingl\w*|dyses?the\w*|dysaesthe\w*|ana?esthe\w*|insensate|increased|heightened|exaggerated|depressed|sluggish|clonus|clonic|flaccid\w*|spastic\w*|paraly\w*|\w*plegi\w*|\w*par[ae]\w*sis|areflexi\w*|upgoing|downgoing|grossly|nonfocal|non-focal|stable|unchanged|improv\w*|worse\w*|altered|blunted|dull\w*|sharp|patchy|elicit\w*|obtain(?:ed|able)|antigravity|against gravity|flicker|drop|no (?:change|focal|motor|sensory)\w*|(?:unable|cannot|can'?t|not able) (?:to )?(?:walk|lift|raise|stand|move|dorsiflex|feel|extend|flex|wiggle)\w*)\b/i;

/** What the patient says, or somebody wrote before, is no examination: "normal per patient", "pt states full strength". */
const hearsay =
  /\b(?:per|by|according to)\s+(?:the\s+|his\s+|her\s+)?(?:[Pp]atient|PATIENT|[Pp]t|family|history|chart|(?:last|prior|previous|old|outside) \w+)\b(?!['’]?s? (?:exam|eval|response))|\b(?:[Pp]atient|PATIENT|[Pp]t|[Ss]he|[Hh]e)\s+(?:reports?|reported|states?|stated|says?|said|feels?|felt|notes?|describes?|believes?|thinks?|tells?|told)\b|\bself[- ]report|\b(?:copied|carried) (?:from|forward)/;
/** What tells that it was tested all the same. */
const onTest = /\bon (?:exam|testing)|\bto (?:pin ?prick|light touch|pin)\b/i;

/** That it was tested, and no more: whoever writes it answers for it. */
const plainlyExamined =
  /^\W*(?:examined|tested|assessed|evaluated|documented|performed|completed|done|recorded|checked|yes)\W*$/i;

/** What was to be filled in: "{normal}", "@MOTOR@", "***". */
const blanks = /\{[^}]*\}|@\w+@|\*{2,}|_{1,}/g;

function tellsResult(part: string): boolean {
  return (
    found.test(part) &&
    (!hearsay.test(part) || onTest.test(part)) &&
    !untested.test(part) &&
    !/\b(?:not|un)\s*(?:done|available|performed|tested|examined|assessed)\b/i.test(part)
  );
}

/**
 * Whether the value of a part of an examination says that it was not made: "NT", "-", "could not be tested because of cast",
 * "upper extremities normal; lower not tested".
 */
export const saysNotExamined = remembering((text: string): boolean => {
  if (unreliable.test(text)) return true;
  if (plainlyExamined.test(text)) return false;
  if (/^\s*[-–—?.]+\s*$/.test(text)) return true;
  // Words that tell nothing that was found: "Will examine next visit", "Reflex hammer not available", "DNT", "***".
  if (
    !text
      .replace(blanks, ' ')
      .split(/[;.,\n]/)
      .some(tellsResult)
  )
    return true;
  return text.split(/[;.,\n]/).some((part, at) => {
    const found = untested.exec(part);
    return (
      found !== null &&
      (ofLegs.test(part) ||
        // "NAD. Not tested.": of all of it.
        /^\W*(?:not|never)\s+\w+\W*$/i.test(part) ||
        (at === 0 && !result.test(part.slice(0, found.index))))
    );
  });
});
