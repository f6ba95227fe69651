import type { ConditionFact, EncounterFact, TreatmentFact, UnreadEvidence } from './types.ts';

/**
 * What stands on the chart and could not be used as it is meant, said in words: reasons that are not known here,
 * contacts whose kind nobody tells, and referrals after which no visit is recorded.
 */
export function unreadNotes(facts: {
  readonly treatments: readonly TreatmentFact[];
  readonly encounters: readonly EncounterFact[];
  /** Requests for therapy, with what they are called. */
  readonly referrals: ReadonlyMap<string, string>;
  /** Those that visits or sessions are based on. */
  readonly followed: ReadonlySet<string>;
}): readonly UnreadEvidence[] {
  const notes: UnreadEvidence[] = [];
  const said = new Set<string>();
  for (const { reasons, evidence } of facts.treatments) {
    const unknown = reasons.find(isUnknown);
    const key = `${unknown?.evidence.text} ${evidence.text}`;
    if (unknown === undefined || said.has(key)) continue;
    said.add(key);
    notes.push({
      reference: evidence.reference,
      text: `The reason "${unknown.evidence.text}" of ${evidence.text} is not known here; the treatment counts`,
      counts: true,
      onCard: {
        about: 'treatment',
        text: 'A reason of the treatment is not known here; it counts',
      },
    });
  }
  // Where a site's visits are all of one unknown kind, the newest stands for them.
  const unknown = facts.encounters.filter(({ kind }) => kind === 'unknown');
  const newest = unknown.reduce<EncounterFact | undefined>(
    (last, one) => (latestOf(one) >= latestOf(last) ? one : last),
    undefined,
  );
  if (newest !== undefined) {
    const more = unknown.length === 1 ? '' : `, nor by ${unknown.length - 1} earlier contacts`;
    notes.push({
      reference: newest.evidence.reference,
      text: `Whether the patient was seen in person is not told by "${newest.evidence.text}"${more}`,
      counts: true,
      onCard: {
        about: 'evaluation',
        text: `The contact${dayOf(newest)} does not tell whether it was in person`,
      },
    });
  }
  const isTreated = facts.treatments.some(
    ({ kind, isSession }) => isSession === true || kind === 'physical-therapy',
  );
  for (const [reference, text] of facts.referrals) {
    if (isTreated || facts.followed.has(reference)) continue;
    notes.push({
      reference,
      text: `"${text}" is on record, but no visit or session of it`,
      counts: true,
      onCard: { about: 'treatment', text: 'A referral for therapy is there, but no session of it' },
    });
  }
  return notes;
}

function dayOf({ date }: EncounterFact): string {
  return date === undefined ? '' : ` of ${date.text}`;
}

function latestOf(encounter: EncounterFact | undefined): number {
  return encounter?.date?.latest ?? Number.NEGATIVE_INFINITY;
}

function isUnknown({ concepts, elsewhere }: ConditionFact): boolean {
  return concepts.size === 0 && elsewhere !== true;
}
