import type { RequestHandler } from 'express';
import type { Metrics } from '../metrics.ts';

/** `GET /metrics`, in the text format of Prometheus. */
export function metricsText({ registry }: Metrics): RequestHandler {
  return async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  };
}
