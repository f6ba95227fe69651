import { createHmac } from 'node:crypto';
import type { CriterionRow, DecisionRow, OrderRow } from './rows.ts';

/** Gives identifiers in the tables, or keeps them. */
export interface Pseudonyms {
  readonly order: (row: OrderRow) => OrderRow;
  readonly linked: <Row extends CriterionRow | DecisionRow>(row: Row) => Row;
}

/** Keeps every identifier as the export has it. */
export const keptIdentifiers: Pseudonyms = { order: (row) => row, linked: (row) => row };

/**
 * Replaces orders, patients, orderers and sites by the beginning of a keyed hash (HMAC-SHA-256), so that one of them is
 * the same everywhere, in this run and the next, and only who has the key and the identifiers can tell which it is.
 */
export function pseudonymsBy(key: string): Pseudonyms {
  const known = new Map<string, string>();
  const of = (kind: string, value: string): string => {
    if (value === '') return '';
    const whole = `${kind}:${value}`;
    let name = known.get(whole);
    if (name === undefined) {
      name = `${kind}-${createHmac('sha256', key).update(whole).digest('hex').slice(0, 16)}`;
      if (known.size > 200_000) known.clear();
      known.set(whole, name);
    }
    return name;
  };
  return {
    order: (row) => ({
      ...row,
      order: of('order', row.order),
      patient: of('patient', row.patient),
      orderer: of('orderer', row.orderer),
      site: of('site', row.site),
    }),
    linked: (row) => ({ ...row, order: of('order', row.order) }),
  };
}
