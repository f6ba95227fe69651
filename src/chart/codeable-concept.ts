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
  /** Counted up from the start of the process. */
  readonly number: number;

  constructor(text: string | undefined, coding: readonly Coding[], number: number) {
    this.text = text;
    this.coding = coding;
    this.number = number;
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
let nextNumber = 0;

/** What was looked up last: a resource's code is asked about many times in a row. */
let lastGiven: unknown;
let lastFound: CodeableConcept | undefined;

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
  lastFound = found(fields);
  lastGiven = fields;
  return lastFound;
}

function found(fields: Fields): CodeableConcept | undefined {
  const { text, coding } = fields;
  if (text !== undefined && typeof text !== 'string') return undefined;
  const codings: readonly unknown[] = Array.isArray(coding) ? coding : [];
  if (coding !== undefined && codings !== coding) return undefined;
  const key = fieldsOf(codings[0])?.code ?? text;
  if (typeof key !== 'string') return undefined;
  const alike = kept.get(key);
  if (alike !== undefined) {
    for (const one of alike) if (saysTheSame(one, text, codings)) return one;
  }
  return keep(key, text, codings);
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

function keep(
  key: string,
  text: string | undefined,
  codings: readonly unknown[],
): CodeableConcept | undefined {
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
  const concept = new CodeableConcept(text, read, nextNumber);
  nextNumber += 1;
  const alike = kept.get(key);
  if (alike === undefined || alike.length >= mostAlike) kept.set(key, [concept]);
  else alike.push(concept);
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

/**
 * A function of a CodeableConcept that remembers what it gave for those that are kept.
 * @param read gives the same for concepts that say the same, and nothing that a caller changes
 */
export function ofConcept<Result>(
  read: (concept: unknown) => Result,
): (concept: unknown) => Result {
  // A place for each number of a concept; a newer concept takes the place of the one that had it so many before.
  const results = new Array<
    { readonly concept: CodeableConcept; readonly result: Result } | undefined
  >(mostConcepts).fill(undefined);
  return (given) => {
    const concept = keptConcept(given);
    if (concept === undefined) return read(given);
    const place = concept.number % mostConcepts;
    const known = results[place];
    if (known !== undefined && known.concept === concept) return known.result;
    const result = read(concept);
    results[place] = { concept, result };
    return result;
  };
}
