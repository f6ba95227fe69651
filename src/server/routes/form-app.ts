import { type RequestHandler, Router } from 'express';
import type { FhirResource, Resource } from 'fhir/r4.js';
import * as z from 'zod';
import { requireOrderBounds } from '../../cds/order-bounds.ts';
import { formReview } from '../../dtr/form-review.ts';
import { nextQuestion, responseIn } from '../../dtr/next-question.ts';
import type { DtrSettings } from '../../dtr/settings.ts';
import { withoutSlashes } from '../../fhir/parse-url.ts';
import { inTurns } from '../../in-turns.ts';
import { note } from '../call-notes.ts';
import { takeJsonBody } from '../middleware/json-body.ts';
import { badField, Problem } from '../problem.ts';
import { sendJson } from '../send-json.ts';
import type { AccessTokens } from '../trust/access-tokens.ts';
import type { SmartEhr } from '../trust/smart-ehrs.ts';
import { type FixedBody, sendFixed } from './web-files.ts';

interface FormAppParts {
  readonly dtr: DtrSettings;
  readonly ehrs: readonly SmartEhr[];
  /** The built page. */
  readonly page: () => FixedBody | undefined;
  /** Undefined with AUTH=off. */
  readonly tokens: AccessTokens | undefined;
  readonly body: RequestHandler;
  readonly clock: () => Date;
}

/** What the page is allowed to read and write at the EHR (SMART App Launch, "Scopes"). */
const access = 'openid fhirUser patient/*.rs patient/QuestionnaireResponse.cu';
const reviewScope = 'form/review';

const resource = z.looseObject({ resourceType: z.string() });
const reviewSchema = z.object({
  patientId: z.string().min(1),
  order: resource,
  resources: z.array(resource),
});

/**
 * The SMART app that shows the form inside an EHR. The page reads the chart with the EHR's token, which it keeps; this
 * service judges what the page sends and keeps nothing of it. Only listed EHRs can launch it, and frame it.
 */
export function formAppRoutes(parts: FormAppParts): Router {
  const { dtr, ehrs, page, tokens, body, clock } = parts;
  const router = Router({ strict: true });
  const origins = [...new Set(ehrs.flatMap((ehr) => ehr.origins))];
  const policy = pagePolicy(origins);

  router.get('/form/launch', (request, response) => {
    // The address holds the launch's secrets.
    note(response, { route: '/form/launch' });
    const built = page();
    if (built === undefined) {
      throw new Problem(404, 'not-found', 'The page is not built; npm run build:web builds it.', {
        reason: 'page-not-built',
      });
    }
    response.removeHeader('X-Frame-Options');
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-cache');
    sendFixed(request, response, built);
  });
  router.get('/form/ehr', (request, response) => {
    note(response, { route: '/form/ehr' });
    const { iss, launch } = request.query;
    const named = typeof iss === 'string' ? withoutSlashes(iss) : '';
    const ehr = ehrs.find((one) => one.issuer === named);
    if (ehr === undefined) {
      throw new Problem(403, 'forbidden', 'This EHR is not registered with the form.', {
        reason: 'unlisted-issuer',
      });
    }
    const isAlone = launch === 'none';
    if (isAlone && ehr.demonstration === undefined) {
      throw new Problem(403, 'forbidden', 'Launch the form from a patient’s chart in the EHR.', {
        reason: 'no-standalone-launch',
      });
    }
    response.setHeader('Cache-Control', 'no-store');
    const grant = { client: ehr.issuer, scopes: [reviewScope] };
    const ticket = tokens?.issue(grant, clock());
    return sendJson(request, response, {
      clientId: ehr.clientId,
      scope: `${isAlone ? 'launch/patient' : 'launch'} ${access}`,
      ...(ticket === undefined ? {} : { ticket }),
      ...(dtr.notes === 'off' ? { notes: dtr.notes } : {}),
    });
  });
  router.get('/form/demonstrations', (request, response) => {
    note(response, { route: '/form/demonstrations' });
    response.setHeader('Cache-Control', 'no-cache');
    const shown = ehrs.flatMap(({ issuer, demonstration: address }) =>
      address === undefined ? [] : [{ issuer, address }],
    );
    return sendJson(request, response, shown);
  });
  router.post('/form/next', mayReview(tokens, clock), body, (request, response) => {
    note(response, { route: '/form/next' });
    response.setHeader('Cache-Control', 'no-store');
    const next = nextQuestion(responseIn(takeJsonBody(request).json), dtr, clock());
    return sendJson(request, response, next);
  });
  router.post('/form/review', mayReview(tokens, clock), body, async (request, response) => {
    note(response, { route: '/form/review' });
    const read = reviewSchema.safeParse(takeJsonBody(request).json);
    if (!read.success) {
      const [issue] = read.error.issues;
      throw badField(issue?.path.map(String).join('.') || 'body', issue?.message ?? 'unreadable');
    }
    const { patientId, order, resources } = read.data;
    requireOrderBounds([order], 'order');
    const work = formReview(
      {
        patientId,
        // Readers of resources look at every field that they use.
        order: order as FhirResource,
        resources: resources as readonly Resource[],
        asOf: clock(),
      },
      dtr,
    );
    const review = await inTurns(work);
    if (review === undefined) {
      throw new Problem(422, 'not-supported', 'The order is no spine imaging.', {
        reason: 'out-of-scope',
      });
    }
    response.setHeader('Cache-Control', 'no-store');
    return sendJson(request, response, review);
  });
  return router;
}

/** With AUTH=off everybody; else whoever was launched by a listed EHR in the last minutes. */
function mayReview(tokens: AccessTokens | undefined, clock: () => Date): RequestHandler {
  return (request, _response, next) => {
    if (tokens === undefined) return next();
    const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const grant = tokens.read(token, clock());
    if (grant?.scopes.includes(reviewScope) === true) return next();
    next(
      new Problem(401, 'login', 'Launch the form from the EHR again.', {
        reason: 'no-form-ticket',
        headers: { 'WWW-Authenticate': 'Bearer' },
      }),
    );
  };
}

/** As the other pages, but that it speaks to the listed EHRs and may stand in their frames. */
function pagePolicy(origins: readonly string[]): string {
  return [
    "default-src 'self'",
    ["connect-src 'self'", ...origins].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    origins.length === 0 ? "frame-ancestors 'none'" : ['frame-ancestors', ...origins].join(' '),
    "object-src 'none'",
  ].join('; ');
}
