import { codingsOf, type Fields, fieldsOf, listOf, textOf } from '../chart/fields.ts';
import { isConceptCode } from '../terminology/concepts.ts';
import { contactOfClass, contactOfType } from '../terminology/contacts.ts';
import { studyOfCoding } from '../terminology/study-catalogue.ts';
import { canonicalSystem, type SystemName, systems } from '../terminology/systems.ts';
import { treatmentOfMedication, treatmentOfProcedure } from '../terminology/treatments.ts';
import { wordsOf as lowerCaseWords } from '../terminology/words.ts';

/** A code that is known here, which a site's own code or phrase stands for. */
export interface KnownCode {
  /** `cpt`, `loinc`, `snomed`, `icd10cm`, `rxnorm`, or `class` for a class of encounters (`AMB`, `VR`). */
  readonly system: SystemName | 'class';
  readonly code: string;
}

/** A hospital's own code, or what it calls something, with the code that it stands for. */
export interface SiteCode {
  /** The system of the hospital's code; absent with `words`. */
  readonly system?: string | undefined;
  readonly code?: string | undefined;
  /** The whole text of a code or its display, in any case. */
  readonly words?: string | undefined;
  readonly is: KnownCode;
}

/** A code of a site that cannot be used; the message names the entry and what is wrong with it. */
export class SiteCodeError extends Error {
  override readonly name = 'SiteCodeError';
}

/** Gives a resource the known codes that its own stand for; the resource itself stays as it is. */
export type Translate = (resource: Fields) => Fields;

const concepts = [
  'code',
  'type',
  'serviceType',
  'procedureCode',
  'medicationCodeableConcept',
  'reasonCode',
  'conclusionCode',
] as const;

/**
 * Makes a hospital's own codes and phrases known: each stands for a code that is read here, so that nothing else
 * needs to know of them.
 * @throws SiteCodeError for the first entry that cannot be used
 */
export function siteCodes(entries: readonly SiteCode[]): Translate {
  const byCode = new Map<string, KnownCode>();
  const byWords = new Map<string, KnownCode>();
  entries.forEach((entry, index) => {
    const place = `codes[${index}]`;
    requireKnown(entry.is, place);
    const { system, code, words } = entry;
    const isCode = system !== undefined && code !== undefined;
    if (isCode === (words !== undefined)) {
      throw new SiteCodeError(`${place}: expected either system and code, or words`);
    }
    const known = isCode ? byCode : byWords;
    const key = isCode ? `${system}|${code}` : plain(words ?? '');
    if (key === '') throw new SiteCodeError(`${place}.words: empty`);
    if (known.has(key)) throw new SiteCodeError(`${place}: "${key}" stands there twice`);
    known.set(key, entry.is);
  });
  if (entries.length === 0) return (resource) => resource;
  return (resource) => translated(resource, byCode, byWords);
}

/** Without case, marks and spaces at the ends. */
function plain(text: string): string {
  return lowerCaseWords(text)
    .filter((word) => word !== '.' && word !== '?')
    .join(' ');
}

function requireKnown({ system, code }: KnownCode, place: string): void {
  if (system === 'class') {
    if (contactOfClass(code, undefined) !== undefined) return;
  } else {
    const uri = systems[system];
    const isRead =
      studyOfCoding(uri, code) !== undefined ||
      treatmentOfProcedure(uri, code) !== undefined ||
      treatmentOfMedication(uri, code, undefined) !== undefined ||
      contactOfType(uri, code) !== undefined ||
      ((system === 'icd10cm' || system === 'snomed') && isConceptCode(code));
    if (isRead) return;
  }
  throw new SiteCodeError(`${place}.is: ${system} ${code} is not a code that is read here`);
}

function translated(
  resource: Fields,
  byCode: ReadonlyMap<string, KnownCode>,
  byWords: ReadonlyMap<string, KnownCode>,
): Fields {
  let copy: Record<string, unknown> | undefined;
  const meaningOf = (concept: Fields): KnownCode | undefined => {
    for (const { system, code, display } of codingsOf(concept)) {
      const known = byCode.get(`${system ?? ''}|${code}`) ?? byWords.get(plain(display ?? ''));
      if (known !== undefined) return known;
    }
    return byWords.get(plain(textOf(concept.text) ?? ''));
  };
  for (const key of concepts) {
    const given = resource[key];
    if (given === undefined) continue;
    const list = listOf(given);
    const read = list.map((concept) => withCode(concept, meaningOf(concept)));
    if (read.every((one, at) => one === list[at])) continue;
    copy ??= { ...resource };
    copy[key] = Array.isArray(given) ? read : read[0];
  }
  const own = fieldsOf(resource.class);
  const kind =
    own === undefined
      ? undefined
      : byCode.get(`${textOf(own.system) ?? ''}|${textOf(own.code) ?? ''}`);
  if (kind?.system === 'class') {
    copy ??= { ...resource };
    copy.class = { ...own, code: kind.code };
  }
  return copy ?? resource;
}

/** The concept with the known code before its own, so that it is read first. */
function withCode(concept: Fields, known: KnownCode | undefined): Fields {
  if (known === undefined || known.system === 'class') return concept;
  const uri = systems[known.system];
  const has = codingsOf(concept).some(
    ({ system, code }) => canonicalSystem(system) === known.system && code === known.code,
  );
  return has
    ? concept
    : { ...concept, coding: [{ system: uri, code: known.code }, ...listOf(concept.coding)] };
}
