import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import { connect } from '../../src/store/connect.ts';
import type { Schema } from '../../src/store/schema.ts';
import { startProcess } from './process.ts';

export interface KillReport {
  readonly acknowledged: number;
  /** Acknowledged with 200, and not in the store afterwards. */
  readonly lost: readonly string[];
  /** Batches of which a part is in the store. */
  readonly torn: number;
}

interface Batch {
  readonly cards: readonly string[];
  acknowledged: boolean;
}

/**
 * Starts the service, sends it feedback over several connections, kills it (SIGKILL) in the middle, and looks into
 * the store; as often as asked.
 * @param databaseUrl of a store that outlives the process
 * @param entry the service's main module; without it, the tests' own
 */
export async function killRounds(
  rounds: number,
  databaseUrl: string,
  entry?: string,
): Promise<KillReport> {
  const batches: Batch[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const service = await startProcess({ DATABASE_URL: databaseUrl }, entry);
    const killed = new Promise<void>((resolve) => {
      setTimeout(
        () => {
          service.child.kill('SIGKILL');
          resolve();
        },
        100 + Math.random() * 300,
      );
    });
    await Promise.all([killed, ...[1, 2, 3, 4].map(() => sendUntilGone(service.url, batches))]);
    await service.ended;
  }
  const kept = await keptCards(databaseUrl);
  const acknowledged = batches.filter((batch) => batch.acknowledged).flatMap(({ cards }) => cards);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((card) => !kept.has(card)),
    torn: batches.filter(({ cards }) => new Set(cards.map((card) => kept.has(card))).size > 1)
      .length,
  };
}

async function sendUntilGone(url: string, batches: Batch[]): Promise<void> {
  for (;;) {
    const cards = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => randomUUID());
    const batch: Batch = { cards, acknowledged: false };
    batches.push(batch);
    const feedback = cards.map((card) => ({
      card,
      outcome: 'overridden',
      outcomeTimestamp: new Date().toISOString(),
    }));
    try {
      const answer = await fetch(`${url}/cds-services/spine-imaging-order-sign/feedback`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ feedback }),
      });
      batch.acknowledged = answer.status === 200;
    } catch {
      return;
    }
  }
}

async function keptCards(databaseUrl: string): Promise<ReadonlySet<string>> {
  const db = new Kysely<Schema>({ dialect: connect(databaseUrl, () => undefined).dialect });
  const rows = await db.selectFrom('feedback').select('card').execute();
  await db.destroy();
  return new Set(rows.map((row) => row.card));
}
