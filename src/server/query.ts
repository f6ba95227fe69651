import type { Request } from 'express';
import { badField } from './problem.ts';

/** Parameters of every FHIR server that change nothing about what is found here. */
const general = ['_format', '_pretty'];

/**
 * A parameter that is passed over would find too much (FHIR R4, "Search", handling of errors), and answers are in JSON.
 * @param names what may be asked by
 * @throws Problem 400
 */
export function requireParameters(request: Request, names: readonly string[]): void {
  const known = [...names, ...general];
  for (const name of Object.keys(request.query)) {
    if (known.includes(name)) continue;
    throw badField('search', `expected no other parameters than ${known.join(', ')}`);
  }
  const format = oneValue(request, '_format') ?? 'json';
  // A plus that was not encoded is a blank.
  if (!/^(json|(text|application)\/(fhir[+ ])?json)(;|$)/i.test(format)) {
    throw badField('_format', 'expected json');
  }
}

/**
 * The value of a parameter; undefined where it is not given.
 * @throws Problem 400 where it is given several times, or asks for one of several
 */
export function oneValue({ query }: Request, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && !value.includes(',')) return value;
  throw badField(name, 'expected once, with one value');
}
