import { spineComplaints } from '../terminology/complaints.ts';
import { conditionInWords } from '../terminology/condition-words.ts';
import { severityOf } from '../terminology/deficits.ts';
import { isJointOrOrgan } from '../terminology/elsewhere.ts';
import { mayNameEmergency } from '../terminology/emergency-words.ts';
import { isKnownCode } from '../terminology/known-codes.ts';
import { isJointOrTrunk, type LimbPlace, limbInText, nowhere } from '../terminology/limbs.ts';
import {
  examinationElementOf,
  isImproving,
  isMotorStrength,
  isPainScoreName,
  namesMuscle,
  type PainScale,
  painOutOfTen,
  painScaleOf,
  scoreInWords,
  scoreOfAnswer,
} from '../terminology/observations.ts';
import { tellsOfOldTimes } from '../terminology/old-words.ts';
import { remembering } from '../terminology/remember.ts';
import { namesSign } from '../terminology/signs.ts';
import type { Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, today } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  listOf,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import { feverDays } from './how-long.ts';
import { answerOf, evidenceOf, finite, type Measure, numberOf, placeOf } from './measures.ts';
import type {
  ChartDate,
  ConditionFact,
  DeficitFact,
  ExaminationFact,
  MotorGradeFact,
  OutcomeFact,
  PainScoreFact,
  PainSite,
} from './types.ts';

/**
 * Whether anything of an Observation can be a fact: a code or a value is known, or a name says that a part of the
 * examination was done. Most are measurements that the guideline does not ask about.
 */
export function mayMatter(observation: Fields): boolean {
  if (mattersItself(observation)) return true;
  const { component } = observation;
  return component !== undefined && listOf(component).some(mattersItself);
}

function mattersItself({ code, valueCodeableConcept: value }: Fields): boolean {
  return mattersByName(code) || (value !== undefined && isKnownCoded(value));
}

const isKnownCoded = ofConcept(
  (concept) => hasCode(concept, isKnownCode) || mayNameEmergency(wordsOf(concept)),
);

/** Whether the codes or the name of an Observation are of something that is asked about. */
export const mattersByName = ofConcept(
  (code): boolean => mattersOtherwise(code) || isTemperatureCoded(code),
);

/** Whether an Observation is a temperature, and its name of nothing else that is asked about. */
export const isTemperatureAlone = ofConcept(
  (code) => isTemperatureCoded(code) && !mattersOtherwise(code),
);

const mattersOtherwise = ofConcept((code): boolean => {
  if (hasCode(code, isKnownCode) || isDeliveryDate(code)) return true;
  const words = wordsOf(code);
  if (isExamination(words) || mayNameEmergency(words)) return true;
  if (isPainScoreName(words) || namesComplaint(words)) return true;
  if (namesMuscle(words) || namesSign(words)) return true;
  for (const { display } of listOf(fieldsOf(code)?.coding)) {
    if (typeof display === 'string' && display !== words && isExamination(display)) return true;
  }
  return false;
});

const isTemperatureCoded = ofConcept((concept) => hasCode(concept, isTemperature));

/** LOINC, body temperature. */
function isTemperature(code: string): boolean {
  return code === '8310-5';
}

/** Fever from here on, in degrees Celsius. */
const feverFrom = 38;

