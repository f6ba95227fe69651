import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { type Answers, firstAnswer, oldestOf } from './answers-of-episode.ts';
import type { ChartParts } from './chart-parts.ts';
import type { Attestation, ChartDate, ImagingFact } from './types.ts';

const films: Readonly<Record<string, string>> = {
  cervical: '72040',
  thoracic: '72070',
  lumbar: '72100',
  'sacrum-coccyx': '72220',
  sacroiliac: '72202',
  'full-spine': '72082',
};

const mris: Readonly<Record<string, string>> = {
  cervical: '72141',
  thoracic: '72146',
  lumbar: '72148',
  'sacrum-coccyx': '72195',
  sacroiliac: '72195',
};

/** Films and advanced imaging that were attested, with their results. */
export function attestedImaging(given: Answers, parts: ChartParts): void {
  const filmItems = ['plain-radiograph.region', 'plain-radiograph.result'];
  const ofFilm = given.since('plain-radiograph.date', filmItems);
  const film = ofFilm.get('plain-radiograph.region');
  if (film !== undefined) {
    const result = ofFilm.choice('plain-radiograph.result');
    addImaging(
      parts.imaging,
      { ...film, authored: oldestOf(ofFilm, filmItems) ?? film.authored },
      studyFor(films, ofFilm.text('plain-radiograph.region')),
      ofFilm.date('plain-radiograph.date'),
      result === undefined ? [] : [result],
    );
  }
  const mriItems = ['mri.result', 'mri.region'];
  const ofMri = given.since('mri.date', mriItems);
  const mri = firstAnswer(ofMri, mriItems);
  if (mri !== undefined) {
    const result = ofMri.choice('mri.result');
    const said: readonly Conclusion[] =
      result === 'nondiagnostic' ? ['non-diagnostic'] : result === 'diagnostic' ? ['other'] : [];
    addImaging(
      parts.imaging,
      { ...mri, authored: oldestOf(ofMri, mriItems) ?? mri.authored },
      studyFor(mris, ofMri.text('mri.region')),
      ofMri.date('mri.date'),
      said,
    );
  }
  const spect = given.get('spect.result');
  const spectResult = given.choice('spect.result');
  if (spect !== undefined && spectResult !== undefined) {
    addImaging(parts.imaging, spect, studyByCpt('78803'), spect.authored, [spectResult]);
  }
}

function studyFor(
  codes: Readonly<Record<string, string>>,
  region: string | undefined,
): Study | undefined {
  const code = region !== undefined && Object.hasOwn(codes, region) ? codes[region] : undefined;
  return code === undefined ? undefined : studyByCpt(code);
}

function addImaging(
  imaging: ImagingFact[],
  attestation: Attestation,
  study: Study | undefined,
  date: ChartDate | undefined,
  conclusions: readonly Conclusion[],
): void {
  if (study === undefined) return;
  imaging.push({
    study,
    ...(date === undefined ? {} : { date }),
    resultsAvailable: conclusions.length > 0,
    conclusions: new Set(conclusions),
    authored: attestation.authored,
    evidence: {
      ...attestation.evidence,
      ...(date === undefined ? {} : { date: date.text }),
      text: `Attested: ${study.label}`,
    },
  });
}
