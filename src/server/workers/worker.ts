import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { Problem } from '../problem.ts';
import { type FromWorker, readForWorker } from './messages.ts';

/** What the service does differently as one of several workers. */
export interface WorkerPart {
  readonly id: number;
  /** How long after it the last of the workers closes the door: all are told to at the same time. */
  readonly settleMs: number;
  /** Tells the supervisor that this worker accepts requests. */
  announce(url: string): void;
  /** Adds this worker's numbers to those of the others. @returns reads the numbers of all */
  shareMetrics(own: Registry): () => Promise<string>;
}

/** How long the others' numbers are waited for; the supervisor gives up a second earlier. */
const patienceMs = 6000;

/** The part of this process, where it was started as a worker. */
export function workerPart(): WorkerPart | undefined {
  const { worker } = cluster;
  if (worker === undefined) return undefined;
  return {
    id: worker.id,
    settleMs: 150,
    announce: (url) => send(worker, { type: 'ready', url }),
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
function allMetrics(worker: Worker): Promise<string> {
  questions += 1;
  const id = questions;
  return new Promise((resolve, reject) => {
    const settle = (text: string | undefined): void => {
      clearTimeout(timer);
      process.off('message', listen);
      if (text === undefined) reject(incomplete());
      else resolve(text);
    };
    const listen = (message: unknown): void => {
      const answer = readForWorker(message);
      if (answer?.id === id) settle(answer.text);
    };
    const timer = setTimeout(settle, patienceMs, undefined);
    process.on('message', listen);
    send(worker, { type: 'metrics', id });
  });
}

function incomplete(): Problem {
  const message = 'Not every worker gave its numbers; try again.';
  return new Problem(503, 'transient', message, { reason: 'metrics-incomplete' });
}

function send(worker: Worker, message: FromWorker): void {
  worker.send(message);
}
