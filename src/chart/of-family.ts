import { conceptsOfCoding } from '../terminology/concepts.ts';
import { canonicalSystem } from '../terminology/systems.ts';
import { namesOf } from './called-past.ts';
import { ofConcept } from './codeable-concept.ts';
import { type CodingFields, codingsOf } from './fields.ts';

/**
 * Whether a concept tells of the patient's family (evidence contract, "Hygiene"): by its name, or by its code, however
 * the words beside it call the illness ("Father: ruptured aortic aneurysm"). Where another code has a meaning of its own, or
 * the words speak of the patient too, it is not of the family alone.
 */
export const isOfFamily = ofConcept((concept): boolean => {
  const names = namesOf(concept);
  const [first] = names;
  if (first !== undefined && namesFamilyHistory.test(first)) return true;
  const codings = codingsOf(concept);
  const isTold = codings.some(isCodedOfFamily) || names.some((one) => namesFamilyHistory.test(one));
  if (!isTold || names.some((one) => ofPatient.test(one))) return false;
  return codings.every(({ system, code }) => conceptsOfCoding(system, code) === undefined);
});

const namesFamilyHistory = /^\W*(?:family (?:history|hx)|fh|fhx|famhx)\b/i;
const ofPatient = /\b(?:patient|pt|personal|self|own)\b/i;

/** ICD-10-CM Z80 to Z84. Those of SNOMED CT are called so. */
function isCodedOfFamily({ system, code }: CodingFields): boolean {
  return canonicalSystem(system) === 'icd10cm' && /^\s*Z8[0-4]/i.test(code ?? '');
}
