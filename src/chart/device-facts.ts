import { mriSafetyIn } from '../terminology/phrases.ts';
import type { Dropped } from './dropped.ts';
import { type Fields, listOf, textOf, wordsOf } from './fields.ts';
import type { DeviceFact } from './types.ts';

/** A device that bears on MRI: MR-conditional outweighs "unsafe" written beside it; else why it does not count. */
export function deviceFact(device: Fields, reference: string): DeviceFact | Dropped {
  if (device.status !== undefined && device.status !== 'active') return 'not-done';
  const words = [
    ...listOf(device.safety).map(wordsOf),
    wordsOf(device.type),
    ...listOf(device.deviceName).map((name) => textOf(name.name) ?? ''),
    ...listOf(device.note).map((note) => textOf(note.text) ?? ''),
  ].filter((one) => one !== '');
  const safety = words.map(mriSafetyIn);
  const mri = safety.includes('conditional')
    ? 'conditional'
    : safety.find((one) => one !== undefined);
  return mri === undefined
    ? 'unused'
    : { mri, evidence: { reference, text: words[0] ?? 'Device' } };
}
