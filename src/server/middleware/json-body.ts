import { isUtf8 } from 'node:buffer';
import express, { type RequestHandler } from 'express';
import { Problem } from '../problem.ts';

/**
 * Reads a JSON body of at most `limit` bytes into `request.body`.
 * Bytes that are not UTF-8 are refused rather than replaced: a replaced character is a changed chart.
 */
export function jsonBody(limit: number): RequestHandler {
  const parse = express.json({
    limit,
    strict: false,
    type: () => true,
    verify: refuseOtherThanUtf8,
  });
  return (request, response, next) => {
    if (saysJson(request.headers['content-type'])) {
      parse(request, response, next);
      return;
    }
    next(
      new Problem(415, 'not-supported', 'Send the body as application/json.', {
        reason: 'not-json',
      }),
    );
  };
}

function refuseOtherThanUtf8(_request: unknown, _response: unknown, bytes: Buffer): void {
  if (!isUtf8(bytes)) {
    // The parser gives this its own type, `entity.verify.failed`, which errors.ts knows.
    throw new Error('not UTF-8');
  }
}

/** Media types that carry JSON; callers that name none are taken at their word that it is JSON. */
function saysJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/([\w.-]+\+)?json\b/i.test(contentType);
}
