import { timeOrderedUuid } from '../cds/time-ordered-uuid.ts';
import type { CallRecord, FeedbackBatch } from './records.ts';
import type { CallTable, CardTable, FeedbackTable } from './schema.ts';

/** A call that waits to be written, with the id under which it will be found. */
export interface IdentifiedCall {
  readonly id: string;
  readonly record: CallRecord;
}

/** The row of a call. */
export function callRow({ id, record }: IdentifiedCall): CallTable {
  return {
    id,
    request_id: record.requestId,
    at: record.at.toISOString(),
    service: record.service,
    hook: record.hook,
    client: record.client,
    orders: JSON.stringify(record.answer.orders),
    latency_ms: Math.round(record.latencyMs),
    status: record.status,
    reason: record.reason ?? null,
    notes: record.answer.notesRead ?? null,
  };
}

/** The rows of a call's cards. The order that a card is about is left out: its id can lead to the patient. */
export function cardRows({ id, record }: IdentifiedCall): readonly CardTable[] {
  const { at, hook, client, answer } = record;
  return answer.cards.map(({ uuid, kind, criteria, determination, showing, isSilent }) => ({
    uuid,
    at: at.toISOString(),
    kind,
    criteria: JSON.stringify(criteria),
    determination,
    hook,
    client,
    call: id,
    showing: showing ?? null,
    silent: isSilent === true ? 1 : null,
  }));
}

/** The rows of a batch of feedback, one an item. */
export function feedbackRows(batch: FeedbackBatch): readonly FeedbackTable[] {
  return batch.items.map((item, position) => ({
    id: timeOrderedUuid(),
    received_at: batch.receivedAt.toISOString(),
    position,
    service: batch.service,
    client: batch.client,
    card: item.card,
    outcome: item.outcome,
    outcome_at: item.outcomeAt.toISOString(),
    reason_system: item.overrideReason?.system ?? null,
    reason_code: item.overrideReason?.code ?? null,
    suggestions: JSON.stringify(item.acceptedSuggestions),
  }));
}
