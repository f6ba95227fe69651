import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ReportPeriod } from './feedback-report.ts';
import type { Schema } from './schema.ts';

/** Orders of one month, hook, client, study and determination. */
export interface DeterminationRow {
  /** `2026-03`. */
  readonly month: string;
  readonly hook: string;
  readonly client: string;
  readonly cpt: string;
  readonly determination: string;
  readonly orders: number;
}

/** Orders in whose way a criterion stood. */
export interface MissingRow {
  readonly hook: string;
  readonly criterion: string;
  readonly orders: number;
}

/** How long the calls of a hook took, in milliseconds. */
export interface AnswerTimes {
  readonly hook: string;
  readonly calls: number;
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
}

export interface DeterminationReport {
  readonly rows: readonly DeterminationRow[];
  readonly missing: readonly MissingRow[];
  readonly times: readonly AnswerTimes[];
}

/** The elements of a JSON list, in a column `value`. */
export type ListOf = (list: RawBuilder<unknown>) => RawBuilder<unknown>;

/**
 * Counts what the guideline said of the orders of a period, by the time of the call. `order-select` answers again with
 * every change of a draft, so an order counts there as often as it was judged; at `order-sign` once a signature.
 * @param elementsOf how the database opens a JSON list
 */
export async function determinationReport(
  db: Kysely<Schema>,
  { from, to }: ReportPeriod,
  elementsOf: ListOf,
): Promise<DeterminationReport> {
  const period = sql`call.at >= ${from?.toISOString() ?? ''} and call.at < ${to?.toISOString() ?? '9999'}`;
  const orders = sql`call cross join ${elementsOf(sql`call.orders`)} as placed`;
  const rows = await sql<Counted<DeterminationRow>>`
    select substr(call.at, 1, 7) as month, call.hook as hook, call.client as client,
      placed.value ->> 'cpt' as cpt, placed.value ->> 'determination' as determination,
      count(*) as orders
    from ${orders} where ${period}
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(db);
  const missing = await sql<Counted<MissingRow>>`
    select hook, criterion, count(*) as orders from (
      select call.hook as hook, cast(open.value as text) as criterion
      from ${orders} cross join ${elementsOf(sql`(placed.value -> 'missing')`)} as open
      where ${period}
    ) as stood_in_the_way
    group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return {
    rows: rows.rows.map(counted),
    // One of the databases gives a text of a list with its quotation marks.
    missing: missing.rows.map(counted).map(({ criterion, ...row }) => ({
      ...row,
      criterion: criterion.replace(/^"|"$/g, ''),
    })),
    times: await answerTimes(db, period),
  };
}

/** PostgreSQL counts in 64 bits, which its client gives as text. */
type Counted<Row> = Omit<Row, 'orders'> & { readonly orders: number | string };

function counted<Row extends { readonly orders: number | string }>(row: Row) {
  return { ...row, orders: Number(row.orders) };
}

interface TimesRow {
  readonly hook: string;
  readonly calls: number | string;
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
}

async function answerTimes(
  db: Kysely<Schema>,
  period: RawBuilder<unknown>,
): Promise<readonly AnswerTimes[]> {
  const { rows } = await sql<TimesRow>`
    select hook, max(calls) as calls,
      min(case when place * 2 >= calls then latency_ms end) as median,
      min(case when place * 20 >= calls * 19 then latency_ms end) as p95,
      max(latency_ms) as slowest
    from (
      select hook, latency_ms,
        row_number() over (partition by hook order by latency_ms) as place,
        count(*) over (partition by hook) as calls
      from call
      where ${period} and call.hook in ('order-select', 'order-sign')
        and coalesce(call.status, 200) = 200
    ) as timed
    group by hook order by hook`.execute(db);
  return rows.map((row) => ({ ...row, calls: Number(row.calls) }));
}
