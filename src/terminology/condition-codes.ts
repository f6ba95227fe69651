import icd10cmRows from './data/conditions-icd10cm.json' with { type: 'json' };
import snomedRows from './data/conditions-snomed.json' with { type: 'json' };
import { conceptsOf, type Provenance, regionsOfRow } from './data-file.ts';
import type { BodyRegion, Concept } from './types.ts';

/** How a row of a data file is written; what is optional stands in few of them. */
interface Row extends Provenance {
  readonly code: string;
  readonly meaning: string;
  readonly concepts: readonly string[];
  readonly regions?: readonly string[];
  readonly bilateral?: boolean;
}

interface Icd10cmRow extends Row {
  readonly siteDigit?: number;
  readonly seventh?: string;
  readonly onlyWithWords?: string;
  /** A code that is gone from the newest release, and what it was split into: old charts still hold it. */
  readonly replacedBy?: readonly string[];
}

/** What one code of a condition means here. */
export interface ConditionCode extends Provenance {
  readonly code: string;
  readonly meaning: string;
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
  /** The code says by itself that both sides are affected. */
  readonly bilateral: boolean;
}

/**
 * Words without which a code says too little: those of the spine, of the sacrum, of weakness of both legs, or of any
 * level; `not-elsewhere` needs none, but such as name another part of the body alone take the code's meaning away.
 */
export type NeededWords = 'spine' | 'sacrum' | 'weak-legs' | 'level' | 'not-elsewhere';

const neededWords: readonly string[] = [
  'spine',
  'sacrum',
  'weak-legs',
  'level',
  'not-elsewhere',
] satisfies readonly NeededWords[];

function isNeededWords(words: string | undefined): words is NeededWords {
  return words !== undefined && neededWords.includes(words);
}

/** What an ICD-10-CM code means here. A code ends with `*` where every code below it counts, too. */
export interface Icd10cmCode extends ConditionCode {
  /** Which character of the undotted code, counted from 1, names the site. */
  readonly siteDigit: 5 | 6 | undefined;
  /**
   * What a seventh character must say: `acute` = A or B (initial encounter for a fracture, closed or open), so
   * a code cut short, a later encounter and a sequela don't count; `later` = those; `not-sequela` = not S. Of a complication of
   * pregnancy the last character says when: `before-delivery` = neither at the delivery nor after it.
   */
  readonly seventh: 'any' | (typeof sevenths)[number];
  readonly onlyWithWords: NeededWords | undefined;
  readonly replacedBy: readonly string[];
}

function common(row: Row): ConditionCode {
  const { code, meaning, source, lookedUp } = row;
  return {
    code,
    meaning,
    concepts: conceptsOf(row.concepts, code),
    regions: regionsOfRow(row.regions, code),
    bilateral: row.bilateral === true,
    source,
    lookedUp,
  };
}

const sevenths = ['acute', 'later', 'not-sequela', 'before-delivery'] as const;

function icd10cm(row: Icd10cmRow): Icd10cmCode {
  const { seventh, siteDigit, onlyWithWords: words } = row;
  return {
    ...common(row),
    siteDigit: siteDigit === 5 || siteDigit === 6 ? siteDigit : undefined,
    seventh: sevenths.find((one) => one === seventh) ?? 'any',
    onlyWithWords: isNeededWords(words) ? words : undefined,
    replacedBy: row.replacedBy ?? [],
  };
}

const icd10cmData: readonly Icd10cmRow[] = icd10cmRows;
const snomedData: readonly Row[] = snomedRows;

/**
 * Conditions by ICD-10-CM (evidence contract, "Indications and conditions"). A code may stand in several rows
 * and then means all their concepts. Family history (Z80–Z84) and personal history (Z85–Z87) are in none.
 *
 * Site digits of the M chapter: 1 occiput to axis, 2 cervical, 3 cervicothoracic, 4 thoracic,
 * 5 thoracolumbar, 6 lumbar, 7 lumbosacral, 8 sacral; 0 and 9 name no site.
 */
export const icd10cmCodes: readonly Icd10cmCode[] = icd10cmData.map(icd10cm);

/** Conditions by SNOMED CT. */
export const snomedCodes: readonly ConditionCode[] = snomedData.map(common);
