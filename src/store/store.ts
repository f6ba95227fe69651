import { setTimeout } from 'node:timers/promises';
import { Kysely, Migrator, sql } from 'kysely';
import { timeOrderedUuid } from '../cds/time-ordered-uuid.ts';
import { type CallPage, type CallReport, callReport } from './call-report.ts';
import { type Connection, connect } from './connect.ts';
import { type DeterminationReport, determinationReport } from './determination-report.ts';
import { type FeedbackReport, feedbackReport, type ReportPeriod } from './feedback-report.ts';
import { insertRows } from './insert-rows.ts';
import { migrations } from './migrations.ts';
import type { CallRecord, FeedbackBatch } from './records.ts';
import { callRow, cardRows, feedbackRows, type IdentifiedCall } from './rows.ts';
import type { FeedbackTable, Schema } from './schema.ts';
import { tryAgain } from './try-again.ts';
import { type UsedTokenKey, UsedTokens } from './used-tokens.ts';
import { WriteBehind } from './write-behind.ts';
import { WrittenTogether } from './written-together.ts';

/** The store cannot be reached, or does not answer in time. What was asked of it has not happened, or not for certain. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Everything that is kept: calls and cards for audit, feedback, and the ids of used tokens. */
export class Store {
  readonly #connection: Connection;
  readonly #db: Kysely<Schema>;
  readonly #background: Kysely<Schema>;
  readonly #durable: Kysely<Schema>;
  readonly #calls: WriteBehind<IdentifiedCall>;
  readonly #tokens: UsedTokens;
  readonly #feedback: WrittenTogether<FeedbackTable>;
  #migrated: Promise<void> | undefined;
  /** The last write did not succeed. */
  #hasFailed = false;
  #isClosed = false;

  /**
   * @param databaseUrl the `DATABASE_URL` setting
   * @param onError told of failures behind the callers' backs
   */
  constructor(databaseUrl: string, onError: (error: unknown) => void) {
    this.#connection = connect(databaseUrl, onError);
    const { dialect, background, durable, rowsOf } = this.#connection;
    this.#db = new Kysely<Schema>({ dialect });
    this.#background =
      background === undefined ? this.#db : new Kysely<Schema>({ dialect: background });
    this.#durable = durable === undefined ? this.#db : new Kysely<Schema>({ dialect: durable });
    this.#calls = new WriteBehind((calls) => this.#writeCalls(calls), onError);
    this.#feedback = new WrittenTogether((rows) => this.#writeFeedback(rows), feedbackPatienceMs);
    // Signed calls wait for it, so it is built once.
    const insert = sql`${insertRows('used_token', rowsOf(''))}
      returning issuer, jti`.compile(this.#db);
    this.#tokens = new UsedTokens(async (rows) => {
      const parameters = [JSON.stringify(rows)];
      const query = { ...insert, parameters };
      return (await tryAgain(() => this.#db.executeQuery<UsedTokenKey>(query))).rows;
    });
  }

  /**
   * Reaches the database and brings its schema up to date. Where the last write failed another one is tried.
   * @throws StoreUnavailable
   */
  check(): Promise<void> {
    return this.#use(async () => {
      await sql`select 1`.execute(this.#db);
      await this.#requireThere();
      if (this.#hasFailed) await this.#write(() => this.#probe());
    });
  }

  /** Writes a token that nobody has, and forgets it again. */
  async #probe(): Promise<void> {
    const probe = { issuer: '', jti: timeOrderedUuid(), expires_at: new Date(0).toISOString() };
    await this.#background.insertInto('used_token').values(probe).execute();
    await this.#background.deleteFrom('used_token').where('jti', '=', probe.jti).execute();
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

  /**
   * Keeps a batch of feedback, whole or not at all; durable once the promise is fulfilled.
   * @throws StoreUnavailable within four seconds
   */
  saveFeedback(batch: FeedbackBatch): Promise<void> {
    return this.#use(() => this.#feedback.add(feedbackRows(batch)));
  }

  #writeFeedback(rows: readonly FeedbackTable[]): Promise<void> {
    const { rowsOf } = this.#connection;
    return this.#write(async () => {
      await insertRows('feedback', rowsOf(JSON.stringify(rows))).execute(this.#durable);
      await this.#requireThere();
    });
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

