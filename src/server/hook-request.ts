import type { BundleEntry, FhirResource, Resource } from 'fhir/r4.js';
import { Allowance, excessOf } from '../cds/order-bounds.ts';
import type { FhirAuthorization, HookContext, HookName, HookRequest } from '../cds/types.ts';
import { parseUrl } from '../fhir/parse-url.ts';
import { badField } from './problem.ts';

/** What no caller that means well comes near; beyond it whoever else calls would have to wait. */
const most = {
  /** Entries of the Bundle of draft orders: what one person signs at once, labs and medication included. */
  entries: 250,
  selections: 250,
  /** Characters. */
  url: 2048,
  token: 16_384,
  text: 1024,
} as const;

/** Half of a surrogate pair, which no URL can hold. */
const halfCharacter = /\p{Surrogate}/u;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the body of a hook call (CDS Hooks 2.0, "HTTP Request"; contexts of `order-select` and `order-sign`).
 * Unknown fields are ignored; an optional field that is null counts as absent; entries of `draftOrders`
 * that hold no resource are left out.
 * @param body the parsed JSON
 * @param hook the hook that the service at this URL answers
 * @throws Problem 400 that names the field
 */
export function readHookRequest(body: unknown, hook: HookName): HookRequest {
  if (!isFields(body)) {
    throw badField('body', 'expected a JSON object, the CDS Hooks request', 'structure');
  }
  const named = requiredText(body, 'hook');
  if (named !== hook) {
    throw badField('hook', `this service answers ${hook}; call it with that hook`);
  }
  const fhirServer = optionalText(body, 'fhirServer', '', most.url);
  if (fhirServer !== undefined && parseUrl(fhirServer) === undefined) {
    throw badField('fhirServer', 'expected an absolute URL');
  }
  const fhirAuthorization = readAuthorization(body.fhirAuthorization);
  if (fhirAuthorization !== undefined && fhirServer === undefined) {
    throw badField('fhirServer', 'required where fhirAuthorization is given', 'required');
  }
  const prefetch = optionalFields(body, 'prefetch');
  const extension = readExtension(body);
  return {
    hook,
    hookInstance: requiredText(body, 'hookInstance'),
    context: readContext(body.context, hook),
    ...(fhirServer === undefined ? {} : { fhirServer }),
    ...(fhirAuthorization === undefined ? {} : { fhirAuthorization }),
    // What each key holds is looked at when the key is needed: see src/fhir.
    ...(prefetch === undefined
      ? {}
      : { prefetch: prefetch as Readonly<Record<string, Resource | null>> }),
    ...(extension === undefined ? {} : { extension }),
  };
}

/** Deeper than anybody nests what is not read here. */
const mostLevels = 500;

/** What callers say of themselves: a few members, which are looked through for each order. */
function readExtension(body: Fields): Fields | undefined {
  const extension = optionalFields(body, 'extension');
  const excess = excessOf(extension, new Allowance('extension'), mostLevels);
  if (excess !== undefined) throw badField(`extension${excess.path}`, excess.expected);
  return extension;
}

function readContext(context: unknown, hook: HookName): HookContext {
  if (!isFields(context)) {
    throw badField('context', 'required: an object', 'required');
  }
  const encounterId = optionalText(context, 'encounterId', 'context.');
  return {
    userId: requiredText(context, 'userId', 'context.'),
    patientId: readId(
      requiredText(context, 'patientId', 'context.'),
      'Patient',
      'context.patientId',
    ),
    draftOrders: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: draftEntries(context),
    },
    ...(encounterId === undefined || encounterId === ''
      ? {}
      : { encounterId: readId(encounterId, 'Encounter', 'context.encounterId') }),
    ...(hook === 'order-select' ? { selections: readSelections(context.selections) } : {}),
  };
}

/** An id of FHIR R4 ("Data types", id). */
const fhirId = /^[A-Za-z0-9.-]{1,64}$/;

