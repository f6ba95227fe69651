/**
 * What the services read about the patient. Reads by id and type-level searches only, with one
 * root-level token and one parameter a name, so that every client can run them as they stand
 * (CDS Hooks 2.0, "Prefetch tokens" and "Prefetch query restrictions").
 */
export const prefetch: Readonly<Record<string, string>> = Object.freeze({
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}',
  observations: 'Observation?patient={{context.patientId}}&_sort=-date&_count=500',
  procedures: 'Procedure?patient={{context.patientId}}',
  encounters: 'Encounter?patient={{context.patientId}}',
  medicationRequests: 'MedicationRequest?patient={{context.patientId}}',
  medicationStatements: 'MedicationStatement?patient={{context.patientId}}',
  diagnosticReports: 'DiagnosticReport?patient={{context.patientId}}',
  imagingStudies: 'ImagingStudy?patient={{context.patientId}}',
  questionnaireResponses: 'QuestionnaireResponse?patient={{context.patientId}}',
  serviceRequests: 'ServiceRequest?patient={{context.patientId}}',
  carePlans: 'CarePlan?patient={{context.patientId}}',
  goals: 'Goal?patient={{context.patientId}}',
  devices: 'Device?patient={{context.patientId}}',
  coverage: 'Coverage?patient={{context.patientId}}&status=active',
});

/** The same with the further types of resources that a hospital's own mappings look at. */
export function prefetchWith(types: Iterable<string>): Readonly<Record<string, string>> {
  const read = new Set(Object.values(prefetch).map((template) => template.split(/[?/]/)[0]));
  const further = [...types].filter((type) => !read.has(type)).sort();
  if (further.length === 0) return prefetch;
  return Object.freeze({
    ...prefetch,
    ...Object.fromEntries(
      further.map((type) => [keyOf(type), `${type}?patient={{context.patientId}}`]),
    ),
  });
}

function keyOf(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
}
