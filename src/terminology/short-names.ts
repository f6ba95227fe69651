import type { BodyRegion, Concept } from './types.ts';
import { phraseList } from './words.ts';

/** What a short name or a turn of phrase may stand for; it is asked about, since it may stand for something else. */
interface ShortName {
  readonly phrases: readonly string[];
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
  readonly notAfter?: readonly string[];
  readonly notBefore?: readonly string[];
  readonly isUnclear: true;
}

function asked(
  text: string,
  concepts: readonly Concept[],
  regions: readonly BodyRegion[] = [],
): ShortName {
  return { phrases: phraseList(text), concepts, regions, isUnclear: true };
}

/** Cords that are none of the spine. */
export const otherCords = phraseList('umbilical, vocal, spermatic, nuchal');

const limbsOfLeg = phraseList(
  'leg, right leg, left leg, r leg, l leg, both legs, legs, foot, right foot, left foot, lower limb, lower extremity',
);
const limbsOfArm = phraseList(
  'arm, right arm, left arm, r arm, l arm, hand, right hand, left hand, upper limb',
);
const losses = phraseList(
  `lost power in, lost power of, lost the power in, loss of power in, loss of power of, loss of motor function, loss of motor function of, loss of motor function in, lost motor function in,
  lost strength in, loss of strength in, loss of strength of, declining strength in, losing strength in, losing power in, no power in`,
);

function lossesOf(limbs: readonly string[]): readonly string[] {
  return limbs.flatMap((limb) => [
    ...losses.flatMap((loss) => [`${loss} ${limb}`, `${loss} the ${limb}`]),
    `dead ${limb}`,
    `flaccid ${limb}`,
    `${limb} flaccid`,
    `${limb} is flaccid`,
    `${limb} went dead`,
    `${limb} has gone dead`,
    `${limb} gave out and`,
  ]);
}

/** Movements of the leg and the foot that an examiner asks for, and every way to say that there is none. */
function movementsFailed(): readonly string[] {
  const movements = phraseList(
    `heel walk, toe walk, heel walking, toe walking, tiptoe, ankle dorsiflexion, dorsiflexion, great toe extension, toe extension, ehl, plantarflexion, plantar flexion, leg raise,
    leg raise against gravity, straight leg raise against gravity, knee extension, hip flexion`,
  );
  const failures = phraseList(
    'unable, cannot, cant, unable to do, unable to perform, not able, not possible, impossible',
  );
  return movements.flatMap((movement) => failures.map((failure) => `${movement} ${failure}`));
}

const weakMovements = phraseList(
  'ehl weakness, ehl weak, great toe weakness, toe extension weakness, ankle weakness, ankle dorsiflexion weakness, dorsiflexion weakness, df weakness, foot weakness, no dorsiflexion, foot slap, toes wont lift',
);

/** By the root whose muscles are weak. */
function weakRoots(): readonly string[] {
  return ['l2', 'l3', 'l4', 'l5', 's1'].flatMap((root) => [
    ...['weakness', 'myotome weakness', 'myotomal weakness', 'motor weakness', 'motor deficit'].map(
      (weakness) => `${root} ${weakness}`,
    ),
    ...['in', 'of', 'in the', 'of the'].map((where) => `weakness ${where} ${root}`),
  ]);
}

const cannot = phraseList(
  'cannot, cant, can not, could not, couldnt, unable to, inability to, not able to, no longer able to',
);

