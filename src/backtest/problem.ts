/** Something that ends a back-test, in words for whoever started it. */
export class BacktestError extends Error {}

/** What was left aside, counted, with the first places where it was seen. */
export type Problems = Map<string, { count: number; places: string[] }>;

const placesKept = 20;

/** Counts one thing that was left aside. */
export function note(problems: Problems, kind: string, place?: string): void {
  const known = problems.get(kind);
  if (known === undefined) {
    problems.set(kind, { count: 1, places: place === undefined ? [] : [place] });
    return;
  }
  known.count += 1;
  if (place !== undefined && known.places.length < placesKept) known.places.push(place);
}

/** Adds what another part counted. */
export function addProblems(to: Problems, from: readonly ProblemEntry[]): void {
  for (const { kind, count, places } of from) {
    const known = to.get(kind);
    if (known === undefined) to.set(kind, { count, places: [...places] });
    else {
      known.count += count;
      known.places.push(...places.slice(0, placesKept - known.places.length));
    }
  }
}

export interface ProblemEntry {
  readonly kind: string;
  readonly count: number;
  readonly places: readonly string[];
}

/** The problems as a list, by their kind. */
export function problemList(problems: Problems): readonly ProblemEntry[] {
  return [...problems]
    .map(([kind, { count, places }]) => ({ kind, count, places: [...places].sort() }))
    .sort((one, other) => (one.kind < other.kind ? -1 : 1));
}
