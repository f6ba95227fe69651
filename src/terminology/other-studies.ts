import type { BodyRegion, Modality, Study, StudyRegion } from './types.ts';

interface Details {
  readonly region?: StudyRegion;
  readonly shows?: readonly BodyRegion[];
  readonly scope?: Study['scope'];
}

function study(
  cpt: string,
  modality: Modality,
  label: string,
  details: Details = {},
  loinc = '',
  snomed = '',
): Study {
  return {
    cpt,
    modality,
    region: details.region ?? 'unspecified',
    contrast: 'not-applicable',
    label,
    shows: details.shows ?? [],
    scope: details.scope ?? 'with-spine-reason',
    loinc: loinc === '' ? [] : loinc.split(' '),
    snomed: snomed === '' ? [] : snomed.split(' '),
  };
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
  study('78306', 'bone-scan', 'Whole-body bone scan', wholeBody, '39818-0'),
  study('78315', 'bone-scan', 'Three-phase bone scan', {}, '39882-6 39883-4 39901-4 39902-2'),
  study('78803', 'SPECT', 'SPECT, one area', {}, '24578-7 39813-1 39879-2'),
  study('78830', 'SPECT-CT', 'SPECT/CT, one area'),
  study(
    '78802',
    'gallium-scan',
    'Whole-body gallium-type scan, one day',
    wholeBody,
    '39683-8 39829-7 39830-5',
  ),
  study('78804', 'gallium-scan', 'Whole-body gallium-type scan, two or more days', wholeBody),
  study('78813', 'PET', 'PET, whole body', wholeBody, '44139-4'),
  study('78811', 'PET', 'PET, limited area'),
  study('78812', 'PET', 'PET, skull base to mid-thigh', trunk, '58741-0'),
  study(
    '78816',
    'PET-CT',
    'PET/CT, whole body',
    wholeBody,
    '81552-2 81555-5 82805-3 82806-1',
    '443271005',
  ),
  study('78814', 'PET-CT', 'PET/CT, limited area', {}, '81553-0'),
  study(
    '78815',
    'PET-CT',
    'PET/CT, skull base to mid-thigh',
    trunk,
    '81551-4 81554-8 82808-7 82809-5',
  ),
  study(
    '76800',
    'ultrasound',
    'Ultrasound of the spinal canal',
    severalLevels,
    '24926-8 81159-6',
    '241516003',
  ),
  study(
    '72198',
    'MRA',
    'MR angiography, pelvis',
    { region: 'pelvis' },
    '24873-2 30867-6 36863-9 36883-7',
  ),
  study(
    '74185',
    'MRA',
    'MR angiography, abdomen',
    { region: 'abdomen' },
    '24533-2 36791-2 36855-5 36878-7',
  ),
  study(
    '72159',
    'MRA',
    'MR angiography, spinal canal',
    {
      region: 'spine',
      shows: spine,
    },
    '37497-5 37500-6 37501-4 37502-2 37503-0 37505-5 37506-3 37507-1 37508-9 37510-5 37511-3 37512-1 37994-1 49565-5',
  ),
  study('72191', 'CTA', 'CT angiography, pelvis', { region: 'pelvis' }, '30623-3 42294-9'),
  study('74175', 'CTA', 'CT angiography, abdomen', { region: 'abdomen' }, '30805-6 36828-2'),
  study(
    '74174',
    'CTA',
    'CT angiography, abdomen and pelvis',
    {
      region: 'abdomen-pelvis',
    },
    '69908-2 82679-2',
  ),
  study('72240', 'myelography', 'Cervical myelography', myelogram('cervical'), '24947-4'),
  study('72255', 'myelography', 'Thoracic myelography', myelogram('thoracic'), '24985-4'),
  study('72265', 'myelography', 'Lumbar myelography', myelogram('lumbar'), '24974-8'),
  study(
    '72270',
    'myelography',
    'Myelography, two or more regions',
    severalLevels,
    '30808-0 38103-8',
  ),
  study('62284', 'myelography', 'Lumbar injection for myelography or CT', myelogram('lumbar')),
  study('62302', 'myelography', 'Cervical myelography with injection', myelogram('cervical')),
  study('62303', 'myelography', 'Thoracic myelography with injection', myelogram('thoracic')),
  study('62304', 'myelography', 'Lumbosacral myelography with injection', myelogram('lumbar')),
  study('62305', 'myelography', 'Myelography with injection, two or more regions', severalLevels),
  study('76376', '3D-rendering', '3D rendering, on the scanner'),
  study('76377', '3D-rendering', '3D rendering, on a separate workstation'),
  study('76390', 'MR-spectroscopy', 'MR spectroscopy', {}, '37443-9'),
  study('0609T', 'MR-spectroscopy', 'MR spectroscopy of discs, data acquisition', discs),
  study('0610T', 'MR-spectroscopy', 'MR spectroscopy of discs, data transmission', discs),
  study('0611T', 'MR-spectroscopy', 'MR spectroscopy of discs, data analysis', discs),
  study('0612T', 'MR-spectroscopy', 'MR spectroscopy of discs, interpretation', discs),
  study('0648T', 'quantitative-MRI', 'Quantitative MRI, one organ'),
  study('0649T', 'quantitative-MRI', 'Quantitative MRI, one organ, with diagnostic MRI'),
  study('0697T', 'quantitative-MRI', 'Quantitative MRI, several organs'),
  study('0698T', 'quantitative-MRI', 'Quantitative MRI, several organs, with diagnostic MRI'),
  study('77002', 'imaging-guidance', 'Fluoroscopic guidance of a needle'),
  study('77003', 'imaging-guidance', 'Fluoroscopic guidance of a spinal injection'),
  study('77011', 'imaging-guidance', 'CT guidance, stereotactic'),
  study('77012', 'imaging-guidance', 'CT guidance of a needle'),
  study('76942', 'imaging-guidance', 'Ultrasound guidance of a needle'),
  study('76497', 'unlisted-CT', 'Unlisted CT procedure'),
  study('76498', 'unlisted-MRI', 'Unlisted MRI procedure, such as whole-body MRI'),
];

function myelogram(region: 'cervical' | 'thoracic' | 'lumbar'): Details {
  return { region, shows: [region], scope: 'always' };
}

/**
 * Whole-body MRI has no CPT code of its own: it is reported as the unlisted MRI procedure (necessity-2),
 * under which the catalogue finds it by CPT, and has codes elsewhere.
 */
export const wholeBodyMri: Study = study(
  '76498',
  'unlisted-MRI',
  'Whole-body MRI',
  wholeBody,
  '46358-8 80499-7',
);
