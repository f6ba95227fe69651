import { isLoincCode, isSnomedCode } from './check-digits.ts';
import { codeFiles } from './code-files.ts';
import { icd10cmCodes, snomedCodes } from './condition-codes.ts';
import sources from './data/sources.json' with { type: 'json' };
import type { CodeRow, Provenance } from './data-file.ts';
import { isIcd10pcsPattern } from './icd10pcs.ts';
import { studies, studiesWithoutCpt } from './study-catalogue.ts';
import { loincWithoutContrast, studyConcepts } from './study-codes.ts';
import { medicines } from './treatments.ts';

/** A code of any data file, as it is checked. */
interface CheckedCode extends Pick<CodeRow, 'system' | 'code' | 'through'> {
  readonly file: string;
}

/**
 * What is wrong with the terminology: check digits and shapes, codes that stand twice in a file or mean two things,
 * sources and days of look-up that are missing, codes that the newest ICD-10-CM does not have, or has split, and
 * studies that nothing makes a study of. Empty where nothing is.
 * @param validIcd10cm the undotted codes of the newest release, as far as any row covers them
 * @param today an ISO date: nothing was looked up later
 */
export function terminologyProblems(
  validIcd10cm: readonly string[],
  today: string,
): readonly string[] {
  return codeProblems(validIcd10cm, today, codeFiles);
}

/** As {@link terminologyProblems}, of other files than those that are read. */
export function codeProblems(
  validIcd10cm: readonly string[],
  today: string,
  files: typeof codeFiles,
): readonly string[] {
  const codes = checkedCodes(files);
  return [
    ...duplicates(
      'ICD-10-CM',
      icd10cmCodes.map((one) => `${one.code} ${one.concepts.join()}`),
    ),
    ...files.flatMap(({ name }) =>
      duplicates(name, codes.filter(({ file }) => file === name).map(written)),
    ),
    ...duplicates(
      'SNOMED CT',
      snomedCodes.map(({ code }) => code),
    ),
    ...duplicates('RxNorm', medicines.flatMap(rxnormOf)),
    ...codes.flatMap(shapeProblems),
    ...medicines
      .flatMap(rxnormOf)
      .filter((code) => !/^\d{1,8}$/.test(code))
      .map((code) => `RxNorm ${code}: it is no number`),
    ...icd10cmProblems(validIcd10cm, [
      ...icd10cmCodes,
      ...codes.filter(({ system }) => system === 'icd10cm'),
    ]),
    ...unusedStudies(files),
    ...provenanceProblems(today, files),
  ];
}

function checkedCodes(files: typeof codeFiles): readonly CheckedCode[] {
  return [
    ...files.flatMap(({ name, rows }) => rows.map((row) => ({ ...row, file: name }))),
    ...snomedCodes.map(({ code }) => ({
      system: 'snomed',
      code,
      file: 'conditions-snomed.json',
    })),
  ];
}

/** A code with its system, and the end of its range. */
function written({ system, code, through }: CheckedCode): string {
  return `${titles[system] ?? system} ${code}${through === undefined ? '' : ` to ${through}`}`;
}

/** What each system's codes look like; those of local lists and of HL7 tables are words. */
const shapes: Readonly<Record<string, (code: string) => string | undefined>> = {
  snomed: (code) => (isSnomedCode(code) ? undefined : 'its check digit is wrong'),
  // Answers and parts (LA, LP) reckon theirs otherwise.
  loinc: (code) =>
    isLoincCode(code) || /^L[AP]\d{1,6}-\d$/.test(code) ? undefined : 'its check digit is wrong',
  cpt: (code) => (/^\d{4}[\dT]$/.test(code) ? undefined : 'it is no CPT code'),
  hcpcs: (code) => (/^[A-V]\d{4}$/.test(code) ? undefined : 'it is no HCPCS code'),
  'cpt-modifier': (code) => (/^[\dA-Z]{2}$/.test(code) ? undefined : 'it is no modifier'),
  icd10pcs: (code) => (isIcd10pcsPattern(code) ? undefined : 'it is no pattern of ICD-10-PCS'),
  icd10cm: (code) =>
    /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?\*?$/.test(code) ? undefined : 'it is no ICD-10-CM code',
};

const titles: Readonly<Record<string, string>> = {
  snomed: 'SNOMED CT',
  loinc: 'LOINC',
  cpt: 'CPT',
  hcpcs: 'HCPCS',
  'cpt-modifier': 'CPT modifier',
  icd10cm: 'ICD-10-CM',
  icd10pcs: 'ICD-10-PCS',
};

