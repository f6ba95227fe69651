import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

/** A request that is traced. */
export interface TracedRequest {
  /** Does a part of the work under a name of its own. */
  during<Result>(name: string, work: () => Result): Result;
  /** The request is answered. Routes are patterns, never URLs: a URL can hold an identifier. */
  end(outcome: { readonly method: string; readonly route: string; readonly status: number }): void;
}

/** Where the time of requests goes, told to a collector of OpenTelemetry. */
export interface Tracing {
  request(request: IncomingMessage): TracedRequest;
  /** Sends what still waits. */
  stop(): Promise<void>;
}

/** Does a part of the work on a request, under a name where the request is traced. */
export function during<Result>(
  { locals }: Pick<Response, 'locals'>,
  name: string,
  work: () => Result,
): Result {
  const traced: TracedRequest | undefined = locals.traced;
  return traced === undefined ? work() : traced.during(name, work);
}
