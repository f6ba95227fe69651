import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const counted = ['stat', '-x', ',', '-e', 'instructions:u'] as const;

/**
 * The instructions in what `perf stat -x ,` wrote to its standard error; undefined where the machine counts none ("<not
 * supported>", as most virtual ones) or whoever asks may not know them.
 */
export function instructionsIn(written: string): number | undefined {
  for (const line of written.split('\n')) {
    const [count = '', , event = ''] = line.split(',');
    if (event.startsWith('instructions') && /^\d+$/.test(count)) return Number(count);
  }
  return undefined;
}

let canCount: boolean | undefined;

/**
 * Counts the instructions of a process and its threads from now on, where Linux's `perf` is installed and can.
 * @returns what ends the counting and gives how many it were
 */
export function countInstructions(pid: number): () => Promise<number | undefined> {
  canCount ??=
    instructionsIn(spawnSync('perf', [...counted, 'true'], { encoding: 'utf8' }).stderr ?? '') !==
    undefined;
  if (!canCount) return async () => undefined;
  const perf = spawn('perf', [...counted, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return () => writtenBy(perf);
}

async function writtenBy(perf: ChildProcess): Promise<number | undefined> {
  let written = '';
  perf.stderr?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  perf.kill('SIGINT');
  await once(perf, 'close');
  return instructionsIn(written);
}
