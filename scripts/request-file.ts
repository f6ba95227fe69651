import { readFileSync } from 'node:fs';
import type { Resource } from 'fhir/r4.js';
import type { HookRequest } from '../src/cds/types.ts';

/** A hook request from a file, or a vignette's, with the instant that it is read as of. */
export interface RequestFile {
  readonly path: string;
  readonly request: HookRequest;
  readonly asOf: Date;
  /** What its prefetch holds, Bundles opened. */
  readonly resources: readonly Resource[];
}

/**
 * Reads the file that the words of a command line name, and `--as-of 2026-11-18` where it is said: else the
 * vignette's own instant, else now. Undefined where no file is named; throws where it is not JSON.
 */
export function readRequestFile(words: readonly string[]): RequestFile | undefined {
  const position = words.indexOf('--as-of');
  const said = position < 0 ? undefined : words[position + 1];
  const path = words.find((word) => !word.startsWith('--') && word !== said);
  if (path === undefined) return undefined;
  const content: { request?: HookRequest; asOf?: string } & HookRequest = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const request = content.request ?? content;
  return {
    path,
    request,
    asOf: new Date(said ?? content.asOf ?? Date.now()),
    resources: Object.values(request.prefetch ?? {}).flatMap(opened),
  };
}

function opened(value: Resource | null): readonly Resource[] {
  if (value === null) return [];
  if (value.resourceType !== 'Bundle') return [value];
  if (!('entry' in value) || !Array.isArray(value.entry)) return [];
  return value.entry.flatMap((entry: { resource?: Resource }) => entry.resource ?? []);
}
