import type { Evidence } from '../logic/finding.ts';
import { answerKind, fitting } from './answer-kinds.ts';
import { chartDate } from './dates.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type { Attestation, ChartDate } from './types.ts';

/** The whole form, or the one of an order: all ask under the same linkIds. */
const questionnaire =
  /(^|\/)Questionnaire\/spine-imaging-(documentation(-[0-9a-z]+-[0-9a-z]{4})?|adaptive-[0-9a-z]+-[0-9a-z]{4})$/;

/**
 * Whether a response is a finished one to the documentation Questionnaire, or to a form that is derived from it: by
 * its canonical URL, or by a contained Questionnaire that has this URL or names it in `derivedFrom` (DTR 2.2.0,
 * "Adaptive Forms").
 */
export function isDocumentation(response: Fields): boolean {
  return (
    (response.status === 'completed' || response.status === 'amended') &&
    canonicalsOf(response).some((canonical) => questionnaire.test(canonical.split('|')[0] ?? ''))
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

/**
 * Reads the answers of a response, groups and nested items included, into the newest answer a linkId.
 * An answer that is not of the kind its item asks for is handed to `unread` and shadows no earlier one.
 */
export function readAnswers(
  response: Fields,
  reference: string,
  authored: ChartDate,
  asOf: Date,
  into: Map<string, Attestation>,
  unread: (linkId: string) => void,
): void {
  const read = (items: unknown, depth: number): void => {
    if (depth > 12) return;
    for (const item of listOf(items)) {
      const linkId = textOf(item.linkId);
      for (const answer of listOf(item.answer)) {
        if (linkId !== undefined && hasValue(answer)) {
          const value = answerValue(answer);
          const fits = value === undefined ? undefined : fitting(linkId, value, asOf);
          if (fits === undefined) unread(linkId);
          else keepNewest(attestation(linkId, fits, authored, reference), into);
        }
        read(answer.item, depth + 1);
      }
      read(item.item, depth + 1);
    }
  };
  read(response.item, 0);
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

/** An answer as a fact, with the resource that it stands in as evidence. */
function attestation(
  linkId: string,
  value: Attestation['value'],
  authored: ChartDate,
  reference: string,
): Attestation {
  const text = `Attested: ${linkId} = ${shown(value)}`;
  return { linkId, value, authored, evidence: { reference, date: authored.text, text } };
}

/**
 * The newest answer to a linkId. One of which only the day, the month or the year is known counts from its first
 * instant; one that says that a red flag is present until its last, so that no red flag is held up by an answer that
 * may be older. Between answers of the same instant the later beginning or change of the episode holds, since
 * evidence from before it does not count; else the reference decides, so that the order of resources never does.
 */
export function keepNewest(given: Attestation, into: Map<string, Attestation>): void {
  const known = into.get(given.linkId);
  if (known === undefined || isNewer(given, known)) into.set(given.linkId, given);
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
  if (typeof value === 'object') return value.text;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).slice(0, 60);
}

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
