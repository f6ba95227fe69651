import type { Evidence } from '../logic/finding.ts';
import type { Fields } from './fields.ts';
import type { Attestation } from './types.ts';

/** What a hospital's own data says, by a mapping that the hospital configures. */
export interface SiteFacts {
  readonly facts: readonly Attestation[];
  /** What matched and could not be read. */
  readonly unread: readonly Evidence[];
}

/** Reads one resource of the patient that is not entered in error. */
export type SiteFactReader = (resource: Fields, reference: string) => SiteFacts;

/** Facts that take several items to say. */
const compounds = [
  'trial-of-treatment.',
  'plain-radiograph.',
  'mri.',
  'red-flag.motor-grade',
  'spine-surgery.',
  'planned-surgery.',
];

/**
 * Of a fact that takes several items to say, only what its newest resource says: the date of one film and
 * the result of another are no film.
 */
export function wholeFacts(facts: readonly Attestation[]): readonly Attestation[] {
  const newest = new Map<string, Attestation>();
  for (const fact of facts) {
    const compound = compoundOf(fact);
    if (compound === undefined) continue;
    const known = newest.get(compound);
    if (known === undefined || isNewer(fact, known)) newest.set(compound, fact);
  }
  return facts.filter((fact) => {
    const compound = compoundOf(fact);
    if (compound === undefined) return true;
    return newest.get(compound)?.evidence.reference === fact.evidence.reference;
  });
}

function compoundOf({ linkId }: Attestation): string | undefined {
  return compounds.find((compound) => linkId.startsWith(compound));
}

function isNewer(one: Attestation, other: Attestation): boolean {
  const difference = one.authored.latest - other.authored.latest;
  if (difference !== 0) return difference > 0;
  return one.evidence.reference < other.evidence.reference;
}
