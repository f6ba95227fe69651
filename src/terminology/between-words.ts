import { colon, pause, type Word } from './words.ts';

/** What may stand between a word and what it is said of: what describes a finding, and its place. */
const describing: ReadonlySet<Word> = new Set(
  `a an any the his her their this that acute new newly onset current recent obvious overt frank clear definite clinical radiographic significant focal gross severe
  mild moderate worsening progressive sudden possible suspected complete partial incomplete traumatic documented associated concomitant unspecified of for on in at exam
  examination now known nerve root roots conus cord region area related type
  abdominal ascending descending infrarenal suprarenal epidural paraspinal intraspinal prevertebral pathologic pathological occult visible convincing underlying coexistent concurrent
  lumbar thoracic cervical lumbosacral sacral spine spinal vertebra vertebral body disc space bilateral left right both leg legs lower upper limb limbs
  extremity extremities lt rt l r
  evidence sign signs symptom symptoms syndrome episode episodes`.split(/\s+/),
);

/** What stands only right behind a denial, before what it denies: "no imaging evidence of", "does not appear to have". */
const leading: ReadonlySet<Word> = new Set(
  `have had having has show shows demonstrate demonstrated develop developed experience experienced experiencing appear appears seem to longer
  consistent suggestive suspicious concerning convincing compatible with complaint complaints complain complaining report reports reported documentation mention indication
  imaging mri mr ct xray film concern concerns concerned suspicion history feature features finding findings red flag flags such as like including include out been be currently
  presently ever either further other overall neurologic neurological deficit deficits compression impingement crowding clumping abnormality involvement compromise
  displacement effacement enhancement`.split(/\s+/),
);

/** Findings that are told one after the other. */
const findings: ReadonlySet<Word> = new Set(
  `fracture fractures dislocation discitis abscess osteomyelitis infection cauda equina foot drop saddle anesthesia anaesthesia weakness tumor tumour metastasis metastases
  malignancy neoplasm compression injury fever fevers chills incontinence retention bowel bladder urinary fecal aneurysm aaa dissection stroke cva tia bleed hemorrhage haemorrhage
  hematoma haematoma mass cancer palsy polyneuropathy myopathy meningitis encephalitis lyme trauma fall falls dvt pe ms als stenosis herniation neuropathy
  ischemia pain numbness tingling paresthesia paresthesias dysfunction change changes night sweats weight loss nausea vomiting gait disturbance radiculopathy myelopathy
  unexplained unintentional ivdu iv drug use history recent anorexia fatigue malaise rash
  motor sensory deficit deficits loss control cord perineal perianal numb weak paralysis
  hx h o problem problems issue issues difficulty sob dyspnea headache headaches dizziness swelling steroid steroids immunosuppression infections ivda trauma`.split(
    /\s+/,
  ),
);

const joins: ReadonlySet<Word> = new Set(['and', 'or', 'nor', 'plus']);
const alternatives: ReadonlySet<Word> = new Set(['or', 'nor']);

/** What tells that the next finding is there, whatever was said before it. */
const stating: ReadonlySet<Word> = new Set(
  `now today tonight presents presenting presented reports reporting report has have having complains complaining complained endorses endorsing admits positive develops
  developed developing noticed notices noted found shows showing evaluation eval evaluate evaluated evaluating reevaluation here came new newly acute acutely sudden suddenly onset
  worsening worsened progressive since yesterday except besides only concern concerning experiencing experienced r rule query exclude assess`.split(
    /\s+/,
  ),
);
/** What a list of findings may be headed by: "no red flag symptoms (…)". */
const collections: ReadonlySet<Word> = new Set([
  'symptoms',
  'signs',
  'flags',
  'deficits',
  'features',
]);

/** "No foot drop before the fall, now foot drop." */
const turning: ReadonlySet<Word> = new Set(['now', 'today', 'since', 'yesterday']);

/** The same behind what is denied or meant: "no treatment for foot drop", "risk of falls due to foot drop". */
const reasons: ReadonlySet<Word> = new Set(['for', 'due', 'because', 'from', 'given']);

/** Words that stand between a finding and what is said of it, and say nothing themselves. */
export const auxiliaries: ReadonlySet<Word> = new Set(
  `is are was were has have had be been being could now yet completely entirely definitively fully definitely clinically radiographically reliably appear appears appearing
  appeared look looks looking otherwise grossly remain remains essentially initially subsequently later then eventually very highly extremely quite`.split(
    /\s+/,
  ),
);

export function isMark(word: Word | undefined): boolean {
  return word === pause || word === colon;
}

/** Whether a word describes a finding, or is its place. */
export function isDescribing(word: Word): boolean {
  return describing.has(word) || vertebraWord.test(word) || /^(\d{1,2}|s[1-5])$/.test(word);
}

export function isFinding(word: Word): boolean {
  return findings.has(word);
}

export function isJoin(word: Word): boolean {
  return joins.has(word);
}

