import { regionsOfComplaint } from './body-sites.ts';
import {
  complaintsOfLevel,
  isOfSpine,
  painOfPlace,
  pairedPains,
  weaknessOfBothLegs,
} from './complaint-words.ts';
import {
  isAbsent,
  isDenied,
  isLeftOpen,
  mayDeny,
  vertebraWord,
  withAnswers,
  withoutPlaces,
} from './denial-words.ts';
import { namesOtherPart } from './elsewhere.ts';
import { cancersIn, isHistory, mechanismsOfNow } from './history-words.ts';
import { radicularPainIn } from './radicular-words.ts';
import { remembering } from './remember.ts';
import { malignancyFeatures } from './signs.ts';
import { isGeneral } from './specificity.ts';
import type { BodyRegion, Concept } from './types.ts';
import { hasAny, last, type Mention, mentionsOf, phraseList, wordsOf } from './words.ts';

/** What a phrase of the published list stands for. */
export interface ConditionPhrase {
  readonly phrases: readonly string[];
  readonly concepts: readonly Concept[];
  /** Where the phrase itself puts it; else the other words of the text say where. */
  readonly regions: readonly BodyRegion[];
  /** Words right before the phrase that make it the name of something else. */
  readonly notAfter?: readonly string[];
  /** Words right after the phrase that do. */
  readonly notBefore?: readonly string[];
}

function phrases(
  text: string,
  concepts: readonly Concept[],
  regions: readonly BodyRegion[] = [],
): ConditionPhrase {
  return { phrases: phraseList(text), concepts, regions };
}

/** Fractures that follow sections of their own, or are over. */
const otherFractures = phraseList(
  'compression, wedge, insufficiency, osteoporotic, fragility, pathologic, pathological, stress, pars, old, healed, chronic, remote, prior',
);

const otherCords = phraseList('umbilical, vocal, spermatic, nuchal');

/**
 * Conditions whose code is local, unknown or absent, by the words that name them. The list is whole: words
 * that stand in none of its lines are not guessed at. Where several lines apply the more specific wins.
 */
