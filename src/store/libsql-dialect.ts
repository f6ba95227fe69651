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
  readonly #connection: LibsqlConnection;

  constructor(open: () => Database, setUp: readonly string[]) {
    const connection = new LibsqlConnection(async () => {
      const database = open();
      for (const statement of setUp) await database.exec(statement);
      return database;
    });
    super({ database: { prepare: unsupported, close: () => connection.close() } });
    this.#connection = connection;
  }

  override async init(): Promise<void> {
    await super.init();
    await this.#connection.open();
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await super.acquireConnection();
    return this.#connection;
  }
}

/** A compiled statement; libsql's types leave it open. */
interface Statement {
  /** Runs it, also where it gives no rows. */
  all(parameters: readonly unknown[]): Promise<unknown[]>;
}

class LibsqlConnection implements DatabaseConnection {
  readonly #connect: () => Promise<Database>;
  #database: Database | undefined;
  /**
   * The compiled form of each insert: to compile one takes as long as to run it, and there are few of them, since
   * what is inserted are parameters.
   */
  readonly #inserts = new Map<string, Statement>();
  readonly streamQuery = unsupported;

  constructor(connect: () => Promise<Database>) {
    this.#connect = connect;
  }

  async open(): Promise<Database> {
    this.#database ??= await this.#connect();
    return this.#database;
  }

  close(): void {
    this.#inserts.clear();
    this.#database?.close();
    this.#database = undefined;
  }

  /**
   * Runs a statement. libsql leaves one that failed as it stands until it is collected, and for as long nothing that the
   * connection writes is committed, though it looks so: the next statement gets a connection of its own.
   */
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const database = await this.open();
    try {
      const statement = this.#inserts.get(sql) ?? (await this.#prepare(sql, database));
      return { rows: (await statement.all(parameters)) as Row[] };
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async #prepare(text: string, database: Database): Promise<Statement> {
    const statement: Statement = await database.prepare(text);
    if (text.startsWith('insert')) this.#inserts.set(text, statement);
    return statement;
  }
}

function unsupported(): never {
  throw new Error('the store does not use this');
}
