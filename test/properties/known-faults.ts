import type { Fields } from '../fuzz/json.ts';
import type { Story } from '../fuzz/stories/story.ts';

/** A chart that a property looks at. */
export interface Looked {
  readonly story: Story;
  readonly chart: readonly Fields[];
}

/**
 * A kind of fault that the properties have found and that is not repaired yet. The tests leave such charts out;
 * `npm run oracle` looks at all of them, and names each kind that no longer occurs so that it can be deleted here.
 */
export interface KnownFault {
  readonly name: string;
  /** The reading or the rule that is broken. */
  readonly reading: string;
  readonly concerns: (looked: Looked) => boolean;
}

export const knownFaults: readonly KnownFault[] = [];

/** Bystanders (test/fuzz/stories/bystanders.ts) that still change a verdict; the same rule as above. */
export const knownBystanders: ReadonlySet<string> = new Set();

/**
 * A suggestion whose own determination is no better than that of the order: the contract lets it pass only where it
 * is supported or better. It still occurs where both have prerequisites missing.
 */
export const isKnownSuggestion = ({
  before,
  after,
}: {
  readonly before: string;
  readonly after: string;
}) => before === 'prerequisites-missing' && after === 'prerequisites-missing';