/**
 * The id that a field of the context holds. Callers also send it as a reference, relative or absolute, with a
 * version or as a `urn:uuid:`, which mean the same resource.
 * @throws Problem 400 where it can be no id
 */
function readId(text: string, type: 'Patient' | 'Encounter', field: string): string {
  const [plain = ''] = text.split('/_history/', 1);
  const segments = plain.split('/');
  const id = (segments.at(-1) ?? '').replace(/^urn:uuid:/, '');
  const isReference = segments.length > 1;
  if (!fhirId.test(id) || /^\.+$/.test(id) || (isReference && segments.at(-2) !== type)) {
    throw badField(field, `expected the id of a FHIR ${type}, such as 123 or ${type}/123`);
  }
  return id;
}

function readSelections(selections: unknown): readonly string[] {
  if (selections === undefined || selections === null) {
    throw badField('context.selections', 'required: a list of references', 'required');
  }
  if (!Array.isArray(selections) || !selections.every((item) => typeof item === 'string')) {
    throw badField('context.selections', 'expected a list of references such as ServiceRequest/1');
  }
  if (selections.length > most.selections) {
    throw badField('context.selections', `expected at most ${most.selections} selections`);
  }
  return selections;
}

function draftEntries(context: Fields): BundleEntry<FhirResource>[] {
  const bundle = context.draftOrders;
  if (bundle === undefined || bundle === null) {
    throw badField('context.draftOrders', 'required: a Bundle of the draft orders', 'required');
  }
  if (!isFields(bundle) || (bundle.resourceType ?? 'Bundle') !== 'Bundle') {
    throw badField('context.draftOrders', 'expected a FHIR Bundle');
  }
  const entries = bundle.entry ?? [];
  if (!Array.isArray(entries)) {
    throw badField('context.draftOrders.entry', 'expected a list');
  }
  if (entries.length > most.entries) {
    throw badField('context.draftOrders.entry', `expected at most ${most.entries} draft orders`);
  }
  const allowance = new Allowance();
  for (const [index, entry] of entries.entries()) {
    allowance.next();
    const excess = excessOf(entry, allowance);
    if (excess === undefined) continue;
    throw badField(`context.draftOrders.entry[${index}]${excess.path}`, excess.expected);
  }
  return entries.filter(holdsResource);
}

function holdsResource(entry: unknown): entry is BundleEntry<FhirResource> {
  return (
    isFields(entry) && isFields(entry.resource) && typeof entry.resource.resourceType === 'string'
  );
}

function readAuthorization(value: unknown): FhirAuthorization | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!isFields(value)) {
    throw badField('fhirAuthorization', 'expected an object');
  }
  const patient = optionalText(value, 'patient', 'fhirAuthorization.');
  return {
    access_token: requiredText(value, 'access_token', 'fhirAuthorization.', most.token),
    token_type: optionalText(value, 'token_type', 'fhirAuthorization.') ?? 'Bearer',
    expires_in: typeof value.expires_in === 'number' ? value.expires_in : 0,
    scope: optionalText(value, 'scope', 'fhirAuthorization.') ?? '',
    subject: optionalText(value, 'subject', 'fhirAuthorization.') ?? '',
    ...(patient === undefined ? {} : { patient }),
  };
}

function requiredText(fields: Fields, name: string, path = '', longest?: number): string {
  const text = optionalText(fields, name, path, longest);
  if (text === undefined || text.trim() === '') {
    throw badField(path + name, 'required: a text', 'required');
  }
  return text;
}

function optionalText(
  fields: Fields,
  name: string,
  path = '',
  longest: number = most.text,
): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw badField(path + name, 'expected a text');
  }
  if (value.length > longest) {
    throw badField(path + name, `expected a text of at most ${longest} characters`);
  }
  if (halfCharacter.test(value)) {
    throw badField(path + name, 'expected a text of whole characters');
  }
  return value;
}

function optionalFields(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!isFields(value)) {
    throw badField(name, 'expected an object');
  }
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
