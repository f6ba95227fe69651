import { type Fields, fieldsOf } from './fields.ts';

/** As much of a Coding as is read here. */
interface Coding {
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly display: string | undefined;
}

/**
 * A CodeableConcept that was seen before, in this chart or in another: charts say the same few hundred things over and
 * over. It has the fields of the one that came, so whatever reads a concept reads this one too.
 */
export class CodeableConcept {
  readonly text: string | undefined;
  readonly coding: readonly Coding[];
  /** What functions of a concept gave for it, each at its number: see {@link ofConcept}. */
  readonly results: unknown[] = [];

  constructor(text: string | undefined, coding: readonly Coding[]) {
    this.text = text;
    this.coding = coding;
  }
}

/** Longer ones are sentences that somebody wrote of one patient, not names: they are read each time, and never kept. */
const longestName = 120;
const mostCodings = 6;
const mostConcepts = 2000;
/** Of concepts that begin with the same code: a code has few displays. */
const mostAlike = 8;

/** By the code of the first coding, else by the text. */
const kept = new Map<string, CodeableConcept[]>();
let count = 0;

/**
 * By the object that came, for as long as the call holds it: a chart of thousands of names is read several times, and the
 * kept ones do not last as long.
 */
const heldByCall = new WeakMap<Fields, CodeableConcept>();

/** What was looked up last, and before that: a resource's code and its value are asked about many times, in turns. */
let lastGiven: unknown;
let lastFound: CodeableConcept | undefined;
let givenBefore: unknown;
let foundBefore: CodeableConcept | undefined;

/**
 * The kept concept that says the same as a CodeableConcept; undefined for one that is not kept: without code and text,
 * with a long text, or malformed. Bounded, so that made-up names can't fill the memory, and nothing is kept but codes and
 * names: neither whose they are, nor that they stood beside each other.
 */
export function keptConcept(value: unknown): CodeableConcept | undefined {
  const fields = fieldsOf(value);
  if (fields === undefined) return undefined;
  if (fields instanceof CodeableConcept) return fields;
  if (fields === lastGiven) return lastFound;
  if (fields === givenBefore) return foundBefore;
  givenBefore = lastGiven;
  foundBefore = lastFound;
  lastFound = found(fields);
  lastGiven = fields;
  return lastFound;
}

function found(fields: Fields): CodeableConcept | undefined {
  const { text, coding } = fields;
  if (text !== undefined && typeof text !== 'string') return undefined;
  if (coding !== undefined && !Array.isArray(coding)) return undefined;
  const codings = listOfAll(coding);
  const key = fieldsOf(codings[0])?.code ?? text;
  if (typeof key !== 'string') return undefined;
  const alike = kept.get(key);
  if (alike !== undefined) {
    for (const one of alike) if (saysTheSame(one, text, codings)) return one;
  }
  return heldByCall.get(fields) ?? keep(key, text, fields);
}

function listOfAll(coding: unknown): readonly unknown[] {
  return Array.isArray(coding) ? coding : [];
}

function saysTheSame(
  { text, coding }: CodeableConcept,
  itsText: string | undefined,
  its: readonly unknown[],
): boolean {
  if (text !== itsText || coding.length !== its.length) return false;
  for (let at = 0; at < its.length; at += 1) {
    const one = coding[at];
    const other = fieldsOf(its[at]);
    if (one === undefined || other === undefined) return false;
    if (one.code !== other.code || one.system !== other.system) return false;
    if (one.display !== other.display) return false;
  }
  return true;
}

function keep(key: string, text: string | undefined, fields: Fields): CodeableConcept | undefined {
  const codings = listOfAll(fields.coding);
  if ((text !== undefined && text.length > longestName) || codings.length > mostCodings) {
    return undefined;
  }
  const read: Coding[] = [];
  for (const one of codings) {
    const fields = fieldsOf(one);
    const coding = fields === undefined ? undefined : shortCoding(fields);
    if (coding === undefined) return undefined;
    read.push(coding);
  }
  if (count >= mostConcepts) {
    kept.clear();
    count = 0;
  }
  const concept = new CodeableConcept(text, read);
  const alike = kept.get(key);
  if (alike === undefined || alike.length >= mostAlike) kept.set(key, [concept]);
  else alike.push(concept);
  heldByCall.set(fields, concept);
  count += 1;
  return concept;
}

function shortCoding({ system, code, display }: Fields): Coding | undefined {
  if (!isShort(system) || !isShort(code) || !isShort(display)) return undefined;
  return { system, code, display };
}

function isShort(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= longestName);
}

/** Functions of a concept, counted as they are made. */
let functions = 0;

/** What functions gave for concepts that are too long to be kept: for as long as the call holds them, each is read once. */
const passing = new WeakMap<object, unknown[]>();

function resultsOf(given: unknown): unknown[] | undefined {
  const fields = fieldsOf(given);
  if (fields === undefined) return undefined;
  const known = passing.get(fields);
  if (known !== undefined) return known;
  const results: unknown[] = [];
  passing.set(fields, results);
  return results;
}

/** In place of a result that is undefined. */
const nothing = Symbol('nothing');

/**
 * A function of a CodeableConcept that remembers what it gave for those that are kept.
 * @param read gives the same for concepts that say the same, and nothing that a caller changes
 */
export function ofConcept<Result>(
  read: (concept: unknown) => Result,
): (concept: unknown) => Result {
  const number = functions;
  functions += 1;
  return (given) => {
    const concept = given === lastGiven ? lastFound : keptConcept(given);
    const results = concept?.results ?? resultsOf(given);
    if (results === undefined) return read(given);
    const known = results[number];
    // Nothing but this function writes to its number.
    if (known !== undefined) return (known === nothing ? undefined : known) as Result;
    const result = read(concept ?? given);
    results[number] = result === undefined ? nothing : result;
    return result;
  };
}
