import type { Bundle, FhirResource, Resource } from 'fhir/r4.js';
import { type Fields, fieldsOf, listOf, localReference, referenceOf, textOf } from './fields.ts';
import { containedAt, referenceTo } from './references.ts';

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
  'ClinicalImpression',
  'DocumentReference',
]);

/**
 * The records that draft orders name as their reasons or beside them, and that they hold or that stand in the same Bundle, as
 * they would stand on the chart. Each is its order's patient's where it names nobody; one that an order holds keeps its order
 * in its id, since an id is known only within its container.
 */
function evidenceOfOrders(draftOrders: Bundle<FhirResource>): readonly Resource[] {
  const entries = Array.isArray(draftOrders.entry) ? draftOrders.entry : [];
  if (!entries.some((one) => mayBringEvidence(fieldsOf(one?.resource)))) return [];
  const inBundle = new ResourcesOfBundle(draftOrders);
  const evidence = new Map<string, Fields>();
  for (const draft of inBundle.all) {
    for (const pointer of [...listOf(draft.reasonReference), ...listOf(draft.supportingInfo)]) {
      const reference = referenceOf(pointer) ?? '';
      const record = containedEvidence(draft, reference) ?? inBundle.at(reference);
      if (record === undefined || !ofEvidence.has(record.resourceType)) continue;
      const subject = inBundle.named(record.subject) ?? draft.subject;
      evidence.set(referenceTo(record), { ...record, subject });
    }
  }
  // They are of the shape of their types as far as anything that a caller sends is.
  return [...evidence.values()] as unknown as readonly Resource[];
}

/**
 * The chart with the records that its orders name as evidence (see {@link evidenceOfOrders}), and the results that a report or a
 * panel holds itself.
 */
export function withHeldEvidence(
  resources: readonly Resource[],
  draftOrders: Bundle<FhirResource>,
): readonly Resource[] {
  const held: Resource[] = [];
  for (const resource of resources) {
    const panel = fieldsOf(resource);
    if (panel?.contained !== undefined) held.push(...resultsHeldBy(panel));
  }
  const evidence = evidenceOfOrders(draftOrders);
  return held.length + evidence.length === 0 ? resources : [...resources, ...held, ...evidence];
}

function resultsHeldBy(panel: Fields): readonly Resource[] {
  const pointers = [panel.hasMember, panel.derivedFrom, panel.result].flatMap(listOf);
  return pointers.flatMap((pointer) => {
    const record = containedEvidence(panel, referenceOf(pointer) ?? '');
    if (record?.resourceType !== 'Observation') return [];
    return [{ subject: panel.subject, ...record } as unknown as Resource];
  });
}

/** A record that an order, a report or a panel holds, with an id that is its own on the whole chart. */
export function containedEvidence(holder: Fields, reference: string): Fields | undefined {
  const record = containedAt(reference, holder.contained);
  if (record === undefined) return undefined;
  return { ...record, id: `${textOf(holder.id) ?? ''}#${textOf(record.id) ?? ''}` };
}

function mayBringEvidence(resource: Fields | undefined): boolean {
  return (
    resource !== undefined &&
    (resource.contained !== undefined || ofEvidence.has(resource.resourceType))
  );
}

/** The resources of a Bundle, by their references and by their addresses in it. */
class ResourcesOfBundle {
  readonly all: readonly Fields[];
  readonly #byReference = new Map<string, Fields>();

  constructor({ entry }: Bundle<FhirResource>) {
    const all: Fields[] = [];
    for (const one of Array.isArray(entry) ? entry : []) {
      const resource = fieldsOf(one?.resource);
      if (resource === undefined) continue;
      all.push(resource);
      this.#byReference.set(referenceTo(resource), resource);
      const fullUrl = textOf(one.fullUrl);
      if (fullUrl !== undefined) this.#byReference.set(fullUrl, resource);
    }
    this.all = all;
  }

  at(reference: string): Fields | undefined {
    return this.#byReference.get(reference) ?? this.#byReference.get(localReference(reference));
  }

  /** A reference by the id of what it names, where that stands in the Bundle. */
  named(reference: unknown): unknown {
    const target = this.at(referenceOf(reference) ?? '');
    return target === undefined ? reference : { reference: referenceTo(target) };
  }
}
