import { regionsOfBodySite, regionsOfComplaint, regionsOfLimb } from '../terminology/body-sites.ts';
import { withPlainCharacters } from '../terminology/spelling.ts';
import { statusNamed } from '../terminology/statuses.ts';
import { canonicalSystem } from '../terminology/systems.ts';
import type { BodyRegion } from '../terminology/types.ts';

/**
 * Reading of resources as they come: nothing about them is trusted, whatever cannot be read is absent,
 * and nothing here throws.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** One coding with the text that goes with it. */
export interface CodingFields {
  readonly system: string | undefined;
  readonly code: string;
  readonly display: string | undefined;
}

const longestText = 120;

/** An object's fields, or undefined where the value is no object. */
export function fieldsOf(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const none: readonly never[] = [];

/** The objects of a list; a lone object counts as a list of one. */
export function listOf(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) return isFields(value) ? [value] : none;
  for (const one of value) if (!isFields(one)) return value.filter(isFields);
  return value;
}

/** A text that is not blank, in the characters of a keyboard. */
export function textOf(value: unknown): string | undefined {
  const text = codeText(value);
  // A single word is a code, an id or a date.
  return text?.includes(' ') === true ? withPlainCharacters(text) : text;
}

/** A code, a system, an id, a reference or a date as it was written, unless it is blank. */
export function codeText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Nearly every text begins with an ASCII character that is no space: then nothing needs trimming.
  const first = value.charCodeAt(0);
  return (first > 32 && first < 128) || value.trim() !== '' ? value : undefined;
}

/** The codings of a CodeableConcept, without those that carry no code. */
export function codingsOf(concept: unknown): readonly CodingFields[] {
  const given = listOf(fieldsOf(concept)?.coding);
  const [only] = given;
  if (only === undefined) return none;
  if (given.length === 1) {
    // Most have one: a list made for one takes half the memory of a list that grows.
    const read = codingOf(only);
    return read === undefined ? none : [read];
  }
  const codings: CodingFields[] = [];
  for (const coding of given) {
    const read = codingOf(coding);
    if (read !== undefined) codings.push(read);
  }
  return codings;
}

/**
 * What the first coding of a CodeableConcept means that means anything. Asked of every resource: it reads the
 * codings where they lie.
 */
export function firstMeaning<Meaning>(
  concept: unknown,
  read: (system: string | undefined, code: string, display?: string) => Meaning | undefined,
): Meaning | undefined {
  for (const coding of listOf(fieldsOf(concept)?.coding)) {
    const code = codeText(coding.code);
    if (code === undefined) continue;
    const meaning = read(codeText(coding.system), code, textOf(coding.display));
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

/** Whether a CodeableConcept has a coding whose code passes a test. */
export function hasCode(concept: unknown, test: (code: string) => boolean): boolean {
  for (const { code } of listOf(fieldsOf(concept)?.coding)) {
    if (typeof code === 'string' && test(code)) return true;
  }
  return false;
}

/** One Coding, or undefined where it carries no code. */
export function codingOf(coding: Fields): CodingFields | undefined {
  const code = codeText(coding.code);
  if (code === undefined) return undefined;
  return { system: codeText(coding.system), code, display: textOf(coding.display) };
}

/** The first code of a CodeableConcept, whatever its system; for statuses. */
export function codeOf(concept: unknown): string | undefined {
  for (const coding of listOf(fieldsOf(concept)?.coding)) {
    const code = codeText(coding.code);
    if (code !== undefined) return code;
  }
  return undefined;
}

/**
 * A status of a condition: by its codes, else by its displays or its text, else by a plain string, as older systems
 * write it. A code that no list knows stands for itself.
 */
export function statusOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return statusNamed(value) ?? value;
  const fields = fieldsOf(value);
  let first: string | undefined;
  for (const { code, display } of listOf(fields?.coding)) {
    for (const one of [code, display]) {
      const text = textOf(one);
      const status = text === undefined ? undefined : statusNamed(text);
      if (status !== undefined) return status;
      first ??= text;
    }
  }
  const text = textOf(fields?.text);
  return (text === undefined ? undefined : statusNamed(text)) ?? first;
}

/** What a CodeableConcept says in words: its text, else its first display, else its code. */
export function wordsOf(concept: unknown): string {
  const fields = fieldsOf(concept);
  const text = textOf(fields?.text);
  if (text !== undefined) return shortened(text);
  let first: string | undefined;
  for (const coding of listOf(fields?.coding)) {
    const code = textOf(coding.code);
    if (code === undefined) continue;
    const display = textOf(coding.display);
    if (display !== undefined) return shortened(display);
    first ??= code;
  }
  return shortened(first ?? '');
}

/** The words with the code behind them: `Therapeutic exercise (97110)`. */
export function wordsWithCode(concept: unknown): string {
  const words = wordsOf(concept);
  const code = firstMeaning(concept, cptCode);
  return code === undefined || words.includes(code) ? words : `${words} (${code})`;
}

function cptCode(system: string | undefined, code: string): string | undefined {
  return canonicalSystem(system) === 'cpt' ? code : undefined;
}

/** A text cut to what a card can show. */
export function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}

/** The regions that a list of body sites names, by code or by word; limbs count as the level that serves them. */
export function regionsOfSites(value: unknown): readonly BodyRegion[] {
  const sites = listOf(value);
  if (sites.length === 0) return none;
  const regions: BodyRegion[] = [];
  for (const site of sites) {
    const text = wordsOf(site);
    for (const { system, code, display } of codingsOf(site)) {
      addNew(regions, regionsOfBodySite(system, code));
      addNew(regions, regionsOfLimb(system, code, display));
    }
    addNew(regions, regionsOfComplaint(text));
    addNew(regions, regionsOfLimb(undefined, undefined, text));
  }
  return regions;
}

function addNew(regions: BodyRegion[], named: readonly BodyRegion[]): void {
  for (const region of named) if (!regions.includes(region)) regions.push(region);
}

/** The reference of a Reference, without a version. */
export function referenceOf(value: unknown): string | undefined {
  const reference = codeText(fieldsOf(value)?.reference);
  return reference === undefined ? undefined : withoutVersion(reference);
}

/** `Condition/x` of a relative or absolute reference, with a version or without; contained ones (`#x`) as they are. */
export function localReference(reference: string): string {
  const plain = withoutVersion(reference);
  const beforeType = plain.lastIndexOf('/', plain.lastIndexOf('/') - 1);
  return plain.slice(beforeType + 1);
}

/** FHIR R4, "References": `[type]/[id]/_history/[version]` is the same resource as `[type]/[id]`. */
function withoutVersion(reference: string): string {
  const version = reference.lastIndexOf('/_history/');
  const isAtEnd = version !== -1 && !reference.includes('/', version + '/_history/'.length);
  return isAtEnd ? reference.slice(0, version) : reference;
}
