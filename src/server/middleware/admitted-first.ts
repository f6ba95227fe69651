import type { ErrorRequestHandler } from 'express';

/**
 * Whatever a call is refused for counts only once its token is known to be new: one that was used before is refused
 * for that, like a caller that nobody let in, however far the call came meanwhile.
 */
export function admittedFirst(): ErrorRequestHandler {
  return async (error: unknown, _request, response, next) => {
    try {
      await response.locals.caller?.admitted;
    } catch (refusal) {
      delete response.locals.caller;
      next(refusal);
      return;
    }
    next(error);
  };
}
