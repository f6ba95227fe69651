import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../support/free-port.ts';
import { builtOnce } from '../support/under-test.ts';

const run = promisify(execFile);

/** A PostgreSQL server of the test's own, on a free loopback port and a temporary folder. */
export interface PostgresServer {
  /** A database of its own. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends it without waiting for its clients, as an outage would. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Why the tests that need a PostgreSQL server of their own are skipped here; undefined where they run. */
export const noPostgresServer =
  findBin() === undefined ? 'PostgreSQL is not installed (initdb not found)' : undefined;

/** Why the tests that need a PostgreSQL database are skipped here; undefined where they run. */
export const noPostgresDatabase =
  noPostgresServer !== undefined && process.env.TEST_DATABASE_URL === undefined
    ? `${noPostgresServer} and TEST_DATABASE_URL is not set`
    : undefined;

let shared: Promise<PostgresServer> | undefined;
let users = 0;

/** A fresh database: on the server that TEST_DATABASE_URL names, else on one that all who need it at a time share. */
export async function postgresDatabase(): Promise<{ url: string; remove(): Promise<void> }> {
  users += 1;
  shared ??= process.env.TEST_DATABASE_URL === undefined ? startPostgres() : undefined;
  const server = await shared;
  const given = server?.url ?? process.env.TEST_DATABASE_URL ?? '';
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(given, `create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    remove: async () => {
      await query(given, `drop database ${name} with (force)`);
      users -= 1;
      if (users > 0) return;
      shared = undefined;
      await server?.remove();
    },
  };
}

export async function startPostgres(): Promise<PostgresServer> {
  const bin = findBin();
  if (bin === undefined) {
    throw new Error('initdb is not installed');
  }
  const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-postgres-'));
  const user = await ordinaryUser();
  if (user !== undefined) {
    chownSync(folder, user.uid, user.gid);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  const options = { ...user, cwd: folder };
  // Made once in a run: it takes longer than all else here, and a copy is as good.
  const template = await builtOnce('postgres', async (copy) => {
    await run(join(bin, 'initdb'), ['-A', 'trust', '-U', 'test', '-N', '-D', data], options);
    await run('cp', ['-a', data, join(copy, 'data')]);
  });
  if (!existsSync(data)) await run('cp', ['-a', join(template, 'data'), data]);
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;
  const start = async (): Promise<void> => {
    const log = join(folder, 'log');
    await run(join(bin, 'pg_ctl'), ['-D', data, '-l', log, '-o', flags, '-w', 'start'], options);
  };
  const stop = async (): Promise<void> => {
    await run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], options);
  };
  await start();
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: async () => {
      await stop().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function query(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function findBin(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const installed = existsSync(versions)
    ? readdirSync(versions).map((version) => join(versions, version, 'bin'))
    : [];
  return [...(process.env.PATH ?? '').split(':'), ...installed].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
async function ordinaryUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const name = await run('id', ['-u', 'postgres']).then(
    () => 'postgres',
    () => 'nobody',
  );
  const { stdout: uid } = await run('id', ['-u', name]);
  const { stdout: gid } = await run('id', ['-g', name]);
  return { uid: Number(uid), gid: Number(gid) };
}
