import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Helmet's headers on every answer. They never differ between requests, so they are worked out once;
 * running helmet per request costs more than everything else that surrounds a call.
 */
export function securityHeaders(): RequestHandler {
  const headers = [...fixedHeaders()];
  return (_request, response, next) => {
    for (const [name, value] of headers) {
      response.setHeader(name, value);
    }
    next();
  };
}

function fixedHeaders(): Map<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const helm = helmet({
    // Answers are data for programs: nothing in them may be run, framed or loaded as a document.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // CORS decides who may read an answer.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  helm(response.req, response, () => undefined);
  return new Map(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
