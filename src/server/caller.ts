import type { Response } from 'express';
import type { AllowedServers } from '../fhir/allow-list.ts';
import type { Silence } from './silence.ts';

/** Who calls, and what may be read for them. */
export interface Caller {
  /** The issuer of the caller's token, or `anonymous` where no token is asked for. */
  readonly client: string;
  readonly fhirServers: AllowedServers;
  /** What is kept back from the caller. */
  readonly silent: Silence;
  /** It fills in forms with a DTR client of its own. */
  readonly hasDtr?: boolean;
}

declare global {
  namespace Express {
    interface Locals {
      caller?: Caller;
    }
  }
}

/** Who calls, for the routes behind the authentication. */
export function setCaller(response: Response, caller: Caller): void {
  response.locals.caller = caller;
}

/** @throws Error on a route that asks nobody who they are, which is a mistake in the route table */
export function callerOf(response: Response): Caller {
  const { caller } = response.locals;
  if (caller === undefined) {
    throw new Error('this route does not authenticate');
  }
  return caller;
}
