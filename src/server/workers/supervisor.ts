import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as pause, setImmediate as turnOfLoop } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { readFromWorker, tellWorker } from './messages.ts';

/** A worker ended before it accepted requests; it has said why itself. */
export class WorkerFailed extends Error {
  override readonly name = 'WorkerFailed';
}

/** How long the workers may take to stop: a little longer than one of them gives itself. */
const stopMs = 9600;
/** A worker that ends sooner than this after its start counts as one that cannot hold itself. */
const steadyMs = 60_000;
const longestPauseMs = 10_000;
/** So many tries in a row to replace a worker, while nobody serves, and no more. */
const mostTries = 4;

/** Runs several copies of this process, which share its port, and replaces one that ends. */
export class Supervisor {
  readonly #log: Logger;
  readonly #giveUp: () => void;
  readonly #metrics = new AggregatorRegistry();
  readonly #serving = new Set<Worker>();
  /** Those that were told to stop, and accept nothing any more. */
  readonly #closed = new Set<Worker>();
  #quickEnds = 0;
  #stopping = false;

  /**
   * @param log told of workers that end
   * @param giveUp called when nobody serves any more and no worker can be started
   */
  constructor(log: Logger, giveUp: () => void) {
    this.#log = log;
    this.#giveUp = giveUp;
  }

  /**
   * Starts the workers. The first is waited for before the others: a setting that cannot be used is said once, and
   * the database is prepared by one process alone.
   * @returns where they listen, once all of them accept requests
   * @throws WorkerFailed where one ends before that
   */
  async start(count: number): Promise<string> {
    const url = await this.#startWorker();
    await Promise.all(Array.from({ length: count - 1 }, () => this.#startWorker()));
    return url;
  }

  /** Tells every worker to stop. @returns the exit code, once the last one has ended */
  async stop(): Promise<number> {
    this.#stopping = true;
    const workers = Object.values(cluster.workers ?? {})
      .filter((worker) => worker !== undefined)
      .filter((worker) => !worker.isDead());
    const kill = (signal: 'SIGTERM' | 'SIGKILL') => {
      for (const worker of workers) worker.process.kill(signal);
    };
    const ends = workers.map((worker) => exitCode(worker));
    kill('SIGTERM');
    const late = setTimeout(kill, stopMs, 'SIGKILL');
    const codes = await Promise.all(ends);
    clearTimeout(late);
    return Math.max(0, ...codes);
  }

  async #startWorker(): Promise<string> {
    const worker = cluster.fork();
    const started = Date.now();
    const url = await this.#ready(worker);
    this.#serving.add(worker);
    worker.once('exit', (code: number | null, signal: string | null) => {
      this.#serving.delete(worker);
      this.#closed.delete(worker);
      if (this.#stopping) {
        this.#letGo();
        return;
      }
      this.#log.error({ worker: worker.id, code, signal }, 'a worker ended and is replaced');
      this.#quickEnds = Date.now() - started < steadyMs ? this.#quickEnds + 1 : 0;
      void this.#replace();
    });
    return url;
  }

  async #replace(): Promise<void> {
    const quickEnds = this.#quickEnds;
    for (let tries = 1; ; tries += 1) {
      await pause(pauseMs(quickEnds + tries - 1));
      if (this.#stopping) return;
      try {
        await this.#startWorker();
        return;
      } catch {
        if (this.#stopping) return;
        this.#log.error({ tries }, 'a worker could not be replaced');
      }
      if (tries >= mostTries && this.#serving.size === 0) {
        this.#giveUp();
        return;
      }
    }
  }

  /** Waits until a worker accepts requests, and gives it the numbers of all whenever it asks. */
  #ready(worker: Worker): Promise<string> {
    return new Promise((resolve, reject) => {
      worker.once('exit', () => reject(new WorkerFailed()));
      worker.on('message', (sent: unknown) => {
        const message = readFromWorker(sent);
        if (message?.type === 'ready') resolve(message.url);
        if (message?.type === 'stopping') void look(worker);
        if (message?.type === 'closed') {
          this.#closed.add(worker);
          // A signal to the whole group of processes may be waiting behind this message.
          setImmediate(() => this.#letGo());
        }
        if (message?.type === 'metrics') void this.#giveMetrics(worker, message.id);
      });
    });
  }

  /**
   * Lets workers that closed send their callers away: where all of them stop, once the last has closed, since a
   * connection handed to one that is about to close would be lost.
   */
  #letGo(): void {
    if (this.#stopping && this.#closed.size < this.#serving.size) return;
    for (const worker of this.#closed) tellWorker(worker, { type: 'leave' });
  }

  async #giveMetrics(worker: Worker, id: number): Promise<void> {
    const text = await this.#metrics.clusterMetrics().catch(() => undefined);
    tellWorker(worker, { type: 'metrics', id, ...(text === undefined ? {} : { text }) });
  }
}

/** Lets the event loop turn, in which waiting connections are accepted and handed over, and says so. */
async function look(worker: Worker): Promise<void> {
  await turnOfLoop();
  await turnOfLoop();
  tellWorker(worker, { type: 'looked' });
}

/** None after a long life; then a tenth of a second, twice that, and so on. */
function pauseMs(quickEnds: number): number {
  return quickEnds === 0 ? 0 : Math.min(longestPauseMs, 100 * 2 ** (quickEnds - 1));
}

/** A worker that was told to stop before it could hear it has ended as it should. */
async function exitCode(worker: Worker): Promise<number> {
  const [code, signal] = await once(worker, 'exit');
  return code ?? (signal === 'SIGTERM' ? 0 : 1);
}
