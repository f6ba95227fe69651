import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type Database from 'libsql/promise';

/**
 * SQLite by libsql's asynchronous interface: statements run on threads of libsql, so that no call is held up by
 * what is written or reported for another one. One connection, which Kysely's driver hands out in turn.
 */
export class LibsqlDialect implements Dialect {
  readonly #open: () => Database;
  readonly #setUp: readonly string[];

  /** @param setUp statements that the connection begins with */
  constructor(open: () => Database, setUp: readonly string[]) {
    this.#open = open;
    this.#setUp = setUp;
  }

  createDriver(): SqliteDriver {
    return new LibsqlDriver(this.#open, this.#setUp);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** Kysely's driver, with its turns and transactions, on a connection that is not synchronous. */
class LibsqlDriver extends SqliteDriver {
  readonly #open: () => Database;
  readonly #setUp: readonly string[];
  #database: Database | undefined;
  #connection: LibsqlConnection | undefined;

  constructor(open: () => Database, setUp: readonly string[]) {
    super({ database: { prepare: unsupported, close: () => this.#database?.close() } });
    this.#open = open;
    this.#setUp = setUp;
  }

  override async init(): Promise<void> {
    await super.init();
    const database = this.#open();
    this.#database = database;
    for (const statement of this.#setUp) await database.exec(statement);
    this.#connection = new LibsqlConnection(database);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await super.acquireConnection();
    return this.#connection ?? unsupported();
  }
}

/** A compiled statement; libsql's types leave it open. */
interface Statement {
  /** Runs it, also where it gives no rows. */
  all(parameters: readonly unknown[]): Promise<unknown[]>;
}

class LibsqlConnection implements DatabaseConnection {
  readonly #database: Database;
  /**
   * The compiled form of each insert: to compile one takes as long as to run it, and there are few of them, since
   * what is inserted are parameters.
   */
  readonly #inserts = new Map<string, Statement>();
  readonly streamQuery = unsupported;

  constructor(database: Database) {
    this.#database = database;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#inserts.get(sql) ?? (await this.#prepare(sql));
    return { rows: (await statement.all(parameters)) as Row[] };
  }

  async #prepare(text: string): Promise<Statement> {
    const statement: Statement = await this.#database.prepare(text);
    if (text.startsWith('insert')) this.#inserts.set(text, statement);
    return statement;
  }
}

function unsupported(): never {
  throw new Error('the store does not use this');
}
