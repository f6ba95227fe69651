import { namesLoss, namesSpine } from '../terminology/elsewhere.ts';
import { isTemperatureAlone, mattersByName } from './asked-observations.ts';
import { keptConcept, ofConcept } from './codeable-concept.ts';
import { meaningOf } from './condition-meaning.ts';
import { deniesInWords } from './denied-facts.ts';
import { implantStated, mayNameMri } from './device-facts.ts';
import { mayAnswerOnMri } from './devices-told.ts';
import { isFever } from './fever-and-pregnancy.ts';
import { type Fields, wordsOf } from './fields.ts';
import { openInWords } from './words-beside.ts';

/**
 * What most of a chart is: measurements that the guideline does not ask about, and conditions of other kinds. They are
 * told by their code alone, so that no reader of facts is asked about them one by one; what is too long to be kept
 * (`keptConcept`) is read as everything else, since it would be read twice. Whoever goes through a
 * chart record by record (an export) may leave them out by the same rule.
 */

/** Whether an Observation is of nothing that any fact is made of, whatever its number is. */
export function isUnaskedObservation(observation: Fields): boolean {
  return saysNoMoreThanANumber(observation) && isUnasked(observation.code);
}

/** Whether an Observation is a temperature, and no fever. */
export function isNoFever(observation: Fields): boolean {
  return (
    isTemperatureAlone(observation.code) &&
    saysNoMoreThanANumber(observation) &&
    !mayNameMri(observation.code) &&
    !isFever(observation.valueQuantity)
  );
}

function saysNoMoreThanANumber(observation: Fields): boolean {
  return (
    observation.valueString === undefined &&
    observation.valueCodeableConcept === undefined &&
    observation.component === undefined &&
    observation.note === undefined
  );
}

function isUnasked(code: unknown): boolean {
  return keptConcept(code) !== undefined && isOfNoQuestion(code);
}

const isOfNoQuestion = ofConcept(
  (code) => !mattersByName(code) && !mayNameMri(code) && !mayAnswerOnMri(code),
);

/**
 * Whether a Condition is of nothing that any fact is made of. It may still be the reason of a treatment or a visit that
 * names it, which is then for something else than the spine.
 */
export function isUnaskedCondition({ code, bodySite }: Fields): boolean {
  return bodySite === undefined && keptConcept(code) !== undefined && isOfOtherKind(code);
}

const isOfOtherKind = ofConcept(
  (code) =>
    meaningOf(code, undefined).concepts.size === 0 &&
    !isCalledSpinal(code) &&
    !deniesInWords(code) &&
    openInWords(code) === undefined &&
    !mayNameMri(code) &&
    implantStated(code) === undefined,
);

/** Whether the words of a Condition name the spine, or the loss of a function that its cord serves. */
export const isCalledSpinal = ofConcept((code) => {
  const words = wordsOf(code);
  return namesSpine(words) || namesLoss(words);
});
