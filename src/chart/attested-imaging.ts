import { studyByCpt } from '../terminology/study-catalogue.ts';
import { cptOf } from '../terminology/study-codes.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { type Answers, firstAnswer, oldestOf } from './answers-of-episode.ts';
import type { ChartParts } from './chart-parts.ts';
import type { Attestation, ChartDate, ImagingFact } from './types.ts';

const films: Readonly<Record<string, string>> = {
  cervical: 'film-cervical-2-or-3-views',
  thoracic: 'film-thoracic-2-views',
  lumbar: 'film-lumbar-2-or-3-views',
  'sacrum-coccyx': 'film-sacrum-and-coccyx',
  sacroiliac: 'film-sacroiliac-3-or-more-views',
  'full-spine': 'film-entire-spine-2-or-3-views',
};

const mris: Readonly<Record<string, string>> = {
  cervical: 'mri-cervical-without',
  thoracic: 'mri-thoracic-without',
  lumbar: 'mri-lumbar-without',
  'sacrum-coccyx': 'mri-pelvis-without',
  sacroiliac: 'mri-pelvis-without',
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
    addImaging(parts.imaging, spect, studyByCpt(cptOf('spect-one-area')), spect.authored, [
      spectResult,
    ]);
  }
}

function studyFor(
  names: Readonly<Record<string, string>>,
  region: string | undefined,
): Study | undefined {
  const name = region !== undefined && Object.hasOwn(names, region) ? names[region] : undefined;
  return name === undefined ? undefined : studyByCpt(cptOf(name));
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
