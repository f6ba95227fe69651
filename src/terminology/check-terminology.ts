import { isLoincCode, isSnomedCode } from './check-digits.ts';
import { icd10cmCodes, snomedCodes } from './condition-codes.ts';
import { loincWithoutContrast } from './cross-sectional-studies.ts';
import sources from './data/sources.json' with { type: 'json' };
import { studies, studiesWithoutCpt } from './study-catalogue.ts';
import { medicines } from './treatments.ts';

/**
 * What is wrong with the terminology: check digits, codes that stand twice, sources and days of look-up that are
 * missing, codes that the newest ICD-10-CM does not have, or has split. Empty where nothing is.
 * @param validIcd10cm the undotted codes of the newest release, as far as any row covers them
 * @param today an ISO date: nothing was looked up later
 */
export function terminologyProblems(
  validIcd10cm: readonly string[],
  today: string,
): readonly string[] {
  return [
    ...duplicates(
      'ICD-10-CM',
      icd10cmCodes.map((one) => `${one.code} ${one.concepts.join()}`),
    ),
    ...duplicates(
      'SNOMED CT',
      snomedCodes.map(({ code }) => code),
    ),
    ...duplicates(
      'CPT',
      studies.map(({ cpt }) => cpt),
    ),
    ...duplicates('LOINC', everyLoinc()),
    ...duplicates('RxNorm', medicines.flatMap(rxnormOf)),
    ...[...snomedCodes.map(({ code }) => code), ...everyStudy().flatMap(({ snomed }) => snomed)]
      .filter((code) => !isSnomedCode(code))
      .map((code) => `SNOMED CT ${code}: its check digit is wrong`),
    ...everyLoinc()
      .filter((code) => !isLoincCode(code))
      .map((code) => `LOINC ${code}: its check digit is wrong`),
    ...medicines
      .flatMap(rxnormOf)
      .filter((code) => !/^\d{1,8}$/.test(code))
      .map((code) => `RxNorm ${code}: it is no number`),
    ...icd10cmProblems(validIcd10cm),
    ...provenanceProblems(today),
  ];
}

function everyStudy() {
  return [...studies, ...studiesWithoutCpt];
}

function everyLoinc(): readonly string[] {
  return [...everyStudy().flatMap(({ loinc }) => loinc), ...loincWithoutContrast.keys()];
}

function rxnormOf({ rxnorm, clinicalDrugs = [] }: (typeof medicines)[number]): readonly string[] {
  return [...(rxnorm === undefined ? [] : [rxnorm]), ...clinicalDrugs];
}

function duplicates(system: string, codes: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const code of codes) {
    if (seen.has(code)) twice.add(code);
    seen.add(code);
  }
  return [...twice].map((code) => `${system} ${code}: it stands there twice`);
}

/** A row's code is one of the release, or the beginning of some; one that is gone says what it was replaced by. */
function icd10cmProblems(valid: readonly string[]): readonly string[] {
  const problems: string[] = [];
  const whole = new Set(valid);
  for (const { code, replacedBy } of icd10cmCodes) {
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

function provenanceProblems(today: string): readonly string[] {
  const problems: string[] = [];
  const rows = [
    ...icd10cmCodes.map((row) => ({ ...row, name: row.code })),
    ...snomedCodes.map((row) => ({ ...row, name: row.code })),
    ...medicines.map((row) => ({ ...row, name: row.ingredient })),
  ];
  for (const { name, source, lookedUp } of rows) {
    for (const one of source.split(' ')) {
      if (!Object.hasOwn(sources, one)) problems.push(`${name}: the source "${one}" is not named`);
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(lookedUp) || lookedUp > today)
      problems.push(`${name}: "${lookedUp}" is no day on which it was looked up`);
  }
  return problems;
}
