import { vertebraWord } from './between-words.ts';
import { regionsNamed } from './body-sites.ts';
import { conditionPhrases, placelessPhrases } from './condition-phrases.ts';
import { remembering } from './remember.ts';
import { malignancyFeatures } from './signs.ts';
import { doubts, leftOpen } from './standing.ts';
import type { BodyRegion, Concept } from './types.ts';
import { areNumbersUnderstood } from './understood-numbers.ts';
import { areWordsPlaced, contradicts, isHead, namesLimbInjury } from './understood-order.ts';
import { hasAny, last, type Mention, pause, phraseList, type Word, wordsBeside } from './words.ts';

/** An earlier operation is no earlier emergency: "L4-5 discitis, previous lumbar surgery". */
function earlierOperations(): readonly string[] {
  const places = phraseList('lumbar, cervical, thoracic, neck, back, low back, spine, spinal');
  const operations = phraseList(
    'surgery, surgeries, operation, fusion, laminectomy, discectomy, microdiscectomy, decompression, laminoplasty',
  );
  const named = operations.flatMap((one) => [one, ...places.map((place) => `${place} ${one}`)]);
  return [
    'previous',
    'prior',
    'old',
    'remote',
    's p',
    'status post',
    'history of',
    'hx of',
  ].flatMap((when) => named.map((one) => `${when} ${one}`));
}

/** Illnesses that may be what made a limb weak, where they are said not to be there: "stroke ruled out, foot drop". */
function otherCausesDenied(): readonly string[] {
  const causes = phraseList('stroke, cva, tia, peroneal palsy, guillain barre');
  return causes.flatMap((one) => [
    `no ${one}`,
    `no evidence of ${one}`,
    `not a ${one}`,
    `${one} ruled out`,
    `${one} excluded`,
    `${one} unlikely`,
    `ruled out ${one}`,
    `ruled out for ${one}`,
    `negative for ${one}`,
  ]);
}

/** What is known wherever it stands, and says of nothing beside it that it is not there, not of now, or not the patient's. */
const known: readonly string[] = [
  ...[...conditionPhrases, ...placelessPhrases].flatMap(({ phrases }) => phrases),
  ...malignancyFeatures.flatMap(([, names]) => names),
  ...earlierOperations(),
  ...otherCausesDenied(),
  ...doubts,
  ...leftOpen,
  ...phraseList(
    'bladder symptoms, bowel symptoms, bowel or bladder symptoms, urinary symptoms, saddle symptoms, leg symptoms, other fracture, other specified, other site, other sites, x ray',
  ),
  ...phraseList(
    `cannot be ruled out, cant be ruled out, cannot be excluded, cant be excluded, spine cleared, neck cleared, after surgery, for surgery, urgent surgery, emergency surgery, surgery planned, planned surgery,
    year old, years old, from ladder, off ladder, from roof, off roof, from height, from a height, down stairs, off horse, from horse, from tree, not pregnant, no allergies, no known allergies, nkda, on warfarin, on anticoagulation, on blood thinners, on exam, on examination, history of diabetes, hx of diabetes, history of hypertension, yr old, y o, yo, c o, due to, because of, pedestrian vs car, pedestrian versus car, pedestrian vs auto, car vs pedestrian, auto vs pedestrian, motor vehicle accident, motor vehicle collision, motor vehicle crash, car accident, car crash, post fall, post mvc, post mva, post trauma,
    post traumatic, post injury, post op, per exam, ivdu, iv drug use, iv drug user, injection drug use, in the ed, in ed, in er, in clinic, in office, at triage, ruled out, excluded, not treated, never treated, untreated, no relief, without relief, not improving, not improved, intraspinal, disc space, disk space, can not, cannot lift, unable to lift, unable to walk, cannot walk, not able to`,
  ),
];

