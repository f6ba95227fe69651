import examinationRows from './data/examinations.json' with { type: 'json' };
import outcomeRows from './data/outcomes.json' with { type: 'json' };
import { bySystem, type CodeRow, conceptOf } from './data-file.ts';
import { limbInText } from './limbs.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

const elements = ['dermatomal-sensation', 'motor', 'reflexes', 'tension-signs'] as const;
export type ExaminationElement = (typeof elements)[number];

/** A row of the codes of examinations, of pain scales and of their coded answers. */
interface ExaminationRow extends CodeRow {
  /** The highest value of a pain scale. */
  readonly maximum?: number;
  /** What a coded answer of the list 0 to 10 says. */
  readonly score?: number;
}

const rows: readonly ExaminationRow[] = examinationRows;

const elementsByLoinc = bySystem(
  rows.filter(({ concept }) => !concept.startsWith('pain-')),
  'loinc',
  (row) => conceptOf(row, elements),
);

/** What an examination is called where its code is a local one. */
const elementWords: readonly (readonly [ExaminationElement, readonly string[]])[] = [
  [
    'dermatomal-sensation',
    phraseList(
      `sensory examination, sensory exam, sensory testing, sensation testing,
      sensation examination, light touch, pinprick, pin prick, dermatome, dermatomes, dermatomal`,
    ),
  ],
  [
    'motor',
    phraseList(
      'motor exam, motor examination, motor testing, muscle strength, motor strength, motor power, muscle power, muscle testing, muscle test, muscle tests, motor grade, mrc grade',
    ),
  ],
  [
    'reflexes',
    phraseList(
      `tendon reflex, tendon reflexes, reflexes, dtr, dtrs, patellar reflex, achilles reflex, biceps reflex,
      triceps reflex, knee jerk, ankle jerk`,
    ),
  ],
  [
    'tension-signs',
    phraseList(
      'straight leg raise, straight leg raising, slr, slump test, femoral nerve stretch, lasegue',
    ),
  ],
];

/** A pain scale from 0, with its highest value. */
export interface PainScale {
  readonly maximum: 10 | 100;
}

/** Pain scales by LOINC code. */
const painScales = bySystem(
  rows.filter(({ concept }) => concept === 'pain-scale'),
  'loinc',
  ({ maximum }): PainScale => ({ maximum: maximum === 100 ? 100 : 10 }),
);

const outcomes = ['failed', 'improved', 'resolved'] as const;
const outcomeOf = (row: CodeRow): TreatmentOutcome => conceptOf(row, outcomes);
const outcomesBySnomed = bySystem(outcomeRows, 'snomed', outcomeOf);
const outcomesOfGoals = bySystem(outcomeRows, 'goal-achievement', outcomeOf);

export type TreatmentOutcome = (typeof outcomes)[number];

/** Whether a code names an examination or a pain scale. */
export function isObservationCode(code: string): boolean {
  const plain = code.trim();
  return elementsByLoinc.has(plain) || painScales.has(plain);
}

/**
 * The part of the neurological examination that an observation documents: by its code, else by what
 * its `name` (code text or display) calls it.
 */
export function examinationElementOf(
  system: string | undefined,
  code: string | undefined,
  name?: string,
): ExaminationElement | undefined {
  return elementOfCode(system, code) ?? (name === undefined ? undefined : elementOfName(name));
}

function elementOfCode(
  system: string | undefined,
  code: string | undefined,
): ExaminationElement | undefined {
  if (code === undefined || canonicalSystem(system) !== 'loinc') return undefined;
  return elementsByLoinc.get(code.trim());
}

/** What an examination begins with: "Sensation, left foot", "Strength"; a "burning sensation" is a complaint. */
const firstWords: ReadonlyMap<string, ExaminationElement> = new Map<string, ExaminationElement>([
  ['sensation', 'dermatomal-sensation'],
  ['strength', 'motor'],
]);

