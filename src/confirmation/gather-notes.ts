import { setMaxListeners } from 'node:events';
import type { DocumentReference, Resource } from 'fhir/r4.js';
import type { HookRequest } from '../cds/types.ts';
import { fieldsOf, listOf, textOf } from '../chart/fields.ts';
import { type AllowedServers, allowedBase } from '../fhir/allow-list.ts';
import type { FhirReader, ReadOutcome, ReadSession } from '../fhir/fhir-reader.ts';
import { fillTemplate } from '../fhir/prefetch-template.ts';
import { prefetchValue } from '../fhir/prefetch-value.ts';
import { holdsNotesOf } from '../notes/fhir-notes.ts';

/** The notes of a call are a few pages of text; whatever exceeds that is left unread. */
const bounds = {
  documents: 20,
  attachments: 20,
  // Notes only add to what the coded chart says: where connections are short, those go to the charts of others.
  read: { bytes: 2 * 1024 * 1024, pages: 1, waits: false },
} as const;

/** What a call's notes are read with. */
export interface GatherNotesInput {
  readonly request: HookRequest;
  /** The prefetch key of the notes, and its search. */
  readonly key: string;
  readonly template: string;
  readonly allowed: AllowedServers;
  /** What is left of the time for all reads of the call. */
  readonly deadlineMs: number;
  readonly asOf: Date;
}

export interface GatheredNotes {
  readonly resources: readonly Resource[];
  /** How each read ended. */
  readonly reads: readonly ReadOutcome[];
}

/**
 * The documents of the patient: those that the client prefetched, or what its FHIR server finds; and what is attached
 * by address, where that lies on the same server, which has to be one that the caller may name. Bounded in number, bytes
 * and time. Never throws: what does not come is not read.
 */
export async function gatherNotes(
  reader: FhirReader,
  input: GatherNotesInput,
): Promise<GatheredNotes> {
  const { request, key, template, allowed, deadlineMs, asOf } = input;
  const { fhirServer, fhirAuthorization, context } = request;
  const sent = prefetchValue(request.prefetch, key);
  const base =
    fhirServer === undefined || deadlineMs <= 0 ? undefined : allowedBase(fhirServer, allowed);
  const given = sent.state === 'data' ? sent.resources : [];
  if (base === undefined) return { resources: documentsOf(given, context.patientId), reads: [] };
  const deadline = AbortSignal.timeout(deadlineMs);
  // Every read listens to the one deadline: more than ten are no leak.
  setMaxListeners(0, deadline);
  const token = fhirAuthorization?.access_token;
  const session = reader.session(base, token, deadline, deadlineMs, bounds.read);
  const reads: ReadOutcome[] = [];
  const found = [...given];
  const address = sent.state === 'missing' ? fillTemplate(template, context, asOf) : undefined;
  if (address !== undefined) {
    for (const { outcome, resources } of await reader.readAll(session, [address])) {
      reads.push(outcome);
      found.push(...resources);
    }
  }
  const documents = documentsOf(found, context.patientId);
  return { resources: await withAttachments(documents, reader, session, reads), reads };
}

/** The documents of the patient that the client sent along: nothing is read for them. */
export function documentsSent(
  { prefetch, context }: HookRequest,
  key: string,
): readonly DocumentReference[] {
  const sent = prefetchValue(prefetch, key);
  return sent.state === 'data' ? documentsOf(sent.resources, context.patientId) : [];
}

/** The patient's own documents that stand, as many as are read. */
function documentsOf(
  resources: readonly Resource[],
  patientId: string,
): readonly DocumentReference[] {
  return resources
    .filter((one): one is DocumentReference => one.resourceType === 'DocumentReference')
    .filter((one) => holdsNotesOf(one, patientId))
    .toSorted((one, other) => dayOf(other).localeCompare(dayOf(one)))
    .slice(0, bounds.documents);
}

/** When a document was written, as text: the newest are read. */
function dayOf({ date, context }: DocumentReference): string {
  return date ?? context?.period?.start ?? '9999';
}

/** The documents with the text that they give the address of. */
async function withAttachments(
  documents: readonly DocumentReference[],
  reader: FhirReader,
  session: ReadSession,
  reads: ReadOutcome[],
): Promise<readonly Resource[]> {
  const addresses = [...new Set(documents.flatMap(addressesIn))].slice(0, bounds.attachments);
  if (addresses.length === 0) return documents;
  const results = await reader.readAll(session, addresses);
  const texts = new Map<string, string>();
  for (const [at, { outcome, resources }] of results.entries()) {
    reads.push(outcome);
    const data = textOf(fieldsOf(resources[0])?.data);
    const address = addresses[at];
    if (data !== undefined && address !== undefined) texts.set(address, data);
  }
  return documents.map((document) => ({
    ...document,
    content: listOf(document.content).map((one) => {
      const attachment = fieldsOf(one.attachment) ?? {};
      const data = attachment.data ?? texts.get(textOf(attachment.url) ?? '');
      return { ...one, attachment: { ...attachment, ...(data === undefined ? {} : { data }) } };
    }),
  }));
}

/** Where a document's texts stand that it does not hold itself; what is no text is not read. */
function addressesIn({ content }: DocumentReference): readonly string[] {
  return listOf(content).flatMap(({ attachment }) => {
    const { data, url, contentType } = fieldsOf(attachment) ?? {};
    const address = textOf(url);
    const type = textOf(contentType) ?? 'text/plain';
    const isText = /^text\/|rtf|xhtml/i.test(type);
    return data === undefined && address !== undefined && isText ? [address] : [];
  });
}
