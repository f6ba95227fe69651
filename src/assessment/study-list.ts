import type { Case } from '../guideline/case.ts';
import type { Indication } from '../guideline/indication.ts';
import { lists, orderedModality, type StudyEntry } from '../guideline/study-entry.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { findStudy, studyRegionOf } from '../terminology/study-catalogue.ts';
import type { Study, StudyRegion } from '../terminology/types.ts';
import type { CaseEvaluator } from './case-evaluator.ts';

/** What a section's or a red flag's list says of the ordered study. */
export interface Listing {
  readonly standing: 'listed' | 'advisory' | 'unlisted';
  readonly gate: Evaluation<Case> | undefined;
  readonly gateRule: string | undefined;
  /** The studies to suggest, the preferred one first; none where the ordered one is as good. */
  readonly alternatives: readonly Study[];
  /** How early the list names the ordered study; past its end where it does not. */
  readonly position: number;
}

/** The list of an indication or a red flag, and how it reads CT "with". */
export interface StudyList {
  readonly studies: readonly StudyEntry[];
  readonly contrastMeans?: 'iv';
}

/**
 * Looks up the ordered study in a list. The first listed studies of the level are those to suggest where
 * the ordered one is not listed, or listed but not preferred, or its own condition is missing.
 */
export function lookUp(evaluator: CaseEvaluator, { studies, contrastMeans }: StudyList): Listing {
  const { order } = evaluator.orderCase;
  const modality = orderedModality(order, contrastMeans ?? 'myelogram');
  const others = (): readonly Study[] =>
    suggestible(evaluator, studies).filter((study) => study.cpt !== order.study.cpt);
  for (const [index, entry] of studies.entries()) {
    if (!lists(entry, order.study, modality)) continue;
    if (entry.listedIf !== undefined && evaluator.value(entry.listedIf) !== 'met') continue;
    const position = index + Math.max(0, entry.contrast?.indexOf(order.study.contrast) ?? 0) / 10;
    const gate = entry.requires === undefined ? undefined : evaluator.evaluate(entry.requires);
    const isMissing = gate !== undefined && gate.value !== 'met';
    const isAdvisory =
      gate === undefined &&
      entry.firstPreferredUnless !== undefined &&
      evaluator.value(entry.firstPreferredUnless) !== 'met';
    return {
      standing: isAdvisory ? 'advisory' : 'listed',
      gate,
      gateRule: entry.requiredBy,
      alternatives: isMissing || isAdvisory ? others() : [],
      position,
    };
  }
  // Another contrast of a listed study is answered with that study, not with another modality.
  const same = studies.filter((entry) => entry.modality === modality);
  return {
    standing: 'unlisted',
    gate: undefined,
    gateRule: undefined,
    alternatives: unique([...suggestible(evaluator, same), ...others()]),
    position: studies.length,
  };
}

/** The studies of a list that can be suggested: its own first, then the alternatives whose condition is met. */
export function suggestible(
  evaluator: CaseEvaluator,
  studies: readonly StudyEntry[],
  regionFor: (entry: StudyEntry) => StudyRegion | undefined = (entry) =>
    regionOf(entry, evaluator.orderCase),
): readonly Study[] {
  const found: Study[] = [];
  for (const wanted of [false, true]) {
    for (const entry of studies) {
      const isAlternative = entry.alternative === true || entry.modality === 'CT-myelogram';
      if (entry.codes !== undefined || isAlternative !== wanted) continue;
      if (!isOpen(evaluator, entry)) continue;
      const region = regionFor(entry);
      const modality = entry.modality === 'CT-myelogram' ? 'CT' : entry.modality;
      const study =
        region === undefined
          ? undefined
          : findStudy(modality, region, entry.contrast?.[0] ?? 'not-applicable');
      if (study !== undefined) found.push(study);
    }
  }
  return unique(found);
}

/** Whether nothing holds an entry back; an alternative also has to be the better one on this chart. */
function isOpen(evaluator: CaseEvaluator, entry: StudyEntry): boolean {
  const conditions =
    entry.alternative === true
      ? [entry.listedIf, entry.requires, entry.firstPreferredUnless]
      : [entry.listedIf, entry.requires];
  return conditions.every(
    (condition) => condition === undefined || evaluator.value(condition) === 'met',
  );
}

function unique(studies: readonly Study[]): readonly Study[] {
  return [...new Set(studies)];
}

/** The ordered level, else the level of the complaint, else the first that the section names for a level of the spine. */
function regionOf(entry: StudyEntry, orderCase: Case): StudyRegion | undefined {
  const ordered = orderCase.order.study.region;
  if (entry.regions === 'ordered' || entry.regions.includes(ordered)) return ordered;
  const levels: readonly StudyRegion[] = [
    ...orderCase.order.bodyRegions.map(studyRegionOf),
    ...orderCase.presence.flatMap((fact) => fact.regions.map(studyRegionOf)),
  ];
  const named = entry.regions.find((region) => levels.includes(region));
  const isLevel =
    ordered === 'cervical' ||
    ordered === 'thoracic' ||
    ordered === 'lumbar' ||
    ordered === 'pelvis';
  return named ?? (isLevel ? entry.regions[0] : undefined);
}

/**
 * The studies of the levels that a red flag or an indication has shown as well, where the ordered study shows none of
 * them: those that no other draft shows (reading A50), in the contrast that its list names first.
 */
export function studiesAsWell(
  { alsoShows, studies: [entry] }: StudyList & Pick<Indication, 'alsoShows'>,
  orderCase: Case,
): readonly Study[] {
  const regions = alsoShows?.(orderCase) ?? [];
  if (entry === undefined || entry.modality === 'CT-myelogram') return [];
  const { modality, contrast } = entry;
  const isShown = regions.some((region) => region === orderCase.order.study.region);
  const drafted = orderCase.draftOrders.map(({ study }) => study.region);
  const missing = isShown ? [] : regions.filter((region) => !drafted.includes(region));
  return missing.flatMap((region) => findStudy(modality, region, contrast?.[0] ?? 'without') ?? []);
}

/** The studies that an order under an indication calls for as well: by the indication itself, else whatever it is. */
export function studiesBeside(indication: Indication, orderCase: Case): readonly Study[] {
  if (indication.alsoShows !== undefined) return studiesAsWell(indication, orderCase);
  return studiesAsWell({ studies: plainMri, alsoShows: orderCase.roles.shownBeside }, orderCase);
}

const plainMri: readonly StudyEntry[] = [
  { modality: 'MRI', regions: 'ordered', contrast: ['without'] },
];
