import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { lowerBound, type Score, scoreNotes } from '../src/notes/score.ts';
import { readLabelledFile } from './notes-file.ts';

const counts = z.object({
  right: z.number(),
  wrong: z.number(),
  missed: z.number(),
  trapsTaken: z.number(),
});
export type Counts = z.infer<typeof counts>;

const notesSet = z.object({
  /** Name of the file under `fixtures/notes`. */
  set: z.string(),
  /** Its author wrote rules, too. */
  knewTheRules: z.literal(true).exactOptional(),
  /** Sentences that rules were made from; they are read, but held to no bound. */
  material: z.literal(true).exactOptional(),
  /** It is held to how it was first read, and not to the bounds of sets that rules were made for. */
  isHeldToFirstRead: z.literal(true).exactOptional(),
  /** How it was read once, before any rule had been made from it, by the labels of that day. */
  firstRead: counts.exactOptional(),
  /** Traps that it is known to spring still. */
  trapsLeft: z.number().exactOptional(),
});
export type NotesSet = z.infer<typeof notesSet>;

/** The labelled sets of notes, in the order in which they were written. */
export function notesSets(): readonly NotesSet[] {
  const path = 'fixtures/notes-sets.json';
  return z.array(notesSet).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** How the rules read a set now, fact by fact. */
export function scoresOf({ set }: Pick<NotesSet, 'set'>): readonly Score[] {
  return scoreNotes(readLabelledFile(`fixtures/notes/${set}.json`));
}

/** The scores of several facts together. */
export function sumOf(scores: readonly Score[]): Counts {
  const sum = { right: 0, wrong: 0, missed: 0, trapsTaken: 0 };
  for (const { right, wrong, missed, trapsTaken } of scores) {
    sum.right += right;
    sum.wrong += wrong;
    sum.missed += missed;
    sum.trapsTaken += trapsTaken;
  }
  return sum;
}

/** The share of the candidates that are right. */
export function precisionOf({ right, wrong }: Counts): number {
  return right / (right + wrong);
}

/** The share of the labels that are found. */
export function recallOf({ right, missed }: Counts): number {
  return right / (right + missed);
}

/** Markdown: how each set was read at first, and how it is read now. */
export function setsTable(): string {
  const lines = [
    '| set | notes, labels, traps | first read: precision (at least) | recall | traps | now: precision | recall | traps |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...notesSets().map(lineOf),
  ];
  return lines.join('\n');
}

function lineOf({ set, firstRead }: NotesSet): string {
  const notes = readLabelledFile(`fixtures/notes/${set}.json`);
  const now = sumOf(scoreNotes(notes));
  const labels = notes.flatMap(({ expected }) => expected).length;
  const traps = notes.flatMap((note) => note.traps).length;
  const cells = [
    `\`${set}\``,
    `${notes.length}, ${labels}, ${traps}`,
    ...(firstRead === undefined ? ['', '', ''] : cellsOf(firstRead, boundOf(firstRead))),
    ...cellsOf(now, ''),
  ];
  return `| ${cells.join(' | ')} |`;
}

function cellsOf(read: Counts, bound: string): readonly string[] {
  return [
    `${precisionOf(read).toFixed(2)}${bound}`,
    recallOf(read).toFixed(2),
    String(read.trapsTaken),
  ];
}

function boundOf({ right, wrong }: Counts): string {
  return ` (${lowerBound(right, right + wrong).toFixed(2)})`;
}