/** Of the hand's grip, of a medicine, of a panel of laboratory tests: no examination of the nerves. */
const otherMeanings = phraseList(
  `training, trainings, session, sessions, per week, parkinson, parkinsons, updrs, glasgow, gcs, coma, nihss, stroke scale, gross motor, fine motor, milestone, milestones,
  vehicle, functional independence, asia score, ashworth, pinch, tensile, dose, tablet, ionic, reflex to, reflex testing, with reflex, reflex if, urine, culture, serum, plasma`,
);

const elementOfName = remembering((name: string): ExaminationElement | undefined => {
  const words = wordsOf(name);
  const heading = elementOfHeading(words);
  if (heading !== undefined) return heading;
  if (hasAny(words, otherMeanings)) return undefined;
  const [first = ''] = words;
  const element =
    (isSymptom(words, name) ? undefined : firstWords.get(first)) ??
    elementWords.find(([, phrases]) => hasAny(words, phrases))?.[0] ??
    elementOfLimb(words, name);
  return element === 'motor' && hasAny(words, muscles) ? undefined : element;
});

/** The headings of an examination that mean something else within a longer name: "Sensory overload", "TSH with reflex testing". */
const headings: ReadonlyMap<string, ExaminationElement> = new Map<string, ExaminationElement>([
  ['sensory', 'dermatomal-sensation'],
  ['reflex', 'reflexes'],
]);

const placesOfHeading = phraseList(
  `testing, test, examination, exam, function, findings, left, right, bilateral, lower, upper, extremity, extremities, limbs, leg, legs, le, les, lle, rle, ble, foot, feet,
  arm, arms, ue, ues, lue, rue, bue, hand, hands`,
);

/** A heading by itself, or with no more than the place: "Sensory", "Sensory, left leg", "Reflex testing". */
function elementOfHeading([first = '', ...rest]: readonly string[]):
  | ExaminationElement
  | undefined {
  const heading = headings.get(first);
  return rest.every((word) => placesOfHeading.includes(word)) ? heading : undefined;
}

/** "Sensation of incomplete emptying" is a complaint; "Sensation of the left leg" is a test. */
function isSymptom([, next]: readonly string[], name: string): boolean {
  return next === 'of' && limbInText(name).limb === undefined;
}

/** Muscles that no limb is moved by: their strength tells nothing of the nerves of one. */
const muscles = phraseList(
  `facial, face, tongue, jaw, bite, palate, eyelid, extraocular, ocular, pelvic floor, respiratory, inspiratory, expiratory, diaphragm, abdominal, core, trunk,
  swallowing, vocal, oxford scale`,
);

/** "Right leg strength", "Ankle reflex": what is tested of a limb or a muscle that is named with it. */
function elementOfLimb(words: readonly string[], name: string): ExaminationElement | undefined {
  const isStrength = hasAny(words, strengthWords);
  if (!isStrength && !hasAny(words, reflexWords)) return undefined;
  if (limbInText(name).limb === undefined) return undefined;
  return isStrength ? 'motor' : 'reflexes';
}

/** Of a limb or a muscle that is named before it: "Right leg strength", "R EHL strength 2/5". */
const strengthWords = phraseList('strength, power');
const reflexWords = phraseList('reflex');

const testedWords = phraseList('motor, mmt, myotome, myotomes, manual muscle test, dorsiflexion');
const otherTests = phraseList(
  'pain, rom, range of motion, reflex, reflexes, sensation, nihss, drift, bromage',
);

/**
 * Whether a name is that of a muscle or a movement ("EHL", "Left great toe extension", "Tibialis anterior motor"): with a
 * value out of five it is a strength. A plain number is none, since scores of other tests have such names.
 */
export const namesMuscle = remembering((name: string): boolean => {
  const words = wordsOf(name);
  if (hasAny(words, otherTests)) return false;
  const { limb, muscle } = limbInText(name);
  return muscle !== undefined || (limb !== undefined && hasAny(words, testedWords));
});

const motorWords = phraseList(
  'power, strength, motor, mmt, manual muscle test, myotome, myotomes, muscle weakness, limb weakness, weakness',
);

/**
 * Whether a name is one of the usual ones of a test of strength, long or short ("Power", "MMT"), or of a weakness: with a value
 * out of five, and no other one, it is a strength.
 */
