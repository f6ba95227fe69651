import type { Attestation } from './types.ts';

/** What an answer of the form says, as evidence and accounts show it. */
export function answerInWords(value: Attestation['value']): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? value.text : String(value);
}
