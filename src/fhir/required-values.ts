import { type FhirPathNode, invocation, opened } from './fhirpath-tree.ts';

/** A condition without which an expression cannot be true: one of the values stands at the path. */
export interface RequiredValue {
  readonly path: readonly string[];
  readonly values: ReadonlySet<string>;
}

/**
 * What a resource must hold for an expression to be true, as far as the expression says so plainly
 * (`code.coding.exists(system = 'urn:x' and code = '123')`). Nothing is required where it does not, so
 * a resource that lacks something required can be passed over without evaluating anything.
 */
export function requiredValues(
  expression: FhirPathNode,
  resourceType: string,
): readonly RequiredValue[] {
  return required(expression, []).map(({ path, values }) => ({
    path: path[0] === resourceType ? path.slice(1) : path,
    values,
  }));
}

/** Whether a resource holds everything that is required. */
export function holds(resource: unknown, requirements: readonly RequiredValue[]): boolean {
  return requirements.every(({ path, values }) => isThere(resource, path, 0, values));
}

function required(given: FhirPathNode, prefix: readonly string[]): readonly RequiredValue[] {
  const node = opened(given);
  const [left, right] = node.children ?? [];
  if (left === undefined || right === undefined) return [];
  switch (node.type) {
    case 'AndExpression':
      return [...required(left, prefix), ...required(right, prefix)];
    case 'OrExpression':
      return node.text === 'or' ? either(required(left, prefix), required(right, prefix)) : [];
    case 'EqualityExpression':
      return node.text === '='
        ? [...compared(left, right, prefix), ...compared(right, left, prefix)]
        : [];
    case 'MembershipExpression':
      return node.text === 'in' ? compared(left, right, prefix) : [];
    case 'InvocationExpression': {
      const call = invocation(right);
      if (call?.name !== 'exists' && call?.name !== 'where') return [];
      const path = pathOf(left, prefix);
      if (path === undefined) return [];
      const below = call.args.flatMap((argument) => required(argument, path.names));
      return [...path.requirements, ...below];
    }
    default:
      return [];
  }
}

/** Both ways require a value at one path: then one of either's values. */
function either(
  one: readonly RequiredValue[],
  other: readonly RequiredValue[],
): readonly RequiredValue[] {
  return one.flatMap(({ path, values }) => {
    const same = other.find((candidate) => candidate.path.join('.') === path.join('.'));
    return same === undefined ? [] : [{ path, values: new Set([...values, ...same.values]) }];
  });
}

function compared(
  element: FhirPathNode,
  literal: FhirPathNode,
  prefix: readonly string[],
): readonly RequiredValue[] {
  const values = literalsOf(literal);
  const path = pathOf(element, prefix);
  if (values === undefined || path === undefined || path.names.length === 0) return [];
  return [...path.requirements, { path: path.names, values: new Set(values) }];
}

interface PlainPath {
  readonly names: readonly string[];
  readonly requirements: readonly RequiredValue[];
}

/** A path of names alone, filtered by `where` at most. */
function pathOf(given: FhirPathNode, prefix: readonly string[]): PlainPath | undefined {
  const node = opened(given);
  if (node.type === 'MemberInvocation') {
    return { names: [...prefix, node.text ?? ''], requirements: [] };
  }
  if (node.type === 'ThisInvocation') return { names: prefix, requirements: [] };
  const [left, right] = node.children ?? [];
  if (node.type !== 'InvocationExpression' || left === undefined || right === undefined) {
    return undefined;
  }
  const path = pathOf(left, prefix);
  if (path === undefined) return undefined;
  if (right.type === 'MemberInvocation') {
    return { names: [...path.names, right.text ?? ''], requirements: path.requirements };
  }
  const call = invocation(right);
  if (call?.name !== 'where') return undefined;
  const below = call.args.flatMap((argument) => required(argument, path.names));
  return { names: path.names, requirements: [...path.requirements, ...below] };
}

/** The texts of a literal, or of a union of literals. */
function literalsOf(given: FhirPathNode): readonly string[] | undefined {
  const node = opened(given);
  if (node.type === 'LiteralTerm') {
    const [literal] = node.children ?? [];
    const text = literal?.text ?? '';
    return literal?.type === 'StringLiteral' && !text.includes('\\')
      ? [text.slice(1, -1)]
      : undefined;
  }
  if (node.type !== 'UnionExpression') return undefined;
  const both = (node.children ?? []).map(literalsOf);
  return both.includes(undefined) ? undefined : both.flatMap((texts) => texts ?? []);
}

/** Whether one of the values stands at the path; an element that is a choice of types stands under any of their names. */
function isThere(
  value: unknown,
  path: readonly string[],
  depth: number,
  values: ReadonlySet<string>,
): boolean {
  if (Array.isArray(value)) return value.some((one) => isThere(one, path, depth, values));
  const name = path[depth];
  if (name === undefined) return typeof value === 'string' && values.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, element]) => isNamed(key, name) && isThere(element, path, depth + 1, values),
  );
}

/** `value` is called `valueQuantity` and the like. */
function isNamed(key: string, name: string): boolean {
  return key === name || (key.startsWith(name) && /^[A-Z]$/.test(key.charAt(name.length)));
}
