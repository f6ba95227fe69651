import type { GuidelineCriterion } from '../guideline/criterion.ts';
import type { Indication } from '../guideline/indication.ts';
import {
  painIndications,
  parsHealingMonitored,
  priorStudies,
  repeatImagingNeed,
  surveillanceOnly,
  symptomsImproving,
  symptomsLongstandingStable,
} from '../guideline/rules/after-indication.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import type { CaseEvaluator, Judgement } from './judgement.ts';

/**
 * The rules that follow the indication and override even a satisfied one, unless a red flag is present or
 * the section has intervals of its own (formal logic, section 6): improving or stable pain, surveillance,
 * repeat imaging.
 */
export function applyAfterRules(
  judgement: Judgement,
  evaluator: CaseEvaluator,
  indication: Indication | undefined,
  redFlagPresent: boolean,
): Judgement {
  if (redFlagPresent || indication?.ownInterval === true || indication === undefined)
    return judgement;
  if (judgement.decidedBy.startsWith('red-flag.')) return judgement;
  const ofPain = painIndications.has(indication.id)
    ? [symptomsImproving, symptomsLongstandingStable]
    : [];
  for (const exclusion of ofPain) {
    if (evaluator.value(exclusion) === 'met') {
      return excluded(judgement, evaluator, exclusion, {
        id: 'study.improving-or-stable',
        title: 'Improving or longstanding stable spinal pain',
        statements: ['general-improving-1'],
      });
    }
  }
  if (!parsHealingMonitored(evaluator.subject) && evaluator.value(surveillanceOnly) === 'met') {
    return excluded(judgement, evaluator, surveillanceOnly, {
      id: 'study.surveillance-imaging',
      title: 'Surveillance imaging',
      statements: ['repeat-3', 'general-repeat-2'],
    });
  }
  const doubted = withDoubts(judgement, evaluator, [...ofPain, surveillanceOnly]);
  return withRepeatRule(doubted, evaluator);
}

/** Silence excludes nothing; an exclusion that is open all the same is contradicted, and that is shown. */
function withDoubts(
  judgement: Judgement,
  evaluator: CaseEvaluator,
  exclusions: readonly GuidelineCriterion[],
): Judgement {
  const open = exclusions
    .map((exclusion) => evaluator.evaluate(exclusion))
    .filter(({ value }) => value === 'not-documented');
  if (open.length === 0) return judgement;
  return { ...judgement, entries: [...judgement.entries, ...open.flatMap(explain)] };
}

function excluded(
  judgement: Judgement,
  evaluator: CaseEvaluator,
  exclusion: GuidelineCriterion,
  rule: { readonly id: string; readonly title: string; readonly statements: readonly string[] },
): Judgement {
  return {
    decidedBy: rule.id,
    title: rule.title,
    statements: rule.statements,
    determination: 'not-supported',
    entries: explain(evaluator.evaluate(exclusion)),
    required: [],
    preferred: undefined,
    preference: undefined,
    indication: judgement.indication,
  };
}

/** repeat-1: a study done already in this episode, with a diagnostic result, needs a reason to be repeated. */
function withRepeatRule(judgement: Judgement, evaluator: CaseEvaluator): Judgement {
  const prior = priorStudies(evaluator.subject);
  if (prior.length === 0 || judgement.determination === 'not-supported') return judgement;
  const need = evaluator.evaluate(repeatImagingNeed);
  const entries: readonly TraceEntry[] = explain(need).map((entry) => ({
    ...entry,
    evidence: [...entry.evidence, ...prior.map((image) => image.evidence)].filter(
      (one, index, every) =>
        every.findIndex((other) => other.reference === one.reference) === index,
    ),
  }));
  if (need.value === 'met') return { ...judgement, entries: [...judgement.entries, ...entries] };
  const rule = {
    decidedBy: 'study.repeat-imaging',
    title: 'Repeat imaging',
    statements: ['repeat-1', 'general-repeat-2', 'general-repeat-1'],
  };
  if (need.value === 'not-met') {
    return {
      ...judgement,
      ...rule,
      entries,
      determination: 'not-supported',
      preferred: undefined,
      preference: undefined,
    };
  }
  const satisfied = judgement.determination !== 'prerequisites-missing';
  return {
    ...judgement,
    ...(satisfied ? rule : {}),
    entries: [...judgement.entries, ...entries],
    required: [...judgement.required, need],
    determination: 'prerequisites-missing',
  };
}
