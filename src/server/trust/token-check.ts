import { type KeyObject, verify } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { isStorableText } from '../../store/storable-text.ts';
import type { SignatureAlgorithm } from '../setting-schemas.ts';
import type { TrustedClient } from './trusted-clients.ts';

/** Why a token was refused. For the log and the metrics; the caller is never told. */
export type RefusalReason =
  | 'no-token'
  | 'oversized'
  | 'malformed'
  | 'algorithm'
  | 'unknown-issuer'
  | 'unlisted-jku'
  | 'unknown-key'
  | 'signature'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'too-long'
  | 'missing-claim'
  | 'tenant'
  | 'replayed';

/** A token that is not believed. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

export interface BelievedToken {
  readonly client: TrustedClient;
  readonly jti: string;
  /** When the token stops being believed, the tolerance included. */
  readonly until: Date;
}

export interface TokenRules {
  readonly clients: ReadonlyMap<string, TrustedClient>;
  readonly algorithms: readonly SignatureAlgorithm[];
  /** How far clients' clocks may be off. */
  readonly toleranceSeconds: number;
  /** How long a token may be believed from now on. */
  readonly lifetimeSeconds: number;
}

const longestToken = 8192;
const longestJti = 512;

/**
 * Checks a CDS client's token (CDS Hooks 2.0, "Trusting CDS Clients"): signature, issuer, key, audience and times.
 * Whether it was presented before is not looked at here.
 * @param authorization the Authorization header
 * @param audiences the URLs that the token may be meant for, compared exactly
 * @throws TokenRefused
 */
export async function checkToken(
  authorization: string | undefined,
  audiences: readonly [string, ...string[]],
  rules: TokenRules,
  now: Date,
): Promise<BelievedToken> {
  const token = bearerToken(authorization);
  const { header, payload, signature } = decode(token);
  const algorithm = rules.algorithms.find((allowed) => allowed === header.alg);
  if (algorithm === undefined) {
    throw new TokenRefused('algorithm');
  }
  const client = rules.clients.get(typeof payload.iss === 'string' ? payload.iss : '');
  if (client === undefined) {
    throw new TokenRefused('unknown-issuer');
  }
  if (header.jku !== undefined && (client.jwksUrl === undefined || header.jku !== client.jwksUrl)) {
    throw new TokenRefused('unlisted-jku');
  }
  // A kid is an index into the client's keys, whatever it looks like.
  const found = typeof header.kid === 'string' ? await client.keys.find(header.kid) : undefined;
  if (found === undefined) {
    throw new TokenRefused('unknown-key');
  }
  if (!found.algorithms.includes(algorithm)) {
    throw new TokenRefused('algorithm');
  }
  if (!(await isSigned(token, signature, algorithm, found.key))) {
    throw new TokenRefused('signature');
  }
  const seconds = Math.floor(now.getTime() / 1000);
  const { exp, jti } = readClaims(payload, seconds, rules);
  if (!isMeantFor(payload.aud, audiences)) {
    throw new TokenRefused('audience');
  }
  if (client.tenants !== undefined && !client.tenants.some((tenant) => tenant === payload.tenant)) {
    throw new TokenRefused('tenant');
  }
  return { client, jti, until: new Date((exp + rules.toleranceSeconds) * 1000) };
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined || !/^Bearer /i.test(authorization)) {
    throw new TokenRefused('no-token');
  }
  if (authorization.length > longestToken) {
    throw new TokenRefused('oversized');
  }
  return authorization.slice('Bearer '.length).trim();
}

interface DecodedToken {
  readonly header: jwt.JwtHeader;
  readonly payload: jwt.JwtPayload;
  readonly signature: string;
}

function decode(token: string): DecodedToken {
  let decoded: jwt.Jwt | null;
  try {
    decoded = jwt.decode(token, { complete: true });
  } catch {
    throw new TokenRefused('malformed');
  }
  // Nobody has proven anything of it yet: each part may be of any type.
  if (!isObject(decoded) || !isObject(decoded.header) || !isObject(decoded.payload)) {
    throw new TokenRefused('malformed');
  }
  const { header, payload, signature } = decoded;
  const type: unknown = header.typ === undefined ? 'JWT' : header.typ;
  // `crit` names extensions that must be understood (RFC 7515, 4.1.11); none is.
  if (header.crit !== undefined || typeof type !== 'string' || type.toUpperCase() !== 'JWT') {
    throw new TokenRefused('malformed');
  }
  return { header, payload, signature };
}

function isObject<Value>(value: Value): value is Value & object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const digests: Readonly<Record<SignatureAlgorithm, string>> = {
  ES384: 'sha384',
  ES256: 'sha256',
  RS384: 'sha384',
  RS256: 'sha256',
};

/**
 * Whether the token is signed with the key (RFC 7518, sections 3.3 and 3.4). On the curve P-384 that takes as long as
 * all the rest of a call, and others would wait for it: it is checked beside the main thread. The other algorithms
 * take less than handing the work over does.
 */
async function isSigned(
  token: string,
  signature: string,
  algorithm: SignatureAlgorithm,
  key: KeyObject,
): Promise<boolean> {
  const signed = Buffer.from(token.slice(0, token.lastIndexOf('.')));
  const bytes = Buffer.from(signature, 'base64url');
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  if (algorithm !== 'ES384') {
    try {
      return verify(digests[algorithm], signed, options, bytes);
    } catch {
      return false;
    }
  }
  return new Promise((resolve) => {
    verify(digests[algorithm], signed, options, bytes, (error, isValid) => {
      resolve(error === null && isValid);
    });
  });
}

/** RFC 7519, section 4.1.3: the audience is one text or several. */
function isMeantFor(audience: unknown, audiences: readonly string[]): boolean {
  const named: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return named.some((one) => audiences.some((expected) => one === expected));
}

function readClaims(
  payload: jwt.JwtPayload,
  now: number,
  { toleranceSeconds, lifetimeSeconds }: TokenRules,
): { exp: number; jti: string } {
  const { exp, iat, nbf, jti } = payload;
  if (typeof exp !== 'number' || typeof iat !== 'number') {
    throw new TokenRefused('missing-claim');
  }
  if (nbf !== undefined && typeof nbf !== 'number') {
    throw new TokenRefused('malformed');
  }
  if (exp + toleranceSeconds <= now) {
    throw new TokenRefused('expired');
  }
  if (typeof jti !== 'string' || jti === '' || jti.length > longestJti || !isStorableText(jti)) {
    throw new TokenRefused('missing-claim');
  }
  if (iat > now + toleranceSeconds || (nbf ?? 0) > now + toleranceSeconds) {
    throw new TokenRefused('not-yet-valid');
  }
  if (!Number.isFinite(exp) || exp > now + lifetimeSeconds + toleranceSeconds) {
    throw new TokenRefused('too-long');
  }
  return { exp, jti };
}
