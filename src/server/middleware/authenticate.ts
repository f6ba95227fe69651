import type { RequestHandler } from 'express';
import type { AllowedServers } from '../../fhir/allow-list.ts';
import type { Store } from '../../store/store.ts';
import { note } from '../call-notes.ts';
import { letIn, setCaller } from '../caller.ts';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { ReplayGuard } from '../trust/replay-guard.ts';
import { checkToken, TokenRefused } from '../trust/token-check.ts';
import type { TrustedClient } from '../trust/trusted-clients.ts';

/** Makes the middleware that asks a route's callers who they are; `audiences` are the URLs that their tokens may be meant for. */
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
export function authenticate({ settings, clients, store, clock }: AuthenticateParts): {
  /** Lets nobody on before the token is on record as new. */
  readonly trusted: Authenticate;
  /**
   * Lets a call on once the signature is checked; that the token is new is put on record meanwhile. For a route that
   * waits for `admitted`, with `admittedFirst` before its errors.
   */
  readonly trustedMeanwhile: Authenticate;
} {
  const general: AllowedServers = settings.fhirServers;
  if (settings.auth === 'off') {
    const { silent } = settings;
    const anonymous = { client: 'anonymous', fhirServers: general, silent, admitted: letIn };
    const trusted: Authenticate = () => (_request, response, next) => {
      setCaller(response, anonymous);
      next();
    };
    return { trusted, trustedMeanwhile: trusted };
  }
  const rules = {
    clients,
    algorithms: settings.jwtAlgorithms,
    toleranceSeconds: settings.clockToleranceSeconds,
    lifetimeSeconds: settings.tokenLifetimeSeconds,
  };
  const replays = new ReplayGuard(store, settings.replayWithoutStore);
  const asking =
    (isMeanwhile: boolean): Authenticate =>
    (...audiences) =>
    async (request, response, next) => {
      try {
        const now = clock();
        const token = await checkToken(request.headers.authorization, audiences, rules, now);
        const admitted = replays.check(token, now).catch((error: unknown) => {
          throw refusal(error);
        });
        if (!isMeanwhile) await admitted;
        // A call that is given up before it waits leaves nobody who would hear of the refusal.
        admitted.catch(() => undefined);
        const { issuer, fhirServers = general, silent = settings.silent, hasDtr } = token.client;
        note(response, { client: issuer });
        setCaller(response, {
          ...{ client: issuer, fhirServers, silent, admitted },
          ...(hasDtr === undefined ? {} : { hasDtr }),
        });
      } catch (error) {
        next(refusal(error));
        return;
      }
      next();
    };
  return { trusted: asking(false), trustedMeanwhile: asking(true) };
}

/** A refused token as the answer that it gets; any other error as it is. */
function refusal(error: unknown): unknown {
  if (!(error instanceof TokenRefused)) return error;
  const { reason } = error;
  return new Problem(401, 'login', 'This service answers trusted clients only.', {
    reason: `token-${reason}`,
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}
