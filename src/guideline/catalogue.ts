import type { Criterion } from '../logic/criterion.ts';
import { namedOf } from '../logic/list.ts';
import type { Case } from './case.ts';
import { criterion, notDocumented } from './criterion.ts';
import type { StudyEntry } from './indication.ts';
import { redFlags } from './red-flags/index.ts';
import {
  repeatImagingNeed,
  simultaneousStudiesNeed,
  surveillanceOnly,
  symptomsImproving,
  symptomsLongstandingStable,
} from './rules/after-indication.ts';
import { documentationRequests } from './rules/documentation.ts';
import { specialStudyRules } from './rules/special-studies.ts';
import { techniqueRules } from './rules/techniques.ts';
import { indications } from './sections/index.ts';

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

/** Study-level rules that are gates or follow the indication, and so have no object of their own. */
const furtherRules: readonly Omit<Encoding, 'kind' | 'asks'>[] = [
  {
    id: 'study.improving-or-stable',
    title: 'Improving or stable pain',
    statements: ['general-improving-1'],
  },
  {
    id: 'study.surveillance-imaging',
    title: 'Surveillance imaging',
    statements: ['repeat-3', 'general-repeat-2'],
  },
  {
    id: 'study.repeat-imaging',
    title: 'Repeat imaging',
    statements: ['repeat-1', 'general-repeat-1', 'general-repeat-2'],
  },
  {
    id: 'study.simultaneous-studies',
    title: 'Simultaneous similar studies',
    statements: ['repeat-2', 'general-ops-2'],
  },
  {
    id: 'study.ct-instead-of-mri',
    title: 'CT instead of MRI',
    statements: ['ct-stance', 'ct-1', 'ct-2'],
  },
  {
    id: 'study.ct-myelography',
    title: 'CT myelography',
    statements: ['ctmyelo-stance', 'ctmyelo-1', 'ctmyelo-2', 'ctmyelo-3', 'ct-3'],
  },
  {
    id: 'study.post-discography-ct',
    title: 'CT after discography',
    statements: ['discography-1', 'discography-2'],
  },
  {
    id: 'study.stimulator-lumbar-imaging',
    title: 'Lumbar imaging for a stimulator',
    statements: ['scs-3', 'general-scs-3'],
  },
  {
    id: 'study.region-mismatch',
    title: 'Ordered level without an indication',
    statements: ['modalities-2', 'redflag-2'],
  },
  { id: 'study.contrast-choice', title: 'Choice of contrast', statements: ['modalities-1'] },
];

/** general-docs-1: decided by the assessment when nothing on the chart fits the ordered level. */
export const documentedIndication = criterion({
  id: 'documented-indication',
  question: 'Does the order have a reason at the ordered level?',
  statements: ['general-docs-1', 'modalities-2'],
  attestable: false,
  asks: [],
  decide: () =>
    notDocumented('No reason, indication or red flag at the ordered level is documented'),
});

/** Every criterion tree that the guideline decides with. */
export function criterionTrees(): readonly Criterion<Case>[] {
  const gates = (entries: readonly StudyEntry[]): readonly Criterion<Case>[] =>
    entries.flatMap((entry) =>
      [entry.gate, entry.onlyIf, entry.advisoryUnless].filter((one) => one !== undefined),
    );
  return [
    ...indications.flatMap((one) => [one.requires, ...gates(one.studies)]),
    ...redFlags.flatMap((one) => [one.criterion, ...gates(one.studies)]),
    ...[...techniqueRules, ...specialStudyRules].flatMap((rule) =>
      rule.exception === undefined ? [rule.concerns] : [rule.concerns, rule.exception],
    ),
    symptomsImproving,
    symptomsLongstandingStable,
    surveillanceOnly,
    repeatImagingNeed,
    simultaneousStudiesNeed,
    documentedIndication,
  ];
}

/** Everything that encodes statements, by id: what a reader of a statement can go to. */
export function encodings(): ReadonlyMap<string, Encoding> {
  const found = new Map<string, Encoding>();
  const add = (encoding: Encoding): void => {
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
  for (const { id, title, statements } of indications)
    add({ id, kind: 'indication', title, statements, asks: [] });
  for (const { id, title, statements } of redFlags)
    add({ id, kind: 'red-flag', title, statements, asks: [] });
  for (const { id, title, statements } of [
    ...techniqueRules,
    ...specialStudyRules,
    ...furtherRules,
  ]) {
    add({ id, kind: 'study-rule', title, statements, asks: [] });
  }
  for (const tree of criterionTrees()) {
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
  for (const { id, statements, text } of documentationRequests) {
    add({ id, kind: 'documentation', title: text, statements, asks: [] });
  }
  return found;
}
