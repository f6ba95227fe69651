import { isOnOrAfter } from '../chart/dates.ts';
import type { Day, ImagingFact } from '../chart/types.ts';
import { type Case, isInconclusive, overlap } from '../guideline/case.ts';
import type { Study } from '../terminology/types.ts';

/*
 * What is there of a study already: images that were taken, requests that are open, drafts of the call. A study stands
 * for another of its kind that shows one of its levels; images without contrast don't take the place of a study without
 * and with contrast.
 */

function standsFor(one: Study, wanted: Study): boolean {
  return (
    one.modality === wanted.modality &&
    !(wanted.contrast === 'without-and-with' && one.contrast === 'without') &&
    overlap(wanted.shows, one.shows)
  );
}

/**
 * The study of the chart that was done, or ordered, so recently that its images can be read, or will be.
 * @param neededSince images of before that day do not count
 */
export function doneLately(
  study: Study,
  { chart, today, readings }: Case,
  neededSince: Day | undefined,
): ImagingFact | undefined {
  return chart.imaging.find(
    (image) =>
      standsFor(image.study, study) &&
      image.authored === undefined &&
      image.date !== undefined &&
      today - image.date.latest <= readings.freshImagesDays &&
      !(neededSince !== undefined && isDone(image) && image.date.latest < neededSince),
  );
}

/** Whether a study was done on a day or since, and settled something. */
export function wasDoneSince(study: Study, { chart }: Case, day: Day): boolean {
  return chart.imaging.some(
    (image) =>
      standsFor(image.study, study) &&
      isDone(image) &&
      !isInconclusive(image) &&
      image.date !== undefined &&
      image.date.latest >= day,
  );
}

/** Whether a study was done in this episode and settled nothing. */
export function settledNothing(study: Study, { chart, episode }: Case): boolean {
  const { start } = episode;
  return chart.imaging.some(
    (image) =>
      standsFor(image.study, study) &&
      image.authored === undefined &&
      image.resultsAvailable &&
      isInconclusive(image) &&
      image.date !== undefined &&
      start !== undefined &&
      isOnOrAfter(image.date, start) === 'met',
  );
}

/** Whether another draft order is for a study of this kind and level. */
export function isDrafted(study: Study, { order, draftOrders }: Case): boolean {
  return draftOrders.some(
    (other) => other.reference !== order.reference && standsFor(other.study, study),
  );
}

/** Whether images were taken, and not only asked for. */
export function isDone({ resultsAvailable, done }: ImagingFact): boolean {
  return resultsAvailable || done === true;
}
