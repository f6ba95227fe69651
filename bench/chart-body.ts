/** How many resources of each kind a body holds beside its one order. */
export interface Counts {
  readonly conditions: number;
  readonly observations: number;
  readonly procedures: number;
  readonly encounters: number;
  readonly medicationRequests: number;
}

/** 140 resources: a patient of some years in primary care. */
export const usual: Counts = {
  conditions: 40,
  observations: 60,
  procedures: 20,
  encounters: 10,
  medicationRequests: 10,
};

/** The usual mix, scaled to about `resources` in all. */
export function scaled(resources: number): Counts {
  const part = (share: number): number => Math.max(1, Math.round((share * resources) / 140));
  return {
    conditions: part(usual.conditions),
    observations: part(usual.observations),
    procedures: part(usual.procedures),
    encounters: part(usual.encounters),
    medicationRequests: part(usual.medicationRequests),
  };
}

/**
 * `plain` is the least that a resource needs; `us-core` adds profiles, categories, narrative and references as EHRs
 * send them.
 */
export type Shape = 'plain' | 'us-core';

type Fields = Readonly<Record<string, unknown>>;

const patientId = 'pat-1';
const subject = { reference: `Patient/${patientId}` };
const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const cpt = 'http://www.ama-assn.org/go/cpt';
const snomed = 'http://snomed.info/sct';
const loinc = 'http://loinc.org';
const clinicalStatuses = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

const problems = [
  ['M54.16', 'Radiculopathy, lumbar region'],
  ['I10', 'Essential hypertension'],
  ['E11.9', 'Type 2 diabetes without complications'],
  ['M54.2', 'Cervicalgia'],
  ['M10.09', 'Idiopathic gout, multiple sites'],
] as const;
const measurements = [
  ['8867-4', 'Heart rate', '/min', 72],
  ['29463-7', 'Body weight', 'kg', 81],
  ['8310-5', 'Body temperature', 'Cel', 36.8],
  ['9279-1', 'Respiratory rate', '/min', 15],
  ['72514-3', 'Pain severity 0-10', '{score}', 6],
  ['39156-5', 'Body mass index', 'kg/m2', 26.4],
] as const;
/** The neurological examination at the last visit. */
const examination: readonly (readonly [string, string])[] = [
  ['32473-1', 'Sensation'],
  ['65713-0', 'Strength, arms'],
  ['32389-9', 'Reflexes'],
];
const treatments = [
  ['97110', 'Therapeutic exercise'],
  ['97140', 'Manual therapy'],
] as const;
const medicines = ['ibuprofen 600 MG Oral Tablet', 'metformin 500 MG Oral Tablet'] as const;

/** Turns round its list, so that a body of any size has the same mix. */
function pick<const Items extends readonly [unknown, ...unknown[]]>(
  items: Items,
  at: number,
): Items[number] {
  return items[at % items.length] ?? items[0];
}

/**
 * The hook call that the figures are about: a lumbar MRI is signed for radiculopathy. Visits, an examination
 * and nine weeks of physical therapy that failed are documented; no radiograph is on record, so that the
 * answer holds a card.
 * @param today the day that the dates in the body are relative to
 */
export function orderSignBody(counts: Counts, shape: Shape, today: Date): string {
  const day = (before: number): string =>
    new Date(today.getTime() - before * 86_400_000).toISOString().slice(0, 10);
  const some = (count: number, make: (at: number) => Fields) => searchset(count, make, shape);
  const prefetch: Readonly<Record<string, Fields>> = {
    patient: { resourceType: 'Patient', id: patientId, gender: 'female', birthDate: '1979-03-22' },
    conditions: some(counts.conditions, (at) => condition(at, day)),
    observations: some(counts.observations, (at) => observation(at, day)),
    procedures: some(counts.procedures, (at) => procedure(at, day)),
    encounters: some(counts.encounters, (at) => encounter(at, day)),
    medicationRequests: some(counts.medicationRequests, (at) => prescription(at, day)),
    ...Object.fromEntries(
      [
        'medicationStatements',
        'diagnosticReports',
        'imagingStudies',
        'questionnaireResponses',
        'serviceRequests',
        'carePlans',
        'goals',
        'devices',
        'coverage',
      ].map((key) => [key, { resourceType: 'Bundle', type: 'searchset', total: 0 }]),
    ),
  };
  return JSON.stringify({
    hook: 'order-sign',
    hookInstance: '5d4b2c1a-8a44-4d6a-9f3e-5b1d9b8f0c11',
    context: {
      userId: 'Practitioner/orderer',
      patientId,
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [{ resource: order(day) }],
      },
    },
    prefetch,
  });
}

