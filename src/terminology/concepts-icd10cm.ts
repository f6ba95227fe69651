import type { BodyRegion, Concept } from './types.ts';

/** How a code puts its condition somewhere: fixed, or by the site digit at a place of the undotted code. */
type RegionRule = readonly BodyRegion[] | 'site-at-5' | 'site-at-6';

/**
 * What a seventh character must say: `acute` = A or B (initial encounter for a fracture, closed or
 * open), so a code cut short, a later encounter and a sequela don't count; `not-sequela` = not S.
 */
type SeventhCharacter = 'any' | 'acute' | 'not-sequela';

/** What ICD-10-CM codes mean here. A code ends with `*` where every code below it counts, too. */
export interface Icd10cmRule {
  readonly codes: readonly string[];
  readonly concepts: readonly Concept[];
  readonly regions: RegionRule;
  readonly seventh: SeventhCharacter;
  /** The code says by itself that both sides are affected. */
  readonly bilateral?: true;
  /** The code alone says too little: one of the phrases must stand in the resource's words. */
  readonly onlyWithWords?: readonly string[];
}

function rule(
  codes: string,
  concepts: readonly Concept[],
  regions: RegionRule = [],
  seventh: SeventhCharacter = 'any',
): Icd10cmRule {
  return { codes: codes.split(' '), concepts, regions, seventh };
}

/** Categories of malignant neoplasms, C00 to C96, with the lettered ones between. */
const malignantCategories = [
  ...Array.from({ length: 97 }, (_, number) => `C${String(number).padStart(2, '0')}*`),
  'C4A*',
  'C7A*',
  'C7B*',
].join(' ');

/** Transport accidents, V00 to V99. */
const transportAccidents = Array.from({ length: 10 }, (_, digit) => `V${digit}*`).join(' ');

const sacrum: readonly BodyRegion[] = ['sacrum-coccyx', 'sacroiliac'];

/**
 * Conditions by ICD-10-CM (evidence contract, "Indications and conditions"). A code may match several
 * rules and then means all their concepts. Family history (Z80–Z84) and personal history (Z85–Z87)
 * are in no rule.
 *
 * Site digits of the M chapter: 1 occiput to axis, 2 cervical, 3 cervicothoracic, 4 thoracic,
 * 5 thoracolumbar, 6 lumbar, 7 lumbosacral, 8 sacral; 0 and 9 name no site.
 */
