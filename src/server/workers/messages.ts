import type { Worker } from 'node:cluster';
import * as z from 'zod';

const fromWorker = z.discriminatedUnion('type', [
  /** It accepts requests. */
  z.object({ type: z.literal('ready'), url: z.string() }),
  /** It was told to stop, and waits for whoever the supervisor still has to hand over. */
  z.object({ type: z.literal('stopping') }),
  /** It was told to stop, and accepts nothing any more. */
  z.object({ type: z.literal('closed') }),
  /** It wants the numbers of all workers. */
  z.object({ type: z.literal('metrics'), id: z.number() }),
]);

const forWorker = z.discriminatedUnion('type', [
  /** Whoever waited at the door has been handed over. */
  z.object({ type: z.literal('looked') }),
  /** Whoever is sent away now finds the door closed, or another worker that stays. */
  z.object({ type: z.literal('leave') }),
  z.object({
    type: z.literal('metrics'),
    id: z.number(),
    /** Absent where a worker did not give its numbers. */
    text: z.string().optional(),
  }),
]);

export type FromWorker = z.output<typeof fromWorker>;
export type ForWorker = z.output<typeof forWorker>;

/** Tells the supervisor something. Where that has ended, nobody is left to be told. */
export function tellSupervisor(worker: Worker, message: FromWorker): void {
  worker.send(message, () => undefined);
}

/** Tells a worker something. One that ends meanwhile needs it no more. */
export function tellWorker(worker: Worker, message: ForWorker): void {
  worker.send(message, () => undefined);
}

/** What a worker tells the supervisor; undefined for messages of others on the same channel. */
export function readFromWorker(message: unknown): z.output<typeof fromWorker> | undefined {
  return fromWorker.safeParse(message).data;
}

/** What the supervisor answers a worker; undefined for messages of others on the same channel. */
export function readForWorker(message: unknown): z.output<typeof forWorker> | undefined {
  return forWorker.safeParse(message).data;
}
