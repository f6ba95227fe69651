import type { RecordAbout } from './own-words.ts';
import { remembering } from './remember.ts';
import { takenBackIn } from './taken-back.ts';

const takenBack = new RegExp(
  [
    `\\b(?:entered|charted|documented|recorded|coded|filed|added|placed|posted|opened|created|scheduled|booked|checked[- ]in|registered|billed|charged|logged|scanned|attached|generated|carried (?:forward|over)|copied|imported|listed)(?: (?:here|this|that|(?:as|under) \\w+(?: \\w+)?))? (?:by mistake|in error|mistakenly|erroneously|inadvertently|accidentally|by accident|(?:on|in|for|under|to|from) (?:the |an? )?(?:wrong|another|other|different) (?:patient|pt|person|chart|record|account|acct|mrn)(?:['’]?s)?)\\b`,
    `\\b(?:by mistake|mistakenly|erroneously|inadvertently|accidentally) (?:entered|charted|documented|recorded|coded|filed|added|placed|posted|clicked|selected|listed)\\b`,
    `\\bwrong (?:patient|pt|person|chart|record|entry|account|acct|mrn)(?:['’]?s)?\\b`,
    `\\b(?:belongs? to|is of|is for|meant for|intended for) (?:an?other|a different|the wrong|(?:the )?(?:patient|pt) in (?:room|bed)) ?(?:patient|pt|person|\\d+)?\\b`,
    `\\b(?:erroneous|invalid|mistaken|bogus) (?:entry|record|diagnosis|data|note)\\b`,
    `\\bnot (?:this|our|my|the right|the correct|for this|of this|on this|about this) (?:patient|pt|person)\\b`,
    `\\b(?:disregard|ignore|delete|strike|(?<!\\b(?:to|last|first|next|can|cannot|can['’]t|not|no|post|did|per|each|spontaneous|trial of)[ -])void)(?: (?:this|the|that))?(?: (?:entry|record|note|result|data|line))?(?=\\W*(?:$|[.,;:!–-]|wrong\\b|error\\b))`,
    `\\bmis-?(?:charted|filed|coded|labell?ed|identified|entered|recorded|documented|attributed)\\b`,
    `\\b(?:charting|data entry|entry|documentation|clerical|coding|scribe|transcription) (?:error|mistake)\\b`,
    `\\b(?:test|training|dummy) (?:entry|record|patient|data)\\b`,
  ].join('|'),
  'i',
);
const corrected =
  /\b(?:corrected|now correct|verified|previous|prior|earlier|no|not (?:an? |the )?(?:entered|charted|error|erroneous|wrong|invalid|entry|charting|coding|documentation|clerical|mistake))\b/i;

/**
 * Whether the note on a record takes it back: it is of somebody else, or was entered by mistake. Where a finding was written down
 * elsewhere ("recorded in another clinic") it is one.
 */
export const saysTakenBack = remembering(
  (note: string): boolean => takenBack.test(note) && !corrected.test(note),
);

const begunAnew =
  /\b(?:now|new|newly|sudden|suddenly|again|recurr\w*|relapse\w*|worse(?:ning|ned)?|progress(?:ive|ing)|today|yesterday|acute)\b/i;
const notAnew =
  /\b(?:no|not|nothing|denies|without) (?:a |an |any )?(?:new|acute|sudden|worse)\b/gi;

/** Whether words tell of something that began lately. */
export function tellsOfBeginning(said: string): boolean {
  return begunAnew.test(said.replaceAll(notAnew, ' '));
}

/**
 * Whether the note on a red flag takes it back, gives it to somebody else, puts it into another time or in doubt, or calls it one
 * that only stands there. Any other note leaves it as it is: "Dr Lee aware", "no fever", "history of hypertension".
 */
export function mayTakeBack(note: string, about: RecordAbout): boolean {
  if (saysTakenBack(note)) return true;
  const isNew = tellsOfBeginning(note);
  return takenBackIn(note, about).some(({ kind }) => kind !== 'old' || !isNew);
}