const tables: ReadonlySet<string> = new Set([
  'v3-ActCode',
  'v3-NullFlavor',
  'v3-ObservationInterpretation',
  'v2-0004',
  'v2-0074',
  'v2-0136',
  'data-absent-reason',
  'goal-achievement',
  'observation-category',
  'local',
]);

function shapeProblems({ system, code, through, file }: CheckedCode): readonly string[] {
  const shape = shapes[system];
  if (shape === undefined)
    return tables.has(system) ? [] : [`${file}, ${code}: the system "${system}" is not known`];
  const problem = shape(code);
  const end = through === undefined ? undefined : shape(through);
  const isBackward = through !== undefined && !(Number(code) < Number(through));
  return [
    ...(problem === undefined ? [] : [`${titles[system]} ${code}: ${problem}`]),
    ...(end === undefined ? [] : [`${titles[system]} ${through}: ${end}`]),
    ...(isBackward ? [`${titles[system]} ${code}: its range ends before it`] : []),
  ];
}

/** Rows of a study that the catalogue does not have: their codes would be read as nothing. */
function unusedStudies(files: typeof codeFiles): readonly string[] {
  const catalogue = [...studies, ...studiesWithoutCpt];
  const known = new Set([
    ...catalogue.flatMap(({ cpt, loinc, snomed }) => [cpt, ...loinc, ...snomed]),
    ...loincWithoutContrast.keys(),
  ]);
  const labels = new Set(catalogue.map(({ label }) => label));
  return files
    .filter(({ name }) => name === 'studies.json')
    .flatMap(({ rows }) => rows)
    .filter(({ system, code, meaning, concept }) =>
      system === 'icd10pcs'
        ? !labels.has(meaning)
        : !known.has(code) || !studyConcepts.has(concept),
    )
    .map(({ code, concept }) => `studies.json, ${code}: no study is called "${concept}"`);
}

function rxnormOf({ rxnorm, clinicalDrugs = [] }: (typeof medicines)[number]): readonly string[] {
  return [...(rxnorm === undefined ? [] : [rxnorm]), ...clinicalDrugs];
}

function duplicates(place: string, codes: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const code of codes) {
    if (seen.has(code)) twice.add(code);
    seen.add(code);
  }
  return [...twice].map((code) => `${place} ${code}: it stands there twice`);
}

/** A row's code is one of the release, or the beginning of some; one that is gone says what it was replaced by. */
function icd10cmProblems(
  valid: readonly string[],
  codes: readonly { readonly code: string; readonly replacedBy?: readonly string[] }[],
): readonly string[] {
  const problems: string[] = [];
  const whole = new Set(valid);
  for (const { code, replacedBy = [] } of codes) {
    const plain = code.replace('.', '');
    if (plain.endsWith('*')) {
      // Categories of thousands of codes, C00 to C96 and V00 to V99, are not part of the list.
      if (/^[CV]\d{1,2}\*$/.test(plain)) continue;
      const begun = plain.slice(0, -1);
      if (!valid.some((one) => one.startsWith(begun)))
        problems.push(`ICD-10-CM ${code}: no code of the release begins so`);
      continue;
    }
    if (whole.has(plain) || replacedBy.length > 0) continue;
    const split = valid.filter((one) => one.startsWith(plain));
    problems.push(
      split.length === 0
        ? `ICD-10-CM ${code}: it is not in the release`
        : `ICD-10-CM ${code}: it was split into ${split.slice(0, 4).join(', ')}`,
    );
  }
  return problems;
}

function provenanceProblems(today: string, files: typeof codeFiles): readonly string[] {
  const rows: readonly (Provenance & { readonly name: string; readonly meaning?: string })[] = [
    ...icd10cmCodes.map((row) => ({ ...row, name: row.code })),
    ...snomedCodes.map((row) => ({ ...row, name: row.code })),
    ...medicines.map((row) => ({ ...row, name: row.ingredient })),
    ...files.flatMap((file) =>
      file.rows.map((row) => ({ ...row, name: `${file.name}, ${row.code}` })),
    ),
  ];
  const problems: string[] = [];
  for (const { name, source, lookedUp, meaning } of rows) {
    for (const one of source.split(' ')) {
      if (!Object.hasOwn(sources, one)) problems.push(`${name}: the source "${one}" is not named`);
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(lookedUp) || lookedUp > today)
      problems.push(`${name}: "${lookedUp}" is no day on which it was looked up`);
    if (meaning?.trim() === '') problems.push(`${name}: its meaning is empty`);
  }
  return problems;
}
