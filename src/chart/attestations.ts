import type { Evidence } from '../logic/finding.ts';
import { answerInText, isQualified } from '../terminology/answers.ts';
import { answerKind, choiceInWords, fitting } from './answer-kinds.ts';
import { isAutomatic, quoteOf } from './answer-origin.ts';
import { answerInWords } from './answer-words.ts';
import { ordersAnswered } from './answered-order.ts';
import { chartDate, today } from './dates.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type { Attestation, ChartDate } from './types.ts';
import { answerOfConcept } from './what-it-says.ts';

/** The whole form, or the one of an order: all ask under the same linkIds. */
const questionnaire =
  /(^|\/)Questionnaire\/spine-imaging-(documentation(-[0-9a-z]+-[0-9a-z]{4})?|adaptive-[0-9a-z]+-[0-9a-z]{4})$/;

/**
 * Whether a response is a finished one to the documentation Questionnaire, or to a form that is derived from it: by
 * its canonical URL, or by a contained Questionnaire that has this URL or names it in `derivedFrom` (DTR 2.2.0,
 * "Adaptive Forms"). An EHR may keep the form under a canonical URL of its own (`localForms`).
 */
export function isDocumentation(response: Fields, localForms: readonly string[]): boolean {
  return (
    (response.status === 'completed' || response.status === 'amended') &&
    canonicalsOf(response).some((canonical) => {
      const [url = ''] = canonical.split('|');
      return questionnaire.test(url) || localForms.includes(url);
    })
  );
}

function canonicalsOf(response: Fields): readonly string[] {
  const named = textOf(response.questionnaire);
  if (named?.startsWith('#') !== true) return named === undefined ? [] : [named];
  const form = listOf(response.contained).find(
    (one) => one.resourceType === 'Questionnaire' && one.id === named.slice(1),
  );
  const derivedFrom: readonly unknown[] = Array.isArray(form?.derivedFrom) ? form.derivedFrom : [];
  return [form?.url, ...derivedFrom].flatMap((one) => textOf(one) ?? []);
}

/** Every answer that was given to an item, by linkId. */
export type AllAnswers = Map<string, Attestation[]>;

/** What becomes of an answer that is no attestation. */
export interface Unattested {
  /** It is not of the kind that its item asks for. */
  unread(linkId: string): void;
  /** A machine filled it in, and nobody confirmed it. */
  automatic(): void;
}

/** What the answers of a response are read with. */
interface Reading {
  readonly reference: string;
  /** When the response was given; absent where nobody wrote it. */
  readonly authored: ChartDate | undefined;
  readonly asOf: Date;
}

/**
 * Reads the answers of a response, groups and nested items included. An answer that is not of the kind its item asks
 * for, or that a machine filled in, never takes the place of another. Of a response that nobody dated only what may be an
 * emergency, or forbids MRI, is kept: it is asked about, and supports nothing (reading A62).
 */
export function readAnswers(
  response: Fields,
  reading: Reading,
  into: AllAnswers,
  unattested: Unattested,
): void {
  const { reference, authored, asOf } = reading;
  const about = ordersAnswered(response);
  const values = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const { linkId, answer, item } of answersIn(response.item)) {
    if (isAutomatic(answer) || isAutomatic(item)) {
      unattested.automatic();
      continue;
    }
    const value = fittingValue(linkId, answer, asOf);
    if (value === undefined) {
      unattested.unread(linkId);
      const open = openAnswer(linkId, answer, reading);
      if (open !== undefined) keepAnswer(open, into);
      continue;
    }
    const said = shown(value);
    if ((values.get(linkId) ?? said) !== said) contradicted.add(linkId);
    values.set(linkId, said);
    const day = authored ?? someDay(linkId, value, asOf);
    if (day === undefined) continue;
    const given = attestation(linkId, value, day, reference, quoteOf(answer));
    keepAnswer(about === undefined ? given : { ...given, about }, into);
  }
  for (const linkId of contradicted) unattested.unread(linkId);
}

/** One answer with a value, and the item that it stands in. */
interface GivenAnswer {
  readonly linkId: string;
  readonly answer: Fields;
  readonly item: Fields;
}

/** Deeper than any form is nested. */
const mostLevels = 12;

