import { jwksSchema, type PublicKey, publicKeys } from './public-keys.ts';

/** Where a client's keys come from. */
export interface KeySource {
  /** The key with this `kid`, or undefined. Never throws. */
  find(kid: string): Promise<PublicKey | undefined>;
  /** True while the keys could not be fetched for longer than they are fresh. */
  readonly isOverdue?: boolean;
}

/** Keys that stand in the trusted clients' file. */
export function fixedKeys(keys: ReadonlyMap<string, PublicKey>): KeySource {
  return { find: async (kid) => keys.get(kid) };
}

const minute = 60_000;
/** A key that a client withdrew is believed no longer than this. */
const freshFor = 10 * minute;
/** While its set cannot be fetched a key is believed for a day: it may have been withdrawn. */
const believedFor = 24 * 60 * minute;
/** How long to leave a key set alone that could not be fetched. */
const retryAfter = 5000;
const fetchLimits = { timeoutMs: 3000, bytes: 256 * 1024 } as const;

/**
 * Keys at a client's `jwksUrl`, fetched when first needed, again when ten minutes old, and for a `kid` that is not
 * among them at most once a minute: whoever sends made-up ids cannot make this service knock at the client's door.
 * While a key set cannot be fetched, the keys that were fetched last go on counting for a day.
 */
export class RemoteKeys implements KeySource {
  readonly #url: string;
  readonly #now: () => number;
  #keys: ReadonlyMap<string, PublicKey> = new Map();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #soughtAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  /** @param now a clock that is never set, in milliseconds: a wall clock that was ahead would stop all fetching */
  constructor(url: string, now: () => number = () => performance.now()) {
    this.#url = url;
    this.#now = now;
  }

  async find(kid: string): Promise<PublicKey | undefined> {
    const now = this.#now();
    if (now - this.#fetchedAt > freshFor) {
      await this.#fetch();
    } else if (!this.#keys.has(kid) && now - this.#soughtAt >= minute) {
      this.#soughtAt = now;
      await this.#fetch();
    }
    return this.#now() - this.#fetchedAt > believedFor ? undefined : this.#keys.get(kid);
  }

  get isOverdue(): boolean {
    return this.#failedAt > this.#fetchedAt && this.#now() - this.#fetchedAt > freshFor;
  }

  async #fetch(): Promise<void> {
    if (this.#now() - this.#failedAt < retryAfter) {
      return;
    }
    this.#fetching ??= fetchKeys(this.#url)
      .then(
        (keys) => {
          this.#keys = keys;
          this.#fetchedAt = this.#now();
        },
        () => {
          this.#failedAt = this.#now();
        },
      )
      .finally(() => {
        this.#fetching = undefined;
      });
    await this.#fetching;
  }
}

async function fetchKeys(url: string): Promise<ReadonlyMap<string, PublicKey>> {
  const { request } = await import('undici');
  // Redirects are not followed: the URL is the one that was trusted.
  const answer = await request(url, { signal: AbortSignal.timeout(fetchLimits.timeoutMs) });
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer.body) {
    const chunk: Buffer = part;
    bytes += chunk.length;
    if (bytes > fetchLimits.bytes) {
      throw new Error('the key set is too large');
    }
    parts.push(chunk);
  }
  if (answer.statusCode !== 200) {
    throw new Error(`the key set's server answered ${answer.statusCode}`);
  }
  // A byte order mark at the beginning is passed over (RFC 8259, section 8.1).
  const text = new TextDecoder().decode(Buffer.concat(parts));
  return publicKeys(jwksSchema.parse(JSON.parse(text)));
}
