import { crossSectionalStudies } from './cross-sectional-studies.ts';
import { otherStudies as nuclearStudies } from './other-studies.ts';
import { radiographs, radiographsWithoutNumber } from './radiographs.ts';
import { remembering } from './remember.ts';
import { cptOf } from './study-codes.ts';
import type { BodyRegion, Contrast, Study } from './types.ts';
import { areKnown, hasAny, phraseList, type Word, wordsOf } from './words.ts';

type NamedModality = 'MRI' | 'CT' | 'radiograph';

/** What a study is called. A word that belongs to two modalities names none. */
const modalityWords: readonly (readonly [NamedModality, readonly string[]])[] = [
  ['MRI', phraseList('mri, mr, magnetic resonance, nmr')],
  ['CT', phraseList('ct, cat scan, computed tomography, computerized tomography')],
  [
    'radiograph',
    phraseList(
      `xr, xray, xrays, x ray, x rays, radiograph, radiographs, radiography, radiographic, plain film, plain films, film, films,
      roentgenogram, dx, cr, views, view, 2v, 3v, 4v, 5v`,
    ),
  ],
];

/** Other studies and other uses of the same machines: none that the spine's list names. */
const otherStudies = phraseList(
  `mra, cta, angiogram, angiography, venogram, spectroscopy, guided, guidance, biopsy, injection, aspiration, fluoroscopy, fluoro, fluoroscopic,
  intraoperative, swallow, survey, dexa, dxa, bone density, densitometry, bone scan, pet, spect, ultrasound, us, elastography, arthrogram,
  plexus, neurography, neurogram, nerve, nerves, chest, abdomen, abdominal, brain, head, skull, soft tissue, soft tissues, hip, hips, knee, shoulder, rib, ribs, discogram, discography, drain, puncture, catheter, shunt`,
);

/** Words that say that the spine is meant, so that "cervical" is no lymph node and "thoracic" no chest. */
const spineWords = phraseList(
  'spine, spinal, spines, vertebra, vertebral, vertebrae, c spine, cspine, t spine, tspine, l spine, lspine, ls spine, l sp, lsp, c sp, csp, t sp, tsp, ls sp',
);

const regionWords: readonly (readonly [BodyRegion, readonly string[], 'with-spine' | 'alone'])[] = [
  ['cervical', phraseList('cervical, c spine, cspine, cervicothoracic'), 'with-spine'],
  [
    'thoracic',
    phraseList('thoracic, dorsal, t spine, tspine, thoracolumbar, cervicothoracic'),
    'with-spine',
  ],
  [
    'lumbar',
    phraseList(
      'lumbar, lumbosacral, l spine, lspine, ls spine, l sp, lsp, ls sp, spine l s, l s spine, thoracolumbar, low back, lower back',
    ),
    'alone',
  ],
  ['sacrum-coccyx', phraseList('sacrum, coccyx, sacrococcygeal, sacral, tailbone'), 'alone'],
  ['sacroiliac', phraseList('sacroiliac, sacro iliac, si joint, si joints'), 'alone'],
];

/** What the text says that is not the study: reasons, comparisons, and what is not wanted. */
const clauseBreaks = new Set([
  'for',
  'due',
  'because',
  'history',
  'compared',
  'prior',
  'previous',
  'reason',
  'indication',
  'compare',
  'comparison',
  'correlate',
  'correlation',
  'versus',
  'vs',
]);

/**
 * The study that words name (evidence contract, "Shapes that hospitals write"): one modality, one level (films:
 * one or several), and the contrast where it is said; none said is without. Undefined where the words name no
 * spine study for certain: another examination, two modalities, several levels of one MRI or CT.
 */
export function studyNamed(text: string): Study | undefined {
  const [only, ...others] = studiesNamed(text);
  return others.length === 0 ? only : undefined;
}

