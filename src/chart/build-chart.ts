import type { Patient, Resource } from 'fhir/r4.js';
import type { Evidence } from '../logic/finding.ts';
import { mriSafetyIn } from '../terminology/phrases.ts';
import type { Concept } from '../terminology/types.ts';
import { attestedFacts, isDocumentation, readAnswers, unreadAnswer } from './attestations.ts';
import type { ChartParts } from './chart-parts.ts';
import { cite } from './cite.ts';
import { conditionFact, conditionMeaning, findingFact, reasonFact } from './condition-facts.ts';
import { chartDate, isFuture, today } from './dates.ts';
import {
  codeOf,
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  localReference,
  referenceOf,
  textOf,
  wordsOf,
} from './fields.ts';
import {
  effectiveOf,
  imagingObservation,
  imagingStudyFact,
  reportFact,
  requestedStudyFact,
} from './imaging-facts.ts';
import { examinationFacts, mayMatter, motorGradeFact, painScoreFact } from './observation-facts.ts';
import { orderedProcedure, preparedProcedure, surgeryFact } from './procedure-facts.ts';
import {
  carePlanTreatments,
  orderedTreatment,
  prescriptionTreatment,
  procedureTreatment,
  statedTreatment,
} from './treatment-facts.ts';
import type {
  Attestation,
  Chart,
  ChartDate,
  ConditionFact,
  DeviceFact,
  EncounterFact,
  ImagingFact,
  OutcomeFact,
} from './types.ts';

/** What a chart is built from. */
export interface ChartInput {
  readonly patientId: string;
  /** Everything that was sent or read, of whatever type and of whomever. */
  readonly resources: Iterable<Resource>;
  readonly asOf: Date;
}

/**
 * Turns resources into the patient's facts. One pass reads them by type; references between them
 * (reasons, medications) are followed afterwards by an index. Anything about someone else, erroneous or
 * unreadable is dropped and counted; nothing throws.
 */
export function buildChart(input: ChartInput): Chart {
  const builder = new ChartBuilder(input);
  for (const resource of input.resources) builder.add(resource);
  return builder.chart();
}

/** Encounters that are no visit in person, whatever their class says. */
const remote = /\b(telephone|phone|virtual|video|telehealth|telemedicine|e-?visit)\b/i;
const inPersonClasses = new Set([
  'AMB',
  'EMER',
  'IMP',
  'ACUTE',
  'NONAC',
  'OBSENC',
  'SS',
  'HH',
  'FLD',
]);
const goalOutcomes: Readonly<Record<string, OutcomeFact['outcome']>> = {
  'not-achieved': 'failed',
  'no-change': 'failed',
  'no-progress': 'failed',
  worsening: 'failed',
  'not-attainable': 'failed',
  improving: 'improved',
  achieved: 'improved',
};

