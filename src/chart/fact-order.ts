import type { Evidence } from '../logic/finding.ts';

interface Cited {
  readonly evidence: { readonly reference: string };
}

/** By the resource's reference. */
export function byReferenceText(one: Cited, other: Cited): number {
  if (one.evidence.reference === other.evidence.reference) return 0;
  return one.evidence.reference < other.evidence.reference ? -1 : 1;
}

/** By what it says, then by reference. */
export function byText(one: Evidence, other: Evidence): number {
  if (one.text === other.text) return byReferenceText({ evidence: one }, { evidence: other });
  return one.text < other.text ? -1 : 1;
}

interface Dated extends Cited {
  readonly date?: { readonly latest: number } | undefined;
  readonly start?: { readonly latest: number } | undefined;
}

/** By date, undated ones last, then by reference: the order of resources never decides. */
export function byDate(one: Dated, other: Dated): number {
  const first = (one.date ?? one.start)?.latest ?? Number.MAX_SAFE_INTEGER;
  const second = (other.date ?? other.start)?.latest ?? Number.MAX_SAFE_INTEGER;
  return first - second || byReferenceText(one, other);
}
