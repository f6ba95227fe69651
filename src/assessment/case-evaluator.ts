import type { Case, CaseFacts } from '../guideline/case.ts';
import type { GuidelineCriterion } from '../guideline/criterion.ts';
import type { TrialRecord } from '../guideline/trial.ts';
import { type Evaluation, evaluate, type Memo } from '../logic/evaluate.ts';
import type { FindingValue } from '../logic/finding.ts';

/** Evaluates criteria of one case, each once. What is computed once lives here, never in the case. */
export class CaseEvaluator {
  readonly orderCase: Case;
  readonly #memo: Memo<Case> = new Map();
  #trial: TrialRecord | undefined;

  constructor(facts: CaseFacts) {
    this.orderCase = caseOf(facts, () => this.#readTrial());
  }

  /** The evaluation of a criterion on the case. */
  evaluate(criterion: GuidelineCriterion): Evaluation<Case> {
    return evaluate(criterion, this.orderCase, this.#memo);
  }

  /** The finding of a criterion on the case. */
  value(criterion: GuidelineCriterion): FindingValue {
    return this.evaluate(criterion).value;
  }

  /** Several criteria ask for it. */
  #readTrial(): TrialRecord {
    this.#trial ??= this.orderCase.roles.trial.read(this.orderCase);
    return this.#trial;
  }
}

/** Written out field by field: cases of one shape are read fastest, and a spread copies the shape that it was given. */
function caseOf(facts: CaseFacts, trial: Case['trial']): Case {
  return {
    asOf: facts.asOf,
    today: facts.today,
    chart: facts.chart,
    recent: facts.recent,
    order: facts.order,
    mentions: facts.mentions,
    draftOrders: facts.draftOrders,
    regions: facts.regions,
    presence: facts.presence,
    concepts: facts.concepts,
    episode: facts.episode,
    redFlags: facts.redFlags,
    deficits: facts.deficits,
    readings: facts.readings,
    indications: facts.indications,
    roles: facts.roles,
    trial,
  };
}
