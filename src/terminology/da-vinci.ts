/** Names out of Da Vinci CRD and DTR that several rooms write and read. */

/** CRD, extension on the code of an order: the codes under which it may be billed. */
export const billingOptions =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

/** CRD, extension on an order: what a payer says of its coverage. */
export const coverageInformation =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';

/** CRD's own codes, where no other system has them yet. */
export const crdCodes = 'http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp';

/** DTR, extension on an answer: who gave it, or what filled it in. */
export const informationOrigin =
  'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin';
