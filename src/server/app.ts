import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { withStatedAssessments } from '../../hooks/with-stated-assessments.ts';
import type { CdsService } from '../cds/service.ts';
import type { DtrSettings } from '../dtr/settings.ts';
import type { FhirReader } from '../fhir/fhir-reader.ts';
import { newestOf } from '../guideline/policy.ts';
import { loadedPolicies, withReadings } from '../spine-imaging/loaded-policies.ts';
import type { Store } from '../store/store.ts';
import { Metrics } from './metrics.ts';
import { requireAccessToken } from './middleware/access-token.ts';
import { authenticate } from './middleware/authenticate.ts';
import { crossOrigin } from './middleware/cross-origin.ts';
import { errorsToHttp, notFound } from './middleware/errors.ts';
import { jsonBody } from './middleware/json-body.ts';
import { observe } from './middleware/observe.ts';
import { requestLimit } from './middleware/rate-limit.ts';
import { recordRefusal } from './middleware/record-refusal.ts';
import { reportsAccess } from './middleware/reports-access.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { Problem } from './problem.ts';
import { discovery } from './routes/discovery.ts';
import { dtrRoutes } from './routes/dtr.ts';
import { feedback } from './routes/feedback.ts';
import { fhirRoutes } from './routes/fhir.ts';
import { formAppRoutes } from './routes/form-app.ts';
import { live, ready } from './routes/health.ts';
import { hookCall } from './routes/hook-call.ts';
import { metricsText } from './routes/metrics.ts';
import { openApi } from './routes/openapi.ts';
import { callReports, determinationReports, feedbackReports } from './routes/reports.ts';
import { tokenRoutes } from './routes/token.ts';
import { webRoutes } from './routes/web.ts';
import { builtPage } from './routes/web-files.ts';
import type { ServiceOptions } from './service-options.ts';
import type { Tracing } from './tracing.ts';
import { AccessTokens } from './trust/access-tokens.ts';
import { readSmartEhrs, type SmartEhr } from './trust/smart-ehrs.ts';
import type { TrustedClient } from './trust/trusted-clients.ts';
import type { WorkerPart } from './workers/worker.ts';

export interface AppParts {
  readonly settings: ServiceOptions;
  readonly services: readonly CdsService[];
  readonly clients: ReadonlyMap<string, TrustedClient>;
  readonly reader: FhirReader;
  readonly store: Store;
  readonly log: Logger;
  /** The instant of evaluation of each call. */
  readonly clock?: () => Date;
  /** True once the service is asked to stop. */
  readonly isStopping?: () => boolean;
  /** Where several processes serve: how /metrics gets the numbers of all. */
  readonly shareMetrics?: WorkerPart['shareMetrics'];
  /** Where requests are traced to, if anywhere. */
  readonly tracing?: Tracing;
  /** Where the built page lies, if not in this package's `dist/web`. */
  readonly webFolder?: string;
}

