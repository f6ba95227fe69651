import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { elapsed, notesOf } from '../call-notes.ts';
import type { Metrics } from '../metrics.ts';
import type { Tracing } from '../tracing.ts';

/**
 * Gives each request an id and, once it is answered, writes one line to the log and counts it.
 * Both name the route's pattern, never the URL: a URL can hold an identifier.
 */
export function observe(log: Logger, metrics: Metrics, tracing?: Tracing): RequestHandler {
  return (request, response, next) => {
    response.locals.started = performance.now();
    const id = requestId(request.headers['x-request-id']);
    response.setHeader('X-Request-Id', id);
    const traced = tracing?.request(request);
    response.locals.traced = traced;
    response.on('close', () => {
      const ms = elapsed(response);
      const notes = notesOf(response);
      // 499: the caller went away before the answer was written.
      const status = response.writableFinished ? response.statusCode : 499;
      const route = notes.route ?? routeOf(request);
      metrics.answered(route, status, ms / 1000);
      traced?.end({ method: request.method, route, status });
      if (notes.reason !== undefined) {
        metrics.refused(notes.reason);
      }
      log.info({
        id,
        method: request.method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        ...notes,
      });
    });
    next();
  };
}

/** The path of the route that matched, as the route table writes it. */
function routeOf(request: Request): string {
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? path : 'other';
}

function requestId(sent: string | string[] | undefined): string {
  return typeof sent === 'string' && /^[\w-]{1,64}$/.test(sent) ? sent : randomUUID();
}
