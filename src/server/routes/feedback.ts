import type { RequestHandler } from 'express';
import type { Store } from '../../store/store.ts';
import { callerOf } from '../caller.ts';
import { readFeedback } from '../feedback-request.ts';
import { takeJsonBody } from '../middleware/json-body.ts';

interface FeedbackParts {
  readonly service: string;
  readonly store: Pick<Store, 'saveFeedback'>;
  readonly clock: () => Date;
}

/** `POST /cds-services/{id}/feedback` (CDS Hooks 2.0, "Feedback"): kept, durably, before it is answered. */
export function feedback({ service, store, clock }: FeedbackParts): RequestHandler {
  return async (request, response) => {
    const receivedAt = clock();
    const items = readFeedback(takeJsonBody(request).json, receivedAt);
    const { client } = callerOf(response);
    await store.saveFeedback({ receivedAt, service, client, items });
    response.status(200).end();
  };
}
