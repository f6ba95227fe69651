import { appendFileSync } from 'node:fs';
import { messageOf } from '../message-of.ts';
import { headOf, medicationsFile, partFile, type Run } from './part-file.ts';
import type { Piece } from './patient-of-line.ts';
import { BacktestError } from './problem.ts';
import { newline } from './whole-lines.ts';

/** How much of what was read stays in memory before it is written. */
const heldBack = 12 << 20;

/** Where a line stands in the export. */
export interface Place {
  readonly file: string;
  readonly number: number;
}

/** A line in the piece that it was read with, without its end. */
export interface Line {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

/** Lines that stand in a piece one right after the other. */
interface Stretch {
  readonly bytes: Buffer;
  readonly from: number;
  to: number;
}

/** A run whose lines are still in memory. */
interface HeldRun extends Run {
  readonly stretches: Stretch[];
  lines: number;
}

/** Gathers lines, and appends them to their files in large pieces. */
export class PartWriter {
  readonly #folder: string;
  readonly #held = new Map<number, HeldRun[]>();
  #medications: Stretch[] = [];
  #retained = 0;
  /** Where the lines of a file are put together: memory that is kept, since what is left behind lies about for long. */
  #scratch = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param line whose piece stays in memory until it is written */
  add(
    part: number,
    line: Line,
    { file, number }: Place,
    { type, patientId }: Pick<Run, 'type' | 'patientId'>,
  ): void {
    let held = this.#held.get(part);
    if (held === undefined) {
      held = [];
      this.#held.set(part, held);
    }
    const last = held.at(-1);
    if (
      last !== undefined &&
      last.first + last.lines === number &&
      last.patientId === patientId &&
      last.type === type &&
      last.file === file
    ) {
      last.lines += 1;
      append(last.stretches, line);
    } else {
      held.push({ file, first: number, type, patientId, stretches: [stretchOf(line)], lines: 1 });
    }
  }

  /** @param line as in `add` */
  addMedication(line: Line): void {
    append(this.#medications, line);
  }

  /** Called where all lines of a piece have been added, with how many bytes they keep in memory. */
  endPiece(bytes: number): void {
    this.#retained += bytes;
    if (this.#retained > heldBack) this.flush();
  }

  flush(): void {
    try {
      for (const [part, runs] of this.#held) {
        const named = runs.map(
          (run) => [headOf(run, sizeOf(run.stretches)), run.stretches] as const,
        );
        appendFileSync(partFile(this.#folder, part), this.#bytesOf(named));
      }
      if (this.#medications.length > 0) {
        appendFileSync(medicationsFile(this.#folder), this.#bytesOf([['', this.#medications]]));
      }
    } catch (error) {
      throw new BacktestError(
        `The parts cannot be written: ${messageOf(error)}. Make room and start again.`,
      );
    }
    this.#held.clear();
    this.#medications = [];
    this.#retained = 0;
  }

  /** Heads, each with the lines that follow it. */
  #bytesOf(runs: readonly (readonly [string, readonly Stretch[]])[]): Buffer {
    // A head is of any file name's characters: three bytes each at most.
    const most = runs.reduce((sum, [head, lines]) => sum + 3 * head.length + sizeOf(lines), 0);
    if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafe(most);
    const whole = this.#scratch;
    let end = 0;
    for (const [head, stretches] of runs) {
      end += whole.write(head, end);
      for (const { bytes, from, to } of stretches) {
        end += bytes.copy(whole, end, from, to);
        whole[end] = newline;
        end += 1;
      }
    }
    return whole.subarray(0, end);
  }
}

function stretchOf({ piece, from, to }: Line): Stretch {
  return { bytes: piece.bytes, from, to };
}

/** Adds a line to those before it; where it stands right behind the last one, nothing more has to be known of it. */
function append(stretches: Stretch[], line: Line): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.bytes === line.piece.bytes && last.to + 1 === line.from) {
    last.to = line.to;
  } else {
    stretches.push(stretchOf(line));
  }
}

/** The bytes of lines, each with its end. */
function sizeOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
