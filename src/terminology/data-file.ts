import { type BodyRegion, bodyRegions, type Concept, concepts } from './types.ts';

/** A row of a data file that cannot be used; the message names the file, the code and the field. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** Where a code was looked up, and on which day. */
export interface Provenance {
  readonly source: string;
  readonly lookedUp: string;
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

/** The regions that a row names. */
export function regionsNamed(
  names: readonly string[] | undefined,
  place: string,
): readonly BodyRegion[] {
  return names === undefined ? [] : membersOf(names, bodyRegions, place);
}
