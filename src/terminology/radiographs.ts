import type { BodyRegion, Study, StudyRegion } from './types.ts';

function film(
  cpt: string,
  region: StudyRegion,
  shows: readonly BodyRegion[],
  label: string,
  loinc = '',
  snomed = '',
): Study {
  return {
    cpt,
    modality: 'radiograph',
    region,
    contrast: 'not-applicable',
    label: `X-ray ${label}`,
    shows,
    scope: 'never',
    loinc: loinc === '' ? [] : loinc.split(' '),
    snomed: snomed === '' ? [] : snomed.split(' '),
  };
}

const everyRegion: readonly BodyRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
];
const wholeColumn: readonly BodyRegion[] = ['cervical', 'thoracic', 'lumbar'];

/**
 * Plain radiographs (evidence contract, "plain radiograph"): never an order to judge, but evidence.
 * 72020 is a single view of whichever level, so it shows none for certain. The pelvis film shows the
 * sacro-iliac joints.
 */
export const radiographs: readonly Study[] = [
  film(
    '72040',
    'cervical',
    ['cervical'],
    'cervical spine, 2 or 3 views',
    '24941-7 24942-5 30726-4 36669-0 43539-6',
  ),
  film(
    '72050',
    'cervical',
    ['cervical'],
    'cervical spine, 4 or 5 views',
    '24939-1 36331-7 83023-2',
  ),
  film(
    '72052',
    'cervical',
    ['cervical'],
    'cervical spine, 6 or more views',
    '36680-7 42691-6 79352-1',
  ),
  film(
    '72070',
    'thoracic',
    ['thoracic'],
    'thoracic spine, 2 views',
    '30753-8 30754-6 37905-7 69274-9',
  ),
  film('72072', 'thoracic', ['thoracic'], 'thoracic spine, 3 views', '37906-5 38009-7 42443-2'),
  film('72074', 'thoracic', ['thoracic'], 'thoracic spine, 4 or more views', '37907-3'),
  film(
    '72100',
    'lumbar',
    ['lumbar'],
    'lumbar spine, 2 or 3 views',
    '24970-6 30775-1 30776-9 36670-8 36674-0 36946-2 36949-6 37078-3 39333-0 48469-1',
  ),
  film(
    '72110',
    'lumbar',
    ['lumbar'],
    'lumbar spine, 4 or more views',
    '30797-5 36332-5 36681-5 37073-4 47382-7',
  ),
  film('72114', 'lumbar', ['lumbar'], 'lumbar spine, complete with bending views'),
  film('72120', 'lumbar', ['lumbar'], 'lumbar spine, bending views only', '24971-4 42413-5'),
  film('72082', 'spine', everyRegion, 'entire spine, 2 or 3 views'),
  film('72081', 'spine', everyRegion, 'entire spine, 1 view'),
  film('72083', 'spine', everyRegion, 'entire spine, 4 or 5 views'),
  film('72084', 'spine', everyRegion, 'entire spine, 6 or more views'),
  film(
    '72080',
    'spine',
    ['thoracic', 'lumbar'],
    'thoracolumbar junction',
    '37974-3 37975-0 69273-1',
  ),
  film('72020', 'spine', [], 'spine, 1 view', '37875-2', '1290640000'),
  film(
    '72220',
    'pelvis',
    ['sacrum-coccyx'],
    'sacrum and coccyx',
    '24665-2 30883-3 30884-1 36647-6 36688-0 37651-7 37652-5 39061-7 44179-0 79367-9 83025-7 83044-8',
    '1290655009',
  ),
  film('72200', 'pelvis', ['sacroiliac'], 'sacro-iliac joints, 1 or 2 views', '48467-5 83043-0'),
  film(
    '72202',
    'pelvis',
    ['sacroiliac'],
    'sacro-iliac joints, 3 or more views',
    '37648-3 44189-9 48746-2',
  ),
  film(
    '72170',
    'pelvis',
    ['sacroiliac'],
    'pelvis, 1 or 2 views',
    '37616-0 37617-8 37622-8 43522-2 44201-2',
  ),
  film('72190', 'pelvis', ['sacroiliac'], 'pelvis, 3 or more views', '30766-0 43543-8 44192-3'),
];

/**
 * Films that LOINC or SNOMED CT name without a number of views that CPT knows. The CPT code is the
 * nearest one of the region; it serves as an example and finds the numbered film above.
 */
export const radiographsWithoutNumber: readonly Study[] = [
  film(
    '72040',
    'cervical',
    ['cervical'],
    'cervical spine',
    '24940-9 24943-3 24944-1 24945-8 24946-6 24948-2 30724-9 30725-6 37171-6 44212-9 79351-3',
    '712970008',
  ),
  film(
    '72070',
    'thoracic',
    ['thoracic'],
    'thoracic spine',
    '24983-9 30752-0 30756-1 37904-0 69275-6 70932-9',
    '1290654008',
  ),
  film(
    '72100',
    'lumbar',
    ['lumbar'],
    'lumbar spine',
    '24969-8 24972-2 30773-6 30774-4 30777-7 37003-1 37172-4 37208-6 37340-7',
    '840361000 22791004',
  ),
  film(
    '72082',
    'spine',
    ['thoracic', 'lumbar'],
    'thoracic and lumbar spine',
    '24929-2 24930-0 24984-7 30714-0 30715-7 30717-3 37658-2 38121-0 38123-6 38124-4 39367-8 42692-4',
    '444634007',
  ),
  film('72100', 'lumbar', ['lumbar', 'sacrum-coccyx'], 'lumbar spine and sacrum', '79371-1'),
  film(
    '72100',
    'lumbar',
    ['lumbar', 'sacroiliac'],
    'lumbar spine and sacro-iliac joints',
    '24975-5',
  ),
  film(
    '72082',
    'spine',
    wholeColumn,
    'cervical, thoracic and lumbar spine',
    '38008-9 39067-4 43784-8 44203-8 83028-1',
    '1367647005',
  ),
  film(
    '72200',
    'pelvis',
    ['sacroiliac'],
    'sacro-iliac joints',
    '24900-3 36633-6 44181-6',
    '783627007',
  ),
  film('72170', 'pelvis', ['sacroiliac'], 'pelvis', '28561-9 30772-8', '713021002'),
];
