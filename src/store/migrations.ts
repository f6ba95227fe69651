import { type ColumnDataType, type Kysely, type Migration, sql } from 'kysely';

/** Every change of the schema, in order. A migration that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-first': { up: createFirstTables },
  '002-audit': { up: traceCalls },
  '003-no-words': { up: forgetWords },
  '004-showings': { up: tellRepeats },
  '005-silent': { up: tellSilent },
  '006-notes': { up: countNotes },
};

// Two processes may start on one new database: whatever the other has made already is left as it is.
async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('call')
    .ifNotExists()
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('hook', 'text', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('orders', 'text', (column) => column.notNull())
    .addColumn('latency_ms', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('call_at').ifNotExists().on('call').column('at').execute();
  await db.schema
    .createTable('card')
    .ifNotExists()
    .addColumn('uuid', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('criteria', 'text', (column) => column.notNull())
    .addColumn('determination', 'text', (column) => column.notNull())
    .addColumn('hook', 'text', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('card_at').ifNotExists().on('card').column('at').execute();
  await db.schema
    .createTable('feedback')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('card', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('outcome_at', 'text', (column) => column.notNull())
    .addColumn('reason_system', 'text')
    .addColumn('reason_code', 'text')
    .addColumn('reason_display', 'text')
    .addColumn('comment', 'text')
    .addColumn('suggestions', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('feedback_card')
    .ifNotExists()
    .on('feedback')
    .column('card')
    .execute();
  await db.schema
    .createTable('used_token')
    .ifNotExists()
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('jti', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('used_token_key', ['issuer', 'jti'])
    .execute();
}

/** Every call is recorded, with how it ended; a card names the call that it was shown in. */
async function traceCalls(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'call', 'id', 'text');
  await addColumn(db, 'call', 'status', 'integer');
  await addColumn(db, 'call', 'reason', 'text');
  await addColumn(db, 'card', 'call', 'text');
  await db.schema.createIndex('call_id').ifNotExists().unique().on('call').column('id').execute();
  await db.schema.createIndex('card_call').ifNotExists().on('card').column('call').execute();
  await db.schema
    .createIndex('feedback_received')
    .ifNotExists()
    .on('feedback')
    .column('received_at')
    .execute();
}

/** What users wrote may tell of the patient: it is forgotten, and has no place any more. */
async function forgetWords(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, 'feedback', 'reason_display');
  await dropColumn(db, 'feedback', 'comment');
}

/** Drops a column that another process, which starts at the same time, may have dropped. */
async function dropColumn(db: Kysely<unknown>, table: string, name: string): Promise<void> {
  if (!(await hasColumn(db, table, name))) return;
  await db.schema.alterTable(table).dropColumn(name).execute();
}

/** A card that was shown again while its order was written is told from another one. */
async function tellRepeats(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'card', 'showing', 'text');
}

/** A card that was evaluated and kept back is told from one that was shown. */
async function tellSilent(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'card', 'silent', 'integer');
}

/** The audit says how many notes a call read, and nothing of what they say. */
async function countNotes(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'call', 'notes', 'integer');
}

/** Adds a column that another process, which starts at the same time, may have added. */
async function addColumn(
  db: Kysely<unknown>,
  table: string,
  name: string,
  type: ColumnDataType,
): Promise<void> {
  if (await hasColumn(db, table, name)) return;
  await db.schema.alterTable(table).addColumn(name, type).execute();
}

async function hasColumn(db: Kysely<unknown>, table: string, name: string): Promise<boolean> {
  const named = (await db.introspection.getTables()).filter((one) => one.name === table);
  // PostgreSQL lists the tables of all schemas: another application's may have the same name.
  const schema = named.some((one) => one.schema !== undefined) ? await ownSchema(db) : undefined;
  const own = named.find((one) => one.schema === schema);
  return own?.columns.some((column) => column.name === name) === true;
}

async function ownSchema(db: Kysely<unknown>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name;
}