export const namesMotor = remembering((name: string): boolean => {
  const words = wordsOf(name);
  return (
    hasAny(words, motorWords) &&
    !hasAny(words, otherTests) &&
    !hasAny(words, otherMeanings) &&
    !hasAny(words, muscles)
  );
});

/**
 * Whether an observation's value is a motor strength grade, 0 to 5 with 5 for full strength: by a `name`
 * such as "Muscle strength, left ankle dorsiflexion". No code is known to say so: LOINC's "Strength -
 * legs" (65712-2) is a part of a neuropathy score that counts the other way.
 */
export function isMotorStrength(
  system: string | undefined,
  code: string | undefined,
  name?: string,
): boolean {
  if (name === undefined || elementOfName(name) !== 'motor') return false;
  return elementOfCode(system, code) === undefined;
}

/**
 * The pain scale that an observation uses, with its highest value. {@link painOutOfTen} turns a value
 * into 0 to 10.
 */
export function painScaleOf(
  system: string | undefined,
  code: string | undefined,
): PainScale | undefined {
  if (code === undefined || canonicalSystem(system) !== 'loinc') return undefined;
  return painScales.get(code.trim());
}

/** A score of which only a bound may be told. */
export interface BoundedScore {
  readonly score: number;
  readonly bound?: 'at-least' | 'at-most';
}

/** A score with what it is more or less than. */
export function boundedScore(score: number, comparator: string | undefined): BoundedScore {
  if (comparator === '<') return { score: Math.max(0, score - 0.1), bound: 'at-most' };
  if (comparator === '<=') return { score, bound: 'at-most' };
  return comparator === '>' || comparator === '>=' ? { score, bound: 'at-least' } : { score };
}

/**
 * A pain value on the scale 0 to 10 (reading A38). A visual analogue scale is read in millimetres when
 * the unit says so or the value is over 10, and is otherwise already 0 to 10. Undefined for a value
 * outside the scale.
 */
export function painOutOfTen(
  scale: PainScale,
  value: number,
  unit: string | undefined,
): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  if (/^\W*(?:\/|of|out of)\s*100\b/i.test(unit ?? '')) return value > 100 ? undefined : value / 10;
  // A line of a hundred millimetres, whatever scale its code names.
  if (/^\W*(?:mm|millimet(?:er|re)s?)\b/i.test(unit ?? ''))
    return value > 100 ? undefined : value / 10;
  // The same line in centimetres.
  if (/^\W*(?:cm|centimet(?:er|re)s?)\b/i.test(unit ?? '')) return value > 10 ? undefined : value;
  if (value > scale.maximum) return undefined;
  if (scale.maximum === 10) return value;
  return value > 10 ? value / 10 : value;
}

/** LOINC answers of the list 0 to 10, as public value sets of pain scales give them. */
const answersOutOfTen = bySystem(
  rows.filter(({ concept }) => concept === 'pain-score'),
  'loinc',
  ({ score }) => score,
);

/** The score that a coded answer stands for; undefined for other answers. */
export function scoreOfAnswer(
  system: string | undefined,
  code: string | undefined,
): number | undefined {
  if (code === undefined || canonicalSystem(system) !== 'loinc') return undefined;
  return answersOutOfTen.get(code.trim());
}

