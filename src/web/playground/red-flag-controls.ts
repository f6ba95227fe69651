import type { Condition, FhirResource } from 'fhir/r4.js';
import { systems } from '../../terminology/systems.ts';
import { addDays } from '../shared/days.ts';
import { attestation } from './attestation.ts';

const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

/** A red flag as the controls add it: resources whose ids begin with `flag-<name>`. */
export interface RedFlagControl {
  readonly name: string;
  readonly label: string;
  readonly add: (patientId: string, day: string) => readonly FhirResource[];
}

function suspected(
  name: string,
  coding: { readonly system: string; readonly code: string },
  words: string,
  certainty: 'confirmed' | 'unconfirmed',
) {
  return (patientId: string, day: string): Condition => ({
    resourceType: 'Condition',
    id: `flag-${name}`,
    clinicalStatus: { coding: [{ system: clinical, code: 'active' }] },
    verificationStatus: { coding: [{ system: verification, code: certainty }] },
    code: { coding: [coding], text: words },
    subject: { reference: `Patient/${patientId}` },
    onsetDateTime: day,
  });
}

const snomed = (code: string) => ({ system: systems.snomed, code });

const caudaEquina = suspected(
  'cauda-equina',
  snomed('192970008'),
  'Cauda equina syndrome',
  'unconfirmed',
);
const footDrop = suspected('foot-drop', snomed('6077001'), 'Foot drop', 'confirmed');
const infection = suspected('infection', snomed('2304001'), 'Discitis', 'unconfirmed');
const tumour = suspected(
  'cancer',
  snomed('94602001'),
  'Metastasis to the vertebral column',
  'unconfirmed',
);
const weightLoss = suspected(
  'cancer-weight-loss',
  snomed('422868009'),
  'Unexplained weight loss',
  'confirmed',
);
const dissection = suspected(
  'aorta',
  snomed('308546005'),
  'Dissection of the aorta',
  'unconfirmed',
);

export const redFlagControls: readonly RedFlagControl[] = [
  {
    name: 'cauda-equina',
    label: 'Cauda equina syndrome suspected',
    add: (patientId, day) => [caudaEquina(patientId, day)],
  },
  {
    name: 'foot-drop',
    label: 'New foot drop',
    add: (patientId, day) => [footDrop(patientId, day)],
  },
  {
    name: 'motor-grade',
    label: 'New leg weakness, grade 3/5',
    add: (patientId, day) => [
      attestation('flag-motor-grade', patientId, new Date().toISOString(), {
        'red-flag.motor-grade': { valueInteger: 3 },
        'red-flag.motor-grade.onset': { valueDate: day },
        'red-flag.motor-grade.region': { valueCoding: { code: 'lumbar' } },
      }),
    ],
  },
  {
    name: 'infection',
    label: 'Spinal infection suspected',
    add: (patientId, day) => [infection(patientId, day)],
  },
  {
    name: 'cancer',
    label: 'Spinal malignancy suspected, with weight loss',
    add: (patientId, day) => [tumour(patientId, day), weightLoss(patientId, addDays(day, -20))],
  },
  {
    name: 'aorta',
    label: 'Aortic dissection suspected',
    add: (patientId, day) => [dissection(patientId, day)],
  },
];
