import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { CdsService } from '../cds/service.ts';
import type { FhirReader } from '../fhir/fhir-reader.ts';
import { crossOrigin } from './middleware/cross-origin.ts';
import { errorsToHttp, notFound } from './middleware/errors.ts';
import { jsonBody } from './middleware/json-body.ts';
import { observe } from './middleware/observe.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { Problem } from './problem.ts';
import { discovery } from './routes/discovery.ts';
import { hookCall } from './routes/hook-call.ts';
import type { Settings } from './settings.ts';

export interface AppParts {
  readonly settings: Settings;
  readonly services: readonly CdsService[];
  readonly reader: FhirReader;
  readonly log: Logger;
  /** The instant of evaluation of each call. */
  readonly clock?: () => Date;
}

/** The HTTP interface: what is served where. Opens nothing and listens to nothing. */
export function createApp(parts: AppParts): Express {
  const { settings, services, reader, log, clock = () => new Date() } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy);

  const { fhirDeadlineMs } = settings;
  const fhirServers = settings.fhirServers ?? 'loopback';
  const body = jsonBody(settings.bodyLimit);

  app.use(observe(log), securityHeaders(), crossOrigin(settings.corsOrigins));

  app.get('/cds-services', discovery(services));
  for (const service of services) {
    const { id } = service.definition;
    app.post(
      `/cds-services/${id}`,
      body,
      hookCall({ service, reader, fhirServers, fhirDeadlineMs, clock }),
    );
  }
  app.all('/cds-services/:id', unknownService);

  app.use(notFound, errorsToHttp(log));
  return app;
}

const unknownService: RequestHandler = () => {
  throw new Problem(404, 'not-found', 'No such service; GET /cds-services lists the services.');
};
