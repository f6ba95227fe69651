import type { OrderReview, PresentRedFlag } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { isAuxiliary, studyByCpt } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext } from './card-context.ts';
import { type CardDraft, longestSummary } from './card-draft.ts';
import { isStudyDraftedUnreviewed } from './draft-orders.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { aboutRedFlags, formStep } from './form-completion.ts';
import { type Step, stepsIn } from './next-steps.ts';
import { orderAsWell, ordersAsWell } from './orders-as-well.ts';
import { openBeside } from './prompt-card.ts';
import { withShownDays } from './refusals.ts';
import { isSafetyOpen } from './study-safety.ts';
import { changeTo } from './suggestions.ts';
import { isMriUnread, unreadWords } from './unread.ts';
import { listed, shownDay } from './words/days.ts';
import { lowerFirst } from './words/lower-first.ts';
import { fullName, shortName } from './words/study-names.ts';

const aorta = 'red-flag.aorta';

/** What the order means for the red flags on the chart. */
interface Standing {
  readonly fitting: readonly PresentRedFlag[];
  /** Another draft order answers them. */
  readonly served: readonly PresentRedFlag[];
  /** The ordered study delays or misses what they need, and so do the other draft orders. */
  readonly missed: readonly PresentRedFlag[];
  /** They need another study of the level, and the ordered one is right for another of them. */
  readonly beside: readonly PresentRedFlag[];
}

/**
 * One card for all red flags of an order: critical where the study delays or misses what one of them needs, with
 * that study; information where it is the right one. None where another order of the call answers them.
 */
export function redFlagCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  const standing = standingOf(review, context);
  const { missed, fitting } = standing;
  if (missed.some((flag) => flag.id === aorta)) return aortaCard(review, context);
  if (missed.length > 0) return missedCard(review, standing, context);
  return fitting.length > 0 && review.assessment.determination === 'supported'
    ? fittingCard(review, standing, context)
    : undefined;
}

function standingOf(review: OrderReview, context: CallContext): Standing {
  const fitting: PresentRedFlag[] = [];
  const served: PresentRedFlag[] = [];
  const missed: PresentRedFlag[] = [];
  for (const flag of review.redFlags) {
    if (isAnswered(flag, review)) fitting.push(flag);
    else if (isServed(flag, review, context)) served.push(flag);
    else missed.push(flag);
  }
  const isRight = fitting.length > 0 && review.assessment.determination === 'supported';
  return {
    fitting,
    served,
    missed: isRight ? missed.filter((flag) => !isOfSameLevel(flag, review)) : missed,
    beside: isRight ? missed.filter((flag) => isOfSameLevel(flag, review)) : [],
  };
}

/**
 * Whether the flag's study shows a level that the ordered one shows too. A right order is not changed for such a
 * flag.
 */
function isOfSameLevel({ indicated }: PresentRedFlag, { order }: OrderReview): boolean {
  return indicated?.shows.some((region) => order.study.shows.includes(region)) === true;
}

/**
 * A study that the flag selects does not answer it where the order as a whole is not supported (an
 * excluded technique, for instance), or where the flag itself asks for another one.
 */
function isAnswered(flag: PresentRedFlag, { assessment }: OrderReview): boolean {
  const { determination, decidedBy, preference } = assessment;
  if (!flag.fits || determination === 'not-supported') return false;
  return !(decidedBy === flag.id && (preference === 'mandated' || preference === 'recommended'));
}

/** Whether another draft order answers the flag. */
function isServed(flag: PresentRedFlag, review: OrderReview, context: CallContext): boolean {
  if (flag.indicated !== undefined && isStudyDraftedUnreviewed(flag.indicated, context))
    return true;
  return context.reviews.some(
    (other) =>
      other !== review &&
      other.redFlags.some((one) => one.id === flag.id && isAnswered(one, other)),
  );
}

/** The study that a flag needs: where it decided, the one that the assessment prefers. */
function indicatedBy(flag: PresentRedFlag, { order, assessment }: OrderReview): Study | undefined {
  const { decidedBy, preferredStudy } = assessment;
  const preferred = preferredStudy === null ? undefined : studyByCpt(preferredStudy);
  // The flag selects the ordered study, and only its technique is excluded.
  const isStandard = flag.fits && preferred?.cpt === order.study.cpt;
  return isStandard || decidedBy === flag.id ? (preferred ?? flag.indicated) : flag.indicated;
}

function aortaCard(review: OrderReview, context: CallContext): CardDraft {
  const study = shortName(review.order.study);
  return {
    ...shared(review, context),
    indicator: 'critical',
    summary: `Aortic emergency: ${study} does not show the aorta; arrange vascular imaging now`,
    notes: ['The work-up of the aorta lies outside this guideline, so no order is offered here.'],
    suggestions: [],
  };
}

