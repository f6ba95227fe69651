import { RequestProblem } from './request-problem.ts';

/** What is too much in a draft order, and where. */
export interface Excess {
  /** The element: `.resource.note[0].text`. */
  readonly path: string;
  readonly expected: string;
}

/** Near what people write: orders are read word by word and compared with each other. */
const most = { elements: 200, characters: 100_000, levels: 32, inAll: 100_000 } as const;

/** How many elements the draft orders of a call may still have. */
export class Allowance {
  left: number = most.inAll;
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
  if (typeof value === 'string') {
    return value.length > most.characters
      ? { path: '', expected: `expected a text of at most ${most.characters} characters` }
      : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (left < 0) {
    return { path: '', expected: `expected at most ${levels} levels of elements` };
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length > most.elements) {
    return { path: '', expected: `expected at most ${most.elements} elements` };
  }
  allowance.left -= entries.length;
  if (allowance.left < 0) {
    return { path: '', expected: `expected at most ${most.inAll} elements in all orders` };
  }
  for (const [name, element] of entries) {
    const excess = excessOf(element, allowance, levels, left - 1);
    if (excess === undefined) continue;
    return { ...excess, path: `${isList ? `[${name}]` : `.${shown(name)}`}${excess.path}` };
  }
  return undefined;
}

/**
 * For orders that come otherwise than in a hook call.
 * @param field where they stand in the request
 * @throws RequestProblem 400 that names what is too much
 */
export function requireOrderBounds(orders: readonly unknown[], field: string): void {
  const allowance = new Allowance();
  for (const order of orders) {
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
