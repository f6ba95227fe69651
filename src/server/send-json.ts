import type { Response } from 'express';

/** Answers 200 with JSON in one write; what `response.json` adds around it (ETag, freshness) a POST has no use for. */
export function sendJson(response: Response, body: object): void {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', length);
  // ASCII, as nearly all answers are, is the same in Latin 1, which is copied without being looked at.
  response.end(text, length === text.length ? 'latin1' : 'utf8');
}

/** Answers 200 with a FHIR resource. */
export function sendFhir(response: Response, resource: object): void {
  const body = Buffer.from(JSON.stringify(resource));
  response.setHeader('Content-Type', 'application/fhir+json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}
