import { mayBearOnSafety, mayTellMore } from '../terminology/emergency-words.ts';
import { onlyTalksOfImplant } from '../terminology/implant-notes.ts';
import { implantOfCoding } from '../terminology/implants.ts';
import { lostByGoal, tellsInPlan } from '../terminology/lost-goals.ts';
import type { Concept } from '../terminology/types.ts';
import { askedFact } from './asked-fact.ts';
import type { ChartConditions } from './chart-conditions.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, dateOfDay, isFuture, today } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { deniedReason } from './denied-facts.ts';
import { statedDevice } from './device-facts.ts';
import { emergencyVisitFacts } from './emergency-visits.ts';
import { pregnancyInDocument, pregnancyOfStudy } from './fever-and-pregnancy.ts';
import { type Fields, firstMeaning, listOf, shortened, textOf, wordsOf } from './fields.ts';
import { freeTextsOf } from './free-texts.ts';
import { studyOrNamed } from './named-study.ts';
import { factBesideEmergencies, type Stated, statedFact } from './reason-facts.ts';
import { type References, referenceTo } from './references.ts';
import {
  conceptsDisplayed,
  conceptsNamed,
  type OnChart,
  statedConcepts,
  supportingConcepts,
  supportingDevices,
} from './stated-concepts.ts';
import { doubtedReason, withoutInstructions } from './told-beside.ts';
import type { ChartDate, ConditionFact, DeviceFact } from './types.ts';
import { isWithdrawn } from './what-it-says.ts';

/**
 * What must not be overlooked, where a record states it beside what it is about: the reasons of a visit, a request, a
 * prescription or a plan, the conclusions of a report, and what a draft order says of its patient.
 */
export class ChartStated {
  /** Implants that are told of, and not recorded as devices. */
  readonly devices: DeviceFact[] = [];
  readonly #asOf: Date;
  readonly #references: References;
  readonly #conditions: ChartConditions;
  readonly #onChart: OnChart;

