import { type Fields, fields, isFields, list, text } from '../json.ts';
import { type Concept, isOf, type Level, levelsOf } from './codes.ts';
import { type Days, dayOf, days, isOnOrAfter } from './days.ts';

/** Something that the patient has or may have, and what is known of it. */
export interface Problem {
  readonly reference: string;
  readonly codes: readonly string[];
  readonly text: string;
  readonly onset: Days | undefined;
  readonly isCondition: boolean;
  readonly isConfirmed: boolean;
  readonly isSevere: boolean;
  /** An active condition of the patient that nothing on it leaves open. */
  readonly isStated: boolean;
  /** Something says when it began, or when it was written down. */
  readonly isDated: boolean;
}

/** One answered item of a documentation form. */
interface Answered {
  readonly linkId: string;
  readonly values: readonly unknown[];
  readonly authored: Days | undefined;
  readonly instant: number;
}

/** What a request says of its patient, read as generously as the evidence contract allows. */
export interface PatientRecord {
  readonly today: number;
  readonly now: number;
  /** Nothing in it is broken, so that what speaks against support is read as the service has to read it. */
  readonly isTrusted: boolean;
  readonly all: readonly Fields[];
  readonly problems: readonly Problem[];
  readonly answered: readonly Answered[];
}

/** The codes of a CodeableConcept, whatever their systems. */
export function codesOf(concept: unknown): readonly string[] {
  return list(fields(concept).coding).map((coding) => text(coding.code).trim());
}

/** All words of a resource that somebody wrote, in lower case. */
export function wordsOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value.toLowerCase();
  if (depth > 20) return '';
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, depth + 1)).join(' ');
  if (!isFields(value)) return '';
  return ['text', 'display', 'conclusion', 'name', 'note', 'coding', 'udiCarrier', 'deviceName']
    .map((key) => wordsOf(value[key], depth + 1))
    .join(' ');
}

/** Every resource that the call brings: its prefetch, its drafts, and what these contain. */
function everyResource(request: Fields): readonly Fields[] {
  const open = (value: unknown): readonly Fields[] => {
    if (!isFields(value)) return [];
    if (value.resourceType === 'Bundle')
      return list(value.entry).flatMap((one) => open(one.resource));
    return [value, ...list(value.contained).map((one) => ({ ...one, id: `#${text(one.id)}` }))];
  };
  return [...Object.values(fields(request.prefetch)), fields(request.context).draftOrders].flatMap(
    open,
  );
}

/** Another patient's resources never count; one that names nobody might be the patient's, but for a form. */
function isOwn(resource: Fields, patientId: string): boolean {
  if (resource.resourceType === 'Patient') return resource.id === patientId;
  const reference = text(fields(resource.subject ?? resource.patient).reference);
  if (reference === '') return resource.resourceType !== 'QuestionnaireResponse';
  return `/${reference}`.includes(`/Patient/${patientId}`);
}

function isCurrent(condition: Fields, today: number): boolean {
  const verification = codesOf(condition.verificationStatus);
  const clinical = codesOf(condition.clinicalStatus);
  const abated = days(condition.abatementDateTime) ?? days(fields(condition.abatementPeriod).end);
  return (
    !verification.some((code) => code === 'refuted' || code === 'entered-in-error') &&
    !clinical.some((code) => ['inactive', 'remission', 'resolved'].includes(code)) &&
    (abated === undefined || abated.last >= today)
  );
}

/** Answers that deny a finding, or that say that nobody looked. */
const noFinding = ['2667000', '260385009', '373067005', 'LA32-8', 'UNK', 'LA4489-6'];

function isNegated(observation: Fields): boolean {
  const said = codesOf(observation.valueCodeableConcept);
  return (
    observation.valueBoolean === false ||
    observation.dataAbsentReason !== undefined ||
    said.some((code) => noFinding.includes(code)) ||
    /^(no|none|absent|negative|not)\b/i.test(text(observation.valueString))
  );
}

/** Whether an Observation says anything. */
export function isObserved(resource: Fields): boolean {
  const silent = ['entered-in-error', 'registered', 'cancelled'];
  return (
    resource.resourceType === 'Observation' &&
    !silent.includes(text(resource.status)) &&
    !isNegated(resource)
  );
}

function problemOf(resource: Fields, today: number): Problem {
  const onset = days(resource.onsetDateTime) ?? days(fields(resource.onsetPeriod).start);
  const isCondition = resource.resourceType === 'Condition';
  const suspected = ['unconfirmed', 'provisional', 'differential'];
  return {
    reference: `${text(resource.resourceType)}/${text(resource.id)}`,
    codes: [...codesOf(resource.code), ...codesOf(resource.valueCodeableConcept)],
    text: wordsOf(resource.code),
    onset: isCondition ? onset : undefined,
    isCondition,
    isConfirmed: !codesOf(resource.verificationStatus).some((code) => suspected.includes(code)),
    isSevere: resource.severity !== undefined,
    isStated:
      isCondition &&
      (onset === undefined || onset.last <= today) &&
      codesOf(resource.clinicalStatus).join() === 'active' &&
      (resource.verificationStatus === undefined ||
        codesOf(resource.verificationStatus).join() === 'confirmed') &&
      text(fields(resource.subject).reference) !== '',
    isDated: !isCondition || onset !== undefined || resource.recordedDate !== undefined,
  };
}

