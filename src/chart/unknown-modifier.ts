import { type Fields, listOf } from './fields.ts';

/** Fields that say when something was so, or that it is so now. */
const ofTime =
  /^(?:clinicalStatus|onset|abatement|recordedDate|effective|issued|performed|period|authored|started|occurrence|statusDate|startDate|manufactureDate|dosageInstruction|dispenseRequest)/;

/** Whether an extension that nobody here knows changes what a resource means (FHIR R4, "modifierExtension"). */
export function hasUnknownModifier({ modifierExtension }: Fields): boolean {
  return modifierExtension !== undefined && listOf(modifierExtension).length > 0;
}

/**
 * What is left of such a resource: of no day and not said to be so now, so that it supports nothing, and what may be an
 * emergency, or forbid an MRI, is asked about all the same.
 */
export function withoutTime(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !ofTime.test(key)));
}
