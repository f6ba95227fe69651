import type { Bundle, Condition, DiagnosticReport, Encounter, FhirResource } from 'fhir/r4.js';
import { buildChart } from '../../chart/build-chart.ts';
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

/** Reads the chart of a session, and puts each resource where its first fact stands. */
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