export const conditionPhrases: readonly ConditionPhrase[] = [
  phrases(
    `cauda equina syndrome, cauda equina compression, cauda equina`,
    ['cauda-equina-syndrome'],
    ['lumbar'],
  ),
  phrases(
    `discitis, diskitis, spondylodiscitis, vertebral osteomyelitis, spinal osteomyelitis, osteomyelitis of vertebra, osteomyelitis of spine, osteomyelitis of the spine,
    osteomyelitis of lumbar spine, osteomyelitis of thoracic spine, osteomyelitis of cervical spine, lumbar osteomyelitis, thoracic osteomyelitis, cervical osteomyelitis,
    tuberculosis of spine, tuberculosis of the spine, tuberculosis of vertebra, spinal tuberculosis, tuberculous spondylitis, spinal tb, tb spine, tb of spine, tb of the spine, spine infection, infection of spine, infection of the spine, infective spondylitis, infectious spondylitis, pyogenic spondylitis, infective spondylopathy, tuberculous spondylitis, pott disease, psoas abscess, paraspinal abscess,
    spinal epidural abscess, epidural abscess, spinal infection`,
    ['spinal-infection'],
  ),
  phrases(
    `spinal metastasis, spinal metastases, vertebral metastasis, vertebral metastases, metastasis to spine, metastases to spine,
    metastasis to the spine, metastatic disease of the spine, metastatic spine disease, metastasis to lumbar spine, metastasis to thoracic spine, metastasis to cervical spine,
    metastases to lumbar spine, metastases to thoracic spine, metastases to cervical spine, metastasis to vertebra, metastases to vertebrae, metastasis to lumbar vertebra, metastasis to thoracic vertebra, metastasis to cervical vertebra, metastasis to sacrum, sacral metastasis, spinal mets, spine mets, vertebral mets, mets to spine,
    mets to the spine, mets to lumbar spine, mets to thoracic spine, mets to cervical spine, lumbar metastasis, lumbar metastases, thoracic spine metastases, spinal cord tumor, spine tumor, spinal tumor, vertebral tumor`,
    ['spinal-neoplasm'],
  ),
  phrases('foot drop, footdrop, drop foot, dropfoot, dropped foot', ['foot-drop'], ['lumbar']),
  phrases(
    `bilateral leg weakness, bilateral lower extremity weakness, bilateral le weakness, bilateral weakness of legs, bilateral weakness of the legs, weakness of both legs, weakness in both legs,
    weakness of both lower extremities, weakness of bilateral lower extremities, bilateral lower limb weakness, both legs weak, both legs are weak, paraparesis, paraplegia`,
    ['bilateral-leg-weakness'],
  ),
  phrases(
    `saddle anesthesia, saddle anaesthesia, saddle numbness, saddle paresthesia, perineal numbness, perianal numbness, urinary retention, retention of urine, urinary incontinence, bladder incontinence,
    bowel incontinence, fecal incontinence, faecal incontinence, incontinence of feces, loss of bladder control, loss of bowel control, bowel and bladder dysfunction, bladder dysfunction,
    bowel dysfunction, neurogenic bladder, neurogenic bowel, sphincter dysfunction, unable to urinate, inability to urinate, inability to void,
    loss of bowel or bladder control, loss of bladder or bowel control, loss of bowel and bladder control, loss of bladder and bowel control, loss of control of bladder, loss of control of bowel,
    bowel or bladder dysfunction, bladder or bowel dysfunction, bladder and bowel dysfunction, bowel bladder dysfunction, bladder bowel dysfunction, bowel or bladder incontinence, bladder or bowel incontinence, bowel and bladder incontinence,
    bladder and bowel incontinence, bowel bladder incontinence, loss of bowel bladder control, loss of bladder bowel control, incontinence of bowel or bladder, incontinence of bladder or bowel, incontinence of bowel and bladder, incontinence of bladder and bowel, incontinence of bladder, incontinence of bowel, incontinence of urine,
    difficulty urinating, difficulty voiding, trouble urinating, cannot urinate, cant urinate, unable to void, perianal anesthesia, perianal anaesthesia, perineal anesthesia, perineal anaesthesia`,
    ['sphincter-or-saddle-disturbance'],
  ),
  {
    ...phrases(
      `hyperreflexia, positive babinski, babinski positive, babinski sign, babinski reflex, babinski, positive hoffmann, positive hoffmanns, hoffmann positive, hoffmann sign, hoffmanns sign, hoffman sign, hoffmans sign,
      clonus, long tract signs, long tract sign, upper motor neuron signs, extensor plantar response, extensor plantar responses, extensor plantars, upgoing plantars, upgoing toe, upgoing toes`,
      ['abnormal-reflex'],
    ),
    notAfter: phraseList('negative, neg, autonomic, detrusor, bladder, opsoclonus, ocular'),
  },
  {
    ...phrases(
      `cervical fracture, cervical spine fracture, fracture of cervical vertebra, fracture of the cervical spine, odontoid fracture, fracture of odontoid, fracture of the odontoid, dens fracture, cervical fractures, cervical dislocation, cervical cord injury, hangman fracture, hangmans fracture, fracture of atlas, fracture of the atlas, atlas fracture, fracture of axis, fracture of the axis, axis fracture, jefferson fracture`,
      ['acute-spinal-fracture'],
      ['cervical'],
    ),
    notAfter: otherFractures,
  },
  {
    ...phrases(
      'sacral fracture, sacral fractures, fracture of sacrum, fracture of the sacrum',
      ['acute-spinal-fracture', 'sacral-fracture'],
      ['sacrum-coccyx', 'sacroiliac'],
    ),
    notAfter: otherFractures,
  },
  {
    ...phrases(
      `burst fracture, chance fracture, vertebral fracture, spinal fracture, spine fracture, fracture of vertebra, fracture of lumbar vertebra, fracture of thoracic vertebra, fracture of vertebral column,
      fracture of spine, fracture of lumbar spine, fracture of thoracic spine, lumbar fracture, lumbar spine fracture, lumbar vertebral fracture, thoracic vertebral fracture, thoracic spine fracture,
      vertebral fractures, spinal fractures, spine fractures, lumbar fractures, thoracic fractures, fractures of vertebrae, fracture of vertebrae, thoracic vertebrae fracture,
      lumbar dislocation, thoracic dislocation, thoracic cord injury, transverse process fracture, spinal cord injury, vertebral dislocation, dislocation of vertebra`,
      ['acute-spinal-fracture'],
    ),
    notAfter: otherFractures,
  },
  phrases(
    `aortic aneurysm, aortic dissection, dissection of aorta, aneurysm of aorta, dissecting aneurysm of aorta, aaa`,
    ['aortic-emergency'],
  ),
  phrases(
    `vertebral compression fracture, compression fracture, wedge fracture, insufficiency fracture of vertebra, insufficiency fracture of lumbar vertebra,
    insufficiency fracture of thoracic vertebra, pathological fracture of lumbar vertebra, pathological fracture of thoracic vertebra, pathologic fracture of lumbar vertebra, pathologic fracture of thoracic vertebra,
    pathological fracture of vertebra, pathologic fracture of vertebra, pathological vertebral fracture, pathologic vertebral fracture, vertebral insufficiency fracture, collapsed vertebra, vertebral collapse, osteoporotic vertebral fracture, vertebral fragility fracture`,
    ['compression-fracture'],
  ),
  {
    ...phrases(
      `cervical myelopathy, thoracic myelopathy, cervical spondylotic myelopathy, spondylotic myelopathy, myelopathy,
      spinal cord compression, cord compression, spinal epidural hematoma, spinal epidural haematoma`,
      ['myelopathy'],
    ),
    notAfter: otherCords,
  },
  phrases('syringomyelia, syrinx, hydromyelia, syringohydromyelia', ['syringomyelia']),
  phrases('multiple sclerosis, transverse myelitis, neuromyelitis optica, myelitis', ['myelitis']),
  phrases(
    'tethered cord, tethered spinal cord, spina bifida occulta, spina bifida, spinal dysraphism, occult dysraphism, occult spinal dysraphism, myelomeningocele, meningomyelocele, lipomyelomeningocele, sacral dimple, sacral dimples, low lying conus, low conus medullaris',
    ['tethered-cord'],
  ),
  phrases(
    `failed back surgery syndrome, failed back syndrome, fbss, postlaminectomy syndrome, post laminectomy syndrome, post laminectomy pain, arthrodesis status, spinal fusion status`,
    ['post-operative-status'],
  ),
  phrases(
    `pseudoarthrosis after fusion, pseudarthrosis after fusion, pseudoarthrosis of spine, pseudarthrosis of spine, failed fusion, nonunion of fusion, nonunion after fusion`,
    ['pseudoarthrosis'],
  ),
  phrases('juvenile idiopathic arthritis, juvenile rheumatoid arthritis, juvenile arthritis, jia', [
    'juvenile-idiopathic-arthritis',
  ]),
  phrases(
    `lumbar radiculopathy, lumbosacral radiculopathy, lumbar radiculitis, lumbosacral radiculitis, lumbar radicular pain, sciatica,
    lumbago with sciatica, low back pain with sciatica, l4 radiculopathy, l5 radiculopathy, s1 radiculopathy, radiculopathy of lumbar region,
    radiculopathy lumbar region, radiculopathy lumbosacral region, lumbar radiculopathies, lumbar radic`,
    ['lumbar-radiculopathy'],
    ['lumbar'],
  ),
  phrases(
    `cervical radiculopathy, cervical radiculitis, cervical radicular pain, cervical radic, c5 radiculopathy, c6 radiculopathy, c7 radiculopathy,
    c8 radiculopathy, radiculopathy of cervical region, radiculopathy cervical region, brachial radiculitis, brachial neuritis`,
    ['cervical-radicular-pain'],
    ['cervical'],
  ),
  phrases(
    `thoracic radiculopathy, thoracic radiculitis, radiculopathy thoracic region`,
    ['thoracic-radicular-pain'],
    ['thoracic'],
  ),
  phrases(
    `lumbar spinal stenosis, lumbar stenosis, stenosis of lumbar spine, spinal stenosis of lumbar region, spinal stenosis lumbar region, lumbar canal stenosis,
    lumbar spinal canal stenosis, lumbar central canal stenosis, lumbar foraminal stenosis`,
    ['lumbar-stenosis'],
    ['lumbar'],
  ),
  phrases('neurogenic claudication', ['neurogenic-claudication', 'lumbar-stenosis'], ['lumbar']),
  phrases('spondylolisthesis, anterolisthesis', ['spondylolisthesis']),
  phrases(
    `spondylolysis, pars defect, pars defects, pars fracture, pars fractures, pars stress fracture, pars stress fractures, pars stress reaction, pars interarticularis defect, pars interarticularis defects,
    pars interarticularis fracture, pars interarticularis stress fracture, fracture of pars interarticularis`,
    ['spondylolysis'],
  ),
  phrases(
    'coccydynia, coccygodynia, tailbone pain, coccyx pain, pain in coccyx',
    ['coccydynia'],
    ['sacrum-coccyx'],
  ),
  phrases(
    `sacroiliitis, sacroiliac joint pain, sacroiliac pain, sacroiliac joint dysfunction, sacroiliac dysfunction, si joint pain, si joint dysfunction,
    pain in sacroiliac joint, sacroiliac joint`,
    ['sacroiliac-joint'],
    ['sacroiliac'],
  ),
  phrases(
    'ankylosing spondylitis, diffuse idiopathic skeletal hyperostosis, dish, axial spondyloarthritis',
    ['ankylosing-spondylitis-or-dish'],
  ),
  phrases('scoliosis, kyphosis, kyphoscoliosis', ['spinal-deformity']),
  {
    ...phrases(
      `herniated disc, herniated disk, disc herniation, disk herniation, degenerative disc disease, degenerative disk disease, bulging disc,
    bulging disk, disc bulge, disk bulge, bulging lumbar disc, disc displacement, disk displacement, disc prolapse, disc rupture, slipped disc, disc degeneration, disc protrusion, disc extrusion, herniated nucleus pulposus, hnp, ddd`,
      ['disc-disease'],
    ),
    notAfter: phraseList(
      'tmj, temporomandibular, jaw, mandibular, optic, articular, articulating, temporomandibular joint',
    ),
  },
  phrases(
    `low back pain, lower back pain, lumbar pain, lumbago, lumbalgia, lbp, chronic low back pain, acute low back pain, low backache, lumbar back pain,
    pain in lower back, pain in low back, pain of lumbar spine, pain in lumbar spine, pain in the lower back, lumbar strain, lumbar sprain, low back strain, lumbosacral strain`,
    ['low-back-pain'],
    ['lumbar'],
  ),
  phrases(
    `neck pain, cervicalgia, cervical pain, chronic neck pain, pain in neck, pain of cervical spine, neck strain, cervical strain, cervical sprain, whiplash, cervicobrachial syndrome`,
    ['neck-pain'],
    ['cervical'],
  ),
  phrases(
    `thoracic back pain, thoracic spine pain, mid back pain, midback pain, upper back pain, pain in thoracic spine, thoracic pain, thoracic strain`,
    ['thoracic-pain'],
    ['thoracic'],
  ),
  phrases(
    `spondylosis, back pain, backache, back ache, dorsalgia, spine pain, spinal pain, facet arthropathy, facet arthritis, radiculopathy, radiculitis, back strain,
    spondyloarthropathy`,
    ['spine-disorder'],
  ),
  phrases(
    `peroneal neuropathy, peroneal nerve palsy, peroneal nerve entrapment, sciatic neuropathy, femoral neuropathy, meralgia paresthetica, meralgia paraesthetica,
    tarsal tunnel syndrome`,
    ['focal-neuropathy'],
  ),
  {
    ...phrases(
      `osteoporosis, senile osteoporosis, long term steroid use, chronic steroid use, long term use of steroids, chronic corticosteroid use, long term corticosteroid use`,
      ['insufficiency-fracture-predisposition'],
    ),
    notBefore: phraseList('screening, risk, prevention, education'),
  },
  {
    ...phrases('fever, fevers, febrile, pyrexia', ['fever']),
    notAfter: phraseList(
      'hay, scarlet, yellow, valley, rheumatic, dengue, q, glandular, mediterranean',
    ),
  },
  {
    ...phrases(
      `pregnant, pregnancy, pregnancies, gravid, intrauterine pregnancy, iup, weeks gestation, wks gestation, gestational age, antepartum, prenatal care, first trimester,
      second trimester, third trimester`,
      ['pregnancy'],
    ),
    notAfter: phraseList(
      'last, planning, desires, desired, avoid, prevent, not, post, since, ectopic, before, after, became',
    ),
    notBefore: phraseList(
      'test, tests, testing, prevention, planning, counseling, loss, terminated, termination, negative',
    ),
  },
];

