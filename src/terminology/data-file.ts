import { type BodyRegion, bodyRegions, type Concept, concepts } from './types.ts';

/** A row of a data file that cannot be used; the message names the file, the code and the field. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** Where a code was looked up, and on which day. */
export interface Provenance {
  /** Keys of `data/sources.json`, with spaces between them. */
  readonly source: string;
  readonly lookedUp: string;
}

/** One row of a data file: a code, and what it stands for here. */
export interface CodeRow extends Provenance {
  /** `cpt`, `snomed` and their like (`systems.ts`), the name of an HL7 table, or `local` for what systems write in a code's place. */
  readonly system: string;
  /** Of ICD-10-PCS a pattern of its axes (`icd10pcs.ts`). */
  readonly code: string;
  /** The last code of the range that begins with `code`, both counted. */
  readonly through?: string;
  /** Our own short words; never the AMA's descriptor. */
  readonly meaning: string;
  readonly concept: string;
}

/**
 * The names of a row's field as members of a closed list.
 * @throws DataFileError for a name that the list does not have
 */
export function membersOf<Name extends string>(
  names: readonly string[],
  known: readonly Name[],
  place: string,
): readonly Name[] {
  return names.map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new DataFileError(`${place}: "${name}" is not known here`);
    return found;
  });
}

/** The concepts that a row names. */
export function conceptsOf(names: readonly string[], place: string): readonly Concept[] {
  return membersOf(names, concepts, place);
}

/**
 * The concept of a row as a member of a closed list.
 * @throws DataFileError for a concept that the list does not have
 */
export function conceptOf<Name extends string>(
  { concept, code }: CodeRow,
  known: readonly Name[],
): Name {
  const [found] = membersOf([concept], known, code);
  if (found === undefined) throw new DataFileError(`${code}: it has no concept`);
  return found;
}

/** The codes of a system, each with what `read` makes of its row. Codes of a range stand for themselves: see `codesOf`. */
export function bySystem<Row extends CodeRow, Meaning>(
  rows: readonly Row[],
  system: string,
  read: (row: Row) => Meaning,
): ReadonlyMap<string, Meaning> {
  return new Map(
    rows
      .filter((row) => row.system === system)
      .flatMap((row) => codesOf(row).map((code) => [code, read(row)] as const)),
  );
}

/** The codes of a row: its own, or every number of its range. */
export function codesOf({ code, through }: Pick<CodeRow, 'code' | 'through'>): readonly string[] {
  if (through === undefined) return [code];
  const first = Number(code);
  return Array.from({ length: Number(through) - first + 1 }, (_none, index) =>
    String(first + index),
  );
}

/** The regions that a row names. */
export function regionsOfRow(
  names: readonly string[] | undefined,
  place: string,
): readonly BodyRegion[] {
  return names === undefined ? [] : membersOf(names, bodyRegions, place);
}
