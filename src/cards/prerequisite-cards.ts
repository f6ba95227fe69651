import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { CardContext, CardKind } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { createOrder } from './create-order.ts';
import { isFilmDrafted } from './draft-orders.ts';
import { defer, filmOf, studyConcept } from './suggestions.ts';
import { treatmentBody } from './treatment-card.ts';
import { visitBody, visits } from './visit-card.ts';

const films: ReadonlySet<string> = new Set(['plain-radiograph', 'post-surgical-radiograph']);
/** Questions about what a film shows: a missing film, until one is there to read. */
const readings: ReadonlySet<string> = new Set([
  'radiograph-negative-for-fracture',
  'radiograph-nondiagnostic',
  'fracture-acuity-indeterminate',
]);

const regionNames: Readonly<Record<BodyRegion, string>> = {
  cervical: 'cervical spine',
  thoracic: 'thoracic spine',
  lumbar: 'lumbar spine',
  'sacrum-coccyx': 'sacrum and coccyx',
  sacroiliac: 'sacro-iliac joints',
};

/** What a card says and offers about its own point. */
export type CardBody = Pick<CardDraft, 'summary' | 'detail' | 'suggestions'>;

/** The cards for missing prerequisites, one a kind: radiograph, treatment, evaluation, similar studies, the rest. */
export function prerequisiteCards(review: OrderReview, context: CardContext): readonly CardDraft[] {
  const missing = missingOf(review.assessment.criteria);
  const prompts = missing.filter((one) => isPrompt(one, review));
  const groups = new Map<CardKind, CriterionResult[]>();
  for (const criterion of missing) {
    if (prompts.includes(criterion)) continue;
    const kind = kindOf(criterion);
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [criterion]);
    else group.push(criterion);
  }
  if (groups.size === 0 && prompts.length > 0) groups.set('documentation-missing', [...prompts]);
  const drafts: CardDraft[] = [];
  for (const kind of order) {
    const group = groups.get(kind);
    if (group !== undefined) drafts.push(draft(kind, group, review, context));
  }
  const [first, ...rest] = drafts;
  return first === undefined || prompts.length === 0 ? drafts : [{ ...first, prompts }, ...rest];
}

const order: readonly CardKind[] = [
  'radiograph-missing',
  'treatment-missing',
  'evaluation-missing',
  'simultaneous-studies',
  'documentation-missing',
];

function missingOf(criteria: readonly CriterionResult[]): readonly CriterionResult[] {
  const ids = new Set(criteria.map((criterion) => criterion.id));
  return criteria.filter(
    (one) => one.finding !== 'met' && (one.partOf === undefined || !ids.has(one.partOf)),
  );
}

/** A half-documented red flag that the order's own indication does not already ask for. */
function isPrompt(criterion: CriterionResult, review: OrderReview): boolean {
  if (!criterion.id.startsWith('red-flag.')) return false;
  const own = review.assessment.indication;
  return !(
    criterion.id === 'red-flag.cancer' &&
    (own === 'suspected-spinal-malignancy' || own === 'oncology-referral')
  );
}

function kindOf(criterion: CriterionResult): CardKind {
  if (films.has(criterion.id)) return 'radiograph-missing';
  if (readings.has(criterion.id) && criterion.evidence.length === 0) return 'radiograph-missing';
  if (criterion.id === 'trial-of-treatment') return 'treatment-missing';
  if (visits.has(criterion.id)) return 'evaluation-missing';
  if (criterion.id === 'simultaneous-studies-need') return 'simultaneous-studies';
  return 'documentation-missing';
}

function draft(
  kind: CardKind,
  group: readonly CriterionResult[],
  review: OrderReview,
  context: CardContext,
): CardDraft {
  const criteria = group.map((criterion) => criterion.id);
  return {
    kind,
    indicator: 'warning',
    ...bodyOf(kind, group, criteria, review, context),
    // The treatment card says in its own words how far the trial has come.
    ...(kind === 'treatment-missing' ? {} : { points: group }),
    statements: [],
    criteria,
  };
}

function bodyOf(
  kind: CardKind,
  group: readonly CriterionResult[],
  criteria: readonly string[],
  review: OrderReview,
  context: CardContext,
): CardBody {
  const { label } = review.order.study;
  switch (kind) {
    case 'radiograph-missing':
      return radiographBody(criteria, review, context);
    case 'treatment-missing':
      return treatmentBody(review, context);
    case 'evaluation-missing':
      return visitBody(criteria, review, context);
    case 'simultaneous-studies':
      return {
        summary: `${label}: a similar study of this region is ordered too; document why both are needed`,
        detail: [],
        suggestions: [defer(review, context, `Remove ${label}`)],
      };
    default:
      return {
        summary: `${label}: ${documentationWords(group)}`,
        detail: [],
        suggestions: [defer(review, context, `Defer ${label} until it is documented`)],
      };
  }
}

/** How many points are open: alternatives of one choice are one point. */
function documentationWords(group: readonly CriterionResult[]): string {
  const [first] = group;
  if (group.length === 1 && first !== undefined) return first.summary;
  const points = new Set(group.map((criterion) => criterion.partOf ?? criterion.id)).size;
  return points === 1
    ? `none of ${group.length} alternatives is documented`
    : `${points} points are not documented`;
}

function radiographBody(
  criteria: readonly string[],
  review: OrderReview,
  context: CardContext,
): CardBody {
  const { label } = review.order.study;
  const region = regionOf(review);
  const film = region === undefined ? undefined : filmOf(region);
  const where = region === undefined ? 'the imaged region' : `the ${regionNames[region]}`;
  const since = criteria.includes('plain-radiograph')
    ? ' since onset'
    : criteria.includes('post-surgical-radiograph')
      ? ' since surgery'
      : '';
  const isDrafted = region !== undefined && isFilmDrafted(region, context);
  const create =
    film === undefined || isDrafted
      ? []
      : [
          createOrder(studyConcept(film), review, context, {
            label: `Order ${film.label} (${film.cpt})`,
            description: `Create a draft order for ${film.label}`,
            isRecommended: mayRecommend(film, review),
          }),
        ];
  return {
    summary: `${label}: results of an X-ray of ${where}${since} not documented`,
    detail: isDrafted ? [`An X-ray of ${where} is among the draft orders.`] : [],
    suggestions: [...create, defer(review, context, `Defer ${label} until the X-ray is read`)],
  };
}

/** A film is the recommended step unless something on the chart speaks against radiation. */
function mayRecommend(film: Study, review: OrderReview): boolean {
  const proposal = review.propose(film, 'beside');
  return proposal.isOffered && proposal.mayBeRecommended;
}

/** The region whose film is missing; without one, the only region that the study or the order names. */
function regionOf({ radiographRegion, order }: OrderReview): BodyRegion | undefined {
  if (radiographRegion !== undefined) return radiographRegion;
  const named = order.bodyRegions.length > 0 ? order.bodyRegions : order.study.shows;
  return named.length === 1 ? named[0] : undefined;
}
