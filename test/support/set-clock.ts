// Loaded before a service (`--import`): its clocks are off by what the file says, the one on the wall and the one that
// is never set, in milliseconds.
import { readFileSync } from 'node:fs';

const file = process.env.CLOCKS_FILE;
const offsets = (): readonly number[] =>
  file === undefined ? [] : readFileSync(file, 'latin1').split(' ').map(Number);
const wallMs = (): number => offsets()[0] ?? 0;

const { now } = Date;
Date.now = () => now() + wallMs();
globalThis.Date = new Proxy(Date, {
  construct: (target, given: unknown[], made) =>
    Reflect.construct(target, given.length === 0 ? [target.now()] : given, made),
});

const sinceStart = performance.now.bind(performance);
performance.now = () => sinceStart() + (offsets()[1] ?? 0);
