import type { Resource } from 'fhir/r4.js';
import { chartDate } from './dates.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';

/** By these a record says that it holds no more. */
const takingBack: ReadonlySet<unknown> = new Set([
  'entered-in-error',
  'cancelled',
  'canceled',
  'not-done',
  'revoked',
]);
/** By these it stands in place of what was said before. */
const correcting: ReadonlySet<unknown> = new Set(['corrected', 'amended']);

/** What may tell of danger is asked about, whatever became of another record of it. */
const mayBeOfDanger: ReadonlySet<unknown> = new Set([
  'Condition',
  'Observation',
  'AllergyIntolerance',
  'Device',
  'Flag',
  'Patient',
]);

/**
 * The resources without those that another one of their type and business identifier takes back, or corrects, later: a film
 * that was cancelled under its accession number, a course that is recorded as not done. Of two without a time the one that takes back
 * holds. An identifier that records of several days share (a number of a stay) takes nothing back.
 */
export function withoutTakenBack(resources: readonly Resource[]): readonly Resource[] {
  const later = new Map<string, Fields[]>();
  for (const resource of resources) {
    const fields = fieldsOf(resource);
    if (fields === undefined || !isTurning(fields)) continue;
    for (const key of keysOf(fields)) later.set(key, [...(later.get(key) ?? []), fields]);
  }
  if (later.size === 0) return resources;
  return resources.filter((resource) => {
    const fields = fieldsOf(resource);
    if (fields === undefined || takingBack.has(fields.status)) return true;
    return !keysOf(fields).some((key) =>
      later.get(key)?.some((other) => other !== fields && isTakenBackBy(fields, other)),
    );
  });
}

function isTurning({ resourceType, status, identifier }: Fields): boolean {
  return (
    identifier !== undefined &&
    !mayBeOfDanger.has(resourceType) &&
    (takingBack.has(status) || correcting.has(status))
  );
}

function isTakenBackBy(one: Fields, other: Fields): boolean {
  const [mine, its] = [saidAt(one), saidAt(other)];
  const isLater = mine === undefined || its === undefined || its > mine;
  if (correcting.has(other.status))
    return mine !== undefined && its !== undefined && isLater && !correcting.has(one.status);
  return isLater && isOfOneDay(one, other);
}

/** A business identifier is known within its system, of one type. */
function keysOf({ resourceType, identifier }: Fields): readonly string[] {
  if (identifier === undefined) return [];
  const single = fieldsOf(identifier);
  const all = single === undefined ? listOf(identifier) : [single];
  return all.flatMap(({ system, value }) => {
    const written = textOf(value);
    return written === undefined
      ? []
      : [`${String(resourceType)}|${textOf(system) ?? ''}|${written}`];
  });
}

function saidAt({ issued, meta }: Fields): number | undefined {
  const time = Date.parse(textOf(issued) ?? textOf(fieldsOf(meta)?.lastUpdated) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function isOfOneDay(one: Fields, other: Fields): boolean {
  const [mine, its] = [dayOf(one), dayOf(other)];
  return mine === undefined || its === undefined || mine === its;
}

function dayOf(fields: Fields): number | undefined {
  const { effectiveDateTime, performedDateTime, authored, authoredOn, started } = fields;
  const { effectivePeriod, performedPeriod, period } = fields;
  const begun = fieldsOf(effectivePeriod ?? performedPeriod ?? period)?.start;
  return chartDate(
    effectiveDateTime ?? performedDateTime ?? authored ?? authoredOn ?? started ?? begun,
  )?.earliest;
}
