import { regionsInText, regionsNamed } from './body-sites.ts';
import { isElsewhereInWords } from './elsewhere.ts';
import { remembering } from './remember.ts';
import { namesSpine, studiesNamed } from './study-words.ts';
import type { BodyRegion, Study } from './types.ts';
import { hasAny, phraseList, wordsBeside, wordsOf } from './words.ts';

/** Parts that a film is made of, and its short names, beside those that a complaint names. */
const otherFilms = phraseList(
  `chest, cxr, pcxr, kub, abdomen, abd, axr, hip, hips, pelvis, femur, femurs, tib fib, tibia, fibula, tibfib, knee, knees, patella, ankle, ankles, foot, feet, toe, toes, heel, calcaneus, os calcis, shoulder, shoulders, scapula, clavicle, ac joint, ac joints, sternum, humerus, elbow, elbows,
  forearm, wrist, wrists, hand, hands, finger, fingers, thumb, rib, ribs, skull, facial bones, face, nasal bones, orbits, orbit, sinuses, mandible, jaw, tmj, panorex, brain, head, soft tissue neck, neck soft tissue, neck soft tissues, upper extremity, lower extremity, leg length, long leg, bone age, babygram, mammogram`,
);
/** What lies beside the spine, and is told of in the report of a film of the spine. */
const besideSpine = phraseList(
  'pelvis, hip, hips, abdomen, abd, chest, rib, ribs, face, head, sacrum, coccyx, sacroiliac, si joint, si joints',
);

/** What a study is made of is named with its side, its views or its machine. */
const ofStudy =
  /\b(?:[rl]|rt|lt|left|right|bilat\w*|b\/l|xr|x-?rays?|cr|dx|radiographs?|films?|plain films?|ct|mri?|us|ultrasound|\d+ ?v(?:w|iews?)?s?|(?:\d+|one|two|three|four|single|multiple) views?|views?|ap|pa|lat|lateral|oblique|complete|limited|series|portable|cxr|pcxr|kub|axr)\b/i;

/** What a study is of that words name: levels of the spine, or another part. */
function namesOther(name: string, shows: readonly BodyRegion[]): boolean {
  const words = wordsOf(name);
  const named = studiesNamed(name).flatMap((study) => study.shows);
  const levels = [...new Set([...named, ...regionsInText(name), ...regionsNamed(name)])];
  if (levels.length > 0) return !levels.some((region) => shows.includes(region));
  if (namesSpine(name)) return false;
  return hasAny(words, otherFilms) || isElsewhereInWords(name);
}

/** Whether what a study is called names another part of the body than its code: "XR KNEE 2V" under the code of a lumbar film. */
export function isCalledOfOtherPart(name: string, { shows, region }: Study): boolean {
  return name !== '' && shows.length > 0 && region !== 'pelvis' && namesOther(name, shows);
}

/** What the name of a study says besides: levels, sides, views and machines. */
const inNames = [
  ...otherFilms,
  ...phraseList(
    `cervical, thoracic, dorsal, lumbar, lumbosacral, thoracolumbar, cervicothoracic, sacrum, sacral, coccyx, sacrococcygeal, sacroiliac, spine, c spine, t spine, l spine, ls spine, cspine, tspine, lspine, neck, si, joint, joints,
    r, l, rt, lt, left, right, bilateral, bilat, bilaterally, b, both, great, big, small, index, middle, ring, little, upper, lower, proximal, distal, base, of, the, and, a, an, standing, upright, weight, bearing, wb, nwb, supine, erect, portable, complete, limited, routine, series, min, minimum, two, three, four, one, single, multiple,
    x ray, x rays, xray, xrays, xr, cr, dx, dr, radiograph, radiographs, radiography, radiographic, film, films, plain, ct, mri, mr, us, ultrasound, scan, imaging, view, views, v, vw, vws, 1v, 2v, 3v, 4v, 5v, ap, pa, lat, lateral, laterals, oblique, obliques, flexion, extension, flex, ext, swimmers, odontoid, sunrise, axillary, mortise, frog, leg, frogleg, w, exam, examination, study, report`,
  ),
];

/** Headings before what a report begins with: "EXAM: XR knee". */
const label =
  /^\W*(?:this (?:is|was) (?:an? )?|(?:the )?(?:images?|films?|study|views?|exam|report|radiographs?) (?:(?:is|are|was|were) )?(?:of|for|from) (?:the |an? )?)|^\W*(?:addendum|impressions?|findings?|conclusions?|results?|report|final report|exam(?:ination)?|study|procedure|test|type of exam|technique|interpretation)\s*[:–-]\s*/i;
/** Where the name of a study ends and what was seen begins. */
const told =
  /[:;.,\n]|\s[-–—]+\s|\b(?:shows?|showed|demonstrates?|reveals?|is|are|was|were|with|without|no|not|neg\w*|normal|nl|unremarkable|wnl|obtained|performed|only)\b/i;
/** What a report begins with, where that may be what its study is called. */
const beginningOf = remembering((text: string): string | undefined => {
  const body = text.slice(0, 200).replace(label, '').replace(label, '');
  const end = body.search(told);
  const name = (end === -1 ? body : body.slice(0, end)).trim();
  const others = wordsBeside(wordsOf(name), inNames).filter((word) => !/^\d{1,2}$/.test(word));
  return name === '' || others.length > 0 ? undefined : name;
});

/**
 * Whether a report begins with the name of another part of the body than its study shows, and tells of none that it shows:
 * "L hip 2v: no fx.", "Cervical spine 3 views: no fracture." What lies beside the spine is told of in the report of its film too.
 * @param texts its conclusion, its results
 */
export function isWrittenOfOtherPart(texts: readonly string[], { shows, region }: Study): boolean {
  if (shows.length === 0 || region === 'pelvis') return false;
  const isBegun = texts.some((text) => {
    const name = beginningOf(text);
    if (name === undefined || !namesOther(name, shows)) return false;
    return ofStudy.test(name) || !hasAny(wordsOf(name), besideSpine);
  });
  return (
    isBegun &&
    !texts.some((text) =>
      [...regionsInText(text), ...regionsNamed(text)].some((one) => shows.includes(one)),
    )
  );
}
