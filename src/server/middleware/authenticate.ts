import type { RequestHandler } from 'express';
import type { AllowedServers } from '../../fhir/allow-list.ts';
import type { Store } from '../../store/store.ts';
import { note } from '../call-notes.ts';
import { setCaller } from '../caller.ts';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { ReplayGuard } from '../trust/replay-guard.ts';
import { checkToken, TokenRefused } from '../trust/token-check.ts';
import type { TrustedClient } from '../trust/trusted-clients.ts';

/**
 * Makes the middleware that asks a route's callers who they are; `audiences` are the URLs that their tokens may be
 * meant for.
 */
export type Authenticate = (...audiences: readonly [string, ...string[]]) => RequestHandler;

export interface AuthenticateParts {
  readonly settings: Settings;
  readonly clients: ReadonlyMap<string, TrustedClient>;
  readonly store: Pick<Store, 'useToken'>;
  readonly clock: () => Date;
}

/**
 * Believes a caller by the JWT that it presents, wherever trust is configured; with AUTH=off everybody is
 * `anonymous` and tokens are not looked at. A refusal is a bare 401; the reason goes to the log.
 */
export function authenticate({ settings, clients, store, clock }: AuthenticateParts): Authenticate {
  const general: AllowedServers = settings.fhirServers;
  if (settings.auth === 'off') {
    const anonymous = { client: 'anonymous', fhirServers: general, silent: settings.silent };
    return () => (_request, response, next) => {
      setCaller(response, anonymous);
      next();
    };
  }
  const rules = {
    clients,
    algorithms: settings.jwtAlgorithms,
    toleranceSeconds: settings.clockToleranceSeconds,
    lifetimeSeconds: settings.tokenLifetimeSeconds,
  };
  const replays = new ReplayGuard(store, settings.replayWithoutStore);
  return (...audiences) =>
    async (request, response, next) => {
      try {
        const now = clock();
        const token = await checkToken(request.headers.authorization, audiences, rules, now);
        await replays.check(token, now);
        const { issuer, fhirServers = general, silent = settings.silent, hasDtr } = token.client;
        note(response, { client: issuer });
        setCaller(response, {
          ...{ client: issuer, fhirServers, silent },
          ...(hasDtr === undefined ? {} : { hasDtr }),
        });
      } catch (error) {
        next(error instanceof TokenRefused ? refusal(error) : error);
        return;
      }
      next();
    };
}

function refusal({ reason }: TokenRefused): Problem {
  return new Problem(401, 'login', 'This service answers trusted clients only.', {
    reason: `token-${reason}`,
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}
