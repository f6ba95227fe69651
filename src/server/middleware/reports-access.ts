import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { isLoopbackHost } from '../../fhir/loopback.ts';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';

/**
 * Who may see reports and metrics: whoever presents REPORTS_TOKEN. Where that is not set, callers on this machine,
 * as long as the service listens on loopback and no proxy stands in between.
 */
export function reportsAccess(settings: Pick<Settings, 'host' | 'reportsToken'>): RequestHandler {
  const { host, reportsToken } = settings;
  const admits =
    reportsToken === undefined
      ? (request: Request) => isLoopbackHost(host) && !isForwarded(request)
      : (request: Request) => isSame(request.headers.authorization, `Bearer ${reportsToken}`);
  return (request, _response, next) => {
    if (admits(request)) {
      next();
      return;
    }
    const headers = { 'WWW-Authenticate': 'Bearer' };
    const message = 'Reports and metrics need the reports token.';
    next(new Problem(401, 'login', message, { reason: 'reports-token', headers }));
  };
}

function isForwarded({ headers }: Request): boolean {
  return headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
}

/** In a time that tells nothing of how much was right. */
function isSame(sent: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent ?? ''), digest(expected));
}
