import type { RequestHandler } from 'express';
import type { Store } from '../../store/store.ts';
import { Problem } from '../problem.ts';

/** `GET /health/live`: the process answers. */
export const live: RequestHandler = (_request, response) => {
  response.json({ status: 'live' });
};

/** `GET /health/ready`: 503 while the store cannot be reached or the service is stopping. */
export function ready(store: Pick<Store, 'check'>, isStopping: () => boolean): RequestHandler {
  return async (_request, response) => {
    if (isStopping()) {
      throw new Problem(503, 'transient', 'The service is stopping.', { reason: 'stopping' });
    }
    await store.check();
    response.json({ status: 'ready' });
  };
}
