import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from '../problem.ts';

/**
 * Limits how many requests a network address may send a minute, before anything is read or checked for it.
 */
export function requestLimit(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // How many proxies to believe is a setting of its own; a header that is not believed is no mistake of ours.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler: (_request, _response, next) => {
      const message = 'Too many requests; the Retry-After header says when to go on.';
      next(new Problem(429, 'throttled', message, { reason: 'rate-limit' }));
    },
  });
}
