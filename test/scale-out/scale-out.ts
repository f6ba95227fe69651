import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ServiceProcess, startProcess } from '../server/process.ts';
import { clientsFile, issuer, rsaKey, signToken } from '../server/tokens.ts';
import { startPostgres } from '../store/postgres.ts';
import { callToday } from '../support/call-today.ts';
import { freePort } from '../support/free-port.ts';
import { startNginx } from './nginx.ts';
import { type Call, RetryingCallers } from './retrying-caller.ts';

/** What happened while load came through nginx, in this order. */
export const phases = [
  'both replicas',
  'A killed (SIGKILL)',
  'A started again',
  'B told to stop (SIGTERM)',
  'B started again',
] as const;

export interface PhaseReport {
  readonly name: (typeof phases)[number];
  /** The calls that ended in it. */
  readonly calls: readonly Call[];
}

export interface ScaleOutReport {
  readonly phases: readonly PhaseReport[];
  /** Milliseconds since the start of the load: when A, started again, said that it was ready. */
  readonly readyAgainAt: number;
  /** The answers of A after it was killed. */
  readonly answersOfRestarted: readonly Call[];
  /** The exit code of B, which was told to stop. */
  readonly exitCode: number | null;
  /** The statuses of one token at A and then at B, and of one through nginx and then at each. */
  readonly sameToken: readonly number[];
  /** Feedback items that were sent, and how many the report of each replica has. */
  readonly feedback: { readonly sent: number; readonly inReports: readonly number[] };
}

export interface ScaleOutInput {
  /** The service's main module. */
  readonly entry: string;
  readonly callers: number;
  /** How long each of them waits after an answer before it calls again. */
  readonly pauseMs: number;
  readonly phaseMs: number;
}

const service = '/cds-services/spine-imaging-order-sign';
const reportsToken = 'reports-token-of-this-run';

/**
 * Runs two replicas of the service behind nginx on one PostgreSQL database, under a steady load of signed calls, while
 * one is killed and started again and the other is told to stop and started again.
 */
export async function scaleOut(input: ScaleOutInput): Promise<ScaleOutReport> {
  const key = rsaKey('key-1');
  const clients = clientsFile([{ issuer, jwks: { keys: [key.jwk] } }]);
  const ports = { nginx: await freePort(), a: await freePort(), b: await freePort() };
  const url = `http://127.0.0.1:${ports.nginx}`;
  const token = (): string => signToken(key, url + service, { algorithm: 'RS384' });
  const body = callToday();
  const cleanUps: (() => unknown)[] = [() => rmSync(dirname(clients), { recursive: true })];
  try {
    const postgres = await startPostgres();
    cleanUps.unshift(() => postgres.remove());
    const start = async (port: number): Promise<ServiceProcess> => {
      const settings = replicaSettings(port, url, clients, postgres.url);
      const replica = await startProcess(settings, input.entry);
      cleanUps.unshift(() => replica.child.kill('SIGKILL') && replica.ended);
      return replica;
    };
    const [a, b] = await Promise.all([start(ports.a), start(ports.b)]);
    const nginx = await startNginx({ port: ports.nginx, replicas: [ports.a, ports.b] });
    cleanUps.unshift(() => nginx.stop());
    const addresses = { a: a.url, b: b.url, nginx: url, token };

    const sameToken = await presentTwice(addresses, body);

    const callers = new RetryingCallers(input.callers, {
      ...{ url: url + service, body, token },
      pauseMs: input.pauseMs,
    });
    cleanUps.unshift(() => callers.stop());
    const ends: number[] = [];
    // A phase is over when a call has ended in it, too: on a busy machine one may take longer than the whole phase.
    const phase = async (): Promise<void> => {
      const before = callers.calls.length;
      await pause(input.phaseMs);
      while (callers.calls.length === before) await pause(20);
      ends.push(callers.now);
    };
    const answersOfRestarted = (since: number): readonly Call[] =>
      callers.calls.filter(
        (call) => call.startedAt > since && call.replica === `127.0.0.1:${ports.a}`,
      );
    await phase();
    const killedAt = callers.now;
    a.child.kill('SIGKILL');
    await a.ended;
    await phase();
    await start(ports.a);
    const readyAgainAt = callers.now;
    // nginx tries it again when its two seconds are over.
    while (answersOfRestarted(readyAgainAt).length === 0) await pause(20);
    await phase();
    b.child.kill('SIGTERM');
    const exitCode = await b.ended;
    await phase();
    await start(ports.b);
    await phase();
    await callers.stop();

    return {
      phases: phases.map((name, index) => ({
        name,
        calls: callers.calls.filter(({ answeredAt }) => phaseOf(answeredAt, ends) === index),
      })),
      readyAgainAt,
      answersOfRestarted: answersOfRestarted(killedAt),
      exitCode,
      sameToken,
      feedback: await giveFeedback(addresses),
    };
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
}

function replicaSettings(port: number, url: string, clients: string, databaseUrl: string) {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_BASE_URL: url,
    TRUSTED_CLIENTS: clients,
    TRUST_PROXY: '1',
    REPORTS_TOKEN: reportsToken,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'warn',
  };
}

/** What ends after the last phase belongs to it. */
function phaseOf(at: number, ends: readonly number[]): number {
  const index = ends.findIndex((end) => at <= end);
  return index === -1 ? ends.length - 1 : index;
}

interface Addresses {
  readonly a: string;
  readonly b: string;
  readonly nginx: string;
  readonly token: () => string;
}

async function presentTwice(input: Addresses, body: string): Promise<number[]> {
  const call = async (url: string, token: string): Promise<number> =>
    (await post(url + service, token, body)).status;
  const first = input.token();
  const second = input.token();
  return [
    await call(input.a, first),
    await call(input.b, first),
    await call(input.nginx, second),
    await call(input.a, second),
    await call(input.b, second),
  ];
}

/** Sends feedback to each replica and through nginx, and reads the report of each replica. */
async function giveFeedback({
  a,
  b,
  nginx,
  token,
}: Addresses): Promise<ScaleOutReport['feedback']> {
  const targets = [a, b, nginx, a, b, nginx];
  for (const target of targets) {
    const item = {
      card: randomUUID(),
      outcome: 'overridden',
      outcomeTimestamp: new Date().toISOString(),
    };
    const body = JSON.stringify({ feedback: [item] });
    const { status } = await post(`${target}${service}/feedback`, token(), body);
    if (status !== 200) throw new Error(`feedback to ${target} was answered ${status}`);
  }
  const inReports = await Promise.all([a, b].map(feedbackItems));
  return { sent: targets.length, inReports };
}

async function feedbackItems(url: string): Promise<number> {
  const answer = await fetch(`${url}/reports/feedback`, {
    headers: { Authorization: `Bearer ${reportsToken}` },
  });
  const report: { feedbackItems: { overridden: number } } = JSON.parse(await answer.text());
  return report.feedbackItems.overridden;
}

function post(url: string, token: string, body: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body,
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