/** As {@link studyNamed}, of studies that were done: several levels of one MRI or CT are one study each. */
export const studiesNamed = remembering((text: string): readonly Study[] => {
  const words = beforeReasons(wordsOf(withContrastSpelled(text)));
  if (isWholeBodyBoneScan(words)) return known(wholeBodyBoneScan);
  if (words.length === 0 || hasAny(words, otherStudies)) return none;
  const isMyelogram = hasAny(words, myelogram);
  const modality = modalityIn(words);
  if (modality === undefined || (isMyelogram && modality !== 'CT')) return none;
  const named = regionsIn(words, modality);
  const isWhole = named.length === 0 && hasAny(words, fullSpine);
  if (modality === 'radiograph') {
    if (isWhole) return known(fullSpineFilm);
    return known(named.length === 0 && words.includes('pelvis') ? pelvisFilm : filmOf(named));
  }
  const regions = isWhole ? wholeSpine : named;
  const contrast = isMyelogram ? 'with' : contrastIn(words);
  const wanted = new Set(
    regions.map((one) => (one === 'sacrum-coccyx' || one === 'sacroiliac' ? 'pelvis' : one)),
  );
  return [...wanted].flatMap((region) =>
    known(
      crossSectionalStudies.find(
        (study) =>
          study.modality === modality && study.region === region && study.contrast === contrast,
      ),
    ),
  );
});

