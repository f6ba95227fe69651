import { Agent, request } from 'node:http';

/** What became of one call, repeats included. */
export interface Call {
  /** Milliseconds since the start of the load. */
  readonly startedAt: number;
  readonly answeredAt: number;
  /** How often it was sent. */
  readonly tries: number;
  /** The replica that answered with 200, as `host:port`; undefined where none did. */
  readonly replica: string | undefined;
  /** Why it was sent again: statuses and errors. */
  readonly failures: readonly string[];
}

interface CallerInput {
  readonly url: string;
  readonly body: string;
  /** How long a caller waits after an answer before it sends its next call. */
  readonly pauseMs: number;
  /** A fresh token for every try. */
  readonly token: () => string;
}

/** How often a caller sends a call before it gives up, and how long it waits in between. */
const persistence = { tries: 6, pauseMs: 100 } as const;

/**
 * Callers that each send one call after the other until they are stopped, and send a call again, with a fresh token,
 * where it was not answered with 200.
 */
export class RetryingCallers {
  readonly #input: CallerInput;
  readonly #started = performance.now();
  readonly #calls: Call[] = [];
  readonly #running: readonly Promise<void>[];
  #stopped = false;

  constructor(callers: number, input: CallerInput) {
    this.#input = input;
    this.#running = Array.from({ length: callers }, () => this.#run());
  }

  /** Milliseconds since the start of the load. */
  get now(): number {
    return performance.now() - this.#started;
  }

  /** The calls that are done, in the order in which they ended. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** Lets every caller finish its call. @throws what broke a caller */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!this.#stopped) {
      this.#calls.push(await this.#call(agent));
      await pause(this.#input.pauseMs);
    }
    agent.destroy();
  }

  async #call(agent: Agent): Promise<Call> {
    const startedAt = this.now;
    const failures: string[] = [];
    let replica: string | undefined;
    while (replica === undefined && failures.length < persistence.tries) {
      if (failures.length > 0) {
        await pause(persistence.pauseMs);
      }
      const outcome = await send(this.#input, agent);
      if ('replica' in outcome) replica = outcome.replica;
      else failures.push(outcome.failure);
    }
    const tries = failures.length + (replica === undefined ? 0 : 1);
    return { startedAt, answeredAt: this.now, tries, replica, failures };
  }
}

type Outcome = { readonly replica: string } | { readonly failure: string };

function send({ url, body, token }: CallerInput, agent: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void =>
      resolve({ failure: error.code ?? error.message });
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        Authorization: `Bearer ${token()}`,
      },
    });
    sent.on('error', fail);
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('error', fail);
      answer.on('end', () => {
        if (answer.statusCode !== 200) return resolve({ failure: String(answer.statusCode) });
        // Where nginx passed over a replica, both are named; the last one answered.
        const replica = String(answer.headers['x-replica']).split(', ').at(-1) ?? '';
        resolve({ replica });
      });
    });
    sent.end(body);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