/** The words of a finding's name, place, side, time, degree, course and cause, and of who found it and what is to be done. */
const plain: ReadonlySet<Word> = new Set(
  `a an the and or nor with of in on at to by for from as is are has have be been being it its this that these which who where when then also plus both via into over per within around about
  walk walking stand standing
  he she they his her their him pt patient male female man woman gentleman lady m f yo
  now today yesterday tonight overnight morning afternoon evening night noon week weeks wk wks day days d hour hours hr hrs h minutes since ago last during while first early late recently recent
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  am pm onset began begun started starting start developed developing develops develop evolving evolved noticed noted noticing found seen documented confirmed diagnosed identified demonstrated shown showing shows present presents presented presenting presentation reports reported reporting states stated complains complaining complaint describes described admits endorses having positive evident obvious definite definitely clearly true
  new newly acute acutely sudden suddenly abrupt rapid rapidly progressive progressively progressing progression worse worsening worsened increasing increasingly increased severe severely marked markedly mild moderate moderately profound profoundly significant significantly complete completely incomplete partial partially dense persistent persisting persists persisted ongoing continuous continuing constant intermittent emergent emergency emergently urgent urgently aware informed stat asap immediate immediately critical serious high low grade stage type total
  left right l r lt rt bilateral bilaterally bilat sided side unilateral
  leg legs foot feet ankle ankles toe toes hallux heel heels knee knees hip hips thigh thighs calf calves groin buttock buttocks arm arms hand hands wrist wrists finger fingers elbow shoulder limb limbs extremity extremities le lle rle ble ue lue rue lower upper distal proximal
  lumbar lumbosacral thoracic thoracolumbar cervical cervicothoracic sacral sacrum coccyx back mid neck spine spinal vertebra vertebrae vertebral body bodies endplate column level levels disc discs disk disks space root roots nerve nerves cord conus canal foraminal paraspinal posterior anterior central epidural intradural extradural process pedicle lamina facet odontoid dens c2 s1 s2 s3 sacroiliac junction region area
  sore stiff stiffness tender tenderness collar
  pain painful pains ache radiating radicular radiculopathy sciatica numb numbness tingling paresthesia paresthesias weakness weak weaker paresis loss lost losing lose sensation sensory motor strength reflex reflexes gait stumbling tripping falls balance imbalance unsteady unsteadiness ataxia ataxic clumsy clumsiness dexterity spastic spasticity hyperreflexia problem problems coordination difficulty difficulties trouble unable inability instability control dysfunction deficit deficits neurologic neurological neuro function finding findings syndrome disease disorder lesion lesions mass collection abnormality
  dorsiflexion dorsiflexors plantarflexion ehl extension flexion tibialis mrc scale score tone reduced decreased diminished absent impaired
  bladder bowel urinary urine urination retention incontinence incontinent saddle perineal perianal anesthesia anaesthesia rectal anal sphincter
  pedestrian car truck horse ladder roof stairs downstairs bike bicycle motorcycle scooter ski skiing snowboarding sledding dive diving height heights assault crush fx
  fall fell falling fallen trauma traumatic injury injured accident mvc mva rta crash collision lifting lifted heavy compression compressed burst wedge chance fracture fractures fractured displaced unstable stable comminuted dislocation subluxation herniation herniated extrusion extruded protrusion sequestration stenosis hnp massive large small
  tumor tumour metastasis metastases metastatic malignancy malignant neoplasm cancer lytic infection infected bacterial bacteremia sepsis staph staphylococcus mssa mrsa tuberculosis tb fever febrile fevers chills hematoma haematoma aneurysm dissection dissecting aortic aorta thoracoabdominal abdominal ruptured leaking expanding
  causing caused cause secondary associated consistent compatible complicated complicating following after
  mri ct xray ray radiograph films imaging scan order ordering ordered requested requesting request needs need needed needing evaluation eval assessment workup surgical neurosurgery neurosurgical neurosurgeon ortho orthopedic orthopaedic surgeon er ed department hospital admitted admission transfer transferred referred referral consult consulted consultation planning plan please throughout
  hcc cms please do
  second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth spinous transverse articular arch lateral acquired dorsal intervertebral pyogenic clinical
  degenerative spondylotic osseous bony mets intraspinal nondisplaced multiple parts part suspicion neurogenic collapsed
  unspecified other site sites specified elsewhere classified closed open bone bones structure general generalized generalised initial encounter muscle muscles
  no denies denied without
  number
  i ii iii iv v one two three four five six seven eight nine ten
  woke waking painless fresh box blood culture cultures aureus crp esr rigors septic wound discharging injection active injected user intravenous febrile retropulsion signal change marrow edema oedema
  road wall jumped seat belt breast lung prostate renal kidney thyroid colon myeloma lymphoma primary growing catheter placed ml massive soft palsy failing soreness`.split(
    /\s+/,
  ),
);

