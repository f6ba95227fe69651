import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import type { Store } from '../../store/store.ts';
import { note } from '../call-notes.ts';
import { Problem } from '../problem.ts';
import type { SignatureAlgorithm } from '../setting-schemas.ts';
import {
  type AccessTokens,
  accessTokenSeconds,
  grantedScopes,
  offeredScopes,
} from '../trust/access-tokens.ts';
import { ReplayGuard } from '../trust/replay-guard.ts';
import { checkToken, TokenRefused } from '../trust/token-check.ts';
import type { TrustedClient } from '../trust/trusted-clients.ts';

interface TokenParts {
  /** The FHIR base. */
  readonly fhirBase: string;
  readonly tokens: AccessTokens;
  readonly clients: ReadonlyMap<string, TrustedClient>;
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly toleranceSeconds: number;
  readonly replayWithoutStore: 'refuse' | 'accept';
  readonly store: Pick<Store, 'useToken'>;
  readonly clock: () => Date;
}

const form = z.object({
  grant_type: z.string(),
  client_assertion_type: z.string(),
  client_assertion: z.string().max(8000),
  scope: z.string().max(1000),
});

/** An assertion may hold for five minutes (SMART Backend Services, "Authentication JWT Claims"). */
const longestAssertionMs = 300_000;

/**
 * SMART Backend Services (App Launch 2.2): where tokens are had, and the token endpoint for clients that sign with the
 * keys which the trusted clients' file names for them. Refusals are those of OAuth 2.0 (RFC 6749, section 5.2).
 */
export function tokenRoutes(parts: TokenParts): Router {
  const { fhirBase, clients, algorithms, replayWithoutStore, store } = parts;
  const url = `${fhirBase}/token`;
  const replays = new ReplayGuard(store, replayWithoutStore);
  const router = Router();
  router.get('/fhir/.well-known/smart-configuration', (_request, response) => {
    response.json({
      token_endpoint: url,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: algorithms,
      scopes_supported: offeredScopes,
      capabilities: ['client-confidential-asymmetric', 'permission-v2'],
    });
  });
  const issue: RequestHandler = async (request, response, next) => {
    try {
      const input = form.safeParse(request.body);
      if (!input.success) return refuse(response, 400, 'invalid_request');
      const { grant_type, client_assertion_type, client_assertion, scope } = input.data;
      if (grant_type !== 'client_credentials') {
        return refuse(response, 400, 'unsupported_grant_type');
      }
      if (client_assertion_type !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
        return refuse(response, 400, 'invalid_request');
      }
      const now = parts.clock();
      const { toleranceSeconds } = parts;
      const lifetimeSeconds = longestAssertionMs / 1000;
      const rules = { clients, algorithms, toleranceSeconds, lifetimeSeconds };
      const believed = await checkToken(`Bearer ${client_assertion}`, [url], rules, now);
      const { sub } = Object(jwt.decode(client_assertion)) as { sub?: unknown };
      if (sub !== believed.client.issuer) return refuse(response, 401, 'invalid_client');
      await replays.check(believed, now);
      const scopes = grantedScopes(scope);
      if (scopes.length === 0) return refuse(response, 400, 'invalid_scope');
      note(response, { client: believed.client.issuer });
      response.setHeader('Cache-Control', 'no-store');
      response.json({
        access_token: parts.tokens.issue({ client: believed.client.issuer, scopes }, now),
        token_type: 'bearer',
        expires_in: accessTokenSeconds,
        scope: scopes.join(' '),
      });
    } catch (error) {
      if (!(error instanceof TokenRefused)) return next(error);
      note(response, { reason: `token-${error.reason}` });
      refuse(response, 401, 'invalid_client');
    }
  };
  const body = express.urlencoded({ extended: false, limit: '32kb' });
  router.post('/fhir/token', body, issue, refuseUnreadable);
  return router;
}

/** A body that is too long, in an encoding that is not read, or no form: the reader says so by a status of its own. */
const refuseUnreadable: ErrorRequestHandler = (error, _request, response, next) => {
  const { status }: { status?: unknown } = Object(error);
  if (typeof status !== 'number' || status >= 500 || error instanceof Problem) return next(error);
  note(response, { reason: 'bad-request' });
  refuse(response, 400, 'invalid_request');
};

function refuse(response: Response, status: 400 | 401, error: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.status(status).json({ error });
}
