// Loaded before a service (`--import`): writes how much processor time each longer turn of its event loop took, so that
// a busy machine is not taken for a long turn. A timer that is always due comes once in a turn.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const file = process.env.LONG_TURNS;
/** What the scheduler gave the main thread, in nanoseconds; where the system does not tell, of all threads. */
const ofThread = `/proc/self/task/${process.pid}/schedstat`;
const isTold = existsSync(ofThread);
const usedMs = (): number => {
  if (isTold) return Number(readFileSync(ofThread, 'latin1').split(' ', 1)[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Shorter ones are what any call takes. */
const leastMs = 10;

let before = usedMs();
if (file !== undefined) {
  setInterval(() => {
    const now = usedMs();
    if (now - before >= leastMs) appendFileSync(file, `${now - before}\n`);
    before = usedMs();
  }, 1).unref();
}
