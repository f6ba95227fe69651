import type { CodeRow } from './data-file.ts';

/** Letters and digits of ICD-10-PCS: I and O are left out, since they look like 1 and 0. */
const value = '[0-9A-HJ-NP-Z]';

/** One value of an axis, or several in brackets. */
const axis = `(?:${value}|\\[${value}{2,}\\])`;

/**
 * What a row writes for ICD-10-PCS, whose codes are of seven axes (section, body system, operation, body part, approach,
 * device, qualifier): the first two as they are, then the operation and the others, each as one value or several in
 * brackets; from the body part on, `?` stands for any.
 */
const shape = new RegExp(`^${value}{2}${axis}(?:${axis}|\\?){4}$`);

/** New technology: what a body part's value stands for changes with the device, so only the approach is left open. */
const newTechnology = new RegExp(`^X${value}${axis}{2}(?:${axis}|\\?)${axis}{2}$`);

/** Whether a row's ICD-10-PCS code is well formed. */
export function isIcd10pcsPattern(code: string): boolean {
  return code.startsWith('X') ? newTechnology.test(code) : shape.test(code);
}

/** What the first row that describes a code of ICD-10-PCS is read as; undefined for a code that none does. */
export function byIcd10pcs<Row extends CodeRow, Meaning>(
  rows: readonly Row[],
  read: (row: Row) => Meaning,
): (code: string) => Meaning | undefined {
  const bodySystems = new Map<string, (readonly [codes: RegExp, meaning: Meaning])[]>();
  for (const row of rows) {
    if (row.system !== 'icd10pcs') continue;
    const name = row.code.slice(0, 2);
    const patterns = bodySystems.get(name) ?? [];
    patterns.push([new RegExp(`^${row.code.replaceAll('?', value)}$`), read(row)]);
    bodySystems.set(name, patterns);
  }
  return (code) => {
    const plain = code.trim().toUpperCase();
    return bodySystems.get(plain.slice(0, 2))?.find(([codes]) => codes.test(plain))?.[1];
  };
}
