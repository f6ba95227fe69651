import { regionsNamed } from './body-sites.ts';
import type { BodyRegion, Concept } from './types.ts';

/** Where each of several complaints lies. One that is not there may be at any level that is named. */
export type Places = ReadonlyMap<Concept, readonly BodyRegion[]>;

interface Named {
  readonly concepts: readonly Concept[];
  /** The levels that the names of the complaints say by themselves ("low back pain"). */
  readonly places: Places;
  readonly regions: readonly BodyRegion[];
}

/** Where one complaint ends and the next begins. */
const partEnds = /[,;.&+\n]|\s[-–—]+\s|\b(?:and|with|plus|also)\b/i;

/**
 * Of words that name several complaints and several levels where each complaint lies: where its own name says, else at
 * the levels that stand beside it ("neck pain, discitis L4-5"), else at those that no other complaint's name says.
 * @param read what a part of the words names
 */
export function placesIn(
  text: string,
  { concepts, places, regions }: Named,
  read: (part: string) => Named | undefined,
): Pick<Named, 'places' | 'regions'> {
  const named = regionsNamed(text);
  const [only] = concepts;
  if (only !== undefined && concepts.length === 1) {
    if (regions.length > 0 || named.length < 2) return { places, regions };
    return { places, regions: levelsBeside(only, partsOf(text, read)) };
  }
  const claimed = new Set([...places.values()].flat());
  if (new Set([...named, ...claimed]).size < 2) return { places, regions };
  const parts = partsOf(text, read);
  const unclaimed = named.filter((region) => !claimed.has(region));
  const found = new Map<Concept, readonly BodyRegion[]>();
  for (const concept of concepts) {
    const beside = levelsBeside(concept, parts);
    const levels = [places.get(concept) ?? none, beside, unclaimed].find((one) => one.length > 0);
    if (levels !== undefined) found.set(concept, [...new Set(levels)]);
  }
  return { places: found, regions: [...new Set([...regions, ...[...found.values()].flat()])] };
}

interface Part {
  readonly part: string;
  readonly names: readonly Concept[];
}

function partsOf(text: string, read: (part: string) => Named | undefined): readonly Part[] {
  return text.split(partEnds).map((part) => ({ part, names: read(part)?.concepts ?? [] }));
}

/** The levels that stand beside a complaint: of "L2 fracture, neck sore" the lumbar one is that of the fracture. */
function levelsBeside(concept: Concept, parts: readonly Part[]): readonly BodyRegion[] {
  const beside = parts.flatMap(({ part, names }) =>
    names.includes(concept) ? regionsNamed(part) : [],
  );
  return [...new Set(beside)];
}

const none: readonly BodyRegion[] = [];
