import { conditionInWords } from './condition-words.ts';
import operationRows from './data/operations.json' with { type: 'json' };
import { bySystem, type CodeRow, codesOf, conceptOf, regionsOfRow } from './data-file.ts';
import { byIcd10pcs } from './icd10pcs.ts';
import { remembering } from './remember.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, phraseList, type Word, wordsOf } from './words.ts';

const surgeryKinds = [
  'fusion',
  'discectomy',
  'decompression',
  'anterior-arthrodesis',
  'anterior-deformity',
  'augmentation',
  'stimulator',
  'other',
] as const;

/** What is done in an operation on the spine. */
export type SurgeryKind = (typeof surgeryKinds)[number];

/** A spine operation as its code tells it; no regions where the code names none. */
export interface SurgeryMatch {
  readonly kind: SurgeryKind;
  readonly regions: readonly BodyRegion[];
  /** What it is the treatment of, where its code tells. */
  readonly treats?: 'syringomyelia';
}

/** A row of the codes of operations on the spine; its concept is what is done. */
interface OperationRow extends CodeRow {
  readonly regions?: readonly string[];
  readonly treats?: string;
}

const rows: readonly OperationRow[] = operationRows;

function operationOf(row: OperationRow): SurgeryMatch {
  const match = {
    kind: conceptOf(row, surgeryKinds),
    regions: regionsOfRow(row.regions, row.code),
  };
  return row.treats === 'syringomyelia' ? { ...match, treats: row.treats } : match;
}

/** The narrowest range that holds a code describes it. */
const byCpt: ReadonlyMap<string, SurgeryMatch> = bySystem(
  rows.toSorted((one, other) => codesOf(other).length - codesOf(one).length),
  'cpt',
  operationOf,
);

const bySnomed: ReadonlyMap<string, SurgeryMatch> = bySystem(rows, 'snomed', operationOf);

const byPcs = byIcd10pcs(rows, operationOf);

/**
 * The spine operation, vertebral augmentation or stimulator procedure that a coding names. Source:
 * evidence contract, "spine surgery", "vertebral augmentation", "stimulator".
 */
export function surgeryOfCoding(
  system: string | undefined,
  code: string | undefined,
): SurgeryMatch | undefined {
  if (code === undefined) return undefined;
  const plain = code.trim();
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return byCpt.get(withoutModifier(plain));
    case 'snomed':
      return bySnomed.get(plain);
    case 'icd10pcs':
      return byPcs(plain);
    default:
      return undefined;
  }
}

/** Every CPT code of an operation, with what it tells. */
export const surgeryCodes: readonly (SurgeryMatch & { readonly code: string })[] = [
  ...new Set(rows.filter(({ system }) => system === 'cpt').flatMap(codesOf)),
].flatMap((code) => {
  const match = byCpt.get(code);
  return match === undefined || match.kind === 'stimulator' ? [] : [{ code, ...match }];
});

const injections = phraseList(
  'transforaminal epidural, transforaminal esi, transforaminal injection, tfesi, tfesis, selective nerve root block, selective nerve root blocks, selective nerve root injection, snrb, snrbs',
);
const noInjections = phraseList(
  'no, not, education, discussed, declined, declines, history of, prior, previous, risks of, consent',
);

/** Whether words name a transforaminal epidural injection (general-radiculopathy-2). */
export const isTransforaminalInjection = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return hasAny(words, injections) && !hasAny(words, noInjections);
});

/** Spine specialists, as referrals to them are called: a request for the service alone is one. */
const specialists = phraseList(
  `spine surgeon, spine surgeons, spinal surgeon, spine specialist, spinal specialist, spine clinic, spine center, spine centre, spine service, spine team, spine consult,
  spine consultation, spine referral, spine eval, spine evaluation, orthopedic spine, orthopaedic spine, ortho spine, neurosurgeon, neuro surgeon, nsgy`,
);

/** What is an operation, unless somebody is referred to it. */
const surgery = phraseList(
  'spine surgery, spinal surgery, neurosurgery, neurosurgical, neuro surgery, neurological surgery',
);
const referrals = phraseList(
  'referral, refer, referred, consult, consultation, clinic, evaluation',
);

/** What is done for the patient there or elsewhere, or called off. */
const noReferral = phraseList(
  `physical therapy, therapy, pt, physio, physiotherapy, rehab, rehabilitation, exercise, exercises, class, education, mri, ct, imaging, xray, xrays, x ray, radiograph, radiographs, labs, brace, suture, sutures,
  staples, wound, dressing, post op, postop, postoperative, cancelled, canceled, declined, declines, not, no, without, records, history of, previous, prior`,
);

/** What a referral to a surgeon is called, and how it is asked for: nothing else beside it says what it is for. */
const plainReferral: ReadonlySet<Word> = new Set(
  `spine spinal neurosurgery neurosurgical neurosurgeon neurosurg nsgy nsg neuro neurological surgery surgeon surgeons surgical ortho orthopedic orthopedics orthopaedic orthopaedics specialist specialists clinic center centre service team
  referral referrals refer referred consult consults consultation eval evaluation evaluate and treat assessment opinion visit appointment appt new patient pt ambulatory outpatient inpatient internal external adult
  urgent urgently stat asap emergent emergency routine same day today tomorrow next available within hours days week to for the a an of with by in re dr md department dept procedure request order epic ref amb op at on from or per
  radicular back neck leg arm pain lumbar cervical thoracic lumbosacral disc disk herniation herniated stenosis nerve root cord possible decompression fusion laminectomy discectomy microdiscectomy severe acute`.split(
    /\s+/,
  ),
);

/**
 * Whether a referral names something that it is for and that nobody here knows as the spine's: "Neurosurgery referral,
 * hydrocephalus". Its level and its urgency are then none of a radiculopathy.
 */
export function isReferredForOther(text: string): boolean {
  if (conditionInWords(text) !== undefined) return false;
  return wordsOf(text).some((word) => /^[a-z]{2,}$/.test(word) && !plainReferral.has(word));
}

/** Whether words refer the patient to a spine specialist. */
export function isSpineSurgeryReferral(text: string): boolean {
  const words = wordsOf(text);
  const isReferred =
    hasAny(words, specialists) || (hasAny(words, surgery) && hasAny(words, referrals));
  return isReferred && !hasAny(words, noReferral);
}
