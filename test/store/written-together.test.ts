import { expect, it, vi } from 'vitest';
import { WrittenTogether } from '../../src/store/written-together.ts';

/** Writes that end when the test says so. */
function slowDisk() {
  const writes: { rows: readonly string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const write = (rows: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      writes.push({ rows, end: resolve, fail: reject });
    });
  return { writes, together: new WrittenTogether<string>(write, 3500) };
}

it('what comes during a write is written after it, as one', async () => {
  const { writes, together } = slowDisk();
  const all = [['a'], ['b', 'c'], ['d']].map((rows) => together.add(rows));
  writes[0]?.end();
  await all[0];
  await vi.waitFor(() => expect(writes).toHaveLength(2));
  expect(writes.map(({ rows }) => rows)).toEqual([['a'], ['b', 'c', 'd']]);
  writes[1]?.end();
  await Promise.all(all);
});

it('a write that fails is told to those whose it was, and the next ones are tried', async () => {
  const { writes, together } = slowDisk();
  const first = together.add(['a']);
  const second = together.add(['b']);
  writes[0]?.fail(new Error('locked'));
  await expect(first).rejects.toThrow('locked');
  await vi.waitFor(() => expect(writes).toHaveLength(2));
  writes[1]?.end();
  await second;
});

it('nobody waits longer than the patience, and what was refused before it was begun is not written', async () => {
  vi.useFakeTimers();
  const { writes, together } = slowDisk();
  const begun = together.add(['a']);
  const queued = together.add(['b']);
  const refused = Promise.allSettled([begun, queued]);
  await vi.advanceTimersByTimeAsync(3500);
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const later = together.add(['c']);
  writes[0]?.end();
  await vi.advanceTimersByTimeAsync(1);
  expect(writes.map(({ rows }) => rows)).toEqual([['a'], ['c']]);
  writes[1]?.end();
  await later;
  vi.useRealTimers();
});
