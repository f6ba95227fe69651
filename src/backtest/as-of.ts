import type { Json } from './fields.ts';
import { text } from './fields.ts';
import { knownAt, updatedAt } from './known-at.ts';
import { isBy } from './moment.ts';
import { rewind } from './rewind.ts';

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

/**
 * The resources that could be known at an instant, in the state that they were in then. What became known later is left
 * out whole and leaves no trace.
 * @param instant milliseconds since the epoch
 */
export function chartsAsOf(resources: readonly Json[], instant: number): PastCharts {
  const strict = { resources: [] as Json[], assumed: false };
  const lenient = { resources: [] as Json[], assumed: false };
  for (const resource of versionsOf(resources, instant)) {
    if (timeless.has(text(resource.resourceType) ?? '')) {
      strict.resources.push(resource);
      lenient.resources.push(resource);
      continue;
    }
    const at = knownAt(resource);
    if (at !== undefined && at.moment.from > instant) continue;
    // On a day, or by a time of another kind, on which it may have come before or after.
    const isSure = at !== undefined && at.by !== 'clinical' && isBy(at.moment, instant);
    const later = rewind(resource, instant, 'lenient');
    lenient.resources.push(later.resource);
    lenient.assumed ||= !isSure || at.by !== 'recorded' || later.assumed;
    if (!isSure) continue;
    const sure = later.assumed ? rewind(resource, instant, 'strict') : later;
    strict.resources.push(sure.resource);
    strict.assumed ||= at.by !== 'recorded' || sure.assumed;
  }
  return { strict, lenient, isSame: !strict.assumed && !lenient.assumed };
}

/**
 * Of a resource that the export holds in several versions, the newest that was there at the instant. Versions follow each
 * other in the list; where none of them says when it was written, the first stands for all.
 */
function versionsOf(resources: readonly Json[], instant: number): readonly Json[] {
  const chosen: Json[] = [];
  for (let at = 0; at < resources.length; ) {
    let end = at + 1;
    const first = resources[at];
    while (end < resources.length && isSame(first, resources[end])) end += 1;
    if (end - at === 1 && first !== undefined) chosen.push(first);
    else chosen.push(...newestBy(resources.slice(at, end), instant));
    at = end;
  }
  return chosen;
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one?.id !== undefined && one.id === other?.id && one.resourceType === other?.resourceType;
}

function newestBy(versions: readonly Json[], instant: number): readonly Json[] {
  const dated = versions.flatMap((version) => {
    const at = updatedAt(version)?.to;
    return at === undefined ? [] : [{ version, at }];
  });
  if (dated.length === 0) return versions.slice(0, 1);
  const known = dated.filter(({ at }) => at <= instant).sort((one, other) => other.at - one.at);
  return known.slice(0, 1).map(({ version }) => version);
}
