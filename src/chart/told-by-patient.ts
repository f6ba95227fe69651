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

/**
 * Whether the patient, or a relative, filled in a form: by its author, else by who answered. What a clinician wrote down of
 * what the patient answered is the clinician's.
 */
export function isAnsweredByPatient({ author, source }: Fields): boolean {
  const by = referenceOf(author ?? source);
  return by !== undefined && /(?:^|\/)(?:Patient|RelatedPerson)\//.test(by);
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

/** What was tried before, or is taken beside it, is another treatment: "tried OTC ibuprofen first", "in addition to OTC Tylenol". */
const another =
  /(?:\b(?:not (?:taking|using|on)|no|denies|without|tried|tries|trial of|failed|fails|after|despite|beyond|besides|instead of|in addition to|along with|together with|replac(?:es|ing)|stop(?:ped)?|avoid|hold|unresponsive to|no (?:relief|response|help|benefit|better) (?:with|from|to|on)|not (?:helped|relieved|controlled) (?:by|with)|inadequate|insufficient|also (?:takes|uses|using|taking)?)|\+) ?(?:[a-z]+ ){0,2}$/i;
const ownAccord =
  /\b(?:otc|over[- ]the[- ]counter|on (?:her|his|their) own|self[- ]?(?:treat\w*|medicat\w*|purchas\w*|direct\w*|prescrib\w*)|(?:patient|pt)[- ]reported|historical (?:med\w*|provider))\b/gi;

function isToldOfOwnAccord(words: string): boolean {
  return [...words.matchAll(ownAccord)].some(({ index }) => !another.test(words.slice(0, index)));
}

/** Whether a treatment is one that the patient did, or says to have done, without a provider. */
export function isOfOwnAccord(fields: Fields): boolean {
  const { performer, asserter, category, note, requester } = fields;
  return (
    (performer !== undefined && isByPatient(performer)) ||
    (asserter !== undefined && isByPatient(asserter)) ||
    (category !== undefined && listOf(category).some(isSurvey)) ||
    (note !== undefined &&
      listOf(note).some(({ text }) => isToldOfOwnAccord(textOf(text) ?? ''))) ||
    (requester !== undefined && isToldOfOwnAccord(textOf(fieldsOf(requester)?.display) ?? ''))
  );
}
