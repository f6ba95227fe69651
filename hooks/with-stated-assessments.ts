import { statedAssessment } from '../src/assessment/stated-assessment.ts';
import type { Assessment } from '../src/assessment/types.ts';
import { type CdsService, withAnswers } from '../src/cds/service.ts';
import { assessmentsKey } from './order-review.ts';

/** A service whose answers state their assessments as callers get them: nothing in an answer is null or empty. */
export function withStatedAssessments(service: CdsService): CdsService {
  return withAnswers(service, ({ response, record }) => {
    const found = response.extension?.[assessmentsKey];
    if (!Array.isArray(found)) return { response, record };
    const assessments: readonly Assessment[] = found;
    const stated = assessments.map((one) => statedAssessment(one, assessments.length));
    const extension = { ...response.extension, [assessmentsKey]: stated };
    return { response: { ...response, extension }, record };
  });
}
