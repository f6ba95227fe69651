import type { Evaluation } from './evaluate.ts';

/**
 * What has to be answered so that an evaluation can become met: everything that a required group lacks,
 * and of a choice whatever each of its ways that answers can open lacks. Undefined where no answers can.
 * @param itemsOf the items that can settle a criterion by itself; undefined where none can
 */
export function itemsToSettle<Case>(
  evaluation: Evaluation<Case>,
  itemsOf: (evaluation: Evaluation<Case>) => readonly string[] | undefined,
): readonly string[] | undefined {
  if (evaluation.value === 'met') return [];
  const { criterion, members } = evaluation;
  const below = (): readonly (readonly string[] | undefined)[] =>
    members.map((member) => itemsToSettle(member, itemsOf));
  switch (criterion.kind) {
    case 'leaf':
      return itemsOf(evaluation);
    case 'unless': {
      const [exception, requirement] = below();
      return requirement ?? exception;
    }
    case 'all-of': {
      // Its members are met, or were never asked: only what is said of the whole can change it.
      if (members.every((member) => member.value === 'met')) return itemsOf(evaluation);
      const needed = below();
      if (needed.includes(undefined)) return undefined;
      return needed.flatMap((items) => items ?? []);
    }
    case 'any-of': {
      const open = below().filter((items) => items !== undefined);
      return open.length === 0 ? undefined : open.flat();
    }
  }
}
