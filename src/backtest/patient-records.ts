import { type Json, objectOf, text } from './fields.ts';
import { parsed } from './json-text.ts';
import type { StoredRun } from './part-file.ts';
import { isOfId } from './patient-of-line.ts';
import { note, type Problems } from './problem.ts';
import { type SilentLine, SilentLines, type SilentType } from './silent-lines.ts';
import { SilentRecords } from './silent-records.ts';

/** Where a resource stands in the export: a run, and the line in it. */
interface Place {
  readonly run: StoredRun;
  readonly at: number;
}

/** A resource, and where it stands in the export. */
export interface Placed extends Place {
  readonly resource: Json;
  /** Empty where it has none. */
  readonly type: string;
  readonly id: string;
}

/** Everything that an export holds about a patient. */
export interface PatientRecords {
  /** By type and id; of a resource that was written several times every version is there. */
  readonly placed: readonly Placed[];
  /** What says nothing of any order, without its resources. */
  readonly silent: SilentRecords;
}

/** Reads the lines of a patient. Those that are no resource are noted. */
export function recordsOf(
  patientId: string,
  runs: readonly StoredRun[],
  problems: Problems,
): PatientRecords {
  const placed: Placed[] = [];
  // What says nothing, unless another line names it or has the same id.
  const waiting: (readonly [StoredRun, readonly SilentLine[]])[] = [];
  const named = new NamedRecords();
  const place = (json: string, run: StoredRun, at: number): void => {
    const resource = objectOf(parsed(json)?.value);
    if (resource === undefined) {
      note(problems, 'no JSON resource', placeOf({ run, at }));
      return;
    }
    const [type, id] = [text(resource.resourceType) ?? '', text(resource.id) ?? ''];
    placed.push({ resource, type, id, run, at });
  };
  for (const run of runs) {
    const lines = SilentLines.of(run.type, patientId);
    const silent: SilentLine[] = [];
    let at = 0;
    for (const json of run.lines()) {
      const line = lines?.read(json);
      if (line === undefined) {
        place(json, run, at);
        named.add(json);
      } else silent.push(line);
      at += 1;
    }
    if (silent.length > 0) waiting.push([run, silent]);
  }
  const repeated = repeatedIds(
    placed,
    waiting.map(([, lines]) => lines),
  );
  const silent = new SilentRecords(patientId);
  for (const [run, lines] of waiting) {
    let at = -1;
    for (const line of lines) {
      const isRead = (repeated.size > 0 && repeated.has(referenceOf(line))) || named.has(line);
      if (isRead) {
        at = run.lines().indexOf(line.json, at + 1);
        place(line.json, run, at);
      } else silent.add(line);
    }
  }
  placed.sort(byTypeAndId);
  for (const [at, one] of placed.entries()) {
    const before = placed[at - 1];
    if (one.id === '' || before === undefined || byTypeAndId(before, one) !== 0) continue;
    note(problems, 'several versions of a resource', placeOf(one));
  }
  return { placed, silent };
}

/** A place as it is named to whoever reads the export. */
export function placeOf({ run, at }: Place): string {
  return `${run.file}:${run.first + at}`;
}

function byTypeAndId(one: Placed, other: Placed): number {
  if (one.type !== other.type) return one.type < other.type ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}

/**
 * Of lines that say nothing, those that share their type and id with another: which version holds depends on the
 * order.
 */
function repeatedIds(
  placed: readonly Placed[],
  waiting: readonly (readonly SilentLine[])[],
): ReadonlySet<string> {
  const repeated = new Set<string>();
  const known = { Observation: new Set<string>(), Condition: new Set<string>() };
  for (const lines of waiting) {
    for (const line of lines) {
      const ids = known[line.type];
      const before = ids.size;
      if (ids.add(line.id).size === before) repeated.add(referenceOf(line));
    }
  }
  for (const { type, id } of placed) {
    if (type !== 'Observation' && type !== 'Condition') continue;
    if (known[type].has(id)) repeated.add(`${type}/${id}`);
  }
  return repeated;
}

function referenceOf({ type, id }: SilentLine): string {
  return `${type}/${id}`;
}

/** The Conditions and Observations that lines refer to. */
class NamedRecords {
  readonly #ids: Readonly<Record<SilentType, Set<string>>> = {
    Condition: new Set(),
    Observation: new Set(),
  };
  /** A reference may be written with escapes: then any may be named. */
  #mayBeAny = false;

  add(json: string): void {
    this.#mayBeAny ||= json.includes('\\/') || json.includes('\\u');
    addIds(json, 'Condition/', this.#ids.Condition);
    addIds(json, 'Observation/', this.#ids.Observation);
  }

  has({ type, id }: SilentLine): boolean {
    return this.#mayBeAny || this.#ids[type].has(id);
  }
}

/** Adds the ids that stand behind a type. */
function addIds(json: string, type: string, ids: Set<string>): void {
  for (let at = json.indexOf(type); at >= 0; at = json.indexOf(type, at + 1)) {
    const from = at + type.length;
    let end = from;
    while (isOfId(json.charCodeAt(end))) end += 1;
    ids.add(json.slice(from, end));
  }
}
