import { goesOn, saysBetter } from './course-words.ts';
import type { TreatmentOutcome } from './observations.ts';
import { remembering } from './remember.ts';
import { hasAny, wordsOf } from './words.ts';

const somewhat =
  '(?:significant|real|clear|lasting|appreciable|meaningful|clinical|sustained|much|any)';
const ofWhat =
  '(?:(?: (?:in|of|with|from|after|to|for|at|on|as|all|the|this|his|her|pt|physical|therapy|treatment|trial|course|program|exercises?|sessions?|weeks?|visits?|pain|leg|arm|back|neck|low|lower|function|functional|symptoms?|complaints?|radicular|of|range|motion|status|goals?|discharge|\\d+))*)';
const failedInWords = new RegExp(
  [
    `^(?:there (?:was|is|has been) )?(?:no|without) (?:${somewhat} )*(?:improvement|change|changes|relief|benefit|response|effect|gains?|progress|better)${ofWhat}$`,
    `^(?:(?:treatment|therapy|trial|pt|course|conservative (?:care|treatment)) )?(?:was |is |has been )?(?:unsuccessful|ineffective|unhelpful|unchanged|worse|worsened|failed|refractory|not (?:${somewhat} )*(?:improved|improving|better|helpful|effective|successful|beneficial|changed))${ofWhat}$`,
    `^(?:failed|failure of) (?:conservative |non-?operative |non-?surgical |physical )?(?:therapy|treatment|care|management|trial|pt)$`,
    `^(?:did|has|does) not (?:${somewhat} )*(?:help|improve|respond|work|helped|improved|responded|worked)${ofWhat}$`,
    `^(?:(?:the |all )?(?:symptoms?|pain|leg pain|back pain|complaints?) )(?:is |are |have |has |remains? )?(?:unchanged|the same|worsened|worsening|persists?|persisted|persistent|worse|not (?:better|improved))${ofWhat}$`,
    `^(?:(?:all |pt |therapy |treatment )?goals? (?:were |was |are |remain(?:ed)? )?(?:not (?:met|achieved|reached|attained)|unmet)|(?:met no|no) goals?(?: met)?|failure to (?:progress|improve|respond)|no (?:functional |significant |measurable )*(?:gains?|progress))${ofWhat}$`,
  ].join('|'),
  'i',
);

const betterAtAll =
  /(?<!\b(?:no|not|without|minimal|minimally|slight|slightly|little|temporary|temporarily|transient|brief|briefly|initially|never|hardly|barely|any|zero|denie[sd]|partial|partially|some|mild|mildly|modest|incomplete|limited|poor)(?: \w+){0,2} )\b(?:improv(?:ed|ing|ement)|better|resolved|pain[- ]free|recovered|(?:all )?goals? (?:were |was )?(?:met|achieved|reached|attained)|success(?:ful|fully)?|(?:excellent|great|good) (?:results?|outcomes?|response|recovery)|met (?:all )?(?:\w+ )?goals?|relief|relieved|gone|asymptomatic|symptom[- ]free|recovery)\b|\b(?:much|far|a lot) less\b|\b(?:no|without)(?: any| more| further)* (?:pain|symptoms)\b(?! (?:relief|reduction|improvement|change|control))|\b(?:doing|feels?|feeling|did) (?:very |so |much )?(?:well|great|good|fine|excellent)\b|\bback to (?:work|normal|baseline|sports?|full)\b/i;

/** "Pain 8/10 -> 1/10": the score is half of what it was, or less. */
function isScoredBetter(note: string): boolean {
  const found = fromTo.exec(note);
  return found !== null && Number(found[2]) * 2 <= Number(found[1]);
}

const fromTo =
  /\b(\d{1,2}) ?\/ ?10 ?(?:-+>|→|to|down to|now|,? ?now)(?: at (?:best|worst|d\/?c|discharge))? ?(\d{1,2}) ?\/ ?10\b/i;

/** "0% better", "10-20% relief": less than a third is no improvement to speak of. */
const littleBetter =
  /(?<!\d)[0-2]?\d ?(?:- ?[0-3]?\d ?)?(?:%|percent) (?:\w+ )?(?:better|improv\w+|relief|recover\w*)/gi;

/** Whether the note on a treatment or a goal that failed by its code tells of something better: then the two contradict each other. */
export const tellsOfBetter = remembering(
  (note: string): boolean =>
    isScoredBetter(note) ||
    (betterAtAll.test(note.replaceAll(littleBetter, ' ')) && !hasAny(wordsOf(note), goesOn)),
);

/**
 * The outcome of a treatment in the words of its Procedure: "No improvement", "Unsuccessful", "Much better". Where the words say
 * anything else ("Slight improvement", "Failed to attend") they give none.
 */
export const treatmentOutcomeInWords = remembering((text: string): TreatmentOutcome | undefined => {
  const said = text
    .trim()
    .replace(/[.!]+$/, '')
    .replaceAll(/\s+/g, ' ');
  // Every part of it says so: "Goals not met; pain unchanged".
  if (said.split(/ ?[;,] ?/).every((part) => failedInWords.test(part))) return 'failed';
  return saysBetter(said, true) ? 'improved' : undefined;
});