/** A measured fever as a finding; undefined for another temperature, or one that nobody dated lately. */
export function feverFact(
  { fields, code, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (!isTemperatureCoded(code) || date === undefined) return undefined;
  if (!isFever(fields.valueQuantity) || today(asOf) - date.latest > feverDays) return undefined;
  const value = finite(fieldsOf(fields.valueQuantity)?.value);
  return measured('fever', date, cite(reference, date, shortened(`${words}: ${value}`)));
}

/** Whether a quantity is a temperature of fever; one that nobody alive can have is none. */
export function isFever(measured: unknown): boolean {
  const quantity = fieldsOf(measured);
  const value = finite(quantity?.value);
  if (value === undefined) return false;
  const unit = textOf(quantity?.code) ?? textOf(quantity?.unit) ?? '';
  const celsius = /f/i.test(unit) ? ((value - 32) * 5) / 9 : value;
  return celsius >= feverFrom && celsius <= 45;
}

/** LOINC, estimated date of delivery: of itself, by the last menstruation, by the ovulation. */
const deliveryDates: ReadonlySet<string> = new Set(['11778-8', '11779-6', '11780-4']);

const isDeliveryDate = ofConcept((concept) => hasCode(concept, (code) => deliveryDates.has(code)));

/** A pregnancy, whose estimated end lies ahead; undefined for any other measure. */
export function pregnancyFact(
  { fields, code, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (!isDeliveryDate(code)) return undefined;
  const due = chartDate(fields.valueDateTime);
  if (due === undefined || due.latest < today(asOf)) return undefined;
  const said = shortened(`${words}: ${due.text.slice(0, 10)}`);
  return measured('pregnancy', date, cite(reference, date, said));
}

/** What a measure says of the patient as a whole, on its day. */
function measured(
  concept: Concept,
  recorded: ChartDate | undefined,
  evidence: ConditionFact['evidence'],
): ConditionFact {
  return {
    concepts: new Set([concept]),
    regions: [],
    certainty: 'known',
    current: true,
    recorded,
    severe: false,
    bilateral: false,
    origin: 'observation',
    evidence,
  };
}

function isExamination(name: string): boolean {
  return examinationElementOf(undefined, undefined, name) !== undefined;
}

const none: readonly never[] = [];
const motor: readonly ExaminationFact['element'][] = ['motor'];

/** The parts of the examination that a measure's codes and its name say. */
const elementsOf = ofConcept((concept): readonly ExaminationFact['element'][] => {
  const words = wordsOf(concept);
  let found: ExaminationFact['element'][] | undefined;
  for (const { system, code, display } of codingsOf(concept)) {
    const element = examinationElementOf(system, code, display ?? words);
    if (element === undefined) continue;
    if (found === undefined) found = [element];
    else if (!found.includes(element)) found.push(element);
  }
  const named = examinationElementOf(undefined, undefined, words);
  if (named === undefined || found?.includes(named)) return found ?? none;
  return [...(found ?? none), named];
});

/** The elements of a neurological examination that a measure documents; a measured strength documents motor testing. */
export function examinationFacts(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): readonly ExaminationFact[] {
  const named = elementsOf(measure.code);
  const found = named.length === 0 && isOutOfFive(measure) ? motor : named;
  if (found.length === 0) return none;
  const { limb, regions } = placeOf(measure);
  if (!isPlace(limb) && regions.length === 0 && isOfJointOrTrunk(measure)) return none;
  const place = regions.length === 0 ? {} : { regions };
  const evidence = evidenceOf(measure, reference, date);
  return found.map((element) => ({ element, date, ...place, evidence }));
}

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
  const isPlaced = isPlace(limb) || regions.length > 0;
  if (!isPlaced && isOfJointOrTrunk(measure)) return none;
  const isUnknown = !isPlaced && measure.bodySite !== undefined;
  const evidence = evidenceOf(measure, reference, date);
  const fact = (grade: number, own: GradeInWords | undefined): MotorGradeFact => {
    const place = own === undefined ? limb : { ...limb, ...own.limb };
    const levels = own?.limb.limb === undefined ? regions : levelOfLimb(own.limb.limb);
    const isDoubtful =
      own === undefined ? isUnknown || range?.isOpen === true : own.isOfAnotherTime;
    return {
      grade,
      date,
      regions: levels,
      limb: place,
      ...(isDoubtful ? { doubtful: true } : {}),
      evidence,
    };
  };
  return number === undefined ? told.map((own) => fact(own.grade, own)) : [fact(number, undefined)];
}

/** A grade of strength in words that name the limb. */
interface GradeInWords {
  readonly grade: number;
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
    const isElsewhere = !isPlace(own) && isJointOrOrgan(part);
    if (own !== nowhere || isElsewhere) isTold = true;
    if (own !== nowhere) limb = own;
    const grade = gradeWritten(part);
    return grade === undefined || isElsewhere ? [] : [{ ...grade, limb }];
  });
  return isTold
    ? told.map(({ isOpen, ...one }) => ({ ...one, isOfAnotherTime: isOfAnotherTime || isOpen }))
    : none;
});

/** Whether it names more than a side. */
function isPlace({ limb, muscle }: LimbPlace): boolean {
  return limb !== undefined || muscle !== undefined;
}

/** A grade of five as it is written: "3/5", "2-3/5" (its best), "<3/5", "M3/5", "Grade II". Between weak and strong it is open. */
function gradeWritten(
  part: string,
): { readonly grade: number; readonly isOpen: boolean } | undefined {
  const [, low, high] =
    /(?:^|[\s<≤M])([0-5])(?:\.5)?\s*[+-]?(?:\s*-\s*([0-5]))?\s*[+-]?\s*(?:\/|(?:out )?of )\s*5(?![\d.])/.exec(
      part,
    ) ?? [];
  if (low === undefined) return undefined;
  const best = Number(high ?? low);
  const grade = /<\s*[0-5]/.test(part) ? best - 1 : best;
  return { grade: Math.max(0, grade), isOpen: Number(low) <= 3 && best > 3 };
}

function levelOfLimb(limb: NonNullable<LimbPlace['limb']>): MotorGradeFact['regions'] {
  return limb === 'arm' ? ['cervical'] : ['lumbar'];
}

function isOfStrength(measure: Measure): boolean {
  return !countsOrWeighs(measure.code) && (isStrength(measure.code) || isLimbOfStrength(measure));
}

/** What is counted, timed or pulled, and not graded. */
const countsOrWeighs = ofConcept((concept) =>
  /\b(?:repetitions?|reps|sets|seconds|dynamomet\w*|torque|pounds|kilograms?)\b/i.test(
    wordsOf(concept),
  ),
);

