import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { RemoteKeys } from '../../src/server/trust/key-source.ts';
import { publicKeys } from '../../src/server/trust/public-keys.ts';

const rsa = (modulusLength: number) => ({
  ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }),
  kid: `rsa-${modulusLength}`,
});
const ec = (namedCurve: string, more: Record<string, unknown> = {}) => ({
  ...generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' }),
  kid: 'ec',
  ...more,
});

describe('a key is believed for what it is', () => {
  it('short RSA keys are not, and the good ones of their set are', () => {
    const keys = publicKeys({ keys: [rsa(1024), rsa(2048)] });
    expect([...keys.keys()]).toEqual(['rsa-2048']);
  });

  it.each([
    [{ use: 'enc' }],
    [{ use: null }],
    [{ key_ops: ['encrypt'] }],
    [{ key_ops: [] }],
    [{ key_ops: 'verify' }],
    [{ alg: 'ES256' }],
    [{ alg: 7 }],
    [{ crv: 'P-256' }],
    [{ crv: 'secp256k1' }],
  ])('not for signatures of ES384 with %j', (more) => {
    expect(publicKeys({ keys: [ec('P-384', more)] }).size).toBe(0);
  });

  it.each([[{}], [{ use: 'sig' }], [{ key_ops: ['verify'] }], [{ alg: 'ES384' }]])(
    'for signatures with %j',
    (more) => {
      expect(publicKeys({ keys: [ec('P-384', more)] }).get('ec')?.algorithms).toEqual(['ES384']);
    },
  );
});

describe('keys at a URL', () => {
  let stop: () => void = () => undefined;
  afterEach(() => stop());

  const minute = 60_000;
  async function source(now: () => number, before = '') {
    let isUp = true;
    const jwk = ec('P-384');
    const server = createServer((_request, response) => {
      response.writeHead(isUp ? 200 : 500).end(before + JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => server.close();
    const { port } = server.address() as AddressInfo;
    const keys = new RemoteKeys(`http://127.0.0.1:${port}/`, now);
    const fail = (): void => {
      isUp = false;
    };
    return { keys, fail };
  }

  it('are read behind a byte order mark', async () => {
    const { keys } = await source(() => 0, '\ufeff');
    expect(await keys.find('ec')).toBeDefined();
  });

  it('count for a day at most while they cannot be fetched, and say so before', async () => {
    let now = 1_000_000;
    const { keys, fail } = await source(() => now);
    expect(await keys.find('ec')).toBeDefined();
    expect(keys.isOverdue).toBe(false);
    fail();
    now += 11 * minute;
    expect(await keys.find('ec')).toBeDefined();
    expect(keys.isOverdue).toBe(true);
    now += 24 * 60 * minute;
    expect(await keys.find('ec')).toBeUndefined();
  });
});
