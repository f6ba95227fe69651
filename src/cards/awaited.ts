import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { Awaited } from '../chart/types.ts';
import type { BodyRegion } from '../terminology/types.ts';
import type { CardContext } from './card-context.ts';
import { awaitedInDraft } from './draft-orders.ts';

/** What an order waits for, and who asked for it: an order of this call, or a request that is still open on the chart. */
export type Asked =
  | { readonly by: 'draft' }
  /** @property on the day of the request, as it is written; absent where nobody wrote it */
  | { readonly by: 'request'; readonly on?: string };

/** What a criterion needs, in terms of what can be ordered for it. */
export type Wanted =
  | { readonly film: BodyRegion }
  | { readonly therapy: true }
  | { readonly visit: NonNullable<Awaited['visit']> };

/**
 * Whether what is wanted was asked for already: it is never ordered anew (contract, "the next best action"). A request of
 * the chart counts while it is recent, and of a film until one is there that was taken since.
 */
export function askedFor(
  wanted: Wanted,
  review: OrderReview,
  context: CardContext,
): Asked | undefined {
  if (awaitedInDraft(review, context).some((one) => gives(one, wanted, review)))
    return { by: 'draft' };
  const { chart, today, readings } = review.orderCase;
  const open = chart.awaited.find(
    (one) =>
      gives(one, wanted, review) &&
      (one.authored === undefined || today - one.authored.earliest <= readings.trialRecentDays) &&
      !('film' in wanted && isTakenSince(one, wanted.film, review)),
  );
  if (open === undefined) return undefined;
  return { by: 'request', ...(open.authored === undefined ? {} : { on: open.authored.text }) };
}

function gives(one: Awaited, wanted: Wanted, { orderCase }: OrderReview): boolean {
  if ('film' in wanted) return one.film.includes(wanted.film);
  if ('visit' in wanted) return one.visit === wanted.visit;
  if (one.therapy === undefined) return false;
  return (
    one.therapy.length === 0 ||
    one.therapy.some(
      ({ elsewhere, regions }) =>
        elsewhere !== true &&
        (regions.length === 0 || regions.some((region) => orderCase.regions.includes(region))),
    )
  );
}

function isTakenSince(
  { authored }: Awaited,
  region: BodyRegion,
  { orderCase }: OrderReview,
): boolean {
  return orderCase.chart.imaging.some(
    ({ study, date }) =>
      study.modality === 'radiograph' &&
      study.shows.includes(region) &&
      date !== undefined &&
      (authored === undefined || date.latest >= authored.earliest),
  );
}

/** What can be ordered for a criterion; undefined where nothing can. */
export function wantedFor(
  { id, evidence }: CriterionResult,
  isFilm: boolean,
  region: BodyRegion | undefined,
): Wanted | undefined {
  if (isFilm) return region === undefined ? undefined : { film: region };
  if (id === 'trial-of-treatment') return evidence.length === 0 ? { therapy: true } : undefined;
  return id === 'clinical-re-evaluation' || id === 'in-person-evaluation'
    ? { visit: id }
    : undefined;
}
