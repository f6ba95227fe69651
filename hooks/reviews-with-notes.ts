import type { Resource } from 'fhir/r4.js';
import type { OrderReview } from '../src/assessment/types.ts';
import type { ServiceInput } from '../src/cds/service.ts';
import { contrastReactionFacts } from '../src/chart/contrast-facts.ts';
import { devicesInDocument } from '../src/chart/devices-told.ts';
import { pregnancyInDocument } from '../src/chart/fever-and-pregnancy.ts';
import { fieldsOf } from '../src/chart/fields.ts';
import { withNotes } from '../src/confirmation/from-notes.ts';
import { NotesOfCall, readableNotes } from '../src/confirmation/read-for-order.ts';
import type { Work } from '../src/turns.ts';
import type { Judged } from './judged-orders.ts';
import { serviceRequests } from './service-requests.ts';
import type { ReadySettings } from './service-settings.ts';

/** The reviews with what notes say, and how many notes were read for them. */
export function* reviewsWithNotes(
  { resources, reviews, judge }: Judged,
  further: readonly Resource[],
  { request, asOf }: ServiceInput,
  { notes: setting, policies, canonicalBase }: ReadySettings,
): Work<{ readonly reviews: readonly OrderReview[]; readonly notesRead: number }> {
  if (setting === 'off') return { reviews, notesRead: 0 };
  const { patientId } = request.context;
  // An implant, a contraindication to MRI, a reaction to contrast or a pregnancy counts whatever the order is for.
  const telling = further.filter((one) => !resources.includes(one) && tellsOfSafety(one));
  const judged = telling.length === 0 ? reviews : yield* judge(telling);
  if (judged.length === 0) return { reviews: judged, notesRead: 0 };
  const holding = resources.concat(further, serviceRequests(request));
  const { notes: readable, unread } = readableNotes(holding, patientId, asOf);
  const known =
    unread.length === 0 ? judged : judged.map((one) => ({ ...one, unreadDocuments: unread }));
  const notes = new NotesOfCall(readable);
  if (notes.count === 0) return { reviews: known, notesRead: 0 };
  const input = { notes, policies, patientId, asOf, canonicalBase };
  const judgeMore: Judged['judge'] = (more) => judge([...telling, ...more]);
  const told = yield* withNotes(known, { ...input, judge: judgeMore });
  return { reviews: told, notesRead: notes.count };
}

/** Whether a document tells of what bears on the safety of a study. */
function tellsOfSafety(resource: Resource): boolean {
  const fields = fieldsOf(resource);
  if (fields?.resourceType !== 'DocumentReference') return false;
  return (
    devicesInDocument(fields).length > 0 ||
    contrastReactionFacts(fields).length > 0 ||
    pregnancyInDocument(fields) !== undefined
  );
}
