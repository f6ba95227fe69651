import { isIncompleteInjury } from '../terminology/concepts.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import type { Concept } from '../terminology/types.ts';
import type { Meaning } from './condition-meaning.ts';
import { today } from './dates.ts';
import { type Fields, hasCode, listOf, localReference, referenceOf } from './fields.ts';
import { diagnosisDays } from './how-long.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/** Conditions that a person keeps: an old diagnosis of one is as true as a new one. */
const lasting: ReadonlySet<Concept> = new Set<Concept>([
  'mri-contraindication',
  'contrast-allergy',
  'iodinated-contrast-allergy',
  'ankylosing-spondylitis-or-dish',
  'insufficiency-fracture-predisposition',
  'juvenile-idiopathic-arthritis',
  'malignancy',
  'myelitis',
  'post-operative-status',
]);

/** A Condition with what it means, when that began, and when it was written down. */
export interface DatedCondition {
  readonly condition: Fields;
  readonly meaning: Meaning;
  readonly onset: ChartDate | undefined;
  readonly recorded: ChartDate | undefined;
}

/**
 * The day that a Condition speaks of, where it says nothing of any other (reading A62): an encounter diagnosis
 * carries neither status nor onset, and a code of an initial encounter tells of that encounter. Undefined for
 * a Condition that stands on the problem list, and for what a person keeps.
 */
export function dayOfItsOwn(
  { condition, meaning: { concepts }, onset, recorded }: DatedCondition,
  visitedOn: (reference: string) => ChartDate | undefined,
  asOf: Date,
): ConditionFact['spokenOn'] {
  if (concepts.size === 0) return undefined;
  for (const concept of concepts) if (lasting.has(concept)) return undefined;
  // An age, a range or words date it, and no day that can be compared: an emergency is asked about.
  if (onset === undefined && hasEmergency(concepts) && isDatedOtherwise(condition))
    return 'unknown';
  const isFracture = concepts.has('acute-spinal-fracture');
  // Whether it is the initial encounter the code does not say: it is asked about, unless it happened long ago.
  if (isFracture && hasCode(condition.code, isIncompleteInjury)) {
    return onset !== undefined && isLongAgo(onset, asOf) ? onset : 'unknown';
  }
  const isBroken =
    isFracture || concepts.has('compression-fracture') || concepts.has('sacral-fracture');
  const isInitial = isBroken && hasCode(condition.code, isOfAnEncounter);
  // Without a status it stands on no problem list; an emergency of which no date is known either is asked about.
  const isUndated = recorded === undefined && hasEmergency(concepts);
  const isEncounterDiagnosis =
    condition.clinicalStatus === undefined &&
    onset === undefined &&
    (condition.encounter !== undefined || isOfEncounter(condition.category) || isUndated);
  if (!isInitial && !isEncounterDiagnosis) return undefined;
  const encounter = referenceOf(condition.encounter);
  const visited = encounter === undefined ? undefined : visitedOn(localReference(encounter));
  return onset ?? recorded ?? visited ?? 'unknown';
}

function isDatedOtherwise({ onsetAge, onsetRange, onsetString, onsetPeriod }: Fields): boolean {
  return [onsetAge, onsetRange, onsetString, onsetPeriod].some((onset) => onset !== undefined);
}

/** The 7th character of a fracture is that of an encounter, the first one or a later one. */
function isOfAnEncounter(code: string): boolean {
  const plain = code.trim().replace('.', '');
  return plain.length === 7 && /^(?:[ST]\d|M(?:48|80|84))[0-9A-Z]*[A-S]$/i.test(plain);
}

function isOfEncounter(categories: unknown): boolean {
  return listOf(categories).some((one) => hasCode(one, (code) => code === 'encounter-diagnosis'));
}

/** So long ago that a diagnosis of that day says nothing of now by itself. */
export function isLongAgo(day: ChartDate, asOf: Date): boolean {
  return today(asOf) - day.latest > diagnosisDays;
}
