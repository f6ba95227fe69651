import { describe, expect, it } from 'vitest';
import { UsedTokens } from '../../src/store/used-tokens.ts';

const token = (jti: string, issuer = 'https://ehr.example') => ({
  issuer,
  jti,
  expires_at: '2026-03-10T10:05:00.000Z',
});

/** A database in memory that can be told to fail, and the statements that it was sent. */
function database() {
  const kept = new Set<string>();
  const statements: string[][] = [];
  let failure: Error | undefined;
  return {
    statements,
    fail: (error: Error | undefined) => {
      failure = error;
    },
    write: async (rows: readonly ReturnType<typeof token>[]) => {
      statements.push(rows.map(({ jti }) => jti));
      await new Promise((resolve) => setImmediate(resolve));
      if (failure !== undefined) throw failure;
      const fresh = rows.filter(({ issuer, jti }) => !kept.has(`${issuer} ${jti}`));
      for (const { issuer, jti } of fresh) kept.add(`${issuer} ${jti}`);
      return fresh;
    },
  };
}

describe('tokens that are presented', () => {
  it('together are written with one statement, in one order', async () => {
    const { write, statements } = database();
    const tokens = new UsedTokens(write);
    const firsts = await Promise.all(['c', 'a', 'b'].map((jti) => tokens.use(token(jti))));
    expect(firsts).toEqual([true, true, true]);
    expect(statements).toEqual([['a', 'b', 'c']]);
  });

  it('while a write is under way are written after it', async () => {
    const { write, statements } = database();
    const tokens = new UsedTokens(write);
    const first = tokens.use(token('a'));
    await new Promise((resolve) => setImmediate(resolve));
    const others = [tokens.use(token('b')), tokens.use(token('a'))];
    expect(await first).toBe(true);
    expect(await Promise.all(others)).toEqual([true, false]);
    expect(statements).toEqual([['a'], ['a', 'b']]);
  });

  it('twice at once are believed once', async () => {
    const tokens = new UsedTokens(database().write);
    const uses = [token('a'), token('a'), token('a', 'https://other.example')];
    expect(await Promise.all(uses.map((use) => tokens.use(use)))).toEqual([true, false, true]);
  });

  it('while the database is away are refused, and can be presented again', async () => {
    const { write, fail } = database();
    const tokens = new UsedTokens(write);
    fail(new Error('away'));
    const uses = [tokens.use(token('a')), tokens.use(token('a')), tokens.use(token('b'))];
    for (const { status } of await Promise.allSettled(uses)) expect(status).toBe('rejected');
    fail(undefined);
    expect(await tokens.use(token('a'))).toBe(true);
  });
});