/** The HTTP interface: what is served where, and to whom. Opens nothing and listens to nothing. */
export function createApp(parts: AppParts): Express {
  const { settings, store, log, clients } = parts;
  const { clock = () => new Date(), isStopping = () => false } = parts;
  const metrics = new Metrics(
    () => store.droppedCalls,
    () => [...clients.values()].filter(({ keys }) => keys.isOverdue === true).length,
  );
  const ehrs = readSmartEhrs(settings.smartEhrs);
  const body = jsonBody(settings.bodyLimit);
  const dtr = dtrSettingsOf(settings);
  const { fhirBase } = dtr;
  const isOpen = settings.auth === 'off';
  const tokens = isOpen ? undefined : new AccessTokens(fhirBase, settings.accessTokenSecret);
  const mayCall = requireAccessToken(tokens, clock);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy);
  app.use(
    observe(log, metrics, parts.tracing),
    securityHeaders(),
    crossOrigin(settings.corsOrigins),
  );
  app.get('/health/live', live);
  app.get('/health/ready', ready(store, isStopping));
  if (settings.rateLimit > 0) app.use(requestLimit(settings.rateLimit));

  addServices(app, { ...parts, metrics, ehrs, body, clock });
  if (tokens !== undefined) {
    const { jwtAlgorithms: algorithms, clockToleranceSeconds, replayWithoutStore } = settings;
    const toleranceSeconds = clockToleranceSeconds;
    const how = { algorithms, toleranceSeconds, replayWithoutStore, store, clock };
    app.use(tokenRoutes({ fhirBase, tokens, clients, ...how }));
  }
  app.use(dtrRoutes({ dtr, body, mayCall, store, metrics, log, clock }));
  app.use(fhirRoutes({ ...dtr, payerName: settings.payerName }, mayCall, tokens !== undefined));
  const page = builtPage('smart.html', parts.webFolder);
  app.use(formAppRoutes({ dtr, ehrs, page, tokens, body, clock }));
  app.use(
    webRoutes({
      folder: parts.webFolder,
      clock,
      playground: settings.playground,
      policy: newestOf(dtr.policies),
      site: dtr,
      body: isOpen ? body : undefined,
    }),
  );

  const forReports = reportsAccess(settings);
  app.get('/reports/feedback', forReports, feedbackReports(store));
  app.get('/reports/determinations', forReports, determinationReports(store));
  app.get('/reports/calls', forReports, callReports(store));
  app.get('/metrics', forReports, metricsText(metrics, parts.shareMetrics?.(metrics.registry)));

  app.use(notFound, errorsToHttp(log));
  return app;
}

/** What the routes of the hooks need beside the parts of the app. */
interface ServiceParts extends AppParts {
  readonly metrics: Metrics;
  readonly ehrs: readonly SmartEhr[];
  readonly body: RequestHandler;
  readonly clock: () => Date;
}

/** The CDS Hooks services, with their discovery and feedback, and their description as OpenAPI. */
function addServices(app: Express, parts: ServiceParts): void {
  const { settings, reader, store, metrics, ehrs, body, clock } = parts;
  const { publicBaseUrl, fhirDeadlineMs, auth } = settings;
  const services = parts.services.map(withStatedAssessments);
  const trusted = authenticate(parts);
  const servicesUrl = `${publicBaseUrl}/cds-services`;
  for (const service of services) {
    const { id } = service.definition;
    const url = `${servicesUrl}/${id}`;
    app.post(
      `/cds-services/${id}`,
      trusted(url),
      body,
      hookCall({ service, ehrs, reader, fhirDeadlineMs, store, metrics, clock }),
      recordRefusal({ service, store, clock, letsAnybodyIn: auth === 'off' }),
    );
    app.post(
      `/cds-services/${id}/feedback`,
      trusted(url, `${url}/feedback`),
      body,
      feedback({ service: id, store, clock }),
    );
  }
  app.get('/cds-services', trusted(servicesUrl), discovery(services));
  app.all('/cds-services/:id{/feedback}', otherwise(services));
  app.get('/openapi.json', openApi(publicBaseUrl, services));
}

/** How the documentation forms are made and served. */
function dtrSettingsOf(settings: ServiceOptions): DtrSettings {
  const { canonicalBase, dtrVersion, dtrExpressions, formKind, payerIdentifiers } = settings;
  const { publicBaseUrl, localForms, notes, readings = {}, siteEvidence } = settings;
  return {
    canonicalBase,
    fhirBase: `${publicBaseUrl}/fhir`,
    formKind,
    payerIdentifiers,
    version: dtrVersion,
    ...(dtrExpressions === undefined ? {} : { expressions: dtrExpressions }),
    policies: withReadings(loadedPolicies, readings),
    localForms,
    notes,
    ...(siteEvidence === undefined ? {} : { siteEvidence }),
  };
}

/** What is left under `/cds-services`: a service that does not exist, or one that is called by another method. */
function otherwise(services: readonly CdsService[]): RequestHandler {
  const ids = services.map(({ definition }) => definition.id);
  return (request) => {
    if (ids.some((id) => id === request.params.id)) {
      const details = { reason: 'method', headers: { Allow: 'POST' } };
      throw new Problem(405, 'not-supported', 'Services are called with POST.', details);
    }
    throw new Problem(404, 'not-found', 'No such service; GET /cds-services lists the services.', {
      reason: 'unknown-service',
    });
  };
}
