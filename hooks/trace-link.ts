import { deflateRawSync } from 'node:zlib';
import { type Trace, traceOf } from '../src/assessment/trace.ts';
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
  const packed = pack(traceOf(review, day));
  const shown = packed.length <= longestFragment ? packed : pack(traceOf(review, day, 0));
  return shown.length <= longestFragment ? `${base}/criteria#t=${shown}` : undefined;
}

/** A link is a few kilobytes: small windows and a low level take two thirds of the time, and add a twentieth to it. */
const quickly = { level: 3, windowBits: 12, memLevel: 5, chunkSize: 2048 };

function pack(trace: Trace): string {
  return deflateRawSync(JSON.stringify(trace), quickly).toString('base64url');
}
