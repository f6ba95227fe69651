import type { Study, StudyRegion } from '../../terminology/types.ts';

const levels: Readonly<Partial<Record<StudyRegion, string>>> = {
  cervical: 'Cervical',
  thoracic: 'Thoracic',
  lumbar: 'Lumbar',
  pelvis: 'Pelvic',
};

/** What a clinician calls a study in passing: "Lumbar MRI". Contrast stands beside the code where it matters. */
export function shortName({ modality, region, label }: Study): string {
  const level = levels[region];
  return level !== undefined && (modality === 'MRI' || modality === 'CT')
    ? `${level} ${modality}`
    : label;
}

/** "MRI lumbar spine without contrast (72148)". */
export function fullName({ label, cpt }: Study): string {
  return `${label} (${cpt})`;
}
