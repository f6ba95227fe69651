import type { TraceEntry } from '../logic/explain.ts';
import type { AssessedOrder } from './assess-order.ts';
import { missingOfFlags } from './red-flag-review.ts';
import type { CriterionResult } from './types.ts';

/** Each criterion once; the red flags that waived are named themselves, the half-documented ones prompt. */
export function criteriaOf(one: AssessedOrder): readonly CriterionResult[] {
  const results: CriterionResult[] = [];
  const seen = new Set<string>();
  const add = (entry: TraceEntry): void => {
    if (one.evaluator.orderCase.roles.redFlagPresent.has(entry.id)) {
      if (entry.value !== 'met') return;
      for (const flag of one.evaluator.orderCase.redFlags) {
        if (seen.has(flag.id)) continue;
        seen.add(flag.id);
        const { id, summary, statements, evidence } = flag;
        results.push({ id, finding: 'met', statements, summary, evidence });
      }
      return;
    }
    if (seen.has(entry.id)) return;
    seen.add(entry.id);
    const { id, value: finding, summary, evidence, partOf } = entry;
    const statements = statementsOf(entry, one);
    const result = { id, finding, statements, summary, evidence };
    results.push(partOf === undefined ? result : { ...result, partOf });
  };
  for (const entry of one.judgement.entries) add(entry);
  for (const entry of missingOfFlags(one.open)) add(entry);
  return results;
}

/** The section's own statement first, where it names the criterion. */
function statementsOf(entry: TraceEntry, one: AssessedOrder): readonly string[] {
  const own = one.indication?.cardsQuote;
  if (own === undefined || !own.for.includes(entry.id)) return entry.statements;
  return [own.statement, ...entry.statements.filter((id) => id !== own.statement)];
}
