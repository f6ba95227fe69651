import type { Resource } from 'fhir/r4.js';
import { buildChart } from '../../src/chart/build-chart.ts';
import type { Chart } from '../../src/chart/types.ts';

export const asOf = new Date('2026-11-18T15:00:00Z');
export const subject = { reference: 'Patient/p1' };
export const cpt = 'http://www.ama-assn.org/go/cpt';
export const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
export const sct = 'http://snomed.info/sct';
export const loinc = 'http://loinc.org';

/** A resource as it may come: anything in any field. */
export type Content = Readonly<Record<string, unknown>>;

/** The chart of patient p1 on 2026-11-18. */
export function chartOf(...resources: readonly Content[]): Chart {
  const read: Iterable<Resource> = JSON.parse(JSON.stringify(resources));
  return buildChart({ patientId: 'p1', resources: read, asOf });
}

export const concept = (system: string, code: string, display?: string): Content => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});
export const status = (code: string): Content => ({ coding: [{ code }] });
