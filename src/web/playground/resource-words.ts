import type { FhirResource, MedicationRequest, Procedure } from 'fhir/r4.js';
import { wordsOf } from '../../chart/fields.ts';

export function isProcedure(resource: FhirResource): resource is Procedure {
  return resource.resourceType === 'Procedure';
}

export function isPrescription(resource: FhirResource): resource is MedicationRequest {
  return resource.resourceType === 'MedicationRequest';
}

/** A resource in a few words: what it is of, and what it says. */
export function wordsFor(resource: FhirResource): string {
  const fields: Readonly<Record<string, unknown>> = { ...resource };
  if (resource.resourceType === 'QuestionnaireResponse') {
    const count = resource.item?.length ?? 0;
    return `Documentation form, ${count} ${count === 1 ? 'answer' : 'answers'}`;
  }
  const named = [fields.code, fields.medicationCodeableConcept, fields.description, fields.type]
    .flatMap((one) => (Array.isArray(one) ? one : [one]))
    .map(wordsOf)
    .find((words) => words !== '');
  const value = valueWords(fields);
  const words = named ?? typeWords(resource.resourceType);
  return value === undefined ? words : `${words}: ${value}`;
}

/** `Encounter` as `Visit`, `ImagingStudy` as `Imaging study`. */
function typeWords(type: string): string {
  if (type === 'Encounter') return 'Visit';
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function valueWords(fields: Readonly<Record<string, unknown>>): string | undefined {
  const { valueQuantity, valueString, valueBoolean, valueInteger, conclusion } = fields;
  const quantity: { readonly value?: unknown; readonly unit?: unknown } = Object(valueQuantity);
  const coded = wordsOf(fields.valueCodeableConcept);
  if (quantity.value !== undefined) return `${quantity.value} ${quantity.unit ?? ''}`.trim();
  if (typeof valueString === 'string') return valueString;
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'yes' : 'no';
  if (typeof valueInteger === 'number') return String(valueInteger);
  if (coded !== '') return coded;
  return typeof conclusion === 'string' ? conclusion : undefined;
}

/** The clinically relevant day of a resource, where it has one. */
export function dayFor(resource: FhirResource): string | undefined {
  const fields: Readonly<Record<string, unknown>> = { ...resource };
  const names = ['effectiveDateTime', 'performedDateTime', 'started', 'authored', 'statusDate'];
  for (const name of [...names, 'authoredOn', 'occurrenceDateTime', 'recordedDate']) {
    const value = fields[name];
    if (typeof value === 'string') return value.slice(0, 10);
  }
  for (const name of ['performedPeriod', 'effectivePeriod', 'period']) {
    const period: { readonly start?: unknown } = Object(fields[name]);
    if (typeof period.start === 'string') return period.start.slice(0, 10);
  }
  return undefined;
}
