import { remembering } from './remember.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/** What is done in an operation on the spine. */
export type SurgeryKind =
  | 'fusion'
  | 'discectomy'
  | 'decompression'
  | 'anterior-arthrodesis'
  | 'anterior-deformity'
  | 'augmentation'
  | 'stimulator'
  | 'other';

/** A spine operation as its code tells it; no regions where the code names none. */
export interface SurgeryMatch {
  readonly kind: SurgeryKind;
  readonly regions: readonly BodyRegion[];
  /** What it is the treatment of, where its code tells. */
  readonly treats?: 'syringomyelia';
}

/** CPT codes of the drainage of a syrinx, by laminectomy (63172 to the subarachnoid space, 63173 to pleura or peritoneum). */
const syrinxDrainage: ReadonlySet<string> = new Set(['63172', '63173']);

/** CPT codes `first` to `last`, both counted. */
type CptRange = readonly [
  first: number,
  last: number,
  kind: SurgeryKind,
  regions: readonly BodyRegion[],
];

/** Narrow ranges first: the first that holds a code describes it. */
const ranges: readonly CptRange[] = [
  [22510, 22510, 'augmentation', ['cervical', 'thoracic']],
  [22511, 22511, 'augmentation', ['lumbar', 'sacrum-coccyx']],
  [22513, 22513, 'augmentation', ['thoracic']],
  [22514, 22514, 'augmentation', ['lumbar']],
  [22510, 22515, 'augmentation', []],
  [22548, 22554, 'anterior-arthrodesis', ['cervical']],
  [22556, 22556, 'anterior-arthrodesis', ['thoracic']],
  [22558, 22558, 'anterior-arthrodesis', ['lumbar']],
  [22585, 22585, 'anterior-arthrodesis', []],
  [22586, 22586, 'anterior-arthrodesis', ['lumbar']],
  [22590, 22600, 'fusion', ['cervical']],
  [22532, 22532, 'fusion', ['thoracic']],
  [22533, 22533, 'fusion', ['lumbar']],
  [22610, 22610, 'fusion', ['thoracic']],
  [22612, 22612, 'fusion', ['lumbar']],
  [22630, 22634, 'fusion', ['lumbar']],
  [22548, 22634, 'fusion', []],
  [22808, 22812, 'anterior-deformity', []],
  [22800, 22804, 'fusion', []],
  [22800, 22819, 'other', []],
  [22856, 22856, 'other', ['cervical']],
  [22857, 22857, 'other', ['lumbar']],
  [22858, 22858, 'other', ['cervical']],
  [22840, 22859, 'other', []],
  [63001, 63001, 'decompression', ['cervical']],
  [63003, 63003, 'decompression', ['thoracic']],
  [63005, 63005, 'decompression', ['lumbar']],
  [63011, 63011, 'decompression', ['sacrum-coccyx']],
  [63012, 63012, 'decompression', ['lumbar']],
  [63015, 63015, 'decompression', ['cervical']],
  [63016, 63016, 'decompression', ['thoracic']],
  [63017, 63017, 'decompression', ['lumbar']],
  [63020, 63020, 'discectomy', ['cervical']],
  [63030, 63030, 'discectomy', ['lumbar']],
  [63040, 63040, 'discectomy', ['cervical']],
  [63042, 63042, 'discectomy', ['lumbar']],
  [63045, 63045, 'decompression', ['cervical']],
  [63046, 63046, 'decompression', ['thoracic']],
  [63047, 63047, 'decompression', ['lumbar']],
  [63050, 63051, 'decompression', ['cervical']],
  [63052, 63053, 'decompression', ['lumbar']],
  [63055, 63055, 'decompression', ['thoracic']],
  [63056, 63056, 'decompression', ['lumbar']],
  [63075, 63076, 'discectomy', ['cervical']],
  [63077, 63078, 'discectomy', ['thoracic']],
  [63081, 63082, 'decompression', ['cervical']],
  [63085, 63086, 'decompression', ['thoracic']],
  [63064, 63066, 'discectomy', ['thoracic']],
  [63087, 63091, 'decompression', ['thoracic', 'lumbar']],
  [63001, 63103, 'decompression', []],
  [63265, 63265, 'other', ['cervical']],
  [63266, 63266, 'other', ['thoracic']],
  [63267, 63267, 'other', ['lumbar']],
  [63268, 63268, 'other', ['sacrum-coccyx']],
  [63001, 63308, 'other', []],
];

