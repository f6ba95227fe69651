import fc from 'fast-check';
import { test } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { sampleSize } from '../support/sample-size.ts';

const asOf = new Date('2026-11-18T15:00:00Z');
const subject = { reference: 'Patient/p1' };

test('whatever stands in a resource, reading it does not fail', () => {
  const types = [
    'Patient',
    'Condition',
    'Observation',
    'Encounter',
    'Procedure',
    'MedicationRequest',
    'MedicationStatement',
    'CarePlan',
    'ServiceRequest',
    'DiagnosticReport',
    'ImagingStudy',
    'Goal',
    'Device',
    'QuestionnaireResponse',
  ];
  const fields = [
    'status',
    'code',
    'subject',
    'class',
    'period',
    'type',
    'item',
    'bodySite',
    'effectiveDateTime',
    'performedPeriod',
    'reasonReference',
    'activity',
    'dosageInstruction',
    'conclusion',
    'valueQuantity',
    'note',
    'safety',
    'authored',
    'questionnaire',
    'onsetDateTime',
  ];
  const resource = fc
    .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()))
    .map(([resourceType, content]) => ({ id: 'x', subject, ...content, resourceType }));
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 8 }), (resources) => {
      const chart = buildChart({
        patientId: 'p1',
        resources: JSON.parse(JSON.stringify(resources)),
        asOf,
      });
      return chart.conditions.length >= 0;
    }),
    { numRuns: sampleSize(125), seed: 20_261_118 },
  );
});
