import { mayNameEmergency } from '../terminology/emergency-words.ts';
import { isKnownCode } from '../terminology/known-codes.ts';
import {
  asksForCourse,
  examinationElementOf,
  isPainScoreName,
  namesMotor,
  namesMuscle,
} from '../terminology/observations.ts';
import { namesSign } from '../terminology/signs.ts';
import { namesWholeExamination } from '../terminology/told-examination.ts';
import { ofConcept } from './codeable-concept.ts';
import { betterTold, isCalledBetter, namesComplaint } from './course-facts.ts';
import { isCalledFever, isOfPregnancy, isTemperatureCoded } from './fever-and-pregnancy.ts';
import { type Fields, fieldsOf, hasCode, listOf, wordsOf } from './fields.ts';

/**
 * Whether anything of an Observation can be a fact: a code or a value is known, or a name says that a part of the
 * examination was done. Most are measurements that the guideline does not ask about.
 */
export function mayMatter(observation: Fields): boolean {
  if (mattersItself(observation) || betterTold(observation) !== undefined) return true;
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
  if (hasCode(code, isKnownCode) || isOfPregnancy(code) || isCalledFever(code)) return true;
  if (isCalledBetter(code)) return true;
  const words = wordsOf(code);
  if (isExamination(words) || mayNameEmergency(words)) return true;
  if (isPainScoreName(words) || namesComplaint(words) || asksForCourse(words)) return true;
  if (namesMuscle(words) || namesMotor(words) || namesSign(words)) return true;
  for (const { display } of listOf(fieldsOf(code)?.coding)) {
    if (typeof display === 'string' && display !== words && isExamination(display)) return true;
  }
  return false;
});

function isExamination(name: string): boolean {
  return (
    examinationElementOf(undefined, undefined, name) !== undefined || namesWholeExamination(name)
  );
}
