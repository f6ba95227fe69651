import { today } from '../chart/dates.ts';
import type { Chart, DraftOrder } from '../chart/types.ts';
import { type Case, levelsInQuestion, overlap } from '../guideline/case.ts';
import type { Policies } from '../guideline/policy.ts';
import type { RedFlag } from '../guideline/red-flag.ts';
import { inWords } from '../logic/in-words.ts';
import { readingMentions } from '../notes/order-mentions.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import { atOnce, type Work } from '../turns.ts';
import { type AssessedOrder, type AssessmentContext, assessOrder } from './assess-order.ts';
import { assessmentOf } from './assessment-of.ts';
import { otherLevelsTold } from './levels-told.ts';
import { notUnderstood } from './not-understood.ts';
import { bestOffer, withOfferableStudies, withPreference } from './offered-studies.ts';
import { contrastReaction, firstToDo, forbiddenWhy, isForbidden, mriSafety } from './proposals.ts';
import { proposalsFor, type Session } from './proposed-orders.ts';
import type { Question } from './question.ts';
import { dayOfFlag } from './red-flag-review.ts';
import { withSimultaneousStudies } from './simultaneous-studies.ts';
import { studiesBeside } from './study-list.ts';
import type { Assessment, CriterionResult, OrderReview, TrialProgress } from './types.ts';

/**
 * Assesses draft orders of one patient. All of them are judged together (duplicates, simultaneous and
 * multi-region studies); only the selected ones are returned, in the order of `orders`.
 *
 * @param input.orders the in-scope draft orders, as `draftOrders` gives them
 * @param input.isSelected which of them are asked about (all at `order-sign`)
 * @param input.policies the versions of the guideline: each order is judged by the one of its date of service
 * @param input.asOf the instant of evaluation; nothing below reads a clock
 */
export function assess(input: AssessInput): readonly OrderReview[] {
  return atOnce(assessing(input));
}

/** What is assessed, as {@link assess} takes it. */
interface AssessInput {
  readonly orders: readonly DraftOrder[];
  readonly isSelected: (order: DraftOrder) => boolean;
  readonly chart: Chart;
  readonly asOf: Date;
  readonly policies: Policies;
}

/** The same as {@link assess}, as work that can be left after each order. */
export function* assessing(input: AssessInput): Work<readonly OrderReview[]> {
  const { chart, asOf, policies, orders } = input;
  const context: AssessmentContext = {
    asOf,
    today: today(asOf),
    chart,
    draftOrders: orders,
    policies,
    mentions: yield* readingMentions(orders, today(asOf)),
  };
  const judged: AssessedOrder[] = [];
  for (const order of orders) {
    judged.push(assessOrder(order, context));
    yield;
  }
  const session: Session = { context, judged };
  const reviews: OrderReview[] = [];
  for (const one of withSimultaneousStudies(judged)) {
    if (!input.isSelected(one.order)) continue;
    reviews.push(reviewOf(one, session));
    yield;
  }
  return reviews;
}

function reviewOf(one: AssessedOrder, session: Session): OrderReview {
  const { order, judgement, indication } = one;
  const { orderCase } = one.evaluator;
  const guidelines = assessmentOf(one);
  const proposals = proposalsFor(one, guidelines, session);
  const alternatives = judgement.alternatives.map((study) => proposals.propose(study, 'instead'));
  const offer = bestOffer(alternatives);
  const assessment = withPreference(guidelines, judgement, offer);
  const { criteria } = assessment;
  const unknown = notUnderstood(orderCase);
  const beside = indication === undefined ? [] : studiesBeside(indication, orderCase);
  const calledFor = beside.map((study) => proposals.propose(study, 'beside'));
  const safety = mriSafety(order.study, one.evaluator);
  const contraindicated = forbiddenWhy(order.study, one.evaluator);
  const reaction = contrastReaction(order.study, orderCase);
  return {
    order,
    orderCase,
    assessment: safety === undefined ? assessment : withCriterion(assessment, safety),
    ...proposals,
    ...(contraindicated === undefined ? {} : { contraindicated }),
    ...(reaction === undefined ? {} : { contrastReaction: reaction }),
    declined: alternatives.filter((proposal) => !proposal.isOffered),
    readings: orderCase.readings,
    decidedByTitle: inWords(judgement.title, orderCase.readings),
    statements: judgement.statements,
    redFlags: one.redFlags.map((flag, position) =>
      withOfferableStudies(
        { ...flag, title: inWords(flag.title, orderCase.readings) },
        one.question.redFlags.present[position],
        assessment,
        proposals,
        // A device that nobody has looked at yet is asked about; it does not make the study the wrong one.
        safety?.finding === 'met',
        orderCase,
      ),
    ),
    trial: trialProgress(one, criteria),
    trialCanBeComplete:
      orderCase.episode.start === undefined ||
      orderCase.today - orderCase.episode.start.latest >= orderCase.readings.trialDays,
    onsetDocumented: orderCase.episode.start !== undefined,
    documentation: one.policy.documentation
      .filter((request) => request.asked(orderCase, indication?.id))
      .map(({ id, statements, text }) => ({ id, statements, text })),
    notices: [...one.notices, ...unreadNotices(orderCase.chart)],
    radiographRegion: radiographRegion(one, criteria),
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
    possible: possibleRedFlags(one),
    notUnderstood: unknown,
    mustNotWait: unknown.mayBeUrgent || orderCase.roles.mustNotWait(orderCase),
    ...unsettledOf(one),
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

/** The half-documented red flags, each with what it would mean for the order. */
function possibleRedFlags({
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
 * redflag-4, redflag-5: the study of a red flag that is present and whose choice of contrast is binding, in place of those
 * that another one would select at its level.
 */
function boundBy({ redFlags }: Question, studies: readonly Study[]): Study | undefined {
  const bound = redFlags.present
    .filter(({ flag }) => flag.studies.some(({ binding }) => binding !== undefined))
    .flatMap(({ indicated }) => indicated.slice(0, 1));
  return bound.find(({ modality, region }) =>
    studies.some((study) => study.modality === modality && study.region === region),
  );
}

/** What was attested and could not be read: shown, since whoever gave it believes it given. */
function unreadNotices(chart: Chart): readonly string[] {
  return chart.unread
    .slice(0, 5)
    .map(({ reference, text, counts }) =>
      counts === true ? `${text} (${reference}).` : `${text} (${reference}); it was left aside.`,
    );
}

function trialProgress(
  { evaluator }: AssessedOrder,
  criteria: readonly CriterionResult[],
): TrialProgress | undefined {
  const { orderCase } = evaluator;
  const { criterion, progress } = orderCase.roles.trial;
  return criteria.some(({ id }) => id === criterion) ? progress(orderCase) : undefined;
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
