/** What is too much in a draft order, and where. */
export interface Excess {
  /** The element: `.resource.note[0].text`. */
  readonly path: string;
  readonly expected: string;
}

/** Near what people write: orders are read word by word and compared with each other. */
const most = { elements: 200, characters: 100_000, depth: 32 } as const;

/** Finds the first list, text or nesting that is larger than any order needs; reads each element once. */
export function excessOf(value: unknown, depth = 0): Excess | undefined {
  if (typeof value === 'string') {
    return value.length > most.characters
      ? { path: '', expected: `expected a text of at most ${most.characters} characters` }
      : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > most.depth) {
    return { path: '', expected: `expected at most ${most.depth} levels of elements` };
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length > most.elements) {
    return { path: '', expected: `expected at most ${most.elements} elements` };
  }
  for (const [name, element] of entries) {
    const excess = excessOf(element, depth + 1);
    if (excess === undefined) continue;
    return { ...excess, path: `${isList ? `[${name}]` : `.${shown(name)}`}${excess.path}` };
  }
  return undefined;
}

/** FHIR's names are words; what else a caller writes is not repeated. */
function shown(name: string): string {
  return /^\w{1,40}$/.test(name) ? name : '…';
}
