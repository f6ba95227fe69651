import type { Patient, ServiceRequest } from 'fhir/r4.js';
import type { Evidence } from '../logic/finding.ts';
import type { ContactKind } from '../terminology/contacts.ts';
import type { ContrastMedium } from '../terminology/contrast-reactions.ts';
import type { ImplantKind } from '../terminology/implants.ts';
import type { LimbPlace, Side } from '../terminology/limbs.ts';
import type { Places } from '../terminology/places-in-words.ts';
import type { ProposedOrder } from '../terminology/proposed-orders.ts';
import type {
  BodyRegion,
  Concept,
  Conclusion,
  Study,
  Technique,
  TreatmentKind,
} from '../terminology/types.ts';

/** Whole days since 1970-01-01 in the calendar of the call. */
export type Day = number;

/** A FHIR date or dateTime. A partial date denotes every day from `earliest` to `latest`; a full one has both equal. */
export interface ChartDate {
  readonly text: string;
  readonly earliest: Day;
  readonly latest: Day;
  /** Milliseconds since the epoch, where a time of day with its zone was written. */
  readonly instant?: number;
}

/**
 * A Condition of the patient, or a coded reason of an order. `entered-in-error` ones never become facts; family
 * history never does.
 */
export interface ConditionFact {
  readonly concepts: ReadonlySet<Concept>;
  /** `refuted` is evidence of absence; `unconfirmed`, `provisional` and `differential` are `suspected`. */
  readonly certainty: 'known' | 'suspected' | 'refuted';
  /** Not inactive, in remission, resolved or abated in the past. */
  readonly current: boolean;
  readonly onset?: ChartDate | undefined;
  /** `recordedDate`; says when it was noted, never when it began. */
  readonly recorded?: ChartDate | undefined;
  /** Where the code, the body site or the text puts it; empty where nothing says. */
  readonly regions: readonly BodyRegion[];
  /** Of several complaints at several levels where each lies; one that is not there lies at all of them. */
  readonly places?: Places | undefined;
  readonly severe: boolean;
  readonly bilateral: boolean;
  /** The side of the body that its words or body site name. */
  readonly side?: Side | undefined;
  /** The device or foreign body, where the condition is the state of having one. */
  readonly implant?: ImplantKind | undefined;
  readonly origin: 'condition' | 'order-reason' | 'observation';
  /** Recognisably a complaint elsewhere in the body, or of another kind: no reason of a treatment or a visit for the spine. */
  readonly elsewhere?: true | undefined;
  /** Of a symptom of a nerve or of a limb that means nothing more here: the levels that it may come from. */
  readonly symptomOf?: readonly BodyRegion[] | undefined;
  /** No code said it: a published phrase stands in its words. */
  readonly fromText?: true | undefined;
  /** The codes and displays of an emergency, which tell it apart from another of its kind. */
  readonly codedAs?: readonly string[] | undefined;
  /** A code stands there, whether or not it is known. */
  readonly isCoded?: boolean;
  /**
   * An encounter diagnosis without status and onset speaks of its own day alone (reading A62): the day, or
   * `unknown`. One older than twelve weeks is not `current` unless the episode reaches back to it.
   */
  readonly spokenOn?: ChartDate | 'unknown' | undefined;
  /** The day on which it ended, where the record says so. */
  readonly ended?: ChartDate | undefined;
  readonly evidence: Evidence;
}

/** An Encounter that took place. */
export interface EncounterFact {
  /** Read from class, type, service type and their words together (reading A58). */
  readonly kind: ContactKind;
  /** `kind` says so for certain. */
  readonly inPerson: boolean;
  /** Facts for the stated reasons; empty where none is stated (reading A60). */
  readonly reasons: readonly ConditionFact[];
  /** Began before today, and nobody closed it in the record (reading A65). */
  readonly notClosed?: true | undefined;
  readonly date?: ChartDate | undefined;
  /** The last day of a stay: the patient was seen on each of its days. */
  readonly until?: ChartDate | undefined;
  /** Words of its reasons that say that the complaint gets better, or that there is none any more. */
  readonly saysBetter?: Evidence;
  readonly evidence: Evidence;
}

export type TreatmentOutcome = 'failed' | 'improved' | 'resolved';

