import { withoutOtherSenses } from './other-senses.ts';
import { remembering } from './remember.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

const painOrFunction = phraseList(
  `pain, pains, painful, ache, aches, aching, sciatica, radicular, radiculopathy, numbness, weakness, strength,
  function, functional, functioning, mobility, walk, walks, walking, ambulate, ambulates, ambulation, disability,
  oswestry, odi, range of motion, rom, flexion, extension, activities of daily living, adl, adls, sitting, standing, bending, lifting,
  return to work, symptom, symptoms, stiffness, spasm, spasms, discomfort, pn, np, lbp, backache, backaches, neckache, lumbago, cervicalgia,
  sx, sxs, soreness, radic, radiculitis, amb, iadl, iadls, fxn, func, ndi, arom, prom, rtw, nprs, stand, lift, squat`,
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
  leg, legs, arm, arms, foot drop, buttock, coccyx, tailbone, sacral, lbp, backache, backaches, neckache, lumbago, cervicalgia, low back, c spine, t spine, l spine,
  le, les, lle, rle, ble, ue, ues, lue, rue, bue, si, sij, radic, radiculitis`,
);

/**
 * What a goal can say beside pain or function without naming whose: how much, how long, and what somebody wants to do
 * again. Any other word may name the part of the body, or the illness, that hurts: "pain-free breastfeeding".
 */
const plain: ReadonlySet<string> = new Set(
  phraseList(
    `decr, dec, decreasing, incr, inc, impr, improv, elim, min, max, mod, indep, w, wo, bk, tol, mi, ft, yds, blks, secs, wb, stg, ltg, nprs, rtw, duty, less, more, fewer, no, not, none, free, low, lower, lowered, least, most, reduce, reduced, reduces, reducing, reduction, decrease, decreased, decreases, diminish,
    diminished, minimize, centralize, centralise, eliminate, resolve, resolved, resolves, resolution, relief, relieve, relieved, improve, improved, improves, improving, improvement, increase, increased,
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

/** What somebody is to learn, to attend or to keep to, or a habit: the back is the occasion for it. */
const somethingToDo =
  /\b(?:understand(?:s|ing)?|know(?:s|ing|ledge)?|nam(?:e|es|ing)|list(?:s|ing)?|identif(?:y|ies|ying)|recogni[sz]e[sd]?|recall(?:s|ing)?|recit(?:e|es|ing)|explain(?:s|ing)?|describ(?:e|es|ing)|teach(?:es|ing)?|taught|learn(?:s|ing|ed)?|educat\w*|aware(?:ness)?|insight|class(?:es)?|course|handouts?|brochure|video|school|attend(?:s|ing|ance)?|complian(?:t|ce)|complet(?:e|es|ing)|adhere(?:s|nce|nt)?|appointments?|sessions?|visits?|referrals?|programs?|program(?:me)?s?|hep|body mechanics|technique|regimen|routine|lose|losing|weight|bmi|obesity|nutrition|diet|quit|smok(?:e|es|ing)|tobacco|nicotine|alcohol|mood|depression|anxiety|stress|sleep hygiene|goal setting|journal|diary|log|brace|bracing|orthosis|insurance|paperwork|forms?)\b/i;

/** What it is to serve stands behind the goal: "lose 10 lb to help back pain". */
const served =
  /(?<!\b(?:able|ability|unable|like|likes|want|wants|wish|wishes|hope|hopes|aim|aims|plan|is|going) )\b(?:in order to|so (?:that|as to|she|he|they|pt|patient)|to (?:help|assist|aid|support|protect|prevent|avoid|reduce|decrease|lessen|lower|improve|relieve|manage|control|ease|minimi[sz]e|alleviate|address|treat|promote|facilitate|allow|enable)|for (?:the |his |her )?(?:low(?:er)? |mid |upper )?(?:back|neck|spine|spinal|lumbar|cervical|thoracic|pain|sciatica|relief|management|prevention|treatment))\b/i;

/** Who is to reach it, and no more: "Patient to reduce back pain". */
const whoOnly =
  /^(?:\W|\b(?:the|a|patient|patients|pt|client|she|he|they|i|will|shall|goal|goals|short|long|term|stg|ltg|target|be|is)\b)*$/i;

/** What a goal is, without what it is to serve. */
function goalItself(text: string): string {
  const at = text.search(served);
  return at === -1 || whoOnly.test(text.slice(0, at)) ? text : text.slice(0, at);
}

/** Whether a goal's words name pain, function or a complaint of the spine, and no other part of the body or illness. */
export const isGoalOfPain = remembering((text: string): boolean => {
  const words = wordsOf(goalItself(withoutOtherSenses(text)));
  if (!hasAny(words, painOrFunction)) return false;
  if (hasAny(words, spine)) return true;
  if (hasAny(words, somethingElse)) return false;
  return words.every((word) => plain.has(word) || isNamed.has(word) || !/^\p{L}{2,}$/u.test(word));
});

/** What can be said first of pain or function; a verb that is not among them is something to do: "read back pain booklet". */
const canBegin: ReadonlySet<string> = new Set(
  [
    ...plain,
    ...isNamed,
    ...spine,
    ...somethingElse,
    'lower',
    'mid',
    'upper',
    'core',
    'trunk',
  ].filter(
    (word) =>
      !/^(?:us|exercis|perform|demonstrat|verbaliz|program|therapy|treatment|medic)/.test(word),
  ),
);

/** What is to be done is to hurt less: "vacuum the house without back pain". */
const painWhileDoing =
  /\b(?:without|with (?:less|no|minimal|reduced|decreased|only))\b|\bpain[- ]free\b/i;

/**
 * Whether a goal is something to learn, to attend or to do, whatever it is to serve: that it is missed says nothing of the pain.
 */
export const isGoalToDo = remembering((text: string): boolean => {
  const goal = goalItself(text);
  if (somethingToDo.test(goal)) return true;
  if (painWhileDoing.test(goal)) return false;
  const first = wordsOf(goal).find((word) => /^\p{L}{2,}$/u.test(word) && !whoOnly.test(word));
  return first !== undefined && !canBegin.has(first);
});
