import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/**
 * Serves the prefetch of a hook call's body: the patient by id, every other type by search.
 * @param latencyMs how long each read waits for its answer
 */
export async function startSlowFhir(body: string, latencyMs: number): Promise<SlowFhirServer> {
  const answers = answersByType(body);
  const nothing = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 0 });
  const server = createServer(async (request, response) => {
    const [, type = ''] = /^\/(\w+)/.exec(request.url ?? '') ?? [];
    await pause(latencyMs);
    response.writeHead(200, { 'content-type': 'application/fhir+json' });
    response.end(answers.get(type) ?? nothing);
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
