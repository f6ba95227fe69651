import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** The columns of the tables that are filled a list at a time. */
const columns = {
  call: {
    id: 'text',
    request_id: 'text',
    at: 'text',
    service: 'text',
    hook: 'text',
    client: 'text',
    orders: 'text',
    latency_ms: 'integer',
    status: 'integer',
    reason: 'text',
  },
  card: {
    uuid: 'text',
    at: 'text',
    kind: 'text',
    criteria: 'text',
    determination: 'text',
    hook: 'text',
    client: 'text',
    call: 'text',
  },
  feedback: {
    id: 'text',
    received_at: 'text',
    position: 'integer',
    service: 'text',
    client: 'text',
    card: 'text',
    outcome: 'text',
    outcome_at: 'text',
    reason_system: 'text',
    reason_code: 'text',
    reason_display: 'text',
    comment: 'text',
    suggestions: 'text',
  },
} as const satisfies {
  [Table in keyof Schema]?: { [Column in keyof Schema[Table]]: 'text' | 'integer' };
};

/**
 * The insert of any number of rows as one statement with one parameter, a JSON list.
 * A multi-row `values` clause costs twice the time, most of it in building the statement, and is
 * limited in its number of parameters. A row whose key is there already is left out.
 */
export function insertRows<Table extends keyof typeof columns>(
  db: Kysely<Schema>,
  rowsOf: (json: string) => RawBuilder<unknown>,
  table: Table,
  rows: readonly Schema[Table][],
) {
  const entries = Object.entries(columns[table]);
  const names = sql.join(entries.map(([name]) => sql.ref(name)));
  const values = sql.join(
    entries.map(([name, type]) => sql`cast(value ->> ${sql.lit(name)} as ${sql.raw(type)})`),
  );
  const source = rowsOf(JSON.stringify(rows));
  return sql`insert into ${sql.table(table)} (${names}) select ${values} from ${source}
    where true on conflict do nothing`.execute(db);
}
