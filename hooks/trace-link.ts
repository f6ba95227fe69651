import { constants, deflateRawSync } from 'node:zlib';
import { type PackedTrace, packedTraceOf } from '../src/assessment/trace.ts';
import type { OrderReview } from '../src/assessment/types.ts';

/** Characters of a fragment that every browser and EHR passes on; a usual trace has a quarter of it. */
const longestFragment = 8000;

/**
 * The address of the page that shows everything that was checked about an order: the trace itself, compressed, behind
 * the `#`, so that neither we nor a proxy ever receive it. Undefined where even a trace without evidence is too long.
 * @param base the service's public base URL
 * @param day the day of the call, as an ISO date
 */
export function traceLink(base: string, review: OrderReview, day: string): string | undefined {
  const packed = compressed(packedTraceOf(review, day));
  const shown =
    packed.length <= longestFragment ? packed : compressed(packedTraceOf(review, day, 0));
  return shown.length <= longestFragment ? `${base}/criteria#t=${shown}` : undefined;
}

/** A link is a few kilobytes: small windows and the codes that DEFLATE fixes take half the time of its own choice. */
const quickly = {
  level: 1,
  windowBits: 12,
  memLevel: 5,
  chunkSize: 2048,
  strategy: constants.Z_FIXED,
};

function compressed(trace: PackedTrace): string {
  return deflateRawSync(JSON.stringify(trace), quickly).toString('base64url');
}
