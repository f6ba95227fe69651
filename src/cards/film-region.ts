import type { OrderReview } from '../assessment/types.ts';
import type { BodyRegion } from '../terminology/types.ts';

/** The region whose film is missing; without one, the only region that the study or the order names. */
export function filmRegion({ radiographRegion, order }: OrderReview): BodyRegion | undefined {
  if (radiographRegion !== undefined) return radiographRegion;
  const named = order.bodyRegions.length > 0 ? order.bodyRegions : order.study.shows;
  return named.length === 1 ? named[0] : undefined;
}
