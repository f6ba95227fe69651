/**
 * The resource types whose data a site can map: those that name a patient and can be searched by one, so
 * that they can be asked for in the prefetch.
 */
export const siteResourceTypes: readonly string[] = [
  'AllergyIntolerance',
  'CarePlan',
  'ClinicalImpression',
  'Communication',
  'Composition',
  'Condition',
  'Device',
  'DeviceUseStatement',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Flag',
  'Goal',
  'ImagingStudy',
  'MedicationAdministration',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Procedure',
  'QuestionnaireResponse',
  'RiskAssessment',
  'ServiceRequest',
];
