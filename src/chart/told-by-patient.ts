import { ofConcept } from './codeable-concept.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  referenceOf,
  textOf,
  wordsOf,
} from './fields.ts';

/** What the patient filled in, or told, and nobody examined. */
const selfReported =
  /\b(?:(?:patient|pt|self)[- ]?(?:report\w*|entered|perceived|assess\w*|rated|administered|completed|stated)|perceived|subjective|questionnaire|survey|patientspecified)\b/i;

const isCalledReported = ofConcept((concept) => selfReported.test(wordsOf(concept)));

const isSurvey = ofConcept(
  (concept) =>
    codingsOf(concept).some(({ code }) => code === 'survey' || code === 'patientspecified') ||
    selfReported.test(wordsOf(concept)),
);

/** Whether all whom a record names as having done, or told, something are the patient. */
function isByPatient(named: unknown): boolean {
  const people = listOf(named);
  return (
    people.length > 0 &&
    people.every((one) => referenceOf(fieldsOf(one.actor) ?? one)?.includes('Patient/') === true)
  );
}

/** Whether an Observation is what the patient reports of himself: by who made it, how, of what kind it is, or what it is called. */
export function isReportedByPatient({ performer, method, category, code }: Fields): boolean {
  return (
    (performer !== undefined && isByPatient(performer)) ||
    (method !== undefined && isCalledReported(method)) ||
    (category !== undefined && listOf(category).some(isSurvey)) ||
    isCalledReported(code)
  );
}

const ownAccord =
  /\b(?:otc|over[- ]the[- ]counter|on (?:her|his|their) own|self[- ]?(?:treat\w*|medicat\w*|purchas\w*|direct\w*|prescrib\w*)|(?:patient|pt)[- ]reported|historical (?:med\w*|provider))\b/i;

/** Whether a treatment is one that the patient did, or says to have done, without a provider. */
export function isOfOwnAccord(fields: Fields): boolean {
  const { performer, asserter, category, note, requester } = fields;
  return (
    (performer !== undefined && isByPatient(performer)) ||
    (asserter !== undefined && isByPatient(asserter)) ||
    (category !== undefined && listOf(category).some(isSurvey)) ||
    (note !== undefined && listOf(note).some(({ text }) => ownAccord.test(textOf(text) ?? ''))) ||
    (requester !== undefined && ownAccord.test(textOf(fieldsOf(requester)?.display) ?? ''))
  );
}
