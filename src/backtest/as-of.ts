import type { Json } from './fields.ts';
import { text } from './fields.ts';
import { type KnownAt, knownAt, updatedAt } from './known-at.ts';
import { isBy } from './moment.ts';
import { rewind } from './rewind.ts';
import type { SilentRecord } from './silent-lines.ts';

/** The chart as of an instant. */
export interface PastChart {
  readonly resources: readonly Json[];
  /** Whether anything in it had to be assumed: a time of recording, or a state. */
  readonly assumed: boolean;
}

/** What is true of a person or a place whenever it was written down. */
const timeless: ReadonlySet<string> = new Set([
  'Patient',
  'Medication',
  'Practitioner',
  'Organization',
]);

/** The two ways in which the chart of an instant is put together. */
export interface PastCharts {
  /** By recorded times, and, marked as assumed, by `meta.lastUpdated`. */
  readonly strict: PastChart;
  /** Also what tells only the time that it speaks about, or nothing at all. */
  readonly lenient: PastChart;
  /** Whether both are the same, so that one answer holds for both. */
  readonly isSame: boolean;
}

/** A resource, in all the versions that the export holds, with what says when each became known. */
export interface Recorded {
  readonly versions: readonly Version[];
}

/** What says nothing of any order, and whose it is. */
export interface Silent {
  readonly patientId: string;
  readonly records: readonly SilentRecord[];
}

interface Version {
  readonly resource: Json;
  /** Undefined where nothing says. */
  readonly at: KnownAt | undefined;
}

/**
 * Reads when each resource became known, once for all orders of a patient.
 * @param resources versions of one resource follow each other
 */
export function recordedOf(resources: readonly Json[]): readonly Recorded[] {
  const recorded: { versions: Version[] }[] = [];
  for (const resource of resources) {
    const version = { resource, at: isTimeless(resource) ? undefined : knownAt(resource) };
    const last = recorded.at(-1);
    if (isSame(last?.versions[0]?.resource, resource)) last?.versions.push(version);
    else recorded.push({ versions: [version] });
  }
  return recorded;
}

function isTimeless(resource: Json): boolean {
  return timeless.has(text(resource.resourceType) ?? '');
}

function isSame(one: Json | undefined, other: Json): boolean {
  return one?.id !== undefined && one.id === other.id && one.resourceType === other.resourceType;
}

/**
 * The resources that could be known at an instant, in the state that they were in then. What became known later is left
 * out whole and leaves no trace.
 * @param orders the orders that are being written, which are no part of the chart
 * @param instant milliseconds since the epoch
 * @param silent what else is there; one record of it stands for all, so that the chart is seen not to be empty
 */
export function chartsAsOf(
  recorded: readonly Recorded[],
  orders: readonly Json[],
  instant: number,
  silent: Silent,
): PastCharts {
  const strict = { resources: [] as Json[], assumed: false };
  const lenient = { resources: [] as Json[], assumed: false };
  for (const { versions } of recorded) {
    const [first] = versions;
    const version = versions.length === 1 ? first : newestBy(versions, instant);
    if (version === undefined || orders.includes(version.resource)) continue;
    const { resource, at } = version;
    if (isTimeless(resource)) {
      strict.resources.push(resource);
      lenient.resources.push(resource);
      continue;
    }
    if (at !== undefined && at.moment.from > instant) continue;
    const isSure = isSureBy(at, instant);
    const later = rewind(resource, instant);
    lenient.resources.push(later.resource);
    lenient.assumed ||= !isSure || at?.by !== 'recorded' || later.assumed;
    if (!isSure) continue;
    strict.resources.push(later.strict ?? later.resource);
    strict.assumed ||= at?.by !== 'recorded' || later.assumed;
  }
  let [isInStrict, isInLenient] = [false, false];
  for (const { at } of silent.records) {
    if (at !== undefined && at.moment.from > instant) continue;
    const isSure = isSureBy(at, instant);
    isInLenient = true;
    lenient.assumed ||= !isSure || at?.by !== 'recorded';
    if (!isSure) continue;
    isInStrict = true;
    strict.assumed ||= at?.by !== 'recorded';
  }
  if (isInLenient) {
    const one = standIn(silent);
    lenient.resources.push(one);
    if (isInStrict) strict.resources.push(one);
  }
  return { strict, lenient, isSame: hasSame(strict.resources, lenient.resources) };
}

/** Not on a day, or by a time of another kind, on which it may have come before or after. */
function isSureBy(at: KnownAt | undefined, instant: number): boolean {
  return at !== undefined && at.by !== 'clinical' && isBy(at.moment, instant);
}

/** A record of which nothing is known but whose it is. */
function standIn({ patientId }: Silent): Json {
  return {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: `Patient/${patientId}` },
  };
}

function hasSame(one: readonly Json[], other: readonly Json[]): boolean {
  return one.length === other.length && one.every((resource, at) => resource === other[at]);
}

/**
 * Of a resource that the export holds in several versions, the newest that was there at the instant. Where none says that
 * it was, the first that doesn't say when it was written stands for it, whatever came later.
 */
function newestBy(versions: readonly Version[], instant: number): Version | undefined {
  let newest: { readonly version: Version; readonly at: number } | undefined;
  let undated: Version | undefined;
  for (const version of versions) {
    const at = updatedAt(version.resource)?.to;
    if (at === undefined) undated ??= version;
    else if (at <= instant && (newest === undefined || at > newest.at)) newest = { version, at };
  }
  return newest?.version ?? undated;
}
