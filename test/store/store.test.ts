import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord, FeedbackItem } from '../../src/store/records.ts';
import { Store } from '../../src/store/store.ts';
import { noPostgresDatabase, postgresDatabase } from './postgres.ts';

interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-store-'));
  return {
    url: `file:${join(folder, 'made', 'on', 'demand', 'test.db')}`,
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

const postgresTitle =
  noPostgresDatabase === undefined
    ? 'on PostgreSQL'
    : `on PostgreSQL: skipped, ${noPostgresDatabase}`;

describe('on SQLite', () => keepsAll(sqliteDatabase));
describe.skipIf(noPostgresDatabase !== undefined)(postgresTitle, () => keepsAll(postgresDatabase));

const failed = (error: unknown): void => {
  throw error;
};

function call(cards: CallRecord['answer']['cards'], changes: Partial<CallRecord> = {}): CallRecord {
  return {
    requestId: 'r-1',
    at: new Date('2026-03-10T10:00:00Z'),
    service: 'spine-imaging-order-sign',
    hook: 'order-sign',
    client: 'https://ehr.example',
    latencyMs: 12.3,
    answer: { cards, orders: [{ cpt: '72148', determination: 'supported', decidedBy: 'x' }] },
    ...changes,
  };
}

const card = (uuid: string, kind: string, criteria: readonly string[]) => ({
  uuid,
  kind,
  criteria,
  determination: 'prerequisites-missing',
  order: 'ServiceRequest/mri-1',
});

const item = (cardUuid: string, changes: Partial<FeedbackItem> = {}): FeedbackItem => ({
  card: cardUuid,
  outcome: 'overridden',
  outcomeAt: new Date('2026-03-10T10:01:00Z'),
  acceptedSuggestions: [],
  ...changes,
});

const batch = (items: readonly FeedbackItem[], client = 'https://ehr.example') => ({
  receivedAt: new Date('2026-03-10T10:02:00Z'),
  service: 'spine-imaging-order-sign',
  client,
  items,
});

function keepsAll(open: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await open();
    store = new Store(database.url, failed);
    await store.check();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  it('reads feedback against the cards that were shown', async () => {
    const [accepted, overridden, changedMind, ignored] = [1, 2, 3, 4].map(() => randomUUID());
    store.recordCall(
      call([
        card(accepted ?? '', 'preferred-study', []),
        card(overridden ?? '', 'trial-of-treatment', ['trial-of-treatment', 're-evaluation']),
      ]),
    );
    store.recordCall(
      call([
        card(changedMind ?? '', 'trial-of-treatment', ['trial-of-treatment']),
        card(ignored ?? '', 'trial-of-treatment', ['trial-of-treatment']),
      ]),
    );
    const reason = { system: 'https://cds.test/reasons', code: 'done-elsewhere' };
    await store.saveFeedback(
      batch([
        item(accepted ?? '', { outcome: 'accepted', acceptedSuggestions: ['s-1'] }),
        item(overridden ?? '', { overrideReason: reason, comment: 'Zürich, «ä» \u2603 \\ " \n' }),
        item(changedMind ?? '', {
          outcome: 'overridden',
          outcomeAt: new Date('2026-03-10T10:09:00Z'),
        }),
        item(changedMind ?? '', { outcome: 'accepted' }),
      ]),
    );
    const report = await store.feedbackReport({});
    const of = (kind: string) => report.rows.filter((row) => row.kind === kind);
    expect(of('preferred-study')).toEqual([
      { month: '2026-03', kind: 'preferred-study', criteria: [], outcome: 'accepted', cards: 1 },
    ]);
    expect(of('trial-of-treatment')).toHaveLength(3);
    expect(of('trial-of-treatment')).toEqual(
      expect.arrayContaining([
        {
          month: '2026-03',
          kind: 'trial-of-treatment',
          criteria: ['trial-of-treatment', 're-evaluation'],
          outcome: 'overridden',
          reason,
          cards: 1,
        },
        {
          month: '2026-03',
          kind: 'trial-of-treatment',
          criteria: ['trial-of-treatment'],
          outcome: 'overridden',
          cards: 1,
        },
        {
          month: '2026-03',
          kind: 'trial-of-treatment',
          criteria: ['trial-of-treatment'],
          outcome: 'no-answer',
          cards: 1,
        },
      ]),
    );
    expect(report.items).toEqual({ accepted: 2, overridden: 2 });
  });

  it('keeps feedback on unknown cards, and on another client’s card, apart', async () => {
    const theirs = randomUUID();
    const at = new Date('2025-01-10T10:00:00Z');
    store.recordCall(call([card(theirs, 'contrast', [])], { at }));
    const { items } = { items: [item(theirs), item('never-shown')] };
    await store.saveFeedback({ ...batch(items, 'https://other.example'), receivedAt: at });
    const report = await store.feedbackReport({
      from: new Date('2025-01-01T00:00:00Z'),
      to: new Date('2025-02-01T00:00:00Z'),
    });
    expect(report.rows).toEqual([
      { month: '2025-01', kind: 'contrast', criteria: [], outcome: 'no-answer', cards: 1 },
      { month: '2025-01', kind: 'unknown', criteria: [], outcome: 'overridden', cards: 2 },
    ]);
  });

  it('counts only the period that is asked for', async () => {
    const report = await store.feedbackReport({ from: new Date('2027-01-01T00:00:00Z') });
    expect(report).toEqual({ rows: [], items: { accepted: 0, overridden: 0 } });
  });

  it('refuses a token the second time, also to another process', async () => {
    const expires = new Date('2026-03-10T10:05:00Z');
    const other = new Store(database.url, failed);
    expect(await store.useToken('https://ehr.example', 'jti-1', expires)).toBe(true);
    expect(await store.useToken('https://ehr.example', 'jti-1', expires)).toBe(false);
    expect(await other.useToken('https://ehr.example', 'jti-1', expires)).toBe(false);
    expect(await other.useToken('https://other.example', 'jti-1', expires)).toBe(true);
    await other.close();
  });

  it('forgets tokens once they have expired, and not before', async () => {
    const expires = new Date('2026-03-10T10:05:00Z');
    const longAgo = new Date(0);
    await store.useToken('i', 'jti-2', expires);
    await store.forget(expires, longAgo);
    expect(await store.useToken('i', 'jti-2', expires)).toBe(false);
    await store.forget(new Date(expires.getTime() + 1), longAgo);
    expect(await store.useToken('i', 'jti-2', expires)).toBe(true);
  });

  it('writes what waits when it closes', async () => {
    const first = new Store(database.url, failed);
    const at = new Date('2024-05-05T10:00:00Z');
    first.recordCall(call([card(randomUUID(), 'late', [])], { at }));
    await first.close();
    const report = await store.feedbackReport({ to: new Date('2024-12-31T00:00:00Z') });
    expect(report.rows.map((row) => [row.kind, row.cards])).toEqual([['late', 1]]);
  });

  it('records a large batch', async () => {
    const at = new Date('2023-05-05T10:00:00Z');
    for (let index = 0; index < 5000; index += 1) {
      store.recordCall(call([card(randomUUID(), 'many', ['a', 'b'])], { at }));
    }
    const report = await store.feedbackReport({ to: new Date('2023-12-31T00:00:00Z') });
    expect(report.rows.map((row) => [row.kind, row.cards])).toEqual([['many', 5000]]);
  });

  it('is opened by several processes at once on a new database', async () => {
    const fresh = await open();
    const stores = [1, 2, 3].map(() => new Store(fresh.url, failed));
    await Promise.all(stores.map((each) => each.check()));
    await Promise.all(stores.map((each) => each.close()));
    await fresh.remove();
  }, 60_000);
}
