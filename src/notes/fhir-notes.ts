import type { Resource } from 'fhir/r4.js';
import { type AttachmentText, textOfAttachment } from '../attachments/attachment-text.ts';
import { textOfHtml } from '../attachments/html-text.ts';
import { chartDate } from '../chart/dates.ts';
import {
  type Fields,
  fieldsOf,
  listOf,
  localReference,
  referenceOf,
  textOf,
  wordsOf,
} from '../chart/fields.ts';
import {
  isCordScale,
  tellingComplaint,
  tellingComplaints,
  tellingConcept,
  tellingConcepts,
  tellingNotes,
  tellingOf,
  wordsOfCondition,
  wordsOfForm,
  wordsOfObservation,
  wordsOfPlan,
} from './telling-words.ts';
import { type Note, typeOfDraft } from './types.ts';

/** What FHIR resources hold in words, and what of it could not be read. */
export interface NotesRead {
  readonly notes: readonly Note[];
  readonly unread: readonly Unread[];
}

/** A part of a note that could not be read. */
export interface Unread {
  readonly resource: string;
  readonly why: string;
  /** The note's day, where it tells one. */
  readonly date?: string;
}

interface Words {
  readonly type: string;
  readonly dates: readonly unknown[];
  readonly texts: readonly (string | AttachmentText)[];
}

/** Where each type of resource keeps words, what it calls itself, and what dates it, best first. */
const readers: ReadonlyMap<unknown, (resource: Fields) => Words> = new Map(
  Object.entries<(resource: Fields) => Words>({
    DocumentReference: (document) => ({
      type: wordsOf(document.type),
      dates: [fieldsOf(fieldsOf(document.context)?.period)?.start, document.date],
      texts: [
        ...tellingOf(document.description),
        ...listOf(document.content).map((one) =>
          textOfAttachment(attachedTo(document, fieldsOf(one.attachment) ?? {})),
        ),
      ],
    }),
    DiagnosticReport: (report) => {
      const attached = listOf(report.presentedForm).map((form) =>
        textOfAttachment(attachedTo(report, form)),
      );
      const conclusion = textOf(report.conclusion);
      const narrative = textOf(fieldsOf(report.text)?.div);
      const said = conclusion === undefined ? [] : [headed(conclusion)];
      const none = attached.length + said.length === 0 && narrative !== undefined;
      return {
        type: [...listOf(report.category).map(wordsOf), wordsOf(report.code)].join(' '),
        dates: [report.effectiveDateTime, fieldsOf(report.effectivePeriod)?.start, report.issued],
        texts: none ? [textOfHtml(narrative)] : [...attached, ...said],
      };
    },
    Observation: (observation) => ({
      type: wordsOf(observation.code),
      dates: [
        observation.effectiveDateTime,
        fieldsOf(observation.effectivePeriod)?.start,
        observation.issued,
      ],
      texts: wordsOfObservation(observation),
    }),
    Condition: (condition) => ({
      type: 'diagnosis',
      dates: [listOf(condition.note)[0]?.time, condition.recordedDate, condition.onsetDateTime],
      texts: wordsOfCondition(condition),
    }),
    Encounter: (encounter) => ({
      type: 'visit',
      dates: [fieldsOf(encounter.period)?.start],
      texts: [
        ...tellingConcepts(...listOf(encounter.type)),
        ...tellingComplaints(...listOf(encounter.reasonCode)),
      ],
    }),
    ClinicalImpression: (impression) => ({
      type: 'assessment',
      dates: [
        impression.effectiveDateTime,
        fieldsOf(impression.effectivePeriod)?.start,
        impression.date,
      ],
      texts: [impression.summary, impression.description].flatMap((one) => textOf(one) ?? []),
    }),
    CarePlan: (plan) => ({
      type: 'plan',
      dates: [plan.created, fieldsOf(plan.period)?.start],
      texts: wordsOfPlan(plan),
    }),
    Goal: (goal) => ({
      type: 'goal',
      dates: [goal.statusDate, goal.startDate],
      texts: tellingNotes(goal.note),
    }),
    MedicationRequest: (prescription) => ({
      type: 'prescription',
      dates: [prescription.authoredOn],
      texts: [
        ...tellingConcepts(...listOf(prescription.reasonCode)),
        ...tellingNotes(prescription.note),
      ],
    }),
    Procedure: (procedure) => ({
      type: 'procedure',
      dates: [procedure.performedDateTime, fieldsOf(procedure.performedPeriod)?.start],
      texts: [
        ...tellingConcepts(
          procedure.code,
          procedure.outcome,
          ...listOf(procedure.complication),
          ...listOf(procedure.reasonCode),
        ),
        ...tellingNotes(procedure.note),
      ],
    }),
    MedicationStatement: (medicine) => ({
      type: 'medicine',
      dates: [
        medicine.dateAsserted,
        medicine.effectiveDateTime,
        fieldsOf(medicine.effectivePeriod)?.start,
      ],
      texts: [...tellingConcepts(...listOf(medicine.reasonCode)), ...tellingNotes(medicine.note)],
    }),
    QuestionnaireResponse: (response) => ({
      type: 'form',
      dates: [response.authored],
      texts: wordsOfForm(response),
    }),
    ImagingStudy: (study) => ({
      type: 'study',
      dates: [study.started],
      texts: [...tellingConcepts(...listOf(study.reasonCode)), ...tellingNotes(study.note)],
    }),
    ServiceRequest: (order) => ({
      type: order.status === 'draft' ? typeOfDraft : 'order',
      dates: [order.authoredOn],
      texts: [...listOf(order.reasonCode), ...listOf(order.note)].flatMap(
        ({ text }) => textOf(text) ?? [],
      ),
    }),
  }),
);

