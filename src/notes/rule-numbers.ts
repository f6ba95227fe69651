import type { Span } from './span.ts';

/** How large a number has to be. */
interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

/** Whether words hold a number of that size: "PVR 420 mL", and not 30; "T 38.9", and not 98.6. */
export function isEnough(
  span: Span,
  { atLeast, atMost }: Bounds,
  from: number,
  to: number,
): boolean {
  if (atLeast === Number.NEGATIVE_INFINITY) return true;
  for (let at = from; at < to; at += 1) {
    const number = Number(span.wordAt(at));
    if (number >= atLeast && number <= atMost && !isOfRoot(span, at, number) && !isYear(span, at))
      return true;
  }
  return false;
}

/** The one of "S1 5/5" names a root. */
function isOfRoot(span: Span, at: number, number: number): boolean {
  if (number > mostRoots || !roots.has(span.wordAt(at - 1) ?? '')) return false;
  return span.tokenAt(at - 1)?.end === span.tokenAt(at)?.start;
}

/** "Bladder scan 2025 normal", and not "2025 mL". */
function isYear(span: Span, at: number): boolean {
  const isOfYears = /^20[0-4]\d$/.test(span.wordAt(at) ?? '');
  return isOfYears && !millilitres.has(span.wordAt(at + 1) ?? '');
}

const millilitres: ReadonlySet<string> = new Set(['ml', 'cc', 'cm']);
const mostRoots = 12;
const roots: ReadonlySet<string> = new Set(['c', 't', 'l', 's']);
