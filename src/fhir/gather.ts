import { setMaxListeners } from 'node:events';
import type { Resource } from 'fhir/r4.js';
import type { HookRequest } from '../cds/types.ts';
import { type AllowedServers, allowedBase } from './allow-list.ts';
import type { FhirReader, ReadOutcome } from './fhir-reader.ts';
import { fillTemplate } from './prefetch-template.ts';
import { prefetchValue } from './prefetch-value.ts';
import { resolveUrns } from './resolve-urns.ts';

export interface GatherInput {
  readonly request: HookRequest;
  /** The keys that the draft orders need. */
  readonly keys: readonly string[];
  /** Key → read or search with tokens. */
  readonly templates: Readonly<Record<string, string>>;
  readonly allowed: AllowedServers;
  /** For all reads together. */
  readonly deadlineMs: number;
  readonly asOf: Date;
}

interface ToRead {
  readonly key: string;
  /** Relative to the FHIR base, or the absolute address of a next page. */
  readonly address: string;
}

export interface Gathered {
  readonly resources: readonly Resource[];
  /** What a `fullUrl` that is no address means: `urn:uuid:…` → `Condition/1`. */
  readonly urns: ReadonlyMap<string, string>;
  /** The keys whose data could be had neither way, or only in part. */
  readonly unavailable: readonly string[];
  /** The keys that the FHIR server was asked for and gave nothing of. */
  readonly unread: readonly string[];
  /** The call brought none of the needed keys, and none could be read. */
  readonly nothingToGoBy: boolean;
  /** How each read ended. */
  readonly reads: readonly { readonly key: string; readonly outcome: ReadOutcome }[];
}

/**
 * Brings together the data that a call's orders need: what the client prefetched, and for each key that it left out
 * (or cut off after a page) what its FHIR server has. Never throws: what does not come is named in `unavailable`.
 */
export async function gather(reader: FhirReader, input: GatherInput): Promise<Gathered> {
  const { request, keys } = input;
  const { resources, failed, toRead, came, urns } = fromPrefetch(input);
  const base =
    request.fhirServer === undefined || toRead.length === 0
      ? undefined
      : allowedBase(request.fhirServer, input.allowed);
  if (base === undefined) {
    const unavailable = inOrder(keys, [...failed, ...toRead.map(({ key }) => key)]);
    return { resources, urns, unavailable, unread: [], nothingToGoBy: came === 0, reads: [] };
  }
  const results = await readAll(reader, base, input, toRead);
  const unread: string[] = [];
  for (const { key, outcome, resources: read } of results) {
    append(resources, read);
    if (outcome === 'read') continue;
    failed.push(key);
    if (read.length === 0) unread.push(key);
  }
  return {
    resources,
    urns,
    unavailable: inOrder(keys, failed),
    unread: inOrder(keys, unread),
    nothingToGoBy: came === 0 && unread.length === toRead.length,
    reads: results.map(({ key, outcome }) => ({ key, outcome })),
  };
}

/** What the prefetch holds, and what is left to read. */
function fromPrefetch({ request, keys, templates, asOf }: GatherInput) {
  const resources: Resource[] = [];
  const failed: string[] = [];
  const toRead: ToRead[] = [];
  const urns = new Map<string, string>();
  let came = 0;
  for (const key of keys) {
    const value = prefetchValue(request.prefetch, key);
    if (value.state === 'missing') {
      const address = fillTemplate(templates[key] ?? '', request.context, asOf);
      // No address: the call has nothing for a token (no encounter, say), so there is nothing to ask for.
      if (address !== undefined) {
        toRead.push({ key, address });
      }
    } else if (value.state === 'error') {
      failed.push(key);
    } else if (value.state === 'none') {
      came += 1;
    } else {
      came += 1;
      append(resources, value.resources);
      for (const [urn, reference] of value.urns ?? []) urns.set(urn, reference);
      if (value.next !== undefined) {
        toRead.push({ key, address: value.next });
      }
    }
  }
  return {
    resources: urns.size === 0 ? resources : resolveUrns(resources, urns),
    ...{ failed, toRead, came, urns },
  };
}

async function readAll(
  reader: FhirReader,
  base: URL,
  { request, deadlineMs }: GatherInput,
  toRead: readonly ToRead[],
): Promise<readonly { key: string; outcome: ReadOutcome; resources: readonly Resource[] }[]> {
  const deadline = new AbortController();
  // Every read listens to the one deadline: more than ten are no leak.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => deadline.abort(), deadlineMs);
  const token = request.fhirAuthorization?.access_token;
  const session = reader.session(base, token, deadline.signal, deadlineMs);
  try {
    const results = await reader.readAll(
      session,
      toRead.map(({ address }) => address),
    );
    return toRead.flatMap(({ key }, index) => {
      const result = results[index];
      return result === undefined ? [] : [{ key, ...result }];
    });
  } finally {
    clearTimeout(timer);
  }
}

function inOrder(keys: readonly string[], some: readonly string[]): readonly string[] {
  return keys.filter((key) => some.includes(key));
}

/** Not `push(...more)`: a Bundle can hold more entries than a call can take arguments. */
function append(resources: Resource[], more: readonly Resource[]): void {
  for (const resource of more) {
    resources.push(resource);
  }
}
