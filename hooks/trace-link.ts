import { deflateRawSync } from 'node:zlib';
import { packedTraceOf } from '../src/assessment/trace.ts';
import type { OrderReview } from '../src/assessment/types.ts';
import { asFragment } from '../src/fragment-text.ts';

/** Characters of a fragment with which an address is passed on by everything between an EHR and a browser. */
const usualFragment = 1900;

/** Characters of a fragment that every browser, and most EHRs, pass on. */
const longestFragment = 8000;

/**
 * The address of the page that shows everything that was checked about an order: the trace itself behind the `#`, so
 * that neither we nor a proxy ever receive it. A trace that is longer than usual is compressed. Undefined where even
 * one without evidence is too long.
 * @param base the service's public base URL
 * @param day the day of the call, as an ISO date
 */
export function traceLink(base: string, review: OrderReview, day: string): string | undefined {
  const text = JSON.stringify(packedTraceOf(review, day));
  const plain = text.length <= usualFragment ? asFragment(text) : text;
  if (plain.length <= usualFragment) return `${base}/criteria#t=${plain}`;
  const packed = compressed(text);
  const shown =
    packed.length <= longestFragment
      ? packed
      : compressed(JSON.stringify(packedTraceOf(review, day, 0)));
  return shown.length <= longestFragment ? `${base}/criteria#z=${shown}` : undefined;
}

function compressed(text: string): string {
  return deflateRawSync(text).toString('base64url');
}
