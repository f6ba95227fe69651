import { proposedOrderOf } from '../terminology/proposed-orders.ts';
import type { TreatmentKind } from '../terminology/types.ts';
import { chartDate } from './dates.ts';
import { codingsOf, type Fields } from './fields.ts';
import { studyOrNamed } from './named-study.ts';
import { referenceTo } from './references.ts';
import { type ReasonReader, reasonsOrPlace, therapyRequested } from './treatment-facts.ts';
import type { Awaited } from './types.ts';

/** Therapies that are had in sessions. An injection or an operation is done once. */
export const therapiesInSessions: ReadonlySet<TreatmentKind | undefined> = new Set<TreatmentKind>([
  'physical-therapy',
  'occupational-therapy',
  'manipulation',
]);

/** What a request asks for, by its codes, else by its words; undefined for anything else. */
export function awaitedBy(request: Fields, reasonsOf: ReasonReader): Awaited | undefined {
  const study = studyOrNamed(request.code)?.study;
  const film = study?.modality === 'radiograph' ? study.shows : [];
  const isTherapy = therapiesInSessions.has(therapyRequested(request));
  const [visit] = codingsOf(request.code).flatMap(
    ({ system, code }) => proposedOrderOf(system, code) ?? [],
  );
  if (film.length === 0 && !isTherapy && visit === undefined) return undefined;
  return {
    film,
    ...(isTherapy
      ? { therapy: reasonsOrPlace(reasonsOf(request), request.code, referenceTo(request)) }
      : {}),
    ...(visit === undefined ? {} : { visit }),
    authored: chartDate(request.authoredOn),
  };
}