function order(day: (before: number) => string): Fields {
  return {
    resourceType: 'ServiceRequest',
    id: 'mri-1',
    status: 'draft',
    intent: 'order',
    code: coded(cpt, '72148', 'MRI lumbar spine without contrast'),
    subject,
    authoredOn: day(0),
    requester: { reference: 'Practitioner/orderer' },
    reasonReference: [{ reference: 'Condition/con-0' }],
  };
}

function coded(system: string, code: string, display: string): Fields {
  return { coding: [{ system, code, display }] };
}

function condition(at: number, day: (before: number) => string): Fields {
  const [code, display] = pick(problems, at);
  return {
    resourceType: 'Condition',
    id: `con-${at}`,
    clinicalStatus: {
      coding: [{ system: clinicalStatuses, code: at < 5 ? 'active' : 'resolved' }],
    },
    code: coded(icd10cm, code, display),
    subject,
    onsetDateTime: day(80 + 40 * at),
  };
}

function observation(at: number, day: (before: number) => string): Fields {
  const examined = examination[at];
  if (examined !== undefined) {
    return {
      resourceType: 'Observation',
      id: `obs-${at}`,
      status: 'final',
      code: coded(loinc, ...examined),
      subject,
      effectiveDateTime: day(3),
      valueString: 'normal',
    };
  }
  const [code, display, unit, value] = pick(measurements, at);
  return {
    resourceType: 'Observation',
    id: `obs-${at}`,
    status: 'final',
    code: coded(loinc, code, display),
    subject,
    effectiveDateTime: day(3 + 9 * at),
    valueQuantity: { value, unit },
  };
}

function procedure(at: number, day: (before: number) => string): Fields {
  const [code, display] = pick(treatments, at);
  return {
    resourceType: 'Procedure',
    id: `proc-${at}`,
    status: 'completed',
    code: coded(cpt, code, display),
    subject,
    performedPeriod: { start: day(70 - (at % 20)), end: day(7) },
    ...(at === 0 ? { outcome: coded(snomed, '385671000', 'Unsuccessful') } : {}),
  };
}

function encounter(at: number, day: (before: number) => string): Fields {
  const visit = day(2 + 11 * at);
  return {
    resourceType: 'Encounter',
    id: `enc-${at}`,
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: `${visit}T09:00:00Z`, end: `${visit}T09:20:00Z` },
  };
}

function prescription(at: number, day: (before: number) => string): Fields {
  return {
    resourceType: 'MedicationRequest',
    id: `med-${at}`,
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: { text: pick(medicines, at) },
    subject,
    authoredOn: day(60 + 20 * at),
  };
}

function searchset(count: number, make: (at: number) => Fields, shape: Shape): Fields {
  const entry = Array.from({ length: count }, (_, at): { resource: Fields } => {
    const resource = make(at);
    return { resource: shape === 'us-core' ? dressed(resource) : resource };
  });
  return { resourceType: 'Bundle', type: 'searchset', total: count, entry };
}

/** A resource with what an EHR puts around it. */
function dressed(resource: Fields): Fields {
  const { resourceType, id } = resource;
  const words = `${resourceType} ${id}`;
  return {
    ...resource,
    meta: {
      versionId: '3',
      lastUpdated: '2026-10-02T08:14:11.000Z',
      source: 'https://ehr.example',
      profile: [
        `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${resourceType}`.toLowerCase(),
      ],
    },
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`,
    },
    identifier: [{ system: 'https://ehr.example/identifiers', value: `${id}` }],
    ...(resourceType === 'Encounter'
      ? {}
      : { encounter: { reference: 'Encounter/enc-0', display: 'Office visit, clinic' } }),
  };
}

/** The number of resources that a body's prefetch holds. */
export function resourcesIn(counts: Counts): number {
  return 1 + Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
}
