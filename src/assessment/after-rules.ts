import type { Case } from '../guideline/case.ts';
import type { AfterRule } from '../guideline/rules.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import { alsoNeeding, type Judgement } from './judgement.ts';

/**
 * Applies the rules that follow an indication to what was judged under it: improving or stable pain,
 * surveillance, repeat imaging. They leave alone what a section with intervals of its own says.
 */
export function applyAfterRules(
  judgement: Judgement,
  evaluator: CaseEvaluator,
  rules: readonly AfterRule[],
): Judgement {
  const { indication } = judgement;
  if (indication?.ownInterval === true) return judgement;
  const doubts: TraceEntry[] = [];
  let judged = judgement;
  for (const rule of rules) {
    if (!rule.follows(indication, evaluator.orderCase)) continue;
    if (rule.excludes !== undefined) {
      const exclusion = evaluator.evaluate(rule.excludes);
      if (exclusion.value === 'met') return excluded(judgement, rule, exclusion);
      // Where the chart is silent the criterion is not met. Where records contradict each other the trace shows it; what
      // the order itself leaves open is asked about.
      if (exclusion.value === 'not-documented') {
        if (exclusion.asks === undefined) doubts.push(...explain(exclusion));
        else judged = askedFirst(judged, rule, exclusion);
      }
    }
    if (rule.needs !== undefined) judged = withNeed(judged, rule, rule.needs, evaluator);
  }
  return doubts.length === 0 ? judged : { ...judged, entries: [...judged.entries, ...doubts] };
}

function excluded(
  { indication }: Judgement,
  { id, title, statements }: AfterRule,
  exclusion: Evaluation<Case>,
): Judgement {
  return {
    decidedBy: id,
    title,
    statements,
    determination: 'not-supported',
    entries: explain(exclusion),
    required: [],
    alternatives: [],
    preference: undefined,
    indication,
  };
}

/** What may exclude the study has to be settled before anything supports it. */
function askedFirst(judgement: Judgement, rule: AfterRule, exclusion: Evaluation<Case>): Judgement {
  return judgement.determination === 'not-supported'
    ? judgement
    : alsoNeeding(judgement, rule, exclusion, explain(exclusion));
}

/** repeat-1: a study done already in this episode, with a diagnostic result, needs a reason to be repeated. */
function withNeed(
  judgement: Judgement,
  rule: AfterRule,
  { prior: priorOf, isCertain, criterion }: NonNullable<AfterRule['needs']>,
  evaluator: CaseEvaluator,
): Judgement {
  const prior = priorOf(evaluator.orderCase);
  if (prior.length === 0 || judgement.determination === 'not-supported') return judgement;
  const need = evaluator.evaluate(criterion);
  const entries: readonly TraceEntry[] = explain(need).map((entry) => ({
    ...entry,
    evidence: [...entry.evidence, ...prior.map((image) => image.evidence)].filter(
      (one, index, every) =>
        every.findIndex((other) => other.reference === one.reference) === index,
    ),
  }));
  if (need.value === 'met') return { ...judgement, entries: [...judgement.entries, ...entries] };
  if (need.value === 'not-met' && prior.some((image) => isCertain(image, evaluator.orderCase))) {
    const { id: decidedBy, title, statements } = rule;
    return {
      ...judgement,
      ...{ decidedBy, title, statements, entries },
      determination: 'not-supported',
      alternatives: [],
      preference: undefined,
    };
  }
  return { ...alsoNeeding(judgement, rule, need, entries), isRepetition: true };
}
