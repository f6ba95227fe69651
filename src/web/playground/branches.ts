import type { CriterionResult } from '../../assessment/types.ts';

/** A criterion with its parts, or a nameless group of alternatives. */
export interface Branch {
  readonly criterion?: CriterionResult;
  /** The id that the alternatives share in `partOf`. */
  readonly group?: string;
  readonly members: readonly Branch[];
}

/** The criteria of an assessment, which come as a list, by what they are part of. Each stands once. */
export function branches(criteria: readonly CriterionResult[]): readonly Branch[] {
  const ids = new Set(criteria.map(({ id }) => id));
  const below = (parent: string): readonly Branch[] =>
    criteria
      .filter((one) => one.partOf === parent && one.id !== parent)
      .map((criterion) => ({ criterion, members: below(criterion.id) }));
  const top: Branch[] = [];
  const groups = new Set<string>();
  for (const criterion of criteria) {
    const { partOf } = criterion;
    if (partOf === undefined || partOf === criterion.id) {
      top.push({ criterion, members: below(criterion.id) });
    } else if (!ids.has(partOf) && !groups.has(partOf)) {
      groups.add(partOf);
      top.push({ group: partOf, members: below(partOf) });
    }
  }
  return top;
}