/** What names an illness and no place. */
const placelessPhrases: readonly ConditionPhrase[] = [
  {
    ...phrases('fracture, fractures, fractured, fx, broken bone, dislocation', [
      'acute-spinal-fracture',
    ]),
    notAfter: phraseList(
      `compression, wedge, insufficiency, osteoporotic, fragility, pathologic, pathological, stress, fatigue, pars, old, healed, healing, chronic,
      remote, prior`,
    ),
    notBefore: phraseList('risk, healed, healing, hardware, clinic, with, sequela'),
  },
  phrases(
    `compression fracture, wedge fracture, insufficiency fracture, osteoporotic fracture, fragility fracture, pathologic fracture,
    pathological fracture`,
    ['compression-fracture'],
  ),
  {
    ...phrases(
      'lesion, lesions, mass, masses, marrow replacement, marrow infiltration, bone destruction, osseous destruction, bony destruction, destructive process',
      ['spinal-lesion', 'spine-disorder'],
    ),
    notAfter: phraseList('pars, demyelinating, ms, modic, muscle, bone, body, lean, soft tissue'),
    notBefore: phraseList('effect, index'),
  },
  phrases(`osteomyelitis, abscess, infection, infectious process, septic arthritis`, [
    'spinal-infection',
  ]),
  phrases(
    `metastasis, metastases, metastatic disease, metastatic cancer, mets, bone mets, bony mets, bone metastases, bony metastases, secondary malignant neoplasm of bone, tumor, tumour,
    malignancy, malignant neoplasm, neoplasm, lytic lesion`,
    ['spinal-neoplasm'],
  ),
  {
    ...phrases('cord compression, myelopathy', ['myelopathy']),
    notAfter: otherCords,
  },
  phrases('pseudoarthrosis, pseudarthrosis', ['pseudoarthrosis']),
];

