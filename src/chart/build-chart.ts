import type { Patient, Resource } from 'fhir/r4.js';
import { namesImaging } from '../terminology/study-words.ts';
import { atOnce, type Work } from '../turns.ts';
import { awaitedBy } from './awaited.ts';
import { ChartAnswers } from './chart-answers.ts';
import { byConcept, ChartConditions } from './chart-conditions.ts';
import { ChartDevices } from './chart-devices.ts';
import { ChartImaging } from './chart-imaging.ts';
import { ChartObservations } from './chart-observations.ts';
import type { ChartParts } from './chart-parts.ts';
import { ChartStated } from './chart-stated.ts';
import { ChartTreatments } from './chart-treatments.ts';
import { ChartVisits } from './chart-visits.ts';
import { keptConcept } from './codeable-concept.ts';
import { ContactsThatWereNone } from './contacts-that-were-none.ts';
import { contrastReactionFacts, contrastReactionsOf } from './contrast-facts.ts';
import { chartDate } from './dates.ts';
import { beginOfPlan, dayOfStatement, isInForce, performedOn } from './days-of-records.ts';
import { devicesInDocument, devicesInForm, pumpOfMedicine } from './devices-told.ts';
import type { Dropped } from './dropped.ts';
import { effectiveOf } from './effective-date.ts';
import { byText } from './fact-order.ts';
import { codeOf, codeText, type Fields, fieldsOf, listOf, textOf, wordsOf } from './fields.ts';
import { finishedChart } from './finished-chart.ts';
import { isAboutAnother } from './focus.ts';
import { imagingStudyFacts, performedStudyFacts, requestedStudyFacts } from './imaging-facts.ts';
import { infectedOperations } from './infected-operations.ts';
import { studyOrNamed } from './named-study.ts';
import { unknownSessions } from './not-known-here.ts';
import { operatedFact } from './operated-facts.ts';
import {
  type DoneProcedure,
  doneProcedure,
  isIntervention,
  orderedProcedure,
  preparedProcedure,
  stimulatorInReason,
  surgeryFact,
} from './procedure-facts.ts';
import { References, referenceTo } from './references.ts';
import type { SiteFactReader } from './site-facts.ts';
import { conceptsNamed, sentencesTelling } from './stated-concepts.ts';
import { StatedReasons } from './stated-reasons.ts';
import { withoutTakenBack } from './taken-back-records.ts';
import type { Chart, UnreadEvidence } from './types.ts';
import { hasUnknownModifier, withoutTime } from './unknown-modifier.ts';
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
  /** The draft orders of the call: what cannot wait may be the reason of any of them. */
  readonly draftOrders?: readonly unknown[];
  /** Canonical URLs, without a version, under which an EHR keeps the documentation form as its own. */
  readonly localForms?: readonly string[];
  /** Told after each step how many findings of an examination were read until now; what it throws ends the reading. */
  readonly whileReading?: (findings: number) => void;
}

/**
 * Turns resources into the patient's facts. One pass reads them by type; references between them (reasons, medications)
 * are followed afterwards by an index. Anything about someone else, erroneous or unreadable is dropped and counted;
 * nothing throws.
 */
export function buildChart(input: ChartInput): Chart {
  return atOnce(buildingChart(input));
}

/** Resources that are read before the work may be left. */
const resourcesOfAStep = 64;

/** The same as {@link buildChart}, as work that can be left after so many resources. */
export function* buildingChart(input: ChartInput): Work<Chart> {
  const resources = withoutTakenBack(newestVersions(input.resources));
  const builder = new ChartBuilder(input, resources);
  for (let from = 0; from < resources.length; from += resourcesOfAStep) {
    if (from > 0) yield;
    builder.addSome(resources, from, Math.min(from + resourcesOfAStep, resources.length));
    input.whileReading?.(builder.findings);
  }
  return builder.chart();
}

class ChartBuilder {
  readonly #asOf: Date;
  readonly #patientId: string;
  readonly #readSite: SiteFactReader | undefined;
  readonly #translate: ChartInput['translate'];
  readonly #drafts: readonly Fields[];
  readonly #contacts: ContactsThatWereNone;
  readonly #references: References;
  readonly #conditions: ChartConditions;
  readonly #reasons: StatedReasons;
  readonly #stated: ChartStated;
  readonly #treatments: ChartTreatments;
  readonly #imaging: ChartImaging;
  readonly #observations: ChartObservations;
  readonly #devices: ChartDevices;
  readonly #visits: ChartVisits;
  readonly #answers: ChartAnswers;
  #patient: Patient | undefined;
  #birthDate: Chart['birthDate'];
  /** Open requests, which point at their reasons, which may come later. */
  readonly #requests: Fields[] = [];
  /** All that speaks of the patient. */
  readonly #records: Fields[] = [];
  readonly #done: DoneProcedure[] = [];
  readonly #dropped = new Map<string, number>();
  readonly #unread: UnreadEvidence[] = [];
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

