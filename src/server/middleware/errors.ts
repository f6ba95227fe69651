import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { note } from '../call-notes.ts';
import { Problem } from '../problem.ts';

/** What no route answers. */
export const notFound: RequestHandler = (_request, _response, next) => {
  next(
    new Problem(404, 'not-found', 'Nothing is served here; GET /cds-services lists the services.', {
      reason: 'not-found',
    }),
  );
};

/** Every error becomes an HTTP answer here and nowhere else: an OperationOutcome, never a stack trace. */
export function errorsToHttp(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      log.error({ err: withoutMessage(error) }, 'a request failed');
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    note(response, { reason: problem.details.reason ?? 'error' });
    for (const [name, value] of Object.entries(problem.details.headers ?? {})) {
      response.setHeader(name, value);
    }
    if (!request.complete) {
      // The rest of a refused body is of no interest; the connection cannot be used again.
      response.setHeader('Connection', 'close');
      request.resume();
    }
    response.status(problem.status).json(problem.outcome());
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  switch (bodyErrorType(error)) {
    case 'entity.too.large':
      return new Problem(413, 'too-long', 'The body is larger than this service accepts.', {
        reason: 'body-too-large',
      });
    case 'entity.parse.failed':
      return new Problem(400, 'structure', 'The body is not valid JSON.', {
        reason: 'bad-json',
      });
    case 'entity.verify.failed':
      return new Problem(400, 'structure', 'The body is not valid UTF-8.', { reason: 'not-utf-8' });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Problem(415, 'not-supported', 'Send the body as JSON in UTF-8.', {
        reason: 'bad-encoding',
      });
    case 'request.aborted':
    case 'request.size.invalid':
      return new Problem(400, 'structure', 'The body ended early.', {
        reason: 'body-cut-short',
      });
    case undefined:
      break;
    default:
      return new Problem(400, 'structure', 'The body cannot be read.', {
        reason: 'bad-body',
      });
  }
  if (error instanceof URIError) {
    return new Problem(400, 'value', 'The path is not a valid URL.', {
      reason: 'bad-path',
    });
  }
  return new Problem(500, 'exception', 'The service failed; the fault is not in the request.', {
    reason: 'failure',
  });
}

/** The `type` with which Express' body parser marks its errors. */
function bodyErrorType(error: unknown): string | undefined {
  return error instanceof Error && 'type' in error && typeof error.type === 'string'
    ? error.type
    : undefined;
}

/** Error messages can quote what was read, so the log keeps the kind and the place alone. */
function withoutMessage(error: unknown): { type: string; stack: string[] } {
  if (!(error instanceof Error)) {
    return { type: typeof error, stack: [] };
  }
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, stack: places.map((line) => line.trim()) };
}
