import type { Response } from 'express';

/** What the one log line of a request says beyond status and time. Codes and counts; never content of the chart. */
export interface CallNotes {
  /** Only where the path of the route that matched says too little, or is no text. */
  readonly route?: string;
  readonly client?: string;
  readonly reason?: string;
  /** The kinds of the cards that were returned. */
  readonly cards?: readonly string[];
  /** The kinds of the cards that were kept back. */
  readonly silent?: readonly string[];
  /** `72148 supported`. */
  readonly orders?: readonly string[];
  /** Why orders of the call have no assessment: `code-not-known`. */
  readonly unassessed?: readonly string[];
  /** How many notes were read; never what they say. */
  readonly notesRead?: number;
  /** Prefetch keys whose data could not be had. */
  readonly unavailable?: readonly string[];
}

declare global {
  namespace Express {
    interface Locals {
      notes?: CallNotes;
      /** When the request began, on the clock of `performance`. */
      started?: number;
    }
  }
}

/** Adds to what the log line of this request will say. */
export function note(response: Response, more: CallNotes): void {
  response.locals.notes = { ...response.locals.notes, ...more };
}

/** Milliseconds since the request began. */
export function elapsed(response: Response): number {
  const now = performance.now();
  return now - (response.locals.started ?? now);
}

/** What was noted so far. */
export function notesOf(response: Response): CallNotes {
  return response.locals.notes ?? {};
}
