import { studyWithCodes } from './study-codes.ts';
import type { BodyRegion, Modality, Study, StudyRegion } from './types.ts';

interface Details {
  readonly region?: StudyRegion;
  readonly shows?: readonly BodyRegion[];
  readonly scope?: Study['scope'];
  /** The study whose CPT code this one is reported under. */
  readonly reportedAs?: string;
}

function study(concept: string, modality: Modality, details: Details = {}): Study {
  const { region = 'unspecified', shows = [], scope = 'with-spine-reason', reportedAs } = details;
  const structure = { modality, region, contrast: 'not-applicable', shows, scope } as const;
  return studyWithCodes(concept, structure, reportedAs);
}

const spine: readonly BodyRegion[] = ['cervical', 'thoracic', 'lumbar'];
const whole: readonly BodyRegion[] = [...spine, 'sacrum-coccyx', 'sacroiliac'];
const wholeBody: Details = { region: 'whole-body', shows: whole };
const trunk: Details = { shows: whole };
const discs: Details = { region: 'spine', shows: spine };
const severalLevels: Details = { region: 'spine', shows: spine, scope: 'always' };

/**
 * Everything of the catalogue that is not MRI or CT of a level (formal logic, section 1). A limited
 * nuclear study names no level by its code, so it shows none for certain: the order's body site does.
 */
export const otherStudies: readonly Study[] = [
  study('bone-scan-whole-body', 'bone-scan', wholeBody),
  study('bone-scan-three-phase', 'bone-scan'),
  study('spect-one-area', 'SPECT'),
  study('spect-ct-one-area', 'SPECT-CT'),
  study('gallium-scan-one-day', 'gallium-scan', wholeBody),
  study('gallium-scan-several-days', 'gallium-scan', wholeBody),
  study('pet-whole-body', 'PET', wholeBody),
  study('pet-limited', 'PET'),
  study('pet-skull-to-thigh', 'PET', trunk),
  study('pet-ct-whole-body', 'PET-CT', wholeBody),
  study('pet-ct-limited', 'PET-CT'),
  study('pet-ct-skull-to-thigh', 'PET-CT', trunk),
  study('ultrasound-spinal-canal', 'ultrasound', severalLevels),
  study('mra-pelvis', 'MRA', { region: 'pelvis' }),
  study('mra-abdomen', 'MRA', { region: 'abdomen' }),
  study('mra-spinal-canal', 'MRA', { region: 'spine', shows: spine }),
  study('cta-pelvis', 'CTA', { region: 'pelvis' }),
  study('cta-abdomen', 'CTA', { region: 'abdomen' }),
  study('cta-abdomen-and-pelvis', 'CTA', { region: 'abdomen-pelvis' }),
  study('myelography-cervical', 'myelography', myelogram('cervical')),
  study('myelography-thoracic', 'myelography', myelogram('thoracic')),
  study('myelography-lumbar', 'myelography', myelogram('lumbar')),
  study('myelography-several-regions', 'myelography', severalLevels),
  study('myelography-injection-lumbar', 'myelography', myelogram('lumbar')),
  study('myelography-with-injection-cervical', 'myelography', myelogram('cervical')),
  study('myelography-with-injection-thoracic', 'myelography', myelogram('thoracic')),
  study('myelography-with-injection-lumbar', 'myelography', myelogram('lumbar')),
  study('myelography-with-injection-several-regions', 'myelography', severalLevels),
  study('three-d-on-the-scanner', '3D-rendering'),
  study('three-d-on-a-workstation', '3D-rendering'),
  study('mr-spectroscopy', 'MR-spectroscopy'),
  study('mr-spectroscopy-discs-acquisition', 'MR-spectroscopy', discs),
  study('mr-spectroscopy-discs-transmission', 'MR-spectroscopy', discs),
  study('mr-spectroscopy-discs-analysis', 'MR-spectroscopy', discs),
  study('mr-spectroscopy-discs-interpretation', 'MR-spectroscopy', discs),
  study('quantitative-mri-one-organ', 'quantitative-MRI'),
  study('quantitative-mri-one-organ-with-mri', 'quantitative-MRI'),
  study('quantitative-mri-several-organs', 'quantitative-MRI'),
  study('quantitative-mri-several-organs-with-mri', 'quantitative-MRI'),
  study('guidance-fluoroscopy-needle', 'imaging-guidance'),
  study('guidance-fluoroscopy-spine', 'imaging-guidance'),
  study('guidance-ct-stereotactic', 'imaging-guidance'),
  study('guidance-ct-needle', 'imaging-guidance'),
  study('guidance-ultrasound-needle', 'imaging-guidance'),
  study('unlisted-ct', 'unlisted-CT'),
  study('unlisted-mri', 'unlisted-MRI'),
];

function myelogram(region: 'cervical' | 'thoracic' | 'lumbar'): Details {
  return { region, shows: [region], scope: 'always' };
}

/**
 * Whole-body MRI has no CPT code of its own: it is reported as the unlisted MRI procedure (necessity-2),
 * under which the catalogue finds it by CPT, and has codes elsewhere.
 */
export const wholeBodyMri: Study = study('mri-whole-body', 'unlisted-MRI', {
  ...wholeBody,
  reportedAs: 'unlisted-mri',
});
