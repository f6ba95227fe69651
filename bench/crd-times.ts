import { orderSignBody, usual } from './chart-body.ts';
import type { Child } from './child.ts';
import { crdBody } from './crd-body.ts';
import { openLoop } from './open-loop.ts';
import { quantile } from './quantile.ts';
import { table } from './report.ts';
import { startSlowFhir } from './slow-fhir.ts';

interface CrdRow {
  readonly name: string;
  readonly perSecond: number;
  /** Milliseconds, ascending. */
  readonly times: Float64Array;
  /** Share of the answers that say the same as with everything prefetched. */
  readonly complete: number;
  /** Share of the answers with coverage information on the order. */
  readonly informed: number;
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
}

interface CrdInput {
  /** Starts the service with these settings. */
  readonly start: (env: Readonly<Record<string, string>>) => Promise<Child>;
  /** How long each case is measured. */
  readonly seconds: number;
}

interface Answer {
  readonly status: number;
  readonly extension?: unknown;
  readonly systemActions?: readonly unknown[];
}

const path = '/cds-services/spine-imaging-order-sign';
/** What each read of a slow FHIR server takes, and what the service allows for all of them together. */
const slowCases = [
  { latencyMs: 800, deadlineMs: 1500 },
  { latencyMs: 800, deadlineMs: 4000 },
  { latencyMs: 2000, deadlineMs: 1500 },
  { latencyMs: 2000, deadlineMs: 4000 },
] as const;

/** A server that takes a call's reads as one Bundle serves many callers at once. */
const batchCase = { latencyMs: 800, deadlineMs: 4000, perSecond: 50 } as const;

/**
 * CRD asks for an answer within 5 s for 90 % of the calls. Measures calls of a CRD client at `order-sign` that come
 * at a steady rate: with everything prefetched, and with nothing prefetched and a slow FHIR server to read from.
 */
export async function measureCrd({ start, seconds }: CrdInput): Promise<void> {
  const body = crdBody(orderSignBody(usual, 'plain', new Date()));
  const service = await start({});
  const expected = await ask(service.url, body);
  const input = { seconds, expected: JSON.stringify(expected.extension) };
  const prefetched = await measured({
    ...input,
    name: 'everything prefetched',
    url: service.url,
    body,
    perSecond: 20,
  });
  const slow = await Promise.all(
    slowCases.map(async ({ latencyMs, deadlineMs }) => {
      const fhir = await startSlowFhir(body, latencyMs);
      const { url } = await start({ FHIR_DEADLINE_MS: String(deadlineMs) });
      const name = `nothing prefetched, reads of ${latencyMs} ms, FHIR_DEADLINE_MS ${deadlineMs}`;
      const unread = withoutPrefetch(body, fhir.url);
      // The first call opens the connections.
      await ask(url, unread);
      const row = await measured({ ...input, name, url, body: unread, perSecond: 2 });
      await fhir.stop();
      return row;
    }),
  );
  print([prefetched, ...slow, await measuredBatch(body, input, start)]);
}

/** By itself: at this rate it needs a core of its own. */
async function measuredBatch(
  body: string,
  input: Pick<Case, 'seconds' | 'expected'>,
  start: CrdInput['start'],
): Promise<CrdRow> {
  const { latencyMs, deadlineMs, perSecond } = batchCase;
  const fhir = await startSlowFhir(body, latencyMs, true);
  const { url } = await start({ FHIR_DEADLINE_MS: String(deadlineMs) });
  const unread = withoutPrefetch(body, fhir.url);
  // The first call learns that the server takes a batch.
  await ask(url, unread);
  const name = `nothing prefetched, batches of ${latencyMs} ms, FHIR_DEADLINE_MS ${deadlineMs}`;
  const row = await measured({ ...input, name, url, body: unread, perSecond });
  await fhir.stop();
  return row;
}

function withoutPrefetch(body: string, fhirServer: string): string {
  const { prefetch: _, ...request }: Readonly<Record<string, unknown>> = JSON.parse(body);
  const fhirAuthorization = {
    access_token: 'a-token-for-reads',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'user/*.read',
    subject: 'cds-service',
  };
  return JSON.stringify({ ...request, fhirServer, fhirAuthorization });
}

async function ask(url: string, body: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method: 'POST', headers, body });
  return { ...JSON.parse(await answer.text()), status: answer.status };
}

interface Case {
  readonly name: string;
  readonly url: string;
  readonly body: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** What the answer says with everything prefetched. */
  readonly expected: string;
}

async function measured({ name, url, body, perSecond, ...input }: Case): Promise<CrdRow> {
  const times: number[] = [];
  let complete = 0;
  let informed = 0;
  const statuses = new Map<number, number>();
  const calls: Promise<void>[] = [];
  const call = async (due: number): Promise<void> => {
    const { status, extension, systemActions = [] } = await ask(url, body);
    times.push(performance.now() - due);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (JSON.stringify(extension) === input.expected) complete += 1;
    if (systemActions.length > 0) informed += 1;
  };
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), input.seconds * 1000);
  await openLoop(perSecond, end.signal, () => (due) => calls.push(call(due)));
  clearTimeout(timer);
  await Promise.all(calls);
  return {
    name,
    perSecond,
    times: Float64Array.from(times).sort(),
    complete: complete / times.length,
    informed: informed / times.length,
    statuses,
  };
}

function print(rows: readonly CrdRow[]): void {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  console.log('\nCRD calls at order-sign, at a steady rate');
  table(
    [
      ...['calls', 'a second', 'p50 ms', 'p90 ms', 'p99 ms'],
      ...['answers by status', 'complete', 'coverage information'],
    ],
    rows.map(({ name, perSecond, times, statuses, complete, informed }) => [
      name,
      String(perSecond),
      quantile(times, 0.5).toFixed(0),
      quantile(times, 0.9).toFixed(0),
      quantile(times, 0.99).toFixed(0),
      [...statuses].map(([status, count]) => `${status}: ${count}`).join(', '),
      percent(complete),
      percent(informed),
    ]),
  );
}
