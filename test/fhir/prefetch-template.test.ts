import { describe, expect, it } from 'vitest';
import type { HookContext } from '../../src/cds/types.ts';
import { fillTemplate } from '../../src/fhir/prefetch-template.ts';

const asOf = new Date('2026-03-01T12:00:00Z');
const context: HookContext = {
  userId: 'Practitioner/doc-1',
  patientId: 'pat-1',
  draftOrders: { resourceType: 'Bundle', type: 'collection' },
};
const fill = (template: string, changes: Partial<HookContext> = {}) =>
  fillTemplate(template, { ...context, ...changes }, asOf);

describe('a prefetch template', () => {
  it.each([
    ['Patient/{{context.patientId}}', 'Patient/pat-1'],
    ['Condition?patient={{ context.patientId }}&_count=50', 'Condition?patient=pat-1&_count=50'],
    ['Practitioner/{{userPractitionerId}}', 'Practitioner/doc-1'],
    ['Observation?date=ge{{today()}}', 'Observation?date=ge2026-03-01'],
    ['Observation?date=ge{{today() - 1 days}}', 'Observation?date=ge2026-02-28'],
    ['Observation?date=lt{{today() + 31 days}}', 'Observation?date=lt2026-04-01'],
  ])('%s becomes %s', (template, address) => {
    expect(fill(template)).toBe(address);
  });

  it.each(['{{context.encounterId}}', '{{userPatientId}}', '{{%patient.id}}', '{{today(1)}}'])(
    'has nothing to ask for where %s has no value',
    (token) => {
      expect(fill(`Encounter/${token}`)).toBeUndefined();
    },
  );

  it('cannot be bent to another resource by a value', () => {
    expect(fill('Patient/{{context.patientId}}', { patientId: '../Observation?x=1#' })).toBe(
      'Patient/..%2FObservation%3Fx%3D1%23',
    );
    expect(fill('Patient/{{context.patientId}}', { patientId: '..' })).toBeUndefined();
  });
});
