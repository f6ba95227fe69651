import { namesOtherPart } from './elsewhere.ts';
import { isSignal } from './signal-words.ts';
import type { BodyRegion, Concept } from './types.ts';
import { hasAny, last, type Mention, mentionsOf, pause, phraseList, type Word } from './words.ts';

/** A complaint that words tell without any phrase of the list: where it stands, and what it means. */
export interface ToldComplaint {
  readonly mention: Mention;
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
}

/** Words that put an illness into the spine. */
const ofSpine = phraseList(
  'spine, spinal, intraspinal, paraspinal, vertebra, vertebral, vertebrae, lumbar, lumbosacral, epidural, disc space, disk space',
);

const vertebra = /^(?:c[1-7]|th?(?:[1-9]|1[0-2])|l[1-5])$/;

/** Whether words put what they name into the spine, or at one of its vertebrae. */
export function isOfSpine(all: readonly Word[]): boolean {
  const words = withoutOtherSpines(all);
  return (
    hasAny(words, ofSpine) || words.some((word, at) => vertebra.test(word) && !isSignal(words, at))
  );
}

const otherSpines = phraseList('iliac, tibial, ischial, scapular, nasal, mental');
const bonesWithSpines = phraseList('scapula, tibia, ilium, ischium');

/** Words less the spines of other bones: "anterior superior iliac spine", "spine of scapula". */
function withoutOtherSpines(words: readonly Word[]): readonly Word[] {
  if (!words.includes('spine') && !words.includes('spines')) return words;
  return words.filter((word, at) => {
    if (word !== 'spine' && word !== 'spines') return true;
    if (otherSpines.includes(words[at - 1] ?? '')) return false;
    return !(words[at + 1] === 'of' && hasAny(words.slice(at + 2, at + 5), bonesWithSpines));
  });
}

const discs = phraseList('disc, discs, disk, disks, nucleus pulposus, annular, annulus');
const discComplaints = phraseList(
  `herniated, herniation, displaced, displacement, prolapse, prolapsed, protrusion, protruding, extrusion, extruded, bulge, bulging, degenerated, degeneration,
  degenerative, disease, disorder, rupture, ruptured, slipped, desiccation, tear`,
);
const stenoses = phraseList('stenosis, narrowing');
const pains = phraseList(
  `pain, ache, aching, discomfort, soreness, tenderness, spasm, spasms, sprain, strain, stiffness, arthritis, osteoarthritis, arthrosis, arthropathy,
  injury, contusion, bruise, bruising, instability, derangement, myalgia, muscle tear, pulled muscle, muscle pull, radiculalgia, syndrome, spondylosis, facet syndrome, facet joint syndrome, dysfunction, degenerative changes, degenerative joint disease, myofascial, whiplash injury`,
);

/** A root that is pressed or irritated, by the level that words name: "pinched nerve in neck". */
const roots = [
  ...['pinched', 'trapped', 'compressed', 'irritated', 'entrapped', 'impinged'].flatMap((how) => [
    `${how} nerve`,
    `${how} nerves`,
    `${how} nerve root`,
    `${how} root`,
  ]),
  ...phraseList(
    'nerve root impingement, nerve root compression, nerve root irritation, nerve impingement, nerve compression, nerve root pain, root pain, root irritation, neuritis, radiculitis',
  ),
];
const rootAt: Partial<Readonly<Record<BodyRegion, Concept>>> = {
  cervical: 'cervical-radicular-pain',
  thoracic: 'thoracic-radicular-pain',
  lumbar: 'lumbar-radiculopathy',
};

/** What lies in the canal of the spine alone. */
const ofCanal = phraseList(
  'lateral recess, lateral recesses, foraminal, neuroforaminal, central canal, spinal canal, subarticular',
);

/** Operations of the spine whose name alone says so: "lumbar post-laminectomy". */
const afterOperation = phraseList(
  'post laminectomy, postlaminectomy, post discectomy, postdiscectomy, post fusion, post decompression',
);

/** They name a pain of the neck or the chest by themselves. */
const ownPains: readonly (readonly [readonly string[], BodyRegion])[] = [
  [phraseList('torticollis, wry neck, wryneck'), 'cervical'],
  [phraseList('interscapular pain, pain between shoulder blades'), 'thoracic'],
];