const doubts = phraseList(
  `possible, probable, suspected, suspect, suspicion of, suspicion for, suspicious for, concern for, concerning for, rule out, r o, evaluate for, eval for,
  assess for, exclude, query, versus, vs, likely, questionable`,
);

/** What words say of a condition, by the published list; undefined where none of its phrases stands there. */
export interface NamedCondition {
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
  /** The words doubt it. */
  readonly suspected: boolean;
}

type PhraseMeaning = Pick<ConditionPhrase, 'concepts' | 'regions'>;

/**
 * The condition that words name: by a phrase of the list; where they tell of nothing but pain, by an illness and the spine
 * in whatever order ("lumbar spine infection"); else by a level and a complaint ("herniated lumbar disc"). Reads the
 * first 4,000 characters.
 */
export const conditionInWords = remembering((given: string): NamedCondition | undefined => {
  const text = withAnswers(given);
  const words = wordsOf(text);
  const named = conditionByPhrase(words) ?? pastCancer(words);
  if (named?.concepts.every(leavesOpen) === false) return named;
  const illness = isOfSpine(words) ? conditionOfSpine(text) : undefined;
  if (illness !== undefined && named !== undefined)
    return { ...illness, concepts: [...illness.concepts, ...named.concepts] };
  return illness ?? named ?? conditionOfLevel(words, regionsOfComplaint(text));
});

