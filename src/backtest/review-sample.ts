import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csv } from '../server/csv.ts';
import type { OrderRow } from './rows.ts';

/** How many orders of each determination and kind of study are drawn. */
const perStratum = 10;

/**
 * A sample for review by someone who doesn't know what the service said: the same number of every determination and kind
 * of study, drawn by a hash of the order, in an order that tells nothing. The key stands in a file of its own.
 */
export class ReviewSample {
  readonly #strata = new Map<string, { rank: string; row: OrderRow }[]>();

  add(row: OrderRow): void {
    if (row.determination === '') return;
    const stratum = `${row.determination} ${row.modality} ${row.region}`;
    const rank = createHash('sha256').update(row.order).digest('hex');
    const drawn = this.#strata.get(stratum);
    if (drawn === undefined) this.#strata.set(stratum, [{ rank, row }]);
    else {
      drawn.push({ rank, row });
      drawn.sort((one, other) => (one.rank < other.rank ? -1 : 1));
      drawn.length = Math.min(drawn.length, perStratum);
    }
  }

  /** Writes `review-sample.csv`, with columns to fill in, and `review-key.csv`. */
  write(folder: string): void {
    const drawn = [...this.#strata.values()]
      .flat()
      .sort((one, other) => (one.rank < other.rank ? -1 : 1));
    writeFileSync(
      join(folder, 'review-sample.csv'),
      csv(
        [
          'number',
          'order',
          'patient',
          'date',
          'study',
          'modality',
          'region',
          'contrast',
          'reviewer',
          'determination by reviewer',
          'facts missing',
          'comment',
        ],
        drawn.map(({ row }, at) => [
          at + 1,
          row.order,
          row.patient,
          row.date,
          row.study,
          row.modality,
          row.region,
          row.contrast,
          '',
          '',
          '',
          '',
        ]),
      ),
    );
    writeFileSync(
      join(folder, 'review-key.csv'),
      csv(
        ['number', 'order', 'determination', 'missing', 'decidedBy'],
        drawn.map(({ row }, at) => [
          at + 1,
          row.order,
          row.determination,
          row.missing,
          row.decidedBy,
        ]),
      ),
    );
  }
}
