import { readFileSync } from 'node:fs';
import type { Resource } from 'fhir/r4.js';
import { prefetchedResources } from '../cds/prefetched-resources.ts';
import type { HookRequest } from '../cds/types.ts';
import { messageOf } from '../message-of.ts';
import { CommandError } from './command-error.ts';

/** A hook request from a file, or a vignette's, with the instant that it is read as of. */
export interface RequestFile {
  readonly path: string;
  readonly request: HookRequest;
  readonly asOf: Date;
  /** What its prefetch holds, Bundles opened. */
  readonly resources: readonly Resource[];
}

/**
 * Reads a hook request, or a vignette, from a file or, for `-`, from standard input.
 * @param asOf an instant in its place; else the vignette's own, else now
 * @throws CommandError where it cannot be read, is not JSON, or is not a hook request with draft orders
 */
export function readRequestFile(path: string, asOf?: string): RequestFile {
  const content = jsonOf(path);
  const request = content.request ?? content;
  if (typeof request.hook !== 'string' || request.context?.draftOrders === undefined) {
    throw new CommandError(
      `${path} is no hook request: expected the JSON of a call of order-select or order-sign with context.draftOrders, or a vignette.`,
    );
  }
  const instant = new Date(asOf ?? content.asOf ?? Date.now());
  if (Number.isNaN(instant.getTime())) {
    throw new CommandError(`--as-of is "${asOf ?? ''}"; expected a date such as 2026-11-18.`, 2);
  }
  return {
    path,
    request,
    asOf: instant,
    resources: prefetchedResources(request),
  };
}

function jsonOf(path: string): { request?: HookRequest; asOf?: string } & HookRequest {
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CommandError(`${path} cannot be read (${code}).`);
  }
  try {
    const content = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content;
  } catch (error) {
    throw new CommandError(`${path} is not JSON: ${messageOf(error)}.`);
  }
  throw new CommandError(`${path} is JSON, but no object.`);
}
