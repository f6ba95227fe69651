import type { RequestHandler } from 'express';
import type { Metrics } from '../metrics.ts';

/**
 * `GET /metrics`, in the text format of Prometheus.
 * @param collect reads the numbers, where they are not this process' own
 */
export function metricsText(
  { registry }: Metrics,
  collect: () => Promise<string> = () => registry.metrics(),
): RequestHandler {
  return async (_request, response) => {
    response.type(registry.contentType).send(await collect());
  };
}
