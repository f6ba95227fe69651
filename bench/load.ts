import autocannon from 'autocannon';
import type { Child } from './child.ts';
import { quantile } from './quantile.ts';

/** One measured round against one server. */
export interface Round {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The largest resident memory that was seen, in MB. */
  readonly memory: number;
  /** Answers other than 200, broken connections and timeouts. */
  readonly failures: number;
}

export interface LoadInput {
  readonly server: Child;
  readonly path: string;
  readonly body: string;
  readonly seconds: number;
  readonly connections: number;
  /** A token for each request, where callers must show one. */
  readonly nextToken?: () => string;
}

/** Sends the same body over and over, on connections that stay open, each waiting for its answer. */
export function load(input: LoadInput): Promise<Round> {
  const { server, nextToken } = input;
  const times: number[] = [];
  let failures = 0;
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, server.memory());
  }, 100);
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: server.url + input.path,
        method: 'POST',
        connections: input.connections,
        duration: input.seconds,
        headers: { 'content-type': 'application/json' },
        body: input.body,
        ...(nextToken === undefined
          ? {}
          : {
              requests: [
                {
                  setupRequest: (request: autocannon.Request) => ({
                    ...request,
                    headers: { ...request.headers, authorization: `Bearer ${nextToken()}` },
                  }),
                },
              ],
            }),
      },
      (error, result) => {
        clearInterval(watch);
        if (error) {
          reject(error);
          return;
        }
        times.sort((one, other) => one - other);
        resolve({
          requestsPerSecond: times.length / result.duration,
          p50: quantile(times, 0.5),
          p99: quantile(times, 0.99),
          memory,
          failures: failures + result.errors + result.timeouts,
        });
      },
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      if (status !== 200) failures += 1;
      times.push(milliseconds);
    });
  });
}
