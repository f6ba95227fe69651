import type { RequestHandler } from 'express';
import type { AllowedServers } from '../../fhir/allow-list.ts';
import { note } from '../call-notes.ts';
import { setCaller } from '../caller.ts';
import { Problem } from '../problem.ts';
import type { AccessTokens } from '../trust/access-tokens.ts';

/** Nothing is read from anybody's server on a call of the payer service. */
const noServers: AllowedServers = [];

/**
 * Lets holders of an access token for a type pass (DTR 2.2.0, spec-120); everybody where no client is trusted.
 * @param tokens undefined with AUTH=off
 */
export function requireAccessToken(
  tokens: AccessTokens | undefined,
  clock: () => Date,
): (type: string) => RequestHandler {
  return (type) => (request, response, next) => {
    if (tokens === undefined) {
      setCaller(response, { client: 'anonymous', fhirServers: noServers, silent: false });
      return next();
    }
    const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const grant = token === undefined ? undefined : tokens.read(token, clock());
    if (grant === undefined) {
      return next(
        new Problem(401, 'login', 'Get an access token at /fhir/token (SMART Backend Services).', {
          reason: 'no-access-token',
          headers: { 'WWW-Authenticate': 'Bearer' },
        }),
      );
    }
    if (!grant.scopes.includes(`system/${type.toLowerCase()}.rs`)) {
      return next(
        new Problem(403, 'forbidden', `The token does not hold for system/${type}.rs.`, {
          reason: 'scope',
          headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
        }),
      );
    }
    note(response, { client: grant.client });
    setCaller(response, { client: grant.client, fhirServers: noServers, silent: false });
    next();
  };
}
