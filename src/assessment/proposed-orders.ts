import type { Day, DraftOrder } from '../chart/types.ts';
import type { Study } from '../terminology/types.ts';
import { type AssessedOrder, type AssessmentContext, assessOrder } from './assess-order.ts';
import { assessmentOf } from './assessment-of.ts';
import { judgeProposal, type Standing } from './proposals.ts';
import { dayOfFlag } from './red-flag-review.ts';
import { withSimultaneousStudies } from './simultaneous-studies.ts';
import type { Assessment, OrderReview, Place, Proposal } from './types.ts';

/** The orders of one call, each judged by itself: what a proposal is assessed among. */
export interface Session {
  readonly context: AssessmentContext;
  readonly judged: readonly AssessedOrder[];
}

/** The proposals for one order. */
export type Proposals = Pick<OrderReview, 'assessAs' | 'assessCreated' | 'propose'>;

/** Assesses other studies as if they had been ordered, each when first asked for and once. */
export function proposalsFor(
  one: AssessedOrder,
  assessment: Assessment,
  session: Session,
): Proposals {
  const { order, evaluator } = one;
  const standings: Readonly<Record<Place, (study: Study) => Standing>> = {
    instead: once((study) => standingOf(changedTo(study, order, session))),
    beside: once((study) => standingOf(createdFor(study, order, session))),
  };
  const ordered = {
    ...standingOf(one),
    assessment,
    ...(one.judgement.rule?.insteadWhen === undefined ? {} : { isOnlySatisfiedOffered: true }),
  };
  const judge = (place: Place) =>
    once((study) =>
      judgeProposal({
        study,
        ordered,
        evaluator,
        neededSince: neededSince(study, one),
        ...(study.scope === 'never' ? {} : { proposed: standings[place](study) }),
      }),
    );
  const judges: Readonly<Record<Place, (study: Study) => Proposal>> = {
    instead: judge('instead'),
    beside: judge('beside'),
  };
  return {
    assessAs: (study) => standings.instead(study).assessment,
    assessCreated: (study) => standings.beside(study).assessment,
    propose: (study, place) => judges[place](study),
  };
}

/** The day of the newest red flag on the chart that would need the study. */
function neededSince(study: Study, { question }: AssessedOrder): Day | undefined {
  const days = question.redFlags.present.flatMap(({ indicated, evaluation }) =>
    indicated.some(({ cpt }) => cpt === study.cpt) ? (dayOfFlag(evaluation.evidence) ?? []) : [],
  );
  return days.length === 0 ? undefined : Math.max(...days);
}

function once<Result>(of: (study: Study) => Result): (study: Study) => Result {
  const known = new Map<string, Result>();
  return (study) => {
    const found = known.get(study.cpt) ?? of(study);
    known.set(study.cpt, found);
    return found;
  };
}

function standingOf(one: AssessedOrder): Standing {
  const { isRepetition = false } = one.judgement;
  return {
    assessment: assessmentOf(one),
    isOtherStudyWanted: isOtherStudyWanted(one),
    isRepetition,
  };
}

function isOtherStudyWanted({ judgement }: AssessedOrder): boolean {
  return judgement.alternatives.length > 0 || judgement.hasNoReason === true;
}

/** The order with another study, judged among the other draft orders as they are. */
function changedTo(study: Study, order: DraftOrder, { context, judged }: Session): AssessedOrder {
  const changed = { ...order, study, techniques: noTechniques };
  const draftOrders = context.draftOrders.map((one) => (one === order ? changed : one));
  const one = assessOrder(changed, { ...context, draftOrders });
  // Where an order stands in the Bundle says nothing of what may take its place.
  return amongOthers(one, [one, ...judged.filter((other) => other.order !== order)]);
}

/** A further order for the study with the order's reasons, judged beside all draft orders. */
function createdFor(study: Study, order: DraftOrder, { context, judged }: Session): AssessedOrder {
  const created = { ...order, reference: proposedReference, study, techniques: noTechniques };
  const draftOrders = [...context.draftOrders, created];
  const one = assessOrder(created, { ...context, draftOrders });
  return amongOthers(one, [...judged, one]);
}

const noTechniques: DraftOrder['techniques'] = new Set();

/** The reference of a proposed order. Its space keeps it apart from all real ones, since a FHIR id has none. */
const proposedReference = 'ServiceRequest/proposed order';

function amongOthers(one: AssessedOrder, all: readonly AssessedOrder[]): AssessedOrder {
  return withSimultaneousStudies(all)[all.indexOf(one)] ?? one;
}