/** "W/O", "W O", "C-/C+": with and without as technologists write them. */
function withContrastSpelled(text: string): string {
  return text
    .replaceAll(/\bw\s*\/?\s*o\b/gi, ' without ')
    .replaceAll(/\bw\s*\//gi, ' with ')
    .replaceAll(/\bc\s?[-–]\s*(?:\/|and|then|,)\s*c\s?\+/gi, ' without and with ')
    .replaceAll(/\bc\s?\+\s*(?:\/|and|then|,)\s*c\s?[-–]/gi, ' with and without ')
    .replaceAll(/\bc\s?\+(?!\w)/gi, ' with contrast ');
}

function known(study: Study | undefined): readonly Study[] {
  return study === undefined ? none : [study];
}

const none: readonly Study[] = [];
const wholeSpine: readonly BodyRegion[] = ['cervical', 'thoracic', 'lumbar'];

const fullSpine = phraseList(
  'entire spine, whole spine, full spine, total spine, complete spine, scoliosis series, scoliosis study, scoliosis views, scoliosis film, scoliosis films',
);
const fullSpineFilm = radiographs.find(
  ({ cpt }) => cpt === cptOf('film-entire-spine-2-or-3-views'),
);

const pelvisFilm = radiographs.find(({ cpt }) => cpt === cptOf('film-pelvis-1-or-2-views'));

const wholeBodyBoneScan = nuclearStudies.find(({ cpt }) => cpt === cptOf('bone-scan-whole-body'));

/** "NM bone scan whole body", and no further study beside it. */
function isWholeBodyBoneScan(words: readonly Word[]): boolean {
  return (
    hasAny(words, ['bone scan', 'bone scintigraphy']) &&
    hasAny(words, ['whole body', 'total body']) &&
    !hasAny(
      words,
      phraseList('three phase, 3 phase, triple phase, spect, ct, limited, density, pet'),
    )
  );
}

const myelogram = phraseList('myelogram, myelography, post myelogram, myelo');

const ofPatient: ReadonlySet<Word> = new Set(['history', 'prior', 'previous']);

function beforeReasons(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex((word) => clauseBreaks.has(word));
  if (end === -1) return words;
  // "With history of cancer" is no contrast.
  const isOfReason = words[end - 1] === 'with' && ofPatient.has(words[end] ?? '');
  return words.slice(0, isOfReason ? end - 1 : end);
}

/** What only films are made in, or called after: "lumbar spine series", "LS spine AP/lat". */
const ofFilms: ReadonlySet<Word> = new Set(
  'series ap pa lat lateral laterals oblique obliques odontoid swimmers eos rad'.split(' '),
);
/** What a film's name says besides. */
const ofFilmNames: ReadonlySet<Word> = new Set(
  `and or with the of spine spinal cervical thoracic lumbar lumbosacral thoracolumbar dorsal sacrum coccyx sacral sacroiliac si joint joints pelvis c t l s ls cspine tspine lspine scoliosis full whole entire total complete
  standing upright weight bearing supine erect flexion extension flex ext bending left right neutral open mouth limited routine minimum min portable only min w a p .`.split(
    /\s+/,
  ),
);

function isSeriesOfViews(words: readonly Word[]): boolean {
  return words.some((word) => ofFilms.has(word)) && areKnown(words, [ofFilms, ofFilmNames], /^\d$/);
}

function modalityIn(words: readonly Word[]): NamedModality | undefined {
  const named = modalityWords.filter(([, phrases]) => hasAny(words, phrases));
  if (named.length === 0) return isSeriesOfViews(words) ? 'radiograph' : undefined;
  // "MRI lumbar spine, 3 views" and "MRI or CT" are none for certain.
  return named.length === 1 ? named[0]?.[0] : undefined;
}

function regionsIn(words: readonly Word[], modality: NamedModality): readonly BodyRegion[] {
  // An MRI of a neck or a chest that is none of the spine names what else it shows.
  const ofSpine = hasAny(words, spineWords) || (modality === 'MRI' && !hasAny(words, notTheSpine));
  return regionWords
    .filter(([, phrases, needs]) => hasAny(words, phrases) && (needs === 'alone' || ofSpine))
    .map(([region]) => region);
}

const contrastWords = phraseList('contrast, gad, gadolinium, enhanced, enhancement');
/** What contrast is called behind "with", and what may stand between. */
const ofContrast =
  /^(?:contrast|gad|gado|gadolinium|dye|iv|intravenous|or|and|then|without|wo|w|c|the|\.)$/;
const withoutWords = phraseList(
  `without, wo, no contrast, non contrast, noncontrast, unenhanced, non enhanced, no gad, no gadolinium, no iv contrast, no intravenous contrast, contrast contraindicated,
  gadolinium contraindicated, contrast is contraindicated, gadolinium is contraindicated, contrast allergy, gadolinium allergy, allergic to contrast, allergic to gadolinium, avoid contrast, avoid gadolinium,
  contrast no, contrast none, contrast not needed, contrast not required, contrast declined`,
);
const bothWords = phraseList(
  `without and with, with and without, wwo, w and without, with and wo, w wo, wo w, without with, with without, w and wo, wo and w, w without, with wo,
  without then with, without then w, wo then with, wo then w, with then without, w then without, without contrast then with, without followed by with, without contrast followed by with, without contrast and with, with contrast and without,
  pre and post contrast, pre post contrast, pre and post gadolinium, pre and post gad, before and after contrast, before and after gadolinium`,
);

/** No word of contrast is without. */
function contrastIn(words: readonly Word[]): Contrast {
  if (hasAny(words, bothWords)) return 'without-and-with';
  if (hasAny(words, withoutWords)) return 'without';
  return hasAny(words, contrastWords) || words.some((_, at) => isWithContrast(words, at))
    ? 'with'
    : 'without';
}

/** "MRI lumbar spine with": with nothing else behind it ("with sedation", "with attention to L5") it is contrast that is meant. */
function isWithContrast(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  return (
    (words[at] === 'with' || words[at] === 'w') && (next === undefined || ofContrast.test(next))
  );
}

/** A film of the named levels: the numbered one where there is one, else one that shows them all. */
function filmOf(regions: readonly BodyRegion[]): Study | undefined {
  const [first] = regions;
  if (first === undefined) return undefined;
  const known = [...radiographsWithoutNumber, ...radiographs].find(
    ({ shows }) => shows.length === regions.length && regions.every((one) => shows.includes(one)),
  );
  if (known !== undefined) return known;
  const base = radiographs.find(({ shows }) => shows.includes(first));
  return base === undefined
    ? undefined
    : { ...base, shows: regions, label: `X-ray ${regions.join(', ')}`, loinc: [], snomed: [] };
}

/** What "cervical" and "thoracic" may be said of beside the spine. */
const notTheSpine = phraseList(
  'chest, aorta, aortic, outlet, lymph, node, nodes, soft tissue, soft tissues, cervix, uterus, carotid, esophagus, duct, wall, rib, ribs, neck',
);

/** Whether words name the spine, its levels or its joints. */
export function namesSpine(text: string): boolean {
  const words = wordsOf(text);
  return (
    hasAny(words, spineWords) ||
    words.some((word) => /^(?:c[1-7]|t(?:[3-9]|1[0-2])|l[1-5])$/.test(word)) ||
    hasAny(words, ['backbone']) ||
    regionWords.some(
      ([, phrases, needs]) =>
        hasAny(words, phrases) && (needs === 'alone' || !hasAny(words, notTheSpine)),
    )
  );
}
/** Whether words name an imaging study of any kind. */
export function namesImaging(text: string): boolean {
  const words = wordsOf(text);
  return modalityWords.some(([, phrases]) => hasAny(words, phrases)) || hasAny(words, imagingWords);
}

const imagingWords = phraseList(
  'imaging, scan, tomography, radiology, pet, spect, ultrasound, us, sonogram, sonography, mra, cta, bone scan, myelogram, fluoroscopy, angiogram',
);
