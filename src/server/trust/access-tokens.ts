import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import * as z from 'zod';

/** Seconds that an access token lives (SMART Backend Services: at most five minutes). */
export const accessTokenSeconds = 300;

/** What the payer service lets be done: reading and calling the operations of a type. */
export const offeredScopes = [
  'system/questionnaire.rs',
  'system/valueset.rs',
  'system/library.rs',
] as const;

/** Who holds an access token, and for what. */
export interface AccessGrant {
  readonly client: string;
  readonly scopes: readonly string[];
}

const claims = z.object({ sub: z.string(), scope: z.string() });

/**
 * Access tokens for the payer service: signed with a secret of this service, so that no store has to be asked for
 * each call. Processes that serve the same clients need the same secret.
 */
export class AccessTokens {
  readonly #secret: string;
  readonly #audience: string;

  /**
   * @param audience the FHIR base
   * @param secret the ACCESS_TOKEN_SECRET setting; a random one where it is not set
   */
  constructor(audience: string, secret = randomBytes(32).toString('base64url')) {
    this.#audience = audience;
    this.#secret = secret;
  }

  issue({ client, scopes }: AccessGrant, now: Date): string {
    const iat = Math.floor(now.getTime() / 1000);
    const payload = { sub: client, scope: scopes.join(' '), aud: this.#audience, iat };
    return jwt.sign({ ...payload, exp: iat + accessTokenSeconds }, this.#secret, {
      algorithm: 'HS256',
    });
  }

  /** Undefined for a token that was not issued here, or no longer holds. */
  read(token: string, now: Date): AccessGrant | undefined {
    try {
      const read = claims.parse(
        jwt.verify(token, this.#secret, {
          algorithms: ['HS256'],
          audience: this.#audience,
          clockTimestamp: Math.floor(now.getTime() / 1000),
        }),
      );
      return { client: read.sub, scopes: read.scope.split(' ') };
    } catch {
      return undefined;
    }
  }
}

/** The offered scopes among those asked for; `system/*.rs` asks for all, and case does not matter. */
export function grantedScopes(asked: string): readonly string[] {
  const wanted = asked.toLowerCase().split(/\s+/);
  return offeredScopes.filter(
    (scope) =>
      wanted.includes(scope) || wanted.some((one) => /^system\/\*\.(rs|read|\*)$/.test(one)),
  );
}