/** Every way to say that the foot, or a part of it, cannot be moved. */
function cannotMoveFoot(): readonly string[] {
  const movements = [
    ...['wiggle', 'move', 'lift', 'raise', 'extend', 'bend'].flatMap((verb) =>
      phraseList(
        'toes, toe, big toe, great toe, ankle, foot, right toes, left toes, right ankle, left ankle',
      ).flatMap((part) => [
        `${verb} ${part}`,
        `${verb} the ${part}`,
        `${verb} his ${part}`,
        `${verb} her ${part}`,
      ]),
    ),
    ...phraseList(
      'heel walk, toe walk, heel raise, heel raises, do heel raises, perform heel raises, do a heel raise, perform a heel raise, walk on heels, walk on toes, walk on his heels, walk on her heels',
    ),
    ...phraseList(
      'stand on tiptoe, stand on tiptoes, stand on tip toe, stand on toes, walk on tiptoe, df foot, df the foot, df ankle, df, dorsiflex, dorsiflex ankle, dorsiflex the ankle',
    ),
  ];
  return cannot.flatMap((one) => movements.map((movement) => `${one} ${movement}`));
}

const suddenly = phraseList(
  'over hours, over a few hours, within hours, overnight, since yesterday, since last night, since this morning, since today, today',
);

/** Every way to say that a vertebra has lost its height lately. */
function freshDeformities(): readonly string[] {
  const fresh = phraseList('new, acute, subacute, recent');
  const names = phraseList(
    'compression deformity, compression deformities, wedge deformity, vertebral collapse, collapse',
  );
  const belowNeck = vertebrae().filter((one) => !one.startsWith('c'));
  return fresh.flatMap((one) => [
    ...names.flatMap((name) => (name === 'collapse' ? [] : [`${one} ${name}`])),
    ...belowNeck.flatMap((vertebra) => [
      ...names.map((name) => `${one} ${vertebra} ${name}`),
      ...['', ' vertebra', ' vertebral body'].flatMap((body) => [
        `${one} collapse of ${vertebra}${body}`,
        `collapse of ${vertebra}${body} ${one}`,
      ]),
    ]),
  ]);
}

const inabilities = phraseList(
  'unable to, cannot, cant, can no longer, no longer able to, not able to, inability to',
);

