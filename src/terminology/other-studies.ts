import type { BodyRegion, Modality, Study, StudyRegion } from './types.ts';

interface Details {
  readonly region?: StudyRegion;
  readonly shows?: readonly BodyRegion[];
  readonly scope?: Study['scope'];
  readonly loinc?: readonly string[];
  readonly snomed?: readonly string[];
}

function study(cpt: string, modality: Modality, label: string, details: Details = {}): Study {
  return {
    cpt,
    modality,
    region: details.region ?? 'unspecified',
    contrast: 'not-applicable',
    label,
    shows: details.shows ?? [],
    scope: details.scope ?? 'with-spine-reason',
    loinc: details.loinc ?? [],
    snomed: details.snomed ?? [],
  };
}

const spine: readonly BodyRegion[] = ['cervical', 'thoracic', 'lumbar'];
const whole: readonly BodyRegion[] = [...spine, 'sacrum-coccyx', 'sacroiliac'];
const wholeBody: Details = { region: 'whole-body', shows: whole };

/**
 * Everything of the catalogue that is not MRI or CT of a level (formal logic, section 1). A limited
 * nuclear study names no level by its code, so it shows none for certain: the order's body site does.
 */
export const otherStudies: readonly Study[] = [
  study('78306', 'bone-scan', 'Whole-body bone scan', wholeBody),
  study('78315', 'bone-scan', 'Three-phase bone scan'),
  study('78803', 'SPECT', 'SPECT, one area'),
  study('78830', 'SPECT-CT', 'SPECT/CT, one area'),
  study('78802', 'gallium-scan', 'Whole-body gallium-type scan, one day', wholeBody),
  study('78804', 'gallium-scan', 'Whole-body gallium-type scan, two or more days', wholeBody),
  study('78813', 'PET', 'PET, whole body', wholeBody),
  study('78811', 'PET', 'PET, limited area'),
  study('78812', 'PET', 'PET, skull base to mid-thigh', { shows: whole }),
  study('78816', 'PET-CT', 'PET/CT, whole body', wholeBody),
  study('78814', 'PET-CT', 'PET/CT, limited area'),
  study('78815', 'PET-CT', 'PET/CT, skull base to mid-thigh', { shows: whole }),
  study('76800', 'ultrasound', 'Ultrasound of the spinal canal', {
    region: 'spine',
    shows: spine,
    scope: 'always',
  }),
  study('72198', 'MRA', 'MR angiography, pelvis', { region: 'pelvis' }),
  study('74185', 'MRA', 'MR angiography, abdomen', { region: 'abdomen' }),
  study('72159', 'MRA', 'MR angiography, spinal canal', {
    region: 'spine',
    shows: spine,
  }),
  study('72191', 'CTA', 'CT angiography, pelvis', { region: 'pelvis' }),
  study('74175', 'CTA', 'CT angiography, abdomen', { region: 'abdomen' }),
  study('74174', 'CTA', 'CT angiography, abdomen and pelvis', {
    region: 'abdomen-pelvis',
  }),
  study('72240', 'myelography', 'Cervical myelography', myelogram('cervical')),
  study('72255', 'myelography', 'Thoracic myelography', myelogram('thoracic')),
  study('72265', 'myelography', 'Lumbar myelography', myelogram('lumbar')),
  study('72270', 'myelography', 'Myelography, two or more regions', {
    region: 'spine',
    shows: spine,
    scope: 'always',
  }),
  study('62284', 'myelography', 'Lumbar injection for myelography or CT', myelogram('lumbar')),
  study('62302', 'myelography', 'Cervical myelography with injection', myelogram('cervical')),
  study('62303', 'myelography', 'Thoracic myelography with injection', myelogram('thoracic')),
  study('62304', 'myelography', 'Lumbosacral myelography with injection', myelogram('lumbar')),
  study('62305', 'myelography', 'Myelography with injection, two or more regions', {
    region: 'spine',
    shows: spine,
    scope: 'always',
  }),
  study('76376', '3D-rendering', '3D rendering, on the scanner'),
  study('76377', '3D-rendering', '3D rendering, on a separate workstation'),
  study('76390', 'MR-spectroscopy', 'MR spectroscopy'),
  study('0609T', 'MR-spectroscopy', 'MR spectroscopy of discs, data acquisition', discs()),
  study('0610T', 'MR-spectroscopy', 'MR spectroscopy of discs, data transmission', discs()),
  study('0611T', 'MR-spectroscopy', 'MR spectroscopy of discs, data analysis', discs()),
  study('0612T', 'MR-spectroscopy', 'MR spectroscopy of discs, interpretation', discs()),
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

function discs(): Details {
  return { region: 'spine', shows: spine };
}
