import { remembering } from './remember.ts';

const arms =
  /\b(?:upper (?:extremit\w+|limbs?)|r?l?ues?|bues?|arms?|hands?|fingers?|hand ?grips?|grips?|wrists?|elbows?|biceps|triceps|deltoids?|brachioradialis|interossei|hoffmann?\w*|c[5-8](?:\s*-\s*(?:c[5-8]|t1))?)\b/i;
const others =
  /\b(?:lower (?:extremit\w+|limbs?)|r?l?les?|bles?|legs?|foot|feet|toes?|ankles?|knees?|hips?|thighs?|calf|calves|heels?|quad\w*|hamstrings?|ehl|ta|tibialis|gastroc\w*|plantar\w*|dorsiflex\w*|achilles|patell\w*|babinski|clonus|l[1-5]|s[1-3]|lower|all|throughout|every|four|each|extremities|limbs|everywhere|bilaterally in)\b/i;

/** Whether what was examined is of the arms alone: "5/5 upper extremities", "C5-T1 dermatomes intact". */
export const isOfArmsOnly = remembering((said: string): boolean => {
  const rest = said
    .replaceAll(/\bupper (?:and|&) lower\b/gi, 'all')
    .replaceAll(/\bupper extremities\b/gi, 'arms');
  return arms.test(rest) && !others.test(rest);
});

/** Whether what was examined is of the head, which no nerve of the limbs serves: "Facial sensation intact". */
export const isOfHead = remembering(
  (said: string): boolean =>
    /\b(?:facial|face|pupil\w*|corneal|gag|cranial nerves?|cn (?:ii|2))\b/i.test(said) &&
    !others.test(said) &&
    !arms.test(said) &&
    !/[;,.]\s*\w/.test(said),
);
