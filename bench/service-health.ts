import { statSync } from 'node:fs';
import { Client } from 'pg';

/** What reports and metrics are asked for with: with clients that are trusted, the service gives them to nobody else. */
export const reportsToken = 'for-the-soak-alone';
export const withReportsToken = { authorization: `Bearer ${reportsToken}` };

/** What the service says of itself, and how large its database is, at one instant. */
export interface Health {
  /** Resident memory in MB. */
  readonly rss: number;
  /** Heap in use in MB, with what is not collected yet. */
  readonly heap: number;
  /** 99th percentile of the intervals of a 10 ms timer since the last look, in ms: 10 to 11 where nothing holds it up. */
  readonly loop: number;
  /** Processor time used since the start, in seconds. */
  readonly cpu: number;
  readonly openFiles: number;
  /** MB, SQLite's write-ahead log included. */
  readonly database: number;
}

/**
 * @param databaseSize in bytes
 * @throws Error where the service gives no metrics: a soak that sees no memory shows nothing
 */
export async function serviceHealth(
  url: string,
  databaseSize: () => Promise<number>,
): Promise<Health> {
  const signal = AbortSignal.timeout(10_000);
  const answer = await fetch(`${url}/metrics`, { headers: withReportsToken, signal });
  if (!answer.ok) throw new Error(`/metrics answers ${answer.status}`);
  const text = await answer.text();
  const metric = (name: string): number =>
    Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    rss: metric('process_resident_memory_bytes') / 1e6,
    heap: metric('nodejs_heap_size_used_bytes') / 1e6,
    loop: metric('nodejs_eventloop_lag_p99_seconds') * 1000,
    cpu: metric('process_cpu_seconds_total'),
    openFiles: metric('process_open_fds'),
    database: (await databaseSize()) / 1e6,
  };
}

/** How to look at a database's size. @param url as in DATABASE_URL */
export function databaseSize(url: string): () => Promise<number> {
  if (url.startsWith('file:')) {
    const path = url.slice('file:'.length);
    const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return async () => size(path) + size(`${path}-wal`);
  }
  return async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ size: string }>(
      'select pg_database_size(current_database()) as size',
    );
    await client.end();
    return Number(rows[0]?.size);
  };
}
