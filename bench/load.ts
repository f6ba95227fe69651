import type { Child } from './child.ts';
import { Connection } from './connection.ts';
import { countInstructions } from './instructions.ts';
import { quantile } from './quantile.ts';

/** One measured round against one server. */
export interface Round {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** User and system time of the server's processes for a call, in milliseconds. */
  readonly processorMs: number;
  /** Instructions of the server's process for a call, where the machine counts them. */
  readonly instructions: number | undefined;
  /** The largest resident memory that was seen, in MB. */
  readonly memory: number;
  /** Answers other than 200. */
  readonly failures: number;
}

export interface LoadInput {
  readonly server: Child;
  readonly path: string;
  readonly body: string;
  readonly seconds: number;
  /** It goes on until there are as many, on a machine that is busy with other things. */
  readonly leastCalls: number;
  readonly connections: number;
  /** A token for each request, where callers must show one. */
  readonly nextToken?: () => string;
}

/**
 * Sends the same body over and over, on connections that stay open, each waiting for its answer.
 * @throws Error where a connection breaks
 */
export async function load(input: LoadInput): Promise<Round> {
  const { server, nextToken } = input;
  const url = new URL(server.url);
  const body = Buffer.from(input.body);
  const fixed =
    `POST ${input.path} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${body.length}\r\n`;
  const times: number[] = [];
  let failures = 0;
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, server.memory());
  }, 100);
  const stopCounting = countInstructions(server.process.pid ?? 0);
  const processorBefore = server.processorTime();
  const started = performance.now();
  const ends = started + input.seconds * 1000;
  const call = async (): Promise<void> => {
    const connection = new Connection(url, body);
    while (performance.now() < ends || times.length < input.leastCalls) {
      const token = nextToken === undefined ? '' : `Authorization: Bearer ${nextToken()}\r\n`;
      const { status, milliseconds } = await connection.send(`${fixed}${token}\r\n`);
      if (status !== 200) failures += 1;
      times.push(milliseconds);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: input.connections }, call)).finally(() =>
    clearInterval(watch),
  );
  const processorTime = server.processorTime() - processorBefore;
  const duration = (performance.now() - started) / 1000;
  const instructions = await stopCounting();
  times.sort((one, other) => one - other);
  return {
    requestsPerSecond: times.length / duration,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    processorMs: processorTime / times.length,
    instructions: instructions === undefined ? undefined : instructions / times.length,
    memory,
    failures,
  };
}
