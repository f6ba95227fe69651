import operationRows from './data/operations.json' with { type: 'json' };
import { bySystem, type CodeRow, codesOf, conceptOf, regionsOfRow } from './data-file.ts';
import { remembering } from './remember.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

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

/** Whether words refer the patient to a spine surgeon. */
export function isSpineSurgeryReferral(text: string): boolean {
  const words = wordsOf(text);
  return hasAny(words, surgeons) && hasAny(words, referrals);
}
