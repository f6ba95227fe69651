import { mayTellMore } from './emergency-words.ts';
import { tellsOfOldTimes } from './old-words.ts';
import { remembering } from './remember.ts';
import type { Concept } from './types.ts';

/** What is to come back was lost. */
const regained =
  /\b(?:regain\w*|recover\w*|restor\w*|return of|re-?establish\w*|get(?:ting)? back|(?:will|to|can|able to|be) (?:\w+ ){0,2}again|void\w*|urinat\w*|continent|empt(?:y|ies)|pass urine|feel|dorsiflex\w*|lift|move|wiggle)\b/i;

const functions: readonly (readonly [Concept, RegExp])[] = [
  [
    'sphincter-or-saddle-disturbance',
    /\b(?:bladder|bowel|sphincter|continen\w*|saddle|perine\w*|perianal|genital|rectal)\b|\b(?:void\w*|urinat\w*|pass urine|empt(?:y|ies))\b[^.]*\b(?:spontaneous\w*|independent\w*|again|without (?:a |the |need for |use of )*(?:foley|cath\w*|straining|retention)|on (?:his|her|their) own)\b|\bspontaneous(?:ly)? void\w*/i,
  ],
  [
    'foot-drop',
    /\b(?:dorsiflex\w*|foot (?:clearance|lift|movement|control)|toe (?:lift|movement|extension)|(?:lift|move|raise|wiggle)\w* (?:the |his |her |left |right |l |r |both )*(?:foot|feet|toes?|ankles?))\b/i,
  ],
  [
    'bilateral-leg-weakness',
    /\b(?:(?:movement|motor (?:function|control)|use|sensation|feeling|power) (?:of|in) (?:the |his |her |both |bilateral |lower )*(?:legs?|les?|extremit\w*|limbs?)|(?:leg|lower extremity|le) (?:movement|motor (?:function|control)|sensation|power)|(?:move|feel|lift) (?:the |his |her |both )*legs?)\b/i,
  ],
];

/** What is to stay, or to be known or prevented, and a habit of the bowel. */
const otherwise =
  /\b(?:maintain\w*|remain\w*|continu\w*|stay|prevent\w*|avoid\w*|free of|free from|recogni[sz]\w*|verbali[sz]\w*|identif\w*|understand\w*|educat\w*|knowledge|teach|report\w*|list|demonstrat\w* (?:understanding|knowledge)|monitor\w*|watch|constipation|diarrhea|bowel (?:movement|regimen|prep|habits|program)s?|stress|urge|urgency|overactive|nocturia|kegel|pelvic floor|sprain|arthroplasty|replacement|acl|tka|tha|stroke|cva|without (?:\w+ )?(?:pain|discomfort|spasms?|symptoms)|pain[- ]free|less pain|chronic\w*|rom|range|degrees?|deg|\d+ ?°|post-?op\w*|after surgery|postpartum|anesthesia)\b/i;

/** The emergency that a goal lets suspect, since what it is to bring back was lost; undefined where it is for something else. */
export const lostByGoal = remembering((goal: string): Concept | undefined => {
  if (!regained.test(goal) || otherwise.test(goal) || tellsOfOldTimes(goal)) return undefined;
  return functions.find(([, names]) => names.test(goal))?.[0];
});

/** Whether the words of a plan or a goal name what is there and must not be overlooked, and not what is to be prevented or learnt. */
export const tellsInPlan = remembering(
  (text: string): boolean => mayTellMore(text) && !otherwise.test(text),
);
