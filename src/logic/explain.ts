import type { AllOf, Criterion } from './criterion.ts';
import type { Evaluation } from './evaluate.ts';
import type { Evidence, FindingValue } from './finding.ts';

/** One criterion in a trace. */
export interface TraceEntry {
  readonly id: string;
  readonly question: string;
  readonly value: FindingValue;
  readonly statements: readonly string[];
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly asks: readonly string[];
  /** The composite criterion, or the group of alternatives, that the entry belongs to. */
  readonly partOf?: string | undefined;
}

/**
 * The criteria that decided an evaluation, in the guideline's order: every required one, the
 * alternative that satisfied a choice, all alternatives of an unsatisfied choice, and of a waiver
 * only what waived. An exception that is half documented is named too, since completing it would
 * waive the rest; a wholly silent one is not.
 */
export function explain<Case>(evaluation: Evaluation<Case>): readonly TraceEntry[] {
  const entries: TraceEntry[] = [];
  collect(evaluation, undefined, entries);
  return entries;
}

function collect<Case>(
  evaluation: Evaluation<Case>,
  partOf: string | undefined,
  entries: TraceEntry[],
): void {
  const { criterion, members } = evaluation;
  switch (criterion.kind) {
    case 'leaf':
      entries.push(entry(evaluation, criterion.id, criterion, partOf));
      return;
    case 'unless': {
      const [exception, requirement] = members;
      if (exception === undefined || requirement === undefined) return;
      if (exception.value === 'met') {
        collect(exception, partOf, entries);
        return;
      }
      collect(requirement, partOf, entries);
      if (exception.value === 'not-documented' && requirement.value !== 'met') {
        collect(exception, partOf, entries);
      }
      return;
    }
    case 'all-of': {
      if (criterion.id !== undefined) {
        entries.push(entry(evaluation, criterion.id, criterion, partOf));
      }
      for (const member of partsOf(evaluation, criterion))
        collect(member, criterion.id ?? partOf, entries);
      return;
    }
    case 'any-of': {
      if (criterion.question !== undefined) {
        entries.push(entry(evaluation, criterion.id, criterion, partOf));
      }
      const met = members.find((member) => member.value === 'met');
      const group = met === undefined || criterion.question !== undefined ? criterion.id : partOf;
      for (const member of met === undefined ? members : [met]) collect(member, group, entries);
      return;
    }
  }
}

/** The parts of a group that decided: of a named one those that are as it is. */
function partsOf<Case>(
  { members, value }: Evaluation<Case>,
  { id, partsOnlyWhenMissing }: AllOf<Case>,
): readonly Evaluation<Case>[] {
  if (id === undefined) return members;
  if (value !== 'met') return members.filter((member) => member.value !== 'met');
  return partsOnlyWhenMissing === true ? [] : members.filter((member) => member.value === 'met');
}

function entry<Case>(
  evaluation: Evaluation<Case>,
  id: string,
  criterion: Pick<Exclude<Criterion<Case>, { kind: 'unless' }>, 'statements' | 'question' | 'asks'>,
  partOf: string | undefined,
): TraceEntry {
  return {
    id,
    question: criterion.question ?? '',
    value: evaluation.value,
    statements: criterion.statements,
    summary: evaluation.summary,
    evidence: evaluation.evidence,
    asks: criterion.asks,
    partOf,
  };
}
