import { saysNotExamined } from '../terminology/answers.ts';
import { severityOf } from '../terminology/deficits.ts';
import { isOfArmsOnly, isOfHead } from '../terminology/examined-part.ts';
import { examinationElementOf } from '../terminology/observations.ts';
import { leavesOneOut, mayTellWeakness } from '../terminology/strength-words.ts';
import { namesWholeExamination, partsTold } from '../terminology/told-examination.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import { codingsOf, textOf, wordsOf } from './fields.ts';
import {
  evidenceOf,
  isLimbNamed,
  isOfJointOrTrunk,
  type Measure,
  numberOf,
  placeOf,
} from './measures.ts';
import { gradeOf, isOfStrength, isOutOfFive, isTested } from './motor-grade-facts.ts';
import type { ChartDate, DeficitFact, ExaminationFact } from './types.ts';

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
  if (named.length === 0 && namesWholeExamination(measure.words))
    return partsOfExamination(measure, reference, date);
  const found = named.length === 0 && isOutOfFive(measure) ? motor : named;
  if (found.length === 0 || !isExamined(measure) || isCalledUndone(measure.code)) return none;
  const { limb, regions } = placeOf(measure);
  if (!isLimbNamed(limb) && regions.length === 0 && isOfJointOrTrunk(measure)) return none;
  const said = textOf(measure.fields.valueString) ?? '';
  if (isOfHead(said)) return none;
  const told =
    regions.length === 0 && isOfArmsOnly(`${wordsOf(measure.code)}: ${said}`) ? ofArms : regions;
  const place = told.length === 0 ? {} : { regions: told };
  const evidence = evidenceOf(measure, reference, date);
  return found.map((element) => ({ element, date, ...place, evidence }));
}

/** "Reflexes not examined", "Corneal reflexes": what was left out, or is of the head. */
const isCalledUndone = ofConcept((code) =>
  /\b(?:not (?:examined|tested|done|assessed|performed|obtained)|refused|declined|deferred|omitted|corneal|pupil\w*|gag|primitive)\b/i.test(
    wordsOf(code),
  ),
);

const ofArms: readonly BodyRegion[] = ['cervical'];

/** The elements that the value of a whole examination tells one after the other. */
function partsOfExamination(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): readonly ExaminationFact[] {
  const said = textOf(measure.fields.valueString);
  if (said === undefined) return none;
  const evidence = evidenceOf(measure, reference, date);
  return partsTold(said).flatMap((part) => {
    if (isOfHead(part.said)) return [];
    const place = isOfArmsOnly(part.said) ? { regions: ofArms } : {};
    return [{ element: part.element, date, ...place, evidence }];
  });
}

/** Whether a measure says what was found: a name alone, or a value that was not tested, documents nothing. */
function isExamined({ fields }: Measure): boolean {
  const { valueString, valueCodeableConcept, interpretation, note, component, hasMember } = fields;
  const said = textOf(valueString) ?? wordsOf(valueCodeableConcept);
  if (said !== '') return !saysNotExamined(said);
  if ([interpretation, note, component, hasMember].some((one) => one !== undefined)) return true;
  return Object.keys(fields).some((key) => key.startsWith('value'));
}

/**
 * How well a sense or a reflex works, where the value says so: in words, or by a number of the usual scales. Of a strength
 * what its words say, where they give no grade.
 */
export function deficitFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): DeficitFact | undefined {
  const { code, fields } = measure;
  const isStrength = isOfStrength(measure) || isTested(code);
  const quality = qualityOf(code) ?? (isStrength ? 'motor' : undefined);
  if (quality === undefined) return undefined;
  const number = numberOf(fields);
  const said = textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
  const isNumber = number !== undefined || /^\s*\d+\s*[+-]?\s*$/.test(said);
  // "Leg weakness: absent bilaterally" tells of no weakness.
  if (
    quality === 'motor' &&
    namesLoss(code) &&
    /\b(?:absent|none|no|nil|negative|denie[sd])\b/i.test(said)
  )
    return undefined;
  // The number of a strength is its grade, or no strength at all.
  if (quality === 'motor' && isNumber) return undefined;
  if (quality === 'motor' && gradeOf(fields) !== undefined && !leavesOneOut(said)) return undefined;
  const told = severityOf(quality, number === undefined ? said : String(number));
  const isUnread = isStrength && told === undefined && mayTellWeakness(said);
  const severity = isUnread ? 1 : told;
  if (severity === undefined) return undefined;
  const place = placeOf(measure);
  if (!isLimbNamed(place.limb) && place.regions.length === 0 && isOfJointOrTrunk(measure))
    return undefined;
  return {
    quality,
    severity,
    ...(isUnread ? { isUnread } : {}),
    // The number of a coded score may count the other way.
    ...(isNumber && isCoded(code) ? { doubtful: true } : {}),
    date,
    ...place,
    evidence: evidenceOf(measure, reference, date),
  };
}

const namesLoss = ofConcept((code) =>
  /\b(?:weakness|paresis|paralysis|palsy|drop)\b/i.test(wordsOf(code)),
);

/** What a sense, a reflex or a strength is called or coded as, of those whose value in words is read. */
const qualityOf = ofConcept((concept): DeficitFact['quality'] | undefined => {
  const words = wordsOf(concept);
  const coded = codingsOf(concept).flatMap(
    ({ system, code }) => examinationElementOf(system, code) ?? [],
  );
  const element = coded[0] ?? examinationElementOf(undefined, undefined, words);
  if (element === 'reflexes') return 'reflex';
  if (element === 'dermatomal-sensation') return 'sensory';
  return element === 'motor' && coded.length > 0 ? 'motor' : undefined;
});

/** Whether a code says which part of an examination it is. */
const isCoded = ofConcept((concept) =>
  codingsOf(concept).some(({ system, code }) => examinationElementOf(system, code) !== undefined),
);
