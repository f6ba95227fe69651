import { isKnownCode } from '../terminology/known-codes.ts';
import {
  examinationElementOf,
  isMotorStrength,
  painOutOfTen,
  painScaleOf,
} from '../terminology/observations.ts';
import { cite } from './cite.ts';
import {
  type CodingFields,
  codingsOf,
  type Fields,
  fieldsOf,
  hasCode,
  listOf,
  regionsOfSites,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import type { ChartDate, ExaminationFact, MotorGradeFact, PainScoreFact } from './types.ts';

/**
 * Whether anything of an Observation can be a fact: its code or its value is known, or its name says
 * that a part of the examination was done. Most are measurements that the guideline does not ask about.
 */
export function mayMatter(observation: Fields): boolean {
  const { code, valueCodeableConcept } = observation;
  if (hasCode(code, isKnownCode) || hasCode(valueCodeableConcept, isKnownCode)) return true;
  const words = wordsOf(code);
  if (isExamination(words)) return true;
  return listOf(fieldsOf(code)?.coding).some(
    ({ display }) => typeof display === 'string' && display !== words && isExamination(display),
  );
}

/** What an Observation is called. */
export interface ObservationName {
  readonly words: string;
  readonly codings: readonly CodingFields[];
}

/** Reads what an Observation is called, once for all facts that it can be. */
export function nameOf({ code }: Fields): ObservationName {
  return { words: wordsOf(code), codings: codingsOf(code) };
}

function isExamination(name: string): boolean {
  return examinationElementOf(undefined, undefined, name) !== undefined;
}

/** The elements of a neurological examination that an Observation documents; a measured strength documents motor testing. */
export function examinationFacts(
  observation: Fields,
  name: ObservationName,
  reference: string,
  date: ChartDate | undefined,
): readonly ExaminationFact[] {
  const found: ExaminationFact['element'][] = [];
  const { words, codings } = name;
  for (const { system, code, display } of codings) {
    const element = examinationElementOf(system, code, display ?? words);
    if (element !== undefined && !found.includes(element)) found.push(element);
  }
  const named = examinationElementOf(undefined, undefined, words);
  if (named !== undefined && !found.includes(named)) found.push(named);
  return found.map((element) => ({
    element,
    date,
    evidence: evidenceOf(observation, name, reference, date),
  }));
}

/** A motor strength of 0 to 5, from a number, `3/5`, or words that begin with it. */
export function motorGradeFact(
  observation: Fields,
  name: ObservationName,
  reference: string,
  date: ChartDate | undefined,
): MotorGradeFact | undefined {
  if (!isStrength(name)) return undefined;
  const grade = gradeOf(observation);
  if (grade === undefined) return undefined;
  const sites = regionsOfSites(observation.bodySite);
  return {
    grade,
    date,
    regions: sites.length > 0 ? sites : regionsOfSites(observation.code),
    evidence: evidenceOf(observation, name, reference, date),
  };
}

/** By its code, or by what it is called. */
function isStrength({ words, codings }: ObservationName): boolean {
  if (isMotorStrength(undefined, undefined, words)) return true;
  for (const { system, code, display } of codings) {
    if (isMotorStrength(system, code, display ?? words)) return true;
  }
  return false;
}

function gradeOf(observation: Fields): number | undefined {
  const number = numberOf(observation);
  if (number !== undefined) return number >= 0 && number <= 5 ? number : undefined;
  const said = textOf(observation.valueString) ?? wordsOf(observation.valueCodeableConcept);
  const match = /(?:^|\s)([0-5])\s*[+-]?\s*(?:\/\s*5|of 5|$)/.exec(said.slice(0, 60));
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function numberOf(observation: Fields): number | undefined {
  return finite(fieldsOf(observation.valueQuantity)?.value) ?? finite(observation.valueInteger);
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A pain score on the scale 0 to 10. */
export function painScoreFact(
  observation: Fields,
  name: ObservationName,
  reference: string,
  date: ChartDate | undefined,
): PainScoreFact | undefined {
  const value = numberOf(observation);
  if (value === undefined) return undefined;
  for (const { system, code } of name.codings) {
    const scale = painScaleOf(system, code);
    if (scale === undefined) continue;
    const quantity = fieldsOf(observation.valueQuantity);
    const score = painOutOfTen(scale, value, textOf(quantity?.code) ?? textOf(quantity?.unit));
    if (score === undefined) return undefined;
    return {
      score,
      date,
      evidence: evidenceOf(observation, name, reference, date),
    };
  }
  return undefined;
}

function evidenceOf(
  observation: Fields,
  { words }: ObservationName,
  reference: string,
  date: ChartDate | undefined,
) {
  const value = numberOf(observation);
  const said =
    value === undefined
      ? (textOf(observation.valueString) ?? wordsOf(observation.valueCodeableConcept))
      : String(value);
  return cite(reference, date, shortened(said === '' ? words : `${words}: ${said}`));
}
