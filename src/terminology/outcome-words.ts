import { saysBetter } from './course-words.ts';
import type { TreatmentOutcome } from './observations.ts';
import { remembering } from './remember.ts';

const somewhat =
  '(?:significant|real|clear|lasting|appreciable|meaningful|clinical|sustained|much|any)';
const ofWhat =
  '(?:(?: (?:in|of|with|from|after|to|for|at|on|as|all|the|this|his|her|pt|physical|therapy|treatment|trial|course|program|exercises?|sessions?|weeks?|visits?|pain|leg|arm|back|neck|low|lower|function|functional|symptoms?|complaints?|radicular|of|range|motion|status|goals?|discharge|\\d+))*)';
const failedInWords = new RegExp(
  [
    `^(?:there (?:was|is|has been) )?(?:no|without) (?:${somewhat} )*(?:improvement|change|changes|relief|benefit|response|effect|gains?|progress|better)${ofWhat}$`,
    `^(?:(?:treatment|therapy|trial|pt|course|conservative (?:care|treatment)) )?(?:was |is |has been )?(?:unsuccessful|ineffective|unhelpful|unchanged|worse|worsened|failed|not (?:${somewhat} )*(?:improved|improving|better|helpful|effective|successful|beneficial|changed))${ofWhat}$`,
    `^(?:did|has|does) not (?:${somewhat} )*(?:help|improve|respond|work|helped|improved|responded|worked)${ofWhat}$`,
    `^(?:(?:the |all )?(?:symptoms?|pain|leg pain|back pain|complaints?) )(?:is |are |remains? )?(?:unchanged|the same|persists?|worse|not (?:better|improved))${ofWhat}$`,
  ].join('|'),
  'i',
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
  if (failedInWords.test(said)) return 'failed';
  return saysBetter(said, true) ? 'improved' : undefined;
});