/** The answers in a response's items, each before those that are nested in it. */
function* answersIn(items: unknown, level = 0): Generator<GivenAnswer> {
  if (level > mostLevels) return;
  for (const item of listOf(items)) {
    const linkId = textOf(item.linkId);
    for (const answer of listOf(item.answer)) {
      if (linkId !== undefined && hasValue(answer)) yield { linkId, answer, item };
      yield* answersIn(answer.item, level + 1);
    }
    yield* answersIn(item.item, level + 1);
  }
}

/**
 * An answer about a red flag that is given and not understood: "possible", "yes in 2012", "weak" where a grade is asked.
 * It says on no day that the flag is there, so that it is asked about and supports nothing (formal logic, section 6).
 */
function openAnswer(
  linkId: string,
  answer: Fields,
  { reference, authored, asOf }: Reading,
): Attestation | undefined {
  const said = textOf(answer.valueString) ?? textOf(fieldsOf(answer.valueCoding)?.display);
  if (said === undefined || !isOfRedFlag(linkId)) return undefined;
  const day = { text: '', earliest: 0, latest: authored?.latest ?? today(asOf) };
  const evidence = { reference, text: `Answered to ${linkId}: "${said.slice(0, longestQuote)}"` };
  const { type } = answerKind(linkId);
  if (type === 'choice') return { linkId, value: said, authored: authored ?? day, evidence };
  if (linkId === 'red-flag.motor-grade') return { linkId, value: 0, authored: day, evidence };
  return type === 'boolean' ? { linkId, value: true, authored: day, evidence } : undefined;
}

/** Any day up to now, for an answer of no day that says that a red flag, what points to one, or what forbids MRI is present. */
function someDay(linkId: string, value: Attestation['value'], asOf: Date): ChartDate | undefined {
  const isEmergency =
    linkId === 'red-flag.motor-grade' ||
    (value === true && (isOfRedFlag(linkId) || linkId === 'mri-contraindicated'));
  return isEmergency ? { text: '', earliest: 0, latest: today(asOf) } : undefined;
}

/** Whether an item asks for a red flag, or for what points to one. */
export function isOfRedFlag(linkId: string): boolean {
  return /^(?:red-flag|cancer-|severe-radicular|long-tract-signs|neurological-deterioration|suspected-infection|high-risk-mechanism)/.test(
    linkId,
  );
}

/** The answer's value where it is of the kind that its item asks for; a coded or written yes or no is one. */
function fittingValue(
  linkId: string,
  answer: Fields,
  asOf: Date,
): Attestation['value'] | undefined {
  const value = answerValue(answer);
  const fits = value === undefined ? undefined : fitting(linkId, value, asOf);
  const { type } = answerKind(linkId);
  const text = textOf(answer.valueString);
  if (fits === undefined && type === 'choice')
    return choiceInWords(linkId, text ?? textOf(fieldsOf(answer.valueCoding)?.display) ?? '');
  if (linkId === 'red-flag.motor-grade' && text !== undefined) return gradeInText(text);
  if (fits !== undefined || type !== 'boolean') return fits;
  if (text !== undefined && isOfRedFlag(linkId) && isQualified(text)) return undefined;
  const said = text === undefined ? answerOfConcept(answer.valueCoding) : answerInText(text);
  return said === 'yes' ? true : said === 'no' ? false : undefined;
}

/** "2/5", "2 of 5": a grade of five and nothing else. */
function gradeInText(text: string): number | undefined {
  const [, grade] = /^\s*([0-5])\s*(?:\/|of|out of)\s*5\s*\.?\s*$/i.exec(text) ?? [];
  return grade === undefined ? undefined : Number(grade);
}

/** Says that an answer is not of the kind that its item asks for. */
export function unreadAnswer(linkId: string, reference: string): Evidence {
  const kind = answerKind(linkId);
  const isPast = (kind.type === 'date' || kind.type === 'dateTime') && kind.mayLieAhead !== true;
  const expected = kind.type === 'choice' ? `one of ${kind.codes.join(', ')}` : names[kind.type];
  return {
    reference,
    text: `The answer to ${linkId.slice(0, 80)} is not ${expected}${isPast ? ' of today or before' : ''}`,
  };
}

const names = {
  boolean: 'yes or no',
  date: 'a date',
  dateTime: 'a date and time',
  integer: 'a whole number of the scale',
  decimal: 'a number of the scale',
} as const;

