import { vertebraWord } from './between-words.ts';
import type { ExaminationElement } from './observations.ts';
import { remembering } from './remember.ts';
import { phraseList, type Word, wordsOf } from './words.ts';

/** A part of an examination, and the words that tell what was found. */
export interface PartTold {
  readonly element: ExaminationElement;
  readonly said: string;
}

/** What a whole examination is called. */
const wholeExamination =
  /^(?:(?:focused|brief|screening|lower extremity|le|limited|lumbar|spine|cervical)\s+)?(?:(?:neuro(?:logic(?:al)?)?|physical|clinical|objective|spine|back)(?:\s+(?:exam(?:ination)?|assessment|findings?))?|exam(?:ination)?)\W*$/i;

/** Whether an Observation is called as a whole examination is, whose value tells its parts. */
export const namesWholeExamination = remembering((name: string): boolean =>
  wholeExamination.test(name.trim()),
);

const nouns: ReadonlyMap<Word, ExaminationElement> = new Map<Word, ExaminationElement>([
  ...of('dermatomal-sensation', 'sensation, sensory, pinprick, dermatomes, silt'),
  ...of('motor', 'strength, motor, power, mmt, myotomes'),
  ...of('reflexes', 'reflex, reflexes, dtr, dtrs'),
]);

function of(
  element: ExaminationElement,
  names: string,
): readonly (readonly [Word, ExaminationElement])[] {
  return phraseList(names).map((name) => [name, element]);
}

/** What was found, and no more than that: a grade is a number. */
const results: ReadonlySet<Word> = new Set(
  `normal intact full symmetric symmetrical equal preserved present unremarkable nl wnl strong silt decreased diminished reduced absent impaired weak weakness brisk
  hyperactive hypoactive increased trace numb numbness`.split(/\s+/),
);

const fillers: ReadonlySet<Word> = new Set(
  `is are and to in at of on the all both with over light touch pin prick vibration proprioception temperature bilateral bilaterally bilat left right l r lt rt side sides
  lower upper extremity extremities limb limbs leg legs le les lle rle ble ue ues lue rue bue arm arms hand hands foot feet toe toes great calf thigh knee knees ankle ankles hip
  throughout grossly distribution dermatome dermatomal dermatomes myotomes group groups muscle muscles lateral medial dorsal dorsum patellar achilles jerk jerks
  biceps triceps quad quads quadriceps hamstrings flexion extension dorsiflexion plantarflexion ehl ta gs tendon deep exam examination testing`.split(
    /\s+/,
  ),
);

/** A text that doubts, plans or recalls something anywhere tells of no examination of now. */
const doubtful =
  /\b(?:not|nt|unable|cannot|can'?t|could|couldn'?t|defer\w*|refus\w*|declin\w*|per|reports?|reported|states?|stated|last|previous\w*|prior|was|were|yesterday|ago|plan\w*|will|would|should|to be|if|video|phone|telephone|tele\w*|virtual\w*|famil\w*|template|copied|unreliable|limited|except|history|hx|since|until|pending|see|n\/?a)\b|\b(?:19|20)\d\d\b|\d\/\d{1,2}\/\d|\?/i;

/**
 * The parts of a neurological examination that one text tells of, each with what was found: "Sensation intact L2-S1, motor 5/5
 * bilateral LE, DTR 2+". A part counts only where every word of it is known.
 */
export const partsTold = remembering((text: string): readonly PartTold[] => {
  if (doubtful.test(text)) return [];
  return text.split(/[;,\n]|\.(?!\d)/).flatMap((said) => {
    const words = wordsOf(said);
    if (!words.some(isResult) || !words.every(isKnown)) return [];
    const elements = new Set(words.flatMap((word) => nouns.get(word) ?? []));
    return [...elements].map((element) => ({ element, said }));
  });
});

function isResult(word: Word): boolean {
  return results.has(word) || /^[0-5]$/.test(word);
}

function isKnown(word: Word): boolean {
  return (
    isResult(word) ||
    nouns.has(word) ||
    fillers.has(word) ||
    vertebraWord.test(word) ||
    /^s[1-3]$/.test(word)
  );
}