  /** What the guideline said of the orders of a period. @throws StoreUnavailable */
  determinationReport(period: ReportPeriod): Promise<DeterminationReport> {
    const { elementsOf } = this.#connection;
    return this.#use(async () => {
      await this.flush();
      return determinationReport(this.#background, period, elementsOf);
    });
  }

  /** A page of the calls that were recorded, oldest first. @throws StoreUnavailable */
  callReport(page: CallPage): Promise<CallReport> {
    return this.#use(async () => {
      await this.flush();
      return callReport(this.#background, page);
    });
  }

  /**
   * Forgets used tokens, and calls, cards and feedback older than the retention time: some thousand rows at a time,
   * so that nobody waits for it. A token is forgotten only once it is long out of date both for this clock and for the
   * newest token that any client presented: a clock that is ahead would let one be used again.
   * @param now by the clock of this process
   * @param tokensKeptMs how long after its end a token is remembered: longer than any is believed from its use on
   * @throws StoreUnavailable
   */
  forget(now: Date, recordsBefore: Date, tokensKeptMs: number): Promise<void> {
    return this.#use(async () => {
      const { newest } = await this.#background
        .selectFrom('used_token')
        .select((table) => table.fn.max('expires_at').as('newest'))
        .executeTakeFirstOrThrow();
      const latest = Math.min(now.getTime(), Date.parse(newest ?? '') || now.getTime());
      const before = recordsBefore.toISOString();
      await this.#delete('used_token', 'expires_at', new Date(latest - tokensKeptMs).toISOString());
      await this.#delete('call', 'at', before);
      await this.#delete('card', 'at', before);
      await this.#delete('feedback', 'received_at', before);
    });
  }

  async #delete(table: keyof Schema, column: string, before: string): Promise<void> {
    const rowId = sql.ref(this.#connection.rowId);
    for (let found = deletedAtOnce; found === deletedAtOnce && !this.#isClosed; ) {
      const { rows } = await this.#write(() =>
        sql`delete from ${sql.table(table)} where ${rowId} in (
          select ${rowId} from ${sql.table(table)}
          where ${sql.ref(column)} < ${before} limit ${sql.lit(deletedAtOnce)}
        ) returning 1 as one`.execute(this.#background),
      );
      found = rows.length;
      await setTimeout(deletePauseMs);
    }
  }

  /** Writes what still waits, as far as the database lets it, and closes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush().catch(() => undefined);
    this.#calls.stop();
    await this.#connection.gather(this.#background).catch(() => undefined);
    for (const db of new Set([this.#durable, this.#background, this.#db])) await db.destroy();
  }

  #writeCalls(calls: readonly IdentifiedCall[]): Promise<void> {
    const rows = JSON.stringify(calls.map(callRow));
    const cards = JSON.stringify(calls.flatMap(cardRows));
    return this.#use(async () => {
      await this.#write(() => this.#connection.recordCalls(rows, cards).execute(this.#background));
    });
  }

  /** Does a write, and remembers how it ended. */
  async #write<Result>(write: () => Promise<Result>): Promise<Result> {
    try {
      const result = await tryAgain(write);
      this.#hasFailed = false;
      return result;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  async #requireThere(): Promise<void> {
    if (await this.#connection.isThere()) return;
    throw new StoreUnavailable('the database file is no longer where it was opened');
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

/** How long whoever sends feedback waits for it to be kept. */
const feedbackPatienceMs = 3500;

/** Rows that are deleted by one statement, and how long others come first after it. */
const deletedAtOnce = 2000;
const deletePauseMs = 20;

/** SQLite has no lock around migrations: where other processes do the same, a later look finds it done. */
const looks = 100;
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
