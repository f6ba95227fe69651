import { type Json, objectOf, text } from './fields.ts';
import { type Moment, momentOf } from './moment.ts';

/** When a resource became known, and what says so. */
export interface KnownAt {
  readonly moment: Moment;
  /**
   * `recorded`: the resource's own time of recording, or, for what happens in front of a provider (visits, procedures,
   * studies), its own time; `updated`: `meta.lastUpdated` in place of a missing one; `clinical`: only the time that
   * it speaks about.
   */
  readonly by: 'recorded' | 'updated' | 'clinical';
}

/** The members that say when a resource was recorded or issued, by type. */
const recorded: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['recordedDate'],
  CarePlan: ['created'],
  Claim: ['created'],
  ClaimResponse: ['created'],
  Communication: ['sent'],
  Condition: ['recordedDate'],
  DiagnosticReport: ['issued'],
  DocumentReference: ['date'],
  ExplanationOfBenefit: ['created'],
  FamilyMemberHistory: ['date'],
  Goal: [],
  MedicationAdministration: [],
  MedicationDispense: ['whenHandedOver', 'whenPrepared'],
  MedicationRequest: ['authoredOn'],
  MedicationStatement: ['dateAsserted'],
  Observation: ['issued'],
  QuestionnaireResponse: ['authored'],
  ServiceRequest: ['authoredOn'],
};

/** What happens in front of a provider is known when it happens, and has no other time of recording. */
const happens: Readonly<Record<string, readonly string[]>> = {
  Encounter: ['period'],
  ImagingStudy: ['started'],
  Procedure: ['performedDateTime', 'performedPeriod'],
};

/** The times that a resource speaks about; the last resort. */
const clinical: readonly string[] = [
  'onsetDateTime',
  'onsetPeriod',
  'effectiveDateTime',
  'effectiveInstant',
  'effectivePeriod',
  'performedDateTime',
  'performedPeriod',
  'period',
  'startDate',
  'occurrenceDateTime',
  'occurrencePeriod',
  'started',
];

/**
 * When a resource became known. Its recorded or issued time; what has none of its own and happens in front of a
 * provider, when it began; else `meta.lastUpdated`; else the time that it speaks about. Undefined where nothing
 * says.
 */
export function knownAt(resource: Json): KnownAt | undefined {
  const type = text(resource.resourceType) ?? '';
  const own =
    firstMoment(resource, recorded[type] ?? []) ?? firstMoment(resource, happens[type] ?? []);
  if (own !== undefined) return { moment: own, by: 'recorded' };
  const updated = updatedAt(resource);
  if (updated !== undefined) return { moment: updated, by: 'updated' };
  const spoken = firstMoment(resource, clinical);
  return spoken === undefined ? undefined : { moment: spoken, by: 'clinical' };
}

/** `meta.lastUpdated`. */
export function updatedAt(resource: Json): Moment | undefined {
  return momentOf(objectOf(resource.meta)?.lastUpdated);
}

function firstMoment(resource: Json, names: readonly string[]): Moment | undefined {
  for (const name of names) {
    const value = resource[name];
    if (value === undefined) continue;
    const moment = momentOf(value) ?? momentOf(objectOf(value)?.start);
    if (moment !== undefined) return moment;
  }
  return undefined;
}
