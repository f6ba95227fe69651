import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, Migrator, sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/store/connect.ts';
import { migrations } from '../../src/store/migrations.ts';
import type { CallRecord, FeedbackItem } from '../../src/store/records.ts';
import type { Schema } from '../../src/store/schema.ts';
import { Store, StoreUnavailable } from '../../src/store/store.ts';
import { everyCell } from './every-cell.ts';
import { noPostgresDatabase, postgresDatabase } from './postgres.ts';

/** Where the calls of these tests come from. */
const shownTo = { hook: 'order-sign', client: 'https://ehr.example' };

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
describe.skipIf(noPostgresDatabase !== undefined)(postgresTitle, () => {
  keepsAll(postgresDatabase);

  it('keeps apart from another application’s tables of the same names', async () => {
    const shared = await postgresDatabase();
    const other = new Client({ connectionString: shared.url });
    await other.connect();
    await other.query('create schema another');
    await other.query('create table another.call (id text, status integer, reason text)');
    await other.query('create table another.card (call text)');
    await other.end();
    const beside = new Store(shared.url, failed);
    beside.recordCall(call([card(randomUUID(), 'beside', [])]));
    expect((await beside.callReport({ limit: 10 })).calls).toHaveLength(1);
    await beside.close();
    await shared.remove();
  }, 60_000);

  it('keeps a call whose connection breaks while it is written, and goes on', async () => {
    const shared = await postgresDatabase();
    const store = new Store(shared.url, () => undefined);
    await store.check();

    const other = new Client({ connectionString: shared.url });
    await other.connect();
    await other.query('begin');
    await other.query('lock table call in access exclusive mode');
    store.recordCall(call([card(randomUUID(), 'interrupted', [])]));
    const written = expect(store.flush()).rejects.toBeInstanceOf(StoreUnavailable);
    const waiting = 'select pid from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0';
    await expect.poll(async () => (await other.query(waiting)).rowCount).toBe(1);
    await other.query(`select pg_terminate_backend(pid) from (${waiting}) as writer`);
    await written;
    await other.query('rollback');
    await other.end();
    // The pool may hand out the broken connection once more before it hears of its end: the record goes on waiting.
    const recorded = () => store.callReport({ limit: 10 }).catch(() => undefined);
    await expect.poll(async () => (await recorded())?.calls.length).toBe(1);

    await store.close();
    await shared.remove();
  }, 60_000);
});

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
    status: 200,
    answer: { cards, orders: [{ cpt: '72148', guideline: '2026.1', determination: 'supported' }] },
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
        item(overridden ?? '', { overrideReason: reason }),
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
      {
        month: '2026-03',
        ...shownTo,
        kind: 'preferred-study',
        criteria: [],
        outcome: 'accepted',
        cards: 1,
      },
    ]);
    expect(of('trial-of-treatment')).toHaveLength(3);
    expect(of('trial-of-treatment')).toEqual(
      expect.arrayContaining([
        {
          month: '2026-03',
          ...shownTo,
          kind: 'trial-of-treatment',
          criteria: ['trial-of-treatment', 're-evaluation'],
          outcome: 'overridden',
          reason,
          cards: 1,
        },
        {
          month: '2026-03',
          ...shownTo,
          kind: 'trial-of-treatment',
          criteria: ['trial-of-treatment'],
          outcome: 'overridden',
          cards: 1,
        },
        {
          month: '2026-03',
          ...shownTo,
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
      {
        month: '2025-01',
        ...shownTo,
        kind: 'contrast',
        criteria: [],
        outcome: 'no-answer',
        cards: 1,
      },
      {
        month: '2025-01',
        client: 'https://other.example',
        kind: 'unknown',
        criteria: [],
        outcome: 'overridden',
        cards: 2,
      },
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
    const hour = 60 * 60 * 1000;
    const at = (hours: number) => new Date(Date.parse('2026-03-10T10:05:00Z') + hours * hour);
    const longAgo = new Date(0);
    await store.useToken('i', 'jti-2', at(0));
    await store.useToken('i', 'jti-3', at(3));
    await store.forget(at(1), longAgo, hour);
    expect(await store.useToken('i', 'jti-2', at(0))).toBe(false);
    // A clock that is a year ahead goes no further than what clients presented.
    await store.forget(at(24 * 365), longAgo, hour);
    expect(await store.useToken('i', 'jti-3', at(3))).toBe(false);
    expect(await store.useToken('i', 'jti-2', at(0))).toBe(true);
  });

  it('forgets calls, cards and feedback older than the retention time, and keeps the newer', async () => {
    const fresh = await open();
    const kept = new Store(fresh.url, failed);
    const [oldCard, newCard] = [randomUUID(), randomUUID()];
    for (const [uuid, day] of [
      [oldCard, '2020-05-05'],
      [newCard, '2020-05-07'],
    ] as const) {
      const at = new Date(`${day}T10:00:00Z`);
      kept.recordCall(call([card(uuid, 'retained', [])], { at }));
      await kept.saveFeedback({ ...batch([item(uuid)]), receivedAt: at });
    }
    await kept.flush();
    await kept.forget(new Date(0), new Date('2020-05-06T00:00:00Z'), 0);
    const period = { from: new Date('2020-05-01T00:00:00Z'), to: new Date('2020-06-01T00:00:00Z') };
    const { calls } = await kept.callReport({ ...period, limit: 10 });
    expect(calls.map(({ cards }) => cards)).toEqual([[{ uuid: newCard, kind: 'retained' }]]);
    const report = await kept.feedbackReport(period);
    expect(report.rows.map((row) => [row.kind, row.outcome, row.cards])).toEqual([
      ['retained', 'overridden', 1],
    ]);
    expect(report.items).toEqual({ accepted: 0, overridden: 1 });
    await kept.close();
    await fresh.remove();
  }, 60_000);

  it('opens a database of its first version and keeps what is in it', async () => {
    const old = await open();
    await asOfFirstVersion(old.url);
    const opened = new Store(old.url, failed);
    opened.recordCall(call([card(randomUUID(), 'new', [])]));
    const report = await opened.feedbackReport({});
    expect(report.rows.map((row) => [row.kind, row.cards]).sort()).toEqual([
      ['new', 1],
      ['old', 1],
      // Of feedback that names no card of record.
      ['unknown', 1],
    ]);
    expect(report.items).toEqual({ accepted: 0, overridden: 1 });
    expect((await opened.callReport({ limit: 10 })).calls).toHaveLength(1);
    await opened.close();
    // What a user wrote is forgotten by the first start.
    const cells = await everyCell(old.url);
    expect(cells).toContain('done-elsewhere');
    expect(cells).not.toMatch(/in another house|seen by a colleague/);
    await old.remove();
  }, 60_000);

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

  it('counts orders by month, hook, client, study and determination, what was missing, and the time to answer', async () => {
    const at = new Date('2022-05-05T10:00:00Z');
    const lacking = (...missing: readonly string[]) => ({
      cpt: '72148',
      guideline: '2026.1',
      determination: 'prerequisites-missing',
      missing,
    });
    const supported = { cpt: '72141', guideline: '2026.1', determination: 'supported' };
    const made: readonly Partial<CallRecord>[] = [
      { latencyMs: 10, answer: { cards: [], orders: [lacking('film', 'trial'), supported] } },
      { latencyMs: 20, answer: { cards: [], orders: [lacking('film')] } },
      { latencyMs: 90, answer: { cards: [], orders: [] } },
      { hook: 'order-select', client: 'anonymous', answer: { cards: [], orders: [supported] } },
      { at: new Date('2022-06-01T00:00:00Z'), answer: { cards: [], orders: [supported] } },
      { status: 400, latencyMs: 5000, answer: { cards: [], orders: [] } },
      { hook: 'dtr', latencyMs: 7000, answer: { cards: [], orders: [] } },
    ];
    for (const one of made) store.recordCall(call([], { at, ...one }));
    const year = { from: new Date('2022-01-01Z'), to: new Date('2022-12-31Z') };
    const report = await store.determinationReport(year);
    const signed = { hook: 'order-sign', client: 'https://ehr.example' };
    const may = { month: '2022-05', orders: 1 };
    const { guideline: _, ...counted } = supported;
    expect(report.rows).toEqual([
      { ...may, hook: 'order-select', client: 'anonymous', ...counted },
      { ...may, ...signed, ...counted },
      { ...may, ...signed, cpt: '72148', determination: 'prerequisites-missing', orders: 2 },
      { ...may, month: '2022-06', ...signed, ...counted },
    ]);
    expect(report.missing).toEqual([
      { hook: 'order-sign', criterion: 'film', orders: 2 },
      { hook: 'order-sign', criterion: 'trial', orders: 1 },
    ]);
    expect(report.times).toEqual([
      { hook: 'order-select', calls: 1, median: 12, p95: 12, slowest: 12 },
      { hook: 'order-sign', calls: 4, median: 12, p95: 90, slowest: 90 },
    ]);
  });

  it('is opened by several processes at once on a new database', async () => {
    const fresh = await open();
    const stores = [1, 2, 3].map(() => new Store(fresh.url, failed));
    await Promise.all(stores.map((each) => each.check()));
    await Promise.all(stores.map((each) => each.close()));
    await fresh.remove();
  }, 60_000);
}

/** A database as the first released schema left it, with a card, and feedback in which a user wrote something. */
async function asOfFirstVersion(url: string): Promise<void> {
  const { dialect } = connect(url, failed);
  const db = new Kysely<Schema>({ dialect });
  const { '001-first': first } = migrations;
  if (first === undefined) throw new Error('there is no first migration');
  const provider = { getMigrations: async () => ({ '001-first': first }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  const at = '2026-03-10T10:00:00.000Z';
  const old = { uuid: randomUUID(), at, kind: 'old', criteria: '[]', determination: 'supported' };
  await db
    .insertInto('card')
    .values({ ...old, hook: 'order-sign', client: 'anonymous' })
    .execute();
  await sql`insert into feedback (id, received_at, position, service, client, card, outcome, outcome_at,
      reason_code, reason_display, comment, suggestions)
    values (${randomUUID()}, ${at}, 0, 'spine-imaging-order-sign', 'anonymous', ${randomUUID()}, 'overridden', ${at},
      'done-elsewhere', 'Done in another house', 'seen by a colleague', '[]')`.execute(db);
  await db.destroy();
}
