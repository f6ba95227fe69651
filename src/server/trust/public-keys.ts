import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { SignatureAlgorithm } from '../setting-schemas.ts';

/** A client's key, parsed once: parsing it for every call would cost six times the check itself. */
export interface PublicKey {
  readonly key: KeyObject;
  /** What this key may be used with; never anything symmetric. */
  readonly algorithms: readonly SignatureAlgorithm[];
}

/** What decides which key it is and what it is for; the key's own numbers are left to the crypto library. */
const jwkSchema = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  crv: z.unknown().optional(),
  use: z.unknown().optional(),
  key_ops: z.unknown().optional(),
  alg: z.unknown().optional(),
});

/** A JSON Web Key Set (RFC 7517, section 5). */
export const jwksSchema = z.looseObject({ keys: z.array(z.unknown()) });

/**
 * The keys of a set that can check a signature, by `kid`. Keys of other kinds, without a `kid`, or that cannot be
 * parsed are left out, as RFC 7517 asks, and so are short ones; of two with one `kid` the first counts.
 */
export function publicKeys(jwks: z.output<typeof jwksSchema>): ReadonlyMap<string, PublicKey> {
  const keys = new Map<string, PublicKey>();
  for (const candidate of jwks.keys) {
    const jwk = jwkSchema.safeParse(candidate);
    if (!jwk.success || keys.has(jwk.data.kid) || !isForSignatures(jwk.data)) {
      continue;
    }
    const algorithms = algorithmsOf(jwk.data.kty, jwk.data.crv).filter(
      (algorithm) => algorithm === (jwk.data.alg ?? algorithm),
    );
    const key = algorithms.length === 0 ? undefined : parseKey(jwk.data);
    if (key !== undefined && isStrong(key)) {
      keys.set(jwk.data.kid, { key, algorithms });
    }
  }
  return keys;
}

/** The names of the keys of a set that are not among those that can check a signature. */
export function ignoredKeys(
  jwks: z.output<typeof jwksSchema>,
  keys: ReadonlyMap<string, PublicKey>,
): readonly string[] {
  return jwks.keys.flatMap((candidate) => {
    const { kid }: { kid?: unknown } = Object(candidate);
    if (typeof kid !== 'string') return ['(without a kid)'];
    return keys.has(kid) ? [] : [kid];
  });
}

/** RFC 7517, sections 4.2 and 4.3: what a key is said to be for binds. */
function isForSignatures({ use, key_ops: operations }: z.output<typeof jwkSchema>): boolean {
  const isSignature = use === undefined || use === 'sig';
  const verifies =
    operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  return isSignature && verifies;
}

/** RFC 7518, section 3.3: an RSA key has 2048 bits or more. A curve is as long as its algorithm needs. */
const leastBits = 2048;
/** With an exponent of 1 anybody can write the signature (RFC 8017, section 3.1: at least 3). */
const leastExponent = 3n;

function isStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType !== 'rsa') return asymmetricKeyType === 'ec';
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  return modulusLength >= leastBits && publicExponent >= leastExponent;
}

function algorithmsOf(type: string, curve: unknown): readonly SignatureAlgorithm[] {
  if (type === 'RSA') {
    return ['RS384', 'RS256'];
  }
  if (type !== 'EC') {
    return [];
  }
  return curve === 'P-384' ? ['ES384'] : curve === 'P-256' ? ['ES256'] : [];
}

function parseKey(jwk: object): KeyObject | undefined {
  try {
    // The crypto library checks every field itself, and throws.
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}
