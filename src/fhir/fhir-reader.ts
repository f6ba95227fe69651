import type { Resource } from 'fhir/r4.js';
import type { Dispatcher } from 'undici';
import { isWithin } from './allow-list.ts';
import { BatchSupport } from './batch-support.ts';
import { FairTurns } from './fair-turns.ts';
import { parseUrl, withoutSlashes } from './parse-url.ts';
import { type PrefetchValue, readResource } from './prefetch-value.ts';

/** Enough for a full chart; a server that sends more is misbehaving. */
const limits = {
  redirects: 3,
  pagesPerKey: 20,
  bytesPerCall: 20 * 1024 * 1024,
  connectionsPerServer: 64,
  /** Characters. */
  url: 8192,
  /** How long a server may take to say what it offers, and which part of its time the first call waits for that. */
  statementMs: 5000,
  statementPart: 0.2,
} as const;

/** How one read ended, for the log and the metrics. */
export type ReadOutcome =
  | 'read'
  | 'deadline'
  | 'unreachable'
  | 'status'
  | 'query-refused'
  | 'not-fhir'
  | 'operation-outcome'
  | 'too-large'
  | 'redirect-refused'
  | 'next-refused';

export interface ReadResult {
  readonly outcome: ReadOutcome;
  /** What came, which is not everything unless the outcome is `read`. */
  readonly resources: readonly Resource[];
}

/** A base URL that servers write into their links, and the one under which they are reached from here. */
export interface LinkBase {
  readonly written: URL;
  readonly reached: URL;
}

/** The reads of one call: one server, one token, one deadline, one allowance of bytes. */
export interface ReadSession {
  readonly base: URL;
  readonly accessToken: string | undefined;
  readonly signal: AbortSignal;
  /** Until the signal, from the beginning. */
  readonly deadlineMs: number;
  /** How many pages of a search are followed. */
  readonly pages: number;
  /** Whether its reads wait for a connection where all are taken; else they are left out. */
  readonly waits: boolean;
  bytesLeft: number;
}

/** How much a session may read, where that is less than a chart. */
export interface ReadBounds {
  readonly bytes: number;
  readonly pages: number;
  /** `false` for what a call can do without: it takes no connection that others wait for. */
  readonly waits?: boolean;
}

/**
 * Reads from FHIR servers. It contacts what it is given: whoever calls it has checked the base against the
 * allow-list.
 */
export class FhirReader {
  #dispatcher: Dispatcher | undefined;
  readonly #linkBases: readonly LinkBase[];
  readonly #turns = new Map<string, FairTurns>();
  readonly #batches = new BatchSupport();

  constructor(parts: { dispatcher?: Dispatcher; linkBases?: readonly LinkBase[] } = {}) {
    this.#dispatcher = parts.dispatcher;
    this.#linkBases = parts.linkBases ?? [];
  }

  session(
    base: URL,
    accessToken: string | undefined,
    signal: AbortSignal,
    deadlineMs: number,
    { bytes, pages, waits = true }: ReadBounds = {
      bytes: limits.bytesPerCall,
      pages: limits.pagesPerKey,
    },
  ): ReadSession {
    return { base, accessToken, signal, deadlineMs, pages, waits, bytesLeft: bytes };
  }

  /**
   * Reads resources and searches, with their further pages, in one batch where the server offers that. Never throws.
   * @param addresses relative to the base (`Patient/1`, `Condition?patient=1`), or absolute addresses of next pages
   * @returns a result for each address, in their order
   */
  async readAll(
    session: ReadSession,
    addresses: readonly string[],
  ): Promise<readonly ReadResult[]> {
    const first = addresses.length > 1 ? await this.#batch(session, addresses) : undefined;
    return Promise.all(
      addresses.map((address, index) => {
        const value = first?.[index];
        return value === undefined
          ? this.#read(session, urlWithin(session.base, address, this.#linkBases))
          : this.#readOn(session, value, session.base);
      }),
    );
  }

  async close(): Promise<void> {
    await this.#dispatcher?.destroy();
  }

