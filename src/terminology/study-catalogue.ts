import { crossSectionalStudies } from './cross-sectional-studies.ts';
import { otherStudies, wholeBodyMri } from './other-studies.ts';
import { radiographs, radiographsWithoutNumber } from './radiographs.ts';
import { labelOfIcd10pcs, loincWithoutContrast } from './study-codes.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import type { BodyRegion, Contrast, Modality, Study, StudyRegion } from './types.ts';

/**
 * The study catalogue (formal logic, section 1) and the plain radiographs that serve as evidence, one
 * study to each CPT code.
 */
export const studies: readonly Study[] = [
  ...crossSectionalStudies,
  ...otherStudies,
  ...radiographs,
];

/** Studies that only LOINC or SNOMED CT names: their CPT code stands for another study above. */
export const studiesWithoutCpt: readonly Study[] = [wholeBodyMri, ...radiographsWithoutNumber];

const byCpt: ReadonlyMap<string, Study> = new Map(studies.map((study) => [study.cpt, study]));
const everyStudy = [...studies, ...studiesWithoutCpt];
const byLoinc = index((study) => study.loinc);
const bySnomed = index((study) => study.snomed);
const byLabel: ReadonlyMap<string, Study> = new Map(
  everyStudy.map((study) => [study.label, study]),
);

function index(codesOf: (study: Study) => readonly string[]): ReadonlyMap<string, Study> {
  return new Map(
    everyStudy.flatMap((study) => codesOf(study).map((code) => [code, study] as const)),
  );
}

/** The study that a CPT code names, with or without modifiers; undefined for a code outside the catalogue. */
export function studyByCpt(code: string): Study | undefined {
  return byCpt.get(withoutModifier(code).toUpperCase());
}

/**
 * The study that a coding names: CPT, also under the HCPCS system (HCPCS level I is CPT), or a LOINC
 * or SNOMED CT code of the same study, or an ICD-10-PCS code of a hospital. Undefined for anything else, and for a code without a system.
 */
export function studyOfCoding(
  system: string | undefined,
  code: string | undefined,
): Study | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'cpt':
    case 'hcpcs':
      return studyByCpt(code);
    case 'loinc':
      return studyByLoinc(code.trim());
    case 'snomed':
      return bySnomed.get(code.trim());
    case 'icd10pcs':
      return studyByIcd10pcs(code);
    default:
      return undefined;
  }
}

function studyByLoinc(code: string): Study | undefined {
  const known = byLoinc.get(code);
  if (known !== undefined) return known;
  const cpt = loincWithoutContrast.get(code);
  return cpt === undefined ? undefined : byCpt.get(cpt);
}

function studyByIcd10pcs(code: string): Study | undefined {
  const label = labelOfIcd10pcs(code);
  return label === undefined ? undefined : byLabel.get(label);
}

/** Whether a code names a study in some system. */
export function isStudyCode(code: string): boolean {
  const plain = code.trim();
  return (
    studyByCpt(code) !== undefined ||
    studyByLoinc(plain) !== undefined ||
    bySnomed.has(plain) ||
    labelOfIcd10pcs(code) !== undefined
  );
}

/**
 * The catalogue's first study of a modality, region and contrast: for suggestions. The CT row "with"
 * (72126, 72129, 72132) is CT with contrast `with`.
 */
export function findStudy(
  modality: Modality,
  region: StudyRegion,
  contrast: Contrast,
): Study | undefined {
  return studies.find(
    (study) =>
      study.modality === modality && study.region === region && study.contrast === contrast,
  );
}

/** The region of the study that shows a level. */
export function studyRegionOf(level: BodyRegion): StudyRegion {
  return level === 'sacrum-coccyx' || level === 'sacroiliac' ? 'pelvis' : level;
}

const auxiliary: ReadonlySet<Modality> = new Set<Modality>(['imaging-guidance', '3D-rendering']);

/** Whether a study only guides a needle, or renders images that exist: no other study takes its place. */
export function isAuxiliary({ modality }: Study): boolean {
  return auxiliary.has(modality);
}
