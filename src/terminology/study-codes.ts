import studyRows from './data/studies.json' with { type: 'json' };
import { type CodeRow, DataFileError } from './data-file.ts';
import { byIcd10pcs } from './icd10pcs.ts';
import type { Study } from './types.ts';

/** A row of the codes of studies; its concept is the study. The first row of a study says what the study is called. */
interface StudyRow extends CodeRow {
  /** The code leaves the contrast open ("MR Lumbar spine"), and is read as the study without. */
  readonly contrastUnstated?: boolean;
}

const rows: readonly StudyRow[] = studyRows;

const byConcept = new Map<string, StudyRow[]>();
for (const row of rows) {
  const known = byConcept.get(row.concept);
  if (known === undefined) byConcept.set(row.concept, [row]);
  else known.push(row);
}

/** What a study is, beside its codes. */
export type StudyStructure = Pick<Study, 'modality' | 'region' | 'contrast' | 'shows' | 'scope'>;

/**
 * A study with the codes that name it (`data/studies.json`).
 * @param concept the study's name in the data file
 * @param standIn the study whose CPT code serves as an example, for one that only LOINC or SNOMED CT names
 * @throws DataFileError for a study that no row names, or that has no CPT code
 */
export function studyWithCodes(
  concept: string,
  structure: StudyStructure,
  standIn = concept,
): Study {
  const own = rowsOf(concept).filter(({ contrastUnstated }) => contrastUnstated !== true);
  const codes = (system: string) =>
    own.filter((row) => row.system === system).map(({ code }) => code);
  const { modality, region, contrast, shows, scope } = structure;
  return {
    cpt: cptOf(standIn),
    modality,
    region,
    contrast,
    label: labelOf(concept),
    shows,
    scope,
    loinc: codes('loinc'),
    snomed: codes('snomed'),
  };
}

/**
 * The CPT code of a study.
 * @throws DataFileError for a study without one
 */
export function cptOf(concept: string): string {
  const row = rowsOf(concept).find(({ system }) => system === 'cpt');
  if (row === undefined) throw new DataFileError(`studies.json: "${concept}" has no CPT code`);
  return row.code;
}

/** The first row of a study that says its contrast says what the study is called. */
function labelOf(concept: string): string {
  const own = rowsOf(concept).find(({ contrastUnstated }) => contrastUnstated !== true);
  return own?.meaning ?? concept;
}

function rowsOf(concept: string): readonly StudyRow[] {
  const known = byConcept.get(concept);
  if (known === undefined) throw new DataFileError(`studies.json: no row of "${concept}"`);
  return known;
}

/** LOINC codes that say nothing of contrast, with the CPT code of the study without. */
export const loincWithoutContrast: ReadonlyMap<string, string> = new Map(
  rows
    .filter(({ contrastUnstated }) => contrastUnstated === true)
    .map(({ code, concept }) => [code, cptOf(concept)]),
);

/** The label of the study that a code of ICD-10-PCS names. */
export const labelOfIcd10pcs = byIcd10pcs(rows, ({ concept }) => labelOf(concept));

/** The studies that the data file names. */
export const studyConcepts: ReadonlySet<string> = new Set(byConcept.keys());
