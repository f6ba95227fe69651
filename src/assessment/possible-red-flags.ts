import { type Case, overlap } from '../guideline/case.ts';
import type { RedFlag } from '../guideline/red-flag.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { AssessedOrder } from './assess-order.ts';
import { otherLevelsTold } from './levels-told.ts';
import { isForbidden, mriSafety } from './mri-safety.ts';
import { firstToDo } from './proposals.ts';
import type { Question } from './question.ts';
import { dayOfFlag } from './red-flag-review.ts';
import type { OrderReview } from './types.ts';

/** The half-documented red flags, each with what it would mean for the order. */
export function possibleRedFlags({
  question,
  open,
  order,
  judgement,
  evaluator,
}: AssessedOrder): OrderReview['possible'] {
  const isStudyRefused =
    judgement.rule !== undefined ||
    judgement.hasNoReason === true ||
    (open.length > 0 && isForbidden(order.study, evaluator));
  return open.map(({ flag, selects, indicated, evaluation }) => {
    const bound = boundBy(question, indicated);
    const studies = bound === undefined ? indicated : [bound, ...indicated];
    const told = evaluation.evidence.map(({ text }) => text);
    const others = otherLevelsTold(told, evaluator.orderCase.regions);
    const todo = firstToDo(studies, evaluator, dayOfFlag(evaluation.evidence));
    // What the cord above may have failed is promised no study below it.
    const wanted = others.length > 0 ? others : levelsOfCord(flag, evaluator.orderCase);
    const first = wanted.length === 0 || (todo && overlap(todo.shows, wanted)) ? todo : undefined;
    const isBound = bound !== undefined && bound.cpt !== order.study.cpt;
    return {
      id: flag.id,
      fits: selects && !isStudyRefused && !isBound && others.length === 0,
      ...(first === undefined ? {} : { indicated: first }),
      ...(first && mriSafety(first, evaluator) ? { isSafetyOpen: true } : {}),
    };
  });
}

/** Where a disease of the cord puts a deficit that the order may be for. */
function levelsOfCord(flag: RedFlag, orderCase: Case): readonly BodyRegion[] {
  const shown = flag.alsoShows?.(orderCase) ?? [];
  const levels = everyRegion.filter((one) => shown.some((region) => region === one));
  return overlap(levels, orderCase.regions) ? levels : [];
}

/**
 * redflag-4, redflag-5: the study of a red flag that is present and whose choice of contrast is binding, in place of
 * those that another one would select at its level.
 */
function boundBy({ redFlags }: Question, studies: readonly Study[]): Study | undefined {
  const bound = redFlags.present
    .filter(({ flag }) => flag.studies.some(({ binding }) => binding !== undefined))
    .flatMap(({ indicated }) => indicated.slice(0, 1));
  return bound.find(({ modality, region }) =>
    studies.some((study) => study.modality === modality && study.region === region),
  );
}
