import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { notesOf } from '../call-notes.ts';

/**
 * Gives each request an id and, once it is answered, writes one line to the log.
 * The line names the route's pattern, never the URL: a URL can hold an identifier.
 */
export function observe(log: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const id = requestId(request.headers['x-request-id']);
    response.setHeader('X-Request-Id', id);
    response.on('close', () => {
      const fields = {
        id,
        method: request.method,
        status: response.writableFinished ? response.statusCode : 499,
        ms: Math.round((performance.now() - started) * 10) / 10,
        ...notesOf(response),
      };
      log.info(fields);
    });
    next();
  };
}

function requestId(sent: string | string[] | undefined): string {
  return typeof sent === 'string' && /^[\w-]{1,64}$/.test(sent) ? sent : randomUUID();
}
