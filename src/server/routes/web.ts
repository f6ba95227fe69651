import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import type { Patient, Resource } from 'fhir/r4.js';
import * as z from 'zod';
import type { HookRequest } from '../../cds/types.ts';
import type { SiteReading } from '../../chart/site-reading.ts';
import { chartAccount } from '../../explain/chart-account.ts';
import type { Policy } from '../../guideline/policy.ts';
import { madeOnce } from '../../made-once.ts';
import { packageRoot } from '../../package-root.ts';
import { newestPolicy } from '../../spine-imaging/loaded-policies.ts';
import { studies } from '../../terminology/study-catalogue.ts';
import { inventedName, nameText } from '../../vignettes/invented-name.ts';
import { allVignettes, requestOn, type Vignette } from '../../vignettes/vignette.ts';
import { note } from '../call-notes.ts';
import { takeJsonBody } from '../middleware/json-body.ts';
import { badField, Problem } from '../problem.ts';
import { sendJson } from '../send-json.ts';
import { type FixedBody, publishedBody, readWebFiles, sendFixed } from './web-files.ts';
import { guidelineTexts, listGuideline } from './web-guideline.ts';
import type { ListedVignette, OpenedVignette } from './web-types.ts';

export interface WebParts {
  /** Where the built page lies; `dist/web` of this package unless told otherwise. */
  readonly folder?: string | undefined;
  /** The day that vignettes are moved to. */
  readonly clock?: () => Date;
  /** False turns the playground and its invented patients off; the other pages stay. */
  readonly playground?: boolean;
  /** The version of the guideline that its page shows, with the payer's readings. */
  readonly policy?: Policy;
  /** How charts are read here: the hospital's own codes, phrases and facts. */
  readonly site?: SiteReading;
  /**
   * Reads the body of a request. Where none is given, as where callers have to show a token, no chart is read for a
   * page.
   */
  readonly body?: RequestHandler | undefined;
}

const accountSchema = z.object({
  patientId: z.string().min(1).max(200),
  resources: z.array(z.looseObject({ resourceType: z.string() })),
});

/** The pages for people, and their files. `/reports` is a page; `/reports/feedback` is its data. */
const pages: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/guideline': 'guideline.html',
  '/reports': 'reports.html',
  '/services': 'services.html',
  '/form': 'form.html',
  '/criteria': 'criteria.html',
  '/api': 'api.html',
};

/**
 * Scripts, styles and fonts are ours alone and nothing stands inline. Only the sanitiser may make HTML out of
 * text (Trusted Types), so that no text of a chart can become markup by another way.
 */
const pagePolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types dompurify',
].join('; ');

