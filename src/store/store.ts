import { Kysely, Migrator, sql } from 'kysely';
import { type Connection, connect } from './connect.ts';
import { type FeedbackReport, feedbackReport, type ReportPeriod } from './feedback-report.ts';
import { insertRows } from './insert-rows.ts';
import { migrations } from './migrations.ts';
import type { CallRecord, FeedbackBatch } from './records.ts';
import { callRow, cardRows, feedbackRows } from './rows.ts';
import type { Schema } from './schema.ts';
import { WriteBehind } from './write-behind.ts';

/** The store cannot be reached, or does not answer in time. What was asked of it has not happened, or not for certain. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Everything that is kept: calls and cards for audit, feedback, and the ids of used tokens. */
export class Store {
  readonly #connection: Connection;
  readonly #db: Kysely<Schema>;
  readonly #calls: WriteBehind<CallRecord>;
  #migrated: Promise<void> | undefined;

  /**
   * @param databaseUrl the `DATABASE_URL` setting
   * @param onError told of failures behind the callers' backs
   */
  constructor(databaseUrl: string, onError: (error: unknown) => void) {
    this.#connection = connect(databaseUrl, onError);
    this.#db = new Kysely<Schema>({ dialect: this.#connection.dialect });
    this.#calls = new WriteBehind((records) => this.#writeCalls(records), onError);
  }

  /** Reaches the database and brings its schema up to date. @throws StoreUnavailable */
  check(): Promise<void> {
    return this.#use(async () => {
      await sql`select 1`.execute(this.#db);
    });
  }

  /** Records an answered call and its cards, soon. */
  recordCall(record: CallRecord): void {
    this.#calls.add(record);
  }

  /** How many calls could not be recorded because the database was away for too long. */
  get droppedCalls(): number {
    return this.#calls.dropped;
  }

  /** Writes the calls that still wait. @throws StoreUnavailable */
  flush(): Promise<void> {
    return this.#calls.flush();
  }

  /** Keeps a batch of feedback, whole or not at all; durable once the promise is fulfilled. @throws StoreUnavailable */
  saveFeedback(batch: FeedbackBatch): Promise<void> {
    const { durably, rowsOf } = this.#connection;
    return this.#use(() =>
      durably(this.#db, async (db) => {
        await insertRows(db, rowsOf, 'feedback', feedbackRows(batch));
      }),
    );
  }

  /**
   * Remembers that a token was presented, also beyond the end of this process. To wait for the disk as well
   * would cost a call more than its evaluation.
   * @returns false where it had been before
   * @throws StoreUnavailable
   */
  useToken(issuer: string, jti: string, expires: Date): Promise<boolean> {
    return this.#use(async () => {
      const outcome = await this.#db
        .insertInto('used_token')
        .values({ issuer, jti, expires_at: expires.toISOString() })
        .onConflict((conflict) => conflict.columns(['issuer', 'jti']).doNothing())
        .executeTakeFirstOrThrow();
      return outcome.numInsertedOrUpdatedRows === 1n;
    });
  }

  /** What became of the cards that were shown in a period. @throws StoreUnavailable */
  feedbackReport(period: ReportPeriod): Promise<FeedbackReport> {
    return this.#use(async () => {
      await this.flush();
      return feedbackReport(this.#db, period);
    });
  }

  /** Forgets expired tokens, and calls older than the retention time. @throws StoreUnavailable */
  forget(tokensExpiredBefore: Date, callsBefore: Date): Promise<void> {
    return this.#use(async () => {
      await this.#db
        .deleteFrom('used_token')
        .where('expires_at', '<', tokensExpiredBefore.toISOString())
        .execute();
      await this.#db.deleteFrom('call').where('at', '<', callsBefore.toISOString()).execute();
    });
  }

  /** Writes what still waits, as far as the database lets it, and closes. */
  async close(): Promise<void> {
    await this.flush().catch(() => undefined);
    this.#calls.stop();
    await this.#db.destroy();
  }

  #writeCalls(records: readonly CallRecord[]): Promise<void> {
    const cards = records.flatMap(cardRows);
    const { rowsOf } = this.#connection;
    return this.#use(() =>
      this.#db.transaction().execute(async (transaction) => {
        await insertRows(transaction, rowsOf, 'call', records.map(callRow));
        if (cards.length > 0) {
          await insertRows(transaction, rowsOf, 'card', cards);
        }
      }),
    );
  }

  async #use<Result>(query: () => Promise<Result>): Promise<Result> {
    try {
      this.#migrated ??= migrate(this.#db);
      await this.#migrated;
    } catch (error) {
      this.#migrated = undefined;
      throw new StoreUnavailable('the database cannot be prepared', { cause: error });
    }
    try {
      return await query();
    } catch (error) {
      throw error instanceof StoreUnavailable
        ? error
        : new StoreUnavailable('the database does not answer', { cause: error });
    }
  }
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const first = await migrator.migrateToLatest();
  if (first.error === undefined) {
    return;
  }
  // SQLite has no lock around migrations: where another process was doing the same, the second look finds it done.
  const second = await migrator.migrateToLatest();
  if (second.error !== undefined) {
    throw second.error;
  }
}
