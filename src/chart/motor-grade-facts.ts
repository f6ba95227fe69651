import { isJointOrOrgan } from '../terminology/elsewhere.ts';
import { type LimbPlace, limbInText, nowhere } from '../terminology/limbs.ts';
import { isMotorStrength, namesMuscle } from '../terminology/observations.ts';
import { tellsOfOldTimes } from '../terminology/old-words.ts';
import { remembering } from '../terminology/remember.ts';
import { ofConcept } from './codeable-concept.ts';
import { codingsOf, type Fields, fieldsOf, textOf, wordsOf } from './fields.ts';
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

/** The motor strengths of 0 to 5 that a measure tells: a number, `3/5`, or words with one for each limb ("right arm 3/5, legs 5/5"). */
export function motorGradeFacts(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): readonly MotorGradeFact[] {
  if (!isOfStrength(measure) && !isOutOfFive(measure)) return none;
  const told = gradesInWords(measure.fields);
  const range = rangeOfGrades(measure.fields);
  const number = told.length === 0 ? (range?.grade ?? gradeOf(measure.fields)) : undefined;
  if (told.length === 0 && number === undefined) return none;
  const { limb, regions } = placeOf(measure);
  const isPlaced = isLimbNamed(limb) || regions.length > 0;
  if (!isPlaced && isOfJointOrTrunk(measure)) return none;
  const isUnknown = !isPlaced && measure.bodySite !== undefined;
  const evidence = evidenceOf(measure, reference, date);
  const fact = (
    grade: number,
    half: MotorGradeFact['half'],
    own: GradeInWords | undefined,
  ): MotorGradeFact => {
    const place = own === undefined ? limb : { ...limb, ...own.limb };
    const levels = own?.limb.limb === undefined ? regions : levelOfLimb(own.limb.limb);
    const isDoubtful =
      own === undefined ? isUnknown || range?.isOpen === true : own.isOfAnotherTime;
    return {
      grade,
      date,
      regions: levels,
      limb: place,
      ...(half === undefined ? {} : { half }),
      ...(isDoubtful ? { doubtful: true } : {}),
      evidence,
    };
  };
  return number === undefined
    ? told.map((own) => fact(own.grade, own.half, own))
    : [fact(number, halfOf(measure.fields), undefined)];
}

/** A grade of strength in words that name the limb. */
interface GradeInWords {
  readonly grade: number;
  readonly half: MotorGradeFact['half'];
  readonly limb: LimbPlace;
  readonly isOfAnotherTime: boolean;
}

/** Words of another examination, beside those that tell of old times. */
const ofAnotherTime =
  /\b(?:stable|previous(?:ly)?|prior|was|were|had|last (?:week|month|year|visit)|unchanged|history|months? ago)\b/i;

/** The grades of a text that names limbs or a time: each of the limb beside it, else of the one before. None where it names neither. */
function gradesInWords({ valueString, valueCodeableConcept }: Fields): readonly GradeInWords[] {
  return gradesIn((textOf(valueString) ?? wordsOf(valueCodeableConcept)).slice(0, 300));
}

const gradesIn = remembering((said: string): readonly GradeInWords[] => {
  const isOfAnotherTime = tellsOfOldTimes(said) || ofAnotherTime.test(said);
  let limb: LimbPlace = nowhere;
  let isTold = isOfAnotherTime;
  const told = said.split(/[;,\n]|\.(?!\d)|\band\b/i).flatMap((part) => {
    const own = limbInText(part);
    const isElsewhere = !isLimbNamed(own) && isJointOrOrgan(part);
    if (own !== nowhere || isElsewhere) isTold = true;
    if (own !== nowhere) limb = own;
    const grade = gradeWritten(part);
    return grade === undefined || isElsewhere ? [] : [{ ...grade, limb }];
  });
  return isTold
    ? told.map(({ isOpen, ...one }) => ({ ...one, isOfAnotherTime: isOfAnotherTime || isOpen }))
    : none;
});

/** A grade of five as it is written: "3/5", "2-3/5" (its best), "<3/5", "M3/5", "Grade II". Between weak and strong it is open. */
function gradeWritten(
  part: string,
): (Pick<GradeInWords, 'grade' | 'half'> & { readonly isOpen: boolean }) | undefined {
  const [, low, sign, high] =
    /(?:^|[\s<≤M])([0-5])(?:\.5)?\s*([+-])?(?:\s*-\s*([0-5]))?\s*[+-]?\s*(?:\/|(?:out )?of )\s*5(?![\d.])/.exec(
      part,
    ) ?? [];
  if (low === undefined) return undefined;
  const best = Number(high ?? low);
  const grade = /<\s*[0-5]/.test(part) ? best - 1 : best;
  const half =
    high !== undefined ? undefined : sign === '+' ? 'plus' : sign === '-' ? 'minus' : undefined;
  return { grade: Math.max(0, grade), half, isOpen: Number(low) <= 3 && best > 3 };
}

/** "4+/5", "4-/5": the better or the worse half of a grade, as an Observation writes it. */
function halfOf({ valueString, valueCodeableConcept }: Fields): MotorGradeFact['half'] {
  const said = textOf(valueString) ?? wordsOf(valueCodeableConcept);
  return gradeWritten(said.slice(0, 60))?.half;
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
  if (!isMuscle(code)) return false;
  const said = textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
  return outOfFive.test(said.slice(0, 60)) || ratioOutOfFive(fields) !== undefined;
}

const isMuscle = ofConcept((concept) => namesMuscle(wordsOf(concept)));

const outOfFive =
  /(?:^|\s)(?:[0-5]\s*[+-]?\s*(?:\/|(?:out )?of )\s*5|(?:0|I{1,3}|IV|V)\s*[+-]?\s*\/\s*V)(?![\d.])/;

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
  const written = gradeWritten(said.slice(0, 60));
  if (written !== undefined) return written.grade;
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