/** What "cervical" and "thoracic" are said of beside the spine. */
const otherOrgans = phraseList(
  `cervix, os, uterine, uterus, uteri, lymph, node, nodes, gland, pregnancy, aortic, aorta, outlet, esophageal, tracheal, duct, puncture, dysplasia, screening, artery, arterial, arteries, vein, venous, vascular, vessel, carotid, ectropion, polyp, femur, femoral, humerus,
  humeral, radial, radius, wall, rib, ribs, esophagus, trachea, valve, larynx, tonsil`,
);

const painOf: Readonly<Record<BodyRegion, Concept>> = {
  cervical: 'neck-pain',
  thoracic: 'thoracic-pain',
  lumbar: 'low-back-pain',
  'sacrum-coccyx': 'spine-disorder',
  sacroiliac: 'sacroiliac-joint',
};

/**
 * A level of the spine and a complaint in either order: "displacement of lumbar intervertebral disc", "stenosis of cervical
 * spine", "pain in the lumbar spine".
 * @param regions those that the words name
 */
export function complaintsOfLevel(
  words: readonly Word[],
  regions: readonly BodyRegion[],
): readonly ToldComplaint[] {
  const own = ownPains.find(([phrases]) => hasAny(words, phrases));
  if (own !== undefined)
    return mentionsOf(words, own[0]).map((mention) => ({ mention, ...painAt([own[1]]) }));
  const isPlaced =
    regions.length > 0 || hasAny(words, ofSpine) || hasAny(words, ofCanal) || isOfBack(words);
  if (!isPlaced || hasAny(words, otherOrgans) || namesOtherPart(words)) return [];
  if (hasAny(words, discs) && hasAny(words, discComplaints)) {
    return mentionsOf(words, discComplaints).map((mention) => ({
      mention,
      concepts: ['disc-disease'],
      regions,
    }));
  }
  const [region, ...others] = regions;
  const root = region === undefined || others.length > 0 ? undefined : rootAt[region];
  if (root !== undefined && hasAny(words, roots))
    return mentionsOf(words, roots).map((mention) => ({ mention, concepts: [root], regions }));
  if (hasAny(words, afterOperation))
    return mentionsOf(words, afterOperation).map((mention) => ({
      mention,
      concepts: ['post-operative-status'],
      regions,
    }));
  return [
    ...mentionsOf(words, stenoses).map((mention) => ({ mention, ...stenosisAt(regions) })),
    ...mentionsOf(words, pains).map((mention) => ({ mention, ...painAt(regions) })),
  ];
}

/** "Back sprain", "injury of the back"; not "back of the knee". */
function isOfBack(words: readonly Word[]): boolean {
  return words.some(
    (word, at) =>
      word === 'back' &&
      words[at + 1] !== 'of' &&
      (pains.includes(words[at + 1] ?? '') ||
        ['of', 'the', 'in', 'to'].includes(words[at - 1] ?? '') ||
        words[at + 1] === undefined),
  );
}

const painPlaces: ReadonlyMap<string, BodyRegion> = new Map([
  ['low back', 'lumbar'],
  ['lower back', 'lumbar'],
  ['back', 'lumbar'],
  ['lumbar', 'lumbar'],
  ['neck', 'cervical'],
  ['cervical', 'cervical'],
  ['mid back', 'thoracic'],
  ['upper back', 'thoracic'],
  ['thoracic', 'thoracic'],
]);
const places = [...painPlaces.keys()];

/** "Low back and neck pain": the first of two places that share their pain. */
export function pairedPains(words: readonly Word[]): readonly Mention[] {
  return mentionsOf(words, places).filter(({ after: [joint, ...others] }) => {
    if (joint !== 'and') return false;
    const second = places.find((place) => others.slice(0, 2).join(' ').startsWith(place));
    const length = second?.split(' ').length ?? 0;
    return length > 0 && (others[length] === 'pain' || others[length] === 'ache');
  });
}

/** The pain of a place that {@link pairedPains} found. */
export function painOfPlace(place: string): Omit<ToldComplaint, 'mention'> {
  const region = painPlaces.get(place);
  return painAt(region === undefined ? [] : [region]);
}

function stenosisAt(regions: readonly BodyRegion[]): Omit<ToldComplaint, 'mention'> {
  const isLumbar = regions.length === 0 || regions.includes('lumbar');
  return { concepts: [isLumbar ? 'lumbar-stenosis' : 'spine-disorder'], regions };
}

function painAt(regions: readonly BodyRegion[]): Omit<ToldComplaint, 'mention'> {
  const concepts: readonly Concept[] =
    regions.length === 0 ? ['spine-disorder'] : regions.map((region) => painOf[region]);
  return { concepts, regions };
}

