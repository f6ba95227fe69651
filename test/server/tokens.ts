import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { folderUnderTest } from '../support/under-test.ts';

export const issuer = 'https://ehr.example';

/** A client's key pair, with the public half as a JWK. */
export interface ClientKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Record<string, unknown>;
}

export function ecKey(kid: string, namedCurve = 'P-384'): ClientKey {
  return withJwk(kid, generateKeyPairSync('ec', { namedCurve }));
}

const rsaKeys = new Map<string, ClientKey>();

/** The key of this name, which is made once: finding its primes takes long. */
export function rsaKey(kid: string): ClientKey {
  const key = rsaKeys.get(kid) ?? withJwk(kid, generateKeyPairSync('rsa', { modulusLength: 2048 }));
  rsaKeys.set(kid, key);
  return key;
}

function withJwk(kid: string, pair: { publicKey: KeyObject; privateKey: KeyObject }): ClientKey {
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig' };
  return { kid, ...pair, jwk };
}

export interface TokenChanges {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly algorithm?: jwt.Algorithm;
  readonly secret?: jwt.Secret;
}

/** A token as a well-behaved client signs it, but for the changes; a claim set to undefined is left out. */
export function signToken(key: ClientKey, audience: string, changes: TokenChanges = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: audience,
    iat: now,
    exp: now + 300,
    jti: randomUUID(),
    ...changes.claims,
  };
  const present = Object.entries(claims).filter(([, value]) => value !== undefined);
  const algorithm = changes.algorithm ?? 'ES384';
  return jwt.sign(Object.fromEntries(present), changes.secret ?? key.privateKey, {
    algorithm,
    // Without this the library writes an `iat` of its own; with it, it takes ours away.
    noTimestamp: claims.iat === undefined,
    allowInsecureKeySizes: true,
    header: { alg: algorithm, kid: key.kid, typ: 'JWT', ...changes.header },
  });
}

/** Writes a TRUSTED_CLIENTS file and gives its path. */
export function clientsFile(clients: unknown): string {
  const path = join(folderUnderTest(), 'clients.json');
  writeFileSync(path, typeof clients === 'string' ? clients : JSON.stringify(clients));
  return path;
}

/** A client's key set on the web, which counts how often it is fetched. */
export async function startKeyServer(keys: readonly ClientKey[]) {
  let current = keys;
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.end(JSON.stringify({ keys: current.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/jwks.json`,
    fetches: () => fetches,
    rotate: (next: readonly ClientKey[]) => {
      current = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