  /** Reads one resource, or one search with its further pages. */
  async #read(session: ReadSession, url: URL | undefined): Promise<ReadResult> {
    if (url === undefined) return { outcome: 'next-refused', resources: [] };
    let answer = await this.#page(session, url);
    if (answer !== 'query-refused') return this.#readOn(session, answer, url);
    // Some servers refuse to sort, or to be told how long a page is; what they then send is better than nothing.
    const simpler = new URL(url);
    for (const name of ['_sort', '_count']) {
      if (!simpler.searchParams.has(name)) continue;
      simpler.searchParams.delete(name);
      answer = await this.#page(session, simpler);
      if (answer !== 'query-refused') break;
    }
    return this.#readOn(session, answer, simpler);
  }

  /** Follows the pages of a search, from the first on. */
  async #readOn(session: ReadSession, first: Page, start: URL): Promise<ReadResult> {
    const resources: Resource[] = [];
    let answer = first;
    let url = start;
    for (let page = 1; ; page += 1) {
      if (typeof answer === 'string') return { outcome: answer, resources };
      if (answer.state === 'error') return { outcome: 'operation-outcome', resources };
      if (answer.state === 'none') return { outcome: 'read', resources };
      for (const resource of answer.resources) resources.push(resource);
      if (answer.next === undefined) return { outcome: 'read', resources };
      if (page === session.pages) return { outcome: 'too-large', resources };
      const next = nextWithin(session.base, url, answer.next, this.#linkBases);
      if (next === undefined) return { outcome: 'next-refused', resources };
      url = next;
      answer = await this.#page(session, url);
    }
  }

  /** The first page of each address out of one Bundle; undefined where the server does not take one. */
  async #batch(
    session: ReadSession,
    addresses: readonly string[],
  ): Promise<readonly (Page | undefined)[] | undefined> {
    const base = session.base.href;
    const offered = await this.#batches.offers(
      base,
      () => this.#statement(session.base),
      session.deadlineMs * limits.statementPart,
    );
    if (!offered) return undefined;
    const body = JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch',
      entry: addresses.map((url) => ({ request: { method: 'GET', url } })),
    });
    const answer = await this.#json(session, session.base, body);
    const entries = typeof answer === 'string' ? undefined : batchEntries(answer.json);
    if (entries?.length === addresses.length) return entries.map(pageOf);
    if (!session.signal.aborted) this.#batches.failed(base);
    return undefined;
  }

  async #statement(base: URL): Promise<unknown> {
    const { statementMs } = limits;
    const session = this.session(base, undefined, AbortSignal.timeout(statementMs), statementMs);
    const answer = await this.#json(session, new URL(`${withoutSlashes(base.href)}/metadata`));
    return typeof answer === 'string' ? undefined : answer.json;
  }

  async #page(session: ReadSession, start: URL): Promise<Page> {
    const answer = await this.#json(session, start);
    return typeof answer === 'string' ? answer : readResource(answer.json);
  }

  /** @param body of a POST; without one it is a GET, whose redirects are followed */
  async #json(session: ReadSession, start: URL, body?: string): Promise<Json> {
    const turns = this.#turnsAt(start.origin);
    if (!session.waits && !turns.isFree) return 'deadline';
    try {
      return await turns.take(session, session.signal, () =>
        this.#redirected(session, start, body),
      );
    } catch {
      return session.signal.aborted ? 'deadline' : 'unreachable';
    }
  }

  #turnsAt(origin: string): FairTurns {
    const known = this.#turns.get(origin);
    if (known !== undefined) return known;
    const turns = new FairTurns(limits.connectionsPerServer);
    this.#turns.set(origin, turns);
    return turns;
  }

  async #redirected(session: ReadSession, start: URL, body: string | undefined): Promise<Json> {
    let url = start;
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const answer = await this.#send(session, url, body);
      if (answer.statusCode < 300 || answer.statusCode >= 400) {
        return parsed(session, answer);
      }
      discard(answer);
      if (body !== undefined) return 'status';
      const { location } = answer.headers;
      const target =
        typeof location === 'string'
          ? nextWithin(session.base, url, location, this.#linkBases)
          : undefined;
      if (target === undefined) return 'redirect-refused';
      url = target;
    }
    return 'redirect-refused';
  }

  async #send(
    session: ReadSession,
    url: URL,
    body: string | undefined,
  ): Promise<Dispatcher.ResponseData> {
    const { accessToken, signal } = session;
    // Loaded by the first read: many callers prefetch everything, and the service starts sooner without it.
    const { Agent, request } = await import('undici');
    this.#dispatcher ??= new Agent({ connections: limits.connectionsPerServer });
    return request(url, {
      dispatcher: this.#dispatcher,
      signal,
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: {
        accept: 'application/fhir+json',
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
    });
  }
}