const weakness = phraseList(
  'weakness, weak, weaker, paresis, weakened, flaccid, plegic, plegia, paretic, lame, floppy',
);
/** What a leg does whose muscles do not hold it. */
const giving = phraseList(
  'gives way, give way, giving way, gave way, gives out, giving out, gave out, buckles, buckling, buckled',
);
const legs = phraseList(
  'all limbs, all four limbs, four limbs, all extremities, all four extremities, leg, legs, lower extremity, lower extremities, lower limb, lower limbs, lower ext, lower exts, le, les, ble',
);
/** Parts of a leg and muscles that move it, whose weakness is the leg's. */
const partsOfLegs = phraseList(
  `foot, feet, toe, toes, hallux, ankle, ankles, thigh, thighs, calf, calves, quad, quads, quadriceps, hamstring, hamstrings, biceps femoris, triceps surae, psoas, vastus, rectus femoris, semitendinosus, semimembranosus, gluteus, gluteal, hip flexor, hip flexors, hip flexion, iliopsoas,
  knee extension, knee flexion, dorsiflexion, dorsiflexor, dorsiflexors, plantarflexion, plantar flexion, plantarflexors, tibialis, ehl, gastroc, peroneals, eversion, inversion`,
);
const both = phraseList(
  'bilateral, bilaterally, bilat, bil, both, ble, all limbs, all four limbs, four limbs, all extremities, all four extremities',
);

const eitherSide = phraseList('left, lt, right, rt');

const full: ReadonlySet<Word> = new Set(
  'full normal good intact preserved equal excellent'.split(' '),
);
const strengths: ReadonlySet<Word> = new Set('strength power'.split(' '));

/** "Previously weak, now full strength in both legs": the legs are those that are strong. */
function isOfStrength({ marked: { after } }: Mention): boolean {
  const at = after.indexOf(pause);
  if (at < 0 || hasAny(after.slice(0, at), legs)) return false;
  const strong = after.findIndex(
    (word, place) => full.has(word) && strengths.has(after[place + 1] ?? ''),
  );
  return strong > at && hasAny(after.slice(strong), legs);
}

/** "Bilateral leg edema, generalized weakness": the legs stand in another part of the sentence. */
function isOfWholeBody({ marked: { before, after } }: Mention): boolean {
  if (!hasAny(last(before, 1), ofWholeBody)) return false;
  const own = before.slice(before.lastIndexOf(pause) + 1);
  const end = after.indexOf(pause);
  const behind = (end < 0 ? after : after.slice(0, end)).slice(0, 6);
  return !hasAny(own, legs) && !hasAny(behind, legs);
}

const ofWholeBody = phraseList('generalized, generalised, general, diffuse, global, overall');

/** "Edema of both legs and weakness of the right hand": where the weakness is stands right behind it. */
function isOfArm({ after: [of, ...others] }: Mention): boolean {
  if (of !== 'of' && of !== 'in') return false;
  const place = others.find((word) => !besidePlace.has(word));
  return (
    place !== undefined &&
    partsOfArms.has(place) &&
    !hasAny(others, partsOfLegs) &&
    !hasAny(others.slice(0, 6), legs)
  );
}

const besidePlace: ReadonlySet<Word> = new Set(
  'the a her his right left rt lt both upper'.split(' '),
);
const partsOfArms: ReadonlySet<Word> = new Set(
  'arm arms hand hands grip wrist wrists finger fingers thumb shoulder shoulders elbow forearm biceps triceps deltoid face'.split(
    ' ',
  ),
);

/**
 * A weakness of the legs in whatever order: of both ("leg weakness, bilateral", "weakness of both lower limbs", "left and
 * right leg weak"), else of one.
 */
export function weaknessOfLegs(
  words: readonly Word[],
): readonly (Mention & { readonly isOfBoth: boolean })[] {
  return mentionsOf(words, [...weakness, ...giving]).flatMap((mention) => {
    if (isOfWholeBody(mention) || isOfArm(mention)) return [];
    const near = [...last(mention.before, 5), '.', ...mention.after.slice(0, 6)];
    const beside = [...last(mention.before, 3), '.', ...mention.after.slice(0, 4)];
    const isOfPart = weakness.includes(mention.phrase) && hasAny(beside, partsOfLegs);
    if (!hasAny(near, legs) && !isOfPart) return [];
    if (isOfStrength(mention)) return [];
    const sides = near.filter((word) => eitherSide.includes(word)).map((word) => word[0]);
    const isOfBoth = hasAny(near, both) || (sides.includes('l') && sides.includes('r'));
    return [{ ...mention, isOfBoth }];
  });
}
