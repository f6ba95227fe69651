import cors from 'cors';
import type { RequestHandler } from 'express';

/** What is for this machine, or for whoever has the token: no page of another origin reads it. */
const ownOnly = /^\/(reports|metrics|health)(\/|$)/i;

/**
 * CORS on every answer that browsers of others may want, errors included, and preflights answered before anything else
 * asks who calls: a browser sends no token with a preflight.
 */
export function crossOrigin(origins: '*' | readonly string[]): RequestHandler {
  const allow = cors({
    origin: origins === '*' ? '*' : [...origins],
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: ['Authorization', 'Content-Type', 'X-Request-Id'],
    exposedHeaders: ['X-Request-Id'],
    maxAge: 600,
  });
  return (request, response, next) => {
    if (ownOnly.test(request.path)) next();
    else allow(request, response, next);
  };
}
