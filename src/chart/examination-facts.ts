import { severityOf } from '../terminology/deficits.ts';
import { examinationElementOf } from '../terminology/observations.ts';
import { ofConcept } from './codeable-concept.ts';
import { codingsOf, textOf, wordsOf } from './fields.ts';
import {
  evidenceOf,
  isLimbNamed,
  isOfJointOrTrunk,
  type Measure,
  numberOf,
  placeOf,
} from './measures.ts';
import { gradeOf, isOfStrength, isOutOfFive } from './motor-grade-facts.ts';
import type { ChartDate, DeficitFact, ExaminationFact } from './types.ts';

const none: readonly never[] = [];

const motor: readonly ExaminationFact['element'][] = ['motor'];

/** The parts of the examination that a measure's codes and its name say. */
const elementsOf = ofConcept((concept): readonly ExaminationFact['element'][] => {
  const words = wordsOf(concept);
  let found: ExaminationFact['element'][] | undefined;
  for (const { system, code, display } of codingsOf(concept)) {
    const element = examinationElementOf(system, code, display ?? words);
    if (element === undefined) continue;
    if (found === undefined) found = [element];
    else if (!found.includes(element)) found.push(element);
  }
  const named = examinationElementOf(undefined, undefined, words);
  if (named === undefined || found?.includes(named)) return found ?? none;
  return [...(found ?? none), named];
});

/** The elements of a neurological examination that a measure documents; a measured strength documents motor testing. */
export function examinationFacts(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): readonly ExaminationFact[] {
  const named = elementsOf(measure.code);
  const found = named.length === 0 && isOutOfFive(measure) ? motor : named;
  if (found.length === 0) return none;
  const { limb, regions } = placeOf(measure);
  if (!isLimbNamed(limb) && regions.length === 0 && isOfJointOrTrunk(measure)) return none;
  const place = regions.length === 0 ? {} : { regions };
  const evidence = evidenceOf(measure, reference, date);
  return found.map((element) => ({ element, date, ...place, evidence }));
}

/**
 * How well a sense or a reflex works, where the Observation is named in words and says so: a coded score may
 * count the other way. Of a strength what its words say, where they give no grade.
 */
export function deficitFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): DeficitFact | undefined {
  const { code, fields } = measure;
  const quality = qualityNamed(code) ?? (isOfStrength(measure) ? 'motor' : undefined);
  if (quality === undefined || (quality === 'motor' && gradeOf(fields) !== undefined))
    return undefined;
  const number = numberOf(fields);
  const said = textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
  // The number of a strength is its grade, or no strength at all.
  if (quality === 'motor' && number !== undefined) return undefined;
  const severity = severityOf(quality, number === undefined ? said : String(number));
  if (severity === undefined) return undefined;
  const place = placeOf(measure);
  if (!isLimbNamed(place.limb) && place.regions.length === 0 && isOfJointOrTrunk(measure))
    return undefined;
  return { quality, severity, date, ...place, evidence: evidenceOf(measure, reference, date) };
}

/** What words alone name: a sense or a reflex. */
const qualityNamed = ofConcept((concept): DeficitFact['quality'] | undefined => {
  const element = examinationElementOf(undefined, undefined, wordsOf(concept));
  if (element !== 'dermatomal-sensation' && element !== 'reflexes') return undefined;
  const isCoded = codingsOf(concept).some(
    ({ system, code }) => examinationElementOf(system, code) !== undefined,
  );
  if (isCoded) return undefined;
  return element === 'reflexes' ? 'reflex' : 'sensory';
});
