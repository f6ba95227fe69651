import type { Vignette } from '../../src/vignettes/vignette.ts';
import { type Fields, fields, list, text } from './json.ts';

/** A JSON object that a change may write to. */
export type Writable = { [key: string]: unknown };

/** A hook request taken apart, so that changes need not know where what stands. */
export interface Call {
  hook: string;
  readonly patientId: string;
  /** What the prefetch holds, whatever its key. */
  chart: Writable[];
  orders: Writable[];
  /** Prefetch keys that the caller leaves out, and those that it sends as null. */
  readonly left: Set<string>;
  readonly empty: Set<string>;
}

const keys: Readonly<Record<string, string>> = {
  Patient: 'patient',
  Condition: 'conditions',
  Observation: 'observations',
  Procedure: 'procedures',
  Encounter: 'encounters',
  MedicationRequest: 'medicationRequests',
  DiagnosticReport: 'diagnosticReports',
  QuestionnaireResponse: 'questionnaireResponses',
  ServiceRequest: 'serviceRequests',
  CarePlan: 'carePlans',
  Goal: 'goals',
  Device: 'devices',
  ImagingStudy: 'imagingStudies',
};

/** The prefetch keys, as the services name them. */
export const prefetchKeys: readonly string[] = Object.values(keys);

/** A vignette's call taken apart: a copy, free to be changed. */
export function callOf(vignette: Vignette): Call {
  const request: Fields = structuredClone({ ...vignette.request });
  const context = fields(request.context);
  const chart = Object.values(fields(request.prefetch)).flatMap((value): readonly Fields[] => {
    const one = fields(value);
    return one.resourceType === 'Bundle'
      ? list(one.entry).map((entry) => fields(entry.resource))
      : [one];
  });
  return {
    hook: text(request.hook),
    patientId: text(context.patientId),
    chart: chart.map((one: Fields) => ({ ...one })),
    orders: list(fields(context.draftOrders).entry).map((entry) => ({ ...fields(entry.resource) })),
    left: new Set(),
    empty: new Set(),
  };
}

/** The hook request again. */
export function requestOf({ hook, patientId, chart, orders, left, empty }: Call): Writable {
  const bundle = (type: string, resources: readonly Writable[]): Writable => ({
    resourceType: 'Bundle',
    type,
    // An empty list is no valid JSON of FHIR.
    ...(resources.length === 0 ? {} : { entry: resources.map((resource) => ({ resource })) }),
  });
  const held = (key: string): unknown => {
    const mine = chart.filter((one) => (keys[text(one.resourceType)] ?? 'observations') === key);
    if (empty.has(key)) return null;
    return key === 'patient' ? (mine[0] ?? null) : bundle('searchset', mine);
  };
  const sent = prefetchKeys.filter((key) => !left.has(key));
  return {
    hook,
    hookInstance: '3073ae9f-f9be-4c0f-ae5b-3ed3255bfc70',
    context: {
      userId: 'Practitioner/orderer',
      patientId,
      ...(hook === 'order-select'
        ? { selections: orders.map((order) => `ServiceRequest/${text(order.id)}`) }
        : {}),
      draftOrders: bundle('collection', orders),
    },
    ...(sent.length === 0
      ? {}
      : { prefetch: Object.fromEntries(sent.map((key) => [key, held(key)])) }),
  };
}
