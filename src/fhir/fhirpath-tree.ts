import fhirpath from 'fhirpath';
import { messageOf } from '../message-of.ts';

/** A place in an expression, counted from one. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A node of a parsed FHIRPath expression, as far as it is looked at here. */
export interface FhirPathNode {
  readonly type: string;
  readonly text?: string;
  readonly start?: Place;
  readonly children?: readonly FhirPathNode[];
}

/** An expression that cannot be used, with the place of the fault. */
export class ExpressionProblem extends Error {
  override readonly name = 'ExpressionProblem';
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/**
 * Parses an expression.
 * @throws ExpressionProblem where it is no FHIRPath
 */
export function parseFhirPath(expression: string): FhirPathNode {
  try {
    return fhirpath.parse(expression);
  } catch (error) {
    const message = messageOf(error);
    const [, line, column] = /line: (\d+); column: (\d+)/.exec(message) ?? [];
    const place = { line: Number(line ?? 1), column: Number(column ?? 0) + 1 };
    throw new ExpressionProblem('this is no FHIRPath expression', place);
  }
}

/** A node's children; the wrappers around a single node are opened. */
export function opened(node: FhirPathNode): FhirPathNode {
  const wrappers = ['EntireExpression', 'TermExpression', 'InvocationTerm', 'ParenthesizedTerm'];
  const [only, ...others] = node.children ?? [];
  return only !== undefined && others.length === 0 && wrappers.includes(node.type)
    ? opened(only)
    : node;
}

/** The name of a function invocation and its arguments. */
export function invocation(
  node: FhirPathNode,
): { readonly name: string; readonly args: readonly FhirPathNode[] } | undefined {
  if (node.type !== 'FunctionInvocation') return undefined;
  const [identifier, list] = node.children?.[0]?.children ?? [];
  return { name: identifier?.text ?? '', args: list?.children ?? [] };
}

/** The place where a node begins. */
export function placeOf(node: FhirPathNode): Place {
  if (node.start !== undefined) return node.start;
  for (const child of node.children ?? []) {
    const place = placeOf(child);
    if (place.column > 0) return place;
  }
  return { line: 1, column: 0 };
}
