import type { Resource } from 'fhir/r4.js';
import { fieldsOf, textOf } from './fields.ts';

/**
 * The resources with only the newest version of each: a record that was corrected, refuted or entered in error since
 * says what its last version says (FHIR R4, `Resource.meta`). Versions that nothing tells apart stay as they are.
 */
export function newestVersions(resources: Iterable<Resource>): readonly Resource[] {
  const all: readonly Resource[] = Array.isArray(resources) ? resources : [...resources];
  if (!mayRepeat(all)) return all;
  const newest = new Map<string, Resource>();
  for (const resource of all) {
    // What says nothing of its version is neither older nor newer than another.
    const key = fieldsOf(resource)?.meta === undefined ? undefined : keyOf(resource);
    if (key === undefined) continue;
    const known = newest.get(key);
    if (known === undefined || isOlder(known, resource)) newest.set(key, resource);
  }
  return all.filter((resource) => {
    const last = newest.get(keyOf(resource) ?? '');
    return last === undefined || !isOlder(resource, last);
  });
}

/**
 * Whether two that say their version share an id, of whatever type: on most charts none do, which is told without
 * making a key of each.
 */
function mayRepeat(resources: readonly unknown[]): boolean {
  const ids = new Set<unknown>();
  let count = 0;
  for (const resource of resources) {
    const fields = fieldsOf(resource);
    if (fields?.meta === undefined) continue;
    ids.add(fields.id);
    count += 1;
  }
  return ids.size < count;
}

function keyOf(resource: unknown): string | undefined {
  const fields = fieldsOf(resource);
  const id = textOf(fields?.id);
  return id === undefined ? undefined : `${textOf(fields?.resourceType) ?? ''}/${id}`;
}

/** By the time of the last change, else by a version that counts. */
function isOlder(one: Resource, other: Resource): boolean {
  const [mine, its] = [updatedAt(one), updatedAt(other)];
  if (mine !== undefined && its !== undefined && mine !== its) return mine < its;
  const [version, later] = [versionOf(one), versionOf(other)];
  return version !== undefined && later !== undefined && version < later;
}

function updatedAt({ meta }: Resource): number | undefined {
  const time = Date.parse(textOf(fieldsOf(meta)?.lastUpdated) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function versionOf({ meta }: Resource): number | undefined {
  const version = textOf(fieldsOf(meta)?.versionId) ?? '';
  return /^\d{1,15}$/.test(version) ? Number(version) : undefined;
}
