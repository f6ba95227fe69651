import { remembering } from './remember.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

const painOrFunction = phraseList(
  `pain, pains, painful, ache, aches, aching, sciatica, radicular, radiculopathy, numbness, weakness, strength,
  function, functional, functioning, mobility, walk, walks, walking, ambulate, ambulates, ambulation, disability,
  oswestry, odi, range of motion, activities of daily living, adl, adls, sitting, standing, bending, lifting,
  return to work, back, neck`,
);

/** What a goal can be about that is no spine: organs, joints and habits. */
const somethingElse = phraseList(
  `weight, bmi, obesity, glucose, a1c, hba1c, diabetes, blood pressure, hypertension, cholesterol, smoking, tobacco,
  alcohol, depression, anxiety, mood, cognitive, kidney, renal, liver, lung, pulmonary, respiratory, cardiac, heart,
  knee, knees, shoulder, shoulders, hip, hips, wrist, wrists, elbow, elbows, ankle, ankles, hand, hands, head, headache,
  headaches, migraine, migraines, chest, abdominal, abdomen, pelvic, tooth, dental, jaw, ear, throat, wound, bladder,
  bowel, sexual, thyroid, foot, feet, heel, heels, toe, toes, plantar, urination, urinary, intercourse, cancer,
  postoperative, post operative, diabetic, grip, fine motor, handwriting, speech, swallowing, vision, memory, sleep, tremor`,
);

const spine = phraseList(
  `back, neck, spine, spinal, lumbar, cervical, thoracic, lumbosacral, sacroiliac, sciatica, radicular, radiculopathy,
  leg, legs, arm, arms, foot drop, buttock, coccyx, tailbone, sacral`,
);

/** Whether a goal's words name pain, function or a complaint of the spine, and nothing else of the body. */
export const isGoalOfPain = remembering((text: string): boolean => {
  const words = wordsOf(text);
  if (!hasAny(words, painOrFunction)) return false;
  return hasAny(words, spine) || !hasAny(words, somethingElse);
});