const stimulatorCodes = new Set('63650 63655 63661 63662 63663 63664 63685 63688'.split(' '));

const bySnomed: ReadonlyMap<string, SurgeryMatch> = new Map<string, SurgeryMatch>([
  ['55705006', { kind: 'fusion', regions: [] }],
  ['50172003', { kind: 'fusion', regions: ['lumbar'] }],
  ['89355001', { kind: 'other', regions: [] }],
  ['387731002', { kind: 'decompression', regions: [] }],
  ['392236004', { kind: 'other', regions: [] }],
]);

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
      return surgeryOfCpt(withoutModifier(plain));
    case 'snomed':
      return bySnomed.get(plain);
    default:
      return undefined;
  }
}

const surgeryOfCpt = remembering((code: string): SurgeryMatch | undefined => {
  if (!/^\d{5}$/.test(code)) return undefined;
  if (stimulatorCodes.has(code)) return { kind: 'stimulator', regions: [] };
  const number = Number(code);
  const range = ranges.find(([first, last]) => number >= first && number <= last);
  if (range === undefined) return undefined;
  const match = { kind: range[2], regions: range[3] };
  return syrinxDrainage.has(code) ? { ...match, treats: 'syringomyelia' } : match;
});

/** Every CPT code of an operation, with what it tells. */
export const surgeryCodes: readonly (SurgeryMatch & { readonly code: string })[] = [
  ...new Set(ranges.flatMap(([first, last]) => codesBetween(first, last))),
].flatMap((code) => {
  const match = surgeryOfCpt(code);
  return match === undefined ? [] : [{ code, ...match }];
});

function codesBetween(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_none, index) => String(first + index));
}

const epiduralInjections: ReadonlyMap<string, readonly BodyRegion[]> = new Map<
  string,
  readonly BodyRegion[]
>([
  ['64479', ['cervical', 'thoracic']],
  ['64480', ['cervical', 'thoracic']],
  ['64483', ['lumbar', 'sacrum-coccyx']],
  ['64484', ['lumbar', 'sacrum-coccyx']],
]);

/** The levels of the transforaminal epidural injection that a coding names; undefined where it names none. */
export function regionsOfEpiduralInjection(
  system: string | undefined,
  code: string | undefined,
): readonly BodyRegion[] | undefined {
  const name = canonicalSystem(system);
  if (code === undefined || (name !== 'cpt' && name !== 'hcpcs')) return undefined;
  return epiduralInjections.get(withoutModifier(code));
}

const injections = phraseList(
  'transforaminal epidural, transforaminal esi, transforaminal injection, tfesi, tfesis',
);
const noInjections = phraseList(
  'no, not, education, discussed, declined, declines, history of, prior, previous, risks of, consent',
);

/** Whether words name a transforaminal epidural injection (general-radiculopathy-2). */
export const isTransforaminalInjection = remembering((text: string): boolean => {
  const words = wordsOf(text);
  return hasAny(words, injections) && !hasAny(words, noInjections);
});

const surgeons = [
  'spine surgery',
  'spine surgeon',
  'spinal surgery',
  'spinal surgeon',
  'neurosurgery',
  'neurosurgeon',
  'neurosurgical',
  'neurological surgery',
];
const referrals = ['referral', 'refer', 'referred', 'consult', 'consultation'];

const referralCodes: ReadonlySet<string> = new Set<string>();

/** Whether a request refers the patient to a spine surgeon: by SNOMED CT code, else by its words. */
export function isSpineSurgeryReferral(
  system: string | undefined,
  code: string | undefined,
  text: string | undefined,
): boolean {
  if (
    code !== undefined &&
    canonicalSystem(system) === 'snomed' &&
    referralCodes.has(code.trim())
  ) {
    return true;
  }
  const words = wordsOf(text ?? '');
  return hasAny(words, surgeons) && hasAny(words, referrals);
}