/**
 * Numbers, grades, days and vertebrae; no years, in which something may have been. Where a number may stand:
 * `areNumbersUnderstood`.
 */
const figure =
  /^(?:\d{1,3}(?:st|nd|rd|th|yo|[mf])?|x\d{1,2}|\d{1,2}[dwmh]|[clts]\d{1,2}|th\d{1,2})$/;

const denials = ['no', 'denies', 'denied', 'without'];

/**
 * Whether every word of a text is known, and none may turn what another names into what is denied, doubted, over, feared,
 * taught or somebody else's. A denial may stand behind what is found ("foot drop, no bowel or bladder symptoms"), not
 * before it. Only such a text says by itself that an emergency is there; any other one is asked about.
 */
export function isWhollyUnderstood(
  words: readonly Word[],
  mention: Mention,
  concepts: readonly Concept[],
): boolean {
  const { before: ahead, after: behind } = mention.marked;
  if (contradicts([...ahead, '.', ...behind], concepts)) return false;
  const levels = levelsOf(mention);
  const [before, all] = [mention.before, words].map((one) =>
    withoutOtherPlaces(one.join(' '), levels),
  );
  return !hasAny((before ?? '').split(' '), denials) && isHead(mention) && isPlain(all ?? '');
}

/** The levels that stand right beside a finding. */
function levelsOf({ phrase, marked: { before, after } }: Mention): readonly BodyRegion[] {
  const end = after.indexOf(pause);
  const behind = end === -1 ? after : after.slice(0, end);
  const ahead = before.slice(before.lastIndexOf(pause) + 1);
  return regionsNamed([...last(ahead, 3), phrase, ...behind.slice(0, 4)].join(' '));
}

const place = '(neck|low back|lower back|back|(?:lumbar|thoracic|cervical)(?: spine)?|[clt] spine)';
const test = '(?:exam|examination|x ray|xray|films?|radiographs?|ct|mri|scan)';
/** That nothing is found at a place, or that it does not hurt there. */
const normalPlace = new RegExp(
  `(?<=^|\\s)(?:(?:${test} )?(?:of )?(?:the )?${place}(?: ${test})?(?: (?:is|was|are))? (?:normal|negative|neg|clear|unremarkable)(?= [^a-z]|$| \\.)|no ${place} (?:tenderness|injury)(?=\\s|$))`,
  'g',
);

/** Without what is said of other places than those of a finding: "L3 fracture, neck exam normal". */
function withoutOtherPlaces(text: string, levels: readonly BodyRegion[]): string {
  if (levels.length === 0) return text;
  return text.replaceAll(normalPlace, (said, one?: string, other?: string) => {
    const named = regionsNamed(one ?? other ?? '');
    return named.length > 0 && named.every((level) => !levels.includes(level)) ? '.' : said;
  });
}

const isPlain = remembering((text: string): boolean => arePlain(text.split(' '), nothingMore));

const nothingMore: ReadonlySet<Word> = new Set();

/**
 * Whether words are understood one by one, beside a finding that they are said of.
 * @param more words that are known in such a place
 */
export function arePlain(words: readonly Word[], more: ReadonlySet<Word>): boolean {
  // A denial with nothing behind it is of what comes before it.
  const isEnded = words.some(
    (word, at) => denials.includes(word) && (words[at + 1] ?? '.') === '.',
  );
  return (
    !isEnded &&
    areNumbersUnderstood(words) &&
    areWordsPlaced(words) &&
    !namesLimbInjury(words.join(' ')) &&
    wordsBeside(words, known).every(
      (word, at, all) =>
        word === '.' ||
        plain.has(word) ||
        more.has(word) ||
        vertebraWord.test(word) ||
        (word === 'x' && figure.test(all[at + 1] ?? '')) ||
        figure.test(word),
    )
  );
}
