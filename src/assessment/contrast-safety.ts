import type { Case } from '../guideline/case.ts';
import type { ContrastMedium } from '../terminology/contrast-reactions.ts';
import type { Study } from '../terminology/types.ts';
import { isMagnetic } from './mri-safety.ts';
import type { ContrastReaction } from './types.ts';

/** What the media are called. */
export const mediumNames: Readonly<Record<ContrastMedium, string>> = {
  gadolinium: 'gadolinium contrast',
  iodinated: 'iodinated contrast',
};

/** Studies that are done with contrast, whatever they are called. */
const injected: ReadonlySet<Study['modality']> = new Set(['CTA', 'myelography']);

/** What the chart says of a reaction to the contrast medium of a study; undefined where it says nothing of it. */
export function contrastReaction(study: Study, { chart }: Case): ContrastReaction | undefined {
  const medium = mediumOf(study);
  if (medium === undefined) return undefined;
  const told = chart.contrastReactions().filter(({ media }) => media.has(medium));
  return told.length === 0 ? undefined : { medium, evidence: told.map(({ evidence }) => evidence) };
}

/** The medium that a study with contrast is done with; undefined for a study without. */
function mediumOf(study: Study): ContrastMedium | undefined {
  const isWith = study.contrast === 'with' || study.contrast === 'without-and-with';
  if (!isWith && !injected.has(study.modality)) return undefined;
  return isMagnetic(study) ? 'gadolinium' : 'iodinated';
}
