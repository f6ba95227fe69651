import type { Evidence } from '../logic/finding.ts';
import { everyRegion, regionsOfComplaint } from '../terminology/body-sites.ts';
import { isSessionElsewhere, isTreatmentElsewhere } from '../terminology/elsewhere.ts';
import { partTreated, regionsTreated } from '../terminology/treated-part.ts';
import { isTherapyElsewhere, withLowBack } from '../terminology/treatments.ts';
import type { Concept } from '../terminology/types.ts';
import { type Fields, listOf, textOf } from './fields.ts';
import { placeFact, reasonFact } from './reason-facts.ts';
import { referenceTo } from './references.ts';
import type { ConditionFact } from './types.ts';

const none: readonly never[] = [];

/** What the notes on a treatment that states no reason say that it was for. */
export function reasonsByNotes(resource: Fields): readonly ConditionFact[] {
  const treated = treatedByNotes(resource);
  return treated.length > 0 ? treated : notedReasons(resource, isNotedElsewhere);
}

/**
 * The stated reasons of a treatment, unless its notes say that something else was treated: a session that is ordered for the
 * back, and in which a knee was treated, was none of the back.
 */
export function unlessNotedOtherwise(
  reasons: readonly ConditionFact[],
  resource: Fields,
): readonly ConditionFact[] {
  if (resource.note === undefined) return reasons;
  const session = notedReasons(resource, isSessionElsewhere);
  const treated = session.length > 0 ? session : treatedByNotes(resource);
  return treated.length === 0 || treated.some((one) => mayBeOf(one, reasons)) ? reasons : treated;
}

function isNotedElsewhere(note: string): boolean {
  return isTreatmentElsewhere(note) || isSessionElsewhere(note);
}

/** Whether what a note says was treated may be what the stated reasons are of: at the same level, or at one that nobody names. */
function mayBeOf(treated: ConditionFact, reasons: readonly ConditionFact[]): boolean {
  if (treated.elsewhere === true) return reasons.every(({ elsewhere }) => elsewhere === true);
  const levels = reasons.flatMap(({ regions }) => regions);
  return (
    levels.length === 0 ||
    treated.regions.length === 0 ||
    treated.regions.some((region) => levels.includes(region))
  );
}

/** What the words of a plan say that its therapy is for: its notes and descriptions as a note does, its title by the levels that it names. */
export function reasonsInPlan(
  notes: readonly string[],
  titles: readonly string[],
  reference: string,
): readonly ConditionFact[] {
  const noted = notes.flatMap((words) => treatedByWords(words, { reference, text: words }));
  if (noted.length > 0) return noted;
  return titles.flatMap((text) => {
    const regions = withLowBack(regionsOfComplaint(text));
    return regions.length === 0 ? [] : [placeFact(regions, { reference, text })];
  });
}

/** What the notes on a therapy say that it was for: "R shoulder PT", "tx was for low back, not neck". */
function treatedByNotes(resource: Fields): readonly ConditionFact[] {
  const { note, resourceType } = resource;
  if (note === undefined || !isOfTherapy(resourceType, resource)) return none;
  return listOf(note).flatMap(({ text }) => {
    const words = textOf(text);
    if (words === undefined) return [];
    return treatedByWords(words, { reference: referenceTo(resource), text: words });
  });
}

function treatedByWords(words: string, evidence: Evidence): readonly ConditionFact[] {
  const { treated, not } = partTreated(words);
  if (treated.length > 0) return treated.flatMap((part) => treatedFact(part, evidence));
  if (not.length === 0) return [];
  const others = everyRegion.filter((region) => !not.includes(region));
  return [others.length > 0 ? placeFact(others, evidence) : elsewhereFact(evidence)];
}

/** A referral for a course is read as the course is. */
function isOfTherapy(resourceType: unknown, { occurrencePeriod }: Fields): boolean {
  return (
    resourceType === 'Procedure' ||
    (resourceType === 'ServiceRequest' && occurrencePeriod !== undefined)
  );
}

function treatedFact(part: string, evidence: Evidence): readonly ConditionFact[] {
  if (isTherapyElsewhere(part)) return [elsewhereFact(evidence)];
  const regions = regionsTreated(part);
  if (regions.length > 0) return [placeFact(regions, evidence)];
  const fact = reasonFact({ text: part }, undefined, evidence.reference);
  return fact !== undefined && (fact.elsewhere === true || fact.concepts.size > 0) ? [fact] : [];
}

function elsewhereFact(evidence: Evidence): ConditionFact {
  return { ...placeFact([], evidence), concepts: new Set<Concept>(), elsewhere: true };
}

/** The other part of the body that the notes on a procedure say it was for; notes that name none say nothing. */
function notedReasons(
  resource: Fields,
  isElsewhere: (note: string) => boolean,
): readonly ConditionFact[] {
  if (resource.note === undefined || resource.resourceType !== 'Procedure') return none;
  return listOf(resource.note).flatMap(({ text }) => {
    const words = textOf(text);
    const fact =
      words !== undefined && isElsewhere(words)
        ? reasonFact({ text: words }, undefined, referenceTo(resource))
        : undefined;
    return fact?.elsewhere === true ? [fact] : [];
  });
}
