import type { Resource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { accountText, chartAccount } from '../../src/explain/chart-account.ts';
import { asOf, type Content, concept, cpt, icd, subject } from '../chart/support.ts';

function accountOf(...contents: Content[]): string {
  const resources: Resource[] = JSON.parse(JSON.stringify(contents));
  return accountText(chartAccount(resources, { patientId: 'p1', asOf }));
}

test('every resource is read as a fact, or says why it is none', () => {
  expect(
    accountOf(
      { resourceType: 'Patient', id: 'p1' },
      {
        resourceType: 'Condition',
        id: 'c',
        subject,
        code: concept(icd, 'M54.16', 'Radiculopathy, lumbar region'),
        clinicalStatus: { coding: [{ code: 'active' }] },
        onsetDateTime: '2026-09-01',
      },
      { resourceType: 'Condition', id: 'd', subject, code: concept(icd, 'J02.9', 'Sore throat') },
      {
        resourceType: 'Encounter',
        id: 'e',
        status: 'finished',
        subject,
        class: { code: 'LOC1' },
        period: { start: '2026-09-03' },
      },
      {
        resourceType: 'Procedure',
        id: 'p',
        status: 'completed',
        subject,
        code: concept(cpt, '97110-GP'),
        performedDateTime: '2026-09-07',
      },
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        status: 'final',
        subject,
        code: { text: 'XR LUMBAR SPINE' },
        effectiveDateTime: '2026-09-14',
        presentedForm: [{ contentType: 'application/pdf', url: 'Binary/1' }],
      },
      {
        resourceType: 'Encounter',
        id: 'f',
        status: 'planned',
        subject,
        class: { code: 'AMB' },
        period: { start: '2026-12-03' },
      },
      {
        resourceType: 'MedicationRequest',
        id: 'm',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/other' },
      },
      {
        resourceType: 'MedicationRequest',
        id: 'n',
        status: 'active',
        intent: 'order',
        subject,
        authoredOn: '2026-09-05',
        medicationCodeableConcept: { text: 'lisinopril 10 MG Oral Tablet' },
      },
    ),
  ).toBe(`Chart
  Condition/c
    read as lumbar-radiculopathy, lumbar, known, since 2026-09-01
  Condition/d
    not used: "Sore throat" is not known here as something that the guideline asks about
  Encounter/e
    read as contact of an unknown kind, 2026-09-03
    not used: Whether the patient was seen in person is not told by "Contact of an unknown kind"
  Procedure/p
    read as session of physical-therapy, 2026-09-07
  DiagnosticReport/r
    read as X-ray lumbar spine, 2026-09-14, result available
    not used: A report of X-ray lumbar spine of 2026-09-14 is there as PDF, whose words are not read here
  Encounter/f
    not used: its status says that it did not take place, or not yet
  MedicationRequest/m
    not used: it is about someone else
  MedicationRequest/n
    not used: "lisinopril 10 MG Oral Tablet" is not known here as something that the guideline asks about
`);
});
