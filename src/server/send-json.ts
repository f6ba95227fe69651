import type { Response } from 'express';

/** Answers 200 with JSON in one write; what `response.json` adds around it (ETag, freshness) a POST has no use for. */
export function sendJson(response: Response, body: object): void {
  const text = JSON.stringify(body);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}