/** The playground and the pages around it, with the data that they show. Public material only: no chart, no report. */
export function webRoutes(parts: WebParts): Router {
  const { folder = join(packageRoot, 'dist', 'web'), clock = () => new Date() } = parts;
  const { playground = true, policy = newestPolicy, site = {}, body } = parts;
  const files = madeOnce(() => readWebFiles(folder, playground ? undefined : withoutPlayground));
  const vignettes = madeOnce(allVignettes);
  const router = Router({ strict: true });

  if (!playground) {
    router.get('/', named('/'), (_request, response) => response.redirect(302, './services'));
  }
  for (const [path, name] of Object.entries(pages)) {
    router.get(path, named(path), (request, response) => {
      const page = files().get(name);
      if (page === undefined) throw notBuilt();
      response.setHeader('Content-Security-Policy', pagePolicy);
      response.setHeader('Cache-Control', 'no-cache');
      sendFixed(request, response, page);
    });
  }
  router.get('/favicon.svg', named('/favicon.svg'), (request, response, next) => {
    const icon = files().get('favicon.svg');
    if (icon === undefined) return next();
    response.setHeader('Cache-Control', 'public, max-age=86400');
    sendFixed(request, response, icon);
  });
  // The page below /form names its files relative to itself, so that the service can stand under any path.
  router.get(
    ['/assets/:name', '/form/assets/:name'],
    named('/assets'),
    (request, response, next) => {
      const file = files().get(`assets/${request.params.name}`);
      if (file === undefined) return next();
      // The name holds a hash of the content.
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      sendFixed(request, response, file);
    },
  );

  router.get(
    '/playground/vignettes',
    named('/playground/vignettes'),
    fixedJson(() => (playground ? vignettes().map(listed) : [])),
  );
  router.get(
    '/playground/vignettes/:section/:slug',
    named('/playground/vignettes'),
    async (request, response) => {
      const name = `${request.params.section}/${request.params.slug}`;
      const vignette = playground ? vignettes().find((one) => one.name === name) : undefined;
      if (vignette === undefined) {
        throw new Problem(404, 'not-found', 'There is no such patient here: choose another one.', {
          reason: 'not-found',
        });
      }
      const { expected } = vignette;
      const moved = withName(requestOn(vignette, clock()), vignette);
      const opened: OpenedVignette = { ...listed(vignette), request: moved, expected };
      await sendJson(request, response, opened);
    },
  );
  if (playground && body !== undefined) {
    // What the page shows of a pasted chart; nothing of it is kept.
    router.post('/playground/chart', named('/playground/chart'), body, (request, response) => {
      const read = accountSchema.safeParse(takeJsonBody(request).json);
      if (!read.success) {
        const [issue] = read.error.issues;
        throw badField(issue?.path.map(String).join('.') || 'body', issue?.message ?? 'unreadable');
      }
      const { patientId, resources } = read.data;
      response.setHeader('Cache-Control', 'no-store');
      // Readers of resources look at every field that they use.
      const account = chartAccount(resources as readonly Resource[], {
        patientId,
        asOf: clock(),
        site,
      });
      return sendJson(request, response, account);
    });
  }
  router.get(
    '/playground/studies',
    named('/playground/studies'),
    fixedJson(() => studies),
  );
  router.get(
    '/playground/guideline-texts',
    named('/playground/guideline-texts'),
    fixedJson(() => guidelineTexts(policy)),
  );
  router.get(
    '/playground/statements',
    named('/playground/statements'),
    fixedJson(() => listGuideline(policy, vignettes())),
  );
  return router;
}

/** Nothing about the request's own path goes to the log. */
function named(route: string): RequestHandler {
  return (_request, response, next) => {
    note(response, { route });
    next();
  };
}

function fixedJson(make: () => unknown): RequestHandler {
  const body: () => FixedBody = madeOnce(() =>
    publishedBody('application/json; charset=utf-8', Buffer.from(JSON.stringify(make()))),
  );
  return (request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    sendFixed(request, response, body());
  };
}

/** Tells the pages by an attribute that they have no playground to lead to. */
function withoutPlayground(html: string): string {
  return html.replace('<html ', '<html data-playground="off" ');
}

/** The call with a name for its patient, where the chart has none. */
function withName(request: HookRequest, vignette: Vignette): HookRequest {
  const { patient } = request.prefetch ?? {};
  if (patient?.resourceType !== 'Patient') return request;
  const named: Patient = { ...(patient as Patient), name: [inventedName(vignette)] };
  return { ...request, prefetch: { ...request.prefetch, patient: named } };
}

function listed(vignette: Vignette): ListedVignette {
  const { name, story, statements, request, expected } = vignette;
  const [first] = expected.assessments;
  return {
    name,
    section: name.split('/')[0] ?? '',
    patient: nameText(inventedName(vignette)),
    story,
    statements,
    hook: request.hook === 'order-select' ? 'order-select' : 'order-sign',
    ...(first === undefined ? {} : { determination: first.determination }),
  };
}

function notBuilt(): Problem {
  return new Problem(404, 'not-found', 'The page is not built; npm run build:web builds it.', {
    reason: 'page-not-built',
  });
}
