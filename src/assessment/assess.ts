import { today } from '../chart/dates.ts';
import type { Chart, DraftOrder } from '../chart/types.ts';
import type { Policies } from '../guideline/policy.ts';
import type { ReferredGuideline } from '../guideline/referred-guideline.ts';
import type { TraceEntry } from '../logic/explain.ts';
import { inWords } from '../logic/in-words.ts';
import { mentionsByOrder } from '../notes/order-mentions.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import { type AssessedOrder, type AssessmentContext, assessOrder } from './assess-order.ts';
import type { Judgement } from './judgement.ts';
import { notUnderstood } from './not-understood.ts';
import { forbiddenWhy, judgeProposal, mriSafety, type Standing } from './proposals.ts';
import { promptsOf, type ReviewedRedFlag } from './red-flag-review.ts';
import { withSimultaneousStudies } from './simultaneous-studies.ts';
import { studiesAsWell } from './study-list.ts';
import type {
  Assessment,
  CriterionResult,
  Offer,
  OrderReview,
  Place,
  PresentRedFlag,
  Proposal,
  TrialProgress,
} from './types.ts';

/**
 * Assesses draft orders of one patient. All of them are judged together (duplicates, simultaneous and
 * multi-region studies); only the selected ones are returned, in the order of `orders`.
 *
 * @param input.orders the in-scope draft orders, as `draftOrders` gives them
 * @param input.isSelected which of them are asked about (all at `order-sign`)
 * @param input.policies the versions of the guideline: each order is judged by the one of its date of service
 * @param input.asOf the instant of evaluation; nothing below reads a clock
 */
export function assess(input: {
  readonly orders: readonly DraftOrder[];
  readonly isSelected: (order: DraftOrder) => boolean;
  readonly chart: Chart;
  readonly asOf: Date;
  readonly policies: Policies;
}): readonly OrderReview[] {
  const { chart, asOf, policies, orders } = input;
  const context: AssessmentContext = {
    asOf,
    today: today(asOf),
    chart,
    draftOrders: orders,
    policies,
    mentions: mentionsByOrder(orders, today(asOf)),
  };
  const judged = orders.map((order) => assessOrder(order, context));
  const session: Session = { context, judged };
  return withSimultaneousStudies(judged)
    .filter((one) => input.isSelected(one.order))
    .map((one) => reviewOf(one, session));
}

/** The orders of one call, each judged by itself: what a proposal is assessed among. */
interface Session {
  readonly context: AssessmentContext;
  readonly judged: readonly AssessedOrder[];
}

function reviewOf(one: AssessedOrder, session: Session): OrderReview {
  const { order, judgement, indication } = one;
  const { subject } = one.evaluator;
  const guidelines = assessmentOf(one);
  const proposals = proposalsFor(one, guidelines, session);
  const alternatives = judgement.alternatives.map((study) => proposals.propose(study, 'instead'));
  const offer = bestOffer(alternatives);
  const assessment = withPreference(guidelines, judgement, offer);
  const { criteria } = assessment;
  const unknown = notUnderstood(subject);
  const safety = mriSafety(order.study, one.evaluator);
  const contraindicated = forbiddenWhy(order.study, one.evaluator);
  return {
    order,
    subject,
    assessment: safety === undefined ? assessment : withCriterion(assessment, safety),
    ...proposals,
    ...(contraindicated === undefined ? {} : { contraindicated }),
    declined: alternatives.filter((proposal) => !proposal.isOffered),
    readings: subject.readings,
    decidedByTitle: inWords(judgement.title, subject.readings),
    statements: judgement.statements,
    redFlags: one.redFlags.map((flag, position) =>
      withOfferableStudies(
        { ...flag, title: inWords(flag.title, subject.readings) },
        one.question.redFlags.present[position],
        assessment,
        proposals,
        // A device that nobody has looked at yet is asked about; it does not make the study the wrong one.
        safety?.finding === 'met',
      ),
    ),
    trial: trialProgress(one, criteria),
    trialCanBeComplete:
      subject.episode.start === undefined ||
      subject.today - subject.episode.start.latest >= subject.readings.trialDays,
    onsetDocumented: subject.episode.start !== undefined,
    documentation: one.policy.documentation
      .filter((request) => request.asked(subject, indication?.id))
      .map(({ id, statements, text }) => ({ id, statements, text })),
    notices: [...one.notices, ...unreadNotices(subject.chart)],
    radiographRegion: radiographRegion(one, criteria),
    furtherLevels:
      judgement.hasNoReason === true
        ? alternatives.flatMap(({ isOffered, study }) =>
            isOffered && study.region !== offer?.study.region ? [study] : [],
          )
        : [],
    asWell: (indication === undefined ? [] : studiesAsWell(indication, subject)).filter(
      (study) => proposals.propose(study, 'beside').isOffered,
    ),
    possible: possibleRedFlags(one),
    notUnderstood: unknown,
    mustNotWait: unknown.mayBeUrgent || subject.roles.mustNotWait(subject),
    ...unsettledOf(one),
  };
}

