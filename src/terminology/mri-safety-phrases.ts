import { hasAny, last, type Mention, mentionsOf, phraseList, wordsOf } from './words.ts';

const warnings = phraseList(
  `mr unsafe, mri unsafe, unsafe for mri, unsafe for mr, mr incompatible, mri incompatible,
  incompatible with mri, incompatible with mr, mri contraindicated, mri is contraindicated,
  cannot have mri, cannot have an mri, cannot undergo mri, cannot undergo an mri, unable to have mri, unable to have an mri, unable to undergo mri, no mri due to,
  mri not possible, mri is not possible, mri not feasible, mri is not feasible, not a candidate for mri, not a candidate for an mri, not an mri candidate, contraindicated for mri, contraindication to mri, contraindication for mri, ferromagnetic`,
);

const clearances = phraseList(
  `mr conditional, mri conditional, conditional for mri, mr safe, mri safe, safe for mri,
  mr compatible, mri compatible, compatible with mri`,
);

/** What no clearance of the device itself covers. */
const doubts = phraseList(
  `abandoned lead, abandoned leads, retained lead, retained leads, broken lead, fractured lead, disconnected lead,
  epicardial lead, epicardial leads, abandoned wires, retained wires, epicardial wires`,
);

const negators = phraseList('no, not, non, never, neither, without, isnt');

/**
 * What words say about a device and MRI. `conditional` stands for every documented clearance: MR
 * conditional, MR safe, MRI compatible. A negated clearance ("not MRI compatible") is `unsafe`, a
 * negated warning says nothing, and where both stand `unsafe` holds. A lead that serves nothing any more is not cleared
 * with its device.
 */
export function mriSafetyIn(text: string): 'unsafe' | 'conditional' | undefined {
  const words = wordsOf(text);
  const warned = mentionsOf(words, warnings);
  const cleared = mentionsOf(words, clearances);
  if (warned.some((mention) => !isNegated(mention)) || cleared.some(isNegated)) return 'unsafe';
  return cleared.length > 0 && !hasAny(words, doubts) ? 'conditional' : undefined;
}

function isNegated({ before }: Mention): boolean {
  return hasAny(last(before, 2), negators);
}