/** The name of a vertebra of the neck, the chest or the low back. */
export const vertebraWord = /^(c[1-7]|th?([1-9]|1[0-2])|l[1-5])$/;

/** What the words between a denial, or a past, and a finding leave of it for the finding. */
export type Reach =
  /** It is said of the finding. */
  | 'governs'
  /** It is said of something else, and the finding is told by itself. */
  | 'stated'
  /** It is said of something else that ends before the finding. */
  | 'ended'
  /** Nobody can tell. */
  | 'open';

/** How far a word reaches: over a list of findings, to the one that it describes, or to the one behind "of". */
export type Kind = 'denial' | 'purpose' | 'quality' | 'past';

/**
 * Whether a word that stands before a finding is said of it.
 * @param between the words and marks between both
 * @param after those behind the finding, which may go on with a list
 */
export function reachOver(between: readonly Word[], after: readonly Word[], kind: Kind): Reach {
  const skipped = kind === 'denial' ? leadingOf(between) : 0;
  const rest = between.slice(skipped);
  if (rest.every(isDescribing)) return 'governs';
  if (kind === 'denial' && isOfTenderness(rest)) return 'stated';
  const isEnded = rest.includes(pause) && kind === 'quality' && !isMark(rest[0]);
  if (kind === 'quality' || kind === 'past') {
    if (isMark(rest[0]) && rest.slice(1).every(isDescribing))
      return rest[0] === colon ? 'governs' : 'open';
    if (isStated(rest, kind)) return 'stated';
    return isEnded ? 'ended' : 'open';
  }
  if (isJoinedByOr(rest)) return 'governs';
  const isList = rest.every(
    (word) => isDescribing(word) || findings.has(word) || joins.has(word) || isMark(word),
  );
  if (isList) {
    const pauses = rest.filter((word) => word === pause).length;
    const isHeaded =
      isMark(rest[0]) &&
      (collections.has(between[skipped - 1] ?? '') || (skipped === 0 && rest[0] === colon));
    if (pauses === 0 || pauses > 1 || isHeaded || goesOnWithOr(after)) return 'governs';
    return rest.slice(rest.lastIndexOf(pause)).some((word) => turning.has(word))
      ? 'stated'
      : 'open';
  }
  return isStated(rest, kind) ? 'stated' : 'open';
}

/** "No lumbar tenderness, T7 fracture": what hurts nowhere is denied, and behind the comma a vertebra begins another part. */
function isOfTenderness(rest: readonly Word[]): boolean {
  const at = rest.indexOf(pause);
  return rest[at - 1] === 'tenderness' && vertebraWord.test(rest[at + 1] ?? '');
}

function leadingOf(between: readonly Word[]): number {
  const end = between.findIndex((word) => !isDescribing(word) && !leading.has(word));
  return end === -1 ? between.length : end;
}

/** The last of several joined by "or" is denied with them: "no trauma or new foot drop". */
function isJoinedByOr(rest: readonly Word[]): boolean {
  const at = rest.findLastIndex((word) => !isDescribing(word));
  return alternatives.has(rest[at] ?? '');
}

/** "No fever, incontinence or saddle anesthesia": the list goes on behind the finding. */
function goesOnWithOr(after: readonly Word[]): boolean {
  const at = after.findIndex((word) => alternatives.has(word));
  return (
    at !== -1 &&
    at < 8 &&
    after
      .slice(0, at)
      .every((word) => isDescribing(word) || findings.has(word) || isMark(word) || joins.has(word))
  );
}

/** Whether a list goes on behind its finding: "denies fever, saddle anesthesia, incontinence". */
export function goesOnWithAnother(after: readonly Word[]): boolean {
  const at = after.findIndex((word) => !isDescribing(word));
  if (after[at] !== pause) return false;
  const rest = after.slice(at + 1);
  return (
    rest.length > 0 &&
    rest.every(
      (word) => isDescribing(word) || findings.has(word) || isMark(word) || joins.has(word),
    )
  );
}

function isStated(rest: readonly Word[], kind: Kind): boolean {
  const isOfList = kind === 'denial' || kind === 'purpose';
  const from = rest.findIndex((word) => !isDescribing(word)) + (isOfList ? 0 : 1);
  return rest.slice(from).some((word) => stating.has(word) || (isOfList && reasons.has(word)));
}

const placeWords: ReadonlySet<Word> = new Set(
  'lumbar thoracic cervical lumbosacral sacral spine spinal vertebra vertebral body disc space bilateral left right both leg legs lower upper limb limbs extremity extremities of the at in'.split(
    ' ',
  ),
);

/** What is said of a finding stands also behind its place: "fracture of L3 ruled out", "old lumbar spine infection". */
export function withoutPlaces(words: readonly Word[]): readonly Word[] {
  return words.filter(
    (word) => !placeWords.has(word) && !vertebraWord.test(word) && !/^\d{1,2}$/.test(word),
  );
}