function reasonsOf(order: Fields, today: number): readonly Problem[] {
  return list(order.reasonCode).map((reason) => ({
    ...problemOf({ code: reason }, today),
    reference: 'reasonCode',
  }));
}

function itemsOf(response: Fields): readonly Answered[] {
  const authored = days(response.authored);
  const written = Date.parse(text(response.authored));
  const instant = Number.isNaN(written) ? 0 : written;
  const open = (items: unknown, depth: number): readonly Answered[] =>
    list(depth > 100 ? [] : items).flatMap((item) => {
      // What a form filled in by itself and nobody confirmed is no answer.
      const answers = list(item.answer).filter(
        (answer) => !/information-origin.*"auto/.test(JSON.stringify(answer.extension ?? '')),
      );
      const values = answers.flatMap((answer) =>
        Object.entries(answer)
          .filter(([key]) => key.startsWith('value'))
          .map(([, value]) => (isFields(value) ? (value.code ?? value.value) : value)),
      );
      return [
        { linkId: text(item.linkId), values, authored, instant },
        ...open(item.item, depth + 1),
        ...answers.flatMap((answer) => open(answer.item, depth + 1)),
      ];
    });
  return open(response.item, 0);
}

function isForm(resource: Fields): boolean {
  return (
    resource.resourceType === 'QuestionnaireResponse' &&
    ['completed', 'amended'].includes(text(resource.status)) &&
    /Questionnaire\/spine-imaging-documentation(\|.*)?$/.test(text(resource.questionnaire))
  );
}

/** Reads what a hook request says of its patient as of an instant. */
export function readRecord(request: Fields, now: number, isTrusted = true): PatientRecord {
  const patientId = text(fields(request.context).patientId);
  const all = everyResource(request).filter((resource) => isOwn(resource, patientId));
  const today = dayOf(now);
  const current = all.filter(
    (resource) =>
      isObserved(resource) || (resource.resourceType === 'Condition' && isCurrent(resource, today)),
  );
  const orders = list(fields(fields(request.context).draftOrders).entry).map(({ resource }) =>
    fields(resource),
  );
  return {
    today,
    now,
    isTrusted,
    all,
    problems: [
      ...current.map((one) => problemOf(one, today)),
      ...orders.flatMap((order) => reasonsOf(order, today)),
    ],
    answered: all.filter(isForm).flatMap(itemsOf),
  };
}

/** What the newest form that counts answers to an item: every value where several are equally new. */
export function answers(record: PatientRecord, linkId: string, start?: Days): readonly unknown[] {
  const given = record.answered.filter(
    (one) =>
      one.linkId === linkId &&
      one.values.length > 0 &&
      one.authored !== undefined &&
      one.authored.first <= record.today &&
      (start === undefined || isOnOrAfter(one.authored, start)),
  );
  const newest = Math.max(...given.map((one) => one.instant));
  return given.filter((one) => one.instant === newest).flatMap((one) => one.values);
}

/** Codes in the shape of ICD-10-CM, SNOMED CT or LOINC: anything else says nothing, and the words beside it count. */
const shapeOfCode = /^([a-z]\d[\da-z](\.?[\da-z]{1,4})?|\d{6,18}|\d+-\d)$/i;

/** Whether a problem can be what the concept means: by code, or because it has words alone. */
export function isProblem(problem: Problem, concept: Concept): boolean {
  if (problem.codes.some((code) => isOf(concept, code))) return true;
  return !problem.codes.some((code) => shapeOfCode.test(code)) && problem.text.trim() !== '';
}

/** The problems of a concept that can lie at a level. */
export function problemsOf(
  record: PatientRecord,
  concepts: readonly Concept[],
  level?: Level,
): readonly Problem[] {
  return record.problems.filter(
    (problem) =>
      concepts.some((concept) => isProblem(problem, concept)) && canLieAt(problem, level),
  );
}

function canLieAt({ codes }: Problem, level: Level | undefined): boolean {
  const named = codes.flatMap((code) => levelsOf(code) ?? []);
  return level === undefined || named.length === 0 || named.includes(level);
}

/** Whether something dated was done by today, on or after a day. */
export function isDone(record: PatientRecord, date: Days | undefined, since?: Days): boolean {
  if (date === undefined || date.first > record.today) return false;
  return since === undefined || isOnOrAfter(date, since);
}
