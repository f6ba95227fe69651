import type { Concept } from './types.ts';

/** What cannot wait, whoever records it: the one table from which every list of emergencies is made. */
export const emergencies: ReadonlySet<Concept> = new Set<Concept>([
  'acute-spinal-fracture',
  'aortic-emergency',
  'bilateral-leg-weakness',
  'leg-weakness',
  'limb-paralysis',
  'cauda-equina-syndrome',
  'foot-drop',
  'spinal-infection',
  'spinal-neoplasm',
  'sphincter-or-saddle-disturbance',
]);

/** With a myelopathy: what words may name without saying that it is there now ("return if …", "… ruled out", "old …"). */
export const emergenciesInWords: ReadonlySet<Concept> = new Set([...emergencies, 'myelopathy']);

/** Without a disturbance of bladder, bowel or saddle: what an order's reason of an earlier encounter does not make present. */
export const emergenciesNotMadePresent: ReadonlySet<Concept> = new Set(
  [...emergencies].filter((concept) => concept !== 'sphincter-or-saddle-disturbance'),
);

/** Whether one of some concepts is in a list of emergencies: in the whole table where none is named. */
export function hasEmergency(
  concepts: Iterable<Concept>,
  list: ReadonlySet<Concept> = emergencies,
): boolean {
  for (const concept of concepts) if (list.has(concept)) return true;
  return false;
}
