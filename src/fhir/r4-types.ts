import r4 from 'fhirpath/fhir-context/r4';

/**
 * The types that an expression can select: names of FHIR types, paths of their inline elements
 * (`Observation.component`), or `System.…`. Undefined where nothing is known.
 */
export type SelectedTypes = readonly string[] | undefined;

/** The types of an element below another, by the R4 model; undefined where there is no such element. */
export function memberTypes(path: string, name: string): readonly string[] | undefined {
  const key = `${path}.${name}`;
  const elsewhere = own(r4.pathsDefinedElsewhere, key);
  if (elsewhere !== undefined) return [elsewhere];
  const choice = own(r4.choiceTypePaths, key);
  if (choice !== undefined) return choice.map(typeName);
  const type = own(r4.path2Type, key);
  if (type !== undefined) {
    return [type === 'BackboneElement' || type === 'Element' ? key : typeName(type)];
  }
  const parent = own(r4.type2Parent, path);
  return parent === undefined ? undefined : memberTypes(parent, name);
}

/** Whether R4 has a type of this name. */
export function isType(name: string): boolean {
  return own(r4.type2Parent, name) !== undefined || name.startsWith('System.');
}

/** Whether a type is another, or derived from it. */
export function derivesFrom(type: string, other: string): boolean {
  if (type === other) return true;
  const parent = own(r4.type2Parent, type);
  return parent !== undefined && derivesFrom(parent, other);
}

/** The model writes `DateTime` in choices and `dateTime` elsewhere. */
function typeName(written: string): string {
  const lower = written.charAt(0).toLowerCase() + written.slice(1);
  return own(r4.type2Parent, lower) === undefined ? written : lower;
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
