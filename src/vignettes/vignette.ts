import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { HookRequest } from '../cds/types.ts';
import { packageRoot } from '../package-root.ts';

/** What a vignette expects of one order's assessment. */
export interface ExpectedAssessment {
  readonly order: string;
  readonly indication: string | null;
  readonly determination: string;
  readonly decidedBy: string;
  readonly preferredStudy: string | null;
  readonly preference: string | null;
  readonly refersTo?: readonly string[];
  /** The exact set of top-level criteria that are not met; only for `prerequisites-missing`. */
  readonly missing?: Readonly<Record<string, string>>;
  /** Further criteria that must stand in the answer. */
  readonly criteria?: Readonly<Record<string, string>>;
}

/** A clinician's story with its hook call and what the guideline says of it, written by hand. */
export interface Vignette {
  /** `lumbar-radiculopathy/supported`: its path under `fixtures/vignettes`, without the ending. */
  readonly name: string;
  readonly story: string;
  readonly statements: readonly string[];
  /** The instant that its dates are relative to. */
  readonly asOf: string;
  readonly request: HookRequest;
  readonly expected: {
    readonly assessments: readonly ExpectedAssessment[];
    readonly cards: readonly { readonly kind: string; readonly indicator: string }[];
  };
}

const folder = join(packageRoot, 'fixtures', 'vignettes');

let vignettes: readonly Vignette[] | undefined;

/** Every vignette under `fixtures/vignettes`, in the order of their names. The files are read once in a process. */
export function allVignettes(): readonly Vignette[] {
  vignettes ??= readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => readVignette(join(folder, path)));
  return vignettes;
}

/** Reads one vignette file. Throws where it is not JSON. */
export function readVignette(path: string): Vignette {
  const content: Omit<Vignette, 'name'> = JSON.parse(readFileSync(path, 'utf8'));
  return { name: relative(folder, path).replace(/\.json$/, ''), ...content };
}

const date = /^\d{4}-\d{2}-\d{2}(?=$|T)/;

/**
 * A copy of a value with every date moved by whole days, so that a vignette written for a fixed day can
 * be called today. Times of day, partial dates and everything else stay as they are.
 */
export function moveDates<Value>(value: Value, days: number): Value;
export function moveDates(value: unknown, days: number): unknown {
  if (typeof value === 'string') {
    return value.replace(date, (day) => {
      const moved = new Date(`${day}T00:00:00Z`);
      moved.setUTCDate(moved.getUTCDate() + days);
      return moved.toISOString().slice(0, 10);
    });
  }
  if (Array.isArray(value)) return value.map((item) => moveDates(item, days));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'birthDate' ? item : moveDates(item, days),
    ]),
  );
}

/** The vignette's hook call with its dates moved from its own day to another. */
export function requestOn(vignette: Vignette, day: Date): HookRequest {
  const from = Date.parse(vignette.asOf.slice(0, 10));
  const to = Date.parse(day.toISOString().slice(0, 10));
  return moveDates(vignette.request, Math.round((to - from) / 86_400_000));
}
