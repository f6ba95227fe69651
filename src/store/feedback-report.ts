import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** From (inclusive) and to (exclusive), by the time a card was shown. */
export interface ReportPeriod {
  readonly from?: Date;
  readonly to?: Date;
}

/** Cards of one month, kind, hook, client and outcome. A card that is about several criteria stands under each. */
export interface ReportRow {
  /** `2026-03`. */
  readonly month: string;
  /** Absent for feedback on cards that are not on record. */
  readonly hook?: string;
  readonly client: string;
  /** The card's kind, or `unknown` for feedback on cards that are not on record. */
  readonly kind: string;
  readonly criteria: readonly string[];
  /** `silent` for a card that was kept back: nobody could answer it. */
  readonly outcome: 'accepted' | 'overridden' | 'no-answer' | 'silent';
  readonly reason?: { readonly system?: string; readonly code: string };
  readonly cards: number;
}

export interface FeedbackReport {
  readonly rows: readonly ReportRow[];
  /** Feedback items received in the period, repeats included. */
  readonly items: { readonly accepted: number; readonly overridden: number };
}

/**
 * Counts what became of the cards. A card counts once, by the newest of its feedback items: a suggestion can be
 * accepted and the card overridden afterwards. Of the cards that an order got while it was being written one counts:
 * the last that was answered, else the last. Feedback counts for a card only from the client that was shown it.
 */
export async function feedbackReport(
  db: Kysely<Schema>,
  period: ReportPeriod,
): Promise<FeedbackReport> {
  const from = period.from?.toISOString() ?? '';
  const to = period.to?.toISOString() ?? '9999';
  const shown = await newestAnswers(db)
    .with('shown', (query) =>
      query
        .selectFrom('card')
        .leftJoin('answer', (join) =>
          join
            .onRef('answer.card', '=', 'card.uuid')
            .onRef('answer.client', '=', 'card.client')
            .on('answer.age', '=', 1),
        )
        .where('card.at', '>=', from)
        .where('card.at', '<', to)
        .select([
          sql<string>`substr(card.at, 1, 7)`.as('month'),
          'card.kind as kind',
          'card.criteria as criteria',
          'card.hook as hook',
          'card.client as client',
          sql<string | null>`case when card.silent = 1 then 'silent' else answer.outcome end`.as(
            'outcome',
          ),
          'answer.reason_system as system',
          'answer.reason_code as code',
          sql<number>`row_number() over (
            partition by coalesce(card.showing, card.uuid), card.silent
            order by (answer.outcome is null), answer.outcome_at desc, card.at desc, card.uuid desc
          )`.as('repeat'),
        ]),
    )
    .selectFrom('shown')
    .where('repeat', '=', 1)
    .select([
      'month',
      'kind',
      'criteria',
      'hook',
      'client',
      'outcome',
      'system',
      'code',
      sql<number | string>`count(*)`.as('cards'),
    ])
    .groupBy(['month', 'kind', 'criteria', 'hook', 'client', 'outcome', 'system', 'code'])
    .execute();
  const unknown = await newestAnswers(db)
    .selectFrom('answer')
    .leftJoin('card', (join) =>
      join.onRef('card.uuid', '=', 'answer.card').onRef('card.client', '=', 'answer.client'),
    )
    .where('card.uuid', 'is', null)
    .where('answer.age', '=', 1)
    .where('answer.received_at', '>=', from)
    .where('answer.received_at', '<', to)
    .select([
      sql<string>`substr(answer.received_at, 1, 7)`.as('month'),
      sql<string>`'unknown'`.as('kind'),
      sql<string>`'[]'`.as('criteria'),
      sql<string | null>`null`.as('hook'),
      'answer.client as client',
      'answer.outcome as outcome',
      'answer.reason_system as system',
      'answer.reason_code as code',
      sql<number | string>`count(*)`.as('cards'),
    ])
    .groupBy([
      sql`substr(answer.received_at, 1, 7)`,
      'answer.client',
      'answer.outcome',
      'answer.reason_system',
      'answer.reason_code',
    ])
    .execute();
  return {
    rows: [...shown, ...unknown].map(reportRow).sort(byMonthAndKind),
    items: await countItems(db, from, to),
  };
}

function newestAnswers(db: Kysely<Schema>) {
  return db.with('answer', (query) =>
    query.selectFrom('feedback').select([
      'card',
      'client',
      'outcome',
      'outcome_at',
      'reason_system',
      'reason_code',
      'received_at',
      sql<number>`row_number() over (
          partition by card, client
          order by outcome_at desc, received_at desc, position desc
        )`.as('age'),
    ]),
  );
}

interface CountedRow {
  readonly month: string;
  readonly kind: string;
  readonly criteria: string;
  readonly hook: string | null;
  readonly client: string;
  readonly outcome: string | null;
  readonly system: string | null;
  readonly code: string | null;
  readonly cards: number | string;
}

const outcomes = ['accepted', 'overridden', 'silent'] as const;

function reportRow(row: CountedRow): ReportRow {
  const { month, kind, hook, client, system, code } = row;
  const criteria: unknown = JSON.parse(row.criteria);
  return {
    month,
    kind,
    ...(hook === null ? {} : { hook }),
    client,
    criteria: Array.isArray(criteria) ? criteria.map(String) : [],
    outcome: outcomes.find((outcome) => outcome === row.outcome) ?? 'no-answer',
    ...(code === null ? {} : { reason: { ...(system === null ? {} : { system }), code } }),
    // PostgreSQL counts in 64 bits, which its client gives as text.
    cards: Number(row.cards),
  };
}

function byMonthAndKind(one: ReportRow, other: ReportRow): number {
  return one.month.localeCompare(other.month) || one.kind.localeCompare(other.kind);
}

async function countItems(db: Kysely<Schema>, from: string, to: string) {
  const counts = await db
    .selectFrom('feedback')
    .where('received_at', '>=', from)
    .where('received_at', '<', to)
    .select(['outcome', sql<number | string>`count(*)`.as('items')])
    .groupBy('outcome')
    .execute();
  const of = (outcome: string) => Number(counts.find((row) => row.outcome === outcome)?.items ?? 0);
  return { accepted: of('accepted'), overridden: of('overridden') };
}
