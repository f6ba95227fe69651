import {
  cancerOfSacrum,
  paralysisOf,
  saddleNumbness,
  softSacrum,
  sphincterTone,
} from './made-phrases.ts';
import { otherCords } from './short-names.ts';
import type { BodyRegion, Concept } from './types.ts';
import { phraseList } from './words.ts';

/** What a phrase of the published list stands for. */
export interface ConditionPhrase {
  readonly phrases: readonly string[];
  /** What the phrases say, where there are too many to be listed. */
  readonly inShort?: string;
  readonly concepts: readonly Concept[];
  /** Where the phrase itself puts it; else the other words of the text say where. */
  readonly regions: readonly BodyRegion[];
  /** Words right before the phrase that make it the name of something else. */
  readonly notAfter?: readonly string[];
  /** Words right after the phrase that do. */
  readonly notBefore?: readonly string[];
  /** It may stand for something else: what it means is asked about. */
  readonly isUnclear?: true;
  /** What it is harmless of, where nothing before it says otherwise: "lesion of the L5 pars". */
  readonly notOf?: readonly string[];
}

export function phrases(
  text: string,
  concepts: readonly Concept[],
  regions: readonly BodyRegion[] = [],
): ConditionPhrase {
  return { phrases: phraseList(text), concepts, regions };
}

