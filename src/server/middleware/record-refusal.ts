import type { ErrorRequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';
import type { Store } from '../../store/store.ts';
import { elapsed } from '../call-notes.ts';
import { asProblem } from './errors.ts';

interface RecordRefusalParts {
  readonly service: CdsService;
  readonly store: Pick<Store, 'recordCall'>;
  readonly clock: () => Date;
}

/**
 * Records a hook call that was refused, for audit. Of callers that nobody let in only the log and the metrics tell:
 * else whoever sends rubbish could fill the disk.
 */
export function recordRefusal({ service, store, clock }: RecordRefusalParts): ErrorRequestHandler {
  const { hook, id } = service.definition;
  return (error: unknown, _request, response, next) => {
    const { caller } = response.locals;
    if (caller !== undefined) {
      const { status, details } = asProblem(error);
      store.recordCall({
        requestId: String(response.getHeader('X-Request-Id')),
        at: clock(),
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
