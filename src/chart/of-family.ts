import { conceptsOfCoding } from '../terminology/concepts.ts';
import { canonicalSystem } from '../terminology/systems.ts';
import { namesOf } from './called-past.ts';
import { ofConcept } from './codeable-concept.ts';
import { type CodingFields, codingsOf, type Fields, listOf } from './fields.ts';

/**
 * Whether a concept tells of the patient's family (evidence contract, "Hygiene"): by its name, or by its code, however
 * the words beside it call the illness ("Father: ruptured aortic aneurysm"). Where another code has a meaning of its own, or
 * the words speak of the patient too, it is not of the family alone.
 */
export const isOfFamily = ofConcept((concept): boolean => {
  const names = namesOf(concept);
  const codings = codingsOf(concept);
  const isTold = codings.some(isCodedOfFamily) || names.some((one) => namesFamilyHistory.test(one));
  if (!isTold || names.some((one) => ofPatient.test(one))) return false;
  return codings.every(({ system, code }) => conceptsOfCoding(system, code) === undefined);
});

/**
 * What an Observation tells of the patient: without the components that are of the family; undefined where it is of the
 * family itself, by what it asks for or by what it answers.
 */
export function observedOfPatient(observation: Fields): Fields | undefined {
  if (isObservedOfFamily(observation)) return undefined;
  const parts = listOf(observation.component);
  const own = parts.filter((one) => !isObservedOfFamily(one));
  if (own.length === parts.length) return observation;
  return { ...observation, component: own.length === 0 ? undefined : own };
}

function isObservedOfFamily({ code, valueCodeableConcept }: Fields): boolean {
  return isOfFamily(code) || isOfFamily(valueCodeableConcept);
}

const namesFamilyHistory = /^\W*(?:family (?:history|hx)|fh|fhx|famhx)\b/i;
const ofPatient = /\b(?:patient|pt|personal|self|own)\b|\b(?:she|he) (?:has|is|also|too|now)\b/i;

/**
 * ICD-10-CM Z80 to Z84; of SNOMED CT family history itself, with whatever refines it (OMOP vocabulary), and that of cancer of
 * the colon (example "family-history" of Condition in FHIR R4).
 */
function isCodedOfFamily({ system, code = '' }: CodingFields): boolean {
  switch (canonicalSystem(system)) {
    case 'icd10cm':
      return /^\s*Z8[0-4]/i.test(code);
    case 'snomed':
      return /^\s*(?:416471007|312824007)\b/.test(code);
    default:
      return false;
  }
}
