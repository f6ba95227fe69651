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

const beginning = Buffer.from('{"resourceType":"');
const mark = Buffer.from('Patient/');
const beforeMark = ['subject', 'patient'].map((name) => Buffer.from(`"${name}":{"reference":"`));
const closingBrace = 0x7d;
const patientItself = Buffer.from('"Patient"');

/**
 * Reads from a line whose it is. Most lines name one patient alone and begin with their type: those are searched as
 * bytes; every other line is parsed, one that was cut off too. A line that is searched only may still be no JSON; whoever
 * parses it says so.
 */
export function ownerOf(line: Buffer): LineOwner {
  const type = typeAtBeginning(line);
  if (type !== undefined && line[line.length - 1] === closingBrace) {
    if (!used.has(type)) return { kind: 'unused', type };
    if (type !== 'Medication' && line.indexOf(patientItself) < 0) {
      const only = onlyPatient(line);
      if (only !== undefined) return { kind: 'patient', type, patientId: only };
    }
  }
  return ownerOfResource(parsed(line));
}

function typeAtBeginning(line: Buffer): string | undefined {
  if (line.length < 20 || line.compare(beginning, 0, 17, 0, 17) !== 0) return undefined;
  const end = line.indexOf(0x22, 17);
  return end < 0 || end > 80 ? undefined : line.toString('latin1', 17, end);
}

/** The patient that a line names as whose it is, where it names no other. */
function onlyPatient(line: Buffer): string | undefined {
  let found: string | undefined;
  let isOwner = false;
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 8)) {
    let end = at + 8;
    while (end < line.length && isOfId(line[end] ?? 0)) end += 1;
    const id = line.toString('latin1', at + 8, end);
    if (id === '' || (found !== undefined && found !== id)) return undefined;
    found = id;
    isOwner ||= beforeMark.some((words) => endsWith(line, words, at));
  }
  return isOwner ? found : undefined;
}

/** Whether what stands before a place ends with these bytes. */
function endsWith(line: Buffer, words: Buffer, at: number): boolean {
  return at >= words.length && line.compare(words, 0, words.length, at - words.length, at) === 0;
}

/** Letters, digits, `-` and `.`. */
function isOfId(byte: number): boolean {
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