/** An answer as a fact, with the resource that it stands in as evidence, and the sentence that it confirms. */
function attestation(
  linkId: string,
  value: Attestation['value'],
  authored: ChartDate,
  reference: string,
  quote: string | undefined,
): Attestation {
  const confirmed =
    quote === undefined ? '' : `, confirmed from a note: "${quote.slice(0, longestQuote)}"`;
  const text = `Attested: ${linkId} = ${shown(value)}${confirmed}`;
  const date = authored.text === '' ? {} : { date: authored.text };
  return { linkId, value, authored, evidence: { reference, ...date, text } };
}

/**
 * The newest of the answers to a linkId. One of which only the day, the month or the year is known counts from its first
 * instant; one that says that a red flag is present until its last, so that no red flag is held up by an answer that
 * may be older. Between answers of the same instant the later beginning or change of the episode holds, since
 * evidence from before it does not count; else the reference decides, so that the order of resources never does.
 */
export function newestOf(given: readonly Attestation[]): Attestation | undefined {
  let newest: Attestation | undefined;
  for (const one of given) if (newest === undefined || isNewer(one, newest)) newest = one;
  return newest;
}

/**
 * One that stands for answers to the same item that contradict each other, and were given together: in the same
 * response, or, a yes and a no, in another of the same instant. Neither of them counts. Undefined where none does.
 */
export function contradiction(
  answer: Attestation,
  given: readonly Attestation[],
): Attestation | undefined {
  const other = given.find(
    (one) =>
      isGivenWith(answer, one) &&
      typeof one.value === typeof answer.value &&
      shown(one.value) !== shown(answer.value),
  );
  if (other === undefined) return undefined;
  const text = `${answer.evidence.text} and ${shown(other.value)}`;
  return { ...answer, evidence: { ...answer.evidence, text } };
}

function isGivenWith(one: Attestation, other: Attestation): boolean {
  if (one.evidence.reference === other.evidence.reference)
    return one.authored.text === other.authored.text;
  const { instant } = one.authored;
  return (
    typeof one.value === 'boolean' && instant !== undefined && instant === other.authored.instant
  );
}

/** Keeps an answer beside the others to its item: which of them counts depends on the episode. */
export function keepAnswer(given: Attestation, into: AllAnswers): void {
  const known = into.get(given.linkId);
  if (known === undefined) into.set(given.linkId, [given]);
  else known.push(given);
}

function hasValue(answer: Fields): boolean {
  return Object.keys(answer).some((key) => key.startsWith('value'));
}

function isNewer(one: Attestation, other: Attestation): boolean {
  const difference = instantOf(one) - instantOf(other);
  if (difference !== 0) return difference > 0;
  const later = one.linkId.startsWith('episode.') ? daysBetween(other.value, one.value) : 0;
  if (later !== 0) return later > 0;
  if (one.evidence.reference !== other.evidence.reference) {
    return one.evidence.reference < other.evidence.reference;
  }
  return shown(one.value) < shown(other.value);
}

function daysBetween(from: Attestation['value'], to: Attestation['value']): number {
  return typeof from === 'object' && typeof to === 'object' ? to.latest - from.latest : 0;
}

function instantOf(answer: Attestation): number {
  const { instant, earliest, latest } = answer.authored;
  return instant ?? (saysRedFlag(answer) ? (latest + 1) * dayMs - 1 : earliest * dayMs);
}

const dayMs = 86_400_000;

/** Whether an answer is a yes to a red flag or a feature of one. */
function saysRedFlag({ linkId, value }: Attestation): boolean {
  return value === true && /^(red-flag|severe-radicular|cancer-feature)\./.test(linkId);
}

function shown(value: Attestation['value']): string {
  return answerInWords(value).slice(0, 60);
}

/** A sentence of a note, as far as evidence shows it. */
const longestQuote = 300;

/** What an answer says, whatever its item asks for; undefined where it holds no value that an item can take. */
export function readAnswer(answer: unknown): Attestation['value'] | undefined {
  const fields = fieldsOf(answer);
  return fields === undefined ? undefined : answerValue(fields);
}

function answerValue(answer: Fields): Attestation['value'] | undefined {
  if (typeof answer.valueBoolean === 'boolean') return answer.valueBoolean;
  for (const value of [answer.valueInteger, answer.valueDecimal]) {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  const date = chartDate(answer.valueDate) ?? chartDate(answer.valueDateTime);
  if (date !== undefined) return date;
  return textOf(answer.valueString) ?? textOf(fieldsOf(answer.valueCoding)?.code);
}