/** What a short name or a turn of phrase may stand for. */
export const shortNames: readonly ShortName[] = [
  // What a pain keeps a patient from, or from doing long, is of the pain.
  {
    ...asked('', ['bilateral-leg-weakness']),
    phrases: inabilities.flatMap((unable) =>
      ['walk', 'stand', 'ambulate'].map((verb) => `${unable} ${verb}`),
    ),
    notBefore: phraseList(
      'far, long, more, much, due, because, secondary, from, distance, distances, well, straight, over, up, upright, tandem, in, for, on, heel, toe, heels, toes, longer, comfortably, than',
    ),
  },
  {
    ...asked('nonambulatory, non ambulatory', ['bilateral-leg-weakness']),
    notBefore: phraseList('at, baseline, due, because, secondary, from'),
  },
  asked(
    `wheelchair bound since, lost all feeling in both legs, lost feeling in both legs, no feeling in both legs, no feeling in his legs, no feeling in her legs, numb below the umbilicus, numb below umbilicus, numb below the waist,
    numb below waist, numb from the chest down, numb from the umbilicus down`,
    ['bilateral-leg-weakness'],
  ),
  {
    ...asked('', ['bilateral-leg-weakness']),
    phrases: phraseList('numbness in both legs, numbness of both legs, both legs numb').flatMap(
      (numb) => suddenly.map((when) => `${numb} ${when}`),
    ),
  },
  asked(
    'cauda equine syndrome, cauda equine, cesi, ces i, cesr, ces r, ces s, ces, conus medullaris syndrome, conus syndrome',
    ['cauda-equina-syndrome'],
    ['lumbar'],
  ),
  asked(
    'vertebral om, spinal om, spine om, vertebral osteo, spinal osteo, spine osteo, osteo of spine, osteo of the spine, osteo of vertebra',
    ['spinal-infection'],
  ),
  {
    ...asked('', ['spinal-infection']),
    phrases: vertebrae().flatMap((one) => [`${one} osteo`, `osteo ${one}`, `osteo of ${one}`]),
  },
  {
    ...asked('', ['spinal-neoplasm']),
    phrases: [
      ...phraseList(
        'vertebral met, spine met, spinal met, bone met, bony met, epidural met, epidural mets, met to spine, met to the spine, met to bone',
      ),
      ...vertebrae().flatMap((one) => [
        `${one} met`,
        `${one} mets`,
        `met to ${one}`,
        `mets to ${one}`,
        `met at ${one}`,
        `mets at ${one}`,
      ]),
    ],
    notBefore: phraseList('criteria, goal, goals, with, her, his, by, at'),
  },
  asked(
    'scc from mets, scc from met, scc due to mets, scc from metastases, scc from metastatic disease, scc from tumor, scc from cancer, malignant scc, metastatic scc, mets with scc, mets w scc, mets causing scc, scc secondary to mets, scc 2 2 mets',
    ['spinal-neoplasm'],
  ),
  asked('mscc, mescc, impending cord compression, drop metastasis, drop metastases, drop mets', [
    'spinal-neoplasm',
  ]),
  asked(
    'compressing the cord, compressing the spinal cord, compressing cord, compression of the cord, compression of the spinal cord, compresses the cord, compresses the spinal cord, cord is compressed',
    ['myelopathy'],
  ),
  asked('monoparesis', ['limb-paralysis']),
  asked('triple a, type a dissection, type b dissection', ['aortic-emergency']),
  asked(
    'incontinent of urine, incontinent of stool, incontinent of bowel, incontinent of bladder, incontinent of feces, urine incontinence, leaking stool, leaks stool, leaking feces, leakage of stool, stool leakage',
    ['sphincter-or-saddle-disturbance'],
  ),
  asked(
    'tingling in both hands and both legs, tingling in hands and legs, tingling in both hands and feet, tingling in both hands and both feet, numbness in both hands and both legs, numbness in hands and legs, numbness in both hands and feet, numbness in both hands and both feet, tingling in all four limbs, numbness in all four limbs, tingling all four limbs, numbness all four limbs, tingling in all four extremities, numbness in all four extremities',
    ['bilateral-leg-weakness'],
  ),
  asked(
    `numb between legs, numb btwn legs, numb btw legs, numb between the legs, numb between his legs, numb between her legs, numb between my legs, numbness between legs, numbness btwn legs, numbness btw legs, numbness between the legs,
    numb in groin, numb groin, groin numb, groin numbness, numbness in groin, numbness in the groin, numbness of groin, numbness of the groin, numb in the groin, numb crotch, crotch numb, numbness in crotch, numb down there, numb when wiping, numbness when wiping,
    numbness with wiping, numb when i wipe, numb with wiping, cant feel when wiping, cannot feel when wiping, cant feel wiping, cant feel toilet paper, cannot feel toilet paper,
    cannot pee, cant pee, can not pee, unable to pee, not able to pee, couldnt pee, could not pee, hasnt peed, has not peed, not peeing, trouble peeing, difficulty peeing, hard to pee, no pee, cant start urinating, cant start urine, cant start stream, cannot start stream, unable to start stream,
    new retention, new onset retention, retention new, acute retention, foley for retention, new incontinence, new onset incontinence, lost bladder control, lost bowel control, lost control of bladder, lost control of bowel, lost control of bowels, lost control of urine, lost control of the bladder, lost control of the bowels, lost control of his bladder, lost control of her bladder, lost control of his bowels, lost control of her bowels`,
    ['sphincter-or-saddle-disturbance'],
  ),
  asked('absent df, df absent, no df', ['foot-drop'], ['lumbar']),
  asked(
    'foot catching, foot catches, foot dragging, foot drags, dragging foot, dragging right foot, dragging left foot, drags foot, drags right foot, drags left foot, drags his foot, drags her foot, foot slapping, foot slaps, toe catching, toes catch, catches his foot, catches her foot',
    ['foot-drop'],
    ['lumbar'],
  ),
  asked(
    'pulsatile abdominal mass, pulsatile mass, pulsating abdominal mass, pulsating mass, pulsatile mass in abdomen',
    ['aortic-emergency'],
  ),
  asked(
    'atonic bladder, hypotonic bladder, areflexic bladder, flaccid bladder, acontractile bladder, bladder atony, detrusor areflexia',
    ['sphincter-or-saddle-disturbance'],
  ),
  asked('frx, frxs', ['acute-spinal-fracture']),
  { ...asked('', ['acute-spinal-fracture']), phrases: burstVertebrae() },
  {
    ...asked('', ['acute-spinal-fracture']),
    phrases: freshDeformities(),
  },
  asked('broken back, broken neck, acute vcf, vcf after fall, vcf after mva, vcf after mvc', [
    'acute-spinal-fracture',
  ]),
  asked(
    'wrist drop, finger drop, hand drop, thumb drop, c5 palsy, c6 palsy, c7 palsy, c8 palsy',
    ['limb-paralysis'],
    ['cervical'],
  ),
  asked(
    'cant lift arm, cannot lift arm, unable to lift arm, cant raise arm, cannot raise arm',
    ['limb-paralysis'],
    ['cervical'],
  ),
  {
    ...asked('', ['limb-paralysis'], ['lumbar']),
    phrases: [
      ...lossesOf(limbsOfLeg),
      ...cannotMoveFoot(),
      ...movementsFailed(),
      ...weakMovements,
      ...weakRoots(),
    ],
  },
  { ...asked('', ['limb-paralysis'], ['cervical']), phrases: lossesOf(limbsOfArm) },
  asked(
    `bilateral lower ext weakness, gait unable to walk, gait cannot walk, gait unable to stand, gait cannot stand, off legs, off his legs, off her legs, off feet, quadriparesis, tetraparesis, quadriplegia, tetraplegia, paraperesis, all 4 ext weak, all four ext weak, all 4 extremities weak, all four extremities weak, all 4 limbs weak, all four limbs weak, 4 ext weakness, four ext weakness, weakness all 4 ext, weakness in all 4 ext, weakness of all 4 ext, weakness all 4 extremities,
    weakness in all 4 extremities, weakness in all four extremities, weak all 4 ext, weak in all 4 ext, weak in all four ext, declining strength in legs, losing strength in legs`,
    ['bilateral-leg-weakness'],
  ),
  asked(
    `progressive weakness, prog weakness, increasing weakness, progressive neurologic deficit, progressive neurological deficit, progressive deficit, new neurologic deficit, new neurological deficit,
    neurologic deterioration, neurological deterioration, neurologic decline, red flags present, red flag present`,
    ['limb-paralysis'],
  ),
  {
    ...asked(
      'central cord syndrome, anterior cord syndrome, brown sequard, cord injury, level of cervical spinal cord, level of thoracic spinal cord, level of lumbar spinal cord',
      ['acute-spinal-fracture'],
    ),
    notAfter: otherCords,
    notBefore: ['unit', 'ward', 'center', 'centre', 'program', 'floor', 'service', 'team', 'nurse'],
  },
  {
    ...asked(
      `sensory level, girdle sensation, band like numbness, bandlike numbness, epidural hematoma`,
      ['bilateral-leg-weakness'],
    ),
    notAfter: otherCords,
  },
];

/** Every vertebra of the neck, the chest and the loins by its short name. */
function vertebrae(): readonly string[] {
  return [
    ...Array.from({ length: 7 }, (_, at) => `c${at + 1}`),
    ...Array.from({ length: 12 }, (_, at) => `t${at + 1}`),
    ...Array.from({ length: 5 }, (_, at) => `l${at + 1}`),
  ];
}

/** A vertebra that burst, and no burst of a medicine or a stimulator. */
function burstVertebrae(): readonly string[] {
  return [
    ...phraseList(
      'acute burst, unstable burst, vertebral burst, burst type, burst component, burst injury',
    ),
    ...vertebrae().flatMap((one) => [`${one} burst`, `burst ${one}`, `burst of ${one}`]),
  ];
}
