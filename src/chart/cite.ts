import type { Evidence } from '../logic/finding.ts';
import type { ChartDate } from './types.ts';

/** A resource as evidence, with the date that counts and what it says. */
export function cite(reference: string, date: ChartDate | undefined, text: string): Evidence {
  return date === undefined ? { reference, text } : { reference, date: date.text, text };
}