  constructor(input: ChartInput, resources: readonly Resource[]) {
    this.#asOf = input.asOf;
    this.#patientId = input.patientId;
    this.#readSite = input.siteFacts;
    this.#translate = input.translate;
    this.#drafts = listOf(input.draftOrders);
    this.#contacts = new ContactsThatWereNone(resources);
    this.#references = new References(input.patientId, resources);
    this.#conditions = new ChartConditions(input.asOf, this.#references, this.#drop);
    this.#reasons = new StatedReasons(this.#conditions.at, (written) =>
      this.#references.resourceAt(written),
    );
    this.#stated = new ChartStated(input.asOf, this.#references, this.#conditions);
    this.#treatments = new ChartTreatments(input.asOf, this.#references);
    this.#imaging = new ChartImaging(this.#references);
    this.#devices = new ChartDevices(input.asOf, this.#stated);
    this.#visits = new ChartVisits(input.asOf, {
      conditions: this.#conditions,
      stated: this.#stated,
      treatments: this.#treatments,
      references: this.#references,
    });
    this.#answers = new ChartAnswers(input.asOf, input.localForms ?? [], this.#drop);
    const to = {
      parts: this.#parts,
      devices: this.#devices.recorded,
      conditions: this.#conditions,
      imaging: this.#imaging,
    };
    this.#observations = new ChartObservations(input.asOf, to, this.#references);
  }

  /** How many findings of an examination were read. */
  get findings(): number {
    return this.#parts.motorGrades.length + this.#parts.deficits.length;
  }

  /** Reads the resources from one position up to another. */
  addSome(resources: readonly Resource[], from: number, to: number): void {
    for (let at = from; at < to; at += 1) this.add(resources[at]);
  }

  /** Reads one resource. */
  add(resource: unknown): void {
    const given = fieldsOf(resource);
    const known =
      given === undefined || this.#translate === undefined ? given : this.#translate(given);
    const type = codeText(known?.resourceType);
    if (known === undefined || type === undefined) {
      this.#drop('unreadable');
      return;
    }
    const isModified = hasUnknownModifier(known);
    const fields = this.#contacts.read(isModified ? withoutTime(known) : known);
    if (type === 'Patient') {
      this.#addPatient(fields);
      return;
    }
    const silence = silenceOf(fields);
    if (type === 'Medication') {
      if (silence === undefined) this.#treatments.addMedication(fields);
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
      if (silence === 'not-done' && type === 'MedicationStatement')
        this.#treatments.addNotTaken(fields);
      // Why it was withdrawn or given up may hold for the patient: "cancelled, MR unsafe pacemaker".
      if (silence === 'not-done' && mayTellWhyNot.has(type)) this.#devices.addTold(fields);
      this.#drop(silence);
      return;
    }
    if (isModified) {
      const text = `What a ${type} means is changed by an extension that is not known here`;
      this.#unread.push({ reference: referenceTo(fields), text });
    }
    if (
      type === 'Observation' &&
      fields.focus !== undefined &&
      isAboutAnother(fields, this.#references)
    ) {
      this.#drop('other-patient');
      return;
    }
    if (this.#readSite !== undefined)
      this.#answers.addSiteFacts(this.#readSite, fields, referenceTo(fields));
    this.#addFact(type, fields);
  }

  #addFact(type: string, fields: Fields): void {
    if (type !== 'Device' && type !== 'Observation') this.#devices.addTold(fields);
    this.#records.push(fields);
    switch (type) {
      case 'Condition':
        this.#devices.addCondition(fields);
        this.#conditions.add(fields);
        break;
      case 'Observation':
        this.#count(this.#observations.add(fields));
        break;
      case 'Encounter':
        this.#visits.add(fields);
        this.#devices.addLookedAfter(
          listOf(fields.type),
          referenceTo(fields),
          chartDate(fieldsOf(fields.period)?.start),
        );
        break;
      case 'Procedure':
        this.#addProcedure(fields);
        break;
      case 'MedicationRequest':
        this.#stated.addDevice(pumpOfMedicine(fields));
        if (fields.status === 'active') {
          this.#stated.addReasons(fields, chartDate(fields.authoredOn));
          this.#stated.addWords(fields, chartDate(fields.authoredOn));
        }
        this.#treatments.add(fields);
        break;
      case 'CarePlan':
        if (fields.status === 'active') {
          this.#stated.addReasons(fields, beginOfPlan(fields));
          for (const { detail } of listOf(fields.activity))
            this.#stated.addReasons({ ...fieldsOf(detail), ...ofContainer(fields) }, undefined);
          this.#stated.addPlan(fields, beginOfPlan(fields));
          this.#stated.addWords(fields, beginOfPlan(fields));
        }
        this.#treatments.add(fields);
        break;
      case 'Goal':
        if (isUnderWay(fields))
          this.#stated.addPlan(fields, chartDate(fields.startDate) ?? chartDate(fields.statusDate));
        this.#treatments.add(fields);
        break;
      case 'MedicationStatement':
        this.#stated.addDevice(pumpOfMedicine(fields));
        this.#treatments.add(fields);
        break;
      case 'ServiceRequest':
        this.#addServiceRequest(fields, referenceTo(fields));
        break;
      case 'DiagnosticReport':
        this.#addReport(fields);
        break;
      case 'ImagingStudy':
        this.#addImages(fields, referenceTo(fields));
        break;
      case 'Device':
        this.#count(this.#devices.add(fields, referenceTo(fields)));
        this.#stated.addWords(fields, undefined);
        break;
      case 'DeviceUseStatement':
        this.#devices.addUse(fields, referenceTo(fields));
        break;
      case 'Flag':
        if (isInForce(fields.period, this.#asOf)) this.#addFlag(fields);
        break;
      case 'DocumentReference':
        this.#devices.addAll(devicesInDocument(fields));
        this.#stated.addDocument(fields);
        break;
      case 'AllergyIntolerance':
        if (contrastReactionFacts(fields).length === 0) this.#drop('unused');
        break;
      case 'ClinicalImpression':
      case 'DetectedIssue':
      case 'AdverseEvent':
      case 'EpisodeOfCare':
        this.#stated.addReasons(fields, dayOfStatement(fields));
        break;
      case 'Communication':
        this.#addMessage(fields);
        break;
      case 'QuestionnaireResponse':
        this.#addResponse(fields, referenceTo(fields));
        break;
      default:
        this.#drop('unused');
        break;
    }
  }

  readonly #drop = (reason: string): void => {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
  };

  #count(reason: Dropped | undefined): void {
    if (reason !== undefined) this.#drop(reason);
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

  #addProcedure(fields: Fields): void {
    const reference = referenceTo(fields);
    const date = performedOn(fields);
    const code = keptConcept(fields.code) ?? fields.code;
    if (isIntervention(fields)) {
      this.#keep(this.#parts.surgeries, surgeryFact(fields, reference, this.#asOf));
      this.#keep(this.#done, doneProcedure(fields, reference));
      this.#take(this.#parts.plannedProcedures, preparedProcedure(fields, reference, this.#asOf));
    }
    this.#parts.imaging.push(...performedStudyFacts(fields, reference, this.#asOf));
    const operated = operatedFact(fields, reference, date, this.#asOf);
    if (operated !== undefined) this.#conditions.addStated(operated);
    this.#stated.addReasons(fields, date);
    this.#stated.addStudy(fields, date);
    this.#stated.addWords(fields, date);
    this.#devices.addProcedure(fields, code, reference);
    this.#treatments.add(fields);
  }

  #addServiceRequest(fields: Fields, reference: string): void {
    if (fields.status === 'active') {
      const date = chartDate(fields.authoredOn);
      this.#stated.addReasons(fields, date);
      this.#stated.addReasons(fields, date, conceptsNamed(fields.code));
      this.#stated.addWords(fields, date);
    }
    this.#imaging.addStudied(reference, fields);
    this.#take(this.#parts.plannedProcedures, orderedProcedure(fields, reference, this.#asOf));
    this.#parts.imaging.push(...requestedStudyFacts(fields, reference));
    if (fields.status !== 'active' && fields.status !== 'completed') return;
    if (fields.status === 'active') this.#requests.push(fields);
    this.#treatments.addRequest(fields, reference);
  }

  #addFlag(fields: Fields): void {
    const since = chartDate(fieldsOf(fields.period)?.start);
    this.#devices.addFlag(fields, referenceTo(fields));
    this.#stated.addReasons(fields, since, [fieldsOf(fields.code) ?? {}]);
    this.#stated.addWords(fields, since);
  }

  #addMessage(fields: Fields): void {
    const date = chartDate(fields.sent) ?? chartDate(fields.received);
    this.#visits.addCall(fields);
    this.#stated.addReasons(fields, date);
    this.#stated.addWords(fields, date);
  }

  #addReport(fields: Fields): void {
    const conclusion = textOf(fields.conclusion) ?? '';
    this.#devices.addWords(conclusion, referenceTo(fields));
    this.#devices.addLookedAfter([fields.code], referenceTo(fields), effectiveOf(fields));
    this.#stated.addStudy(fields, effectiveOf(fields));
    this.#stated.addReasons(fields, effectiveOf(fields));
    // A report of no study is a letter: what it names is asked about, as what any note names.
    if (studyOrNamed(fields.code) === undefined && !namesImaging(wordsOf(fields.code)))
      this.#stated.addReasons(fields, effectiveOf(fields), sentencesTelling(conclusion));
    this.#imaging.addReport(fields);
  }

  #addImages(fields: Fields, reference: string): void {
    this.#imaging.addStudied(reference, fields);
    this.#stated.addReasons(fields, chartDate(fields.started));
    this.#parts.imaging.push(...imagingStudyFacts(fields, reference, this.#asOf));
  }

  #addResponse(fields: Fields, reference: string): void {
    const isOwn = this.#answers.isOwn(fields);
    this.#devices.addAll(devicesInForm(fields, isOwn));
    if (isOwn) this.#answers.add(fields, reference);
    else {
      this.#stated.addWords(fields, chartDate(fields.authored));
      this.#drop('unused');
    }
  }

  /** The finished chart; facts of one kind are ordered by date, then by reference. */
  chart(): Chart {
    const parts = this.#parts;
    this.#conditions.finish();
    const encounters = this.#visits.read(parts, this.#reasons, this.#drop);
    const drafts: Fields[] = [];
    for (const draft of this.#drafts) {
      if (this.#references.isPatient(draft.subject)) {
        this.#keep(
          parts.plannedProcedures,
          stimulatorInReason(draft, referenceTo(draft), this.#asOf),
        );
        drafts.push(draft);
      }
      for (const device of this.#stated.addDraft(draft))
        this.#count(this.#devices.add(device, referenceTo(draft)));
    }
    this.#imaging.read(parts.imaging, this.#unread, this.#conditions, this.#asOf);
    for (const fact of infectedOperations(this.#records, parts.surgeries, this.#asOf))
      this.#conditions.addStated(fact);
    const conditions = this.#conditions.sorted();
    this.#treatments.read(parts, this.#reasons, this.#drop);
    parts.outcomes.push(...this.#conditions.courses());
    const standing = {
      patient: this.#patient,
      birthDate: this.#birthDate,
      conditions,
      notUnderstood: this.#conditions.notUnderstood(),
      conditionsOf: byConcept(conditions),
      conditionByReference: this.#conditions.at,
      encounters,
      awaited: this.#requests.flatMap((request) => awaitedBy(request, this.#reasons.of) ?? []),
      devices: this.#devices.all(),
      removedImplants: this.#devices.removed(),
      contrastReactions: contrastReactionsOf(this.#records, drafts),
      unread: [
        ...this.#unread,
        ...this.#answers.unread,
        ...this.#notes(encounters),
        ...unknownSessions(this.#treatments.untreated, this.#asOf),
      ].sort(byText),
      dropped: this.#dropped,
    };
    return finishedChart(standing, {
      coded: parts,
      answers: this.#answers.all(),
      levelsOf: this.#imaging.levelsOf,
      done: this.#done,
      asOf: this.#asOf,
    });
  }

  #notes(encounters: Chart['encounters']): readonly UnreadEvidence[] {
    return unreadNotes({
      treatments: this.#parts.treatments,
      encounters,
      referrals: this.#treatments.referralNames,
      followed: this.#treatments.followed,
    });
  }
}

/** What is ordered or done in an MRI. */
const mayTellWhyNot: ReadonlySet<string> = new Set(['ServiceRequest', 'Procedure']);

/** A goal that is neither reached nor given up. */
function isUnderWay({ lifecycleStatus, achievementStatus }: Fields): boolean {
  const isOpen = lifecycleStatus === 'active' || lifecycleStatus === 'accepted';
  const reached = codeOf(achievementStatus);
  return isOpen && reached !== 'achieved' && reached !== 'sustaining';
}

/** What an element of a resource is known by: references in it may point at what the resource holds. */
function ofContainer({ resourceType, id, contained }: Fields): Fields {
  return { resourceType, id, contained };
}
