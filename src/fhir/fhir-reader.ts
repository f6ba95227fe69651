import { isUtf8 } from 'node:buffer';
import type { Resource } from 'fhir/r4.js';
import type { Dispatcher } from 'undici';
import { isWithin } from './allow-list.ts';
import { parseUrl } from './parse-url.ts';
import { readResource } from './prefetch-value.ts';

/** Enough for a full chart; a server that sends more is misbehaving. */
const limits = {
  redirects: 3,
  pagesPerKey: 10,
  bytesPerCall: 20 * 1024 * 1024,
  connectionsPerServer: 64,
} as const;

/** How one read ended, for the log and the metrics. */
export type ReadOutcome =
  | 'read'
  | 'deadline'
  | 'unreachable'
  | 'status'
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

/** The reads of one call: one server, one token, one deadline, one allowance of bytes. */
export interface ReadSession {
  readonly base: URL;
  readonly accessToken: string | undefined;
  readonly signal: AbortSignal;
  bytesLeft: number;
}

/** Reads from FHIR servers. It contacts what it is given: whoever calls it has checked the base against the allow-list. */
export class FhirReader {
  #dispatcher: Dispatcher | undefined;

  constructor(dispatcher?: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  session(base: URL, accessToken: string | undefined, signal: AbortSignal): ReadSession {
    return { base, accessToken, signal, bytesLeft: limits.bytesPerCall };
  }

  /**
   * Reads one resource, or one search with its further pages. Never throws.
   * @param address relative to the base (`Patient/1`, `Condition?patient=1`), or the absolute address of a next page
   */
  async read(session: ReadSession, address: string): Promise<ReadResult> {
    const resources: Resource[] = [];
    let url = urlWithin(session.base, address);
    for (let page = 0; page < limits.pagesPerKey; page += 1) {
      if (url === undefined) {
        return { outcome: 'next-refused', resources };
      }
      const answer = await this.#page(session, url);
      if (typeof answer === 'string') {
        return { outcome: answer, resources };
      }
      const value = readResource(answer.json);
      if (value.state === 'error') {
        return { outcome: 'operation-outcome', resources };
      }
      if (value.state === 'none') {
        return { outcome: 'read', resources };
      }
      for (const resource of value.resources) {
        resources.push(resource);
      }
      if (value.next === undefined) {
        return { outcome: 'read', resources };
      }
      url = urlWithin(session.base, value.next);
    }
    return { outcome: 'too-large', resources };
  }

  async close(): Promise<void> {
    await this.#dispatcher?.destroy();
  }

  async #page(session: ReadSession, start: URL): Promise<{ json: unknown } | ReadOutcome> {
    let url = start;
    try {
      for (let hop = 0; hop <= limits.redirects; hop += 1) {
        const answer = await this.#send(session, url);
        if (answer.statusCode < 300 || answer.statusCode >= 400) {
          return await parsed(session, answer);
        }
        discard(answer);
        const { location } = answer.headers;
        const target = typeof location === 'string' ? parseUrl(location, url.href) : undefined;
        if (target === undefined || !isWithin(session.base, target)) {
          return 'redirect-refused';
        }
        url = target;
      }
      return 'redirect-refused';
    } catch {
      return session.signal.aborted ? 'deadline' : 'unreachable';
    }
  }

  async #send(session: ReadSession, url: URL): Promise<Dispatcher.ResponseData> {
    const { accessToken, signal } = session;
    // Loaded by the first read: many callers prefetch everything, and the service starts sooner without it.
    const { Agent, request } = await import('undici');
    this.#dispatcher ??= new Agent({ connections: limits.connectionsPerServer });
    return request(url, {
      dispatcher: this.#dispatcher,
      signal,
      headers: {
        accept: 'application/fhir+json',
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
    });
  }
}

async function parsed(
  session: ReadSession,
  answer: Dispatcher.ResponseData,
): Promise<{ json: unknown } | ReadOutcome> {
  if (answer.statusCode !== 200) {
    discard(answer);
    return 'status';
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
  const whole = Buffer.concat(parts);
  if (!isUtf8(whole)) {
    return 'not-fhir';
  }
  try {
    return { json: JSON.parse(whole.toString('utf8')) };
  } catch {
    return 'not-fhir';
  }
}

/** Frees the connection without reading what is of no interest; an error while doing so changes nothing. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on('error', () => undefined).destroy();
}

/** An address that a template or a server gave, where it stays under the base. */
function urlWithin(base: URL, address: string): URL | undefined {
  const url = parseUrl(address, `${base.href.replace(/\/+$/, '')}/`);
  return url !== undefined && isWithin(base, url) ? url : undefined;
}
