import {
  asksForNoFinding,
  isPlainlyNormal,
  leavesOpen,
  plainAnswer,
} from '../terminology/answers.ts';
import { isSpecimenOfBlood, isSpecimenOfSpine } from '../terminology/cultures.ts';
import { emergenciesInWords, hasEmergency } from '../terminology/emergencies.ts';
import { mayTellMore } from '../terminology/emergency-words.ts';
import { mayTakeBack } from '../terminology/record-notes.ts';
import type { Concept } from '../terminology/types.ts';
import { mayMatter } from './asked-observations.ts';
import { isDoubtedByNotes, isOfOtherPart, yearOf } from './called-past.ts';
import { cancerTold } from './cancer-told.ts';
import type { ChartConditions } from './chart-conditions.ts';
import type { ChartImaging } from './chart-imaging.ts';
import type { ChartParts } from './chart-parts.ts';
import { ofConcept } from './codeable-concept.ts';
import { courseFact } from './course-facts.ts';
import { isFuture } from './dates.ts';
import { deniedByValue } from './denied-facts.ts';
import { deviceInWords, safetyWords } from './device-facts.ts';
import { devicesObserved } from './devices-told.ts';
import type { Dropped } from './dropped.ts';
import { effectiveOf } from './effective-date.ts';
import { deficitFact, examinationFacts } from './examination-facts.ts';
import { feverFact, pregnancyFact } from './fever-and-pregnancy.ts';
import { codingsOf, type Fields, listOf, textOf, wordsOf } from './fields.ts';
import { findingFact } from './finding-facts.ts';
import { rowFact } from './flowsheet-rows.ts';
import { imagingObservation, isImagingResult } from './imaging-facts.ts';
import { type Measure, measuresOf } from './measures.ts';
import { motorGradeFacts } from './motor-grade-facts.ts';
import { observedOfPatient } from './of-family.ts';
import { organismFact } from './organism-facts.ts';
import { painScoreFact } from './pain-score-facts.ts';
import { statedFact } from './reason-facts.ts';
import { type References, referenceTo } from './references.ts';
import { namesResidual, residualUrine } from './residual-urine.ts';
import { isNoFever, isUnaskedObservation } from './says-nothing.ts';
import { sideOf } from './side-of.ts';
import { withSiteTold } from './site-told.ts';
import { withoutInstructions } from './told-beside.ts';
import { isReportedByPatient } from './told-by-patient.ts';
import type { ChartDate, ConditionFact, DeviceFact } from './types.ts';
import {
  answerGiven,
  isAffirmed,
  isNotedUndone,
  isTakenBackInWords,
  saidOf,
} from './what-it-says.ts';

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
  readonly #references: References;

  constructor(asOf: Date, to: Destinations, references: References) {
    this.#asOf = asOf;
    this.#to = to;
    this.#references = references;
  }

  /**
   * Reads one Observation of the patient.
   * @returns why it became no fact; undefined where it did, or where it only denies
   */
  add(given: Fields): Dropped | undefined {
    if (isUnaskedObservation(given)) return 'unused';
    const observed = observedOfPatient(given);
    if (observed === undefined) return 'family-history';
    const fields = withPlainAnswer(observed);
    if (isTakenBackInWords(fields) || isNotedUndone(fields)) {
      this.#addTakenBack(fields);
      return 'entered-in-error';
    }
    const { parts, devices, imaging } = this.#to;
    const reference = referenceTo(fields);
    const date = effectiveOf(fields);
    if (typeof fields.valueString === 'string') imaging.addWrittenResult(fields);
    const told = safetyWords(fields);
    if (told !== '') keep(devices, deviceInWords(told, reference));
    for (const device of devicesObserved(fields, reference, date)) devices.push(device);
    const isOfLater = date !== undefined && isFuture(date, this.#asOf);
    if (!isOfLater) this.#addDenial(fields, reference, date);
    this.#addTold(fields, reference, date);
    const cancer = isOfLater ? undefined : cancerTold(fields, reference, date);
    if (cancer !== undefined) this.#to.conditions.addStated(cancer);
    const row = rowFact(fields, reference, date, this.#asOf);
    if (row !== undefined) this.#to.conditions.addStated(row);
    if (!mayMatter(fields)) return 'unused';
    if (isOfLater) return 'future';
    if (isNoFever(fields)) return undefined;
    keep(parts.imaging, imagingObservation(fields, reference, date));
    const placed = withSiteTold(fields, this.#references);
    for (const measure of measuresOf(placed)) this.#addMeasure(measure, placed, reference, date);
    return undefined;
  }

  /** A red flag of which a note says that it is of somebody else, or was entered by mistake: it is asked about. */
  #addTakenBack(fields: Fields): void {
    const reference = referenceTo(fields);
    const date = effectiveOf(fields);
    if (date !== undefined && isFuture(date, this.#asOf)) return;
    this.#addTold(fields, reference, date);
    for (const measure of measuresOf(fields)) {
      const found = findingFact(measure.fields, fields.bodySite, reference, date);
      if (found !== undefined && found.certainty !== 'refuted' && hasEmergency(found.concepts))
        this.#to.conditions.addFinding(reference, asked(found));
      this.#addStrength(measure, reference, date, true);
    }
  }

  /** @param isDoubted by a note: a weakness is asked about */
  #addStrength(
    measure: Measure,
    reference: string,
    date: ChartDate | undefined,
    isDoubted: boolean,
  ): void {
    const { motorGrades, deficits } = this.#to.parts;
    for (const grade of motorGradeFacts(measure, reference, date)) {
      if (!isDoubted) motorGrades.push(grade);
      else if (grade.grade < normalGrade) motorGrades.push({ ...grade, doubtful: true });
    }
    const deficit = deficitFact(measure, reference, date);
    const isWeak = isDoubted && deficit?.quality === 'motor';
    keep(deficits, deficit && isWeak ? { ...deficit, doubtful: true } : deficit);
  }

  #addDenial(fields: Fields, reference: string, date: ChartDate | undefined): void {
    if (fields.valueString === undefined && fields.valueCodeableConcept === undefined) return;
    if (isImagingResult(fields)) return;
    const denied = deniedByValue(fields, reference, date);
    if (denied !== undefined) this.#to.conditions.addStated(denied);
  }

  /**
   * What the words of a value name and must not be overlooked, alone or with what it is the value of ("Heel walk: unable"), and
   * what a name says that was answered with yes: it is asked about.
   */
  #addTold(fields: Fields, reference: string, date: ChartDate | undefined): void {
    const isInNumbers =
      fields.valueString === undefined &&
      fields.valueCodeableConcept === undefined &&
      fields.valueBoolean === undefined &&
      fields.component === undefined;
    if (isInNumbers && !isOfResidual(fields.code)) return;
    const name = wordsOf(fields.code);
    const stated = { reference, date, asOf: this.#asOf };
    const residual = residualUrine(fields, name, stated);
    if (residual !== undefined) this.#to.conditions.addStated(residual);
    if (isSpecimenOfSpine(name) || isSpecimenOfBlood(name))
      this.#addOrganism(fields, name, reference, date);
    if (asksForNoFinding(name) || leavesOpen(name) || isImagingResult(fields)) return;
    for (const one of textsTold(fields, name)) {
      const text = areRedFlags.test(one) ? one : withoutInstructions(one);
      if (!mayTellMore(text)) continue;
      const isList = areRedFlags.test(text);
      const fact = statedFact({ text: isList ? redFlags : text }, { ...stated, by: 'other' });
      if (fact === undefined) continue;
      if (!hasEmergency(fact.concepts, emergenciesInWords) && !fact.concepts.has('fever')) continue;
      this.#to.conditions.addStated(
        isList ? { ...fact, evidence: { ...fact.evidence, text } } : fact,
      );
      return;
    }
  }

  #addOrganism(fields: Fields, name: string, reference: string, date: ChartDate | undefined): void {
    const said = textOf(fields.valueString) ?? wordsOf(fields.valueCodeableConcept);
    const found = organismFact(name, [said], reference, date, this.#asOf);
    if (found !== undefined) this.#to.conditions.addStated(found);
  }

  #addMeasure(
    measure: Measure,
    fields: Fields,
    reference: string,
    date: ChartDate | undefined,
  ): void {
    const finding =
      findingFact(measure.fields, fields.bodySite, reference, date) ??
      feverFact(measure, reference, date, this.#asOf) ??
      pregnancyFact(measure, reference, date, this.#asOf);
    const isFlag = finding !== undefined && isDoubtedByNotes(finding.concepts);
    const isDoubted = isDoubtedByNote(fields, isFlag ? finding.concepts : weakness);
    if (finding !== undefined)
      this.#to.conditions.addFinding(reference, isFlag && isDoubted ? asked(finding) : finding);
    const { examinations, painScores, outcomes } = this.#to.parts;
    // What the patient fills in is no examination, and no strength that anybody tested.
    const isReported = isReportedByPatient(fields);
    if (!isReported) examinations.push(...examinationFacts(measure, reference, date));
    this.#addStrength(measure, reference, date, isDoubted || isReported);
    keep(painScores, painScoreFact(measure, reference, date));
    keep(outcomes, courseFact(measure, reference, date));
  }
}

function withPlainAnswer(fields: Fields): Fields {
  const { valueString } = fields;
  if (typeof valueString !== 'string') return fields;
  const plain = plainAnswer(valueString);
  return plain === valueString ? fields : { ...fields, valueString: plain };
}

/** A finding of which a note leaves open whether it is there, or whose it is. */
function asked(finding: ConditionFact): ConditionFact {
  return { ...finding, current: false, spokenOn: 'unknown' };
}

function isDoubtedByNote(fields: Fields, concepts: ReadonlySet<Concept>): boolean {
  const { code, bodySite, note } = fields;
  if (note === undefined) return false;
  const name = wordsOf(code);
  const year = yearOf(effectiveOf(fields));
  const about = { concepts, names: [name], side: sideOf(bodySite, name), year };
  return listOf(note).some(({ text }) => {
    const said = textOf(text) ?? '';
    return mayTakeBack(said, about) || isOfOtherPart(said, about);
  });
}

/** What a strength of less than five is, whose note is read. */
const weakness: ReadonlySet<Concept> = new Set<Concept>(['leg-weakness']);

const normalGrade = 5;

const shortValue = 60;

/** A checklist that says no more than that there are some. */
const areRedFlags =
  /^red flags? present\b|^(?:red flags?(?: (?:signs?|symptoms?))?|neurolog(?:ic|ical) deficits?)\W*$/i;

/** What such a list is read as, whatever it is called. */
const redFlags = 'Red flags present';

/** What stands in place of an answer and is none. */
const noAnswer =
  /^\W*(?:unable|cannot|can't|uncertain|unsure|unclear|no improvement|not improv|no better|not better)/i;

function textsTold(fields: Fields, name: string): readonly string[] {
  const value = textOf(fields.valueString);
  if (value !== undefined && fields.component === undefined && isPlainlyNormal(value)) return [];
  const told = [fields, ...listOf(fields.component)].flatMap((one) => {
    const called = wordsOf(one.code);
    const said = textOf(one.valueString) ?? wordsOf(one.valueCodeableConcept);
    if (isPlainlyNormal(said)) return [];
    const isYes =
      called !== '' && isLocalName(one.code) && saidOf(one) === 'found' && hasAnswer(one);
    if (isYes) return [called];
    const isNoAnswer = answerGiven(one) === undefined || noAnswer.test(said);
    const isTold = said !== '' && said.length <= shortValue && isNoAnswer;
    return isTold && !mayTellMore(said) ? [`${called} ${said}`] : [];
  });
  return [...(value === undefined ? [] : [value]), ...(name === '' ? [] : told)];
}

const isOfResidual = ofConcept((code) => namesResidual(wordsOf(code)));

/** Only the words of a name say what was asked for. */
const isLocalName = ofConcept((code) => codingsOf(code).length === 0);

function hasAnswer(observed: Fields): boolean {
  return observed.valueBoolean === true || answerGiven(observed) === 'yes' || isAffirmed(observed);
}

function keep<Fact>(facts: Fact[], fact: Fact | undefined): void {
  if (fact !== undefined) facts.push(fact);
}