/** Treatment of the patient, by a provider or by the patient alone. */
export interface TreatmentFact {
  readonly kind: TreatmentKind;
  readonly providerDirected: boolean;
  readonly start?: ChartDate | undefined;
  /** Absent with `ongoing` true: still under way today. Absent with `ongoing` false: unknown. */
  readonly end?: ChartDate | undefined;
  readonly ongoing: boolean;
  readonly outcome?: TreatmentOutcome | undefined;
  /** Facts for the stated reasons; empty where none is stated. A stated reason that maps to no concept has an empty concept set. */
  readonly reasons: readonly ConditionFact[];
  /** One dated session of a therapy: sessions that follow each other closely are one course (reading A57). */
  readonly isSession?: true | undefined;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

/** A documented outcome of the treatment that stands outside a Procedure (Goal). */
export interface OutcomeFact {
  readonly outcome: TreatmentOutcome;
  /** The conditions of the spine that a Goal addresses; empty where none is stated. */
  readonly reasons: readonly ConditionFact[];
  /** The levels that its words name; empty where they name none. */
  readonly regions: readonly BodyRegion[];
  readonly date?: ChartDate | undefined;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

/** An imaging study that was done. */
export interface ImagingFact {
  /** The catalogue's study. */
  readonly study: Study;
  readonly date?: ChartDate | undefined;
  /** Status preliminary … appended and a conclusion, conclusionCode or result. An ImagingStudy alone never has results. */
  readonly resultsAvailable: boolean;
  /** Images were taken, whether or not a report of them is there. */
  readonly done?: true;
  readonly conclusions: ReadonlySet<Conclusion>;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

export type ExaminationElement = 'dermatomal-sensation' | 'motor' | 'reflexes' | 'tension-signs';

export interface ExaminationFact {
  readonly element: ExaminationElement;
  /** The levels whose nerves were examined; absent where nothing says. */
  readonly regions?: readonly BodyRegion[];
  readonly date?: ChartDate | undefined;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

export interface MotorGradeFact {
  /** 0 to 5. */
  readonly grade: number;
  /** "4+" or "4-": grade 4 for what asks for a grade, better or worse than another 4 of the limb. */
  readonly half?: 'plus' | 'minus' | undefined;
  readonly date?: ChartDate | undefined;
  readonly onset?: ChartDate | undefined;
  /** From the limb or the body site; empty where nothing says. */
  readonly regions: readonly BodyRegion[];
  /** The limb, side and muscle that were tested, as far as the record names them. */
  readonly limb: LimbPlace;
  /** Its site is none known here, or its words tell of another time: it supports nothing. */
  readonly doubtful?: true;
  /** Its words call it worse than before. */
  readonly isWorse?: true;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

/** How well a sense or a reflex of one limb works, or its strength where words tell it. Strength has grades of its own. */
export interface DeficitFact {
  readonly quality: 'motor' | 'sensory' | 'reflex';
  /** 0 for a normal finding, 1 for a lessened (or, of a reflex, heightened) one, 2 for an absent (or clonic) one. */
  readonly severity: 0 | 1 | 2;
  /** No list knows its words: it may be a weakness, and is compared with nothing. */
  readonly isUnread?: true;
  /** A number of which nobody says on which scale it is. */
  readonly doubtful?: true;
  readonly date?: ChartDate | undefined;
  readonly regions: readonly BodyRegion[];
  readonly limb: LimbPlace;
  readonly evidence: Evidence;
}

/** The levels of the spine that pain at a site is of; `elsewhere` in the body; `unknown` where a site is named that no list knows. */
export type PainSite = readonly BodyRegion[] | 'elsewhere' | 'unknown';

export interface PainScoreFact {
  /** 0 to 10; a 100-mm scale divided by ten. */
  readonly score: number;
  /** It is told as a bound: more, or less. */
  readonly bound?: 'at-least' | 'at-most';
  /** Where the record says that it hurts; absent where it does not say. */
  readonly site?: PainSite;
  /** The side of the arm or leg that it names, `unknown` where it names the limb alone; absent where it names none. */
  readonly limbSide?: 'left' | 'right' | 'both' | 'unknown';
  readonly date?: ChartDate | undefined;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

export type SurgeryKind =
  | 'fusion'
  | 'discectomy'
  | 'decompression'
  | 'anterior-arthrodesis'
  | 'anterior-deformity'
  | 'augmentation'
  | 'stimulator'
  | 'other';

/** Spine surgery, vertebral augmentation or stimulator procedure: performed, or planned. */
export interface SurgeryFact {
  readonly kind: SurgeryKind;
  readonly regions: readonly BodyRegion[];
  /** What it was the treatment of, where its code or name tells. */
  readonly treats?: 'syringomyelia';
  readonly date?: ChartDate | undefined;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

/** A procedure that is still to be done. One whose day has passed, or that was requested over a year ago, is none. */
export interface PlannedProcedureFact {
  readonly kind:
    | SurgeryKind
    | 'epidural-injection'
    | 'urgent-spine-referral'
    | 'anterior-initial'
    | 'anterior-revision-arthrodesis'
    | 'anterior-revision-deformity'
    | 'kyphoplasty';
  /** Where it is planned; empty where nothing says, which is no region of an order. */
  readonly regions: readonly BodyRegion[];
  /** The day it is planned for; never a day that has passed. */
  readonly date?: ChartDate | undefined;
  /** By the request's priority; absent where none is stated. An elective plan is not urgent. */
  readonly urgency?: 'urgent' | 'elective' | undefined;
  /** When it was ordered; absent where nothing says. */
  readonly requested?: ChartDate;
  /** When it was attested; absent for coded data. An attestation older than the episode does not count. */
  readonly authored?: ChartDate;
  readonly evidence: Evidence;
}

/** A device in the patient that bears on MRI. What is said of one says nothing of another. */
export interface DeviceFact {
  /** Undefined where its kind is not one that a coded condition names too. */
  readonly kind: ImplantKind | undefined;
  /** `conditional` stands for every documented clearance; `unknown` where nobody says, or records contradict each other. */
  readonly mri: 'unsafe' | 'conditional' | 'unknown';
  /** Only a part of it is recorded, a lead for instance: what clears that clears not the whole. */
  readonly isPart?: true;
  /** The day on which it was put in, or said to be there. */
  readonly since?: ChartDate | undefined;
  readonly evidence: Evidence;
}

/** An implant that was taken out, and none of its kind put in since. A part of it may have been left behind. */
export interface RemovedImplantFact {
  readonly kind: ImplantKind;
  readonly date: ChartDate | undefined;
  readonly evidence: Evidence;
}

/** A reaction to a contrast medium, or that the patient must not be given it. */
export interface ContrastReactionFact {
  readonly media: ReadonlySet<ContrastMedium>;
  readonly evidence: Evidence;
}

/** What is on the chart and could not be read, or not whole, in words. */
export interface UnreadEvidence extends Evidence {
  /** What could be read of it counts all the same. */
  readonly counts?: true;
  /** In our own words, for the card of an order that lacks what it bears on; days as ISO dates. */
  readonly onCard?: {
    readonly about: 'imaging' | 'treatment' | 'evaluation';
    readonly text: string;
  };
}

/** The newest counting answer to one item of the documentation Questionnaire. */
export interface Attestation {
  readonly linkId: string;
  readonly value: boolean | number | string | ChartDate;
  readonly authored: ChartDate;
  /** It outlasts the episode in which it was stated (site data about an implant and the like). */
  readonly standing?: true;
  /** The orders that the form was filled in for, where it names any: `ServiceRequest/mri-1`. */
  readonly about?: readonly string[];
  readonly evidence: Evidence;
}

/** An order, as the forms that were filled in for one are matched with it. */
export interface AnsweredOrder {
  readonly reference: string;
  /** The levels that it shows. */
  readonly regions: readonly BodyRegion[];
  /** The levels of the orders of the same call; undefined for any other. */
  levelsOf(reference: string): readonly BodyRegion[] | undefined;
}

/** The patient's facts for one call. Built once, in one pass; nothing scans resources again. */
export interface Chart {
  readonly patient: Patient | undefined;
  readonly birthDate?: ChartDate | undefined;
  readonly conditions: readonly ConditionFact[];
  /**
   * Conditions whose words name the spine and mean nothing that is known here, and signs of the cord without a day or
   * a clear value: they support nothing, and may be what must not wait.
   */
  readonly notUnderstood: readonly ConditionFact[];
  /** The conditions that carry a concept, whatever their certainty and currency. */
  conditionsOf(concept: Concept): readonly ConditionFact[];
  /** The fact of a Condition or a finding by `ResourceType/id`. */
  conditionByReference(reference: string): ConditionFact | undefined;
  readonly encounters: readonly EncounterFact[];
  readonly treatments: readonly TreatmentFact[];
  readonly outcomes: readonly OutcomeFact[];
  /** Plain radiographs and advanced imaging, each once. */
  readonly imaging: readonly ImagingFact[];
  readonly examinations: readonly ExaminationFact[];
  readonly motorGrades: readonly MotorGradeFact[];
  readonly deficits: readonly DeficitFact[];
  readonly painScores: readonly PainScoreFact[];
  readonly surgeries: readonly SurgeryFact[];
  readonly plannedProcedures: readonly PlannedProcedureFact[];
  readonly devices: readonly DeviceFact[];
  readonly removedImplants: readonly RemovedImplantFact[];
  /** Looked for once a study with contrast is in question: hardly a chart tells of any. */
  readonly contrastReactions: () => readonly ContrastReactionFact[];
  /** Films, therapy and visits that were asked for, and whose request is still open. */
  readonly awaited: readonly Awaited[];
  /** Whether anything was attested at all. */
  readonly isAttested: boolean;
  /** The same chart with only what was attested on or after a day; with `perhaps` also what may have been. */
  since(start: ChartDate, howSure?: 'perhaps'): Chart;
  /** The same chart without what was attested for an order of another level. */
  of(order: AnsweredOrder): Chart;
  /** By linkId: the newest answer among the responses that count, authored not after today. */
  attested(linkId: string): Attestation | undefined;
  /** By linkId: one of the newest answers where they contradict each other. Then none is attested, and the item is open. */
  contradicted(linkId: string): Attestation | undefined;
  /** As `attested`, whatever episode it was given in. */
  attestedEver(linkId: string): Attestation | undefined;
  /** Answers and site data that could not be read, and what else stands there and could not be used: shown to whoever gave it. */
  readonly unread: readonly UnreadEvidence[];
  /** What was left out and why, without content: for the log (`other-patient`, `entered-in-error`, …). */
  readonly dropped: ReadonlyMap<string, number>;
}

/** What was asked for and is not done, as far as an imaging order may wait for it: a plain film, therapy, a visit. */
export interface Awaited {
  /** The regions that the film shows; empty where none is asked for. */
  readonly film: readonly BodyRegion[];
  /** What the therapy is for; absent where none is asked for. */
  readonly therapy?: readonly ConditionFact[];
  readonly visit?: ProposedOrder;
  readonly authored: ChartDate | undefined;
}

/** A draft order for spine imaging, read once. */
export interface DraftOrder {
  /** `ServiceRequest/mri-1`, as `draftOrders` names it. */
  readonly reference: string;
  readonly resource: ServiceRequest;
  readonly study: Study;
  readonly techniques: ReadonlySet<Technique>;
  /** reasonCode and reasonReference; refuted, resolved or erroneous conditions are left out. */
  readonly reasons: readonly ConditionFact[];
  /** What cannot wait, and the words of its reasons say is not there. */
  readonly denied: readonly ConditionFact[];
  /** Words of its reasons and notes that say that the complaint gets better, or is over, with the levels that they name. */
  readonly improving: readonly Pick<OutcomeFact, 'regions' | 'evidence'>[];
  /** Words of its reasons and notes after which it may be for somebody who has no complaint any more. */
  readonly withoutComplaint: readonly Evidence[];
  /** Words of its reasons and notes after which it may be for surveillance alone. */
  readonly surveillance: readonly Evidence[];
  /** Words of its reasons and notes that say that the study was made already. */
  readonly studyDone: readonly Evidence[];
  /** Regions from `bodySite`; empty where it says none. */
  readonly bodyRegions: readonly BodyRegion[];
  /** No code is known here: the study was read from its words. */
  readonly fromText?: true;
  /** Its words say that MRI is contraindicated for this patient. */
  readonly mriUnsafe?: Evidence;
  /** Its words say that MRI cannot be done, of somebody else's device or for a reason that may be another one. */
  readonly mriDoubted?: Evidence;
}

/** A red flag that an order's own words name. It prompts, and never supports. */
export interface RedFlagMention {
  /** The item that it answers: a red flag's own, `red-flag.cauda-equina`, or one that mentions a flag. */
  readonly criterion: string;
  /** True, or a grade of strength of 0 to 5. */
  readonly value: true | number;
  /** The sentence as it stands in the order. */
  readonly quote: string;
}
