import type { DraftOrder } from '../chart/types.ts';
import type { Contrast, Modality, Study, StudyRegion } from '../terminology/types.ts';
import type { GuidelineCriterion } from './criterion.ts';

/** Codes 72126, 72129 and 72132 mean CT with intravenous contrast as well as CT after a myelogram (reading A4). */
export type OrderedModality = Modality | 'CT-myelogram';

/** Studies that a section lists. */
export interface StudyEntry {
  readonly modality: OrderedModality;
  /** The order's own level, or the levels that the section names. */
  readonly regions: 'ordered' | readonly StudyRegion[];
  /** Any where absent: bone scans and SPECT have none. */
  readonly contrast?: readonly Contrast[];
  /** CPT codes, where the modality alone does not tell (three-phase bone scan). */
  readonly codes?: readonly string[];
  /** Must be met before this study is supported; missing, it is reported and the first listed study suggested. */
  readonly requires?: GuidelineCriterion;
  /** The study rule that asks for what it requires; the indication itself where absent. */
  readonly requiredBy?: string;
  /** Unless met, the study counts as not listed. */
  readonly listedIf?: GuidelineCriterion;
  /** Listed, but the first listed study is the preferred one, which is advice, unless this is met. */
  readonly firstPreferredUnless?: GuidelineCriterion;
  /** Listed, and suggested only where its own condition is met and nothing before it may be. */
  readonly alternative?: true;
  /**
   * What this entry lists holds whatever another red flag or indication would list (redflag-4); beside a
   * new deficit it is mandatory, by the statement named.
   */
  readonly binding?: { readonly mandatedByDeficit: string };
}

/**
 * How the guideline names the ordered study: CT codes "with" are a myelogram unless the order says IV contrast
 * (reading A4).
 */
export function orderedModality(
  order: DraftOrder,
  contrastMeans: 'myelogram' | 'iv',
): OrderedModality {
  const { study, techniques } = order;
  if (study.modality !== 'CT' || study.contrast !== 'with' || study.region === 'pelvis')
    return study.modality;
  const myelogram =
    contrastMeans === 'myelogram'
      ? !techniques.has('iv-contrast') || techniques.has('myelogram')
      : techniques.has('myelogram');
  return myelogram ? 'CT-myelogram' : 'CT';
}

/** Whether an entry lists the ordered study. */
export function lists(entry: StudyEntry, study: Study, modality: OrderedModality): boolean {
  if (entry.codes !== undefined) return entry.codes.includes(study.cpt);
  return (
    entry.modality === modality &&
    (entry.regions === 'ordered' || entry.regions.includes(study.region)) &&
    (entry.contrast === undefined || entry.contrast.includes(study.contrast))
  );
}
