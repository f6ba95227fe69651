import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { type LimbPlace, limbInText, nowhere } from '../terminology/limbs.ts';
import {
  examinationElementOf,
  isMotorStrength,
  namesMotor,
  namesMuscle,
} from '../terminology/observations.ts';
import {
  type GradeInWords,
  gradesInWords,
  gradesSpelledOut,
  tellsBothSides,
  withinBound,
} from '../terminology/strength-words.ts';
import { ofConcept } from './codeable-concept.ts';
import { codingsOf, type Fields, fieldsOf, hasCode, listOf, textOf, wordsOf } from './fields.ts';
import {
  evidenceOf,
  finite,
  isLimbNamed,
  isOfJointOrTrunk,
  type Measure,
  numberOf,
  placeOf,
} from './measures.ts';
import type { ChartDate, MotorGradeFact } from './types.ts';

const none: readonly never[] = [];

/**
 * The motor strengths of 0 to 5 that a measure tells: a number, `3/5`, or words with one for each limb ("right arm
 * 3/5, legs 5/5").
 */
export function motorGradeFacts(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): readonly MotorGradeFact[] {
  const isStrengthItself = isOfStrength(measure) || isOutOfFive(measure);
  // A plain number under what else a strength is called or coded as may be of another scale: it is asked about.
  const isOfScaleUnknown = !isStrengthItself && (isPlainNumber(measure) || isPlainText(measure));
  if (!isStrengthItself && !isOfScaleUnknown) return none;
  const told = gradesOf(measure.fields);
  if (told.length === 0) return none;
  const { limb, regions } = placeOrNoted(measure);
  const isPlaced = isLimbNamed(limb) || regions.length > 0;
  if (!isPlaced && isOfJointOrTrunk(measure)) return none;
  const isUnplaced = limb.limb === undefined && limb.muscle === undefined && regions.length === 0;
  const isUnknown =
    (!isPlaced && measure.bodySite !== undefined) || (isUnplaced && namesUnknownPart(measure.code));
  const isOther =
    isOfOther(measure.code) ||
    isExplained(saidIn(measure.fields)) ||
    isExplainedElsewhere(notesOn(measure.fields)) ||
    (measure.bodySite !== undefined && limb.muscle === undefined && isOfJointOrTrunk(measure)) ||
    isCalledNormal(measure.fields);
  const evidence = evidenceOf(measure, reference, date);
  // "Motor strength, lower extremities: EHL 4/5, otherwise 5/5": the title names what was examined, and not both sides.
  const isOneOfSeveral = told.length > 1 || namesRoot.test(saidIn(measure.fields));
  const whole =
    limb.side === 'both' && !saysBoth.test(wordsTold(measure)) ? withoutSide(limb) : limb;
  return told.map(({ grade, half, limb: own, isDoubtful, isWorse }): MotorGradeFact => {
    const isOwn = isLimbNamed(own);
    return {
      grade,
      date,
      regions: own.limb === undefined ? regions : levelOfLimb(own.limb),
      limb: own === nowhere && !isOneOfSeveral ? limb : { ...whole, ...own },
      ...(half === undefined ? {} : { half }),
      ...(isWorse === true ? { isWorse } : {}),
      ...(isDoubtful || isOfScaleUnknown || isOther || (isUnknown && !isOwn)
        ? { doubtful: true }
        : {}),
      evidence,
    };
  });
}

/** Where a strength lies, by a note on it where its name and site leave that open: "right arm". */
function placeOrNoted(measure: Measure): ReturnType<typeof placeOf> {
  const place = placeOf(measure);
  const { note } = measure.fields;
  if (note === undefined || place.limb.limb !== undefined || place.regions.length > 0) return place;
  const noted = limbInText(notesOn(measure.fields));
  if (noted.limb === undefined) return place;
  return { limb: { ...noted, ...place.limb }, regions: levelOfLimb(noted.limb) };
}

function notesOn({ note }: Fields): string {
  if (note === undefined) return '';
  const texts = listOf(note).map(({ text }) => textOf(text) ?? '');
  return texts.join('. ').slice(0, 300);
}

