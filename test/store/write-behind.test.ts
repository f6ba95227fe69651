import { describe, expect, it } from 'vitest';
import { WriteBehind } from '../../src/store/write-behind.ts';

const ignored = (): void => undefined;

describe('records written behind the callers’ backs', () => {
  it('are written together, in order', async () => {
    const batches: (readonly number[])[] = [];
    const queue = new WriteBehind<number>(async (items) => {
      batches.push(items);
    }, ignored);
    queue.add(1);
    queue.add(2);
    await queue.flush();
    expect(batches).toEqual([[1, 2]]);
    queue.stop();
  });

  it('wait where the store fails, and are written once it is back', async () => {
    const written: number[] = [];
    let away = true;
    const queue = new WriteBehind<number>(async (items) => {
      if (away) {
        throw new Error('away');
      }
      written.push(...items);
    }, ignored);
    queue.add(1);
    await expect(queue.flush()).rejects.toThrow('away');
    queue.add(2);
    away = false;
    await queue.flush();
    expect(written).toEqual([1, 2]);
    queue.stop();
  });

  it('are dropped and counted beyond the limit', async () => {
    const written: number[] = [];
    const queue = new WriteBehind<number>(
      async (items) => {
        written.push(...items);
      },
      ignored,
      2,
    );
    for (const item of [1, 2, 3]) {
      queue.add(item);
    }
    await queue.flush();
    expect(written).toEqual([1, 2]);
    expect(queue.dropped).toBe(1);
    queue.stop();
  });
});
