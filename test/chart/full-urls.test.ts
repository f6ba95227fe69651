import { expect, test } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { readResource } from '../../src/fhir/prefetch-value.ts';
import { resolveUrns } from '../../src/fhir/resolve-urns.ts';
import { asOf, concept, icd } from './support.ts';

test('entries that refer to each other by the address of their Bundle alone are one chart', () => {
  const patient = 'urn:uuid:7b1c3f1e-0000-4000-8000-000000000001';
  const condition = 'urn:uuid:7b1c3f1e-0000-4000-8000-000000000002';
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        fullUrl: condition,
        resource: {
          resourceType: 'Condition',
          id: 'c',
          subject: { reference: patient },
          code: concept(icd, 'M54.16', 'Radiculopathy, lumbar region'),
        },
      },
      {
        fullUrl: patient,
        resource: { resourceType: 'Patient', id: 'p1', birthDate: '1974-03-22' },
      },
    ],
  };
  const read = readResource(bundle);
  if (read.state !== 'data' || read.urns === undefined) throw new Error('nothing was read');
  const resources = resolveUrns(read.resources, read.urns);
  const chart = buildChart({ patientId: 'p1', resources, asOf });
  expect(chart.birthDate?.text).toBe('1974-03-22');
  expect(read.urns.get(condition)).toBe('Condition/c');
  expect(chart.conditionByReference('Condition/c')?.regions).toEqual(['lumbar']);
});
