import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotes } from '../src/notes/read-notes.ts';
import type { Note } from '../src/notes/types.ts';
import { packageRoot } from '../src/package-root.ts';
import { quantile } from './quantile.ts';
import { warmUp } from './warm-up.ts';

const tenKilobytes = 10_000;
const hundredKilobytes = 100_000;

/** What costs the reader most, each repeated to 100 KB. */
const hostile: Readonly<Record<string, string>> = {
  'grades of strength': 'EHL 4/5 ',
  'failed treatments': '6 weeks of PT without relief. ',
  'items of a list': '- weak\n',
  'days of a treatment': 'PT on 10/12 ',
  denials: 'no fever, ',
  operations: 'fusion L4-5 2018, ',
  'lists that advice opens': 'numbness:\n- ',
  headings: 'Plan:\n',
  'combining marks': 'a\u0301\u0302\u0303',
  'one word': 'a',
};

/** `npm run bench`: what reading notes takes, in milliseconds of processor time of this process, after a warm-up. */
export async function measureNotes(): Promise<void> {
  const { short, twenty } = labelledNotes();
  const read = (notes: readonly Note[]) => () => readNotes(notes);
  const ofOne = await timesOf(
    short.map((note) => read([note])),
    200,
  );
  const ofTwenty = await timesOf(twenty.map(read), 100);
  console.log('\nReading notes, milliseconds of processor time');
  console.log(`a note of 10 KB: ${shown(ofOne)}`);
  console.log(`twenty notes of 10 KB: ${shown(ofTwenty)}`);
  for (const [name, part] of Object.entries(hostile)) {
    const text = part.repeat(Math.ceil(hundredKilobytes / part.length)).slice(0, hundredKilobytes);
    const note = { id: name, type: 'progress note', date: '2026-11-29', text };
    console.log(`100 KB of ${name}: ${shown(await timesOf([read([note])], 20))}`);
  }
}

/** Labelled notes, put together to notes of 10 KB each and to twenties of them. */
function labelledNotes(): { short: readonly Note[]; twenty: readonly (readonly Note[])[] } {
  const file = join(packageRoot, 'fixtures', 'notes', 'third.json');
  const labelled: readonly Note[] = JSON.parse(readFileSync(file, 'utf8'));
  const whole = labelled.map(({ text }) => text).join('\n');
  const short: Note[] = [];
  for (let from = 0; from + tenKilobytes <= whole.length; from += tenKilobytes / 4) {
    const text = whole.slice(from, from + tenKilobytes);
    short.push({ id: `from ${from}`, type: 'progress note', date: '2026-11-29', text });
  }
  const twenty = short.map((_, index) =>
    Array.from({ length: 20 }, (_, next) => short[(index + next) % short.length]).filter(
      (note) => note !== undefined,
    ),
  );
  return { short, twenty };
}

/** What so many of some readings in turn take, in ascending order, warmed up before. */
async function timesOf(
  readings: readonly (() => unknown)[],
  count: number,
): Promise<readonly number[]> {
  const block = (): readonly number[] =>
    Array.from({ length: count }, (_, index) => timed(readings[index % readings.length]));
  const sum = (): number => block().reduce((one, other) => one + other, 0);
  await warmUp(sum, { least: 2, most: 5 });
  return block().toSorted((one, other) => one - other);
}

function timed(read: (() => unknown) | undefined): number {
  const before = process.cpuUsage();
  read?.();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function shown(times: readonly number[]): string {
  const [middle, slow] = [quantile(times, 0.5), quantile(times, 0.99)];
  return `${middle.toFixed(2)} in the middle, ${slow.toFixed(2)} at the 99th percentile`;
}