const namesRoot = /\b[LSC]\d\b/;
const saysBoth = /\b(?:both|bilat\w*|b\/l|each|symmetric\w*|either)\b/i;

/** What a measure is called, its site and its value. */
function wordsTold({ code, bodySite, panel, fields }: Measure): string {
  const places = [code, bodySite, panel?.code, panel?.bodySite].map(wordsOf);
  return [...places, saidIn(fields)].join(' ');
}

function withoutSide({ side: _, ...place }: LimbPlace): LimbPlace {
  return place;
}

const others =
  'goals?|targets?|expected|anticipated|desired|predicted|projected|baseline|pre-?(?:injury|morbid)|family|relative|mother|father|sibling|spouse|contralateral norm|voice|cough|tongue|jaw|bite|facial|smile|masseter|temporalis|frontalis|orbicularis|buccinator|(?:lateral|medial) rectus|oblique|palat\\w*|sternocleidomastoid|scm|trapezius|diaphragm|respiratory|abdom\\w*|core|levator ani|puborectalis|pelvic floor|sphincter|pulse|stream|emotional';

const calledOther = new RegExp(
  `\\b(?:${others}|history|hx|previous|prior|improvement|points?|visits?|sessions?|change|difference)\\b|\\b(?:19|20)\\d\\d\\b`,
  'i',
);

/** What is called a goal, a baseline, or another person's: it may be no strength that was found now. */
const isOfOther = ofConcept((concept) => calledOther.test(wordsOf(concept)));

/** Whether the name of a strength says of what it is in words that are not known here: it may be no limb's. */
const namesUnknownPart = ofConcept((concept) =>
  wordsOf(concept)
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => word.length > 2 && !generalWords.has(word)),
);

const generalWords: ReadonlySet<string> = new Set(
  `muscle muscles muscular strength strengths motor power grade grading mmt mrc manual test testing tested exam examination examined function finding findings score scale assessment evaluation result
  left right bilateral both side sides extremity extremities limb limbs upper lower proximal distal neuro neurological neurologic neuromuscular musculoskeletal neurology physical general overall
  weakness paresis myotome myotomes weakest group groups key minimum lowest worst new onset newly current today with and the for over out five oxford medical research council observation note measured reported affected level nos
  progressive focal deficit deficits acute sudden worse worsening its was how what patient full gross grossly visual inspection range overall response`.split(
    /\s+/,
  ),
);

/** Its interpretation calls it normal: with a grade below five one of both is wrong. */
function isCalledNormal({ interpretation }: Fields): boolean {
  return listOf(interpretation).some(
    (one) =>
      hasCode(one, (code) => code === 'N' || code === 'NEG') ||
      /^\W*(?:normal|negative)\b/i.test(wordsOf(one)),
  );
}

/** A goal, a time long ago, or a cause that is none of the spine: "goal 3/5", "3/5 due to knee pain". */
function isExplained(said: string): boolean {
  return explained.test(said);
}

/** "Limited by knee pain". */
function isExplainedElsewhere(note: string): boolean {
  return isExplained(note) && isElsewhereInWords(note);
}

const explained = new RegExp(
  `\\b(?:${others}|due to|secondary to|2\\/2|because|owing to|caused by|limited by|chronic\\w*|long-?standing|childhood|polio|stroke|cva|amputat\\w*|cast|splint|brace|effort|guarding|give-?way|fractured?|arthroplasty|replacement|post-?\\s?op\\w*|s\\/p|status post|after surgery|tka|tkr|tha|thr|acl|orif|menisc\\w*|per (?:patient|pt|history|report|family))\\b|\\b(?:19|20)\\d\\d\\b`,
  'i',
);

/** The grades that a value tells, as words, a number, a range or a ratio. */
function gradesOf(fields: Fields): readonly GradeInWords[] {
  const inWords = gradesInWords(saidIn(fields));
  if (inWords !== undefined) return inWords;
  const told = rangeOfGrades(fields) ?? boundedGrade(fields);
  return told === undefined
    ? []
    : [{ grade: told.grade, half: undefined, limb: nowhere, isDoubtful: told.isOpen }];
}

