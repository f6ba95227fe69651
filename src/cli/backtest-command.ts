import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type BacktestWords, readOptions } from '../backtest/options.ts';
import { BacktestError } from '../backtest/problem.ts';
import { runBacktest } from '../backtest/run.ts';
import { CommandError } from './command-error.ts';

/** `backtest EXPORT_DIR --out DIR …`: see docs/backtest.md. */
export async function backtestCommand(exportFolder: string, words: BacktestWords): Promise<void> {
  try {
    const options = readOptions(exportFolder, words);
    if (options.shards > 1 && options.shard === undefined) {
      await inShards(options.shards);
      return;
    }
    const worker = fileURLToPath(new URL('./part-worker.js', import.meta.url));
    await runBacktest(options, worker, (line) => console.error(line));
  } catch (error) {
    if (error instanceof BacktestError) throw new CommandError(error.message, 2);
    throw error;
  }
}

/** The same command once for each shard, side by side; one of them puts the results together. */
async function inShards(shards: number): Promise<void> {
  const [node, script = '', ...words] = process.argv;
  const rest = words.filter(
    (word, at) => !word.startsWith('--shards') && words[at - 1] !== '--shards',
  );
  const done = await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      const child = spawn(
        node ?? process.execPath,
        [script, ...rest, '--shard', `${shard}/${shards}`],
        {
          stdio: ['ignore', 'inherit', 'inherit'],
        },
      );
      const [code] = await once(child, 'exit');
      return code === 0;
    }),
  );
  if (!done.every(Boolean)) {
    throw new CommandError('A shard ended early; what is done is kept, go on by --resume.');
  }
}
