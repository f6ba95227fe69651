import { withoutOtherSenses } from './other-senses.ts';
import { remembering } from './remember.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

const painOrFunction = phraseList(
  `pain, pains, painful, ache, aches, aching, sciatica, radicular, radiculopathy, numbness, weakness, strength,
  function, functional, functioning, mobility, walk, walks, walking, ambulate, ambulates, ambulation, disability,
  oswestry, odi, range of motion, activities of daily living, adl, adls, sitting, standing, bending, lifting,
  return to work, back, neck`,
);

/** Their words, one by one. */
const isNamed: ReadonlySet<string> = new Set(painOrFunction.flatMap((one) => one.split(' ')));

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

/**
 * What a goal can say beside pain or function without naming whose: how much, how long, and what somebody wants to do
 * again. Any other word may name the part of the body, or the illness, that hurts: "pain-free breastfeeding".
 */
const plain: ReadonlySet<string> = new Set(
  phraseList(
    `less, more, fewer, no, not, none, free, low, lower, lowered, least, most, reduce, reduced, reduces, reducing, reduction, decrease, decreased, decreases, diminish,
    diminished, minimize, eliminate, resolve, resolved, resolves, resolution, relief, relieve, relieved, improve, improved, improves, improving, improvement, increase, increased,
    better, control, controlled, controlling, manage, managed, management, managing, modulate, modulation, maintain, achieve, achieved, attain, restore, regain, return, returning,
    returned, resume, get, go, have, be, is, are, will, shall, can, able, ability, unable, patient, patients, pt, client, he, she, they, i, my, his, her, their, who, that, this, the, a, an,
    to, of, in, on, at, by, for, from, with, within, without, during, while, when, after, before, over, under, above, below, than, or, and, up, out, off, per, as, so, any, all, each, every,
    level, levels, score, scores, scale, vas, nrs, nprs, rating, rated, rate, intensity, percent, points, point, max, maximum, current, currently, worst, average, target, goal, short, long, term,
    day, days, daily, week, weeks, weekly, month, months, hour, hours, hr, hrs, minute, minutes, min, mins, time, times, night, nightly, morning, overnight, today, year, years,
    mile, miles, block, blocks, yards, yard, meters, metres, km, steps, step, stairs, stair, distance, distances, lbs, lb, pounds, kg, weights,
    independent, independently, assistance, device, tolerate, tolerated, tolerance, activity, activities, active, life, quality, living, daily living, work, working, job, sport, sports, play, playing, exercise, exercises,
    exercising, run, running, gym, golf, tennis, hike, hiking, dance, dancing, garden, gardening, cook, cooking, clean, cleaning, housework, household, chores, shopping, shop, drive,
    driving, car, travel, hobbies, hobby, school, sit, sits, stand, stands, bend, bends, lift, lifts, carry, carrying, reach, squat, squatting, kneel, climb, climbing, transfer, transfers, bed, chair, dress, dressing, self, care, home,
    program, therapy, pt, physical, treatment, medication, medications, medicine, medicines, analgesic, analgesics, opioid, opioids, use, using, need, needs, needed, dose, taper,
    normal, usual, baseline, prior, previous, previously, full, partial, complete, completely, significant, significantly, mild, moderate, severe, tolerable, acceptable, manageable,
    chronic, acute, persistent, flare, flares, radiating, nerve, symptom, symptoms, related, due, comfort, comfortable, comfortably, safe, safely, gait, strengthen, flexibility, posture, stability, motion, endurance, muscle, muscles,
    report, reports, reported, state, states, verbalize, verbalizes, demonstrate, demonstrates, perform, performing,
    right, left, both, side, sided, met, one, two, three, four, five, six, seven, eight, nine, ten, half`,
  ),
);

/** Whether a goal's words name pain, function or a complaint of the spine, and nothing else of the body. */
export const isGoalOfPain = remembering((text: string): boolean => {
  const words = wordsOf(withoutOtherSenses(text));
  if (!hasAny(words, painOrFunction)) return false;
  if (hasAny(words, spine)) return true;
  if (hasAny(words, somethingElse)) return false;
  return words.every((word) => plain.has(word) || isNamed.has(word) || !/^\p{L}{2,}$/u.test(word));
});
