import type { Places } from './places-in-words.ts';
import type { Concept } from './types.ts';

/** Concepts that say only that, and where, the spine hurts or is worn. */
const general: ReadonlySet<Concept> = new Set<Concept>([
  'spine-disorder',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
]);

/** Concepts that name a complaint of the spine and so say more than the general ones. */
const telling: ReadonlySet<Concept> = new Set<Concept>([
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
  'disc-disease',
  'cauda-equina-syndrome',
  'myelopathy',
  'tethered-cord',
  'lumbar-stenosis',
  'neurogenic-claudication',
  'spondylolisthesis',
  'spondylolysis',
  'compression-fracture',
  'acute-spinal-fracture',
  'sacral-fracture',
  'coccydynia',
  'sacroiliac-joint',
  'ankylosing-spondylitis-or-dish',
  'syringomyelia',
  'spinal-deformity',
  'spinal-neoplasm',
  'spinal-infection',
  'post-operative-status',
  'pseudoarthrosis',
]);

/** Whether a concept leaves open what more telling codes or words of the same Condition may say. */
export function isGeneral(concept: Concept): boolean {
  return general.has(concept) || concept === 'sacrococcygeal-disorder';
}

/**
 * Of the concepts that the codes and words of one Condition name, those that count: the more specific wins
 * (evidence contract: M53.3 with the code or the words of the sacro-iliac joint is sacro-iliac, not coccyx). A pain at
 * another level than all that is more specific is a complaint of its own ("neck pain and sciatica").
 */
export function mostSpecific(
  concepts: ReadonlySet<Concept>,
  places: Places = nowhere,
): ReadonlySet<Concept> {
  let counting = concepts;
  if (
    concepts.has('sacrococcygeal-disorder') &&
    (concepts.has('sacroiliac-joint') || concepts.has('coccydynia'))
  ) {
    counting = without(counting, (one) => one === 'sacrococcygeal-disorder');
  }
  if (counting.has('compression-fracture') && counting.has('acute-spinal-fracture')) {
    // A9: an osteoporotic or insufficiency fracture follows its own section, whatever else its Condition is coded with.
    counting = without(counting, (one) => one === 'acute-spinal-fracture');
  }
  if (counting.size > 1 && some(counting, telling)) {
    const specific = [...counting].filter((one) => telling.has(one));
    counting = without(
      counting,
      (one) => general.has(one) && !isElsewhereThanAll(one, specific, places),
    );
  }
  if (counting.has('spine-disorder') && some(counting, general, 'spine-disorder')) {
    counting = without(counting, (one) => one === 'spine-disorder');
  }
  return counting;
}

const nowhere: Places = new Map();

/** Whether a general concept lies at a level of its own, beside specific ones that all lie at others. */
function isElsewhereThanAll(one: Concept, specific: readonly Concept[], places: Places): boolean {
  const levels = places.get(one);
  return (
    levels !== undefined &&
    specific.every((other) => places.get(other)?.every((level) => !levels.includes(level)) === true)
  );
}

function some(
  concepts: ReadonlySet<Concept>,
  among: ReadonlySet<Concept>,
  except?: Concept,
): boolean {
  for (const one of concepts) if (one !== except && among.has(one)) return true;
  return false;
}

function without(
  concepts: ReadonlySet<Concept>,
  isLeftOut: (concept: Concept) => boolean,
): ReadonlySet<Concept> {
  return new Set([...concepts].filter((one) => !isLeftOut(one)));
}
