import { addDays } from './calendar.ts';
import type { Candidate, CandidateValue } from './types.ts';

/**
 * The candidates of one note without those that another of them makes needless: the same answer twice, a denial
 * beside the same fact affirmed, and every motor grade but the lowest, which is what the form asks for.
 */
export function settled(candidates: readonly Candidate[]): readonly Candidate[] {
  const lowest = candidates.reduce<Candidate | undefined>((least, one) => {
    if (one.linkId !== 'red-flag.motor-grade') return least;
    return least === undefined || Number(one.value) < Number(least.value) ? one : least;
  }, undefined);
  const affirmed = new Set(
    candidates.filter(({ value }) => value === true).map(({ linkId }) => linkId),
  );
  const known = new Map<string, CandidateValue[]>();
  const begun = beginning(candidates);
  return candidates.filter(({ linkId, value, offset, rule }) => {
    const values = known.get(linkId) ?? [];
    if (values.includes(value) || (value === false && affirmed.has(linkId))) return false;
    const isOfGrade = linkId.startsWith('red-flag.motor-grade') && rule !== 'weakness-day';
    if (isOfGrade && offset !== lowest?.offset) return false;
    if (linkId === 'episode.onset' && value !== begun?.value) return false;
    values.push(value);
    known.set(linkId, values);
    return true;
  });
}

/**
 * An episode begins once: on the first day that is named, else as long ago as the note first says. What happened when it had lasted
 * for a while already began nothing: "back pain for 3 weeks. Fell in the bathroom last night."
 */
function beginning(candidates: readonly Candidate[]): Candidate | undefined {
  const told = candidates.filter(({ linkId }) => linkId === 'episode.onset');
  const days = told.filter(({ rule }) => rule === 'onset');
  const day = days.find(({ value }) => String(value).length === 10) ?? days[0];
  const [first] = told;
  if (day === undefined || first === undefined) return first;
  const isWhileLasting =
    first.rule !== 'onset' &&
    String(first.value).length === 10 &&
    String(first.value) < addDays(String(day.value), -mostApart);
  return isWhileLasting ? first : day;
}

/** A length is rounded: so many days at most lie between what it says and the day itself. */
const mostApart = 10;
