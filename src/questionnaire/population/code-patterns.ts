import { siteRegions } from '../../terminology/concepts.ts';
import { type Icd10cmCode, icd10cmCodes, snomedCodes } from '../../terminology/condition-codes.ts';
import { inherentRegions } from '../../terminology/inherent-regions.ts';
import { systems } from '../../terminology/systems.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';

/** What is asked of a code: what it means, and where that lies; no regions where neither code nor concept says. */
export type CodeTest = (concepts: readonly Concept[], regions: readonly BodyRegion[]) => boolean;

/** A test in FHIRPath of a CodeableConcept's codings, for all codes of one meaning. */
export function codedAs(path: string, isMeant: CodeTest): string {
  const icd10cm = icd10cmCodes
    .filter(({ onlyWithWords }) => onlyWithWords === undefined)
    .flatMap((row) => icd10cmPatterns(row, isMeant));
  const snomed = snomedCodes
    .filter(({ concepts, regions }) => isMeant(concepts, placed(concepts, regions)))
    .map(({ code }) => code);
  const tests = [
    ...codingsIn(path, systems.icd10cm, icd10cm),
    ...codingsIn(path, systems.snomed, snomed),
  ];
  return anyOf(tests);
}

/** Tests whether some coding of a system is one of the codes, which may be patterns; none where there are no codes. */
export function codingsIn(
  path: string,
  system: string,
  codes: readonly string[],
): readonly string[] {
  const all = [...new Set(codes)].join('|');
  if (all === '') return [];
  return [`${path}.coding.where(system = '${system}' and code.matches('^(${all})$')).exists()`];
}

/** CPT codes as orders and reports write them: a modifier may follow. */
export function cptIn(path: string, codes: readonly string[]): readonly string[] {
  const all = byLastCharacter(codes).join('|');
  return all === '' ? [] : codingsIn(path, systems.cpt, [`(${all})(-.*)?`]);
}

/** Codes that differ in their last character alone, as one pattern. */
function byLastCharacter(codes: readonly string[]): readonly string[] {
  const endings = new Map<string, Set<string>>();
  for (const code of codes) {
    const stem = code.slice(0, -1);
    endings.set(stem, (endings.get(stem) ?? new Set()).add(code.slice(-1)));
  }
  return [...endings].map(([stem, last]) => `${stem}[${[...last].join('')}]`);
}

/** Whether one of some tests holds. */
export function anyOf(tests: readonly string[]): string {
  return tests.length === 0 ? 'false' : `(${tests.join(' or ')})`;
}

/** Where a fact lies by its code: its regions, else those that its concepts have by themselves. */
function placed(
  concepts: readonly Concept[],
  regions: readonly BodyRegion[],
): readonly BodyRegion[] {
  if (regions.length > 0) return regions;
  return concepts.flatMap((concept) => inherentRegions[concept] ?? []);
}

/** Patterns for the codes of a row that are meant: with or without the dot, below it where the row covers them. */
function icd10cmPatterns(row: Icd10cmCode, isMeant: CodeTest): readonly string[] {
  const { code, concepts, siteDigit } = row;
  const stem = code.replace('*', '').replace('.', '');
  const covers = code.endsWith('*');
  if (siteDigit === undefined) {
    return isMeant(concepts, placed(concepts, row.regions)) ? [pattern(stem, '', row, covers)] : [];
  }
  const named = stem[siteDigit - 1];
  const digits = named === undefined ? [...'0123456789'] : [named];
  const meant = digits.filter((digit) =>
    isMeant(concepts, placed(concepts, siteRegions[digit] ?? [])),
  );
  if (meant.length === 0) return [];
  if (named !== undefined) return [pattern(stem, '', row, covers)];
  const site = `${'.'.repeat(siteDigit - 1 - stem.length)}[${meant.join('')}]`;
  return [pattern(stem, site, row, covers)];
}

function pattern(stem: string, site: string, { seventh }: Icd10cmCode, covers: boolean): string {
  const dotted = `${stem.slice(0, 3)}[.]?${stem.slice(3)}${site}`;
  const length = stem.length + site.replaceAll(/\[.*\]/g, '.').length;
  if (!covers) return dotted;
  if (seventh === 'acute' || seventh === 'later') {
    const character = seventh === 'acute' ? '[AB]' : '[D-S]';
    return `${dotted}${'.'.repeat(Math.max(0, 6 - length))}${character}`;
  }
  return seventh === 'not-sequela' ? `${dotted}(.*[^S])?` : `${dotted}.*`;
}