  constructor(asOf: Date, references: References, conditions: ChartConditions) {
    this.#asOf = asOf;
    this.#references = references;
    this.#conditions = conditions;
    this.#onChart = {
      holds: (reference) => references.resourceAt(reference) !== undefined,
      isPatient: (subject) => references.isPatient(subject),
    };
  }

  addDevice(device: DeviceFact | undefined): void {
    if (device !== undefined) this.devices.push(device);
  }

  /** Why something was asked for, planned or done, or what a report concludes. */
  addReasons(
    fields: Fields,
    date: ChartDate | undefined,
    concepts = statedConcepts(fields, this.#onChart),
  ): void {
    const reference = referenceTo(fields);
    for (const one of concepts) this.#add(one, reference, date, 'other');
  }

  /** What a record says in words beside what it is about: its notes, directions, messages, alerts. It is asked about. */
  addWords(fields: Fields, date: ChartDate | undefined): void {
    const told = freeTextsOf(fields).flatMap((said) => {
      const rest = withoutInstructions(said);
      return mayTellMore(rest) ? [{ text: rest }] : [];
    });
    if (told.length > 0) this.addReasons(fields, date, told);
  }

  /** The pregnancy that a study looked at. */
  addStudy(study: Fields, date: ChartDate | undefined): void {
    this.#addFact(pregnancyOfStudy(study, date, this.#asOf));
  }

  /** What a plan is called, or a goal of these weeks is to bring back or to end: it is asked about. */
  addPlan(fields: Fields, date: ChartDate | undefined): void {
    const reference = referenceTo(fields);
    const { title, description } = fields;
    for (const said of [textOf(title), textOf(description) ?? wordsOf(description)]) {
      if (said === undefined || said === '') continue;
      const text = withoutInstructions(said);
      const lost = fields.resourceType === 'Goal' ? lostByGoal(said) : undefined;
      if (lost !== undefined && (date === undefined || !isLongAgo(date, this.#asOf)))
        this.#addFact(askedFact(new Set([lost]), [], date, cite(reference, date, shortened(said))));
      else if (tellsInPlan(text)) this.#add({ text: behindTitle(text) }, reference, date, 'other');
    }
  }

  /** Why a visit took place; what its reason denies is kept too. */
  addVisit(fields: Fields, date: ChartDate | undefined): void {
    const reference = referenceTo(fields);
    for (const type of listOf(fields.type))
      for (const one of conceptsNamed(type)) this.#add(one, reference, date, 'other');
    for (const one of statedConcepts(fields, this.#onChart)) {
      this.#add(one, reference, date, 'visit');
      this.#addFact(deniedReason(one, reference, date));
    }
    for (const fact of emergencyVisitFacts(fields, date, this.#asOf)) this.#addFact(fact);
  }

  /** The pregnancy that a document tells of: whoever asks for it looks at its day. */
  addDocument(document: Fields): void {
    this.#addFact(pregnancyInDocument(document));
  }

  /**
   * A draft order says why it is there, as an open request does. The complaint that an order of imaging is for is read with
   * the order itself; what it says beside that is of the patient.
   * @returns the devices that it holds and names
   */
  addDraft(draft: Fields): readonly Fields[] {
    if (!this.#references.isPatient(draft.subject) || isWithdrawn(draft)) return [];
    const reference = referenceTo(draft);
    const date = this.#dayOfDraft(draft);
    this.addReasons(draft, date, supportingConcepts(draft, this.#onChart));
    this.addReasons(
      draft,
      date,
      conceptsDisplayed(draft, (one) => this.#references.resourceAt(one)),
    );
    for (const told of [...listOf(draft.note), ...listOf(draft.orderDetail)]) {
      const text = textOf(told.text) ?? wordsOf(told);
      if (!mayBearOnSafety(text)) continue;
      // What cannot wait is asked about by the words of the order themselves.
      this.#addBeside({ text }, reference, date, besideEmergencies);
    }
    const stated = statedConcepts(draft, this.#onChart);
    for (const one of stated)
      this.#addFact(doubtedReason(one, { reference, date, asOf: this.#asOf }));
    if (studyOrNamed(draft.code) === undefined)
      this.addReasons(draft, date, [...stated, ...conceptsNamed(draft.code)]);
    else for (const one of stated) this.#addBeside(one, reference, date, ['pregnancy']);
    return supportingDevices(draft, this.#onChart);
  }

  /** A draft in hand was written, whatever the clock says that wrote its time: what it says is of today at the latest. */
  #dayOfDraft(draft: Fields): ChartDate {
    const written = chartDate(draft.authoredOn);
    const isLater = written === undefined || isFuture(written, this.#asOf);
    return isLater ? dateOfDay(today(this.#asOf)) : written;
  }

  #add(concept: Fields, reference: string, date: ChartDate | undefined, by: Stated['by']): void {
    this.#addFact(statedFact(concept, { reference, date, asOf: this.#asOf, by }));
    this.#addImplant(concept, reference, date);
  }

  /** Of what a draft says only an implant, and what means one of some concepts. */
  #addBeside(
    concept: Fields,
    reference: string,
    date: ChartDate | undefined,
    concepts: readonly Concept[],
  ): void {
    this.#addFact(factBesideEmergencies(concept, { reference, date, asOf: this.#asOf }, concepts));
    this.#addImplant(concept, reference, date);
  }

  #addImplant(concept: Fields, reference: string, date: ChartDate | undefined): void {
    const device = statedDevice({ code: concept }, reference, date);
    if (device !== undefined && !isOnlyTalkedOf(concept)) this.devices.push(device);
  }

  #addFact(fact: ConditionFact | undefined): void {
    if (fact !== undefined) this.#conditions.addStated(fact);
  }
}

/** A code says that the implant is there. */
const isOnlyTalkedOf = ofConcept(
  (concept) =>
    firstMeaning(concept, implantOfCoding) === undefined && onlyTalksOfImplant(wordsOf(concept)),
);

/** "Home health plan of care: new onset paraparesis" names behind its kind what it is for. */
function behindTitle(text: string): string {
  return text.replace(/^[^:]*\b(?:plan|goal|care|problem)\b[^:]*:\s*/i, '');
}

const besideEmergencies: readonly Concept[] = [
  'fever',
  'malignancy',
  'history-of-malignancy',
  'pregnancy',
];
