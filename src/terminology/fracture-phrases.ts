import type { Conclusion } from './types.ts';
import {
  hasAny,
  last,
  lastPlaceOf,
  type Mention,
  mentionsOf,
  phraseList,
  type Word,
} from './words.ts';

const fractures = phraseList('fracture, fractures, fractured, fx, fxs');

const negators = phraseList(
  'no, not, none of, without, negative for, absence of, free of, nor, neither, never',
);

/** After a negator these take the negation for themselves: "no change in the fracture". */
const negatedThemselves = phraseList(
  `change, changes, changed, healing, progression, worsening, retropulsion, displacement, callus,
  union, bridging, comparison, comparisons, study, studies, films, there, shows, demonstrates,
  reveals`,
);

/** The sentence asks; it doesn't tell. */
const questions = phraseList(
  `rule out, r o, evaluate, evaluation for, assess, assessment for, indication,
  clinical information, to exclude`,
);

const doubtsBefore = phraseList(
  `possible, possibly, probable, probably, questionable, suspicious, suspicion, suspected, suspect,
  concern, concerning, likely, may represent, could represent, may reflect, could reflect, versus,
  vs`,
);
const doubtsAfter = phraseList('suspected, possible, questioned, likely, probable, suggested');

const notExcluded = phraseList(
  `cannot exclude, cant exclude, can not exclude, not exclude, not excluded, difficult to exclude,
  cannot rule out, cant rule out, not rule out, cannot be excluded, cant be excluded,
  not be excluded, cannot be ruled out, cant be ruled out, not be ruled out, not ruled out,
  not entirely excluded, not completely excluded`,
);

const absentAfter = phraseList(
  `not identified, not seen, not present, not visible, not visualized, not visualised, not evident,
  not demonstrated, not detected, not appreciated, not noted, not found, not suspected,
  is absent, are absent, ruled out, excluded`,
);

/** The fracture is there, and only its age is doubted. */
const doubtedAge = phraseList(
  'possibly acute, perhaps acute, may be acute, might be acute, could be acute, questionably acute, possibly subacute, acuity questionable',
);

const unknownAge = phraseList(
  `age indeterminate, indeterminate age, indeterminate acuity, acuity indeterminate,
  indeterminate in age, indeterminate in acuity, uncertain age, uncertain acuity, unknown age,
  unknown acuity, undetermined age, age undetermined, unclear age, unclear acuity,
  acuity is indeterminate, age is indeterminate, acuity is uncertain,
  acuity cannot be determined, age cannot be determined, acuity uncertain, age uncertain, age unknown, acuity unknown, acuity unclear, age unclear,
  acute versus chronic, acute vs chronic, chronic versus acute, chronic vs acute, acute or chronic, chronic or acute, acute vs subacute,
  acute versus subacute, indeterminate in acuity or age, indeterminate chronicity, chronicity indeterminate, chronicity is indeterminate, uncertain chronicity,
  chronicity uncertain, unknown chronicity, chronicity unknown, unclear chronicity, chronicity unclear, undetermined chronicity, chronicity undetermined, chronicity cannot be determined`,
);

const notSo = phraseList('not, no, without');

/** The age is called open, and not denied to be: "not age-indeterminate". */
function isOfUnknownAge(words: readonly Word[]): boolean {
  return mentionsOf(words, unknownAge).some(({ before }) => !hasAny(last(before, 1), notSo));
}

/** Of the age alone: the words that doubt stand between two ages. */
const openAge = phraseList(
  'acute versus chronic, acute vs chronic, chronic versus acute, chronic vs acute, acute or chronic, chronic or acute',
);

/** What a collapsed vertebra is called where nobody says "fracture". */
const deformities = phraseList(
  `compression deformity, compression deformities, wedge deformity, wedge deformities, wedging deformity, vertebral deformity,
  endplate deformity, height loss, loss of height, vertebral compression, l1 compression, l2 compression, l3 compression, l4 compression, l5 compression, t6 compression, t7 compression,
  t8 compression, t9 compression, t10 compression, t11 compression, t12 compression, vertebral collapse, anterior wedging, vertebral wedging, wedging of,
  endplate compression, end plate compression, endplate depression, end plate depression`,
);

