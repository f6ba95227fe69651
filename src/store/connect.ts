import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Dialect,
  type Kysely,
  PostgresDialect,
  type RawBuilder,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  sql,
} from 'kysely';
import Database from 'libsql';
import type { Pool } from 'pg';

/** A database, and the one thing that the two kinds say differently. */
export interface Connection {
  readonly dialect: Dialect;
  /** A table function with one row for each element of a JSON list, in a column `value`. */
  rowsOf(json: string): RawBuilder<unknown>;
  /** Does work whose result survives a power cut once the promise is fulfilled, not only the end of this process. */
  durably<Result, Tables>(
    db: Kysely<Tables>,
    work: (db: Kysely<Tables>) => Promise<Result>,
  ): Promise<Result>;
}

/** How long a statement waits for another process' write, or for a connection, before it fails. */
const patienceMs = 2000;
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
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true });
  }
  const database = new Database(path, { timeout: patienceMs });
  database.exec('PRAGMA journal_mode = WAL');
  // A commit survives the end of this process at once, and a power cut from the next durable one on.
  database.exec('PRAGMA synchronous = NORMAL');
  // In KiB where negative: the pages that feedback and new cards touch stay in memory.
  database.exec('PRAGMA cache_size = -4096');
  return {
    dialect: new SqliteDialect({ database: keepingInserts(database) }),
    rowsOf: (json) => sql`json_each(${json})`,
    durably: (db, work) =>
      db.connection().execute(async (alone) => {
        await sql`PRAGMA synchronous = FULL`.execute(alone);
        try {
          return await work(alone);
        } finally {
          await sql`PRAGMA synchronous = NORMAL`.execute(alone);
        }
      }),
  };
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
    pool.on('error', onError);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  return {
    dialect: new PostgresDialect({ pool: open }),
    rowsOf: (json) => sql`json_array_elements(cast(${json} as json))`,
    durably: (db, work) => work(db),
  };
}
