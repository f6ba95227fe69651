import cors from 'cors';
import type { RequestHandler } from 'express';

/**
 * CORS on every answer, errors included, and preflights answered before anything else asks who calls:
 * a browser sends no token with a preflight.
 */
export function crossOrigin(origins: '*' | readonly string[]): RequestHandler {
  return cors({
    origin: origins === '*' ? '*' : [...origins],
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: ['Authorization', 'Content-Type'],
    exposedHeaders: ['X-Request-Id'],
    maxAge: 600,
  });
}
