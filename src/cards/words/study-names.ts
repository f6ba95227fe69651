import type { BodyRegion, Study, StudyRegion } from '../../terminology/types.ts';

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

const regions: Readonly<Record<BodyRegion, string>> = {
  cervical: 'cervical spine',
  thoracic: 'thoracic spine',
  lumbar: 'lumbar spine',
  'sacrum-coccyx': 'sacrum and coccyx',
  sacroiliac: 'sacro-iliac joints',
};

/** A region of the body in a sentence. */
export function regionName(region: BodyRegion): string {
  return regions[region];
}
