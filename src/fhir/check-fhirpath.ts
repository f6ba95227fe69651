import {
  ExpressionProblem,
  type FhirPathNode,
  invocation,
  opened,
  placeOf,
} from './fhirpath-tree.ts';
import { derivesFrom, isType, memberTypes, type SelectedTypes } from './r4-types.ts';

/** Functions whose argument is evaluated on each element. */
const filters = ['where', 'exists', 'all'];
/** Functions that give back (part of) what they were called on. */
const keeping = ['first', 'last', 'tail', 'skip', 'take', 'distinct', 'single'];
const results: Readonly<Record<string, SelectedTypes>> = {
  exists: ['System.Boolean'],
  all: ['System.Boolean'],
  empty: ['System.Boolean'],
  not: ['System.Boolean'],
  hasValue: ['System.Boolean'],
  isDistinct: ['System.Boolean'],
  startsWith: ['System.Boolean'],
  endsWith: ['System.Boolean'],
  contains: ['System.Boolean'],
  toBoolean: ['System.Boolean'],
  count: ['System.Integer'],
  length: ['System.Integer'],
  toInteger: ['System.Integer'],
  toDecimal: ['System.Decimal'],
  toString: ['System.String'],
  lower: ['System.String'],
  upper: ['System.String'],
  trim: ['System.String'],
  substring: ['System.String'],
  replace: ['System.String'],
  toDate: ['System.Date'],
  toDateTime: ['System.DateTime'],
  extension: ['Extension'],
};

const literals: Readonly<Record<string, string>> = {
  StringLiteral: 'System.String',
  BooleanLiteral: 'System.Boolean',
  NumberLiteral: 'System.Decimal',
  DateLiteral: 'System.Date',
  DateTimeLiteral: 'System.DateTime',
  TimeLiteral: 'System.Time',
  QuantityLiteral: 'Quantity',
};

/**
 * Checks an expression against the R4 model and says what it can select. Only functions that select and
 * compare are allowed: none that runs a pattern, walks everything below an element or leaves the resource.
 * @throws ExpressionProblem at the first element that R4 does not have there, or function that is not allowed
 */
export function checkFhirPath(tree: FhirPathNode, resourceType: string): SelectedTypes {
  return new Checker(resourceType).types(tree, [resourceType]);
}

class Checker {
  readonly #resourceType: string;

  constructor(resourceType: string) {
    this.#resourceType = resourceType;
  }

  /** @param focus what names at the beginning of a path are looked up on */
  types(given: FhirPathNode, focus: SelectedTypes): SelectedTypes {
    const node = opened(given);
    const [left, right] = node.children ?? [];
    switch (node.type) {
      case 'MemberInvocation':
        if (node.text === this.#resourceType && focus?.includes(this.#resourceType)) return focus;
        return this.#member(node, focus);
      case 'FunctionInvocation':
        return this.#call(node, focus, focus);
      case 'InvocationExpression': {
        if (left === undefined || right === undefined) return undefined;
        const input = this.types(left, focus);
        return right.type === 'FunctionInvocation'
          ? this.#call(right, input, focus)
          : this.#member(right, input);
      }
      case 'IndexerExpression':
        return left === undefined ? undefined : this.types(left, focus);
      case 'UnionExpression': {
        const both = [left, right].map((one) => (one === undefined ? [] : this.types(one, focus)));
        return together(both);
      }
      case 'TypeExpression':
        return this.#typeExpression(node, focus);
      case 'EqualityExpression':
      case 'InequalityExpression':
      case 'MembershipExpression':
      case 'AndExpression':
      case 'OrExpression':
      case 'ImpliesExpression':
        for (const one of node.children ?? []) this.types(one, focus);
        return ['System.Boolean'];
      case 'ThisInvocation':
        return focus;
      case 'ExternalConstantTerm':
        if (node.text === 'resource' || node.text === 'context') return [this.#resourceType];
        throw new ExpressionProblem(`there is no constant %${node.text}`, placeOf(node));
      case 'LiteralTerm':
        return literalType(node);
      default:
        for (const one of node.children ?? []) this.types(one, focus);
        return undefined;
    }
  }

  #member(node: FhirPathNode, input: SelectedTypes): SelectedTypes {
    const name = (node.text ?? '').replaceAll('`', '');
    if (input === undefined || input.some((type) => isOpen(type))) return undefined;
    const found = input.flatMap((type) => memberTypes(type, name) ?? []);
    if (found.length > 0) return [...new Set(found)];
    throw new ExpressionProblem(`${input.join(' or ')} has no element "${name}"`, placeOf(node));
  }

  #call(node: FhirPathNode, input: SelectedTypes, focus: SelectedTypes): SelectedTypes {
    const { name, args } = invocation(node) ?? { name: '', args: [] };
    const [first] = args;
    if (name === 'ofType' || name === 'as') {
      return narrowed(input, opened(first ?? node).text ?? '', node);
    }
    if (name === 'select') return first === undefined ? undefined : this.types(first, input);
    if (filters.includes(name)) {
      for (const one of args) this.types(one, input);
      return name === 'where' ? input : ['System.Boolean'];
    }
    const isAllowed = keeping.includes(name) || name === 'iif' || Object.hasOwn(results, name);
    if (!isAllowed) {
      throw new ExpressionProblem(`the function ${name}() is not allowed here`, placeOf(node));
    }
    const given = args.map((one) => this.types(one, name === 'iif' ? input : focus));
    if (keeping.includes(name)) return input;
    if (name !== 'iif') return results[name];
    const branches = given.slice(1);
    return together(branches);
  }

  #typeExpression(node: FhirPathNode, focus: SelectedTypes): SelectedTypes {
    const [operand, specifier] = node.children ?? [];
    const input = operand === undefined ? undefined : this.types(operand, focus);
    const named = specifier?.text ?? '';
    const type = narrowed(input, named, specifier ?? node);
    return node.text === 'is' ? ['System.Boolean'] : type;
  }
}

/** What any of several ways can select. */
function together(ways: readonly SelectedTypes[]): SelectedTypes {
  return ways.includes(undefined) ? undefined : [...new Set(ways.flatMap((types) => types ?? []))];
}

/** What may be in a resource that another one holds is not known. */
function isOpen(type: string): boolean {
  return type === 'Resource' || type === 'DomainResource';
}

function narrowed(input: SelectedTypes, written: string, node: FhirPathNode): SelectedTypes {
  const type = written.replace(/^FHIR\./, '');
  if (!isType(type)) throw new ExpressionProblem(`there is no type "${written}"`, placeOf(node));
  if (input === undefined || input.some((one) => isOpen(one) || derivesFrom(one, type))) {
    return [type];
  }
  throw new ExpressionProblem(`${input.join(' or ')} is never a ${type}`, placeOf(node));
}

function literalType(node: FhirPathNode): SelectedTypes {
  const type = literals[node.children?.[0]?.type ?? ''];
  return type === undefined ? undefined : [type];
}