const writtenScore =
  /^\s*(\d{1,3}(?:\.\d+)?)\s*(mm)?(?:\s*(?:\/|of|out of)\s*(10|100))?\s*(?:$|[,;:(]|[-–]\s*[a-z])/i;

/** A score as it is written out: "9/10", "9 out of 10", "9 - severe". A range ("7-8") is none. */
export function scoreInWords(
  text: string,
): { readonly value: number; readonly of?: 10 | 100; readonly unit?: string } | undefined {
  const match = writtenScore.exec(text.slice(0, 60));
  if (match === null) return undefined;
  const [, value, unit, of] = match;
  return {
    value: Number(value),
    ...(of === undefined ? {} : { of: of === '10' ? 10 : 100 }),
    ...(unit === undefined ? {} : { unit }),
  };
}

const goalAchievement = 'http://terminology.hl7.org/CodeSystem/goal-achievement';

/**
 * The outcome of a treatment by the SNOMED CT outcome of its Procedure or the achievement status of a
 * Goal. "Partially successful" gives none: it tells neither that the trial failed nor that
 * symptoms improved significantly, so the outcome stays not documented.
 */
export function treatmentOutcomeOf(
  system: string | undefined,
  code: string | undefined,
): TreatmentOutcome | undefined {
  if (code === undefined) return undefined;
  if (system?.trim() === goalAchievement) return outcomesOfGoals.get(code.trim());
  return canonicalSystem(system) === 'snomed' ? outcomesBySnomed.get(code.trim()) : undefined;
}

const scores = phraseList(
  'score, scale, severity, intensity, rating, level, nrs, vas, 0 10, 0 to 10',
);
/** What is no intensity as it is now: a wish, an extreme, an instrument that asks of more than the pain. */
const otherScores = phraseList(
  `acceptable, goal, tolerable, target, ever, best, least, lowest, peg, enjoyment, promis, interference, disability, inventory,
  questionnaire, oswestry, odi, catastrophizing, expectation, impact, relief, coping, self efficacy,
  labor, labour, contraction, joint, joints, ulcer, ulcers, wound, incision, incisional, surgical site, flank, pelvic, menstrual, period, breast, procedural, procedure, operative, drain, injection site, catheter, iv site, burn, stump,
  phantom, dental, throat, ear, eye, abdominal, muscle, cancer, postoperative, post operative, post op, sickle cell, migraine`,
);

/**
 * Whether a local name is that of a pain score from 0 to 10, as it is now: "Leg pain severity (0-10)", not
 * "Acceptable pain level".
 */
export const isPainScoreName = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return words.includes('pain') && hasAny(words, scores) && !hasAny(words, otherScores);
});

const better = phraseList(
  'improving, improved, better, resolved, resolving, subsided, gone, went away, gone away, none now, no longer present, no longer there, pain free, symptom free, asymptomatic',
);
const notBetter = phraseList(
  'not, no, never, without, hardly, barely, slightly, little, worse, until, if',
);

/** How a treatment or a complaint went, asked without naming either. */
const courseName =
  /^\W*(?:(?:patient |overall )?response to (?:the )?(?:treatment|therapy|pt|physical therapy|physiotherapy|rehab\w*|conservative (?:care|treatment|management|therapy)|injections?|epidural\w*|esi)|(?:overall |global )*(?:patient )?global (?:impression|rating|assessment|perceived) (?:of change|effect|of improvement)|pgic|groc|(?:current |overall )?symptoms?(?: status| course| progress| since (?:last visit|treatment))?|progress (?:with|in) (?:treatment|therapy|pt|physical therapy)|(?:clinical )?course(?: of (?:the )?(?:symptoms|pain|illness|complaint))?|interval (?:change|progress)|progress)\b(?! (?:note|report|goal|toward))/i;
/** What is asked about is another part, or a side effect. */
const courseOfOther =
  /\b(?:knee|shoulder|hip|ankle|wrist|elbow|mood|anxiety|depress\w*|cough|respiratory|urinary|gi|bowel|bladder|cancer|chemo\w*|allerg\w*|asthma|side effects?|menopaus\w*|withdrawal|headache|migraine)\b/i;

/** Whether an observation asks how the complaint went since it is treated: "Patient Global Impression of Change - low back". */
export const asksForCourse = remembering(
  (name: string): boolean => courseName.test(name) && !courseOfOther.test(name),
);

const goodAnswer =
  /^\W*(?:excellent|very good|good|great|marked|complete|dramatic|significant)(?: (?:response|relief|improvement|progress|effect|results?))?\W*$/i;

/** Whether the answer to how it went is that it went well: "Excellent", "Very much improved". */
export const answersWell = remembering(
  (text: string): boolean => goodAnswer.test(text) || isImproving(text),
);

/** Whether an answer says that a complaint gets better, or is over: "much better", not "not improving". */
export const isImproving = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return (
    hasAny(words, better) &&
    !hasAny(wordsOf(text.replace(/\b(?:no longer (?:present|there)|none now)\b/gi, ' ')), notBetter)
  );
});