/** An attachment, or the Binary inside the resource that it is a link to. */
function attachedTo(resource: Fields, attachment: Fields): Fields {
  const { data, url, contentType } = attachment;
  if (data !== undefined || typeof url !== 'string' || !url.startsWith('#')) return attachment;
  const binary = listOf(resource.contained).find(
    ({ resourceType, id }) => resourceType === 'Binary' && id === url.slice(1),
  );
  return binary === undefined ? attachment : { contentType, ...binary };
}

/**
 * The notes that resources of the patient hold: documents, reports, observations, diagnoses and reasons of visits in words,
 * notes on plans, prescriptions, procedures and studies, and an order's own reason and note. What was entered in error or superseded, and what is about someone else, is left out.
 * @param today the day that an order without a date is written on, `YYYY-MM-DD`
 */
export function notesOf(
  resources: readonly Resource[],
  { patientId, today }: { readonly patientId: string; readonly today: string },
): NotesRead {
  const notes: Note[] = [];
  const unread: Unread[] = [];
  for (const resource of resources) {
    const fields = fieldsOf(resource);
    if (fields === undefined || !mayHoldWords(fields)) continue;
    const read = readers.get(resource.resourceType);
    if (read === undefined) continue;
    const words = read(fields);
    if (words.texts.length === 0 || !isStanding(fields, patientId)) continue;
    addNote(resource, words, today, { notes, unread });
  }
  return { notes, unread };
}

