import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';
import type { SharedDoor } from '../drainable.ts';
import { Problem } from '../problem.ts';
import { type ForWorker, type FromWorker, readForWorker, tellSupervisor } from './messages.ts';

/** What the service does differently as one of several workers. */
export interface WorkerPart extends SharedDoor {
  readonly id: number;
  /** Tells the supervisor that this worker accepts requests. */
  announce(url: string): void;
  /** Adds this worker's numbers to those of the others. @returns reads the numbers of all */
  shareMetrics(own: Registry): () => Promise<string>;
}

/** How long the others' numbers are waited for; the supervisor gives up a second earlier. */
const patienceMs = 6000;
/** How long the supervisor and the others may take over closing the door. It is a moment, unless one hangs. */
const closingMs = 2000;

/** The part of this process, where it was started as a worker. */
export function workerPart(): WorkerPart | undefined {
  const { worker } = cluster;
  if (worker === undefined) return undefined;
  return {
    id: worker.id,
    announce: (url) => tellSupervisor(worker, { type: 'ready', url }),
    looked: async () => {
      await answered(worker, { type: 'stopping' }, closingMs, ({ type }) => type === 'looked');
    },
    othersClosed: async () => {
      await answered(worker, { type: 'closed' }, closingMs, ({ type }) => type === 'leave');
    },
    shareMetrics: (own) => {
      AggregatorRegistry.setRegistries([own]);
      // Made for what it does on the way: from now on this worker answers when the supervisor asks for its numbers.
      new AggregatorRegistry();
      return () => allMetrics(worker);
    },
  };
}

let questions = 0;

/** @throws Problem where not every worker gave its numbers in time */
async function allMetrics(worker: Worker): Promise<string> {
  questions += 1;
  const id = questions;
  const answer = await answered(
    worker,
    { type: 'metrics', id },
    patienceMs,
    (message) => message.type === 'metrics' && message.id === id,
  );
  if (answer?.type === 'metrics' && answer.text !== undefined) return answer.text;
  const message = 'Not every worker gave its numbers; try again.';
  throw new Problem(503, 'transient', message, { reason: 'metrics-incomplete' });
}

/** Tells the supervisor something. @returns its answer; undefined where none came in time */
function answered(
  worker: Worker,
  message: FromWorker,
  waitMs: number,
  isAnswer: (message: ForWorker) => boolean,
): Promise<ForWorker | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: ForWorker | undefined): void => {
      clearTimeout(timer);
      process.off('message', listen);
      resolve(answer);
    };
    const listen = (sent: unknown): void => {
      const answer = readForWorker(sent);
      if (answer !== undefined && isAnswer(answer)) settle(answer);
    };
    const timer = setTimeout(settle, waitMs, undefined);
    process.on('message', listen);
    tellSupervisor(worker, message);
  });
}