function missedCard(review: OrderReview, standing: Standing, context: CallContext): CardDraft {
  const { study } = review.order;
  const { missed } = standing;
  const offers = missed.flatMap((flag) => {
    const indicated = indicatedBy(flag, review);
    const proposal = indicated === undefined ? undefined : review.propose(indicated, 'instead');
    return indicated !== undefined && proposal?.isOffered === true
      ? [{ flag, indicated, mayBeRecommended: proposal.mayBeRecommended }]
      : [];
  });
  const chosen = offers.find(({ flag }) => flag.id === review.assessment.decidedBy) ?? offers[0];
  if (chosen === undefined) return unansweredCard(review, missed, context);
  const { flag, indicated, mayBeRecommended } = chosen;
  const form = formStep(review, context);
  const open = openBeside(review, indicated, context);
  const answers: readonly Step[] =
    form === undefined ? [] : [{ suggestion: form.suggestion, mayBeRecommended: false }];
  // It is needed at once; whether it is safe is asked, since the chart that says so could not be read.
  const isUnread = isMriUnread(indicated, review, context);
  return {
    ...shared(review, context),
    indicator: 'critical',
    summary: `${flag.title}: ${fullName(indicated)} is indicated now${indicated.cpt === study.cpt ? '' : `, ordered: ${study.cpt}`}`,
    lines: [...shared(review, context).lines, ...(open?.lines ?? [])],
    notes: [
      'It waits for no visit, treatment or X-ray.',
      ...(isUnread ? ['Ask about implants before it is ordered.', ...unreadWords(context)] : []),
      ...(open === undefined ? [] : [open.note]),
    ],
    suggestions: stepsIn([
      ...(isUnread
        ? []
        : [{ suggestion: provide(indicated, review, standing, context), mayBeRecommended }]),
      ...answers,
    ]),
    links: form === undefined ? [] : [form.link],
  };
}

/** No study can be offered for the red flag: the card says why. */
function unansweredCard(
  review: OrderReview,
  missed: readonly PresentRedFlag[],
  context: CallContext,
): CardDraft {
  const [first] = missed;
  const refused = missed.find(({ whyNotIndicated }) => whyNotIndicated !== undefined);
  const why =
    refused?.whyNotIndicated === undefined
      ? 'no study is listed for it'
      : listed([
          ...new Set(refused.whyNotIndicated.map((one) => withShownDays(one, context.asOf))),
        ]);
  // Where the listed study may not be proposed, an ordered study that the guideline supports is the best one left.
  const isFine = refused !== undefined && review.assessment.determination === 'supported';
  return {
    ...shared(review, context),
    indicator: isFine || missed.every(({ isImaged }) => isImaged === true) ? 'info' : 'critical',
    summary: `${first?.title ?? 'Red flag'}: ${shortName(review.order.study)} does not answer it`,
    notes: [`No other study is offered: ${why}.`],
    suggestions: [],
  };
}

function fittingCard(
  review: OrderReview,
  { fitting, beside }: Standing,
  context: CallContext,
): CardDraft {
  const flags = fitting.map((flag) => flagWords(flag, context));
  const [first = ''] = flags;
  const saying = (named: string): string =>
    `Red flag: ${named}. ${shortName(review.order.study)} ${isSafetyOpen(review) ? 'is the study once it is safe' : 'is indicated now'}`;
  const whole = saying(flags.join('; '));
  const isWhole = whole.length <= longestSummary;
  const open = openBeside(review, review.order.study, context);
  const form = open === undefined ? undefined : formStep(review, context, aboutRedFlags(review));
  return {
    ...shared(review, context),
    indicator: 'info',
    // Where not all of them have room, the others stand below.
    summary: isWhole ? whole : saying(first),
    lines: [
      ...(isWhole && beside.length === 0 ? [] : shared(review, context).lines),
      ...(open?.lines ?? []),
    ],
    notes: [
      'It waits for no visit, treatment or X-ray.',
      ...besideWords(beside, review),
      ...(open === undefined ? [] : [open.note]),
    ],
    statements: [],
    suggestions: stepsIn([
      ...ordersAsWell(
        fitting.flatMap(({ alsoIndicated = [] }) => alsoIndicated),
        review,
        context,
      ),
      ...(form === undefined ? [] : [{ suggestion: form.suggestion, mayBeRecommended: false }]),
    ]),
    ...(form === undefined ? {} : { links: [form.link] }),
  };
}

/** What the flags need for which the ordered study is not the right one. */
function besideWords(beside: readonly PresentRedFlag[], review: OrderReview): readonly string[] {
  const studies = new Set(beside.flatMap(({ indicated }) => indicated ?? []));
  return [...studies].map((study) => {
    const of = beside.filter(({ indicated }) => indicated === study).map(({ title }) => title);
    return `${shortName(review.order.study)} does not answer ${listed(of.map(lowerFirst))}: ${fullName(study)} is indicated for it.`;
  });
}

function shared(
  review: OrderReview,
  context: CallContext,
): Pick<CardDraft, 'kind' | 'lines' | 'statements' | 'links' | 'criteria'> {
  const { redFlags } = review;
  return {
    kind: 'red-flag',
    lines: redFlags.map((flag) => `✓ On the chart: ${flagWords(flag, context)}`),
    statements: redFlags.flatMap((flag) => flag.statements.slice(0, 1)),
    links: [],
    criteria: redFlags.map((flag) => flag.id),
  };
}

/** "Foot drop (Nov 15)". */
function flagWords({ title, evidence }: PresentRedFlag, { asOf }: CallContext): string {
  const dates = evidence.flatMap(({ date }) => (date === undefined ? [] : [date])).toSorted();
  const day = shownDay(dates.at(-1), asOf);
  return `${escapeMarkdown(title)}${day === undefined ? '' : ` (${day})`}`;
}

/** The indicated study in place of the ordered one, or beside it where that answers another red flag elsewhere. */
function provide(
  indicated: Study,
  review: OrderReview,
  standing: Standing,
  context: CallContext,
): Suggestion {
  const { study } = review.order;
  const elsewhere = !indicated.shows.some((region) => study.shows.includes(region));
  // An order that is supported at its own level for its own reason stays.
  const isKept =
    standing.fitting.length > 0 ||
    review.assessment.determination === 'supported' ||
    isAuxiliary(study);
  return !isKept || !elsewhere
    ? changeTo(indicated, review, context)
    : orderAsWell(indicated, review, context);
}
