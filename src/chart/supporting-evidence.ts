import { type Fields, listOf, referenceOf, textOf } from './fields.ts';
import { containedAt } from './stated-reasons.ts';

/** What bears witness; conditions and devices that an order holds are read where it states them. */
const ofEvidence: ReadonlySet<unknown> = new Set([
  'Observation',
  'DiagnosticReport',
  'ImagingStudy',
  'Procedure',
  'Encounter',
  'MedicationRequest',
  'MedicationStatement',
  'QuestionnaireResponse',
]);

/**
 * The records that draft orders hold and name beside their reasons, as they would stand on the chart: each is its order's
 * patient's where it names nobody, and keeps its order in its id, since an id is known only within its container.
 */
export function supportingEvidence(drafts: readonly Fields[]): readonly Fields[] {
  const evidence: Fields[] = [];
  for (const draft of drafts) {
    if (draft.contained === undefined) continue;
    for (const pointer of listOf(draft.supportingInfo)) {
      const record = containedAt(referenceOf(pointer) ?? '', draft.contained);
      if (record === undefined || !ofEvidence.has(record.resourceType)) continue;
      const id = `${textOf(draft.id) ?? ''}#${textOf(record.id) ?? ''}`;
      evidence.push({ subject: draft.subject, ...record, id });
    }
  }
  return evidence;
}
