import { studyWithCodes } from './study-codes.ts';
import type { BodyRegion, Study, StudyRegion } from './types.ts';

/** @param standIn the film whose CPT code stands for one that only LOINC or SNOMED CT names */
function film(
  concept: string,
  region: StudyRegion,
  shows: readonly BodyRegion[],
  standIn?: string,
): Study {
  const structure = { modality: 'radiograph', contrast: 'not-applicable', scope: 'never' } as const;
  return studyWithCodes(`film-${concept}`, { ...structure, region, shows }, standIn);
}

const wholeColumn: readonly BodyRegion[] = ['cervical', 'thoracic', 'lumbar'];
const everyRegion: readonly BodyRegion[] = [...wholeColumn, 'sacrum-coccyx', 'sacroiliac'];

/**
 * Plain radiographs (evidence contract, "plain radiograph"): never an order to judge, but evidence.
 * A single view of the spine is one of whichever level, so it shows none for certain. The pelvis film shows the
 * sacro-iliac joints.
 */
export const radiographs: readonly Study[] = [
  film('cervical-2-or-3-views', 'cervical', ['cervical']),
  film('cervical-4-or-5-views', 'cervical', ['cervical']),
  film('cervical-6-or-more-views', 'cervical', ['cervical']),
  film('thoracic-2-views', 'thoracic', ['thoracic']),
  film('thoracic-3-views', 'thoracic', ['thoracic']),
  film('thoracic-4-or-more-views', 'thoracic', ['thoracic']),
  film('lumbar-2-or-3-views', 'lumbar', ['lumbar']),
  film('lumbar-4-or-more-views', 'lumbar', ['lumbar']),
  film('lumbar-complete-with-bending', 'lumbar', ['lumbar']),
  film('lumbar-bending', 'lumbar', ['lumbar']),
  film('entire-spine-2-or-3-views', 'spine', everyRegion),
  film('entire-spine-1-view', 'spine', everyRegion),
  film('entire-spine-4-or-5-views', 'spine', everyRegion),
  film('entire-spine-6-or-more-views', 'spine', everyRegion),
  film('thoracolumbar-junction', 'spine', ['thoracic', 'lumbar']),
  film('spine-1-view', 'spine', []),
  film('sacrum-and-coccyx', 'pelvis', ['sacrum-coccyx']),
  film('sacroiliac-1-or-2-views', 'pelvis', ['sacroiliac']),
  film('sacroiliac-3-or-more-views', 'pelvis', ['sacroiliac']),
  film('pelvis-1-or-2-views', 'pelvis', ['sacroiliac']),
  film('pelvis-3-or-more-views', 'pelvis', ['sacroiliac']),
];

const [cervical, thoracic, lumbar] = [
  'film-cervical-2-or-3-views',
  'film-thoracic-2-views',
  'film-lumbar-2-or-3-views',
];
const entireSpine = 'film-entire-spine-2-or-3-views';

/**
 * Films that LOINC or SNOMED CT name without a number of views that CPT knows. The CPT code is the
 * nearest one of the region; it serves as an example and finds the numbered film above.
 */
export const radiographsWithoutNumber: readonly Study[] = [
  film('cervical', 'cervical', ['cervical'], cervical),
  film('thoracic', 'thoracic', ['thoracic'], thoracic),
  film('lumbar', 'lumbar', ['lumbar'], lumbar),
  film('thoracic-and-lumbar', 'spine', ['thoracic', 'lumbar'], entireSpine),
  film('lumbar-and-sacrum', 'lumbar', ['lumbar', 'sacrum-coccyx'], lumbar),
  film('lumbar-and-sacroiliac', 'lumbar', ['lumbar', 'sacroiliac'], lumbar),
  film('cervical-thoracic-and-lumbar', 'spine', wholeColumn, entireSpine),
  film('sacroiliac', 'pelvis', ['sacroiliac'], 'film-sacroiliac-1-or-2-views'),
  film('pelvis', 'pelvis', ['sacroiliac'], 'film-pelvis-1-or-2-views'),
];