export const icd10cmRules: readonly Icd10cmRule[] = [
  rule(
    'M54.16 M54.17 M54.3* M54.4* M51.16 M51.17 M47.26 M47.27',
    ['lumbar-radiculopathy'],
    ['lumbar'],
  ),
  rule('M54.11 M54.12 M54.13 M47.22 M47.23', ['cervical-radicular-pain'], 'site-at-5'),
  rule('M50.1*', ['cervical-radicular-pain'], ['cervical']),
  rule('M54.14 M54.15 M51.14 M51.15 M47.24 M47.25', ['thoracic-radicular-pain'], 'site-at-5'),
  rule('G57.0* G57.1* G57.2* G57.3* G57.4*', ['focal-neuropathy'], ['lumbar']),
  rule('M54.5*', ['low-back-pain'], ['lumbar']),
  rule('M54.2', ['neck-pain'], ['cervical']),
  rule('M54.6', ['thoracic-pain'], ['thoracic']),
  rule('M51.2* M51.3*', ['disc-disease'], 'site-at-5'),
  rule('M50.2* M50.3*', ['disc-disease'], ['cervical']),
  rule('G83.4', ['cauda-equina-syndrome'], ['lumbar']),
  rule('M47.1*', ['myelopathy'], 'site-at-5'),
  rule('M50.0*', ['myelopathy'], ['cervical']),
  rule('M51.04 M51.05 M51.06', ['myelopathy'], 'site-at-5'),
  rule('G95.2* G95.9 G99.2', ['myelopathy']),
  rule('G35* G36.0 G37.3 G04.9* G04.89', ['myelitis']),
  // The whole cord is looked at, whichever level the defect has.
  rule('Q06.8 Q06.2 Q05* Q76.0', ['tethered-cord']),
  rule(
    'M48.06 M48.061 M48.07 M99.23 M99.33 M99.43 M99.53 M99.63 M99.73',
    ['lumbar-stenosis'],
    ['lumbar'],
  ),
  rule('M48.062', ['lumbar-stenosis', 'neurogenic-claudication'], ['lumbar']),
  rule('M43.1*', ['spondylolisthesis'], 'site-at-5'),
  rule('Q76.2', ['spondylolisthesis']),
  rule('M43.0*', ['spondylolysis'], 'site-at-5'),
  rule('M48.5*', ['compression-fracture'], 'site-at-5', 'not-sequela'),
  rule('M80.08* M80.88* M84.48* M84.58*', ['compression-fracture'], [], 'not-sequela'),
  rule('M81* M80* Z79.52', ['insufficiency-fracture-predisposition']),
  rule('S12*', ['acute-spinal-fracture'], ['cervical'], 'acute'),
  rule('S22.0*', ['acute-spinal-fracture'], ['thoracic'], 'acute'),
  rule('S32.0*', ['acute-spinal-fracture'], ['lumbar'], 'acute'),
  rule('S32.1*', ['acute-spinal-fracture', 'sacral-fracture'], sacrum, 'acute'),
  rule('S32.2*', ['acute-spinal-fracture'], ['sacrum-coccyx'], 'acute'),
  // Other parts of the pelvis: the ring beside the sacrum, so no level of the spine.
  rule('S32.8*', ['acute-spinal-fracture'], ['sacroiliac'], 'acute'),
  rule('M53.3', ['sacrococcygeal-disorder'], sacrum),
  rule('M46.1 S33.6* M53.2X8', ['sacroiliac-joint'], ['sacroiliac']),
  rule('M08*', ['juvenile-idiopathic-arthritis']),
  // The whole spine is at risk, whichever level is named.
  rule('M45* M48.1*', ['ankylosing-spondylitis-or-dish']),
  rule('G95.0', ['syringomyelia']),
  rule('M40.0* M40.1* M40.3* M40.4* M40.5*', ['spinal-deformity'], 'site-at-5'),
  rule('M40.2*', ['spinal-deformity'], 'site-at-6'),
  rule('M41.0* M41.2* M41.3* M41.4* M41.5* M41.8* M41.9', ['spinal-deformity'], 'site-at-5'),
  rule('M41.1*', ['spinal-deformity'], 'site-at-6'),
  rule('Q67.5 Q76.3', ['spinal-deformity']),
  rule('C41.2 C72.0 C70.1 C79.51 C79.49 D16.6 D32.1 D33.4 D42.1 D43.4 D48.0', ['spinal-neoplasm']),
  rule('C72.1', ['spinal-neoplasm'], ['lumbar']),
  {
    ...rule('D49.2', ['spinal-neoplasm']),
    onlyWithWords: ['spine', 'spinal', 'vertebra', 'vertebral', 'vertebrae', 'sacrum', 'sacral'],
  },
  rule(malignantCategories, ['malignancy']),
  rule('M46.2* M46.3* M46.4*', ['spinal-infection'], 'site-at-5'),
  rule('G06.1 A18.01', ['spinal-infection']),
  rule('I71*', ['aortic-emergency']),
  rule('M96.1 Z98.1', ['post-operative-status']),
  rule('M96.0', ['post-operative-status', 'pseudoarthrosis']),
  rule('M43.2*', ['post-operative-status'], 'site-at-5'),
  rule('M21.37*', ['foot-drop'], ['lumbar']),
  { ...rule('G82.2*', ['bilateral-leg-weakness']), bilateral: true },
  {
    ...rule('R29.898', ['bilateral-leg-weakness']),
    bilateral: true,
    onlyWithWords: [
      'bilateral leg weakness',
      'weakness of both legs',
      'weakness in both legs',
      'both legs weak',
      'bilateral lower extremity weakness',
      'bilateral lower limb weakness',
      'weakness of both lower extremities',
      'weakness of both lower limbs',
    ],
  },
  // Being pregnant; delivery, the time after it and termination are none.
  rule('Z33.1 Z33.3 Z34* Z3A* O09* O2* O30* O31* O32* O33* O34* O35* O36* O4*', ['pregnancy']),
  rule('R29.2', ['abnormal-reflex']),
  rule('R33* R32 R15*', ['sphincter-or-saddle-disturbance']),
  rule('R63.4', ['abnormal-weight-loss']),
  rule('R50*', ['fever']),
  rule(`${transportAccidents} W13* W17*`, ['high-risk-mechanism'], [], 'not-sequela'),
  rule('Z95.0 Z95.810 Z18.1*', ['mri-contraindication']),
];
