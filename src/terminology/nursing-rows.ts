import { asksForNoFinding, leavesOpen } from './answers.ts';
import { tellsOfOldTimes } from './old-words.ts';
import { remembering } from './remember.ts';
import type { Concept } from './types.ts';

/**
 * A row of a flowsheet: what it is called says what was watched, and its value what was seen, in words that mean nothing by
 * themselves.
 */
interface Row {
  readonly concept: Concept;
  readonly names: RegExp;
  readonly tells: (said: string) => boolean;
}

/** "No", "No - unable to move legs", "no movement", and not "no deficit", "no saddle anesthesia". */
const isNotDone = (said: string): boolean =>
  /^\W*(?:(?:no|n|none|absent|false|never|nil|0)(?=\s*(?:$|[-–,;:(.])| (?:movements?|motion|response|control|sensation|urge|feeling)\b)|unable|cannot|can['’]?t|not (?:able|moving|at all)|does(?: not|n['’]?t)|only (?:arms?|ues?|upper))/i.test(
    said,
  );

const denied = /\b(?:no|not|non|denie[sd]|without|never|nor|isn'?t)\W+(?:\w+\W+){0,2}$/i;

/** Whether words tell one of some things, and nothing right before denies it. */
function affirms(said: string, things: RegExp): boolean {
  for (const { index } of said.matchAll(things))
    if (!denied.test(said.slice(0, index))) return true;
  return false;
}

/** No urine for so many hours may be a retention. */
const dryHours = 6;
const dry =
  /\b(?:nil|none|no (?:urine|void\w*|output|uop|urination)|anuri\w*|(?:has )?not (?:yet )?(?:void\w*|urinat\w*|peed)|unable to (?:void|urinate))\b\D{0,20}(\d{1,2}) ?(?:h|hr|hrs|hours?)\b/i;

const notFelt =
  /\b(?:unaware|not aware|without (?:awareness|knowing|warning|urge|sensation|feeling)|no (?:awareness|urge|sensation|feeling|warning)|(?:did|does|do|could|can)(?: not|n'?t) (?:feel|know|notice|sense)|cannot (?:feel|sense)|insensate)\b/i;

const rows: readonly Row[] = [
  {
    concept: 'bilateral-leg-weakness',
    names:
      /^\W*(?:able to move|moves?|moving|movement(?: of| in)?|mae\b|(?:spontaneous|active|voluntary|purposeful) movements?)\W*(?:all|both|bilateral|left|right|lower)?\W*(?:\d )?(?:extremit\w*|limbs?|legs?|feet|foot|toes?|les?\b)?\W*$/i,
    tells: isNotDone,
  },
  {
    concept: 'sphincter-or-saddle-disturbance',
    names: /\b(?:urine|urinary|urination|uop|bladder|void\w*|elimination|gu|genitourinary)\b/i,
    tells: (said) =>
      affirms(said, /\b(?:palpable|distend\w*|retaining|unable to (?:void|empty|urinate)|UI)\b/g) ||
      Number(dry.exec(said)?.[1] ?? 0) >= dryHours ||
      notFelt.test(said) ||
      affirms(said, /\bincont(?:inen\w*)?\b/gi),
  },
  {
    concept: 'sphincter-or-saddle-disturbance',
    names:
      /\b(?:bowels?|stools?|bms?|elimination|gi|fecal|faecal|continence|incontinen\w*|brief)\b/i,
    tells: (said) =>
      notFelt.test(said) || affirms(said, /\bFI\b/g) || affirms(said, /\bincont(?:inen\w*)?\b/gi),
  },
  {
    concept: 'sphincter-or-saddle-disturbance',
    names:
      /^\W*(?:able to (?:void|urinate|pass urine|empty|control)\b.*|voids?(?: spontaneously| freely)?|voiding|continent\b.*|(?:has )?control of (?:bowel|bladder)\b.*|(?:feels?|senses?|aware of|sensation of) .*(?:void|urinat|bladder|bowel|stool|urge).*)\W*$/i,
    tells: isNotDone,
  },
];

/** What is long there, of another kind, or only looked for. */
const otherwise =
  /\b(?:stress|urge|functional|chronic\w*|baseline|long[- ]?standing|years?|dementia|enuresis|catheter\w*|foley|ostomy|colostomy|ileostomy|urostomy|dialysis|esrd|comatose|sedat\w*|intubat\w*|vent|education|goal|plan|history|hx)\b/i;

/** The emergency that a row of a flowsheet lets suspect, by its name and its value together; undefined where it tells none. */
export function emergencyOfRow(name: string, said: string): Concept | undefined {
  if (said === '' || !mayBeRow(name) || said.length > 120) return undefined;
  if (otherwise.test(said) || tellsOfOldTimes(said)) return undefined;
  return rows.find(({ names, tells }) => names.test(name) && tells(said))?.concept;
}

const mayBeRow = remembering(
  (name: string): boolean =>
    rows.some(({ names }) => names.test(name)) &&
    !asksForNoFinding(name) &&
    !leavesOpen(name) &&
    !otherwise.test(name),
);

/** Whether what an observation is called may be that of such a row. */
export const namesRow = mayBeRow;
