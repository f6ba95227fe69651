import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { RequestProblem } from '../../cds/request-problem.ts';
import { StoreUnavailable } from '../../store/store.ts';
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
    afterRest(request, () => {
      // With more to come, the connection cannot be used again.
      if (!request.complete) response.setHeader('Connection', 'close');
      response.status(problem.status).json(problem.outcome());
    });
  };
}

/** How long the rest of a refused body is waited for. */
const patienceMs = 1000;

/**
 * Lets the rest of a refused body pass by unread, for a while. A caller that is answered while it still sends can
 * lose the answer: what arrives at a connection that was closed resets it.
 */
function afterRest(request: Request, answer: () => void): void {
  if (request.complete) {
    answer();
    return;
  }
  const proceed = (): void => {
    clearTimeout(timer);
    request.off('end', proceed).off('close', proceed);
    answer();
  };
  const timer = setTimeout(proceed, patienceMs);
  request.on('end', proceed).on('close', proceed).resume();
}

/** What an error means to the caller: a 500 where it is none of the known ones. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (error instanceof RequestProblem) {
    return new Problem(error.status, 'business-rule', `${error.field}: ${error.message}`, {
      reason: 'refused-by-rule',
      field: error.field,
    });
  }
  if (error instanceof StoreUnavailable) {
    return new Problem(503, 'transient', 'The store is away for the moment; try again.', {
      reason: 'store-away',
      headers: { 'Retry-After': '5' },
    });
  }
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return new Problem(400, 'too-costly', 'The body is nested too deeply.', {
      reason: 'too-deep',
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

/** Error messages can quote what was read, so the log keeps the kind and the place alone. */
function withoutMessage(error: unknown): { type: string; stack: string[] } {
  if (!(error instanceof Error)) {
    return { type: typeof error, stack: [] };
  }
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, stack: places.map((line) => line.trim()) };
}
