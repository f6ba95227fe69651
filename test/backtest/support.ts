import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { assessPatient, type PatientResult } from '../../src/backtest/assess-patient.ts';
import type { Json } from '../../src/backtest/fields.ts';
import type { Mode } from '../../src/backtest/mode.ts';
import { policyOf } from '../../src/backtest/policies.ts';

const subject = { reference: 'Patient/p1' };
const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const cpt = 'http://www.ama-assn.org/go/cpt';

function concept(system: string, code: string): Json {
  return { coding: [{ system, code }] };
}

/** A lumbar MRI for radiculopathy, written on June 1, with everything that the guideline asks for done before. */
export const supportedPatient: readonly Json[] = [
  { resourceType: 'Patient', id: 'p1', birthDate: '1980-01-01' },
  {
    resourceType: 'Condition',
    id: 'c1',
    subject,
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
    code: concept(icd10cm, 'M54.16'),
    onsetDateTime: '2026-03-01',
    recordedDate: '2026-03-02T09:00:00Z',
  },
  visit('e1', '2026-03-02T09:00:00Z'),
  {
    resourceType: 'DiagnosticReport',
    id: 'x1',
    status: 'final',
    subject,
    code: concept(cpt, '72100'),
    effectiveDateTime: '2026-03-03',
    issued: '2026-03-03T12:00:00Z',
    conclusion: 'Degenerative changes. No fracture.',
  },
  {
    resourceType: 'Procedure',
    id: 'pt1',
    status: 'completed',
    subject,
    code: concept(cpt, '97110'),
    performedPeriod: { start: '2026-03-10', end: '2026-05-10' },
    outcome: concept('http://snomed.info/sct', '385671000'),
  },
  visit('e2', '2026-05-20T09:00:00Z'),
  ...['32473-1', '65713-0', '32389-9'].map((code) => ({
    resourceType: 'Observation',
    id: `o${code}`,
    status: 'final',
    subject,
    code: concept('http://loinc.org', code),
    effectiveDateTime: '2026-05-20T09:10:00Z',
    issued: '2026-05-20T09:10:00Z',
    valueString: 'examined',
  })),
  {
    resourceType: 'ServiceRequest',
    id: 'sr1',
    status: 'completed',
    intent: 'order',
    subject,
    authoredOn: '2026-06-01T10:00:00Z',
    requester: { reference: 'Practitioner/d1' },
    code: concept(cpt, '72148'),
    reasonReference: [{ reference: 'Condition/c1' }],
  },
];

function visit(id: string, start: string): Json {
  return {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject,
    period: { start, end: start.replace('T09', 'T10') },
  };
}

const { service, name } = policyOf('default');

/** Judges the orders of a patient in this process. */
export function judge(resources: readonly Json[], mode: Mode = 'strict'): PatientResult {
  return assessPatient('p1', resources, { service, policy: name, mode });
}

/** The chart with one of its resources changed. */
export function changed(id: string, change: (resource: Json) => Json): readonly Json[] {
  return supportedPatient.map((one) => (one.id === id ? change(one) : one));
}

/** An export in a folder of its own: a file a type, as Bulk Data writes it. */
export function exportOf(resources: readonly Json[]): string {
  const folder = mkdtempSync(join(os.tmpdir(), 'export-'));
  mkdirSync(folder, { recursive: true });
  const byType = new Map<string, string[]>();
  for (const resource of resources) {
    const type = String(resource.resourceType);
    byType.set(type, [...(byType.get(type) ?? []), JSON.stringify(resource)]);
  }
  for (const [type, lines] of byType) {
    writeFileSync(join(folder, `${type}.ndjson`), `${lines.join('\n')}\n`);
  }
  return folder;
}
