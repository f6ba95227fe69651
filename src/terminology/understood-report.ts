import { sentencesOf } from './report-sentences.ts';
import { hasAny, last, type Mention, mentionAt, pause, type Word, wordsOf } from './words.ts';

/** What a film without a fracture tells of the spine, and the words between: none says that a bone is broken, or may be. */
const plain: ReadonlySet<Word> = new Set(
  `a an the this these of in on at to from for and or nor with within through both all any either each either its as by about around along between
  is are was were be been has have there appears appear appearing shows show showing showed demonstrates demonstrate demonstrated reveals reveal
  seen identified visible visualized visualised noted evident found detected appreciated demonstrated present evidence sign signs suggestion finding findings radiographic radiographically plain
  no not non none without nor neither negative never absence absent free
  impression findings conclusion conclusions interpretation result results opinion summary report final exam examination study views view film films radiograph radiographs radiography xray xrays x ray rays xr image images imaging ct mri
  ap pa lat lateral frontal oblique flexion extension standing supine upright weight bearing two three four five six single additional multiple
  spine spinal sacrum sacral coccyx coccygeal sacrococcygeal si sacroiliac sacro iliac joint joints pelvis pelvic lumbar lumbosacral thoracic thoracolumbar cervical vertebra vertebrae vertebral body bodies endplate endplates
  disc disk discs disks space spaces level levels facet facets pedicle pedicles pars process processes spinous transverse odontoid dens lamina posterior anterior element elements superior inferior upper lower mid middle left right bilateral bilaterally
  segment segments segmentation tip region area aspect bone bones bony osseous skeletal cortex cortices cortical margin margins arch arches foramen foramina foraminal canal height heights contour contours structure structures
  acute subacute recent new fresh occult nondisplaced displaced definite obvious compression insufficiency stress traumatic pathologic pathological wedge burst line lines fracture fractures fractured fx fxs
  alignment curvature lordosis kyphosis scoliosis straightening levoscoliosis dextroscoliosis cobb angle degree degrees angulated angulation anteriorly forward ventrally flexed variant transitional
  degenerative degeneration disease spondylosis spondylotic spondylolisthesis anterolisthesis retrolisthesis grade arthropathy arthrosis arthritis osteoarthritis osteophyte osteophytes osteophytosis spurring spurs spur sclerosis hypertrophy ddd djd
  narrowing narrowed ankylosis vacuum phenomenon schmorl schmorls node nodes change changes mild mildly minimal minimally moderate moderately severe severely slight slightly small large multilevel diffuse scattered advanced early chronic old healed remote prior previous previously
  osteopenia osteopenic osteoporosis mineralization demineralization density
  hardware fusion screws screw rods rod cage pedicle implant instrumentation place loosening laminectomy postoperative surgical
  soft tissue tissues swelling prevertebral otherwise also
  mm cm i ii iii iv`.split(/\s+/),
);

/** That all is as it should be, where no denial stands before. */
const sound: ReadonlySet<Word> = new Set(
  `normal normally intact preserved maintained unremarkable anatomic anatomical aligned smooth continuous regular well satisfactory good adequate unchanged stable symmetric symmetrical
  negative clear uniform`.split(/\s+/),
);

/** What may be a broken bone, where it is not denied. */
const broken: ReadonlySet<Word> = new Set(
  `dislocation dislocations dislocated subluxation subluxed break breaks broken disruption disrupted discontinuity interruption interrupted step stepoff off lucency lucencies lucent lesion lesions abnormality abnormalities abnormal injury injuries
  deformity deformities destruction destructive erosion erosions malalignment misalignment collapse collapsed widening cleft callus offset displacement buckling buckle retropulsion irregularity irregular defect defects
  loss listhesis lytic blastic diastasis foreign pathology process effusion instability spondylolysis trauma compromise crack gap`.split(
    /\s+/,
  ),
);

/** Other things that a film shows: what is said of them says nothing of bones, where no bone stands beside. */
const elsewhere: ReadonlySet<Word> = new Set(
  `bowel gas stool fecal feces colon constipation vascular vessel vessels aorta aortic atherosclerotic atherosclerosis calcification calcifications phlebolith phleboliths clips clip iud catheter stent filter lung lungs chest heart bladder kidney kidneys renal nephrolithiasis
  gallstones abdomen abdominal hip hips femoral femur femoroacetabular pubic symphysis uterus uterine fibroid fibroids prostate signed dictated electronically radiologist transcribed technologist physician`.split(
    /\s+/,
  ),
);

