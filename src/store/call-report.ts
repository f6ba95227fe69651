import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Which calls to read: of a period, a page at a time. */
export interface CallPage {
  /** Inclusive. */
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
  /** The id of the last call that was read before. */
  readonly after?: string;
  /** The uuid of a card: only the call that it was shown in. */
  readonly card?: string;
  readonly limit: number;
}

/** A call as it was recorded. */
export interface RecordedCall {
  readonly id: string;
  /** As the log and the X-Request-Id header have it. */
  readonly requestId: string;
  readonly at: string;
  readonly service: string;
  readonly hook: string;
  readonly client: string;
  readonly status: number;
  /** Why it was refused, where it was. */
  readonly reason?: string;
  readonly latencyMs: number;
  /** How many notes were read for it, where any were. */
  readonly notesRead?: number;
  readonly orders: readonly Readonly<Record<string, string | readonly string[]>>[];
  readonly cards: readonly RecordedCard[];
}

export interface RecordedCard {
  readonly uuid: string;
  readonly kind: string;
  /** It was evaluated and kept back. */
  readonly silent?: true;
}

export interface CallReport {
  readonly calls: readonly RecordedCall[];
  /** The `after` of the next page, where there is one. */
  readonly next?: string;
}

/** Reads recorded calls with the cards that were shown in each. Calls recorded before they had an id are left out. */
export async function callReport(db: Kysely<Schema>, page: CallPage): Promise<CallReport> {
  const { card } = page;
  const calls = db.selectFrom('call');
  const ofPage =
    card === undefined
      ? calls
      : calls.where('id', '=', db.selectFrom('card').select('call').where('uuid', '=', card));
  const rows = await ofPage
    .selectAll()
    .where('id', '>', page.after ?? '')
    .where('at', '>=', page.from?.toISOString() ?? '')
    .where('at', '<', page.to?.toISOString() ?? '9999')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  const ids = shown.map(({ id }) => id ?? '');
  const cards =
    ids.length === 0
      ? []
      : await db
          .selectFrom('card')
          .select(['call', 'uuid', 'kind', 'silent'])
          .where('call', 'in', ids)
          .orderBy('uuid')
          .execute();
  const ofCall = new Map<string, RecordedCard[]>(ids.map((id) => [id, []]));
  for (const { call, uuid, kind, silent } of cards)
    ofCall
      .get(call ?? '')
      ?.push({ uuid, kind, ...(silent === 1 ? { silent: true as const } : {}) });
  const recorded = shown.map(
    (row): RecordedCall => ({
      id: row.id ?? '',
      requestId: row.request_id,
      at: row.at,
      service: row.service,
      hook: row.hook,
      client: row.client,
      status: row.status ?? 200,
      ...(row.reason === null ? {} : { reason: row.reason }),
      latencyMs: row.latency_ms,
      ...(row.notes === null ? {} : { notesRead: row.notes }),
      orders: JSON.parse(row.orders),
      cards: ofCall.get(row.id ?? '') ?? [],
    }),
  );
  const next = rows.length > page.limit ? ids.at(-1) : undefined;
  return { calls: recorded, ...(next === undefined ? {} : { next }) };
}
