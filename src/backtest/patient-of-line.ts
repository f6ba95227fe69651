import { type Json, objectOf, text } from './fields.ts';

/** Whose a line of an export is, and what. */
export type LineOwner =
  | { readonly kind: 'patient'; readonly type: string; readonly patientId: string }
  | { readonly kind: 'medication'; readonly id: string }
  | { readonly kind: 'unused'; readonly type: string }
  | { readonly kind: 'no-patient'; readonly type: string }
  | { readonly kind: 'broken' };

/** The types that say anything of an order: the chart's, and those of the payer's decisions. */
const used: ReadonlySet<string> = new Set([
  'AllergyIntolerance',
  'CarePlan',
  'Claim',
  'ClaimResponse',
  'Communication',
  'Condition',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'ExplanationOfBenefit',
  'FamilyMemberHistory',
  'Flag',
  'Goal',
  'ImagingStudy',
  'Medication',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Patient',
  'Procedure',
  'QuestionnaireResponse',
  'ServiceRequest',
]);

const beginning = '{"resourceType":"';
const mark = 'Patient/';
const patientItself = '"Patient"';
const beforeMark = ['"subject":{"reference":"', '"patient":{"reference":"'];

/** A piece of an export as it is read: whole lines, and the same as characters, one for each byte, to search in. */
export class Piece {
  readonly bytes: Buffer;
  readonly #text: string;
  readonly #marks: Places;
  readonly #patients: Places;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#text = bytes.toString('latin1');
    this.#marks = new Places(this.#text, mark);
    this.#patients = new Places(this.#text, patientItself);
  }

  /**
   * Reads from a line whose it is; lines are asked for in their order. Most name one patient alone and begin with their
   * type: those are only searched; every other line is parsed, one that was cut off too. A line that is searched only
   * may still be no JSON; whoever parses it says so.
   * @param from its first byte
   * @param to the byte after its last
   */
  ownerOf(from: number, to: number): LineOwner {
    const type = this.#typeAtBeginning(from, to);
    if (type !== undefined && this.#text.charCodeAt(to - 1) === closingBrace) {
      if (!used.has(type)) return { kind: 'unused', type };
      if (type !== 'Medication' && this.#patients.next(from) >= to) {
        const patientId = this.#onlyPatient(from, to);
        if (patientId !== undefined) return { kind: 'patient', type, patientId };
      }
    }
    return ownerOfResource(parsed(this.bytes.subarray(from, to)));
  }

  #typeAtBeginning(from: number, to: number): string | undefined {
    if (to - from < 20 || !this.#text.startsWith(beginning, from)) return undefined;
    const start = from + beginning.length;
    const end = this.#text.indexOf('"', start);
    return end < 0 || end >= to || end - from > 80 ? undefined : this.#text.slice(start, end);
  }

  /** The patient that a line names as whose it is, where it names no other. */
  #onlyPatient(from: number, to: number): string | undefined {
    let found: string | undefined;
    let isOwner = false;
    for (let at = this.#marks.next(from); at < to; at = this.#marks.next(at + mark.length)) {
      const start = at + mark.length;
      let end = start;
      while (end < to && isOfId(this.#text.charCodeAt(end))) end += 1;
      if (end === start) return undefined;
      if (found === undefined) found = this.#text.slice(start, end);
      else if (end - start !== found.length || !this.#text.startsWith(found, start))
        return undefined;
      isOwner ||= beforeMark.some(
        (words) => at - words.length >= from && this.#text.startsWith(words, at - words.length),
      );
    }
    return isOwner ? found : undefined;
  }
}

/** Where words stand in a text. It is gone through once, however often the next place is asked for. */
class Places {
  readonly #text: string;
  readonly #words: string;
  #found = -1;

  constructor(text: string, words: string) {
    this.#text = text;
    this.#words = words;
  }

  /**
   * The first place from a position on, which is none before the last that was asked for; infinite where there is
   * none.
   */
  next(from: number): number {
    if (this.#found < from) {
      const at = this.#text.indexOf(this.#words, from);
      this.#found = at < 0 ? Number.POSITIVE_INFINITY : at;
    }
    return this.#found;
  }
}

const closingBrace = 0x7d;

/** Whether a character can stand in an id: letters, digits, `-` and `.`. */
export function isOfId(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

function parsed(line: Buffer): Json | undefined {
  try {
    return objectOf(JSON.parse(line.toString('utf8')));
  } catch {
    return undefined;
  }
}

function ownerOfResource(resource: Json | undefined): LineOwner {
  const type = text(resource?.resourceType);
  if (resource === undefined || type === undefined) return { kind: 'broken' };
  if (!used.has(type)) return { kind: 'unused', type };
  const id = text(resource.id);
  if (type === 'Medication') {
    return id === undefined ? { kind: 'broken' } : { kind: 'medication', id };
  }
  const patientId = type === 'Patient' ? id : subjectOf(resource);
  return patientId === undefined
    ? { kind: 'no-patient', type }
    : { kind: 'patient', type, patientId };
}

/** The id in `Patient/id`, relative, absolute or versioned. */
function subjectOf(resource: Json): string | undefined {
  const reference = text(objectOf(resource.subject ?? resource.patient)?.reference);
  return /(?:^|\/)Patient\/([A-Za-z0-9.-]+)(?:$|\/)/.exec(reference ?? '')?.[1];
}