/** A muscle or a movement with a value out of five: a strength, whatever it is called. */
function isOutOfFive({ fields, code }: Measure): boolean {
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

function gradeOf(observation: Fields): number | undefined {
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

/**
 * How well a sense or a reflex works, where the Observation is named in words and says so: a coded score may
 * count the other way. Of a strength what its words say, where they give no grade.
 */
export function deficitFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): DeficitFact | undefined {
  const { code, fields } = measure;
  const quality = qualityNamed(code) ?? (isOfStrength(measure) ? 'motor' : undefined);
  if (quality === undefined || (quality === 'motor' && gradeOf(fields) !== undefined))
    return undefined;
  const number = numberOf(fields);
  const said = textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
  // The number of a strength is its grade, or no strength at all.
  if (quality === 'motor' && number !== undefined) return undefined;
  const severity = severityOf(quality, number === undefined ? said : String(number));
  if (severity === undefined) return undefined;
  const place = placeOf(measure);
  if (!isPlace(place.limb) && place.regions.length === 0 && isOfJointOrTrunk(measure))
    return undefined;
  return { quality, severity, date, ...place, evidence: evidenceOf(measure, reference, date) };
}

/** What words alone name: a sense or a reflex. */
const qualityNamed = ofConcept((concept): DeficitFact['quality'] | undefined => {
  const element = examinationElementOf(undefined, undefined, wordsOf(concept));
  if (element !== 'dermatomal-sensation' && element !== 'reflexes') return undefined;
  const isCoded = codingsOf(concept).some(
    ({ system, code }) => examinationElementOf(system, code) !== undefined,
  );
  if (isCoded) return undefined;
  return element === 'reflexes' ? 'reflex' : 'sensory';
});

/** A pain score on the scale 0 to 10. */
export function painScoreFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): PainScoreFact | undefined {
  const scale = scaleNamed(measure.code);
  return scale === undefined ? undefined : scoreFact(scale, measure, reference, date);
}

/** The pain scale that a code names, else that its name does. */
const scaleNamed = ofConcept(
  (concept): PainScale | undefined =>
    firstMeaning(concept, painScaleOf) ??
    (isPainScoreName(wordsOf(concept)) ? zeroToTen : undefined),
);

const zeroToTen: PainScale = { maximum: 10 };

function scoreFact(
  scale: PainScale,
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): PainScoreFact | undefined {
  const score = scoreOn(scale, measure.fields);
  if (score === undefined) return undefined;
  const site = painSiteOf(measure);
  const evidence = evidenceOf(measure, reference, date);
  return site === undefined ? { score, date, evidence } : { score, date, site, evidence };
}

/** What an Observation says of the course of a complaint of the spine: that it gets better, or is over. */
export function courseFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): OutcomeFact | undefined {
  const { code, fields } = measure;
  if (!isComplaint(code) || !isImproving(answerOf(fields))) return undefined;
  return {
    outcome: 'improved',
    reasons: [],
    regions: placeOf(measure).regions,
    date,
    evidence: evidenceOf(measure, reference, date),
  };
}

const isComplaint = ofConcept((concept) => namesComplaint(wordsOf(concept)));

function namesComplaint(words: string): boolean {
  const named = conditionInWords(words)?.concepts ?? [];
  return named.some((one) => spineComplaints.includes(one)) && !isJointOrOrgan(words);
}

/** Where it hurts: a limb stands for the level whose nerves serve it, a joint of it for itself. */
function painSiteOf(measure: Measure): PainSite | undefined {
  if (isOfJointOrTrunk(measure)) return 'elsewhere';
  const { regions } = placeOf(measure);
  if (regions.length > 0) return regions;
  return fieldsOf(measure.bodySite) === undefined ? undefined : 'unknown';
}

/** Whether its site or its name is a joint, an organ, the head or the trunk. */
function isOfJointOrTrunk({ bodySite, words }: Measure): boolean {
  const sites = codingsOf(bodySite);
  const said =
    bodySite === undefined
      ? words
      : [wordsOf(bodySite), ...sites.map(({ display }) => display ?? ''), words].join('. ');
  return isJointOrOrgan(said) || sites.some(({ system, code }) => isJointOrTrunk(system, code));
}

/** The score as a number, as a coded answer, or written out ("9/10"), on the scale 0 to 10. */
function scoreOn(scale: PainScale, fields: Fields): number | undefined {
  const value = numberOf(fields);
  if (value !== undefined) {
    const quantity = fieldsOf(fields.valueQuantity);
    return painOutOfTen(scale, value, textOf(quantity?.code) ?? textOf(quantity?.unit));
  }
  const coded = firstMeaning(fields.valueCodeableConcept, scoreOfAnswer);
  if (coded !== undefined) return coded;
  const said = scoreInWords(textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept));
  if (said === undefined) return undefined;
  if (said.of === undefined) return painOutOfTen(scale, said.value, said.unit);
  return said.value > said.of ? undefined : (said.value * 10) / said.of;
}
