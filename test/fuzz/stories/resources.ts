import type { Fields } from '../json.ts';
import { coded, cpt, hl7, icd, loinc, snomed } from '../valid-values.ts';
import type { Level } from './story.ts';

/** The instant of every story's call. */
export const storyTime = new Date('2026-11-18T15:00:00Z');
const dayLength = 86_400_000;
const subject = { reference: 'Patient/p1' };

/** The ISO day so many days before the call; negative numbers lie ahead. */
export function daysAgo(days: number): string {
  return new Date(storyTime.getTime() - days * dayLength).toISOString().slice(0, 10);
}

/** A code's system by the look of the code. */
export function systemOf(code: string): string {
  if (/^\d{5}$/.test(code)) return cpt;
  if (/^[A-Z]\d/.test(code)) return icd;
  return /^\d+-\d$/.test(code) ? loinc : snomed;
}

export const concept = (code: string): Fields => coded(systemOf(code), code);

/** A Condition of the patient, active and confirmed unless the changes say otherwise. */
export function condition(id: string, code: string, onset: number, changes: Fields = {}): Fields {
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: coded(`${hl7}/condition-clinical`, 'active'),
    verificationStatus: coded(`${hl7}/condition-ver-status`, 'confirmed'),
    code: concept(code),
    subject,
    onsetDateTime: daysAgo(onset),
    ...changes,
  };
}

export const clinicalStatus = (code: string): Fields => ({
  clinicalStatus: coded(`${hl7}/condition-clinical`, code),
});
export const verificationStatus = (code: string): Fields => ({
  verificationStatus: coded(`${hl7}/condition-ver-status`, code),
});

export function observation(id: string, code: Fields, day: number, changes: Fields): Fields {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code,
    subject,
    effectiveDateTime: daysAgo(day),
    ...changes,
  };
}

export function encounter(id: string, kind: string, day: number, changes: Fields = {}): Fields {
  return {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { system: `${hl7}/v3-ActCode`, code: kind },
    subject,
    period: { start: `${daysAgo(day)}T09:00:00Z`, end: `${daysAgo(day)}T09:30:00Z` },
    ...changes,
  };
}

export function report(id: string, code: string, day: number, conclusion: string): Fields {
  return {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    code: concept(code),
    subject,
    effectiveDateTime: daysAgo(day),
    conclusion,
  };
}

export function procedure(id: string, code: string, changes: Fields): Fields {
  return {
    resourceType: 'Procedure',
    id,
    status: 'completed',
    code: concept(code),
    subject,
    ...changes,
  };
}

export function request(id: string, code: string, changes: Fields = {}): Fields {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    code: concept(code),
    subject,
    ...changes,
  };
}

export function goal(id: string, achieved: string, words: string, changes: Fields = {}): Fields {
  return {
    resourceType: 'Goal',
    id,
    lifecycleStatus: 'active',
    achievementStatus: coded(`${hl7}/goal-achievement`, achieved),
    description: { text: words },
    subject,
    statusDate: daysAgo(6),
    ...changes,
  };
}

/** One answer of the documentation form. */
export type Answer = readonly [linkId: string, answer: Fields];

export const yes = (linkId: string): Answer => [linkId, { valueBoolean: true }];
export const no = (linkId: string): Answer => [linkId, { valueBoolean: false }];
export const on = (linkId: string, day: number): Answer => [linkId, { valueDate: daysAgo(day) }];
export const said = (linkId: string, word: string): Answer => [linkId, { valueString: word }];

/** A completed documentation form. */
export function form(
  id: string,
  day: number,
  answers: readonly Answer[],
  changes: Fields = {},
): Fields {
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire:
      'https://spine-imaging-cds.example.org/fhir/Questionnaire/spine-imaging-documentation',
    status: 'completed',
    subject,
    authored: `${daysAgo(day)}T10:00:00Z`,
    item: answers.map(([linkId, answer]) => ({ linkId, answer: [answer] })),
    ...changes,
  };
}

/** An operation of each level: decompression of the neck, the chest and the low back. */
export const surgeryAt: Readonly<Record<Level, string>> = {
  cervical: '63045',
  thoracic: '63046',
  lumbar: '63047',
};