/** Adds the note that a resource holds to those that were read, and what of it could not be. */
function addNote(
  { resourceType, id: ownId }: Resource,
  words: Words,
  today: string,
  { notes, unread }: { readonly notes: Note[]; readonly unread: Unread[] },
): void {
  const id = `${resourceType}/${ownId ?? ''}`;
  const given = words.dates
    .map(chartDate)
    .find((one) => one?.earliest === one?.latest && one !== undefined);
  const day = given?.text.slice(0, 10);
  const texts = words.texts.flatMap((one) => {
    if (typeof one === 'string') return [one];
    if ('text' in one) return [one.text];
    unread.push({ resource: id, why: one.unread, ...(day === undefined ? {} : { date: day }) });
    return [];
  });
  const text = texts.join('\n\n').trim();
  if (text === '') return;
  // An order in hand was written, whatever the clock says that dated it.
  const isOfLater = day === undefined || day > today;
  const written = resourceType === 'ServiceRequest' && isOfLater ? today : day;
  const date =
    resourceType === 'Condition' && written !== undefined && namesDayAfter(written, today, text)
      ? today
      : written;
  if (date === undefined) unread.push({ resource: id, why: 'no date' });
  if (date === undefined && ofVisits.has(resourceType))
    notes.push({ id, type: words.type, date: today, text, isUndated: true });
  else if (date !== undefined) {
    const instant = date === day ? given?.instant : undefined;
    notes.push({ id, type: words.type, date, text, ...(instant === undefined ? {} : { instant }) });
  }
}

/** What somebody wrote about the patient, whose red flags are asked about though no day is given. */
const ofVisits: ReadonlySet<string> = new Set(['DocumentReference', 'DiagnosticReport']);

/** Notes on a diagnosis go on after the day of the diagnosis: whether they name a day ("11/28") between it and today. */
function namesDayAfter(written: string, today: string, text: string): boolean {
  return Array.from(
    text.matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})(?![\d/])/g),
    ([, month = '', day = '']) =>
      `${today.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  ).some((named) => named > written && named <= today);
}

/** Most resources hold no words: told before anything else is asked of them. */
function mayHoldWords(fields: Fields): boolean {
  switch (fields.resourceType) {
    case 'Observation':
      return (
        fields.valueString !== undefined ||
        fields.valueCodeableConcept !== undefined ||
        fields.valueBoolean === true ||
        fields.component !== undefined ||
        fields.interpretation !== undefined ||
        fields.note !== undefined ||
        fields.contained !== undefined ||
        isCordScale(fields)
      );
    case 'Condition':
      return (
        fields.note !== undefined ||
        fields.evidence !== undefined ||
        tellingComplaint(fields.code).length > 0
      );
    case 'Encounter':
      return fields.type !== undefined || fields.reasonCode !== undefined;
    case 'Procedure':
      return (
        fields.note !== undefined ||
        fields.outcome !== undefined ||
        fields.complication !== undefined ||
        fields.reasonCode !== undefined ||
        tellingConcept(fields.code).length > 0
      );
    case 'MedicationRequest':
    case 'MedicationStatement':
      return fields.reasonCode !== undefined || fields.note !== undefined;
    default:
      return true;
  }
}

/** Whether a resource is about the patient and stands: neither entered in error nor superseded. */
export function holdsNotesOf(resource: Resource, patientId: string): boolean {
  const fields = fieldsOf(resource);
  return fields !== undefined && isStanding(fields, patientId);
}

function isStanding(fields: Fields, patientId: string): boolean {
  return isOf(patientId, fields) && !isWithdrawn(fields);
}

function isOf(patientId: string, { subject }: Fields): boolean {
  const whose = referenceOf(subject);
  return whose === undefined || localReference(whose) === `Patient/${patientId}`;
}

const withdrawn: ReadonlySet<unknown> = new Set(['entered-in-error', 'superseded', 'cancelled']);

function isWithdrawn({ status, docStatus, verificationStatus }: Fields): boolean {
  if (withdrawn.has(status) || withdrawn.has(docStatus)) return true;
  return listOf(fieldsOf(verificationStatus)?.coding).some(({ code }) => withdrawn.has(code));
}

/** A conclusion is an impression, unless it opens with a heading of its own: "INDICATION: … FINDINGS: …". */
function headed(conclusion: string): string {
  return opensWithHeading.test(conclusion) ? conclusion : `IMPRESSION: ${conclusion}`;
}

const opensWithHeading =
  /^\s*(?:(?:clinical )?(?:indication|history|information|question)s?|reason(?: for (?:exam|study|test))?|technique|comparison|findings|procedure|exam(?:ination)?)\s*:/i;
