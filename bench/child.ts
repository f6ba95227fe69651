import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';

/** A server that runs beside the load generator, in a process of its own. */
export interface Child {
  readonly url: string;
  /** Milliseconds from its start to the line that says where it listens. */
  readonly listeningAfter: number;
  readonly process: ChildProcess;
  /** Resident memory of the process and of its workers in MB; NaN where the system doesn't tell. */
  memory(): number;
  /** Processor time that they have used so far, in milliseconds; NaN where the system doesn't tell. */
  processorTime(): number;
  /** Sends SIGTERM and gives the exit code. */
  stop(): Promise<number | null>;
}

/** The built entry points that are measured. */
export const entries = {
  service: join(packageRoot, 'dist', 'server', 'main.js'),
  bareExpress: join(packageRoot, 'dist', 'bench', 'bare-express.js'),
  fastify: join(packageRoot, 'dist', 'bench', 'peer-fastify.js'),
  nodeHttp: join(packageRoot, 'dist', 'bench', 'peer-node-http.js'),
  cqlExecution: join(packageRoot, 'dist', 'bench', 'peer-cql.js'),
  evaluation: join(packageRoot, 'dist', 'bench', 'evaluation.js'),
} as const;

/** The flags of Node that `npm start` gives the service. */
function startFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const flags = /exec node (.+) dist/.exec(scripts.start)?.[1];
  return flags?.split(' ') ?? [];
}

/**
 * Starts a built server and waits until it says where it listens.
 * @param options `ownGroup` keeps a terminal's Ctrl+C from it, so that whoever started it can stop it in order
 * @throws Error with what it printed, where it ends instead
 */
export async function startChild(
  entry: string,
  env: Readonly<Record<string, string>> = {},
  options: { readonly ownGroup?: boolean } = {},
): Promise<Child> {
  const started = performance.now();
  const flags = entry === entries.service ? startFlags() : [];
  const child = spawn(process.execPath, [...flags, entry], {
    detached: options.ownGroup === true,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = once(child, 'close').then(([code]): number | null => code);
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      if (printed.length < 10_000) printed += chunk.toString();
      const match = /listening on (\S+)/.exec(printed);
      if (match?.[1] !== undefined) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then((code) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
  return {
    url,
    listeningAfter: performance.now() - started,
    process: child,
    memory: () => ofFamily(child.pid ?? 0, residentMemory),
    processorTime: () => ofFamily(child.pid ?? 0, usedTime),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The sum over a process and its workers. */
function ofFamily(pid: number, figure: (pid: number) => number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const pids = [pid, ...children.split(' ').filter(Boolean).map(Number)];
    return pids.reduce((sum, one) => sum + figure(one), 0);
  } catch {
    return Number.NaN;
  }
}

function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** What a tick of `/proc/[pid]/stat` is on Linux, whatever the processor. */
const tickMs = 10;

/** User and system time of all its threads (proc(5), fields 14 and 15 of `stat`; a name may hold spaces). */
function usedTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