class ChartBuilder {
  readonly #asOf: Date;
  readonly #patientReference: string;
  readonly #patientId: string;
  #patient: Patient | undefined;
  #birthDate: Chart['birthDate'];
  readonly #conditions: ConditionFact[] = [];
  readonly #byReference = new Map<string, ConditionFact>();
  /** Conditions whose codes mean nothing here; they become facts only once a reason names one. */
  readonly #unmapped: Fields[] = [];
  #unmappedById: ReadonlyMap<unknown, Fields> | undefined;
  readonly #encounters: EncounterFact[] = [];
  readonly #devices: DeviceFact[] = [];
  readonly #answers = new Map<string, Attestation>();
  readonly #medications = new Map<string, unknown>();
  /** Treatments point at conditions and medications that may come later. */
  readonly #later: (() => void)[] = [];
  readonly #dropped = new Map<string, number>();
  readonly #unread: Evidence[] = [];
  readonly #parts: ChartParts = {
    treatments: [],
    outcomes: [],
    imaging: [],
    examinations: [],
    motorGrades: [],
    painScores: [],
    surgeries: [],
    plannedProcedures: [],
  };

  constructor(input: ChartInput) {
    this.#asOf = input.asOf;
    this.#patientId = input.patientId;
    this.#patientReference = `Patient/${input.patientId}`;
  }

  /** Reads one resource. */
  add(resource: unknown): void {
    const fields = fieldsOf(resource);
    const type = textOf(fields?.resourceType);
    if (fields === undefined || type === undefined) {
      this.#drop('unreadable');
      return;
    }
    if (type === 'Patient') {
      this.#addPatient(fields);
      return;
    }
    if (type === 'Medication') {
      const id = textOf(fields.id);
      if (id !== undefined) this.#medications.set(`Medication/${id}`, fields.code);
      return;
    }
    if (type === 'FamilyMemberHistory') {
      this.#drop('family-history');
      return;
    }
    if (!this.#isOfPatient(fields)) {
      this.#drop('other-patient');
      return;
    }
    if (fields.status === 'entered-in-error') {
      this.#drop('entered-in-error');
      return;
    }
    if (type === 'Condition') this.#addCondition(fields);
    else if (type === 'Observation') this.#addObservation(fields);
    else this.#addFact(type, fields, referenceTo(fields));
  }

  #addFact(type: string, fields: Fields, reference: string): void {
    switch (type) {
      case 'Encounter':
        this.#addEncounter(fields, reference);
        break;
      case 'Procedure':
        this.#addProcedure(fields, reference);
        break;
      case 'MedicationRequest':
        this.#then(() =>
          this.#keep(
            this.#parts.treatments,
            prescriptionTreatment(
              fields,
              reference,
              this.#asOf,
              this.#reasonsOf,
              this.#medicationOf,
            ),
          ),
        );
        break;
      case 'MedicationStatement':
        this.#then(() =>
          this.#keep(
            this.#parts.treatments,
            statedTreatment(fields, reference, this.#asOf, this.#reasonsOf, this.#medicationOf),
          ),
        );
        break;
      case 'CarePlan':
        this.#then(() =>
          this.#parts.treatments.push(
            ...carePlanTreatments(fields, reference, this.#asOf, this.#reasonsOf),
          ),
        );
        break;
      case 'ServiceRequest':
        this.#addServiceRequest(fields, reference);
        break;
      case 'DiagnosticReport':
        this.#keep(this.#parts.imaging, reportFact(fields, reference, this.#asOf));
        break;
      case 'ImagingStudy':
        this.#keep(this.#parts.imaging, imagingStudyFact(fields, reference, this.#asOf));
        break;
      case 'Goal':
        this.#addGoal(fields, reference);
        break;
      case 'Device':
        this.#addDevice(fields, reference);
        break;
      case 'QuestionnaireResponse':
        this.#addResponse(fields, reference);
        break;
      default:
        this.#drop('unused');
        break;
    }
  }

  /** Follows references once every resource has been read. */
  #then(follow: () => void): void {
    this.#later.push(follow);
  }

  #drop(reason: string): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
  }

  #keep<Fact>(facts: Fact[], fact: Fact | undefined): void {
    if (fact !== undefined) facts.push(fact);
  }

  /** `Patient/{id}`, relative or absolute, with or without a version. */
  #isOfPatient(fields: Fields): boolean {
    if (fieldsOf(fields.subject)?.reference === this.#patientReference) return true;
    const reference = referenceOf(fields.subject) ?? referenceOf(fields.patient);
    if (reference === undefined) return false;
    return reference === this.#patientReference || reference.endsWith(`/${this.#patientReference}`);
  }

  #addPatient(fields: Fields): void {
    if (fields.id !== this.#patientId) {
      this.#drop('other-patient');
      return;
    }
    this.#patient = { resourceType: 'Patient', id: this.#patientId };
    this.#birthDate = chartDate(fields.birthDate);
  }

  #addCondition(fields: Fields): void {
    const meaning = conditionMeaning(fields);
    if (meaning.concepts.size === 0) {
      this.#unmapped.push(fields);
      return;
    }
    const reference = referenceTo(fields);
    const fact = conditionFact(fields, reference, this.#asOf, meaning);
    if (fact === undefined) {
      this.#drop('entered-in-error');
      return;
    }
    this.#byReference.set(reference, fact);
    this.#conditions.push(fact);
  }

  readonly #conditionAt = (reference: string): ConditionFact | undefined => {
    const known = this.#byReference.get(reference);
    if (known !== undefined || !reference.startsWith('Condition/')) return known;
    this.#unmappedById ??= new Map(this.#unmapped.map((fields) => [fields.id, fields]));
    const fields = this.#unmappedById.get(reference.slice('Condition/'.length));
    const fact = fields === undefined ? undefined : conditionFact(fields, reference, this.#asOf);
    if (fact !== undefined) this.#byReference.set(reference, fact);
    return fact;
  };

  #addObservation(fields: Fields): void {
    if (fields.status === 'registered' || fields.status === 'cancelled') {
      this.#drop('not-done');
      return;
    }
    if (!mayMatter(fields)) {
      this.#drop('unused');
      return;
    }
    const reference = referenceTo(fields);
    const date = effectiveOf(fields);
    if (date !== undefined && isFuture(date, this.#asOf)) {
      this.#drop('future');
      return;
    }
    const finding = findingFact(fields, reference, date);
    if (finding !== undefined) {
      this.#byReference.set(reference, finding);
      this.#conditions.push(finding);
    }
    this.#keep(this.#parts.imaging, imagingObservation(fields, reference, date));
    this.#parts.examinations.push(...examinationFacts(fields, reference, date));
    this.#keep(this.#parts.motorGrades, motorGradeFact(fields, reference, date));
    this.#keep(this.#parts.painScores, painScoreFact(fields, reference, date));
  }

  /** A visit that goes on today. */
  #isUnderWay({ status }: Fields, date: ChartDate | undefined): boolean {
    if (date === undefined || (status !== 'in-progress' && status !== 'arrived')) return false;
    const day = today(this.#asOf);
    return date.earliest <= day && date.latest >= day;
  }

  #addEncounter(fields: Fields, reference: string): void {
    const date = chartDate(fieldsOf(fields.period)?.start);
    if (fields.status !== 'finished' && !this.#isUnderWay(fields, date)) {
      this.#drop('not-done');
      return;
    }
    if (date !== undefined && isFuture(date, this.#asOf)) {
      this.#drop('future');
      return;
    }
    const code = textOf(fieldsOf(fields.class)?.code) ?? codeOf(fields.class) ?? '';
    const types = listOf(fields.type);
    const words = types.map(wordsOf);
    for (const one of types) {
      for (const coding of codingsOf(one)) words.push(coding.display ?? '');
    }
    const display = textOf(fieldsOf(fields.class)?.display);
    const inPerson = inPersonClasses.has(code) && !words.some((one) => remote.test(one));
    this.#encounters.push({
      inPerson,
      date,
      evidence: cite(
        reference,
        date,
        words.find((one) => one !== '') ??
          display ??
          (inPerson ? 'Visit in person' : 'Virtual visit'),
      ),
    });
  }

  #addProcedure(fields: Fields, reference: string): void {
    this.#keep(this.#parts.surgeries, surgeryFact(fields, reference, this.#asOf));
    this.#keep(this.#parts.plannedProcedures, preparedProcedure(fields, reference));
    this.#later.push(() =>
      this.#keep(
        this.#parts.treatments,
        procedureTreatment(fields, reference, this.#asOf, this.#reasonsOf),
      ),
    );
  }

  #addServiceRequest(fields: Fields, reference: string): void {
    if (fields.status === 'draft' || fields.status === 'revoked') {
      this.#drop('not-done');
      return;
    }
    this.#keep(this.#parts.plannedProcedures, orderedProcedure(fields, reference));
    this.#keep(this.#parts.imaging, requestedStudyFact(fields, reference));
    if (fields.status !== 'active' && fields.status !== 'completed') return;
    this.#later.push(() =>
      this.#keep(
        this.#parts.treatments,
        orderedTreatment(fields, reference, this.#asOf, this.#reasonsOf),
      ),
    );
  }

  #addGoal(fields: Fields, reference: string): void {
    const code = codeOf(fields.achievementStatus);
    const outcome =
      code !== undefined && Object.hasOwn(goalOutcomes, code) ? goalOutcomes[code] : undefined;
    if (outcome === undefined) {
      this.#drop('unused');
      return;
    }
    const date = chartDate(fields.statusDate);
    if (date !== undefined && isFuture(date, this.#asOf)) {
      this.#drop('future');
      return;
    }
    this.#parts.outcomes.push({
      outcome,
      date,
      evidence: cite(reference, date, `${wordsOf(fields.description) || 'Goal'}: ${code ?? ''}`),
    });
  }

  #addDevice(fields: Fields, reference: string): void {
    if (fields.status !== undefined && fields.status !== 'active') {
      this.#drop('not-done');
      return;
    }
    const words = [
      ...listOf(fields.safety).map(wordsOf),
      wordsOf(fields.type),
      ...listOf(fields.deviceName).map((name) => textOf(name.name) ?? ''),
      ...listOf(fields.note).map((note) => textOf(note.text) ?? ''),
    ].filter((one) => one !== '');
    const safety = words.map(mriSafetyIn);
    const mri = safety.includes('conditional')
      ? 'conditional'
      : safety.find((one) => one !== undefined);
    if (mri === undefined) {
      this.#drop('unused');
      return;
    }
    this.#devices.push({ mri, evidence: { reference, text: words[0] ?? 'Device' } });
  }

  #addResponse(fields: Fields, reference: string): void {
    if (!isDocumentation(fields)) {
      this.#drop('unused');
      return;
    }
    const authored = chartDate(fields.authored);
    if (authored === undefined || isFuture(authored, this.#asOf)) {
      this.#drop('attestation-undated');
      return;
    }
    readAnswers(fields, reference, authored, this.#answers, (linkId) => {
      this.#drop('attestation-unreadable');
      this.#unread.push(unreadAnswer(linkId, reference));
    });
  }

  readonly #reasonsOf = (resource: Fields): readonly ConditionFact[] => {
    const reasons: ConditionFact[] = [];
    const unmapped = (text: string): ConditionFact => ({
      concepts: new Set<Concept>(),
      certainty: 'known',
      current: true,
      regions: [],
      severe: false,
      bilateral: false,
      origin: 'order-reason',
      evidence: {
        reference: `${textOf(resource.resourceType) ?? ''}/${textOf(resource.id) ?? ''}`,
        text,
      },
    });
    for (const concept of listOf(resource.reasonCode)) {
      reasons.push(reasonFact(concept, undefined, '') ?? unmapped(wordsOf(concept)));
    }
    for (const one of listOf(resource.reasonReference)) {
      const reference = referenceOf(one);
      if (reference === undefined) continue;
      reasons.push(this.#conditionAt(localReference(reference)) ?? unmapped(reference));
    }
    return reasons;
  };

  readonly #medicationOf = (reference: string, resource: Fields): unknown => {
    if (reference.startsWith('#')) {
      return listOf(resource.contained).find((one) => one.id === reference.slice(1))?.code;
    }
    return this.#medications.get(localReference(reference));
  };

  /** The finished chart; facts of one kind are ordered by date, then by reference. */
  chart(): Chart {
    for (const follow of this.#later) follow();
    attestedFacts(this.#answers, this.#parts);
    const byConcept = new Map<Concept, ConditionFact[]>();
    for (const fact of this.#conditions.sort(byReferenceText)) {
      for (const concept of fact.concepts) {
        const known = byConcept.get(concept);
        if (known === undefined) byConcept.set(concept, [fact]);
        else known.push(fact);
      }
    }
    const none: readonly ConditionFact[] = [];
    for (const list of Object.values(this.#parts)) list.sort(byDate);
    return {
      patient: this.#patient,
      ...(this.#birthDate === undefined ? {} : { birthDate: this.#birthDate }),
      conditions: this.#conditions,
      conditionsOf: (concept) => byConcept.get(concept) ?? none,
      conditionByReference: this.#conditionAt,
      encounters: this.#encounters.sort(byDate),
      ...this.#parts,
      imaging: withoutReported(this.#parts.imaging),
      devices: this.#devices.sort(byReferenceText),
      attested: (linkId) => this.#answers.get(linkId),
      unread: this.#unread.sort(byText),
      dropped: this.#dropped,
    };
  }
}

function referenceTo(fields: Fields): string {
  return `${textOf(fields.resourceType) ?? ''}/${textOf(fields.id) ?? ''}`;
}

interface Cited {
  readonly evidence: { readonly reference: string };
}

function byReferenceText(one: Cited, other: Cited): number {
  if (one.evidence.reference === other.evidence.reference) return 0;
  return one.evidence.reference < other.evidence.reference ? -1 : 1;
}

function byText(one: Evidence, other: Evidence): number {
  if (one.text === other.text) return byReferenceText({ evidence: one }, { evidence: other });
  return one.text < other.text ? -1 : 1;
}

interface Dated extends Cited {
  readonly date?: { readonly latest: number } | undefined;
  readonly start?: { readonly latest: number } | undefined;
}

function byDate(one: Dated, other: Dated): number {
  const first = (one.date ?? one.start)?.latest ?? Number.MAX_SAFE_INTEGER;
  const second = (other.date ?? other.start)?.latest ?? Number.MAX_SAFE_INTEGER;
  return first - second || byReferenceText(one, other);
}

/** An ImagingStudy, and an order of a study, say nothing more where a report of the study has results since. */
function withoutReported(imaging: readonly ImagingFact[]): readonly ImagingFact[] {
  const reported = new Map<string, number>();
  for (const one of imaging) {
    if (!one.resultsAvailable || one.date === undefined) continue;
    const known = reported.get(one.study.cpt) ?? Number.NEGATIVE_INFINITY;
    reported.set(one.study.cpt, Math.max(known, one.date.latest));
  }
  if (reported.size === 0) return imaging;
  return imaging.filter((one) => {
    if (one.resultsAvailable || one.authored !== undefined) return true;
    const { reference } = one.evidence;
    if (!reference.startsWith('ImagingStudy/') && !reference.startsWith('ServiceRequest/'))
      return true;
    const last = reported.get(one.study.cpt);
    return last === undefined || one.date === undefined || last < one.date.earliest;
  });
}
