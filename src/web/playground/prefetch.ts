import type { Bundle, FhirResource } from 'fhir/r4.js';

/** What the call brings about the patient: key → resource, Bundle or null, as in a hook request. */
export type Prefetch = Readonly<Record<string, unknown>>;

/** Where each type of resource stands in the prefetch of these services. */
const keys: Readonly<Record<string, string>> = {
  Patient: 'patient',
  Condition: 'conditions',
  Observation: 'observations',
  Procedure: 'procedures',
  Encounter: 'encounters',
  MedicationRequest: 'medicationRequests',
  MedicationStatement: 'medicationStatements',
  DiagnosticReport: 'diagnosticReports',
  ImagingStudy: 'imagingStudies',
  QuestionnaireResponse: 'questionnaireResponses',
  ServiceRequest: 'serviceRequests',
  CarePlan: 'carePlans',
  Goal: 'goals',
  Device: 'devices',
  Flag: 'flags',
  AllergyIntolerance: 'allergyIntolerances',
  Communication: 'communications',
  DocumentReference: 'notes',
};

/** Whether a value looks like a resource at all. */
export function isResource(value: unknown): value is FhirResource {
  return (
    typeof value === 'object' &&
    value !== null &&
    'resourceType' in value &&
    typeof value.resourceType === 'string'
  );
}

function isBundle(value: unknown): value is Bundle<FhirResource> {
  return isResource(value) && value.resourceType === 'Bundle';
}

/** `Condition/c-1`. */
export function referenceOf(resource: FhirResource): string {
  return `${resource.resourceType}/${resource.id ?? ''}`;
}

/** The resources of one value: those of a Bundle, or the one that it is. */
export function opened(value: unknown): readonly FhirResource[] {
  if (!isBundle(value)) return isResource(value) ? [value] : [];
  const entries = Array.isArray(value.entry) ? value.entry : [];
  return entries.flatMap((entry) => (isResource(entry?.resource) ? [entry.resource] : []));
}

/** Every resource of the chart. */
export function resourcesOf(prefetch: Prefetch): readonly FhirResource[] {
  return Object.values(prefetch).flatMap(opened);
}

function searchset(resources: readonly FhirResource[]): Bundle<FhirResource> {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    ...(resources.length === 0 ? {} : { entry: resources.map((resource) => ({ resource })) }),
  };
}

/** A chart out of loose resources. Every key is there, so that silence means silence. */
export function prefetchOf(resources: readonly FhirResource[]): Prefetch {
  const byKey = new Map<string, FhirResource[]>();
  for (const resource of resources) {
    const key = keys[resource.resourceType] ?? resource.resourceType;
    byKey.set(key, [...(byKey.get(key) ?? []), resource]);
  }
  const names = new Set([...Object.values(keys), ...byKey.keys()]);
  return Object.fromEntries(
    [...names].map((key) => {
      const found = byKey.get(key) ?? [];
      return [key, key === 'patient' ? (found[0] ?? null) : searchset(found)];
    }),
  );
}

/** The chart with one more resource. */
export function added(prefetch: Prefetch, resource: FhirResource): Prefetch {
  const key = keys[resource.resourceType] ?? resource.resourceType;
  return { ...prefetch, [key]: searchset([...opened(prefetch[key]), resource]) };
}

/** The chart with one resource replaced by what `change` makes of it; taken out where that is undefined. */
export function changed(
  prefetch: Prefetch,
  reference: string,
  change: (resource: FhirResource) => FhirResource | undefined,
): Prefetch {
  return Object.fromEntries(
    Object.entries(prefetch).map(([key, value]) => {
      const resources = opened(value);
      if (!resources.some((one) => referenceOf(one) === reference)) return [key, value];
      if (!isBundle(value)) return [key, change(resources[0] as FhirResource) ?? null];
      return [
        key,
        searchset(
          resources.flatMap((one) =>
            referenceOf(one) === reference ? (change(one) ?? []) : [one],
          ),
        ),
      ];
    }),
  );
}

/** The chart without a resource. */
export function removed(prefetch: Prefetch, reference: string): Prefetch {
  return changed(prefetch, reference, () => undefined);
}

/** An id that the chart does not hold yet: `visit-2`. */
export function freeId(
  resources: readonly { readonly id?: string | undefined }[],
  stem: string,
): string {
  const taken = new Set(resources.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
