import { isOfSpine } from '../terminology/complaint-words.ts';
import {
  clearlyNamed,
  conditionInWords,
  conditionOfSpine,
  unclearInWords,
} from '../terminology/condition-words.ts';
import { emergenciesInWords } from '../terminology/emergencies.ts';
import { mayTellMore } from '../terminology/emergency-words.ts';
import type { Concept } from '../terminology/types.ts';
import { wordsOf } from '../terminology/words.ts';
import { ofConcept } from './codeable-concept.ts';
import { allWords, type Meaning, meaningOf } from './condition-meaning.ts';
import { hasCode } from './fields.ts';

const none: readonly never[] = [];

/** What must not be overlooked in the words beside a code of something else. */
const telling: ReadonlySet<Concept> = new Set<Concept>([
  ...emergenciesInWords,
  'fever',
  'abnormal-reflex',
]);

const fractures: ReadonlySet<Concept> = new Set<Concept>([
  'acute-spinal-fracture',
  'compression-fracture',
  'sacral-fracture',
  'spondylolysis',
]);

/** A code of an injury, of an insufficiency fracture or of history says itself what kind of fracture it is, and when it was. */
const saysWhen = /^(?:S|T|Z8[5-7]|M48\.?[45]|M80|M84)/i;

/**
 * What the words of a coded concept tell beside its code: "Lumbar radiculopathy with foot drop" beside M54.16. Undefined
 * where they tell nothing that must not be overlooked, or nothing that the code does not say.
 */
export const toldBeside = ofConcept((concept): Meaning | undefined => {
  const words = allWords(concept);
  if (!mayTellMore(words)) return undefined;
  const coded = meaningOf(concept, undefined);
  if (coded.concepts.size === 0 || coded.fromText === true) return undefined;
  const said = conditionInWords(words);
  const isFractureCode =
    hasCode(concept, (code) => saysWhen.test(code)) ||
    [...coded.concepts].some((one) => fractures.has(one));
  const more = (said === undefined ? none : clearlyNamed(said)).filter(
    (one) =>
      telling.has(one) && !coded.concepts.has(one) && !(isFractureCode && fractures.has(one)),
  );
  if (said === undefined || more.length === 0) return undefined;
  const isHistory = hasCode(concept, (code) => /^Z8[5-7]/i.test(code));
  if (isHistory) return undefined;
  return {
    concepts: new Set(more),
    regions: said.regions.length > 0 ? said.regions : coded.regions,
    fromText: true,
    ...(said.suspected ? { suspected: true } : {}),
  };
});

const ofSpine: ReadonlySet<Concept> = new Set<Concept>([
  'spinal-neoplasm',
  'spinal-infection',
  'acute-spinal-fracture',
]);

/**
 * What words leave open: what they doubt without a place, and may be of the spine ("Concern for malignancy", "Lumbar
 * radiculopathy, suspected metastasis"), and an emergency of which they do not tell whether it is there ("No trauma, foot
 * drop", "Cauda equina syndrome information sheet given"). Undefined where there is nothing of the kind.
 */
export const openInWords = ofConcept((concept): Meaning | undefined => {
  const words = allWords(concept);
  if (!mayTellMore(words)) return undefined;
  const left = unclearInWords(words);
  const unclear = [...(left?.concepts ?? none), ...(conditionInWords(words)?.asked ?? none)];
  const said = conditionOfSpine(words);
  const isPlaced = said?.suspected === true || isOfSpine(wordsOf(words));
  const doubted = isPlaced ? (said?.concepts ?? none).filter((one) => ofSpine.has(one)) : none;
  const known = meaningOf(concept, undefined);
  const beside = known.elsewhere === true ? namedBesideElsewhere(concept, words) : none;
  if (doubted.length === 0 && unclear.length === 0 && beside.length === 0) return undefined;
  const isRead = (one: Concept): boolean =>
    known.concepts.has(one) || toldBeside(concept)?.concepts.has(one) === true;
  const open = [
    ...(doubted.some(isRead) || known.elsewhere === true ? none : doubted),
    ...unclear.filter((one) => !isRead(one)),
    ...beside,
  ];
  if (open.length === 0) return undefined;
  const named = beside.length > 0 ? conditionInWords(words)?.regions : left?.regions;
  const regions = known.regions.length > 0 ? known.regions : (named ?? none);
  return { concepts: new Set(open), regions, fromText: true, suspected: true };
});

/** What is known, as an infection of the blood, lets suspect the spine; a lesion of a vertebra that is found by chance, a tumour. */
const besideElsewhere: ReadonlyMap<Concept, Concept> = new Map<Concept, Concept>([
  ...[...emergenciesInWords].map((one) => [one, one] as const),
  ['possible-spinal-infection', 'spinal-infection'],
  ['spinal-lesion', 'spinal-neoplasm'],
]);

/** A code that tells when it was: a history, an aftercare, a later encounter or a sequela of an injury. */
const tellsWhen = /^(?:Z|[ST]\d[0-9A-Z.]{5,6}[D-S]$)/i;

/** What the words beside the code of another part, or kind, name of the spine: "Osteomyelitis, lumbar spine" beside M86.9. */
function namedBesideElsewhere(concept: unknown, words: string): readonly Concept[] {
  if (hasCode(concept, (code) => tellsWhen.test(code))) return none;
  const inWords =
    conditionInWords(words) ?? (isOfSpine(wordsOf(words)) ? conditionOfSpine(words) : undefined);
  return (inWords?.concepts ?? none).flatMap((one) => besideElsewhere.get(one) ?? []);
}
