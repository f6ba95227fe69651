import { isBefore, isOnOrAfter } from '../../chart/dates.ts';
import type { ImagingFact } from '../../chart/types.ts';
import { withAttestation } from '../../guideline/attestation.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { LeafCriterion } from '../../logic/criterion.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import { regionNames } from '../../terminology/region-names.ts';
import type { BodyRegion, Conclusion } from '../../terminology/types.ts';

const asks = [
  'plain-radiograph.date',
  'plain-radiograph.region',
  'plain-radiograph.result',
  'episode.onset',
];

/** Radiographs of the case's patient that show one of the regions; attested ones only of this episode. */
export function radiographsOf(
  orderCase: Case,
  regions: readonly BodyRegion[],
): readonly ImagingFact[] {
  return orderCase.chart.imaging.filter(
    (image) =>
      image.study.modality === 'radiograph' &&
      image.study.shows.some((region) => regions.includes(region)),
  );
}

/** The radiographs that satisfy `plain-radiograph`: of the region, on or after the episode, results available. */
export function currentRadiographs(
  orderCase: Case,
  regions: readonly BodyRegion[],
): readonly ImagingFact[] {
  const { reference } = orderCase.episode;
  if (reference === undefined) return [];
  return radiographsOf(orderCase, regions).filter(
    (image) =>
      image.resultsAvailable &&
      image.date !== undefined &&
      isOnOrAfter(image.date, reference) === 'met',
  );
}

/** The regions whose film is asked for: by name, or as they follow from the order and its chart. */
export type FilmRegions = readonly BodyRegion[] | ((orderCase: Case) => readonly BodyRegion[]);

function regionsIn(regions: FilmRegions, orderCase: Case): readonly BodyRegion[] {
  return typeof regions === 'function' ? regions(orderCase) : regions;
}

/** The regions whose film an order needs: those that it shows. */
export function orderedRegions(orderCase: Case): readonly BodyRegion[] {
  return orderCase.regions;
}

/**
 * general-xray-1, standard-5, prereq-3, precond-4: plain radiographs of the region, done on or after the
 * start or change of the current episode, with results available. The same day counts.
 * A film of another region, an undated one and one without results document nothing.
 */
export function plainRadiograph(
  regions: FilmRegions,
  statements: readonly string[],
): LeafCriterion<Case> {
  return criterion({
    id: taken.id,
    question: taken.question,
    statements: ['general-xray-1', 'standard-5', 'prereq-3', 'precond-4', ...statements],
    asks,
    decide: (orderCase) => decideRadiograph(orderCase, regionsIn(regions, orderCase)),
  });
}

const taken = {
  id: 'plain-radiograph',
  question:
    'Are results available of a plain radiograph of the region, done since the episode began or changed?',
};

/**
 * What `plain-radiograph` finds for the regions, attestation included: for criteria that ask more of the film.
 * Where the film is denied nothing is asked, since what is known of a film settles nothing beside a "no".
 */
export function takenRadiograph(orderCase: Case, regions: readonly BodyRegion[]): Finding {
  const coded = decideRadiograph(orderCase, regions);
  const finding = withAttestation(orderCase, taken.id, taken.question, coded);
  const isDenied = attestedFlag(orderCase, taken.id)?.value === false;
  return isDenied ? { ...finding, asks: [] } : finding;
}

/** The finding of `plain-radiograph` for the regions, by what the chart's codes say. */
function decideRadiograph(orderCase: Case, regions: readonly BodyRegion[]): Finding {
  const where = regions.map((region) => regionNames[region]).join(' or ');
  const films = radiographsOf(orderCase, regions);
  if (films.length === 0) return notDocumented(`No plain radiograph of the ${where} is documented`);
  const { reference } = orderCase.episode;
  const current: Evidence[] = [];
  const earlier: Evidence[] = [];
  const open: Evidence[] = [];
  for (const film of films) {
    if (!film.resultsAvailable || film.date === undefined || reference === undefined) {
      // An unfinished report from before the episode leaves nothing open.
      const before =
        film.date !== undefined &&
        reference !== undefined &&
        isBefore(film.date, reference) === 'met';
      (before ? earlier : open).push(film.evidence);
      continue;
    }
    const since = isOnOrAfter(film.date, reference);
    (since === 'met' ? current : since === 'not-met' ? earlier : open).push(film.evidence);
  }
  if (current.length > 0) {
    return met(`Plain radiograph of the ${where} with results since the episode began`, current);
  }
  if (open.length > 0) {
    if (reference !== undefined) {
      return notDocumented(
        `A plain radiograph of the ${where} is recorded, but its date or its results are not`,
        open,
      );
    }
    const complete = films.some((film) => film.resultsAvailable && film.date !== undefined);
    return notDocumented(
      `A plain radiograph of the ${where} is recorded, but the onset of the episode is not documented`,
      open,
      complete ? ['episode.onset'] : undefined,
    );
  }
  return notMet(
    `The latest plain radiograph of the ${where} was done before the current episode began or changed (${reference?.text ?? ''})`,
    earlier,
  );
}

/** A film of the whole spine answers a question about one part of it only where none of that part was taken. */
function dedicated(films: readonly ImagingFact[]): readonly ImagingFact[] {
  const ofPart = films.filter(({ study }) => study.region !== 'spine');
  return ofPart.length > 0 ? ofPart : films;
}

/**
 * A question about what the radiograph shows. Without a radiograph that satisfies `plain-radiograph`
 * the answer is that criterion's; with one whose report does not say, `not-documented`.
 */
export function radiographShows(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly regions: FilmRegions;
  readonly met: readonly Conclusion[];
  readonly notMet: readonly Conclusion[];
}): LeafCriterion<Case> {
  const { id, question, statements } = definition;
  return criterion({
    id,
    question,
    statements,
    asks: [...asks],
    decide(orderCase) {
      const regions = regionsIn(definition.regions, orderCase);
      const film = takenRadiograph(orderCase, regions);
      if (film.value !== 'met') return film;
      const films = dedicated(currentRadiographs(orderCase, regions));
      const newest = Math.max(...films.map((one) => one.date?.latest ?? 0));
      const latest = films.filter((one) => (one.date?.latest ?? 0) === newest);
      const says = (wanted: readonly Conclusion[]): boolean =>
        latest.some((one) => wanted.some((conclusion) => one.conclusions.has(conclusion)));
      const evidence = latest.length > 0 ? latest.map((one) => one.evidence) : film.evidence;
      const yes = says(definition.met);
      const isAskedForDoubt = definition.met.includes('equivocal');
      const mayBeOpen = isAskedForDoubt && says(['perhaps-open', 'perhaps-limited']);
      const no = says(definition.notMet) && !mayBeOpen;
      if (yes && !no) return met(`The radiograph says so: ${question}`, evidence);
      if (no && !yes) return notMet(`The radiograph says otherwise: ${question}`, evidence, []);
      return notDocumented(`The radiograph's report does not settle: ${question}`, evidence);
    },
  });
}
