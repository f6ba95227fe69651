import type { Criterion, LeafCriterion } from './criterion.ts';

/** Every leaf below a criterion, in order, without deciding anything. */
export function leavesOf<Case>(criterion: Criterion<Case>): readonly LeafCriterion<Case>[] {
  switch (criterion.kind) {
    case 'leaf':
      return [criterion];
    case 'unless':
      return [...leavesOf(criterion.exception), ...leavesOf(criterion.requirement)];
    default:
      return criterion.of.flatMap(leavesOf);
  }
}

/** Every criterion with an id of its own below a criterion, leaves and composites. */
export function namedOf<Case>(
  criterion: Criterion<Case>,
): readonly Exclude<Criterion<Case>, { kind: 'unless' }>[] {
  switch (criterion.kind) {
    case 'leaf':
      return [criterion];
    case 'unless':
      return [...namedOf(criterion.exception), ...namedOf(criterion.requirement)];
    default: {
      const members = criterion.of.flatMap(namedOf);
      return criterion.question === undefined ? members : [criterion, ...members];
    }
  }
}
