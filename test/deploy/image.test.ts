import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientsFile, issuer, rsaKey, signToken } from '../server/tokens.ts';
import { callToday } from '../support/call-today.ts';
import { freePort } from '../support/free-port.ts';
import { buildImage, type Image } from './containerfile.ts';

const service = '/cds-services/spine-imaging-order-sign';
const base = 'https://cds.example';
const key = rsaKey('key-1');

describe('the image that the Containerfile makes', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-image-'));
  const clients = join(folder, 'clients.json');
  let image: Image;
  let env: Record<string, string>;
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    // Its user is not the one who builds it.
    chmodSync(folder, 0o755);
    copyFileSync(clientsFile([{ issuer, jwks: { keys: [key.jwk] } }]), clients);
    image = await buildImage(folder);
    const port = String(await freePort());
    env = {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      ...image.env,
      PORT: port,
      PUBLIC_BASE_URL: base,
      TRUSTED_CLIENTS: clients,
    };
    url = `http://127.0.0.1:${port}`;
    child = start(image.command);
    const line = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    expect(String(line)).toContain('is listening on');
  }, 120_000);
  afterAll(async () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }, 60_000);

  /** As the image's user, where this process may say so: root is who builds it. */
  function start([program = '', ...words]: readonly string[]): ChildProcess {
    const [uid, gid] = image.user.split(':').map(Number);
    const user = process.getuid?.() === 0 && uid !== undefined && gid !== undefined;
    return spawn(program, words, {
      cwd: image.workdir,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(user ? { uid, gid } : {}),
    });
  }

  const post = (path: string, body: string) =>
    fetch(url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${signToken(key, base + service, { algorithm: 'RS384' })}`,
      },
      body,
    });

  it('answers a call, and keeps what it is told', async () => {
    const answer = await post(service, callToday());
    expect(answer.status).toBe(200);
    expect(JSON.parse(await answer.text()).cards).not.toHaveLength(0);
    const item = {
      card: 'a5f1b7c2-0000-4000-8000-000000000001',
      outcome: 'accepted',
      acceptedSuggestions: [{ id: 'one' }],
      outcomeTimestamp: '2026-11-23T10:00:00Z',
    };
    const feedback = await post(`${service}/feedback`, JSON.stringify({ feedback: [item] }));
    expect(feedback.status).toBe(200);
  });

  it('has the command that a back-test job runs', async () => {
    const command = start(['node', 'dist/commands/main.js', 'backtest', '--help']);
    const [said] = await once(command.stdout ?? command, 'data');
    expect(String(said)).toContain('--shard');
  });

  it('has its pages and their vignettes', async () => {
    for (const path of ['/', '/guideline', '/playground/vignettes', '/playground/statements']) {
      expect((await fetch(url + path)).status, path).toBe(200);
    }
  });

  it('is healthy by its own check, and stops with 0 when it is told to', async () => {
    const [healthy] = await once(start(image.healthCommand), 'close');
    expect(healthy).toBe(0);
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    const [stopped] = await once(start(image.healthCommand), 'close');
    expect(stopped).toBe(1);
  });
});
