import type { ErrorRequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';
import type { Store } from '../../store/store.ts';
import { elapsed } from '../call-notes.ts';
import { asProblem } from './errors.ts';

interface RecordRefusalParts {
  readonly service: CdsService;
  readonly store: Pick<Store, 'recordCall'>;
  readonly clock: () => Date;
  /** True where callers are not asked who they are. */
  readonly letsAnybodyIn: boolean;
}

/** How many refusals a minute a service records of callers that it cannot tell apart. */
const mostOfAnybody = 60;

/**
 * Records a hook call that was refused, for audit. Of callers that nobody let in only the log and the metrics tell:
 * else whoever sends rubbish could fill the disk. Where anybody is let in, the first few refusals of a minute are
 * recorded for the same reason. All refusals of a trusted client are: it can be named and asked to stop.
 */
export function recordRefusal(parts: RecordRefusalParts): ErrorRequestHandler {
  const { service, store, clock, letsAnybodyIn } = parts;
  const { hook, id } = service.definition;
  const hasRoom = letsAnybodyIn ? perMinute(mostOfAnybody) : () => true;
  return (error: unknown, _request, response, next) => {
    const { caller } = response.locals;
    const at = clock();
    if (caller !== undefined && hasRoom(at)) {
      const { status, details } = asProblem(error);
      store.recordCall({
        requestId: String(response.getHeader('X-Request-Id')),
        at,
        service: id,
        hook,
        client: caller.client,
        latencyMs: elapsed(response),
        status,
        reason: details.reason ?? 'error',
        answer: { cards: [], orders: [] },
      });
    }
    next(error);
  };
}

/** Says of each instant whether it is among the first so many of its minute. */
function perMinute(most: number): (at: Date) => boolean {
  let current: number | undefined;
  let count = 0;
  return (at) => {
    const minute = Math.floor(at.getTime() / 60_000);
    if (minute !== current) {
      current = minute;
      count = 0;
    }
    count += 1;
    return count <= most;
  };
}
