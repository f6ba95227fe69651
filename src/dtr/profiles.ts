/** Names out of Da Vinci DTR 2.0.1 and 2.2.0, and what they stand on. */
const dtr = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';

/** The versions of DTR that are spoken: they name the output's parts and the draft's extensions differently. */
export const dtrVersions = ['2.0', '2.2'] as const;
export type DtrVersion = (typeof dtrVersions)[number];

export const profiles = {
  standard: `${dtr}/dtr-std-questionnaire`,
  adaptiveSearch: `${dtr}/dtr-questionnaire-adapt-search`,
  adaptive: `${dtr}/dtr-questionnaire-adapt`,
  response: `${dtr}/dtr-questionnaireresponse`,
  adaptiveResponse: `${dtr}/dtr-questionnaireresponse-adapt`,
  packageBundle: `${dtr}/DTR-QPackageBundle`,
  packageOutput: `${dtr}/dtr-qpackage-output-parameters`,
  packageInput: `${dtr}/dtr-qpackage-input-parameters`,
} as const;

export const extensions = {
  coverage: `${dtr}/qr-coverage`,
  context: `${dtr}/qr-context`,
  intendedUse: `${dtr}/intendedUse`,
  origin: `${dtr}/information-origin`,
  adaptive: `${sdc}/sdc-questionnaire-questionnaireAdaptive`,
} as const;

/** CRD's reasons for documentation: withpa, withclaim, withorder, retain-doc, OTH. */
export const documentReasons =
  'http://hl7.org/fhir/us/davinci-crd/CodeSystem/coverage-information-codes';
