import type {
  Bundle,
  Condition,
  DiagnosticReport,
  Encounter,
  FhirResource,
  MedicationRequest,
  Procedure,
} from 'fhir/r4.js';
import { buildChart } from '../../chart/build-chart.ts';
import { wordsOf } from '../../chart/fields.ts';
import { readOrders } from '../../chart/read-order.ts';
import type {
  Chart,
  DraftOrder,
  EncounterFact,
  ImagingFact,
  TreatmentFact,
} from '../../chart/types.ts';
import { referenceOf, resourcesOf } from './prefetch.ts';
import type { Session } from './session.ts';

/** A fact of the chart beside the resource that it was read from. */
export interface Row<Fact, Resource extends FhirResource = FhirResource> {
  readonly fact: Fact;
  readonly resource: Resource;
}

/** The chart as the service reads it, with the resources behind it, in the groups that the controls show. */
export interface ChartView {
  readonly chart: Chart;
  /** The imaging orders among the drafts, as the service reads them. */
  readonly orders: readonly DraftOrder[];
  readonly conditions: readonly Condition[];
  readonly visits: readonly Row<EncounterFact, Encounter>[];
  readonly treatments: readonly Row<TreatmentFact>[];
  readonly imaging: readonly Row<ImagingFact, DiagnosticReport>[];
  /** Whatever stands in no other group. */
  readonly others: readonly FhirResource[];
}

export function chartView(session: Session): ChartView {
  const resources = resourcesOf(session.prefetch);
  const byReference = new Map(resources.map((one) => [referenceOf(one), one]));
  const { patientId, drafts } = session;
  const asOf = new Date();
  const chart = buildChart({ patientId, resources, asOf });
  const draftOrders: Bundle<FhirResource> = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: drafts.map((resource) => ({ resource })),
  };
  const orders = readOrders(draftOrders, chart, { patientId, asOf });
  const shown = new Set<FhirResource>();
  const rows = <Fact extends Cited>(facts: readonly Fact[]): readonly Row<Fact>[] =>
    facts.flatMap((fact) => {
      const resource = byReference.get(fact.evidence.reference);
      if (resource === undefined || shown.has(resource)) return [];
      if (resource.resourceType === 'QuestionnaireResponse') return [];
      shown.add(resource);
      return [{ fact, resource }];
    });
  const conditions = resources.filter((one): one is Condition => one.resourceType === 'Condition');
  for (const condition of conditions) shown.add(condition);
  const visits = rows(chart.encounters).filter(
    (row): row is Row<EncounterFact, Encounter> => row.resource.resourceType === 'Encounter',
  );
  const treatments = rows(chart.treatments);
  const reports = chart.imaging.filter((one) =>
    one.evidence.reference.startsWith('DiagnosticReport/'),
  );
  const imaging = rows(reports).filter(
    (row): row is Row<ImagingFact, DiagnosticReport> =>
      row.resource.resourceType === 'DiagnosticReport',
  );
  const others = resources.filter((one) => !shown.has(one) && one.resourceType !== 'Patient');
  return { chart, orders, conditions, visits, treatments, imaging, others };
}

interface Cited {
  readonly evidence: { readonly reference: string };
}

export function isProcedure(resource: FhirResource): resource is Procedure {
  return resource.resourceType === 'Procedure';
}

export function isPrescription(resource: FhirResource): resource is MedicationRequest {
  return resource.resourceType === 'MedicationRequest';
}

/** A resource in a few words: what it is of, and what it says. */
export function wordsFor(resource: FhirResource): string {
  const fields: Readonly<Record<string, unknown>> = { ...resource };
  if (resource.resourceType === 'QuestionnaireResponse') {
    const count = resource.item?.length ?? 0;
    return `Documentation form, ${count} ${count === 1 ? 'answer' : 'answers'}`;
  }
  const named = [fields.code, fields.medicationCodeableConcept, fields.description, fields.type]
    .flatMap((one) => (Array.isArray(one) ? one : [one]))
    .map(wordsOf)
    .find((words) => words !== '');
  const value = valueWords(fields);
  const words = named ?? typeWords(resource.resourceType);
  return value === undefined ? words : `${words}: ${value}`;
}

/** `Encounter` as `Visit`, `ImagingStudy` as `Imaging study`. */
function typeWords(type: string): string {
  if (type === 'Encounter') return 'Visit';
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function valueWords(fields: Readonly<Record<string, unknown>>): string | undefined {
  const { valueQuantity, valueString, valueBoolean, valueInteger, conclusion } = fields;
  const quantity: { readonly value?: unknown; readonly unit?: unknown } = Object(valueQuantity);
  const coded = wordsOf(fields.valueCodeableConcept);
  if (quantity.value !== undefined) return `${quantity.value} ${quantity.unit ?? ''}`.trim();
  if (typeof valueString === 'string') return valueString;
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'yes' : 'no';
  if (typeof valueInteger === 'number') return String(valueInteger);
  if (coded !== '') return coded;
  return typeof conclusion === 'string' ? conclusion : undefined;
}

/** The clinically relevant day of a resource, where it has one. */
export function dayFor(resource: FhirResource): string | undefined {
  const fields: Readonly<Record<string, unknown>> = { ...resource };
  const names = ['effectiveDateTime', 'performedDateTime', 'started', 'authored', 'statusDate'];
  for (const name of [...names, 'authoredOn', 'occurrenceDateTime', 'recordedDate']) {
    const value = fields[name];
    if (typeof value === 'string') return value.slice(0, 10);
  }
  for (const name of ['performedPeriod', 'effectivePeriod', 'period']) {
    const period: { readonly start?: unknown } = Object(fields[name]);
    if (typeof period.start === 'string') return period.start.slice(0, 10);
  }
  return undefined;
}
