import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

/** An nginx of the test's own, with the configuration under `deploy/`. */
export interface Nginx {
  stop(): Promise<void>;
}

export interface NginxInput {
  /** Where it listens. */
  readonly port: number;
  /** The ports of the two replicas. */
  readonly replicas: readonly [number, number];
}

const binary = [...(process.env.PATH ?? '').split(':'), '/usr/sbin']
  .map((folder) => join(folder, 'nginx'))
  .find((path) => existsSync(path));

/** Why nginx cannot be run here; undefined where it can. */
export const noNginx = binary === undefined ? 'nginx is not installed' : undefined;

/** Starts nginx on loopback. Its answers say in `X-Replica` which replica they come from. */
export async function startNginx(input: NginxInput): Promise<Nginx> {
  if (binary === undefined) throw new Error(noNginx);
  const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-nginx-'));
  // It gives up being root, and then still needs its folder.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'site.conf'), siteConfiguration(input));
  writeFileSync(join(folder, 'nginx.conf'), mainConfiguration(folder));
  const child = spawn(
    binary,
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, 'close');
  await listening(input.port, child, () => said);
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** The configuration under `deploy/`, on other ports. */
function siteConfiguration({ port, replicas: [first, second] }: NginxInput): string {
  const moves = [
    ['listen 8080;', `listen 127.0.0.1:${port};`],
    ['server 127.0.0.1:3001 ', `server 127.0.0.1:${first} `],
    ['server 127.0.0.1:3002 ', `server 127.0.0.1:${second} `],
  ] as const;
  return moves.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`deploy/nginx.conf has no "${from}"`);
      return text.replace(from, to);
    },
    readFileSync(join(packageRoot, 'deploy', 'nginx.conf'), 'utf8'),
  );
}

function mainConfiguration(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `  ${kind}_temp_path ${join(folder, kind)};`,
  );
  return [
    'daemon off;',
    'worker_processes 1;',
    `pid ${join(folder, 'nginx.pid')};`,
    'events {}',
    'http {',
    '  access_log off;',
    ...temporary,
    '  add_header X-Replica $upstream_addr always;',
    `  include ${join(folder, 'site.conf')};`,
    '}',
    '',
  ].join('\n');
}

async function listening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
