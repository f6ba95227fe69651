import { isMark } from './between-words.ts';
import { hasAny, last, mentionsOf, phraseList, wordsOf } from './words.ts';

/** That an MRI was not made, or is not to be. */
const keptOut =
  /\b(?:refus\w+|declin\w+|cancel\w*|abort\w*|stopped|turned away|rejected|denied|never|not (?:done|performed|made|scan\w*|allowed|possible)|(?:would|could|did|can|was) ?(?:not|n['’]t)|cannot|can[’']t|no mri?)\b/i;

/** What a magnet may move, heat or switch off. */
const inBody = phraseList(
  `implant, implants, implanted, metal, metallic, device, devices, pump, stimulator, neurostimulator, pacemaker, pacer, defibrillator, icd, aicd, fragment, fragments, shrapnel, bullet, bullets, pellet, pellets,
  magnet, magnets, magnetic, foreign body, fb, aneurysm clip, clip, clips, coil, coils, stapes, cochlear, wire, wires, lead, leads, ppm, crt, dbs, vns, scs, lvad, generator, electrode, electrodes, expander, expanders, hardware, recorder, neuromodulator`,
);

/** That it is not there, or another person's. */
const notOwn = phraseList(
  'no, not, without, denies, denied, never, negative, father, mother, husband, wife, brother, sister, son, daughter, fathers, mothers, husbands, wifes, if, unless',
);

const cleared = phraseList('negative, cleared, clear, normal, excluded');

/**
 * Whether a sentence tells that somebody was kept out of MRI by what is in the body: "Radiology refused MRI in 2022 because of
 * retained orbital metal".
 */
export function isKeptFromMri(sentence: string): boolean {
  if (!keptOut.test(sentence)) return false;
  return mentionsOf(wordsOf(sentence), inBody).some(
    ({ marked: { before }, after, questioned }) =>
      !questioned &&
      !hasAny(after.slice(0, 3), cleared) &&
      !hasAny(last(before.slice(before.findLastIndex(isMark) + 1), 3), notOwn),
  );
}

const metal =
  '(?:metal\\w*|steel|iron|filings?|shavings?|splinters?|slivers?|bb|pellets?|foreign bod(?:y|ies)|fbs?)';
const eye = '(?:eyes?|orbits?|orbital|globe|ocular|intraocular)';
const metalInEye = new RegExp(
  `\\b${metal}\\b(?:\\W+\\w+){0,7}?\\W+${eye}\\b|\\b${eye}\\b(?:\\W+\\w+){0,2}?\\W+${metal}\\b`,
  'i',
);
const noMetal = /\b(?:no|not|denie[sd]|denying|without|negative|never (?:had|got)|if)\b/i;
const ofOther =
  /\b(?:detector|frames?|glass(?:es)?|lens|lenses|tattoo|makeup|protection|goggles)\b/i;
const isStill = /\b(?:retained|never removed|not removed|still|remains?)\b/i;
const isGone = /\b(?:removed|taken out|extracted)\b/i;

/** Whether a sentence tells of metal in an eye: "Metal shavings in eye as a kid, never had x-ray". */
export function tellsOfMetalInEye(sentence: string): boolean {
  const found = metalInEye.exec(sentence);
  if (found === null) return false;
  const end = found.index + found[0].length;
  const ahead = sentence.slice(Math.max(0, found.index - 30), end);
  if (noMetal.test(ahead) || ofOther.test(sentence.slice(found.index, end + 12))) return false;
  return isStill.test(sentence) || !isGone.test(sentence);
}
