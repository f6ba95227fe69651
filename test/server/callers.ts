import { Agent, request } from 'node:http';

export interface CallsReport {
  readonly answered: number;
  /** The status of an answer that was not 200, or the error of a request that got none. */
  readonly lost: readonly string[];
  /** Answers that told the caller to close its connection. */
  readonly lastAnswers: number;
}

export interface CallersInput {
  readonly url: string;
  readonly callers: number;
  /** Whether each caller keeps its connection open, or opens one for every request. */
  readonly keepAlive: boolean;
  readonly body: string;
  /** Told of each answer with status 200. */
  readonly onAnswer: () => void;
}

/**
 * Callers that send one request after the other, each on a connection of its own, until nobody listens any more: a
 * connection that is refused loses nothing, any other failure does.
 */
export async function callUntilRefused(input: CallersInput): Promise<CallsReport> {
  const reports = await Promise.all(Array.from({ length: input.callers }, () => call(input)));
  return {
    answered: reports.reduce((sum, { answered }) => sum + answered, 0),
    lost: reports.flatMap(({ lost }) => lost),
    lastAnswers: reports.reduce((sum, { lastAnswers }) => sum + lastAnswers, 0),
  };
}

async function call(input: CallersInput): Promise<CallsReport> {
  const agent = new Agent({ keepAlive: input.keepAlive, maxSockets: 1 });
  const lost: string[] = [];
  let answered = 0;
  let lastAnswers = 0;
  for (;;) {
    try {
      const { status, last } = await post(input, agent);
      if (status === 200) {
        answered += 1;
        input.onAnswer();
      } else lost.push(String(status));
      if (last) lastAnswers += 1;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code !== 'ECONNREFUSED') lost.push(code);
      if (code === 'ECONNREFUSED') {
        agent.destroy();
        return { answered, lost, lastAnswers };
      }
    }
  }
}

function post(
  { url, body }: CallersInput,
  agent: Agent,
): Promise<{ status: number; last: boolean }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          last: answer.headers.connection === 'close',
        }),
      );
    });
    sent.end(body);
  });
}