/** Words of the spine's bones. */
const bones: ReadonlySet<Word> = new Set(
  `spine sacrum sacral coccyx coccygeal sacrococcygeal vertebra vertebrae vertebral lumbar lumbosacral thoracic cervical endplate bone bones bony osseous cortex cortical tailbone fracture fractures fractured fx it one`.split(
    /\s+/,
  ),
);

const negators: ReadonlySet<Word> = new Set(
  'no not without never nor neither none negative absence free'.split(' '),
);
/** What is told begins behind these, whatever was denied before. */
const stating: ReadonlySet<Word> = new Set(
  'is are was were there shows show showing showed demonstrates demonstrate reveals reveal has have with : except besides which'.split(
    ' ',
  ),
);
const alternatives: ReadonlySet<Word> = new Set(['or', 'nor']);
const absentAfter = [
  'no',
  'none',
  'absent',
  ...[
    'seen',
    'identified',
    'visible',
    'visualized',
    'noted',
    'evident',
    'found',
    'detected',
    'appreciated',
    'demonstrated',
    'present',
  ].flatMap((one) => [`not ${one}`, `is not ${one}`]),
];
const old = ['old', 'healed', 'chronic', 'remote', 'unchanged', 'stable', 'known', 'prior'];

/** Who wrote a report, up to the end of the line. */
const signature =
  /\b(?:electronically signed|e-?signed|signed by|dictated by|transcribed by|read by|interpreted by|reported by)\b[^\n]*/gi;

const figure = /^(?:[ctls]\d{1,2}|co\d|\d{1,4})$/;

/**
 * Whether a report that denies a fracture says nothing else of bones that is not understood. Each sentence has to tell of
 * what a film without a fracture shows, in words that are known, or of another organ: in words that are not, the bone may
 * be broken all the same, or the denial be of another day.
 * @param text a report, from its beginning
 */
export function isUnderstoodOfBones(text: string): boolean {
  return sentencesOf(text.replaceAll(signature, ''))
    .filter(({ isOfNow }) => isOfNow)
    .every((sentence) => isUnderstood(wordsOf(sentence.text)));
}

function isUnderstood(words: readonly Word[]): boolean {
  const tellsOfBones = words.some((word) => bones.has(word) || figure.test(word));
  if (!tellsOfBones && words.some((word) => elsewhere.has(word))) return true;
  return (
    !words.includes('?') &&
    words.every((word, at) => {
      if (broken.has(word)) return isDenied(mentionAt(words, at, [word]));
      if (sound.has(word)) return isUndenied(mentionAt(words, at, [word]));
      return word === '.' || plain.has(word) || elsewhere.has(word) || figure.test(word);
    })
  );
}

const hardware = [
  'screw',
  'screws',
  'rod',
  'rods',
  'cage',
  'hardware',
  'implant',
  'implants',
  'instrumentation',
];

/** Whether what may be a broken bone is denied, old, or about the metal that lies in it: "lucency about the L5 screws". */
function isDenied({ phrase, marked: { before, after } }: Mention): boolean {
  if (phrase.startsWith('lucen') && hasAny(after.slice(0, 6), hardware)) return true;
  const behind = after.slice(0, 6).filter((word) => word !== pause && word !== ':');
  if (
    hasAny(behind, absentAfter) ||
    hasAny(behind.slice(0, 3), old) ||
    hasAny(last(before, 4), old)
  )
    return true;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const word = before[at] ?? '';
    if (stating.has(word)) return false;
    if (!negators.has(word)) continue;
    // A list goes on over a comma where it ends with "or"; otherwise what follows may be told.
    const between = before.slice(at);
    return !between.includes(pause) || [...between, ...after].some((one) => alternatives.has(one));
  }
  return false;
}

function isUndenied({ marked: { before } }: Mention): boolean {
  const near = last(before.slice(before.lastIndexOf(pause) + 1), 2);
  return !near.some((word) => negators.has(word) || word === 'loss');
}
