import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';

/** The digits of numbers that a number of JavaScript does not keep: of each object, by the name of the element. */
export type ExactNumbers = WeakMap<object, Map<string, string>>;

/** Whether a value holds a number anywhere; few orders do. */
export function holdsNumber(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNumber);
}

/**
 * Finds the numbers whose digits would change on their way (`1.00`, `0.010`, more than 17 digits): in a decimal of
 * FHIR every digit says something (FHIR R4, "Data types", decimal).
 * @param text the JSON text
 * @param parsed what JSON.parse made of it: its objects are those that the digits are found by
 */
export function exactNumbers(text: string, parsed: unknown): ExactNumbers {
  const exact: ExactNumbers = new WeakMap();
  const lossless = parse(text, undefined, {
    // Of two members with one name JSON.parse takes the last.
    onDuplicateKey: ({ newValue }) => newValue,
    parseNumber: (digits) =>
      String(Number(digits)) === digits ? Number(digits) : new LosslessNumber(digits),
  });
  collect(parsed, lossless, exact);
  return exact;
}

function collect(parsed: unknown, lossless: unknown, exact: ExactNumbers): void {
  if (!isObject(parsed) || !isObject(lossless)) return;
  for (const [name, value] of Object.entries(lossless)) {
    if (!isLosslessNumber(value)) {
      collect(parsed[name], value, exact);
      continue;
    }
    const known = exact.get(parsed);
    if (known === undefined) exact.set(parsed, new Map([[name, value.value]]));
    else known.set(name, value.value);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** JSON in which the numbers of objects that came in stand with the digits that they came with. */
export function exactJson(value: unknown, exact: ExactNumbers): string {
  return stringify(withDigits(value, exact)) ?? 'null';
}

function withDigits(value: unknown, exact: ExactNumbers): unknown {
  if (Array.isArray(value)) {
    const digits = exact.get(value);
    return value.map((one, index) => digitsOr(digits?.get(String(index)), one, exact));
  }
  if (!isObject(value)) return value;
  const digits = exact.get(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, digitsOr(digits?.get(name), one, exact)]),
  );
}

function digitsOr(digits: string | undefined, value: unknown, exact: ExactNumbers): unknown {
  return digits === undefined ? withDigits(value, exact) : new LosslessNumber(digits);
}