/** The assessment of an order, with the study that the guideline prefers whether or not it can be proposed here. */
function assessmentOf(one: AssessedOrder): Assessment {
  const { order, judgement, indication } = one;
  const { cpt, modality, region, contrast } = order.study;
  return {
    order: order.reference,
    study: { cpt, modality, region, contrast },
    indication: indication?.id ?? null,
    determination: judgement.determination,
    preferredStudy: judgement.alternatives[0]?.cpt ?? null,
    preference: judgement.alternatives.length === 0 ? null : (judgement.preference ?? null),
    refersTo: referralsOf(one),
    decidedBy: judgement.decidedBy,
    criteria: criteriaOf(one),
    guideline: { name: one.policy.name, version: one.policy.version },
  };
}

/** What bears on the ordered study without deciding it stands among its criteria, unless it is there. */
function withCriterion(assessment: Assessment, result: CriterionResult): Assessment {
  const { criteria } = assessment;
  return criteria.some(({ id }) => id === result.id)
    ? assessment
    : { ...assessment, criteria: [...criteria, result] };
}

/** The first offer; one that may be the recommended step before one that may not (a pregnancy). */
function bestOffer(proposals: readonly Proposal[]): Offer | undefined {
  const offers = proposals.filter((proposal) => proposal.isOffered);
  return offers.find((offer) => offer.mayBeRecommended) ?? offers[0];
}

/**
 * Of the studies that are preferred to the ordered one, the first that may be proposed is named. Where none
 * may be, an advisory preference falls away: nothing better than the ordered study is left.
 */
function withPreference(
  assessment: Assessment,
  { determination, preference }: Judgement,
  offer: Proposal | undefined,
): Assessment {
  if (offer !== undefined)
    return {
      ...assessment,
      preferredStudy: offer.study.cpt,
      preference: preference ?? 'recommended',
    };
  const isLeft = determination === 'alternative-preferred' && preference === 'advisory';
  return {
    ...assessment,
    ...(isLeft ? { determination: 'supported' } : {}),
    preferredStudy: null,
    preference: null,
  };
}

/**
 * The studies that a red flag indicates, named only where they may be proposed; otherwise the reason is.
 * Where none may be and the order is supported, the ordered study is what there is to do for the flag.
 */
function withOfferableStudies(
  flag: PresentRedFlag,
  reviewed: ReviewedRedFlag | undefined,
  { determination }: Assessment,
  { propose }: Proposals,
  isForbidden: boolean,
): PresentRedFlag {
  if (reviewed === undefined) return flag;
  const { indicated, alsoIndicated } = reviewed;
  const beside = alsoIndicated.filter((one) => propose(one, 'beside').isOffered);
  const also = beside.length === 0 ? flag : { ...flag, alsoIndicated: beside };
  if ((flag.fits && !isForbidden) || indicated.length === 0)
    return indicated[0] === undefined ? also : { ...also, indicated: indicated[0] };
  const proposals = indicated.map((one) => propose(one, 'instead'));
  const isFirstDone = proposals[0]?.isOffered === false && proposals[0].isDone === true;
  const isLeft = reviewed.isAtOrderedLevel && determination === 'supported' && !isForbidden;
  if (isLeft && proposals[0]?.isOffered === false) return { ...also, fits: true };
  const offer = bestOffer(proposals);
  if (offer !== undefined) return { ...also, fits: false, indicated: offer.study };
  const [why] = proposals.flatMap((proposal) => (proposal.isOffered ? [] : [proposal.why]));
  return {
    ...also,
    fits: false,
    ...(why === undefined ? {} : { whyNotIndicated: why }),
    ...(isFirstDone ? { isImaged: true } : {}),
  };
}

/** What could still change a determination: what is missing, or a red flag that would lift an exclusion. */
function unsettledOf(one: AssessedOrder): Pick<OrderReview, 'unsettled'> {
  const { judgement, evaluator } = one;
  const redFlags = one.open.map(({ evaluation }) => evaluation);
  const isMissing = judgement.determination === 'prerequisites-missing';
  const isExcluded = judgement.determination === 'not-supported' && redFlags.length > 0;
  if (!isMissing && !isExcluded) return {};
  const required = isMissing ? judgement.required : [];
  return { unsettled: { subject: evaluator.subject, required, redFlags } };
}

