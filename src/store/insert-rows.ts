import { type RawBuilder, sql } from 'kysely';
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
    notes: 'integer',
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
    showing: 'text',
    silent: 'integer',
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
    suggestions: 'text',
  },
  used_token: {
    issuer: 'text',
    jti: 'text',
    expires_at: 'text',
  },
} as const satisfies {
  [Table in keyof Schema]?: { [Column in keyof Schema[Table]]: 'text' | 'integer' };
};

/**
 * The insert of any number of rows as one statement out of one JSON list.
 * A multi-row `values` clause costs twice the time, most of it in building the statement, and is
 * limited in its number of parameters. A row whose key is there already is left out.
 * @param source a table function with one row for each element of the list, in a column `value`
 */
export function insertRows(table: keyof typeof columns, source: RawBuilder<unknown>) {
  const entries = Object.entries(columns[table]);
  const names = sql.join(entries.map(([name]) => sql.ref(name)));
  const values = sql.join(
    entries.map(([name, type]) => sql`cast(value ->> ${sql.lit(name)} as ${sql.raw(type)})`),
  );
  return sql`insert into ${sql.table(table)} (${names}) select ${values} from ${source}
    where true on conflict do nothing`;
}
