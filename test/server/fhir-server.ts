import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A FHIR server under the test's control, which keeps what it was asked and counts connections. */
export interface FhirTestServer {
  readonly origin: string;
  readonly requests: readonly { readonly path: string; readonly authorization: string }[];
  readonly connections: () => number;
  stop(): Promise<void>;
}

export type Responder = (request: IncomingMessage, response: ServerResponse) => void;

export async function startFhirServer(respond: Responder): Promise<FhirTestServer> {
  const requests: { path: string; authorization: string }[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    requests.push({ path: url, authorization: headers.authorization ?? '' });
    respond(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends a resource as FHIR JSON. */
export function sendFhir(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json' });
  response.end(JSON.stringify(body));
}

export const patient = { resourceType: 'Patient', id: 'pat-1' };

/** A searchset of conditions with these ids. */
export function conditions(ids: readonly string[], next?: string) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
    entry: ids.map((id) => ({ resource: { resourceType: 'Condition', id } })),
  };
}

/** Answers the reads of the tests' services: the patient, and a Bundle of one condition. */
export const wellBehaved: Responder = (request, response) => {
  const isPatient = request.url?.includes('/Patient/') === true;
  sendFhir(response, isPatient ? patient : conditions(['c1']));
};
