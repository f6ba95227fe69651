import type { Patient, Resource } from 'fhir/r4.js';
import { regionsOfComplaint } from '../terminology/body-sites.ts';
import { namesSpine } from '../terminology/elsewhere.ts';
import type { BodyRegion, Concept, TreatmentKind } from '../terminology/types.ts';
import {
  type AllAnswers,
  isDocumentation,
  keepAnswer,
  readAnswers,
  unreadAnswer,
} from './attestations.ts';
import type { ChartParts } from './chart-parts.ts';
import { keptConcept } from './codeable-concept.ts';
import { type Composed, compose } from './compose-chart.ts';
import {
  conditionFact,
  conditionMeaning,
  emergencyOfVisit,
  findingFact,
  isCurrentCondition,
  reasonFact,
  siteFact,
} from './condition-facts.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  allDevices,
  deviceFact,
  deviceInWords,
  implantInserted,
  insertedDevice,
  mayNameMri,
  safetyWords,
} from './device-facts.ts';
import type { Dropped } from './dropped.ts';
import { encounterFact } from './encounter-facts.ts';
import { byDate, byReferenceText, byText } from './fact-order.ts';
import { type Fields, fieldsOf, listOf, referenceOf, textOf, wordsOf } from './fields.ts';
import { goalOutcome } from './goal-facts.ts';
import {
  effectiveOf,
  imagingObservation,
  imagingStudyFact,
  performedStudyFact,
  type ReportSources,
  reportFact,
  requestedStudyFact,
  studyOfConcept,
  studyOrNamed,
} from './imaging-facts.ts';
import { instructedReasons } from './instructed-reasons.ts';
import {
  courseFact,
  deficitFact,
  examinationFacts,
  feverFact,
  type Measure,
  mayMatter,
  measuresOf,
  motorGradeFact,
  painScoreFact,
} from './observation-facts.ts';
import {
  type DoneProcedure,
  doneProcedure,
  isIntervention,
  orderedProcedure,
  preparedProcedure,
  surgeryFact,
} from './procedure-facts.ts';
import { References, referenceTo } from './references.ts';
import { type SiteFactReader, wholeFacts } from './site-facts.ts';
import {
  carePlanTreatments,
  orderedTreatment,
  prescriptionTreatment,
  procedureTreatment,
  statedTreatment,
  therapyRequested,
  therapySession,
} from './treatment-facts.ts';
import type {
  AnsweredOrder,
  Attestation,
  Chart,
  ChartDate,
  ConditionFact,
  DeviceFact,
  EncounterFact,
  UnreadEvidence,
} from './types.ts';
import { unreadNotes } from './unread-notes.ts';
import { newestVersions } from './versions.ts';
import { silenceOf } from './what-it-says.ts';

/** What a chart is built from. */
export interface ChartInput {
  readonly patientId: string;
  /** Everything that was sent or read, of whatever type and of whomever. */
  readonly resources: Iterable<Resource>;
  readonly asOf: Date;
  /** Reads facts from the hospital's own data; they stand beside attestations. */
  readonly siteFacts?: SiteFactReader;
  /** Gives a resource the known codes that the hospital's own stand for. */
  readonly translate?: (resource: Fields) => Fields;
  /** Canonical URLs, without a version, under which an EHR keeps the documentation form as its own. */
  readonly localForms?: readonly string[];
}

/**
 * Turns resources into the patient's facts. One pass learns how they can be referred to, one reads them by type;
 * references between them (reasons, medications) are followed afterwards by an index. Anything about someone else, erroneous or
 * unreadable is dropped and counted; nothing throws.
 */
export function buildChart(input: ChartInput): Chart {
  const builder = new ChartBuilder(input);
  const resources = newestVersions(input.resources);
  for (const resource of resources) builder.learn(resource);
  for (const resource of resources) builder.add(resource);
  return builder.chart();
}