/** The half-documented red flags, each with what it would mean for the order. */
function possibleRedFlags({ open, judgement }: AssessedOrder): OrderReview['possible'] {
  const isStudyRefused = judgement.rule !== undefined || judgement.hasNoReason === true;
  return open.map(({ flag, selects, indicated: [first] }) => ({
    id: flag.id,
    fits: selects && !isStudyRefused,
    ...(first === undefined ? {} : { indicated: first }),
  }));
}

/** The proposals for one order. */
type Proposals = Pick<OrderReview, 'assessAs' | 'assessCreated' | 'propose'>;

/** Assesses other studies as if they had been ordered, each when first asked for and once. */
function proposalsFor(one: AssessedOrder, assessment: Assessment, session: Session): Proposals {
  const { order, evaluator } = one;
  const standings: Readonly<Record<Place, (study: Study) => Standing>> = {
    instead: once((study) => standingOf(changedTo(study, order, session))),
    beside: once((study) => standingOf(createdFor(study, order, session))),
  };
  const ordered = {
    assessment,
    isOtherStudyWanted: isOtherStudyWanted(one),
    ...(one.judgement.rule?.insteadWhen === undefined ? {} : { isOnlySatisfiedOffered: true }),
  };
  const judge = (place: Place) =>
    once((study) =>
      judgeProposal({
        study,
        place,
        ordered,
        evaluator,
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

function once<Result>(of: (study: Study) => Result): (study: Study) => Result {
  const known = new Map<string, Result>();
  return (study) => {
    const found = known.get(study.cpt) ?? of(study);
    known.set(study.cpt, found);
    return found;
  };
}

function standingOf(one: AssessedOrder): Standing {
  return { assessment: assessmentOf(one), isOtherStudyWanted: isOtherStudyWanted(one) };
}

function isOtherStudyWanted({ judgement }: AssessedOrder): boolean {
  return judgement.alternatives.length > 0 || judgement.hasNoReason === true;
}

/** The order with another study, judged among the other draft orders as they are. */
function changedTo(study: Study, order: DraftOrder, { context, judged }: Session): AssessedOrder {
  const changed = { ...order, study, techniques: noTechniques };
  const draftOrders = context.draftOrders.map((one) => (one === order ? changed : one));
  const one = assessOrder(changed, { ...context, draftOrders });
  return amongOthers(
    one,
    judged.map((other) => (other.order === order ? one : other)),
  );
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

/** What was attested and could not be read: shown, since whoever gave it believes it given. */
function unreadNotices(chart: Chart): readonly string[] {
  return chart.unread
    .slice(0, 5)
    .map(({ reference, text, counts }) =>
      counts === true ? `${text} (${reference}).` : `${text} (${reference}); it was left aside.`,
    );
}

/** Each criterion once; the red flags that waived are named themselves, the half-documented ones prompt. */
function criteriaOf(one: AssessedOrder): readonly CriterionResult[] {
  const results: CriterionResult[] = [];
  const seen = new Set<string>();
  const add = (entry: TraceEntry): void => {
    if (one.evaluator.subject.roles.redFlagPresent.has(entry.id)) {
      if (entry.value !== 'met') return;
      for (const flag of one.evaluator.subject.redFlags) {
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
  if (one.judgement.determination !== 'supported')
    for (const entry of promptsOf(one.open)) add(entry);
  return results;
}

/** The section's own statement first, where it names the criterion. */
function statementsOf(entry: TraceEntry, one: AssessedOrder): readonly string[] {
  const own = one.indication?.cardsQuote;
  if (own === undefined || !own.for.includes(entry.id)) return entry.statements;
  return [own.statement, ...entry.statements.filter((id) => id !== own.statement)];
}

/** Other guidelines that govern part of the order: information, never a denial (general-cancer-3, radiculopathy-2). */
function referralsOf(one: AssessedOrder): readonly ReferredGuideline[] {
  const { subject } = one.evaluator;
  const referrals = new Set<ReferredGuideline>(one.indication?.refersTo?.(subject) ?? []);
  for (const guideline of one.referrals) referrals.add(guideline);
  for (const guideline of subject.roles.referrals(subject)) referrals.add(guideline);
  return [...referrals];
}

function trialProgress(
  { evaluator }: AssessedOrder,
  criteria: readonly CriterionResult[],
): TrialProgress | undefined {
  const { subject } = evaluator;
  const { criterion, progress } = subject.roles.trial;
  return criteria.some(({ id }) => id === criterion) ? progress(subject) : undefined;
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
  const { subject } = one.evaluator;
  const levels = subject.presence.flatMap((fact) => fact.regions);
  return subject.regions.find((region) => levels.includes(region)) ?? subject.regions[0];
}
