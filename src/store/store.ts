import { setTimeout } from 'node:timers/promises';
import { Kysely, Migrator, sql } from 'kysely';
import { timeOrderedUuid } from '../cds/time-ordered-uuid.ts';
import { type CallPage, type CallReport, callReport } from './call-report.ts';
import { type Connection, connect } from './connect.ts';
import { type FeedbackReport, feedbackReport, type ReportPeriod } from './feedback-report.ts';
import { insertRows } from './insert-rows.ts';
import { migrations } from './migrations.ts';
import type { CallRecord, FeedbackBatch } from './records.ts';
import { callRow, cardRows, feedbackRows, type IdentifiedCall } from './rows.ts';
import type { Schema } from './schema.ts';
import { type UsedTokenKey, UsedTokens } from './used-tokens.ts';
import { WriteBehind } from './write-behind.ts';

/** The store cannot be reached, or does not answer in time. What was asked of it has not happened, or not for certain. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Everything that is kept: calls and cards for audit, feedback, and the ids of used tokens. */
export class Store {
  readonly #connection: Connection;
  readonly #db: Kysely<Schema>;
  readonly #background: Kysely<Schema>;
  readonly #calls: WriteBehind<IdentifiedCall>;
  readonly #tokens: UsedTokens;
  #migrated: Promise<void> | undefined;

  /**
   * @param databaseUrl the `DATABASE_URL` setting
   * @param onError told of failures behind the callers' backs
   */
  constructor(databaseUrl: string, onError: (error: unknown) => void) {
    this.#connection = connect(databaseUrl, onError);
    const { dialect, background, rowsOf } = this.#connection;
    this.#db = new Kysely<Schema>({ dialect });
    this.#background =
      background === undefined ? this.#db : new Kysely<Schema>({ dialect: background });
    this.#calls = new WriteBehind((calls) => this.#writeCalls(calls), onError);
    // Signed calls wait for it, so it is built once.
    const insert = sql`${insertRows('used_token', rowsOf(''))}
      returning issuer, jti`.compile(this.#db);
    this.#tokens = new UsedTokens(async (rows) => {
      const parameters = [JSON.stringify(rows)];
      return (await this.#db.executeQuery<UsedTokenKey>({ ...insert, parameters })).rows;
    });
  }

  /** Reaches the database and brings its schema up to date. @throws StoreUnavailable */
  check(): Promise<void> {
    return this.#use(async () => {
      await sql`select 1`.execute(this.#db);
    });
  }

  /** Records a call and its cards, soon. */
  recordCall(record: CallRecord): void {
    this.#calls.add({ id: timeOrderedUuid(record.at.getTime()), record });
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
        const rows = JSON.stringify(feedbackRows(batch));
        await insertRows('feedback', rowsOf(rows)).execute(db);
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
    return this.#use(() => this.#tokens.use({ issuer, jti, expires_at: expires.toISOString() }));
  }

  /** What became of the cards that were shown in a period. @throws StoreUnavailable */
  feedbackReport(period: ReportPeriod): Promise<FeedbackReport> {
    return this.#use(async () => {
      await this.flush();
      return feedbackReport(this.#background, period);
    });
  }

  /** A page of the calls that were recorded, oldest first. @throws StoreUnavailable */
  callReport(page: CallPage): Promise<CallReport> {
    return this.#use(async () => {
      await this.flush();
      return callReport(this.#background, page);
    });
  }

  /** Forgets expired tokens, and calls, cards and feedback older than the retention time. @throws StoreUnavailable */
  forget(tokensExpiredBefore: Date, recordsBefore: Date): Promise<void> {
    return this.#use(async () => {
      await this.#db
        .deleteFrom('used_token')
        .where('expires_at', '<', tokensExpiredBefore.toISOString())
        .execute();
      const before = recordsBefore.toISOString();
      await this.#db.deleteFrom('call').where('at', '<', before).execute();
      await this.#db.deleteFrom('card').where('at', '<', before).execute();
      await this.#db.deleteFrom('feedback').where('received_at', '<', before).execute();
    });
  }

  /** Writes what still waits, as far as the database lets it, and closes. */
  async close(): Promise<void> {
    await this.flush().catch(() => undefined);
    this.#calls.stop();
    await this.#background.destroy();
    await this.#db.destroy();
  }

  #writeCalls(calls: readonly IdentifiedCall[]): Promise<void> {
    const rows = JSON.stringify(calls.map(callRow));
    const cards = JSON.stringify(calls.flatMap(cardRows));
    return this.#use(async () => {
      await this.#connection.recordCalls(rows, cards).execute(this.#background);
    });
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

/** SQLite has no lock around migrations: where other processes do the same, a later look finds it done. */
const looks = 20;
const lookAgainMs = 25;

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  for (let look = 1; ; look += 1) {
    const { error } = await migrator.migrateToLatest();
    if (error === undefined) {
      return;
    }
    if (look === looks || !isDisputed(error)) {
      throw error;
    }
    await setTimeout(lookAgainMs);
  }
}

/** What another process did in between, as SQLite says it; a database that is away is not waited for. */
function isDisputed(error: unknown): boolean {
  return error instanceof Error && /UNIQUE|already exists|duplicate|locked/i.test(error.message);
}
