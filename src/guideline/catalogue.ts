import type { Criterion } from '../logic/criterion.ts';
import { inWords } from '../logic/in-words.ts';
import { namedOf } from '../logic/list.ts';
import type { Case } from './case.ts';
import type { Policy } from './policy.ts';
import type { StudyEntry } from './study-entry.ts';

/** One thing in the code that encodes statements. */
export interface Encoding {
  readonly id: string;
  readonly kind: 'indication' | 'red-flag' | 'study-rule' | 'criterion' | 'documentation';
  readonly title: string;
  readonly statements: readonly string[];
  /** Criteria only: a leaf decides by itself, a composite by its parts. */
  readonly isLeaf?: boolean;
  /** linkIds whose answers can settle it. */
  readonly asks: readonly string[];
}

/** Every criterion tree that a policy decides with. */
export function criterionTrees({
  indications,
  redFlags,
  exclusions,
  afterwards,
  roles,
}: Policy): readonly Criterion<Case>[] {
  const gates = (entries: readonly StudyEntry[]): readonly Criterion<Case>[] =>
    entries.flatMap((entry) =>
      [entry.requires, entry.listedIf, entry.firstPreferredUnless].filter(
        (one) => one !== undefined,
      ),
    );
  return [
    ...indications.flatMap((one) => [one.requires, ...gates(one.studies)]),
    ...redFlags.flatMap((one) => [one.criterion, ...gates(one.studies)]),
    ...exclusions.flatMap((rule) =>
      rule.exception === undefined ? [rule.concerns] : [rule.concerns, rule.exception],
    ),
    ...afterwards.flatMap(({ excludes, needs }) =>
      [excludes, needs?.criterion].filter((one) => one !== undefined),
    ),
    roles.simultaneous.need,
    roles.documentedIndication,
  ];
}

/** Everything that encodes statements, by id: what a reader of a statement can go to. */
export function encodings(policy: Policy): ReadonlyMap<string, Encoding> {
  const found = new Map<string, Encoding>();
  const add = (said: Encoding): void => {
    const encoding = { ...said, title: inWords(said.title, policy.readings) };
    const known = found.get(encoding.id);
    if (known === undefined) {
      found.set(encoding.id, encoding);
      return;
    }
    found.set(encoding.id, {
      ...known,
      statements: [...new Set([...known.statements, ...encoding.statements])],
      asks: [...new Set([...known.asks, ...encoding.asks])],
    });
  };
  for (const { id, title, statements } of policy.indications)
    add({ id, kind: 'indication', title, statements, asks: [] });
  for (const { id, title, statements } of policy.redFlags)
    add({ id, kind: 'red-flag', title, statements, asks: [] });
  for (const { id, title, statements } of [
    ...policy.exclusions,
    ...policy.afterwards,
    ...policy.purposeExclusions,
    ...policy.namedRules,
  ]) {
    add({ id, kind: 'study-rule', title, statements, asks: [] });
  }
  for (const tree of criterionTrees(policy)) {
    for (const one of namedOf(tree)) {
      if (one.id === undefined) continue;
      add({
        id: one.id,
        kind: 'criterion',
        title: one.question ?? one.id,
        statements: one.statements,
        isLeaf: one.kind === 'leaf',
        asks: one.asks,
      });
    }
  }
  for (const { id, statements, text } of policy.documentation) {
    add({ id, kind: 'documentation', title: text, statements, asks: [] });
  }
  return found;
}

/**
 * What encodes each statement, by its id: what stands under it, and everything that names it.
 * @throws Error where something that does not exist stands under a statement
 */
export function encodedBy(policy: Policy): ReadonlyMap<string, readonly string[]> {
  const all = encodings(policy);
  const naming = new Map<string, string[]>();
  for (const { id, statements } of all.values())
    for (const statement of statements)
      naming.set(statement, [...(naming.get(statement) ?? []), id]);
  return new Map(
    policy.sections.flatMap(({ statements }) =>
      statements.map(({ id, nested }) => {
        const dangling = nested.find((one) => !all.has(one));
        if (dangling !== undefined) throw new Error(`${id} is encoded by no ${dangling}`);
        return [id, [...new Set([...nested, ...(naming.get(id) ?? [])])]];
      }),
    ),
  );
}
