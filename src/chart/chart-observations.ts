import { asksForNoFinding, leavesOpen } from '../terminology/answers.ts';
import { emergenciesInWords, hasEmergency } from '../terminology/emergencies.ts';
import { mayTellMore } from '../terminology/emergency-words.ts';
import { mayMatter } from './asked-observations.ts';
import type { ChartConditions } from './chart-conditions.ts';
import type { ChartImaging } from './chart-imaging.ts';
import type { ChartParts } from './chart-parts.ts';
import { courseFact } from './course-facts.ts';
import { isFuture } from './dates.ts';
import { deniedByValue } from './denied-facts.ts';
import { deviceInWords, safetyWords } from './device-facts.ts';
import type { Dropped } from './dropped.ts';
import { effectiveOf } from './effective-date.ts';
import { deficitFact, examinationFacts } from './examination-facts.ts';
import { feverFact, pregnancyFact } from './fever-and-pregnancy.ts';
import { type Fields, textOf, wordsOf } from './fields.ts';
import { findingFact } from './finding-facts.ts';
import { imagingObservation, isImagingResult } from './imaging-facts.ts';
import { type Measure, measuresOf } from './measures.ts';
import { motorGradeFacts } from './motor-grade-facts.ts';
import { painScoreFact } from './pain-score-facts.ts';
import { statedFact } from './reason-facts.ts';
import { referenceTo } from './references.ts';
import { isNoFever, isUnaskedObservation } from './says-nothing.ts';
import { isInstruction } from './told-beside.ts';
import type { ChartDate, DeviceFact } from './types.ts';

/** Where the facts of Observations go. */
interface Destinations {
  readonly parts: ChartParts;
  readonly devices: DeviceFact[];
  readonly conditions: ChartConditions;
  readonly imaging: ChartImaging;
}

/** Observations: measures, findings, results of images, and what is denied or told of a device in them. */
export class ChartObservations {
  readonly #asOf: Date;
  readonly #to: Destinations;

  constructor(asOf: Date, to: Destinations) {
    this.#asOf = asOf;
    this.#to = to;
  }

  /**
   * Reads one Observation of the patient.
   * @returns why it became no fact; undefined where it did, or where it only denies
   */
  add(fields: Fields): Dropped | undefined {
    if (isUnaskedObservation(fields)) return 'unused';
    const { parts, devices, imaging } = this.#to;
    if (typeof fields.valueString === 'string') imaging.addWrittenResult(fields);
    const told = safetyWords(fields);
    if (told !== '') keep(devices, deviceInWords(told, referenceTo(fields)));
    this.#addDenial(fields);
    this.#addTold(fields);
    if (!mayMatter(fields)) return 'unused';
    const reference = referenceTo(fields);
    const date = effectiveOf(fields);
    if (date !== undefined && isFuture(date, this.#asOf)) return 'future';
    if (isNoFever(fields)) return undefined;
    keep(parts.imaging, imagingObservation(fields, reference, date));
    for (const measure of measuresOf(fields)) this.#addMeasure(measure, fields, reference, date);
    return undefined;
  }

  #addDenial(fields: Fields): void {
    if (fields.valueString === undefined && fields.valueCodeableConcept === undefined) return;
    if (isImagingResult(fields)) return;
    const date = effectiveOf(fields);
    if (date !== undefined && isFuture(date, this.#asOf)) return;
    const denied = deniedByValue(fields, referenceTo(fields), date);
    if (denied !== undefined) this.#to.conditions.addStated(denied);
  }

  /** What the words of a value name and must not be overlooked, whatever it is the value of: it is asked about. */
  #addTold(fields: Fields): void {
    const { code } = fields;
    const text = textOf(fields.valueString);
    if (text === undefined || !mayTellMore(text) || isInstruction(text)) return;
    const name = wordsOf(code);
    if (asksForNoFinding(name) || leavesOpen(name) || isImagingResult(fields)) return;
    const stated = { reference: referenceTo(fields), date: effectiveOf(fields), asOf: this.#asOf };
    const fact = statedFact({ text }, { ...stated, by: 'other' });
    if (fact === undefined) return;
    if (hasEmergency(fact.concepts, emergenciesInWords) || fact.concepts.has('fever'))
      this.#to.conditions.addStated(fact);
  }

  #addMeasure(
    measure: Measure,
    { bodySite }: Fields,
    reference: string,
    date: ChartDate | undefined,
  ): void {
    const finding =
      findingFact(measure.fields, bodySite, reference, date) ??
      feverFact(measure, reference, date, this.#asOf) ??
      pregnancyFact(measure, reference, date, this.#asOf);
    if (finding !== undefined) this.#to.conditions.addFinding(reference, finding);
    const { examinations, motorGrades, deficits, painScores, outcomes } = this.#to.parts;
    examinations.push(...examinationFacts(measure, reference, date));
    motorGrades.push(...motorGradeFacts(measure, reference, date));
    keep(deficits, deficitFact(measure, reference, date));
    keep(painScores, painScoreFact(measure, reference, date));
    keep(outcomes, courseFact(measure, reference, date));
  }
}

function keep<Fact>(facts: Fact[], fact: Fact | undefined): void {
  if (fact !== undefined) facts.push(fact);
}
