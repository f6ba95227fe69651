import { RequestProblem } from './request-problem.ts';

/** What is too much in a draft order, and where. */
export interface Excess {
  /** The element: `.resource.note[0].text`. */
  readonly path: string;
  readonly expected: string;
}

/** Many times what people write: orders are read word by word and compared with each other. */
const most = {
  elements: 200,
  characters: 100_000,
  levels: 32,
  charactersOfOrder: 200_000,
  elementsInAll: 100_000,
  charactersInAll: 1_000_000,
} as const;

/** How many elements the draft orders of a call may still have, and how long their texts may be together. */
export class Allowance {
  #elements: number = most.elementsInAll;
  #characters: number = most.charactersInAll;
  #ofOrder: number = most.charactersOfOrder;
  readonly #what: string;

  /** @param what the name of what draws on it */
  constructor(what = 'order') {
    this.#what = what;
  }

  /** A further order begins. */
  next(): void {
    this.#ofOrder = most.charactersOfOrder;
  }

  /** Takes a text. @returns what was expected, where it is too much */
  takeText({ length }: string): string | undefined {
    this.#characters -= length;
    this.#ofOrder -= length;
    const tooMany = (characters: number) => `expected at most ${characters} characters`;
    if (length > most.characters) return `expected a text of at most ${most.characters} characters`;
    if (this.#ofOrder < 0) return `${tooMany(most.charactersOfOrder)} in an ${this.#what}`;
    return this.#characters < 0
      ? `${tooMany(most.charactersInAll)} in all ${this.#what}s`
      : undefined;
  }

  /** Takes a list, or an object, of so many elements. @returns what was expected, where it is too much */
  takeElements(count: number): string | undefined {
    this.#elements -= count;
    if (count > most.elements) return `expected at most ${most.elements} elements`;
    return this.#elements < 0
      ? `expected at most ${most.elementsInAll} elements in all ${this.#what}s`
      : undefined;
  }
}

/**
 * Finds the first list, text or nesting that is larger than any order needs; reads each element once.
 * @param allowance of the call: all its orders together draw on it
 * @param levels how many levels of elements it may have, and how many are left below this one
 */
export function excessOf(
  value: unknown,
  allowance: Allowance,
  levels: number = most.levels,
  left: number = levels,
): Excess | undefined {
  if (typeof value === 'string') return excess(allowance.takeText(value));
  if (typeof value !== 'object' || value === null) return undefined;
  if (left < 0) return excess(`expected at most ${levels} levels of elements`);
  const isList = Array.isArray(value);
  // The names alone: of a million elements that are refused nothing more is looked at.
  const count = isList ? value.length : Object.keys(value).length;
  const tooMany = excess(allowance.takeElements(count));
  if (tooMany !== undefined) return tooMany;
  for (const [name, element] of Object.entries(value)) {
    const found = excessOf(element, allowance, levels, left - 1);
    if (found === undefined) continue;
    return { ...found, path: `${isList ? `[${name}]` : `.${shown(name)}`}${found.path}` };
  }
  return undefined;
}

function excess(expected: string | undefined): Excess | undefined {
  return expected === undefined ? undefined : { path: '', expected };
}

/**
 * For orders that come otherwise than in a hook call.
 * @param field where they stand in the request
 * @throws RequestProblem 400 that names what is too much
 */
export function requireOrderBounds(orders: readonly unknown[], field: string): void {
  const allowance = new Allowance();
  for (const order of orders) {
    allowance.next();
    const excess = excessOf(order, allowance);
    if (excess !== undefined) {
      throw new RequestProblem(400, `${field}${excess.path}`, excess.expected);
    }
  }
}

/** FHIR's names are words; what else a caller writes is not repeated. */
function shown(name: string): string {
  return /^\w{1,40}$/.test(name) ? name : '…';
}
