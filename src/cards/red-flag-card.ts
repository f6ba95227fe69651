import type { OrderReview, PresentRedFlag } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { createOrder } from './create-order.ts';
import { evidenceLines } from './detail.ts';
import { isStudyDraftedUnreviewed } from './draft-orders.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { changeTo, studyConcept } from './suggestions.ts';

const aorta = 'red-flag.aorta';

/** What the order means for the red flags on the chart. */
interface Standing {
  readonly fitting: readonly PresentRedFlag[];
  /** Another draft order answers them. */
  readonly served: readonly PresentRedFlag[];
  /** The ordered study delays or misses what they need, and so do the other draft orders. */
  readonly missed: readonly PresentRedFlag[];
}

/**
 * One card for all red flags of an order: information where the study fits them, critical where it
 * delays or misses what one of them needs.
 */
export function redFlagCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  const { redFlags } = review;
  if (redFlags.length === 0) return undefined;
  const standing = standingOf(review, context);
  return {
    kind: 'red-flag',
    indicator: standing.missed.length > 0 ? 'critical' : 'info',
    ...wordsAndSuggestions(review, standing, context),
    isUrgent: true,
    statements: redFlags.flatMap((flag) => flag.statements.slice(0, 1)),
    criteria: redFlags.map((flag) => flag.id),
  };
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
  return { fitting, served, missed };
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
function indicatedBy(flag: PresentRedFlag, { assessment }: OrderReview): Study | undefined {
  const { decidedBy, preferredStudy } = assessment;
  if (decidedBy !== flag.id || preferredStudy === null) return flag.indicated;
  return studyByCpt(preferredStudy) ?? flag.indicated;
}

function wordsAndSuggestions(
  review: OrderReview,
  standing: Standing,
  context: CallContext,
): Pick<CardDraft, 'summary' | 'detail' | 'suggestions'> {
  const { study } = review.order;
  const { missed, fitting } = standing;
  const evidence = review.redFlags.map(evidenceOf);
  if (missed.some((flag) => flag.id === aorta)) {
    return {
      summary: `Aortic emergency: ${study.label} does not image the aorta`,
      detail: [
        'This study does not image the aorta. Arrange emergency vascular work-up at once; it lies outside this guideline.',
        ...missed.flatMap((flag) => indication(flag, review)),
        ...evidence,
      ],
      suggestions: [],
    };
  }
  const [first] = missed;
  if (first !== undefined) {
    const named =
      missed.find((flag) => flag.id === review.assessment.decidedBy) ??
      missed.find((flag) => flag.indicated !== undefined) ??
      first;
    const indicated = indicatedBy(named, review);
    return {
      summary:
        indicated === undefined
          ? `${named.title}: ${study.label} does not answer it`
          : `${named.title}: ${indicated.label} (${indicated.cpt}) is indicated now${orderedInstead(study, indicated)}`,
      detail: [
        ...(indicated === undefined ? ['The ordered study does not answer the red flag.'] : []),
        ...missed.flatMap((flag) => indication(flag, review)),
        ...evidence,
      ],
      suggestions: indicated === undefined ? [] : [provide(indicated, review, standing, context)],
    };
  }
  if (fitting.length === 0) {
    const titles = titlesOf(standing.served);
    return {
      summary: `${study.label}: red flag (${titles}), answered by another draft order`,
      detail: ['Another draft order answers the red flag; this one does not.', ...evidence],
      suggestions: [],
    };
  }
  return {
    summary: `${study.label}: red flag, indicated now (${titlesOf(fitting)})`,
    detail: ['Imaging is indicated without waiting for conservative treatment.', ...evidence],
    suggestions: [],
  };
}

function titlesOf(flags: readonly PresentRedFlag[]): string {
  return flags.map((flag) => flag.title).join('; ');
}

function orderedInstead(ordered: Study, indicated: Study): string {
  return ordered.cpt === indicated.cpt ? '' : `, ordered: ${ordered.cpt}`;
}

function indication(flag: PresentRedFlag, review: OrderReview): readonly string[] {
  const indicated = indicatedBy(flag, review);
  if (indicated === undefined) return [];
  return [
    `For **${escapeMarkdown(flag.title)}** the guideline indicates ${indicated.label} (${indicated.cpt}) without waiting for treatment.`,
  ];
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
  if (standing.fitting.length === 0 || !elsewhere) return changeTo(indicated, review, context);
  return createOrder(studyConcept(indicated), review, context, {
    label: `Order ${indicated.label} (${indicated.cpt}) as well`,
    description: `Create a draft order for ${indicated.label}`,
    isRecommended: true,
  });
}

function evidenceOf(flag: PresentRedFlag): string {
  return [
    `**${escapeMarkdown(flag.title)}** is documented:`,
    '',
    ...evidenceLines(flag.evidence),
  ].join('\n');
}
