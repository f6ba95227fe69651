import type { FhirResource, Resource } from 'fhir/r4.js';
import type Client from 'fhirclient/lib/Client';

const types = [
  'Condition',
  'Observation',
  'Procedure',
  'Encounter',
  'MedicationRequest',
  'MedicationStatement',
  'DiagnosticReport',
  'ImagingStudy',
  'QuestionnaireResponse',
  'ServiceRequest',
  'CarePlan',
  'Goal',
  'Device',
] as const;

/** The chart as far as the EHR gives it, and the types that it refused: what could not be read is said on the page. */
export interface ReadChart {
  readonly resources: readonly Resource[];
  readonly unread: readonly string[];
}

export async function readChart(client: Client, patientId: string): Promise<ReadChart> {
  const resources: Resource[] = [];
  const unread: string[] = [];
  await Promise.all([
    client.request<Resource>(`Patient/${patientId}`).then(
      (patient) => resources.push(patient),
      () => unread.push('Patient'),
    ),
    ...types.map((type) =>
      client
        .request<Resource[]>(`${type}?patient=${encodeURIComponent(patientId)}&_count=500`, {
          pageLimit: 20,
          flat: true,
        })
        .then(
          (found) => resources.push(...found),
          () => unread.push(type),
        ),
    ),
  ]);
  return { resources, unread };
}

/** The order that the launch is about: named in the app context, or in the launch's FHIR context. */
export function orderNamed(client: Client): string | undefined {
  const { appContext, fhirContext }: { appContext?: unknown; fhirContext?: unknown } = Object(
    client.state.tokenResponse,
  );
  const fromApp: unknown = typeof appContext === 'string' ? parsed(appContext)?.order : undefined;
  const fromFhir = (Array.isArray(fhirContext) ? fhirContext : []).map(
    (one: { reference?: unknown } | null) => one?.reference,
  );
  return [fromApp, ...fromFhir].find(
    (one): one is string => typeof one === 'string' && /^ServiceRequest\/[^/]+$/.test(one),
  );
}

function parsed(text: string): { readonly order?: unknown } | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Draft and active orders among what was read, for a launch that names none. */
export function openOrders(resources: readonly Resource[]): readonly FhirResource[] {
  return (resources as readonly FhirResource[]).filter(
    (one) =>
      one.resourceType === 'ServiceRequest' && (one.status === 'draft' || one.status === 'active'),
  );
}
