import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { checkFhirPath } from './check-fhirpath.ts';
import { parseFhirPath } from './fhirpath-tree.ts';
import type { SelectedTypes } from './r4-types.ts';
import { type RequiredValue, requiredValues } from './required-values.ts';

/** An expression that was checked and compiled. */
export interface CompiledExpression {
  /** What it can select. */
  readonly types: SelectedTypes;
  /** What a resource must hold for it to be true. */
  readonly required: readonly RequiredValue[];
  /** The elements that it selects; none where it fails on a resource. */
  readonly select: (resource: object) => readonly unknown[];
}

/**
 * Compiles an expression over resources of one type, checked against the R4 model.
 * @throws ExpressionProblem with the place of a fault
 */
export function compileFhirPath(expression: string, resourceType: string): CompiledExpression {
  const tree = parseFhirPath(expression);
  const types = checkFhirPath(tree, resourceType);
  const evaluate = fhirpath.compile(expression, r4, { async: false });
  return {
    types,
    required: requiredValues(tree, resourceType),
    select: (resource) => {
      try {
        return evaluate(resource);
      } catch {
        // The model was checked; what is left is a resource that does not keep to it.
        return [];
      }
    },
  };
}
