import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killRounds } from '../test/server/kill-rounds.ts';

/**
 * Kills the service in the middle of feedback writes, fifty times, and says whether anything that it acknowledged
 * was lost: `npx tsx scripts/kill-test.ts [rounds]`. With DATABASE_URL it uses that database, else a SQLite file of
 * its own.
 */
const rounds = Number(process.argv[2] ?? 50);
const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-kill-'));
const databaseUrl = process.env.DATABASE_URL ?? `file:${join(folder, 'kill.db')}`;
const main = fileURLToPath(new URL('../src/server/main.ts', import.meta.url));
const { acknowledged, lost, torn } = await killRounds(rounds, databaseUrl, main);
rmSync(folder, { recursive: true });
console.log(
  `${rounds} kills: ${acknowledged} feedback items acknowledged, ${lost.length} lost, ${torn} batches torn`,
);
process.exitCode = lost.length === 0 && torn === 0 && acknowledged > 0 ? 0 : 1;
