import type { Chart } from '../chart/types.ts';
import { levelsInQuestion } from '../guideline/case.ts';
import { inWords } from '../logic/in-words.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import type { BodyRegion } from '../terminology/types.ts';
import type { AssessedOrder } from './assess-order.ts';
import { assessmentOf } from './assessment-of.ts';
import { contrastReaction } from './contrast-safety.ts';
import { mriSafety } from './mri-safety.ts';
import { notUnderstood } from './not-understood.ts';
import { bestOffer, withOfferableStudies, withPreference } from './offered-studies.ts';
import { possibleRedFlags } from './possible-red-flags.ts';
import { type Proposals, proposalsFor, type Session } from './proposed-orders.ts';
import { studiesBeside } from './study-list.ts';
import type { Assessment, CriterionResult, OrderReview, Proposal } from './types.ts';

/** Everything that the cards of one order are written from. */
export function reviewOf(one: AssessedOrder, session: Session): OrderReview {
  const { order, judgement, indication, evaluator } = one;
  const { orderCase } = evaluator;
  const { readings, roles } = orderCase;
  const guidelines = assessmentOf(one);
  const proposals = proposalsFor(one, guidelines, session);
  const alternatives = judgement.alternatives.map((study) => proposals.propose(study, 'instead'));
  const assessment = withPreference(guidelines, judgement, bestOffer(alternatives));
  const safety = mriSafety(order.study, evaluator);
  const reaction = contrastReaction(order.study, orderCase);
  const unknown = notUnderstood(orderCase);
  return {
    order,
    orderCase,
    assessment: safety === undefined ? assessment : withCriterion(assessment, safety),
    decidedByTitle: inWords(judgement.title, readings),
    statements: judgement.statements,
    readings,
    ...proposals,
    ...furtherStudies(one, alternatives, proposals),
    ...(safety === undefined ? {} : { mriSafetyOpen: true }),
    ...(reaction === undefined ? {} : { contrastReaction: reaction }),
    redFlags: one.redFlags.map((flag, at) => {
      const named = { ...flag, title: inWords(flag.title, readings) };
      const reviewed = one.question.redFlags.present[at];
      return withOfferableStudies(named, reviewed, one, assessment, proposals);
    }),
    possible: possibleRedFlags(one),
    ...progressOf(one, assessment),
    documentation: one.policy.documentation
      .filter((request) => request.asked(orderCase, indication?.id))
      .map(({ id, statements, text }) => ({ id, statements, text })),
    notices: [...one.notices, ...unreadNotices(orderCase.chart)],
    radiographRegion: radiographRegion(one, assessment.criteria),
    notUnderstood: unknown,
    mustNotWait: unknown.mayBeUrgent || roles.mustNotWait(orderCase),
    ...unsettledOf(one),
  };
}

/**
 * The other studies that cards speak of: those that are preferred and may not be proposed, further levels of a reason
 * that lies elsewhere, and those that the reason calls for beside the order.
 */
function furtherStudies(
  { judgement, indication, evaluator }: AssessedOrder,
  alternatives: readonly Proposal[],
  { propose }: Proposals,
): Pick<OrderReview, 'declined' | 'furtherLevels' | 'asWell' | 'alsoCalledFor'> {
  const offer = bestOffer(alternatives);
  const beside = indication === undefined ? [] : studiesBeside(indication, evaluator.orderCase);
  const calledFor = beside.map((study) => propose(study, 'beside'));
  return {
    declined: alternatives.filter((proposal) => !proposal.isOffered),
    furtherLevels:
      judgement.hasNoReason === true
        ? alternatives.flatMap(({ isOffered, study }) =>
            isOffered && study.region !== offer?.study.region ? [study] : [],
          )
        : [],
    asWell: calledFor.flatMap(({ isOffered, study }) => (isOffered ? [study] : [])),
    alsoCalledFor: calledFor.flatMap((one) =>
      one.isOffered || one.isDone === true || one.isForbidden === true ? [] : [one.study],
    ),
  };
}

/** How far the trial of treatment has come, and whether the episode is known and old enough for one. */
function progressOf(
  { evaluator }: AssessedOrder,
  { criteria }: Assessment,
): Pick<OrderReview, 'trial' | 'trialCanBeComplete' | 'onsetDocumented'> {
  const { orderCase } = evaluator;
  const { episode, today, readings, roles } = orderCase;
  const isAsked = criteria.some(({ id }) => id === roles.trial.criterion);
  return {
    trial: isAsked ? roles.trial.progress(orderCase) : undefined,
    trialCanBeComplete:
      episode.start === undefined || today - episode.start.latest >= readings.trialDays,
    onsetDocumented: episode.start !== undefined,
  };
}

/** What bears on the ordered study without deciding it stands among its criteria, unless it is there. */
function withCriterion(assessment: Assessment, result: CriterionResult): Assessment {
  const { criteria } = assessment;
  return criteria.some(({ id }) => id === result.id)
    ? assessment
    : { ...assessment, criteria: [...criteria, result] };
}

/** What could still change an answer: what is missing, or a red flag that is half documented. */
function unsettledOf(one: AssessedOrder): Pick<OrderReview, 'unsettled'> {
  const { judgement, evaluator } = one;
  const redFlags = one.open.map(({ evaluation }) => evaluation);
  const isMissing = judgement.determination === 'prerequisites-missing';
  if (!isMissing && redFlags.length === 0) return {};
  const required = isMissing ? judgement.required : [];
  return { unsettled: { orderCase: evaluator.orderCase, required, redFlags } };
}

/** What was attested and could not be read: shown, since whoever gave it believes it given. */
function unreadNotices(chart: Chart): readonly string[] {
  return chart.unread
    .slice(0, 5)
    .map(({ reference, text, counts }) =>
      counts === true ? `${text} (${reference}).` : `${text} (${reference}); it was left aside.`,
    );
}

const radiographCriteria: ReadonlySet<string> = new Set([
  'plain-radiograph',
  'post-surgical-radiograph',
  'radiograph-nondiagnostic',
  'radiograph-negative-for-fracture',
  'fracture-acuity-indeterminate',
]);

function radiographRegion(
  one: AssessedOrder,
  criteria: readonly CriterionResult[],
): BodyRegion | undefined {
  const missing = criteria.some(
    (criterion) => radiographCriteria.has(criterion.id) && criterion.finding !== 'met',
  );
  if (!missing) return undefined;
  if (one.indication?.film !== undefined) return one.indication.film;
  const { orderCase } = one.evaluator;
  const inQuestion = levelsInQuestion(orderCase);
  // A scan of the whole body for a reason without a level asks for a film of no level (reading A52).
  if (inQuestion.length === everyRegion.length) return undefined;
  const levels = orderCase.presence.flatMap((fact) => fact.regions);
  return inQuestion.find((region) => levels.includes(region)) ?? inQuestion[0];
}
