import { closeSync, openSync, writeSync } from 'node:fs';
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { csv } from '../server/csv.ts';

type Cell = string | number;

/** A table that is written row by row, as CSV and as Parquet. Memory holds one row group. */
export class Table<Column extends string> {
  readonly #columns: readonly Column[];
  readonly #numbers: ReadonlySet<string>;
  readonly #csv: number;
  readonly #parquet: ParquetWriter;
  #rows: (readonly Cell[])[] = [];

  /**
   * @param path without an ending: `.csv` and `.parquet` are written
   * @param numbers the columns that hold whole numbers; every other holds text
   */
  constructor(path: string, columns: readonly Column[], numbers: readonly Column[]) {
    this.#columns = columns;
    this.#numbers = new Set(numbers);
    this.#csv = openSync(`${path}.csv`, 'w');
    writeSync(this.#csv, csv(columns, []));
    this.#parquet = new ParquetWriter({
      writer: fileWriter(`${path}.parquet`),
      schema: schemaFromColumnData({ columnData: this.#columnData() }),
    });
  }

  add(row: Readonly<Record<Column, Cell>>): void {
    this.#rows.push(this.#columns.map((column) => row[column]));
    if (this.#rows.length >= rowGroup) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#csv);
    this.#parquet.finish();
  }

  #flush(): void {
    if (this.#rows.length === 0) return;
    const [first = [], ...rest] = this.#rows;
    writeSync(this.#csv, csv(first.map(String), rest));
    this.#parquet.write({ columnData: this.#columnData() });
    this.#rows = [];
  }

  #columnData() {
    return this.#columns.map((name, at) =>
      this.#numbers.has(name)
        ? {
            name,
            type: 'INT32' as const,
            nullable: false,
            data: this.#rows.map((row) => Number(row[at])),
          }
        : {
            name,
            type: 'STRING' as const,
            nullable: false,
            data: this.#rows.map((row) => String(row[at])),
          },
    );
  }
}

const rowGroup = 10_000;
