import type { Assessment, CriterionResult } from './types.ts';

type StatedCriterion = Omit<CriterionResult, 'statements' | 'evidence'> &
  Partial<Pick<CriterionResult, 'statements' | 'evidence'>> & {
    /** How many further resources are evidence for it. */
    readonly furtherEvidence?: number;
  };

/** An assessment as callers get it: what has no value is left out. */
export type StatedAssessment = Pick<
  Assessment,
  'order' | 'study' | 'determination' | 'decidedBy' | 'guideline'
> & {
  readonly indication?: string;
  readonly preferredStudy?: string;
  readonly preference?: NonNullable<Assessment['preference']>;
  readonly refersTo?: Assessment['refersTo'];
  readonly criteria?: readonly StatedCriterion[];
};

/** Evidence that a call's orders share among them, and the least and most that each criterion shows of it. */
const evidenceShown = { inAll: 300, least: 6, most: 50 } as const;

/**
 * An assessment without what is null or empty (CDS Hooks 2.0, "Use of JSON"; contract, "Cards").
 * @param orders how many orders the answer is about: the more, the less evidence each criterion shows
 */
export function statedAssessment(assessment: Assessment, orders: number): StatedAssessment {
  const { inAll, least, most } = evidenceShown;
  const shown = Math.max(least, Math.min(most, Math.floor(inAll / Math.max(1, orders))));
  const { order, study, indication, determination, preferredStudy, preference } = assessment;
  const { refersTo, decidedBy, criteria, guideline } = assessment;
  return {
    order,
    study,
    ...(indication === null ? {} : { indication }),
    determination,
    ...(preferredStudy === null ? {} : { preferredStudy }),
    ...(preference === null ? {} : { preference }),
    ...(refersTo.length === 0 ? {} : { refersTo }),
    decidedBy,
    ...(criteria.length === 0 ? {} : { criteria: criteria.map((one) => stated(one, shown)) }),
    guideline,
  };
}

function stated(
  { statements, evidence, ...rest }: CriterionResult,
  shown: number,
): StatedCriterion {
  return {
    ...rest,
    ...(statements.length === 0 ? {} : { statements }),
    ...(evidence.length === 0 ? {} : { evidence: evidence.slice(0, shown) }),
    ...(evidence.length <= shown ? {} : { furtherEvidence: evidence.length - shown }),
  };
}
