import { isElsewhereInWords } from './elsewhere.ts';
import { tellsOfOldTimes } from './old-words.ts';
import { remembering } from './remember.ts';
import type { Concept } from './types.ts';

/**
 * What an emergency department is visited for, in the short names of its lists. Elsewhere such a name says too little: a
 * collision may be long ago, and a paralysis of years.
 */
const reasons: readonly (readonly [Concept, RegExp])[] = [
  [
    'acute-spinal-fracture',
    /\b(?:mv[ac]|mcc|mca|rt[ac]|(?:multiple |poly)?traumas?|traumatic|crash(?:ed)?|collisions?|accident|rollover|ejected|(?:neck|back|spine|spinal|cervical|thoracic|lumbar) (?:injury|injuries|trauma)|injury of (?:the )?(?:neck|back|spine)|assault(?:ed)?|battery|gunshot|gsw|stab(?:bed|bing)?|(?:struck|hit|run over|dragged|trampled|kicked|thrown) by|pedestrian|(?:auto|car|truck|bus|vehicle|train|motorcycle|bike|bicycle|moped|scooter|atv) (?:vs?|versus) \w+|(?:fall|fell) (?:from|off|down|out of|through) (?!stand|chair|bed|couch|sofa|toilet|ground))/i,
  ],
  [
    'bilateral-leg-weakness',
    /\b(?:paraly[sz]\w*|parapleg\w*|parapar\w*|quadripleg\w*|quadripar\w*|tetrapleg\w*|tetrapar\w*|(?:extremity|extremities|limbs?|legs?|lower body) (?:weakness|weak)|weak(?:ness)? (?:of|in) (?:the |both |his |her )*(?:extremit\w*|limbs?|legs?|lower body)|(?:cannot|can'?t|unable to|inability to|difficulty|trouble) (?:walk|stand|ambulat|mov(?:e|ing) (?:the |his |her |both )?(?:legs?|feet|foot|extremit|lower))\w*|not able to (?:walk|stand|move)\w*)/i,
  ],
  ['aortic-emergency', /\b(?:aneurysms?|aortic|aorta|triple a|aaa|dissection)\b/i],
];

/** What takes such a name to another part, another cause, or to nothing at all. */
const otherwise =
  /\b(?:facial|face|bell'?s?|cranial|vocal|generali[sz]ed|upper extremit\w*|arms?|carotid|vertebral artery|cerebral|brain|intracranial|berry|no|not|denie[sd]|without|drug|alcohol|medication|overdose|exposure|bicarb|insect|needle ?stick|sexual|cardiovascular|cerebrovascular|bathroom|bowel|bladder|urinary|follow[- ]?up|f\/u|recheck|suture|wound check|screening|minor|history|hx|h\/o)\b/i;

/** The emergency that the reason of an emergency visit lets suspect; undefined where it names none. */
export const emergencyOfReason = remembering((text: string): Concept | undefined => {
  const named = reasons.find(([, names]) => names.test(text));
  if (named === undefined || otherwise.test(text) || tellsOfOldTimes(text)) return undefined;
  return isElsewhereInWords(text) ? undefined : named[0];
});
