import { namesAnother } from '../terminology/other-persons.ts';
import { type Fields, listOf, referenceOf, textOf } from './fields.ts';
import type { References } from './references.ts';

/**
 * Whether an Observation of the patient's record names in its focus somebody else (a child, a donor): by reference, by
 * identifier or in words.
 */
export function isAboutAnother({ focus }: Fields, references: References): boolean {
  const people = listOf(focus).filter(namesPerson);
  return people.length > 0 && !people.some((one) => references.isPatient(one));
}

/** A focus without a reference is whoever its type, its identifier or its words name. */
function namesPerson(focus: Fields): boolean {
  const reference = referenceOf(focus);
  if (reference !== undefined)
    return /(?:^|\/)(?:Patient|RelatedPerson|Practitioner)\//.test(reference);
  const { type, display } = focus;
  return type === 'Patient' || type === 'RelatedPerson' || namesAnother(textOf(display) ?? '');
}
