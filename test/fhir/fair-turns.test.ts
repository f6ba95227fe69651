import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FairTurns } from '../../src/fhir/fair-turns.ts';

it('whoever asks for one place waits for one of those that somebody asked many of', async () => {
  const turns = new FairTurns(1);
  const { signal } = new AbortController();
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(name);
    await setImmediate();
  };
  const [many, one] = [{}, {}];
  await Promise.all([
    ...['m1', 'm2', 'm3', 'm4'].map((name) => turns.take(many, signal, work(name))),
    turns.take(one, signal, work('one')),
  ]);
  expect(order).toEqual(['m1', 'm2', 'one', 'm3', 'm4']);
});

it('whoever stops waiting takes no place', async () => {
  const turns = new FairTurns(1);
  const patient = new AbortController();
  const impatient = new AbortController();
  const first = turns.take({}, patient.signal, () => setImmediate('first'));
  const second = turns.take({}, impatient.signal, async () => 'second');
  impatient.abort(new Error('late'));
  await expect(second).rejects.toThrow('late');
  expect(await first).toBe('first');
  expect(await turns.take({}, patient.signal, async () => 'third')).toBe('third');
});