/** What says so little that other words of the text may say more: where it hurts, or that a cancer is known. */
function leavesOpen(concept: Concept): boolean {
  return isGeneral(concept) || concept === 'malignancy' || concept === 'history-of-malignancy';
}

/** A denial of a cancer of now is a history of it. */
function pastCancer(words: readonly string[]): NamedCondition | undefined {
  return cancersIn(words).some(isHistory)
    ? { concepts: ['history-of-malignancy'], regions: [], suspected: false }
    : undefined;
}

function conditionByPhrase(words: readonly string[]): NamedCondition | undefined {
  return namedBy(mentionsIn(words));
}

/** What the phrases of the list mean wherever they stand, denied or not. */
function mentionsIn(words: readonly string[]): readonly Meant[] {
  return [
    ...mentionsOfEntries(words, conditionPhrases),
    ...withMeaning(mentionsOf(words, ['spinal stenosis']), () => stenosisAt(words)),
    ...withMeaning(rootsWithoutLimb(words), () => rootAt(words)),
    ...withMeaning(fracturesOfLevels(words), () => acuteFracture),
    ...withMeaning(weaknessOfBothLegs(words), () => ({
      concepts: ['bilateral-leg-weakness'],
      regions: [],
    })),
    ...withMeaning(pairedPains(words), ({ phrase }) => painOfPlace(phrase)),
    ...withMeaning(mechanismsOfNow(words), () => ({
      concepts: ['high-risk-mechanism'],
      regions: [],
    })),
    ...withMeaning(
      cancersIn(words).filter((mention) => !isHistory(mention)),
      () => ({ concepts: ['malignancy'], regions: [] }),
    ),
    ...malignancyFeatures.flatMap(([concept, names]) =>
      withMeaning(mentionsOf(words, names), () => ({ concepts: [concept], regions: [] })),
    ),
    ...withMeaning(gestationsIn(words), () => ({ concepts: ['pregnancy'], regions: [] })),
    ...radicularPainIn(words).map(
      ({ mention, concept, region }): Meant => [
        mention,
        { concepts: [concept], regions: [region] },
      ],
    ),
  ];
}