function saidIn({ valueString, valueCodeableConcept }: Fields): string {
  return (textOf(valueString) ?? wordsOf(valueCodeableConcept)).slice(0, 300);
}

/** A number, with what it is more or less than. */
function boundedGrade(
  fields: Fields,
): { readonly grade: number; readonly isOpen: boolean } | undefined {
  const range = plainRange(fields);
  if (range !== undefined) return betweenGrades(...range);
  const grade = gradeOf(fields);
  return grade === undefined
    ? undefined
    : withinBound(grade, textOf(fieldsOf(fields.valueQuantity)?.comparator));
}

function levelOfLimb(limb: NonNullable<LimbPlace['limb']>): MotorGradeFact['regions'] {
  return limb === 'arm' ? ['cervical'] : ['lumbar'];
}

/** Whether a measure is of muscle strength, by its code or its name. */
export function isOfStrength(measure: Measure): boolean {
  return !countsOrWeighs(measure.code) && (isStrength(measure.code) || isLimbOfStrength(measure));
}

/** What is counted, timed or pulled, and not graded. */
const countsOrWeighs = ofConcept((concept) =>
  /\b(?:repetitions?|reps|sets|seconds|dynamomet\w*|torque|pounds|kilograms?)\b/i.test(
    wordsOf(concept),
  ),
);

/** A muscle or a movement with a value out of five: a strength, whatever it is called. */
export function isOutOfFive({ fields, code }: Measure): boolean {
  if (!isTested(code)) return false;
  const said = textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
  return (
    outOfFive.test(gradesSpelledOut(said.slice(0, 60))) ||
    ratioOutOfFive(fields) !== undefined ||
    /^\W*\/ ?5$/.test(textOf(fieldsOf(fields.valueQuantity)?.unit) ?? '')
  );
}

/** A muscle, or what a test of strength is called or coded as. */
export const isTested = ofConcept(
  (concept) => namesMuscle(wordsOf(concept)) || isMotorTest(concept),
);

/** What a test of strength is called or coded as. */
const isMotorTest = ofConcept(
  (concept) =>
    namesMotor(wordsOf(concept)) ||
    codingsOf(concept).some(({ system, code }) => examinationElementOf(system, code) === 'motor'),
);

/** A number and nothing else, as the value of a test of strength. */
function isPlainNumber({ fields, code }: Measure): boolean {
  const { valueQuantity, valueInteger } = fields;
  const { unit, code: unitCode } = fieldsOf(valueQuantity) ?? {};
  return (
    (valueInteger !== undefined ||
      (valueQuantity !== undefined && unit === undefined && unitCode === undefined)) &&
    isMotorTest(code) &&
    !countsOrWeighs(code)
  );
}

/** The same as text, of a test of strength or of a muscle: "Ankle dorsiflexion: 0", "EHL: R 5 L 1". */
function isPlainText({ fields, code }: Measure): boolean {
  const said = textOf(fields.valueString) ?? '';
  const isPlain = plainGrade.test(said) || tellsBothSides(said);
  return isPlain && isTested(code) && !countsOrWeighs(code);
}

/** "3", "4-", "2-3", "3 to 4", "between 3 and 4". */
const plainGrade = /^\s*(?:between )?([0-5])(?:\s*(?:[-–]|to|or|and)\s*([0-5]))?\s*[+-]?\s*$/i;

/** Both ends of a range that a text gives without its scale: "2-3". A wider one than of neighbours is none of grades. */
function plainRange({ valueString }: Fields): readonly [number, number] | undefined {
  const [, low, high] = plainGrade.exec(textOf(valueString) ?? '') ?? [];
  return high !== undefined && Number(high) === Number(low) + 1
    ? [Number(low), Number(high)]
    : undefined;
}

const outOfFive =
  /(?:^|\s)(?:[0-5](?:\.\d)?\s*[+-]?\s*(?:(?:\/5)?\s*(?:[-–]|to|or)\s*[0-5]\s*[+-]?\s*)?(?:\/|(?:out )?of )\s*5|(?:0|I{1,3}|IV|V)\s*[+-]?\s*\/\s*V)(?![\d.])/;

