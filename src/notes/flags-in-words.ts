import {
  clearlyNamed,
  conditionInWords,
  conditionOfSpine,
  unclearInWords,
} from '../terminology/condition-words.ts';
import { namesBloodstreamInfection } from '../terminology/cultures.ts';
import { mayBearOnSafety, mayNameEmergency } from '../terminology/emergency-words.ts';
import { gradesInWords } from '../terminology/strength-words.ts';
import type { Concept } from '../terminology/types.ts';

/** The red flags that an illness or a sign is, in words about the spine. */
const flagOfConcept: Partial<Readonly<Record<Concept, string>>> = {
  'acute-spinal-fracture': 'red-flag.fracture',
  'spinal-infection': 'red-flag.infection',
  'spinal-neoplasm': 'cancer-suspicion',
  'aortic-emergency': 'red-flag.aorta',
  'cauda-equina-syndrome': 'red-flag.cauda-equina',
  'sphincter-or-saddle-disturbance': 'red-flag.cauda-equina',
  'foot-drop': 'red-flag.foot-drop',
  'bilateral-leg-weakness': 'red-flag.bilateral-leg-weakness',
  'leg-weakness': 'red-flag.progressive-deficit',
  'limb-paralysis': 'red-flag.progressive-deficit',
  myelopathy: 'red-flag.progressive-deficit',
  myelitis: 'red-flag.progressive-deficit',
};

/**
 * The red flags that words about the spine name, doubt or leave open, by the published list of phrases and without a place
 * as well ("r/o fracture").
 */
export function flagsIn(text: string): readonly string[] {
  const named = [
    ...(conditionInWords(text)?.concepts ?? []),
    ...(conditionOfSpine(text)?.concepts ?? []),
    ...(unclearInWords(text)?.concepts ?? []),
  ];
  return [...new Set([...flagsOf(named), ...worseStrengthIn(text)])];
}

/** "Declined 5 -> 3", "4/5 and worsening". */
function worseStrengthIn(text: string): readonly string[] {
  if (!/[0-5]/.test(text)) return [];
  const isWorse = gradesInWords(text)?.some((one) => one.isWorse === true) === true;
  return isWorse ? ['red-flag.progressive-deficit'] : [];
}

/** A red flag that a sentence names. */
export interface NamedFlag {
  readonly linkId: string;
  /** The sentence says that it is there; else it leaves that open. */
  readonly isClear: boolean;
  /** It bears on pain of now however old it is: a cancer, an aneurysm. */
  readonly isLasting?: true;
}

/** Reads a sentence for the red flags that it names. */
export type FlagNamer = (sentence: string) => readonly NamedFlag[];

/** The red flags that a sentence of a note names by the published list of phrases, with their levels. */
export function flagsNamed(sentence: string): readonly NamedFlag[] {
  if (!mayBearOnSafety(sentence)) return [];
  const named = conditionInWords(sentence.replace(ofInstitutions, ' '));
  const concepts = named?.concepts ?? [];
  const beside = [
    ...(concepts.some((one) => cancers.has(one)) && !deniesCancer.test(sentence)
      ? [knownCancer]
      : []),
    ...((concepts.includes('fever') &&
      !ofOtherInfection.test(sentence) &&
      !afebrile.test(sentence)) ||
    namesBloodstreamInfection(sentence)
      ? [fever]
      : []),
  ];
  if (!mayNameEmergency(sentence)) return beside;
  const clear = named === undefined || named.suspected ? [] : flagsOf(clearlyNamed(named));
  const open = [...(named?.concepts ?? []), ...(unclearInWords(sentence)?.concepts ?? [])];
  return [
    ...beside,
    ...clear.map((linkId) => withAge({ linkId, isClear: true })),
    ...flagsOf(open)
      .filter((linkId) => !clear.includes(linkId))
      .map((linkId) => withAge({ linkId, isClear: false })),
  ];
}

function withAge(flag: NamedFlag): NamedFlag {
  return flag.linkId === 'red-flag.aorta' ? { ...flag, isLasting: true } : flag;
}

const cancers: ReadonlySet<Concept> = new Set<Concept>(['malignancy', 'history-of-malignancy']);

/** Reading A46: a cancer that is known, or was, beside pain of the spine. */
const knownCancer: NamedFlag = { linkId: 'cancer-suspicion', isClear: false, isLasting: true };
/** Reading A48: a fever beside pain of the spine, or an infection of the blood. */
const fever: NamedFlag = { linkId: 'suspected-infection', isClear: false };

/** A cancer that is looked for, was not found or stays in the skin; what denies one is read with it. */
const deniesCancer =
  /(?<!\b(?:triple|her2|neu|er|pr|receptors?|alk|abl|node|nodes|margins?)[ -])\bneg\w*|\b(?:ruled out|famil\w*|fam|fh|bro|screen\w*|panel|benign|basal cell|bcc|skin cancers?)\b/i;

/** Where somebody works or helps, and whom he supports. */
const ofInstitutions =
  /\b(?:american )?cancer (?:survivor )?(?:support|society|charity|research|walk|fund\w*|volunteer\w*|foundation|center|centre|institute|hospital|ward|nurse|unit)\b/gi;

const afebrile = /\bafeb/i;

/** What a fever is of that is not the spine's. */
const ofOtherInfection =
  /\b(?:flu|influenza|covid\S*|uti|pyelo\w*|cough|sore throat|uri|pneumonia|otitis|strep|cellulitis|gastroenteritis|vaccin\w*|hay fever|(?:prn|as needed|tylenol|motrin|ibuprofen|acetaminophen|advil) (?:\w+ ){0,2}?for)\b/i;

function flagsOf(concepts: readonly Concept[]): readonly string[] {
  return [...new Set(concepts.flatMap((concept) => flagOfConcept[concept] ?? []))];
}
