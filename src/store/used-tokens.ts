import type { UsedTokenTable } from './schema.ts';

/** A token that waits to be written, and what its call is told then. */
interface Waiting {
  readonly row: UsedTokenTable;
  readonly isFirst: Promise<boolean>;
  readonly settle: (isFirst: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Remembers which tokens were presented. What comes while a write is under way is written together afterwards:
 * under load, one statement serves several calls.
 */
export class UsedTokens {
  readonly #write: (rows: readonly UsedTokenTable[]) => Promise<readonly UsedTokenKey[]>;
  #waiting = new Map<string, Waiting>();
  #isWriting = false;

  /** @param write keeps the tokens that are not kept yet, and says which these were */
  constructor(write: (rows: readonly UsedTokenTable[]) => Promise<readonly UsedTokenKey[]>) {
    this.#write = write;
  }

  /** Says whether the token had never been presented. Rejects where it cannot be written. */
  use(row: UsedTokenTable): Promise<boolean> {
    const key = keyOf(row);
    const same = this.#waiting.get(key);
    if (same !== undefined) return same.isFirst.then(() => false);
    let settle: Waiting['settle'] = () => undefined;
    let fail: Waiting['fail'] = () => undefined;
    const isFirst = new Promise<boolean>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    this.#waiting.set(key, { row, isFirst, settle, fail });
    if (!this.#isWriting) {
      this.#isWriting = true;
      // What other connections have sent by now is read first.
      setImmediate(() => this.#writeAll());
    }
    return isFirst;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = this.#waiting;
      this.#waiting = new Map();
      await this.#writeBatch(batch);
    }
    this.#isWriting = false;
  }

  async #writeBatch(batch: ReadonlyMap<string, Waiting>): Promise<void> {
    // In one order everywhere: two replicas that write the same tokens then never wait for each other.
    const keys = [...batch.keys()].sort();
    try {
      const written = await this.#write(keys.flatMap((key) => batch.get(key)?.row ?? []));
      const first = new Set(written.map(keyOf));
      // One after the other, so that a call is answered before the next one's body is read.
      for (const [key, { settle }] of batch) setImmediate(settle, first.has(key));
    } catch (error) {
      for (const { fail } of batch.values()) fail(error);
    }
  }
}

export type UsedTokenKey = Pick<UsedTokenTable, 'issuer' | 'jti'>;

/** An issuer is a URL of the list of trusted clients, so no two keys are written alike. */
function keyOf({ issuer, jti }: UsedTokenKey): string {
  return `${issuer}\n${jti}`;
}
