import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { Client } from 'pg';

/** Every value of every row of every table of a database, as one text. */
export async function everyCell(url: string): Promise<string> {
  return url.startsWith('file:') ? ofSqlite(fileURLToPath(url)) : ofPostgres(url);
}

function ofSqlite(path: string): string {
  const database = new Database(path, { readonly: true });
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
  const rows = tables.flatMap((table) => {
    const { name } = table as { name: string };
    return database.prepare(`select * from "${name}"`).all();
  });
  database.close();
  return JSON.stringify(rows);
}

async function ofPostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ table_name: string }>(
      "select table_name from information_schema.tables where table_schema = 'public'",
    );
    const rows: unknown[] = [];
    for (const { table_name: name } of tables.rows) {
      rows.push(...(await client.query(`select * from "${name}"`)).rows);
    }
    return JSON.stringify(rows);
  } finally {
    await client.end();
  }
}
