import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Dialect,
  Kysely,
  PostgresDialect,
  type RawBuilder,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  sql,
} from 'kysely';
import Database from 'libsql';
import AsynchronousDatabase from 'libsql/promise';
import type { Pool } from 'pg';
import { insertRows } from './insert-rows.ts';
import { LibsqlDialect } from './libsql-dialect.ts';

/** A database, and what the two kinds say differently. */
export interface Connection {
  readonly dialect: Dialect;
  /** For what takes long and no call waits for, where a call would otherwise be held up by it. */
  readonly background?: Dialect;
  /** A table function with one row for each element of a JSON list, in a column `value`. */
  rowsOf(json: string): RawBuilder<unknown>;
  /** The same for a list that stands in a column or in another list. */
  elementsOf(list: RawBuilder<unknown>): RawBuilder<unknown>;
  /** The statement that keeps calls and their cards, whole or not at all. Both are JSON lists of rows. */
  recordCalls(calls: string, cards: string): RawBuilder<unknown>;
  /** For what survives a power cut once it is done, not only the end of this process; where that is not all. */
  readonly durable?: Dialect;
  /** The name of the column by which a row is found fastest. */
  readonly rowId: 'rowid' | 'ctid';
  /** Whether what was opened is still there: a file can be deleted under whoever writes to it. */
  isThere(): Promise<boolean>;
  /** Puts all that was written into the database's own file, where there are others beside it. */
  gather<Tables>(db: Kysely<Tables>): Promise<void>;
}

/** How long a statement waits for another process' write, or for a connection, before it fails. */
const patienceMs = 2000;
/** The same on the main thread, where all others would wait as well: whoever asks tries again. */
const mainThreadMs = 2;
/** How long PostgreSQL may work on one statement; reports take the longest. */
const statementMs = 5000;

/**
 * Opens the database that a `DATABASE_URL` names. A SQLite file is opened at once and its folder made;
 * PostgreSQL is first contacted by the first query, so it may be away when the service starts.
 * @param onError told when an idle connection to PostgreSQL breaks
 * @throws Error where the SQLite file cannot be opened
 */
export function connect(databaseUrl: string, onError: (error: Error) => void): Connection {
  return databaseUrl.startsWith('file:')
    ? sqlite(sqlitePath(databaseUrl))
    : postgres(databaseUrl, onError);
}

function sqlite(path: string): Connection {
  const isFile = path !== ':memory:';
  const opened = isFile ? prepareFile(path) : undefined;
  const options = { timeout: patienceMs };
  const database = new Database(path, { timeout: mainThreadMs });
  // Kept in the file: readers and the writer don't wait for each other.
  database.exec('PRAGMA journal_mode = WAL');
  const setUp = [
    // A commit survives the end of this process at once, and a power cut from the next durable one on.
    'PRAGMA synchronous = NORMAL',
    // In KiB where negative: the pages that feedback and new cards touch stay in memory.
    'PRAGMA cache_size = -2048',
    ...recordingView(),
  ];
  for (const statement of setUp) database.exec(statement);
  // The pages of the log are moved into the file by whoever writes beside the main thread.
  database.exec('PRAGMA wal_autocheckpoint = 0');
  const open = () => new AsynchronousDatabase(path, options);
  return {
    dialect: new SqliteDialect({ database: keepingInserts(database) }),
    ...(isFile
      ? {
          background: new LibsqlDialect(open, setUp),
          durable: new LibsqlDialect(open, [
            'PRAGMA synchronous = FULL',
            'PRAGMA cache_size = -1024',
          ]),
        }
      : {}),
    rowsOf: (json) => sql`json_each(${json})`,
    elementsOf: (list) => sql`json_each(${list})`,
    recordCalls: (calls, cards) =>
      sql`insert into recording (calls, cards) values (${calls}, ${cards})`,
    rowId: 'rowid',
    isThere: async () => {
      if (opened === undefined) return true;
      const now = await stat(path).catch(() => undefined);
      return now?.ino === opened;
    },
    gather: async (db) => {
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
    },
  };
}

/** Makes the file, for its owner alone to read, and the folder around it. @returns what the file system knows it by */
function prepareFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  // One that another program made for others to read; where it is not ours to change it stays.
  try {
    chmodSync(path, 0o600);
  } catch {}
  return statSync(path).ino;
}

/**
 * SQLite inserts into one table a statement, and a transaction of two would be held open while the thread that ends
 * it does other work. What is inserted into this view goes to both tables, whole or not at all.
 */
function recordingView(): readonly string[] {
  const insert = (table: 'call' | 'card', list: string) =>
    textOf(insertRows(table, sql`json_each(${sql.raw(list)})`));
  return [
    'create temp view recording as select null as calls, null as cards',
    `create temp trigger record instead of insert on recording begin
      ${insert('call', 'new.calls')};
      ${insert('card', 'new.cards')};
    end`,
  ];
}

/** The text of a SQLite statement without parameters. */
function textOf(statement: RawBuilder<unknown>): string {
  const dialect = new LibsqlDialect(() => new AsynchronousDatabase(':memory:', {}), []);
  return statement.compile(new Kysely({ dialect })).sql;
}

/**
 * The database, with the compiled form of each insert kept: to compile one takes as long as to run it, and there are
 * few of them, since what is inserted are parameters.
 */
function keepingInserts(database: Database.Database): SqliteDatabase {
  const inserts = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      const known = inserts.get(text);
      if (known !== undefined) return known;
      const statement = database.prepare(text);
      if (text.startsWith('insert')) inserts.set(text, statement);
      return statement;
    },
  };
}

/** `file:./data/x.db`, `file:/data/x.db`, `file:///data/x.db` or `file::memory:`. */
function sqlitePath(databaseUrl: string): string {
  return databaseUrl.startsWith('file://')
    ? fileURLToPath(databaseUrl)
    : databaseUrl.slice('file:'.length);
}

const jsonRows = (json: string) => sql`json_array_elements(cast(${json} as json))`;

function postgres(connectionString: string, onError: (error: Error) => void): Connection {
  const open = async (): Promise<Pool> => {
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({
      connectionString,
      connectionTimeoutMillis: patienceMs,
      query_timeout: statementMs,
      keepAlive: true,
      max: 10,
    });
    // Without these listeners a connection that breaks would end the process. The pool tells of one that was idle;
    // one in use tells of itself, and the query under way or the next one on it is rejected as well.
    pool.on('error', (error) => {
      // A connection that was told to go may be cut off before it went: nobody misses it.
      if (!pool.ending) onError(error);
    });
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  return {
    dialect: new PostgresDialect({ pool: open }),
    rowsOf: jsonRows,
    elementsOf: (list) => sql`json_array_elements(cast(${list} as json))`,
    recordCalls: (calls, cards) => sql`with recorded as (${insertRows('call', jsonRows(calls))})
      ${insertRows('card', jsonRows(cards))}`,
    rowId: 'ctid',
    isThere: async () => true,
    gather: async () => undefined,
  };
}
