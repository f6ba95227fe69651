import type { Writable } from './chart.ts';
import { isFields } from './json.ts';

/** Breaks a request: `at` says where, `value` how; any number will do. */
type BrokenChange = (request: Writable, at: number, value: number) => unknown;

type Visit = (value: unknown, key: string) => unknown;

/** The tree with the value at one place given to `change`, among those places that are wanted. */
function changed(
  tree: unknown,
  at: number,
  isWanted: (value: unknown, key: string) => boolean,
  change: Visit,
): unknown {
  const count = (value: unknown, key: string): number =>
    Number(isWanted(value, key)) +
    (value !== null && typeof value === 'object'
      ? Object.entries(value).reduce((sum, [name, inner]) => sum + count(inner, name), 0)
      : 0);
  const places = count(tree, '');
  if (places === 0) return tree;
  let left = at % places;
  const visit: Visit = (value, key) => {
    if (isWanted(value, key)) {
      left -= 1;
      if (left === -1) return change(value, key);
    }
    if (Array.isArray(value)) return value.map((item, index) => visit(item, String(index)));
    if (!isFields(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, visit(inner, name)]),
    );
  };
  return visit(tree, '');
}

const anywhere = (): boolean => true;
const pick = (from: readonly unknown[], index: number): unknown => from[index % from.length];

const wrongValues = [
  null,
  0,
  -1e308,
  1e21,
  '',
  ' ',
  'x',
  '9999-99-99',
  true,
  false,
  [],
  [null],
  [[]],
  {},
  { a: null },
  [{}],
  [{ coding: [null] }],
  { coding: 'x' },
  [{ reference: 7 }],
  { resourceType: 'Bundle' },
  'constructor',
  '__proto__',
  '\u0000',
  '\ud800',
  '🦴'.repeat(50),
];
const wrongDates = [
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '-2026-01-01',
  '2026-1-1',
  '01/02/2026',
  '2026-11-18T25:61:00Z',
  '2026-11-18T10:00:00+99:00',
  '+275760-09-14',
  '1e3',
  'yesterday',
  '2026-11-18 ',
  '20261118',
  '2026-W47',
  '2026-11-18T10:00:60Z',
  20261118,
];
const wrongCodes = [
  '',
  ' ',
  'M',
  'm54.16',
  'M5416',
  'M54.16 ',
  '0',
  '99999',
  '-1',
  'ABCDE',
  'null',
  72148,
  null,
  ['72148'],
  'toString',
  '*',
  '.*',
  '(((((',
  '72148'.repeat(1000),
];
const wrongReferences = [
  '',
  '#',
  '#x',
  '/',
  '//',
  'Condition',
  'Condition/',
  'Patient',
  'Patient/',
  'urn:uuid:not-one',
  'https://ehr.example',
  'Condition/../../etc',
  'Condition/c-1/_history/1',
  'Condition?code=1',
  7,
  null,
  'ServiceRequest/mri-1',
  'x'.repeat(100_000),
];
const depths = [10, 100, 1000, 1000, 5000, 100_000];
const lengths = [1000, 1000, 10_000, 10_000, 100_000, 1_000_000];

/** Nested deeper than a tree can be walked: only as text. */
function nested(depth: number, isList: boolean): string {
  const [open, close] = isList ? ['[', ']'] : ['{"item":[', ']}'];
  return open.repeat(depth) + close.repeat(depth);
}

/** The changes by name. A text is sent as it is; anything else as JSON. */
export const brokenChanges: Readonly<Record<string, BrokenChange>> = {
  'a value of the wrong shape': (request, at, value) =>
    changed(request, at, anywhere, () => pick(wrongValues, value)),
  'something left out': (request, at) => changed(request, at, anywhere, () => undefined),
  'no date': (request, at, value) =>
    changed(
      request,
      at,
      (one) => typeof one === 'string' && /^\d{4}(-|$)/.test(one),
      () => pick(wrongDates, value),
    ),
  'no code': (request, at, value) =>
    changed(
      request,
      at,
      (_one, key) => key === 'code' || key === 'status',
      () => pick(wrongCodes, value),
    ),
  'no reference': (request, at, value) =>
    changed(
      request,
      at,
      (_one, key) => key === 'reference' || key === 'id' || key === 'system',
      () => pick(wrongReferences, value),
    ),
  'deep nesting': (request, at, value) =>
    JSON.stringify(changed(request, at, anywhere, () => 'nested')).replace(
      '"nested"',
      nested(Number(pick(depths, value)), value % 2 === 0),
    ),
  'a huge text': (request, at, value) =>
    changed(
      request,
      at,
      (one) => typeof one === 'string',
      (one) =>
        `${String(one)}${['x', ' ', '<', '*', 'no ', '\n', 'é'][value % 7]}`.padEnd(
          Number(pick(lengths, value)),
          ['a', ' ', '[', '(', '-', 'no ', '🦴'][at % 7],
        ),
    ),
  'a long list': (request, at, value) => {
    const size = JSON.stringify(request).length;
    const length = size > 100_000 ? 3 : Number(pick([10, 100, 400, 600], value));
    return changed(
      request,
      at,
      (one) => Array.isArray(one) && one.length > 0,
      (one) => Array.from({ length }, () => (Array.isArray(one) ? one[0] : one)),
    );
  },
  'a list in place of one': (request, at) => changed(request, at, anywhere, (one) => [one, one]),
  'hostile keys': (request, at, value) =>
    changed(request, at, isFields, (one) =>
      JSON.parse(
        `{"${pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', ''], value)}":{"x":1},${JSON.stringify(one).slice(1).replace(/^}/, '"a":1}')}`,
      ),
    ),
  'a body that is cut off': (request, at) => {
    const body = JSON.stringify(request);
    return body.slice(0, at % body.length);
  },
  'a body that is something else': (_request, _at, value) =>
    pick(
      [
        '',
        'null',
        '[]',
        '7',
        '"x"',
        'true',
        '<xml/>',
        '{}{}',
        '{"hook":',
        '\u0000',
        '{"a":1e999}',
        '[[[[',
        '{"hook":"order-sign"}',
      ],
      value,
    ),
  'a body with a wrong letter': (request, at, value) => {
    const body = JSON.stringify(request);
    const place = at % body.length;
    return `${body.slice(0, place)}${pick(['}', '"', '\\', '\u0007', ',', '0', '\ud83d'], value)}${body.slice(place + 1)}`;
  },
};
