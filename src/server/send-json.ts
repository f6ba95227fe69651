import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const compressed = promisify(gzip);

/** Characters of an answer: many times what the orders of one person come to. */
export const mostAnswered = 1024 * 1024;

/** Below it compressing costs more than it saves. */
const leastCompressed = 4096;

/** Answers 200 with JSON in one write; what `response.json` adds around it (ETag, freshness) a POST has no use for. */
export async function sendJson(request: Request, response: Response, body: object): Promise<void> {
  await sendJsonText(request, response, JSON.stringify(body));
}

/** Answers 200 with JSON that is written already, compressed (beside the main thread) for whoever asks for that. */
export async function sendJsonText(
  request: Request,
  response: Response,
  text: string,
): Promise<void> {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (text.length >= leastCompressed && takesGzip(request)) {
    const bytes = await compressed(text, { level: constants.Z_BEST_SPEED });
    response.setHeader('Content-Encoding', 'gzip');
    response.vary('Accept-Encoding');
    response.setHeader('Content-Length', bytes.length);
    response.end(bytes);
    return;
  }
  const length = Buffer.byteLength(text);
  response.setHeader('Content-Length', length);
  // ASCII, as nearly all answers are, is the same in Latin 1, which is copied without being looked at.
  response.end(text, length === text.length ? 'latin1' : 'utf8');
}

/** Answers 200 with a FHIR resource. */
export function sendFhir(response: Response, resource: object): void {
  sendFhirText(response, JSON.stringify(resource));
}

/** The same with one that is written already. */
export function sendFhirText(response: Response, text: string): void {
  const body = Buffer.from(text);
  response.setHeader('Content-Type', 'application/fhir+json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

function takesGzip(request: Request): boolean {
  const accepted = request.headers['accept-encoding'];
  return accepted !== undefined && request.acceptsEncodings('gzip') === 'gzip';
}
