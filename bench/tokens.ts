import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';

type Algorithm = 'RS384' | 'ES384';

const issuer = 'https://ehr.example';
const pairs = {
  RS384: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
} as const;

/** Writes the file that TRUSTED_CLIENTS names, with the keys of this run. */
export function trustedClientsFile(): string {
  const keys = Object.entries(pairs).map(([alg, { publicKey }]) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid: alg,
    alg,
    use: 'sig',
  }));
  const path = join(mkdtempSync(join(tmpdir(), 'spine-imaging-cds-bench-')), 'clients.json');
  writeFileSync(path, JSON.stringify([{ issuer, jwks: { keys } }]));
  return path;
}

/** Tokens signed beforehand, so that signing takes nothing from a round; each is good for one call. */
export class TokenStock {
  readonly #algorithm: Algorithm;
  readonly #audience: string;
  readonly #stock: string[] = [];

  constructor(algorithm: Algorithm, audience: string) {
    this.#algorithm = algorithm;
    this.#audience = audience;
  }

  /** Signs until there are so many. */
  fill(count: number): void {
    while (this.#stock.length < count) this.#stock.push(this.#sign());
  }

  readonly next = (): string => this.#stock.pop() ?? this.#sign();

  #sign(): string {
    const algorithm = this.#algorithm;
    return jwt.sign(
      { iss: issuer, aud: this.#audience, jti: randomUUID() },
      pairs[algorithm].privateKey,
      { algorithm, keyid: algorithm, expiresIn: 3600 },
    );
  }
}