class ChartBuilder {
  readonly #asOf: Date;
  readonly #references: References;
  readonly #patientId: string;
  #patient: Patient | undefined;
  #birthDate: Chart['birthDate'];
  readonly #conditions: ConditionFact[] = [];
  readonly #byReference = new Map<string, ConditionFact>();
  /** Conditions whose codes mean nothing here; they become facts only once a reason names one. */
  readonly #unmapped: Fields[] = [];
  #unmappedById: ReadonlyMap<unknown, Fields> | undefined;
  /** Encounters point at their reasons, which may come later; conditions at the encounters that dated them. */
  readonly #visits: Fields[] = [];
  readonly #visitDays = new Map<string, ChartDate>();
  readonly #datedByVisit: Fields[] = [];
  /** Conditions that name the visit at which they were found: its reference as written, and theirs. */
  readonly #saidAtVisits: (readonly [visit: string, condition: string])[] = [];
  #foundAt: Map<string, string[]> | undefined;
  readonly #encounters: EncounterFact[] = [];
  /** Reports point at their images, orders and results, which may come later. */
  readonly #reports: Fields[] = [];
  readonly #studied = new Map<string, Fields>();
  readonly #writtenResults = new Map<string, Fields>();
  readonly #devices: DeviceFact[] = [];
  readonly #insertedDevices: DeviceFact[] = [];
  readonly #done: DoneProcedure[] = [];
  readonly #answers: AllAnswers = new Map();
  readonly #medications = new Map<string, unknown>();
  readonly #referrals = new Map<string, TreatmentKind>();
  readonly #referralNames = new Map<string, string>();
  readonly #followed = new Set<string>();
  /** What may be treatment: it points at conditions and medications that may come later. */
  readonly #mayTreat: Fields[] = [];
  readonly #dropped = new Map<string, number>();
  readonly #unread: UnreadEvidence[] = [];
  readonly #readSite: SiteFactReader | undefined;
  readonly #translate: ChartInput['translate'];
  readonly #siteFacts: Attestation[] = [];
  readonly #localForms: readonly string[];
  readonly #parts: ChartParts = {
    treatments: [],
    outcomes: [],
    imaging: [],
    examinations: [],
    motorGrades: [],
    deficits: [],
    painScores: [],
    surgeries: [],
    plannedProcedures: [],
  };

  constructor(input: ChartInput) {
    this.#asOf = input.asOf;
    this.#patientId = input.patientId;
    this.#references = new References(input.patientId);
    this.#readSite = input.siteFacts;
    this.#translate = input.translate;
    this.#localForms = input.localForms ?? [];
  }

  /** Learns how a resource can be referred to. */
  learn(resource: unknown): void {
    const fields = fieldsOf(resource);
    if (fields?.resourceType === 'Patient') this.#references.learn(fields);
  }

  /** Reads one resource. */
  add(resource: unknown): void {
    const given = fieldsOf(resource);
    const fields =
      given === undefined || this.#translate === undefined ? given : this.#translate(given);
    const type = textOf(fields?.resourceType);
    if (fields === undefined || type === undefined) {
      this.#drop('unreadable');
      return;
    }
    if (type === 'Patient') {
      this.#addPatient(fields);
      return;
    }
    const silence = silenceOf(fields);
    if (type === 'Medication') {
      if (silence === undefined) this.#medications.set(referenceTo(fields), fields.code);
      return;
    }
    if (type === 'FamilyMemberHistory') {
      this.#drop('family-history');
      return;
    }
    if (!this.#references.isPatient(fields.subject ?? fields.patient)) {
      this.#drop('other-patient');
      return;
    }
    if (silence !== undefined) {
      this.#drop(silence);
      return;
    }
    if (type === 'Observation' && this.#isAboutAnother(fields)) {
      this.#drop('other-patient');
      return;
    }
    if (this.#readSite !== undefined) this.#addSiteFacts(this.#readSite, fields);
    if (type === 'Condition') this.#addCondition(fields);
    else if (type === 'Observation') this.#addObservation(fields);
    else this.#addFact(type, fields, referenceTo(fields));
  }

  /** Whether an Observation of the patient's record names a person in its focus who is somebody else (a child, a donor). */
  #isAboutAnother({ focus }: Fields): boolean {
    const people = listOf(focus).filter((one) => isPerson(referenceOf(one)));
    return people.length > 0 && !people.some((one) => this.#references.isPatient(one));
  }

  #addSiteFacts(read: SiteFactReader, fields: Fields): void {
    const { facts, unread } = read(fields, referenceTo(fields));
    this.#siteFacts.push(...facts);
    this.#unread.push(...unread);
  }

  #addFact(type: string, fields: Fields, reference: string): void {
    switch (type) {
      case 'Encounter':
        this.#addVisit(fields, reference);
        break;
      case 'Procedure':
        this.#addProcedure(fields, reference);
        break;
      case 'MedicationRequest':
      case 'MedicationStatement':
      case 'CarePlan':
      case 'Goal':
        this.#mayTreat.push(fields);
        break;
      case 'ServiceRequest':
        this.#addServiceRequest(fields, reference);
        break;
      case 'DiagnosticReport':
        this.#keep(this.#devices, deviceInWords(textOf(fields.conclusion) ?? '', reference));
        this.#reports.push(fields);
        break;
      case 'ImagingStudy':
        this.#studied.set(reference, fields);
        this.#keep(this.#parts.imaging, imagingStudyFact(fields, reference, this.#asOf));
        break;
      case 'Device':
        this.#take(this.#devices, deviceFact(fields, reference));
        break;
      case 'QuestionnaireResponse':
        this.#addResponse(fields, reference);
        break;
      default:
        this.#drop('unused');
        break;
    }
  }

  /** Reads what a resource says of treatment, once every resource that it can refer to has been read. */
  #addTreatment(fields: Fields): void {
    const { treatments } = this.#parts;
    const reference = referenceTo(fields);
    const asOf = this.#asOf;
    const reasonsOf = this.#reasonsOf;
    const medicationOf = this.#medicationOf;
    switch (fields.resourceType) {
      case 'Procedure':
        this.#keep(treatments, procedureTreatment(fields, reference, asOf, reasonsOf));
        break;
      case 'MedicationRequest':
        this.#keep(
          treatments,
          prescriptionTreatment(fields, reference, asOf, this.#aimsOf, medicationOf),
        );
        break;
      case 'MedicationStatement':
        this.#keep(
          treatments,
          statedTreatment(fields, reference, asOf, this.#aimsOf, medicationOf),
        );
        break;
      case 'Goal':
        this.#take(this.#parts.outcomes, goalOutcome(fields, reference, asOf, reasonsOf));
        break;
      case 'CarePlan':
        treatments.push(...carePlanTreatments(fields, reference, asOf, reasonsOf));
        break;
      default:
        this.#keep(treatments, orderedTreatment(fields, reference, asOf, reasonsOf));
        break;
    }
  }

  #drop(reason: string): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
  }

  /** Keeps a fact, or counts why there is none. */
  #take<Fact extends object>(facts: Fact[], read: Fact | Dropped | undefined): void {
    if (typeof read === 'string') this.#drop(read);
    else if (read !== undefined) facts.push(read);
  }

  #keep<Fact>(facts: Fact[], fact: Fact | undefined): void {
    if (fact !== undefined) facts.push(fact);
  }

  #addPatient(fields: Fields): void {
    if (fields.id !== this.#patientId) {
      this.#drop('other-patient');
      return;
    }
    this.#patient = { resourceType: 'Patient', id: this.#patientId };
    this.#birthDate = chartDate(fields.birthDate);
  }

  #addVisit(fields: Fields, reference: string): void {
    const date = chartDate(fieldsOf(fields.period)?.start);
    if (date !== undefined) this.#visitDays.set(reference, date);
    this.#visits.push(fields);
  }

  readonly #visitedOn = (reference: string): ChartDate | undefined =>
    this.#visitDays.get(reference);

  #addCondition(fields: Fields): void {
    if (mayNameMri(fields.code) && isCurrentCondition(fields)) {
      this.#keep(this.#devices, deviceInWords(wordsOf(fields.code), referenceTo(fields)));
    }
    const meaning = conditionMeaning(fields);
    const visit = referenceOf(fields.encounter);
    if (visit !== undefined && (meaning.concepts.size > 0 || meaning.elsewhere === true)) {
      this.#saidAtVisits.push([visit, referenceTo(fields)]);
    }
    if (meaning.concepts.size === 0) {
      this.#unmapped.push(fields);
      return;
    }
    if (fields.encounter !== undefined && fields.recordedDate === undefined) {
      this.#datedByVisit.push(fields);
      return;
    }
    this.#keepCondition(fields, meaning);
  }

  #keepCondition(fields: Fields, meaning?: ReturnType<typeof conditionMeaning>): void {
    const reference = referenceTo(fields);
    const fact = conditionFact(fields, reference, this.#asOf, meaning, this.#visitedOn);
    if (fact === undefined) {
      this.#drop('entered-in-error');
      return;
    }
    this.#byReference.set(reference, fact);
    this.#conditions.push(fact);
  }

  readonly #conditionAt = (written: string): ConditionFact | undefined => {
    const reference = this.#references.resolve(written);
    const known = this.#byReference.get(reference);
    if (known !== undefined || !reference.startsWith('Condition/')) return known;
    this.#unmappedById ??= new Map(this.#unmapped.map((fields) => [fields.id, fields]));
    const fields = this.#unmappedById.get(reference.slice('Condition/'.length));
    const fact = fields === undefined ? undefined : conditionFact(fields, reference, this.#asOf);
    if (fact !== undefined) this.#byReference.set(reference, fact);
    return fact;
  };

  #addObservation(fields: Fields): void {
    if (typeof fields.valueString === 'string') {
      this.#writtenResults.set(referenceTo(fields), fields);
    }
    const told = safetyWords(fields);
    if (told !== '') this.#keep(this.#devices, deviceInWords(told, referenceTo(fields)));
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
    this.#keep(this.#parts.imaging, imagingObservation(fields, reference, date));
    for (const measure of measuresOf(fields)) this.#addMeasure(measure, fields, reference, date);
  }

  #addMeasure(
    measure: Measure,
    { bodySite }: Fields,
    reference: string,
    date: ChartDate | undefined,
  ): void {
    const finding =
      findingFact(measure.fields, bodySite, reference, date) ??
      feverFact(measure, reference, date, this.#asOf);
    if (finding !== undefined) {
      if (!this.#byReference.has(reference)) this.#byReference.set(reference, finding);
      this.#conditions.push(finding);
    }
    const { examinations, motorGrades, deficits, painScores } = this.#parts;
    examinations.push(...examinationFacts(measure, reference, date));
    this.#keep(motorGrades, motorGradeFact(measure, reference, date));
    this.#keep(deficits, deficitFact(measure, reference, date));
    this.#keep(painScores, painScoreFact(measure, reference, date));
    this.#keep(this.#parts.outcomes, courseFact(measure, reference, date));
  }

  #addProcedure(fields: Fields, reference: string): void {
    const code = keptConcept(fields.code) ?? fields.code;
    if (isIntervention(code)) {
      this.#keep(this.#parts.surgeries, surgeryFact(fields, reference, this.#asOf));
      this.#keep(this.#done, doneProcedure(fields, reference));
      this.#take(this.#parts.plannedProcedures, preparedProcedure(fields, reference, this.#asOf));
    }
    if (studyOrNamed(code) !== undefined) {
      this.#keep(this.#parts.imaging, performedStudyFact(fields, reference, this.#asOf));
    }
    if (implantInserted(code) !== undefined) {
      this.#keep(this.#insertedDevices, insertedDevice(fields, reference, this.#asOf));
    }
    this.#mayTreat.push(fields);
  }

  #addServiceRequest(fields: Fields, reference: string): void {
    this.#studied.set(reference, fields);
    this.#take(this.#parts.plannedProcedures, orderedProcedure(fields, reference, this.#asOf));
    this.#keep(this.#parts.imaging, requestedStudyFact(fields, reference));
    if (fields.status !== 'active' && fields.status !== 'completed') return;
    this.#mayTreat.push(fields);
    const therapy = therapyRequested(fields);
    if (therapy === undefined) return;
    this.#referrals.set(reference, therapy);
    if (fields.occurrencePeriod === undefined) {
      this.#referralNames.set(reference, wordsOf(fields.code));
    }
  }

  #addResponse(fields: Fields, reference: string): void {
    if (!isDocumentation(fields, this.#localForms)) {
      this.#drop('unused');
      return;
    }
    const authored = chartDate(fields.authored);
    if (authored === undefined || isFuture(authored, this.#asOf)) {
      this.#drop('attestation-undated');
      return;
    }
    readAnswers(fields, reference, authored, this.#asOf, this.#answers, {
      unread: (linkId) => {
        this.#drop('attestation-unreadable');
        this.#unread.push(unreadAnswer(linkId, reference));
      },
      automatic: () => this.#drop('attestation-automatic'),
    });
  }

  /** The facts for the reasons that a treatment or a visit states, and for the site that it names. */
  readonly #reasonsOf = (resource: Fields): readonly ConditionFact[] => {
    const reasons: ConditionFact[] = [];
    for (const concept of listOf(resource.reasonCode)) {
      const fact = reasonFact(concept, undefined, referenceTo(resource));
      if (fact !== undefined) reasons.push(fact);
    }
    for (const one of listOf(resource.reasonReference)) {
      reasons.push(this.#reasonAt(one, resource));
    }
    for (const one of listOf(resource.addresses)) reasons.push(this.#reasonAt(one, resource));
    // Only a site beside no reason, or one elsewhere in the body, says something of its own.
    for (const site of listOf(resource.bodySite)) {
      const fact = siteFact(site, referenceTo(resource));
      if (fact !== undefined) reasons.push(fact);
    }
    for (const { condition } of listOf(resource.diagnosis)) {
      if (fieldsOf(condition) !== undefined) reasons.push(this.#reasonAt(condition, resource));
    }
    return reasons;
  };

  /** The reasons of a medicine, and what its instructions say that it is for. */
  readonly #aimsOf = (resource: Fields): readonly ConditionFact[] => {
    const stated = this.#reasonsOf(resource);
    const instructed = instructedReasons(resource, referenceTo(resource));
    return instructed.length === 0 ? stated : [...stated, ...instructed];
  };

  /** What a reference to a reason means: the fact of its target, else what it is called. */
  #reasonAt(one: unknown, resource: Fields): ConditionFact {
    const reference = referenceOf(one);
    const known = reference === undefined ? undefined : this.#conditionAt(reference);
    if (known !== undefined) return known;
    const target = containedAt(reference ?? '', resource.contained);
    const concept = target?.code ?? { text: textOf(fieldsOf(one)?.display) ?? reference ?? '' };
    const read = fieldsOf(concept) ?? {};
    return (
      reasonFact(read, target?.bodySite, referenceTo(resource)) ?? {
        concepts: new Set<Concept>(),
        certainty: 'known',
        current: true,
        regions: [],
        severe: false,
        bilateral: false,
        origin: 'order-reason',
        evidence: { reference: referenceTo(resource), text: 'a reason without words' },
      }
    );
  }

  #addEncounter(fields: Fields): void {
    const reference = referenceTo(fields);
    const stated = this.#reasonsOf(fields);
    const reasons = stated.length > 0 ? stated : this.#foundAtVisit(reference);
    this.#take(this.#encounters, encounterFact(fields, reference, this.#asOf, reasons));
    const date = this.#visitDays.get(reference);
    for (const one of listOf(fields.reasonCode)) {
      this.#keep(this.#conditions, emergencyOfVisit(one, reference, date, this.#asOf));
    }
    const session = therapySession(fields, reference, this.#asOf, () => reasons, this.#referredFor);
    this.#keep(this.#parts.treatments, session);
  }

  /** The diagnoses that name a visit stand for its reasons, where it states none itself (reading A60). */
  #foundAtVisit(reference: string): readonly ConditionFact[] {
    if (this.#foundAt === undefined) {
      this.#foundAt = new Map();
      for (const [written, condition] of this.#saidAtVisits) {
        const visit = this.#references.resolve(written);
        const known = this.#foundAt.get(visit);
        if (known === undefined) this.#foundAt.set(visit, [condition]);
        else known.push(condition);
      }
    }
    return (this.#foundAt.get(reference) ?? []).flatMap((condition) => {
      const fact = this.#conditionAt(condition);
      return fact === undefined || fact.certainty === 'refuted' ? [] : [fact];
    });
  }

  #addReport(fields: Fields): void {
    const reference = referenceTo(fields);
    const read = reportFact(fields, reference, this.#asOf, this.#reportSources);
    if (read === undefined) return;
    this.#parts.imaging.push(read.fact);
    for (const one of read.unread) this.#unread.push({ reference, ...one, counts: true });
  }

  readonly #reportSources: ReportSources = {
    result: (reference) => this.#writtenResults.get(this.#references.resolve(reference)),
    studied: (reference) => this.#studied.get(this.#references.resolve(reference)),
  };

  readonly #referredFor = (written: string): TreatmentKind | undefined => {
    const reference = this.#references.resolve(written);
    this.#followed.add(reference);
    return this.#referrals.get(reference);
  };

  #notes(): readonly UnreadEvidence[] {
    return unreadNotes({
      treatments: this.#parts.treatments,
      encounters: this.#encounters,
      referrals: this.#referralNames,
      followed: this.#followed,
    });
  }

  readonly #medicationOf = (reference: string, resource: Fields): unknown => {
    const fields = containedAt(reference, resource.contained);
    return fields === undefined
      ? this.#medications.get(this.#references.resolve(reference))
      : fields.code;
  };

  /** The finished chart; facts of one kind are ordered by date, then by reference. */
  chart(): Chart {
    for (const fields of this.#datedByVisit) this.#keepCondition(fields);
    for (const fields of this.#visits) this.#addEncounter(fields);
    const conditions = this.#conditions.sort(byReferenceText);
    for (const fields of this.#reports) this.#addReport(fields);
    for (const fields of this.#mayTreat) this.#addTreatment(fields);
    for (const fact of wholeFacts(this.#siteFacts)) keepAnswer(fact, this.#answers);
    const byConcept = new Map<Concept, ConditionFact[]>();
    for (const fact of conditions) {
      for (const concept of fact.concepts) {
        const known = byConcept.get(concept);
        if (known === undefined) byConcept.set(concept, [fact]);
        else known.push(fact);
      }
    }
    const none: readonly ConditionFact[] = [];
    const recorded = {
      coded: this.#parts,
      answers: this.#answers,
      levelsOf: this.#levelsOf,
      done: this.#done,
      asOf: this.#asOf,
    };
    const isAttested = this.#answers.size > 0;
    const namesOrders = [...this.#answers.values()].flat().some(({ about }) => about !== undefined);
    const facts: Omit<Chart, keyof Composed | 'since' | 'of'> = {
      patient: this.#patient,
      ...(this.#birthDate === undefined ? {} : { birthDate: this.#birthDate }),
      conditions,
      notUnderstood: this.#notUnderstood(),
      conditionsOf: (concept) => byConcept.get(concept) ?? none,
      conditionByReference: this.#conditionAt,
      encounters: this.#encounters.sort(byDate),
      devices: allDevices(this.#devices, this.#insertedDevices).sort(byReferenceText),
      isAttested,
      unread: [...this.#unread, ...this.#notes()].sort(byText),
      dropped: this.#dropped,
    };
    const chartOf = (order: AnsweredOrder | undefined): Chart => {
      const chart: Chart = {
        ...facts,
        ...compose(recorded, undefined, order),
        since: isAttested
          ? remembered((start) => ({ ...chart, ...compose(recorded, start, order) }))
          : () => chart,
        of: (other) => (namesOrders ? chartOf(other) : chart),
      };
      return chart;
    };
    return chartOf(undefined);
  }

  #notUnderstood(): readonly ConditionFact[] {
    return this.#unmapped
      .filter((fields) => namesSpine(wordsOf(fields.code)))
      .flatMap((fields) => conditionFact(fields, referenceTo(fields), this.#asOf) ?? [])
      .filter((fact) => fact.current && fact.certainty !== 'refuted' && fact.elsewhere !== true)
      .map((fact) => ({ ...fact, regions: regionsOfComplaint(fact.evidence.text) }))
      .sort(byReferenceText);
  }

  /** The levels that an order or a study on the chart shows. */
  readonly #levelsOf = (reference: string): readonly BodyRegion[] | undefined => {
    const code = this.#studied.get(reference)?.code;
    return (studyOfConcept(code) ?? studyOrNamed(code)?.study)?.shows;
  };
}

function isPerson(reference: string | undefined): boolean {
  return (
    reference !== undefined && /(?:^|\/)(?:Patient|RelatedPerson|Practitioner)\//.test(reference)
  );
}

/** The charts of the episodes that a call asks for: a few, each asked for by many criteria. */
function remembered(chartSince: (start: ChartDate) => Chart): Chart['since'] {
  const known = new Map<string, Chart>();
  return (start) => {
    const key = `${start.text} ${start.earliest} ${start.latest}`;
    const chart = known.get(key) ?? chartSince(start);
    known.set(key, chart);
    return chart;
  };
}

/** The contained resource that a reference of its container names (`#x`). */
function containedAt(reference: string, contained: unknown): Fields | undefined {
  if (!reference.startsWith('#')) return undefined;
  return listOf(contained).find((one) => one.id === reference.slice(1));
}
