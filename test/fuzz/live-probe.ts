// Asks /health/live over and over, in a process of its own so that nobody else's work is taken for the service's, and
// says on the end of its input how long it waited at most.
import { setTimeout as pause } from 'node:timers/promises';

const [, , url = ''] = process.argv;
const everyMs = 20;
let longestMs = 0;
let asked = 0;
let isOver = false;
process.stdin.resume().on('end', () => {
  isOver = true;
});
while (!isOver) {
  const from = performance.now();
  await fetch(`${url}/health/live`)
    .then((answer) => answer.arrayBuffer())
    .catch(() => undefined);
  longestMs = Math.max(longestMs, performance.now() - from);
  asked += 1;
  await pause(everyMs);
}
console.log(JSON.stringify({ longestMs, asked }));
