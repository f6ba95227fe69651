import type { BodyRegion, Contrast, Study, StudyRegion } from './types.ts';

/** Codes of other systems for one study; a LOINC code's contrast is exactly the study's. */
interface OtherCodes {
  readonly loinc?: readonly string[];
  readonly snomed?: readonly string[];
}

const contrastWords: Readonly<Record<Contrast, string>> = {
  without: 'without contrast',
  with: 'with contrast',
  'without-and-with': 'without and with contrast',
  'not-applicable': '',
};

function crossSection(
  cpt: string,
  modality: 'MRI' | 'CT',
  region: 'cervical' | 'thoracic' | 'lumbar' | 'pelvis',
  contrast: Contrast,
  codes: OtherCodes = {},
): Study {
  const pelvis = region === 'pelvis';
  return {
    cpt,
    modality,
    region,
    contrast,
    label: `${modality} ${pelvis ? 'pelvis' : `${region} spine`} ${contrastWords[contrast]}`,
    shows: pelvis ? ['sacrum-coccyx', 'sacroiliac'] : [region],
    scope: pelvis ? 'with-spine-reason' : 'always',
    loinc: codes.loinc ?? [],
    snomed: codes.snomed ?? [],
  };
}

/**
 * MRI and CT by level and contrast (formal logic, section 1). CT "with" of a spine level also stands
 * for CT after a myelogram.
 */
export const crossSectionalStudies: readonly Study[] = [
  crossSection('72141', 'MRI', 'cervical', 'without'),
  crossSection('72142', 'MRI', 'cervical', 'with'),
  crossSection('72156', 'MRI', 'cervical', 'without-and-with'),
  crossSection('72146', 'MRI', 'thoracic', 'without'),
  crossSection('72147', 'MRI', 'thoracic', 'with'),
  crossSection('72157', 'MRI', 'thoracic', 'without-and-with'),
  crossSection('72148', 'MRI', 'lumbar', 'without'),
  crossSection('72149', 'MRI', 'lumbar', 'with'),
  crossSection('72158', 'MRI', 'lumbar', 'without-and-with'),
  crossSection('72195', 'MRI', 'pelvis', 'without'),
  crossSection('72196', 'MRI', 'pelvis', 'with'),
  crossSection('72197', 'MRI', 'pelvis', 'without-and-with'),
  crossSection('72125', 'CT', 'cervical', 'without'),
  crossSection('72126', 'CT', 'cervical', 'with'),
  crossSection('72127', 'CT', 'cervical', 'without-and-with'),
  crossSection('72128', 'CT', 'thoracic', 'without'),
  crossSection('72129', 'CT', 'thoracic', 'with'),
  crossSection('72130', 'CT', 'thoracic', 'without-and-with'),
  crossSection('72131', 'CT', 'lumbar', 'without'),
  crossSection('72132', 'CT', 'lumbar', 'with'),
  crossSection('72133', 'CT', 'lumbar', 'without-and-with'),
  crossSection('72192', 'CT', 'pelvis', 'without'),
  crossSection('72193', 'CT', 'pelvis', 'with'),
  crossSection('72194', 'CT', 'pelvis', 'without-and-with'),
];

function radiograph(
  cpt: string,
  region: StudyRegion,
  shows: readonly BodyRegion[],
  label: string,
  codes: OtherCodes = {},
): Study {
  return {
    cpt,
    modality: 'radiograph',
    region,
    contrast: 'not-applicable',
    label,
    shows,
    scope: 'never',
    loinc: codes.loinc ?? [],
    snomed: codes.snomed ?? [],
  };
}

const everyRegion: readonly BodyRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
];

/**
 * Plain radiographs (evidence contract, "plain radiograph"): never an order to judge, but evidence.
 * 72020 is a single view of whichever level, so it shows none for certain. The pelvis film shows the
 * sacro-iliac joints.
 */
export const radiographs: readonly Study[] = [
  radiograph('72040', 'cervical', ['cervical'], 'X-ray cervical spine, 2 or 3 views'),
  radiograph('72050', 'cervical', ['cervical'], 'X-ray cervical spine, 4 or 5 views'),
  radiograph('72052', 'cervical', ['cervical'], 'X-ray cervical spine, 6 or more views'),
  radiograph('72070', 'thoracic', ['thoracic'], 'X-ray thoracic spine, 2 views'),
  radiograph('72072', 'thoracic', ['thoracic'], 'X-ray thoracic spine, 3 views'),
  radiograph('72074', 'thoracic', ['thoracic'], 'X-ray thoracic spine, 4 or more views'),
  radiograph('72100', 'lumbar', ['lumbar'], 'X-ray lumbar spine, 2 or 3 views'),
  radiograph('72110', 'lumbar', ['lumbar'], 'X-ray lumbar spine, 4 or more views'),
  radiograph('72114', 'lumbar', ['lumbar'], 'X-ray lumbar spine with bending views, complete'),
  radiograph('72120', 'lumbar', ['lumbar'], 'X-ray lumbar spine, bending views only'),
  radiograph('72081', 'spine', everyRegion, 'X-ray entire spine, 1 view'),
  radiograph('72082', 'spine', everyRegion, 'X-ray entire spine, 2 or 3 views'),
  radiograph('72083', 'spine', everyRegion, 'X-ray entire spine, 4 or 5 views'),
  radiograph('72084', 'spine', everyRegion, 'X-ray entire spine, 6 or more views'),
  radiograph('72080', 'spine', ['thoracic', 'lumbar'], 'X-ray thoracolumbar junction'),
  radiograph('72020', 'spine', [], 'X-ray spine, 1 view'),
  radiograph('72200', 'pelvis', ['sacroiliac'], 'X-ray sacro-iliac joints, 1 or 2 views'),
  radiograph('72202', 'pelvis', ['sacroiliac'], 'X-ray sacro-iliac joints, 3 or more views'),
  radiograph('72220', 'pelvis', ['sacrum-coccyx'], 'X-ray sacrum and coccyx'),
  radiograph('72170', 'pelvis', ['sacroiliac'], 'X-ray pelvis, 1 or 2 views'),
  radiograph('72190', 'pelvis', ['sacroiliac'], 'X-ray pelvis, 3 or more views'),
];
