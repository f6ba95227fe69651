import type { Store } from '../../store/store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { type BelievedToken, TokenRefused } from './token-check.ts';

/** How long a call waits for the store before the check counts as impossible. */
const patienceMs = 1000;

/** Refuses a token that was presented before, to this process or to another one on the same store. */
export class ReplayGuard {
  readonly #store: Pick<Store, 'useToken'>;
  readonly #withoutStore: 'refuse' | 'accept';
  /** Tokens that this process accepted while the store was away, and when each expires. */
  readonly #unrecorded = new Map<string, number>();

  constructor(store: Pick<Store, 'useToken'>, withoutStore: 'refuse' | 'accept') {
    this.#store = store;
    this.#withoutStore = withoutStore;
  }

  /** @throws TokenRefused for a replay; StoreUnavailable where that cannot be told and the setting says to refuse */
  async check({ client, jti, until }: BelievedToken, now: Date): Promise<void> {
    const key = `${client.issuer}\n${jti}`;
    if (this.#unrecorded.has(key)) {
      throw new TokenRefused('replayed');
    }
    let first: boolean;
    try {
      first = await inTime(this.#store.useToken(client.issuer, jti, until));
    } catch (error) {
      if (this.#withoutStore === 'refuse' || !(error instanceof StoreUnavailable)) {
        throw error;
      }
      this.#forgetExpired(now.getTime());
      this.#unrecorded.set(key, until.getTime());
      return;
    }
    if (!first) {
      throw new TokenRefused('replayed');
    }
  }

  #forgetExpired(now: number): void {
    for (const [key, until] of this.#unrecorded) {
      if (until < now) {
        this.#unrecorded.delete(key);
      }
    }
  }
}

async function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable('the database does not answer in time')),
      patienceMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
