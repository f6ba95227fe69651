import type { Attachment, DocumentReference, FhirResource, Resource } from 'fhir/r4.js';
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

/** Reads all of the chart that is asked about, type by type, so that what one type refuses takes no other with it. */
export async function readChart(
  client: Client,
  patientId: string,
  readsNotes: boolean,
): Promise<ReadChart> {
  const resources: Resource[] = [];
  const unread: string[] = [];
  await Promise.all([
    (readsNotes ? readNotes(client, patientId) : Promise.resolve([])).then(
      (notes) => resources.push(...notes),
      () => unread.push('DocumentReference'),
    ),
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

/** Notes are a few pages of text: no more of them are read than of the hook's. */
const mostNotes = 20;

/** The newest clinical notes, with the texts that they give the address of at this server. */
async function readNotes(client: Client, patientId: string): Promise<readonly Resource[]> {
  const query = `patient=${encodeURIComponent(patientId)}&category=clinical-note&_sort=-date`;
  const found = await client.request<DocumentReference[]>(
    `DocumentReference?${query}&_count=${mostNotes}`,
    { pageLimit: 1, flat: true },
  );
  return Promise.all(
    found.slice(0, mostNotes).map(async (document) => ({
      ...document,
      content: await Promise.all(
        (document.content ?? []).map(async (one) => ({
          ...one,
          attachment: await withData(client, one.attachment),
        })),
      ),
    })),
  );
}

/** An address of another server is not followed: the token of this one would go along. */
async function withData(client: Client, attachment: Attachment): Promise<Attachment> {
  const { data, url, contentType = 'text/plain' } = attachment;
  if (data !== undefined || url === undefined || !/^text\/|rtf|xhtml/i.test(contentType)) {
    return attachment;
  }
  const base = `${client.state.serverUrl.replace(/\/$/, '')}/`;
  if (!/^Binary\/[\w.-]+$/.test(url) && !url.startsWith(`${base}Binary/`)) return attachment;
  const binary = await client
    .request<{ readonly data?: unknown }>(url)
    .catch((): { readonly data?: unknown } => ({}));
  return typeof binary.data === 'string' ? { ...attachment, data: binary.data } : attachment;
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
