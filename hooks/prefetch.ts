/** As many as servers give at once: each further page costs a round trip. */
const page = '_count=500';

/**
 * What the services read about the patient. Reads by id and type-level searches only, with one
 * root-level token and one parameter a name, so that every client can run them as they stand
 * (CDS Hooks 2.0, "Prefetch tokens" and "Prefetch query restrictions"). The newest come first (FHIR R4, "Sorting"),
 * so that what a server cuts off is old; devices have no date to sort by.
 */
export const prefetch: Readonly<Record<string, string>> = Object.freeze({
  patient: 'Patient/{{context.patientId}}',
  conditions: `Condition?patient={{context.patientId}}&_sort=-recorded-date&${page}`,
  observations: `Observation?patient={{context.patientId}}&_sort=-date&${page}`,
  procedures: `Procedure?patient={{context.patientId}}&_sort=-date&${page}`,
  encounters: `Encounter?patient={{context.patientId}}&_sort=-date&${page}`,
  medicationRequests: `MedicationRequest?patient={{context.patientId}}&_sort=-authoredon&${page}`,
  medicationStatements: `MedicationStatement?patient={{context.patientId}}&_sort=-effective&${page}`,
  diagnosticReports: `DiagnosticReport?patient={{context.patientId}}&_sort=-date&${page}`,
  imagingStudies: `ImagingStudy?patient={{context.patientId}}&_sort=-started&${page}`,
  questionnaireResponses: `QuestionnaireResponse?patient={{context.patientId}}&_sort=-authored&${page}`,
  serviceRequests: `ServiceRequest?patient={{context.patientId}}&_sort=-authored&${page}`,
  carePlans: `CarePlan?patient={{context.patientId}}&_sort=-date&${page}`,
  goals: `Goal?patient={{context.patientId}}&_sort=-start-date&${page}`,
  devices: `Device?patient={{context.patientId}}&${page}`,
  flags: 'Flag?patient={{context.patientId}}',
  allergyIntolerances: 'AllergyIntolerance?patient={{context.patientId}}',
  communications: `Communication?patient={{context.patientId}}&_sort=-sent&${page}`,
  coverage: 'Coverage?patient={{context.patientId}}&status=active',
});

/**
 * Keys, with their types, that are taken where a client sends them, and read only along with others: many systems
 * hold none of them.
 */
export const optionalKeys: ReadonlyMap<string, string> = new Map([
  ['flags', 'Flag'],
  ['allergyIntolerances', 'AllergyIntolerance'],
  ['communications', 'Communication'],
]);

/** The key of the patient's notes. */
export const notesKey = 'notes';

/**
 * The newest clinical notes of a year, by the category that US Core gives them (US Core 6.1, DocumentReference). They
 * are asked for last, and read only where the coded chart leaves something open.
 */
const notes =
  'DocumentReference?patient={{context.patientId}}&category=clinical-note&date=ge{{today() - 365 days}}&_sort=-date&_count=20';

/** The same with the notes, and with the further types of resources that a hospital's own mappings look at. */
export function prefetchWith(
  types: Iterable<string>,
  readsNotes: boolean,
): Readonly<Record<string, string>> {
  const read = new Set(Object.values(prefetch).map((template) => template.split(/[?/]/)[0]));
  const further = [...types].filter((type) => !read.has(type)).sort();
  return Object.freeze({
    ...prefetch,
    ...(readsNotes ? { [notesKey]: notes } : {}),
    ...Object.fromEntries(
      further.map((type) => [keyOf(type), `${type}?patient={{context.patientId}}`]),
    ),
  });
}

function keyOf(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
}
