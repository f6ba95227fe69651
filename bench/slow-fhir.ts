import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** A FHIR server that takes its time. */
export interface SlowFhirServer {
  readonly url: string;
  stop(): Promise<void>;
}

interface Stored {
  readonly resourceType: string;
  readonly entry?: readonly { readonly resource: { readonly resourceType: string } }[];
}

const nothing = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 0 });

/** FHIR R4, "CapabilityStatement": `rest.interaction` is where a server says that it takes a batch. */
const statement = JSON.stringify({
  resourceType: 'CapabilityStatement',
  rest: [{ mode: 'server', interaction: [{ code: 'batch' }] }],
});

/**
 * Serves the prefetch of a hook call's body: the patient by id, every other type by search.
 * @param latencyMs how long each read, or each batch of reads, waits for its answer
 * @param offersBatch whether it takes the reads of a call as one Bundle, and says so
 */
export async function startSlowFhir(
  body: string,
  latencyMs: number,
  offersBatch = false,
): Promise<SlowFhirServer> {
  const answers = answersByType(body);
  const answerTo = (url: string): string => {
    const [, type = ''] = /^\/?(\w+)/.exec(url) ?? [];
    if (offersBatch && type === 'metadata') return statement;
    return answers.get(type) ?? nothing;
  };
  const server = createServer(async (request, response) => {
    const sent = request.method === 'POST' ? await text(request) : undefined;
    await pause(latencyMs);
    const isRefused = sent !== undefined && !offersBatch;
    response.writeHead(isRefused ? 405 : 200, { 'content-type': 'application/fhir+json' });
    response.end(sent === undefined ? answerTo(request.url ?? '') : batchOf(sent, answerTo));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The answer to a batch of GETs (FHIR R4, "batch/transaction"). */
function batchOf(sent: string, answerTo: (url: string) => string): string {
  const { entry }: { entry: readonly { request: { url: string } }[] } = JSON.parse(sent);
  const entries = entry.map(
    ({ request }) => `{"resource":${answerTo(request.url)},"response":{"status":"200 OK"}}`,
  );
  return `{"resourceType":"Bundle","type":"batch-response","entry":[${entries.join(',')}]}`;
}

function answersByType(body: string): ReadonlyMap<string, string> {
  const { prefetch }: { prefetch: Readonly<Record<string, Stored>> } = JSON.parse(body);
  return new Map(
    Object.values(prefetch).flatMap((value) => {
      const type =
        value.resourceType === 'Bundle'
          ? value.entry?.[0]?.resource.resourceType
          : value.resourceType;
      return type === undefined ? [] : [[type, JSON.stringify(value)] as const];
    }),
  );
}
