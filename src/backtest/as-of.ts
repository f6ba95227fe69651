import type { Json } from './fields.ts';
import { text } from './fields.ts';
import { type KnownAt, knownAt, updatedAt } from './known-at.ts';
import { isBy } from './moment.ts';
import { rewind } from './rewind.ts';
import type { SilentRecords } from './silent-records.ts';

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
  silent?: SilentRecords,
): PastCharts {
  const strict: OpenChart = { resources: [], assumed: false };
  const lenient: OpenChart = { resources: [], assumed: false };
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
  if (silent !== undefined) addSilent(silent, { strict, lenient }, instant);
  return { strict, lenient, isSame: hasSame(strict.resources, lenient.resources) };
}

/** Not on a day, or by a time of another kind, on which it may have come before or after. */
function isSureBy(at: KnownAt | undefined, instant: number): boolean {
  return at !== undefined && at.by !== 'clinical' && isBy(at.moment, instant);
}

/** A chart that is put together. */
interface OpenChart {
  readonly resources: Json[];
  assumed: boolean;
}

/** Adds to both charts what they hold of records that say nothing. */
function addSilent(
  silent: SilentRecords,
  { strict, lenient }: { readonly strict: OpenChart; readonly lenient: OpenChart },
  instant: number,
): void {
  let isInStrict = silent.isRecordedBy(instant);
  let isInLenient = isInStrict;
  for (const at of silent.others) {
    if (at !== undefined && at.moment.from > instant) continue;
    const isSure = isSureBy(at, instant);
    isInLenient = true;
    isInStrict ||= isSure;
    lenient.assumed ||= !isSure || at?.by !== 'recorded';
    strict.assumed ||= isSure && at?.by !== 'recorded';
  }
  if (!isInLenient) return;
  const one = silent.standIn();
  lenient.resources.push(one);
  if (isInStrict) strict.resources.push(one);
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
