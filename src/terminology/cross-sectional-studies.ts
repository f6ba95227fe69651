import type { Contrast, Study } from './types.ts';

type Level = 'cervical' | 'thoracic' | 'lumbar' | 'pelvis';

const contrastWords: Readonly<Record<Contrast, string>> = {
  without: 'without contrast',
  with: 'with contrast',
  'without-and-with': 'without and with contrast',
  'not-applicable': '',
};

function study(
  cpt: string,
  modality: 'MRI' | 'CT',
  region: Level,
  contrast: Contrast,
  loinc: string,
  snomed = '',
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
    loinc: codes(loinc),
    snomed: codes(snomed),
  };
}

function codes(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/**
 * MRI and CT by level and contrast (formal logic, section 1). CT "with" of a spine level also stands
 * for CT after a myelogram. A LOINC or SNOMED CT code stands here only where it names the same
 * contrast as the CPT code; the sacrum and the sacro-iliac joints are ordered under the pelvis codes.
 */
export const crossSectionalStudies: readonly Study[] = [
  study('72141', 'MRI', 'cervical', 'without', '30667-0', '571891000119109'),
  study('72142', 'MRI', 'cervical', 'with', '24938-3', '60443006'),
  study('72156', 'MRI', 'cervical', 'without-and-with', '24937-5'),
  study('72146', 'MRI', 'thoracic', 'without', '36532-0', '396171000119100'),
  study('72147', 'MRI', 'thoracic', 'with', '24982-1', '91333005'),
  study('72157', 'MRI', 'thoracic', 'without-and-with', '24981-3'),
  study('72148', 'MRI', 'lumbar', 'without', '30679-5', '394451000119106'),
  study('72149', 'MRI', 'lumbar', 'with', '30678-7', '41333006'),
  study('72158', 'MRI', 'lumbar', 'without-and-with', '24967-2'),
  study(
    '72195',
    'MRI',
    'pelvis',
    'without',
    '30673-8 36521-3 36522-1 36502-3',
    '396161000119106 388321000119101 1332288001',
  ),
  study(
    '72196',
    'MRI',
    'pelvis',
    'with',
    '36237-6 36246-7 36247-5 36218-6',
    '433138001 709527009 1332285003',
  ),
  study('72197', 'MRI', 'pelvis', 'without-and-with', '30674-6 36391-1 36392-9 36376-2'),
  study('72125', 'CT', 'cervical', 'without', '30592-0', '572061000119104'),
  study('72126', 'CT', 'cervical', 'with', '24933-4 24934-2', '762008 241590005'),
  study('72127', 'CT', 'cervical', 'without-and-with', '36401-8'),
  study('72128', 'CT', 'thoracic', 'without', '30597-9', '572081000119108'),
  study('72129', 'CT', 'thoracic', 'with', '24979-7 30596-1', '113105001 241591009'),
  study('72130', 'CT', 'thoracic', 'without-and-with', '36403-4'),
  study('72131', 'CT', 'lumbar', 'without', '30620-9', '572091000119106'),
  study('72132', 'CT', 'lumbar', 'with', '24964-9 24965-6', '90523008 241592002'),
  study('72133', 'CT', 'lumbar', 'without-and-with', '36402-6'),
  study('72192', 'CT', 'pelvis', 'without', '30615-9 36501-5 36520-5', '395771000119107'),
  study('72193', 'CT', 'pelvis', 'with', '24866-6 36217-8 36245-9 82704-8', '74710000 430452007'),
  study('72194', 'CT', 'pelvis', 'without-and-with', '30616-7 36375-4 36390-3 82703-0'),
];

/** LOINC codes that say nothing of contrast ("MR Lumbar spine"), read as the study without. */
export const loincWithoutContrast: ReadonlyMap<string, string> = new Map([
  ['24935-9', '72141'],
  ['24980-5', '72146'],
  ['24968-0', '72148'],
  ['24932-6', '72125'],
  ['24978-9', '72128'],
  ['24963-1', '72131'],
]);