/**
 * The emergencies that words say are not there now ("Cauda equina syndrome ruled out"), and that they name nowhere else as
 * present; undefined where there is none.
 */
export const deniedInWords = remembering((given: string): NamedCondition | undefined => {
  const text = withAnswers(given);
  const words = wordsOf(text);
  if (!mayDeny(words)) return undefined;
  const placeless = isOfSpine(words) ? mentionsOfSpine(words) : [];
  const denied = [...mentionsIn(words), ...placeless].filter(
    ([mention, meaning]) =>
      meaning.concepts.some(isEmergency) && isDenied(mention) && !isOnlyNamed(mention),
  );
  if (denied.length === 0) return undefined;
  const present = conditionInWords(text)?.concepts ?? [];
  const concepts = denied
    .flatMap(([, meaning]) => meaning.concepts)
    .filter((concept) => isEmergency(concept) && !present.includes(concept));
  if (concepts.length === 0) return undefined;
  const named = denied.flatMap(([, { regions }]) => regions);
  const regions = named.length > 0 ? named : regionsOfComplaint(text);
  return { concepts: [...new Set(concepts)], regions: [...new Set(regions)], suspected: false };
});

function conditionOfLevel(
  words: readonly string[],
  regions: readonly BodyRegion[],
): NamedCondition | undefined {
  return namedBy(complaintsOfLevel(words, regions).map(({ mention, ...told }) => [mention, told]));
}

/**
 * What words that name no place mean where it is known that they are about the spine: "fracture" of the site
 * "L1 vertebra". Words that name another part of the body mean that part.
 */
export const conditionOfSpine = remembering((text: string): NamedCondition | undefined =>
  namedBy(mentionsOfSpine(wordsOf(text))),
);

function mentionsOfSpine(words: readonly string[]): readonly Meant[] {
  return mentionsOfEntries(words, placelessPhrases).filter(
    ([{ before, phrase, after }, { concepts }]) => {
      const near = [...last(before, 3), ...phrase.split(' '), ...after.slice(0, 4)];
      const isOfMetal = concepts.includes('acute-spinal-fracture') && hasAny(near, metal);
      return !namesOtherPart(near) && !hasAny(near, otherBones) && !isOfMetal;
    },
  );
}

/** What breaks in the spine and is no bone. */
const metal = phraseList(
  'screw, screws, rod, rods, hardware, plate, plates, cage, lead, leads, instrumentation',
);

/** Bones and places that the words for complaints elsewhere leave out. */
const otherBones = phraseList(
  `leg, legs, lower leg, arm, arms, tibial, fibular, femoral, humeral, radius, radial, ulna, ulnar, pelvis, pelvic, acetabular, pubic, nasal, facial,
  orbital, mandible, metatarsal, metacarpal, phalanx, scaphoid, calcaneus, patella, sternum, scapula, malleolus, sinus, urinary, bladder, lung, liver, brain, tooth, bone graft, drain, catheter, pump`,
);

/** Whether words name another bone, and nothing of the spine. */
export function namesOtherBone(text: string): boolean {
  const words = wordsOf(text);
  return hasAny(words, otherBones) && !isOfSpine(words);
}

/** A phrase where it stands, with what it means there. */
type Meant = readonly [Mention, PhraseMeaning];

