import { studyWithCodes } from './study-codes.ts';
import type { Contrast, Study } from './types.ts';

const modalities = ['MRI', 'CT'] as const;
const levels = ['cervical', 'thoracic', 'lumbar', 'pelvis'] as const;
const contrasts: readonly Contrast[] = ['without', 'with', 'without-and-with'];

/**
 * MRI and CT by level and contrast (formal logic, section 1). CT "with" of a spine level also stands
 * for CT after a myelogram. A LOINC or SNOMED CT code stands in the data file only where it names the same
 * contrast as the CPT code; the sacrum and the sacro-iliac joints are ordered under the pelvis codes.
 */
export const crossSectionalStudies: readonly Study[] = modalities.flatMap((modality) =>
  levels.flatMap((region) =>
    contrasts.map((contrast) =>
      studyWithCodes(`${modality.toLowerCase()}-${region}-${contrast}`, {
        modality,
        region,
        contrast,
        shows: region === 'pelvis' ? ['sacrum-coccyx', 'sacroiliac'] : [region],
        scope: region === 'pelvis' ? 'with-spine-reason' : 'always',
      }),
    ),
  ),
);
