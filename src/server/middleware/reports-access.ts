import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { isLoopbackHost } from '../../fhir/loopback.ts';
import { parseUrl } from '../../fhir/parse-url.ts';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';

type AccessSettings = Pick<Settings, 'isForThisMachine' | 'reportsTokens'>;

/**
 * Who may see reports and metrics: whoever presents one of the REPORTS_TOKENs. Where none is set, callers on this
 * machine, as long as no setting says that others come. Nothing of it may be kept on the way.
 */
export function reportsAccess(settings: AccessSettings): RequestHandler {
  const tokens = settings.reportsTokens.map((token) => digestOf(`Bearer ${token}`));
  const isOpen = tokens.length === 0 && settings.isForThisMachine;
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    if (isOpen ? isLocal(request) : presentsOne(request.headers.authorization, tokens)) {
      next();
      return;
    }
    const headers = { 'WWW-Authenticate': 'Bearer' };
    const message = 'Reports and metrics need the reports token.';
    next(new Problem(401, 'login', message, { reason: 'reports-token', headers }));
  };
}

/** What reverse proxies tell of whom they call for. */
const fromProxies = /^(forwarded|via|x-real-ip|x-forwarded-[a-z]+)$/;

/**
 * A caller on this machine who names this machine: a page of another origin, whose name was pointed to loopback,
 * names its own.
 */
function isLocal({ headers, socket }: Request): boolean {
  if (Object.keys(headers).some((name) => fromProxies.test(name))) return false;
  const named = parseUrl(`http://${headers.host ?? ''}`)?.hostname ?? '';
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return isLoopbackHost(named) && isLoopbackHost(address);
}

/** In a time that tells nothing of how much was right. */
function presentsOne(sent: string | undefined, tokens: readonly Buffer[]): boolean {
  // The scheme in either case (RFC 9110, section 11.1).
  const digest = digestOf((sent ?? '').replace(/^bearer /i, 'Bearer '));
  let found = false;
  for (const token of tokens) if (timingSafeEqual(digest, token)) found = true;
  return found;
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