const acuteFracture: PhraseMeaning = { concepts: ['acute-spinal-fracture'], regions: [] };

function withMeaning(
  mentions: readonly Mention[],
  meaning: (mention: Mention) => PhraseMeaning,
): readonly Meant[] {
  return mentions.map((mention) => [mention, meaning(mention)]);
}

/** The places of entries by the words that their phrases begin with, so that a text is gone through once for all. */
const beginnings = new WeakMap<
  readonly ConditionPhrase[],
  ReadonlyMap<string, readonly number[]>
>();

function beginningsOf(entries: readonly ConditionPhrase[]): ReadonlyMap<string, readonly number[]> {
  const known = beginnings.get(entries);
  if (known !== undefined) return known;
  const found = new Map<string, number[]>();
  for (const [place, { phrases }] of entries.entries()) {
    for (const first of new Set(phrases.map((phrase) => phrase.split(' ')[0] ?? ''))) {
      found.set(first, [...(found.get(first) ?? []), place]);
    }
  }
  beginnings.set(entries, found);
  return found;
}

function mentionsOfEntries(
  words: readonly string[],
  entries: readonly ConditionPhrase[],
): readonly Meant[] {
  const byBeginning = beginningsOf(entries);
  const places = new Set(words.flatMap((word) => byBeginning.get(word) ?? []));
  return [...places]
    .sort((one, other) => one - other)
    .flatMap((place): readonly Meant[] => {
      const entry = entries[place];
      if (entry === undefined) return [];
      return mentionsOf(words, entry.phrases)
        .filter(
          ({ before, after }) =>
            !hasAny(last(before, 1), entry.notAfter ?? none) &&
            !hasAny(after.slice(0, 1), entry.notBefore ?? none),
        )
        .map((mention) => [mention, entry]);
    });
}

/** What all mentions that are not denied name together. */
function namedBy(mentions: readonly Meant[]): NamedCondition | undefined {
  const concepts = new Set<Concept>();
  const regions = new Set<BodyRegion>();
  let doubted = 0;
  let told = 0;
  for (const [mention, meaning] of mentions) {
    const isOpen = isOneOfTwo(mention);
    if (meaning.concepts.some(isEmergency) && isOnlyNamed(mention)) continue;
    if (isAbsent(mention) || (isOpen && !meaning.concepts.some(isEmergency))) continue;
    told += 1;
    if (isOpen || isDoubted(mention)) doubted += 1;
    for (const concept of meaning.concepts) concepts.add(concept);
    for (const region of meaning.regions) regions.add(region);
  }
  if (told === 0) return undefined;
  return { concepts: [...concepts], regions: [...regions], suspected: doubted === told };
}

function isDoubted(mention: Mention): boolean {
  return mention.questioned || hasAny(last(mention.before, 5), doubts) || isLeftOpen(mention);
}

const none: readonly string[] = [];

const lumbarWords = phraseList(
  'lumbar, lumbosacral, low back, lower back, lumbago, l spine, ls spine, leg, legs, l1, l2, l3, l4, l5, s1',
);
const cervicalWords = phraseList('cervical, neck, arm, arms, c spine, c3, c4, c5, c6, c7, c8');
const thoracicWords = phraseList('thoracic, mid back, t spine');

/** A stenosis of the spine that names no other level is read as its code is: lumbar, or of the order's level. */
function stenosisAt(words: readonly string[]): Pick<ConditionPhrase, 'concepts' | 'regions'> {
  const isLumbar = hasAny(words, lumbarWords);
  if (isLumbar) return { concepts: ['lumbar-stenosis'], regions: ['lumbar'] };
  if (hasAny(words, cervicalWords)) return { concepts: ['spine-disorder'], regions: ['cervical'] };
  if (hasAny(words, thoracicWords)) return { concepts: ['spine-disorder'], regions: ['thoracic'] };
  return { concepts: ['lumbar-stenosis'], regions: [] };
}

/** "Lumbar disc herniation with radiculopathy": the pain of a root whose level other words of the text name. */
function rootsWithoutLimb(words: readonly string[]): readonly Mention[] {
  return mentionsOf(words, [
    'radiculopathy',
    'radiculitis',
    'radicular pain',
    'nerve root impingement',
    'nerve root compression',
  ]);
}

