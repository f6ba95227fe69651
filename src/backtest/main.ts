import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readOptions, usage } from './options.ts';
import { BacktestError } from './problem.ts';
import { runBacktest } from './run.ts';

/** `backtest EXPORT_DIR --out DIR …`: see `usage`. Gives the exit code. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const options = readOptions(words);
  if (options.shards > 1 && options.shard === undefined) return inShards(words, options.shards);
  const worker = fileURLToPath(new URL('./part-worker.js', import.meta.url));
  await runBacktest(options, worker, (line) => console.error(line));
  return 0;
}

/** The same command once for each shard, side by side; the last one puts the results together. */
async function inShards(words: readonly string[], shards: number): Promise<number> {
  const own = process.argv[1] ?? '';
  const rest = words.filter((word, at) => word !== '--shards' && words[at - 1] !== '--shards');
  const codes = await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      const child = spawn(process.execPath, [own, ...rest, '--shard', `${shard}/${shards}`], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const [code] = await once(child, 'exit');
      return code === 0;
    }),
  );
  return codes.every(Boolean) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BacktestError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