/** Bones that are no spine: what is said of their fractures is not said of it. */
const otherBones = phraseList(
  `hip, hips, femur, femoral, femurs, rib, ribs, wrist, ankle, foot, toe, hand, finger, humerus, humeral, radius, radial, ulna, clavicle, shoulder, scapula, sternum, knee, tibia, tibial, fibula, fibular,
  patella, pubic, pubis, ramus, rami, ischium, ischial, acetabulum, acetabular, skull, nose, jaw, elbow, forearm, trochanter, intertrochanteric, subcapital`,
);
const bonesOfSpine = phraseList(
  `spine, spinal, vertebra, vertebrae, vertebral, sacrum, sacral, coccyx, coccygeal, sacrococcygeal, sacroiliac, pelvis, pelvic, lumbar, lumbosacral, thoracic, thoracolumbar, cervical, compression, endplate, endplates,
  pars, pedicle, process, odontoid, dens`,
);
const vertebra = /^(?:[ctls]\d{1,2}|co\d)$/;

/** Whether the bone that is named nearest is no part of the spine. */
function isOfAnotherBone(before: readonly Word[], after: readonly Word[]): boolean {
  for (const span of [last(before, 3), after.slice(0, 6)]) {
    if (span.some((word) => vertebra.test(word)) || hasAny(span, bonesOfSpine)) return false;
    if (hasAny(span, otherBones)) return true;
  }
  return false;
}

const old = phraseList('old, healed, chronic, remote, prior, previous, history of, known, treated');

/** Their absence leaves room for a fracture: "no displaced fracture", "no other fracture". */
const partial = phraseList('displaced, other, additional, further, new');
const nondisplaced = phraseList('nondisplaced, non displaced, undisplaced');

/** Whether a denial is of some fractures only: "no displaced fracture", and not "no displaced or nondisplaced fracture". */
function isPartial(denied: readonly Word[]): boolean {
  const all = hasAny(denied, nondisplaced) ? denied.filter((word) => word !== 'displaced') : denied;
  return hasAny(all, partial);
}

const excludable = phraseList('excluded, ruled out');

/**
 * What the text says of fractures, mention by mention; undefined for a mention that tells nothing (a
 * question, a risk, "no other fracture").
 */
export function fracturesIn(words: readonly Word[]): readonly (Conclusion | undefined)[] {
  return [
    ...mentionsOf(words, fractures).map(readMention),
    ...mentionsOf(words, deformities).map(readDeformity),
  ];
}

/** A deformity whose age is open is a fracture of open age; any other is left to the rest of the report. */
function readDeformity({ before, after }: Mention): Conclusion | undefined {
  if (negatedSpan(before) !== undefined) return undefined;
  return isOfUnknownAge([...before, 'deformity', ...after])
    ? 'fracture-acuity-indeterminate'
    : undefined;
}

function readMention({ before, after, questioned }: Mention): Conclusion | undefined {
  const [next = ''] = after;
  if (['risk', 'risks', 'fixation', 'prevention'].includes(next)) return undefined;
  if (isOfAnotherBone(before, after)) return undefined;
  if (hasAny([...before, 'fracture', ...after], notExcluded)) return 'equivocal';
  if (settlesNothing(before)) return 'equivocal';
  if (hasAny(after.slice(0, 5), overlooked)) return 'equivocal';
  if (hasAny(before, questions)) return undefined;
  const denied = negatedSpan(before);
  if (denied !== undefined && !isOfSomethingElse(denied, after)) {
    // What is not denied is left open: "no fracture line can be excluded".
    if (hasAny(after, excludable)) return 'equivocal';
    return questioned || isPartial(denied) ? undefined : 'no-fracture';
  }
  const isAnsweredNo = next === 'no' && after.length === 1;
  if (isAnsweredNo || ['none', 'absent', 'negative'].includes(next) || hasAny(after, absentAfter)) {
    return 'no-fracture';
  }
  if (hasAny(['fracture', ...after], openAge)) return 'fracture-acuity-indeterminate';
  if (hasAny(after, doubtedAge)) return 'fracture-acuity-indeterminate';
  if (
    questioned ||
    hasAny(last(before, 6), doubtsBefore) ||
    hasAny(after.slice(0, 4), doubtsAfter)
  ) {
    return 'equivocal';
  }
  if (isOfUnknownAge([...before, 'fracture', ...after])) return 'fracture-acuity-indeterminate';
  return hasAny(last(before, 5), old) ? 'other' : 'fracture';
}