/** A grade as a ratio: 2 to 5. */
function ratioOutOfFive({ valueRatio }: Fields): number | undefined {
  const ratio = fieldsOf(valueRatio);
  const grade = finite(fieldsOf(ratio?.numerator)?.value);
  const isOfFive = finite(fieldsOf(ratio?.denominator)?.value) === 5;
  return isOfFive && grade !== undefined && grade >= 0 && grade <= 5 ? grade : undefined;
}

/** By its code, or by what it is called. */
const isStrength = ofConcept((concept): boolean => {
  const words = wordsOf(concept);
  if (isMotorStrength(undefined, undefined, words)) return true;
  for (const { system, code, display } of codingsOf(concept)) {
    if (isMotorStrength(system, code, display ?? words)) return true;
  }
  return false;
});

/** A component that names only the muscle or the limb, of an Observation that is called a strength. */
function isLimbOfStrength({ words, panel }: Measure): boolean {
  if (panel === undefined || !isStrength(panel.code)) return false;
  const { limb, muscle, side } = limbInText(words);
  return limb !== undefined || muscle !== undefined || side !== undefined;
}

/** A strength between two grades: the better one; between weak and strong it is open. */
function rangeOfGrades({
  valueRange,
}: Fields): { readonly grade: number; readonly isOpen: boolean } | undefined {
  const range = fieldsOf(valueRange);
  const low = finite(fieldsOf(range?.low)?.value);
  const high = finite(fieldsOf(range?.high)?.value);
  if (low === undefined || high === undefined || low < 0 || high > 5 || low > high)
    return undefined;
  return betweenGrades(low, high);
}

function betweenGrades(
  low: number,
  high: number,
): { readonly grade: number; readonly isOpen: boolean } {
  const isOpen = low <= 3 && high > 3;
  return { grade: isOpen ? low : high, isOpen };
}

/** The grade of 0 to 5 that an Observation gives as a number, a ratio or in writing; undefined where it gives none. */
export function gradeOf(observation: Fields): number | undefined {
  const number = numberOf(observation);
  const quantity = fieldsOf(observation.valueQuantity);
  // A force, a moment or a number of repetitions is no grade of strength.
  const unit = textOf(quantity?.unit) ?? textOf(quantity?.code) ?? '';
  if (unitsOfOthers.test(unit)) return undefined;
  if (number !== undefined) return number >= 0 && number <= 5 ? number : undefined;
  const ratio = ratioOutOfFive(observation);
  if (ratio !== undefined) return ratio;
  const said = textOf(observation.valueString) ?? wordsOf(observation.valueCodeableConcept);
  const [written] = gradesInWords(said.slice(0, 300)) ?? [];
  if (written !== undefined) return written.grade;
  const range = plainRange(observation);
  if (range !== undefined) return range[0];
  const match = /(?:^|\s|M)([0-5])\s*[+-]?\s*$/.exec(said.slice(0, 60));
  if (match?.[1] !== undefined) return Number(match[1]);
  const [, roman] =
    /(?:^|\s)(0|I{1,3}|IV|V)\s*[+-]?\s*\/\s*V(?![A-Za-z])/.exec(said.slice(0, 60)) ??
    /^grade (0|I{1,3}|IV|V)$/i.exec(said.trim()) ??
    [];
  return roman === undefined ? undefined : romanGrades.indexOf(roman.toUpperCase());
}

/** Units of forces, moments, times, lengths, counts and shares. */
const unitsOfOthers =
  /^\W*(?:kgf?|kilograms?|lbs?|pounds?|n|newtons?|psi|n\W?m(?:\/kg)?|newton\W?met\w+|ft\W?lbs?|%|percent|reps?|repetitions?|times|s|sec|seconds?|min|minutes?|mm|cm|m|mmhg|w|watts?|n\/kg)\W*$/i;

const romanGrades = ['0', 'I', 'II', 'III', 'IV', 'V'];
