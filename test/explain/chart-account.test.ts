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

const pacemaker = { text: 'Implantable cardiac pacemaker' };

test.each<[string, Content[], string]>([
  [
    'a prescription by what its Medication is called',
    [
      {
        resourceType: 'MedicationRequest',
        id: 'x',
        status: 'active',
        intent: 'order',
        subject,
        medicationReference: { reference: 'Medication/m' },
      },
      { resourceType: 'Medication', id: 'm', code: { text: 'Metformin' } },
    ],
    'not used: "Metformin" is not known here',
  ],
  [
    'a prescription without its Medication',
    [
      {
        resourceType: 'MedicationRequest',
        id: 'x',
        status: 'active',
        intent: 'order',
        subject,
        medicationReference: { reference: 'Medication/m' },
      },
    ],
    'not used: the Medication that it points at is not in the chart',
  ],
  [
    'a plan by what it plans',
    [
      {
        resourceType: 'CarePlan',
        id: 'x',
        status: 'active',
        intent: 'plan',
        subject,
        category: [{ text: 'Fracture care' }],
        activity: [{ detail: { status: 'in-progress', code: { text: 'Rest' } } }],
      },
    ],
    'not used: "Fracture care, Rest" is not known here',
  ],
  [
    'images by what was done',
    [
      {
        resourceType: 'ImagingStudy',
        id: 'x',
        status: 'available',
        subject,
        procedureCode: [{ text: 'Ankle X-ray' }],
      },
    ],
    'not used: "Ankle X-ray" is not known here',
  ],
  [
    'what another record says as well',
    [
      {
        resourceType: 'Procedure',
        id: 'x',
        status: 'completed',
        subject,
        code: { text: 'Insertion of dual-chamber pacemaker' },
        performedDateTime: '2020-01-01',
      },
      { resourceType: 'Device', id: 'd', status: 'active', patient: subject, type: pacemaker },
    ],
    'not used: alone it would be read as device (pacemaker), safety in MRI unknown: another record',
  ],
  [
    'a visit for something else',
    [
      {
        resourceType: 'Encounter',
        id: 'x',
        status: 'finished',
        subject,
        class: { code: 'AMB' },
        period: { start: '2026-09-03' },
        reasonCode: [{ text: 'Sore throat' }],
      },
    ],
    'read as visit in person, 2026-09-03, for another complaint: Sore throat',
  ],
])('names %s', (_name, contents, expected) => {
  expect(accountOf(...contents)).toContain(expected);
});