/** "Non-diagnostic for acute fracture", "indeterminate for fracture": the film was looked at and does not tell. */
const undecided = phraseList(
  `nondiagnostic for, non diagnostic for, not diagnostic for, not diagnostic of, equivocal for, indeterminate for, inconclusive for, limited for, inadequate for,
  insufficient for, suboptimal for, nondiagnostic regarding, cannot assess for, cannot evaluate for, unable to assess for, unable to evaluate for, limited evaluation for,
  limited assessment for, limited sensitivity for, insensitive for, insensitive to, sensitivity for, sensitivity to, not sensitive for, not sensitive to, limits detection of, limit detection of, limited detection of, reduces detection of,
  reduced detection of, hampers detection of, may miss, can miss, could miss, may obscure, could obscure, can obscure, may mask, could mask, can mask, difficult to exclude, difficult to detect`,
);

/** Behind a fracture of which nobody says that it is there: "nondisplaced fractures may be missed". */
const overlooked = [
  'may',
  'can',
  'could',
  'might',
  'would',
  'are often',
  'are frequently',
  'often',
  'is easily',
].flatMap((may) =>
  ['missed', 'occult', 'obscured', 'overlooked', 'masked', 'invisible', 'inapparent'].map((how) =>
    may.includes('are') || may.startsWith('is') ? `${may} ${how}` : `${may} be ${how}`,
  ),
);

/** What may stand between "for" and the fracture: its age, its kind and its place. */
const kindsOfFracture = new Set(
  phraseList(
    `a, an, any, acute, subacute, new, occult, compression, insufficiency, vertebral, displaced, nondisplaced, spinal, lumbar, thoracic, cervical, sacral, coccyx,
    coccygeal, osteoporotic, pathologic, pathological, fragility, stress, the, presence, of, or, body, evaluation, detection, excluding, exclusion`,
  ),
);

function settlesNothing(before: readonly Word[]): boolean {
  let from = before.length;
  while (from > 0 && kindsOfFracture.has(before[from - 1] ?? '')) from -= 1;
  return hasAny(last(before.slice(0, from), 4), undecided);
}

/** The words from the negation that governs a mention up to the mention; undefined where none does. */
function negatedSpan(before: readonly Word[]): readonly Word[] | undefined {
  const from = lastPlaceOf(before, negators);
  if (from === -1) return undefined;
  const span = before.slice(from);
  return hasAny(span, negatedThemselves) ? undefined : span;
}

const presentAfter = phraseList(
  'is present, are present, is seen, are seen, is noted, are noted, is identified',
);
const joined = new Set(['or', 'nor', 'and']);

/**
 * Whether the negation before a fracture that is said to be there denies something else: "no foreign body, fracture of
 * the coccyx is present". In a list ("no dislocation or fracture is seen") it denies the fracture too.
 * @param denied the words from the negation up to the fracture
 */
function isOfSomethingElse(denied: readonly Word[], after: readonly Word[]): boolean {
  const between = denied.slice(1);
  const [next = ''] = after;
  return (
    between.some((word) => !kindsOfFracture.has(word)) &&
    !between.some((word) => joined.has(word)) &&
    !joined.has(next) &&
    hasAny(after.slice(0, 6), presentAfter) &&
    !hasAny(after, absentAfter)
  );
}