type Json = { readonly json: unknown } | ReadOutcome;

/** What one page held, or why there is none. */
type Page = Exclude<PrefetchValue, { state: 'missing' }> | ReadOutcome;

/** A byte order mark at the beginning is passed over (RFC 8259, section 8.1); what is no UTF-8 is refused. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What servers answer that do not know a parameter of a search. */
const queryRefused = new Set([400, 422, 501]);

async function parsed(session: ReadSession, answer: Dispatcher.ResponseData): Promise<Json> {
  if (answer.statusCode !== 200) {
    discard(answer);
    return queryRefused.has(answer.statusCode) ? 'query-refused' : 'status';
  }
  const parts: Buffer[] = [];
  for await (const part of answer.body) {
    const bytes: Buffer = part;
    session.bytesLeft -= bytes.length;
    if (session.bytesLeft < 0) {
      return 'too-large';
    }
    parts.push(bytes);
  }
  try {
    return { json: JSON.parse(utf8.decode(Buffer.concat(parts))) };
  } catch {
    return 'not-fhir';
  }
}

/** Frees the connection without reading what is of no interest; an error while doing so changes nothing. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on('error', () => undefined).destroy();
}

interface BatchEntry {
  readonly resource?: unknown;
  readonly response?: { readonly status?: unknown };
}

/** The entries of a batch's answer, in the order of its requests (FHIR R4, "Batch Processing Rules"). */
function batchEntries(json: unknown): readonly BatchEntry[] | undefined {
  if (typeof json !== 'object' || json === null || !('entry' in json)) return undefined;
  const { entry } = json;
  if (!Array.isArray(entry)) return undefined;
  return entry.map((one: unknown) => (typeof one === 'object' && one !== null ? one : {}));
}

/** Undefined where the entry did not work, so that its address is read by itself. */
function pageOf({ resource, response }: BatchEntry): Page | undefined {
  const status = String(response?.status ?? '200');
  return status.startsWith('200') && resource !== undefined ? readResource(resource) : undefined;
}

/** An address that a template or a server gave, where it stays under the base. */
function urlWithin(base: URL, address: string, linkBases: readonly LinkBase[]): URL | undefined {
  return nextWithin(base, new URL(`${withoutSlashes(base.href)}/`), address, linkBases);
}

/**
 * The address of a link, where it stays under the base. A relative one counts from the base, as servers write it, or
 * from its page where it is a query alone.
 */
function nextWithin(
  base: URL,
  page: URL,
  link: string,
  linkBases: readonly LinkBase[],
): URL | undefined {
  if (link.length > limits.url) return undefined;
  const isQuery = link.startsWith('?');
  const from = isQuery || link.startsWith('/') ? page.href : `${withoutSlashes(base.href)}/`;
  const url = parseUrl(link, from);
  if (url === undefined) return undefined;
  const reached = throughLinkBase(url, linkBases);
  return isWithin(base, reached) ? reached : undefined;
}

function throughLinkBase(url: URL, linkBases: readonly LinkBase[]): URL {
  const found = linkBases.find(({ written }) => isWithin(written, url));
  if (found === undefined) return url;
  const { written, reached } = found;
  const path = url.pathname.slice(withoutSlashes(written.pathname).length);
  return new URL(`${withoutSlashes(reached.href)}${path}${url.search}`);
}