function rootAt(words: readonly string[]): Pick<ConditionPhrase, 'concepts' | 'regions'> {
  const isLumbar = hasAny(words, lumbarWords);
  const isCervical = hasAny(words, cervicalWords);
  if (isLumbar && !isCervical) return { concepts: ['lumbar-radiculopathy'], regions: ['lumbar'] };
  return isCervical && !isLumbar
    ? { concepts: ['cervical-radicular-pain'], regions: ['cervical'] }
    : { concepts: [], regions: [] };
}

/** "Acute L2 fracture", "closed fracture of L3", "L1 burst fx": a fracture that names its vertebra. */
function fracturesOfLevels(words: readonly string[]): readonly Mention[] {
  return mentionsOf(words, ['fracture', 'fractures', 'fx']).filter(({ before, after }) => {
    const near = [...last(before, 3), ...after.slice(0, 4)];
    return near.some((word) => vertebraWord.test(word)) && !hasAny(last(before, 4), otherFractures);
  });
}

/** "G2P1 at 20 weeks": so many pregnancies and births, with the age of this one behind them. */
function gestationsIn(words: readonly string[]): readonly Mention[] {
  return words.flatMap((word, at) => {
    const after = words.slice(at + 1, at + 5);
    const isDated = after.some(
      (one, next) =>
        /^\d{1,2}w(ks?|d)?\d?$/.test(one) ||
        (/^\d{1,2}$/.test(one) && /^(w|wks?|weeks?)$/.test(after[next + 1] ?? '')),
    );
    return /^g\d{1,2}(p\d{1,4})?$/.test(word) && isDated
      ? [{ phrase: word, before: words.slice(Math.max(0, at - 5), at), after, questioned: false }]
      : [];
  });
}

const alternatives = phraseList('versus, vs');

/** One of two that a text leaves open says neither; what must not wait is suspected all the same. */
function isOneOfTwo({ before, after }: Mention): boolean {
  return hasAny(last(before, 2), alternatives) || hasAny(after.slice(0, 2), alternatives);
}

const emergencies: ReadonlySet<Concept> = new Set<Concept>([
  'acute-spinal-fracture',
  'aortic-emergency',
  'bilateral-leg-weakness',
  'cauda-equina-syndrome',
  'foot-drop',
  'myelopathy',
  'spinal-infection',
  'spinal-neoplasm',
  'sphincter-or-saddle-disturbance',
]);

function isEmergency(concept: Concept): boolean {
  return emergencies.has(concept);
}

/** Of old, repaired, or named for another purpose: a warning, a precaution, a test, a brace. */
const oldBefore = phraseList(
  'old, chronic, congenital, longstanding, long standing, healed, remote, former, residual, postpolio, post polio, if, hardware, screen for, screening, repaired',
);
const otherPurposes = phraseList(
  `old, chronic, congenital, longstanding, healed, repaired, repair, sequela, sequelae, risk, risks, warning, warnings, precaution, precautions, discussed, reviewed, screening, screen, screened,
  childhood, child, polio, birth, clinic, brace, splint, orthosis, normal, education, prevention, counseling, protocol, handout`,
);

/** Words right beside an emergency that say that it is none of now, as far as no further complaint begins. */
function isOnlyNamed({ before, after }: Mention): boolean {
  const end = after.findIndex((word) => ['and', 'with', 'plus', 'on', 'due'].includes(word));
  const own = withoutPlaces(end === -1 ? after : after.slice(0, end)).slice(0, 3);
  return hasAny(last(withoutPlaces(before), 2), oldBefore) || hasAny(own, otherPurposes);
}

/** Whether words may name a deficit that cannot wait: asked of every Observation before they are read. */
export const namesDeficit = remembering((text: string): boolean => deficitNames.test(text));

const deficitNames =
  /drop|saddle|cauda|weakness|weak\b|incontinen|retention|parapar|parapleg|perine|perian|bowel|bladder|urinat|\bvoid/i;

/** Whether words may name any emergency. */
export function mayNameEmergency(text: string): boolean {
  return deficitNames.test(text) || illnessNames.test(text);
}

const illnessNames =
  /fractur|dislocat|disci?kitis|discitis|osteomyel|spondylitis|abscess|infection|metasta|tumou?r|malignan|neoplasm|aneurysm|dissect/i;
