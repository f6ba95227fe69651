import { conditionOfSpine, type NamedCondition } from './condition-words.ts';
import illnessRows from './data/bone-illnesses.json' with { type: 'json' };
import { bySystem } from './data-file.ts';
import { canonicalSystem } from './systems.ts';

/** SNOMED CT codes of illnesses of bone that name no bone, with a word for each (evidence contract, "where"). */
const placeless = bySystem(illnessRows, 'snomed', ({ concept }) => concept);

/** ICD-10-CM: osteomyelitis, by the bones of the limbs or of an "other site". */
const osteomyelitis = /^\s*M86/i;

/** The word for a code that names an illness of bone and no bone; undefined for any other. */
export function placelessWord(
  system: string | undefined,
  code: string | undefined,
): string | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'snomed':
      return placeless.get(code.trim());
    case 'icd10cm':
      return osteomyelitis.test(code) ? 'osteomyelitis' : undefined;
    default:
      return undefined;
  }
}

/**
 * What a code or words that name no place mean at a site of the spine.
 * @param word of the code, where it is one of those that name no bone
 */
export function conditionAtSpine(
  words: string,
  word: string | undefined,
): NamedCondition | undefined {
  return conditionOfSpine(word === undefined || /[a-z]{4}/i.test(words) ? words : word);
}