/** Fractures that follow sections of their own, or are over. */
export const otherFractures = phraseList(
  'compression, wedge, insufficiency, osteoporotic, fragility, pathologic, pathological, stress, pars, old, healed, chronic, remote, prior',
);

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
    tuberculosis of spine, tuberculosis of the spine, tuberculosis of vertebra, spinal tuberculosis, tuberculous spondylitis, spinal tb, tb spine, tb of spine, tb of the spine, spine infection, infection of spine, infection of the spine, infective spondylitis, infectious spondylitis, pyogenic spondylitis, infective spondylopathy, tuberculous spondylitis, pott disease, potts disease, pott s disease, septic spondylitis, brucella spondylitis, brucellar spondylitis, bacterial spondylitis, fungal spondylitis, tubercular spondylitis, candida spondylitis, staphylococcal spondylitis, iliopsoas abscess, paravertebral abscess, prevertebral abscess, infection of intervertebral disc, infection of the intervertebral disc, intervertebral disc infection, infected intervertebral disc, osteodiscitis, septic facet joint, septic facet arthritis, facet joint infection, infected disc, disc space infection, psoas abscess, paraspinal abscess,
    spinal epidural abscess, epidural abscess, spinal infection`,
    ['spinal-infection'],
  ),
  phrases(
    `spinal metastasis, spinal metastases, vertebral metastasis, vertebral metastases, metastasis to spine, metastases to spine,
    metastasis to the spine, metastatic disease of the spine, metastatic spine disease, metastasis to lumbar spine, metastasis to thoracic spine, metastasis to cervical spine,
    metastases to lumbar spine, metastases to thoracic spine, metastases to cervical spine, metastasis to vertebra, metastases to vertebrae, metastasis to lumbar vertebra, metastasis to thoracic vertebra, metastasis to cervical vertebra, metastasis to sacrum, sacral metastasis, spinal mets, spine mets, vertebral mets, mets to spine,
    mets to the spine, mets to lumbar spine, mets to thoracic spine, mets to cervical spine, lumbar metastasis, lumbar metastases, thoracic spine metastases, spinal cord tumor, spine tumor, spinal tumor, vertebral tumor, metastatic to spine, metastatic to the spine, metastatic to lumbar spine, metastatic to thoracic spine, metastatic to vertebrae, metastasized to spine, metastasized to the spine, spread to the spine, chordoma, leptomeningeal metastasis, leptomeningeal metastases, leptomeningeal disease, leptomeningeal carcinomatosis`,
    ['spinal-neoplasm'],
  ),
  {
    ...phrases(cancerOfSacrum(), ['spinal-neoplasm'], ['sacrum-coccyx']),
    inShort: 'a cancer of the sacrum',
  },
  phrases(
    `foot drop, footdrop, drop foot, dropfoot, dropped foot, dropped left foot, dropped right foot, dropped l foot, dropped r foot, steppage gait, unable to dorsiflex foot, unable to dorsiflex left foot, unable to dorsiflex right foot, unable to dorsiflex the foot,
    cannot dorsiflex foot, cannot dorsiflex left foot, cannot dorsiflex right foot, cannot dorsiflex the foot, inability to dorsiflex foot, inability to dorsiflex the foot`,
    ['foot-drop'],
    ['lumbar'],
  ),
  phrases(
    `bilateral leg weakness, bilateral lower extremity weakness, bilateral le weakness, bilateral weakness of legs, bilateral weakness of the legs, weakness of both legs, weakness in both legs,
    weakness of both lower extremities, weakness of bilateral lower extremities, bilateral lower limb weakness, both legs weak, both legs are weak, paraparesis, paraplegia`,
    ['bilateral-leg-weakness'],
  ),
  phrases(
    `numbness of perineum, numbness of the perineum, numbness in the perineum, numb perineum, perineum numb, genital numbness, saddle anesthesia, saddle anaesthesia, saddle numbness, saddle paresthesia, perineal numbness, perianal numbness, urinary retention, retention of urine, urinary incontinence, bladder incontinence,
    bowel incontinence, fecal incontinence, faecal incontinence, incontinence of feces, loss of bladder control, loss of bowel control, bowel and bladder dysfunction, bladder dysfunction,
    bowel dysfunction, neurogenic bladder, neurogenic bowel, sphincter dysfunction, unable to urinate, inability to urinate, inability to void,
    loss of bowel or bladder control, loss of bladder or bowel control, loss of bowel and bladder control, loss of bladder and bowel control, loss of control of bladder, loss of control of bowel,
    bowel or bladder dysfunction, bladder or bowel dysfunction, bladder and bowel dysfunction, bowel bladder dysfunction, bladder bowel dysfunction, bowel or bladder incontinence, bladder or bowel incontinence, bowel and bladder incontinence,
    bladder and bowel incontinence, bowel bladder incontinence, loss of bowel bladder control, loss of bladder bowel control, incontinence of bowel or bladder, incontinence of bladder or bowel, incontinence of bowel and bladder, incontinence of bladder and bowel, incontinence of bladder, incontinence of bowel, incontinence of urine,
    overflow incontinence, cannot void, cant void, cannot empty bladder, unable to empty bladder, cannot pass urine, unable to pass urine,
    difficulty urinating, difficulty voiding, trouble urinating, cannot urinate, cant urinate, unable to void, perianal anesthesia, perianal anaesthesia, perineal anesthesia, perineal anaesthesia`,
    ['sphincter-or-saddle-disturbance'],
  ),
  ...(['leg', 'arm'] as const).map((limb) => ({
    phrases: paralysisOf(limb),
    inShort: `a paralysis of one ${limb}, or that it cannot be moved`,
    concepts: ['limb-paralysis' as const],
    regions: [limb === 'leg' ? ('lumbar' as const) : ('cervical' as const)],
  })),
  {
    phrases: sphincterTone(),
    inShort: 'a lessened or lost tone, reflex or wink of the anus or its sphincter',
    concepts: ['sphincter-or-saddle-disturbance'],
    regions: [],
  },
  {
    phrases: saddleNumbness(),
    inShort:
      'numbness, anesthesia, paresthesia or a changed sensation of the saddle, the perineum, the perianal or the genital area',
    concepts: ['sphincter-or-saddle-disturbance'],
    regions: [],
  },
  {
    ...phrases(
      `hyperreflexia, positive babinski, babinski positive, babinski sign, babinski reflex, babinski, positive hoffmann, positive hoffmanns, hoffmann positive, hoffmann sign, hoffmanns sign, hoffman sign, hoffmans sign,
      clonus, long tract signs, long tract sign, upper motor neuron signs, upper motor neuron sign, umn signs, umn sign, inverted radial reflex, inverted supinator reflex, extensor plantar response, extensor plantar responses, extensor plantars, upgoing plantars, upgoing toe, upgoing toes`,
      ['abnormal-reflex'],
    ),
    notAfter: phraseList(
      'negative, neg, autonomic, detrusor, bladder, gag, sinus, airway, bronchial, vasovagal, emotional, opsoclonus, ocular',
    ),
    notOf: phraseList('bladder, detrusor, gag, airway, pharynx'),
    notBefore: phraseList(
      'tinel, nageotte, syndrome, bladder, detrusor, down, downgoing, down going, flexor, equivocal, mute, is down, are down, is downgoing, are downgoing, sign equivocal, sign flexor, sign down, sign downgoing',
    ),
  },
  {
    ...phrases(
      `cervical fracture, cervical spine fracture, fracture of cervical vertebra, fracture of the cervical spine, odontoid fracture, fracture of odontoid, fracture of the odontoid, dens fracture, cervical fractures, cervical dislocation, cervical cord injury, dens fx, odontoid fx, hangman fx, hangmans fx, jefferson fx, teardrop fracture, hangman fracture, hangmans fracture, fracture of atlas, fracture of the atlas, atlas fracture, fracture of axis, fracture of the axis, axis fracture, jefferson fracture`,
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
    // Reading A9: of insufficiency, of stress or of an illness of the bone it is no emergency, and a fracture of the sacrum.
    ...phrases(softSacrum(), ['sacral-fracture'], ['sacrum-coccyx', 'sacroiliac']),
    inShort:
      'an insufficiency, stress, fragility, osteoporotic or pathological fracture of the sacrum',
  },
  {
    ...phrases(
      `burst fracture, chance fracture, vertebral fracture, spinal fracture, spine fracture, fracture of vertebra, fracture of lumbar vertebra, fracture of thoracic vertebra, fracture of vertebral column,
      fracture of spine, fracture of lumbar spine, fracture of thoracic spine, lumbar fracture, lumbar spine fracture, lumbar vertebral fracture, thoracic vertebral fracture, thoracic spine fracture,
      vertebral fractures, spinal fractures, spine fractures, lumbar fractures, thoracic fractures, fractures of vertebrae, fracture of vertebrae, thoracic vertebrae fracture,
      lumbar dislocation, thoracic dislocation, thoracic cord injury, transverse process fracture, tp fracture, tp fractures, crush fracture, spinal cord injury, jumped facet, jumped facets, locked facet, locked facets, perched facet, perched facets, facet dislocation, flexion distraction injury, vertebral dislocation, dislocation of vertebra`,
      ['acute-spinal-fracture'],
    ),
    notAfter: [...otherFractures, 'iliac', 'tibial', 'ischial', 'scapular'],
    notBefore: phraseList(
      'risk, unit, ward, center, centre, program, programme, floor, service, team, nurse, foundation, association, research',
    ),
    notOf: ['scapula', 'tibia', 'ilium', 'ischium'],
  },
  {
    // Reading A48: germs in the blood may have settled in the spine.
    ...phrases(
      `sepsis, severe sepsis, septic shock, septicemia, septicaemia, bacteremia, bacteraemia, candidemia, candidaemia, fungemia, fungaemia, endocarditis, bloodstream infection, blood stream infection`,
      ['possible-spinal-infection'],
    ),
    notAfter: phraseList('neonatal, newborn, prosthetic, nonbacterial, marantic, libman sacks'),
    notBefore: phraseList(
      'prophylaxis, screen, screening, bundle, protocol, alert, risk, of newborn',
    ),
  },
  phrases(
    `infective spondylopathy, infective spondylopathies, infectious spondylopathy, infection of intervertebral disc, infection of the intervertebral disc, infection of disc, infection of the disc,
      staphylococcal arthritis vertebrae, pneumococcal arthritis vertebrae, streptococcal arthritis vertebrae`,
    ['spinal-infection'],
  ),
  phrases(
    `injury of spinal cord, injury of the spinal cord, injury to the spinal cord, injury of cervical spinal cord, injury of thoracic spinal cord, injury of lumbar spinal cord, injury to lumbar spinal cord, injury to sacral spinal cord, concussion of spinal cord, contusion of spinal cord, concussion and edema of cervical spinal cord, concussion and edema of thoracic spinal cord, concussion and edema of lumbar spinal cord, traumatic spondylolisthesis, traumatic displaced spondylolisthesis, traumatic nondisplaced spondylolisthesis`,
    ['acute-spinal-fracture'],
  ),
  phrases(
    `aortic aneurysm, aortic dissection, dissection of aorta, aneurysm of aorta, dissecting aneurysm of aorta, aneurysm of the aorta, aneurysm of ascending aorta, aneurysm of descending aorta, aneurysm of abdominal aorta, aneurysm of thoracic aorta, aneurysm of the abdominal aorta, aneurysm of the thoracic aorta, infrarenal aneurysm, suprarenal aneurysm, dissection of the aorta, dissecting aneurysm of the aorta, dissecting aortic aneurysm, aaa,
    aneurysmal aorta, aneurysmal abdominal aorta, aneurysmal thoracic aorta, aneurysmal calcified aorta, aneurysmal calcified abdominal aorta, aneurysmal dilatation of the aorta, aneurysmal dilation of the aorta,
    aneurysmal dilatation of the abdominal aorta, aneurysmal dilation of the abdominal aorta, aneurysmal aortic dilatation, aneurysmal aortic dilation, aorta is aneurysmal, abdominal aorta is aneurysmal`,
    ['aortic-emergency'],
  ),
  phrases(
    `vertebral compression fracture, compression fracture, compression fx, comp fx, wedge fracture, wedge fx, insufficiency fracture of vertebra, insufficiency fracture of lumbar vertebra,
    insufficiency fracture of thoracic vertebra, pathological fracture of lumbar vertebra, pathological fracture of thoracic vertebra, pathologic fracture of lumbar vertebra, pathologic fracture of thoracic vertebra,
    pathological fracture of vertebra, pathologic fracture of vertebra, pathological vertebral fracture, pathologic vertebral fracture, vertebral insufficiency fracture, collapsed vertebra, vertebral collapse, osteoporotic vertebral fracture, vertebral fragility fracture`,
    ['compression-fracture'],
  ),
  {
    ...phrases(
      `cervical myelopathy, thoracic myelopathy, cervical spondylotic myelopathy, spondylotic myelopathy, myelopathy, myelomalacia, cervical cord contusion, spinal cord contusion, cord contusion,
      spinal cord compression, cord compression, spinal epidural hematoma, spinal epidural haematoma`,
      ['myelopathy'],
    ),
    notAfter: otherCords,
  },
  phrases(
    `metastatic spinal cord compression, metastatic cord compression, metastatic epidural spinal cord compression, metastatic epidural cord compression, malignant spinal cord compression, malignant cord compression,
    malignant epidural cord compression, malignant epidural spinal cord compression, neoplastic cord compression, neoplastic spinal cord compression`,
    ['spinal-neoplasm', 'myelopathy'],
  ),
  {
    // Circulation, sensation and movement of a limb have the same short name.
    ...phrases('csm', ['myelopathy'], ['cervical']),
    notAfter: phraseList('good, normal, intact, distal, check, checked'),
    notBefore: phraseList(
      'intact, normal, ok, wnl, good, check, checks, checked, present, within, distal, distally, x, to, of, in, unchanged, assessed, less, q, every, before, after',
    ),
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
    lumbar spinal canal stenosis, lumbar central canal stenosis, lumbar foraminal stenosis, lss`,
    ['lumbar-stenosis'],
    ['lumbar'],
  ),
  phrases('neurogenic claudication', ['neurogenic-claudication', 'lumbar-stenosis'], ['lumbar']),
  phrases('spondylolisthesis, anterolisthesis, listhesis', ['spondylolisthesis']),
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
  {
    ...phrases(
      'ankylosing spondylitis, diffuse idiopathic skeletal hyperostosis, dish, axial spondyloarthritis, bechterew disease, bechterews disease, marie strumpell disease, forestier disease, forestiers disease',
      ['ankylosing-spondylitis-or-dish'],
    ),
    notAfter: phraseList('satellite, petri, side, main, serving'),
    notBefore: phraseList('pan, washing, washer, washers, detergent, soap, towel, culture'),
  },
  {
    ...phrases('spondyloarthropathy, spondyloarthropathies, spondyloarthritis', [
      'inflammatory-spondylopathy',
    ]),
    notAfter: phraseList('degenerative, facet'),
  },
  phrases(`spondyloarthropathy, spondyloarthropathies, spondyloarthritis`, ['spine-disorder']),
  phrases(
    ` inflammatory back pain, psoriatic spondylitis, psoriatic spondyloarthritis, enteropathic spondylitis, inflammatory spondylopathy,
    inflammatory spondylitis`,
    ['inflammatory-spondylopathy', 'spine-disorder'],
  ),
  phrases(
    `ossification of the posterior longitudinal ligament, ossification of posterior longitudinal ligament, posterior longitudinal ligament ossification, ossified posterior longitudinal ligament, opll,
    ossification of ligamentum flavum, ossification of the ligamentum flavum, vertebral osteophyte, vertebral osteophytes, spinal osteophyte, spinal osteophytes, cervical osteophyte, cervical osteophytes,
    thoracic osteophyte, thoracic osteophytes, lumbar osteophyte, lumbar osteophytes, osteophyte of vertebra, osteophyte of vertebrae, osteophyte vertebrae, osteophyte of the spine, osteophytes of the spine, osteophyte of spine,
    osteophyte of cervical spine, osteophyte of thoracic spine, osteophyte of lumbar spine, calcified disc, calcified disk, calcified disc herniation, calcified disk herniation`,
    ['calcified-lesion', 'spine-disorder'],
  ),
  phrases(
    'scoliosis, kyphosis, kyphoscoliosis, levoscoliosis, dextroscoliosis, flat back syndrome, flatback syndrome, flatback deformity, sagittal imbalance',
    ['spinal-deformity'],
  ),
  {
    ...phrases(
      `ruptured disc, ruptured disk, herniated disc, herniated disk, disc herniation, disk herniation, degenerative disc disease, degenerative disk disease, bulging disc,
    bulging disk, disc bulge, disk bulge, bulging lumbar disc, disc displacement, disk displacement, disc prolapse, disc rupture, slipped disc, disc degeneration, disc protrusion, disc extrusion, herniated nucleus pulposus, hnp, ddd`,
      ['disc-disease'],
    ),
    notAfter: phraseList(
      'tmj, temporomandibular, jaw, mandibular, optic, articular, articulating, temporomandibular joint',
    ),
  },
  phrases(
    `low back pain, lower back pain, lumbar pain, lumbago, lumbalgia, lbp, clbp, low bk pain, lower bk pain, ls strain, ls sprain, lumbar djd, chronic low back pain, acute low back pain, low backache, lumbar back pain,
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
    `spondylosis, back pain, backache, back ache, dorsalgia, spine pain, spinal pain, nerve root pain, facet arthropathy, facet arthritis, radiculopathy, radiculitis, radicular pain, radicular symptoms, back strain`,
    ['spine-disorder'],
  ),
  phrases(
    `ischialgia, lumboischialgia, lumbo ischialgia, radicular leg pain, leg radicular pain, sciatic pain, sciatic nerve pain, sciatic neuralgia, sciatic neuritis, sciatic radiculopathy, sciatic symptoms`,
    ['lumbar-radiculopathy'],
    ['lumbar'],
  ),
  phrases(
    'brachialgia, cervicobrachialgia, cervico brachialgia, cervicobrachial neuralgia, cervicobrachial pain, brachial neuralgia',
    ['cervical-radicular-pain'],
    ['cervical'],
  ),
  {
    ...phrases('vcf, vcfs', ['compression-fracture']),
    notAfter: phraseList('old, healed, chronic, remote, prior'),
    notBefore: ['syndrome'],
  },
  phrases(
    `peroneal neuropathy, peroneal nerve palsy, peroneal nerve entrapment, sciatic neuropathy, femoral neuropathy, meralgia paresthetica, meralgia paraesthetica,
    tarsal tunnel syndrome`,
    ['focal-neuropathy'],
  ),
  {
    ...phrases(
      `osteoporosis, senile osteoporosis, long term steroid use, chronic steroid use, chronic prednisone use, long term prednisone use, long term use of prednisone, long term use of steroids, chronic corticosteroid use, long term corticosteroid use`,
      ['insufficiency-fracture-predisposition'],
    ),
    notBefore: phraseList('screening, risk, prevention, education'),
  },
  {
    ...phrases(
      `fever, fevers, febrile, pyrexia, rigor, rigors, shaking chills, chills and sweats, sweats and chills, chills and rigors, chills and night sweats,
      lbp and chills, chills since`,
      ['fever'],
    ),
    notAfter: phraseList(
      'hay, scarlet, yellow, valley, rheumatic, dengue, q, glandular, mediterranean',
    ),
    notBefore: phraseList('blister, blisters, sore, sores'),
  },
  {
    ...phrases(
      `pregnant, pregnancy, pregnancies, gravid, intrauterine pregnancy, iup, weeks gestation, wks gestation, gestational age, antepartum, prenatal care, first trimester,
      second trimester, third trimester, gestation, antenatal, antenatal care, edd, estimated due date, estimated date of delivery, expected date of delivery, hcg positive, positive hcg, pregnancy test positive, positive pregnancy test`,
      ['pregnancy'],
    ),
    notAfter: phraseList(
      'last, planning, desires, desired, avoid, prevent, not, non, post, since, ectopic, before, after, became',
    ),
    notBefore: phraseList(
      'test, tests, testing, prevention, planning, counseling, loss, terminated, termination, negative',
    ),
  },
  {
    ...phrases(
      `twin pregnancy, twin gestation, triplet pregnancy, multiple pregnancy, high risk pregnancy, gestational diabetes, gestational diabetes mellitus, gestational hypertension, pre eclampsia, preeclampsia,
      hyperemesis gravidarum, placenta previa, threatened abortion, threatened miscarriage, prenatal visit, prenatal visits, prenatal initial visit, prenatal appointment, antenatal visit, antenatal appointment, ob visit, obstetric visit,
      ob follow up, ob followup, ob f u, ob check, ob checkup, ob appointment, return ob, routine ob, new ob, initial ob, obstetric follow up, obstetrical visit, prenatal follow up, prenatal check, antenatal check, prenatal checkup`,
      ['pregnancy'],
    ),
    notAfter: phraseList(
      'history of, hx of, h o, history, prior, previous, past, postpartum, no, not, last',
    ),
    notBefore: phraseList('screening, screen, in previous, in prior, in last, risk, resolved'),
  },
];

/** What names an illness and no place. */
export const placelessPhrases: readonly ConditionPhrase[] = [
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
    ...phrases('lesion, lesions', ['spinal-lesion', 'spine-disorder']),
    notAfter: phraseList(
      `pars, demyelinating, ms, modic, muscle, soft tissue, degenerative, facet, facets, annular, disc, disk, discal, discogenic, spondylolytic,
      arthritic, stress`,
    ),
    notOf: phraseList('pars, facet, facets, annulus, disc, disk, discs, disks'),
  },
  {
    ...phrases(
      'mass, masses, marrow replacement, marrow infiltration, bone destruction, osseous destruction, bony destruction, destructive process',
      ['spinal-lesion', 'spine-disorder'],
    ),
    notAfter: phraseList('muscle, bone, body, lean, soft tissue'),
    notBefore: phraseList('effect, index'),
  },
  phrases(
    `osteomyelitis, abscess, infection, infectious process, septic arthritis, staphylococcal arthritis, pneumococcal arthritis, streptococcal arthritis, pyogenic arthritis, bacterial arthritis`,
    ['spinal-infection'],
  ),
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
