import type { RequestHandler } from 'express';
import { note } from '../call-notes.ts';
import type { Metrics } from '../metrics.ts';

/** `GET /metrics`, in the text format of Prometheus. */
export function metricsText({ registry }: Metrics): RequestHandler {
  return async (_request, response) => {
    note(response, { route: '/metrics' });
    response.type(registry.contentType).send(await registry.metrics());
  };
}
