import type { Writable } from './chart.ts';

export const cpt = 'http://www.ama-assn.org/go/cpt';
export const snomed = 'http://snomed.info/sct';
export const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
export const loinc = 'http://loinc.org';
export const hl7 = 'http://terminology.hl7.org/CodeSystem';
/** A CodeableConcept of one code. */
export function coded(system: string, code: string | undefined): Writable {
  return { coding: [{ system, code: code ?? '' }] };
}

export const statuses: Readonly<Record<string, readonly string[]>> = {
  Observation: ['final', 'preliminary', 'amended', 'registered', 'cancelled', 'entered-in-error'],
  DiagnosticReport: ['final', 'partial', 'amended', 'registered', 'cancelled', 'entered-in-error'],
  Procedure: ['completed', 'in-progress', 'not-done', 'stopped', 'preparation', 'entered-in-error'],
  Encounter: ['finished', 'in-progress', 'planned', 'cancelled', 'arrived', 'entered-in-error'],
  MedicationRequest: ['active', 'completed', 'stopped', 'draft', 'cancelled', 'entered-in-error'],
  QuestionnaireResponse: ['completed', 'amended', 'in-progress', 'entered-in-error'],
  ServiceRequest: ['active', 'completed', 'revoked', 'draft', 'on-hold', 'entered-in-error'],
  CarePlan: ['active', 'completed', 'revoked', 'draft', 'entered-in-error'],
  Device: ['active', 'inactive', 'entered-in-error'],
};

export const conditionCodes =
  'M54.16 M54.17 M54.41 M51.16 M54.12 M54.2 M54.6 M54.50 M51.26 M48.061 M48.062 M43.16 M43.06 M47.12 G95.0 Q06.8 M41.26 M45.0 M48.56XA M80.08XA S32.010A S32.010D S12.9XXA M53.3 M46.1 M08.00 M46.46 M46.42 G83.4 C79.51 C34.90 Z85.3 Z80.3 M96.1 M96.0 Z98.1 M21.371 G82.20 R33.9 R29.2 R63.4 R50.9 I71.4 V43.52XA Z95.0 M81.0 G89.4 M17.11 K76.0 I10 128196005 192970008 76107001 279039007 102568007'.split(
    ' ',
  );
export const reportCodes =
  '72020 72040 72070 72080 72100 72110 72082 72202 72220 72148 72158 72141 72146 72131 70551 71046'.split(
    ' ',
  );
export const procedureCodes =
  '97110 97140 97161 98941 62323 20552 97810 22612 63030 22551 22514 63650 29881 91251008 410289001'.split(
    ' ',
  );
export const studies =
  '72141 72142 72156 72125 72126 72127 72146 72157 72128 72129 72148 72149 72158 72131 72132 72133 72195 72197 72192 72193 78306 78803 78830 78315 78813 78815 76498 76800 72198 74185 74174 72265 62284 76377 76390 0648T 77003 72100 73721 70551'.split(
    ' ',
  );
export const conclusions = [
  'No fracture.',
  'Acute fracture of L1.',
  'Equivocal findings.',
  'Non-diagnostic study, limited by motion.',
  'Compression fracture of indeterminate age.',
  'Degenerative disc disease. No fracture.',
  'Normal.',
  'Disc protrusion contacting the left L5 root.',
  'Syrinx from C5 to T2.',
  'Not equivocal: no fracture is seen.',
];
export const techniques = [
  'Upright MRI',
  'Positional MRI',
  'Cone beam CT',
  'CT myelogram',
  'With IV contrast',
  'Post-discography CT',
  'PET/MRI',
  'Whole body',
  'Supine, not a standing study.',
];

/** Resources of types, and with elements, that the vignettes have none of. */
export const rare: readonly Writable[] = [
  {
    resourceType: 'Observation',
    status: 'final',
    code: coded(loinc, '72514-3'),
    effectivePeriod: { start: '2026-11-10', end: '2026-11-12' },
    component: [{ code: { text: 'reflexes' }, valueString: 'absent' }],
    bodySite: { text: 'lumbar' },
  },
  {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { text: 'Naproxen' },
    effectivePeriod: { start: '2026-09-05', end: '2026-10-30' },
  },
  {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Ibuprofen' },
    authoredOn: '2026-09-05',
    dispenseRequest: {
      expectedSupplyDuration: { value: 30, unit: 'd' },
      numberOfRepeatsAllowed: 1,
    },
  },
  {
    resourceType: 'ImagingStudy',
    status: 'available',
    started: '2026-10-10',
    procedureCode: [coded(cpt, '72148')],
    modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'MR' }],
  },
  {
    resourceType: 'Procedure',
    status: 'in-progress',
    code: { text: 'Physical therapy' },
    performedPeriod: { start: '2026-09-10' },
    reasonCode: [{ text: 'Knee pain' }],
    reasonReference: [{ reference: 'Condition/leg-1' }],
  },
];

/** Items of the documentation form, with the answers that it takes (evidence contract, "Attestation"). */
export const yesOrNo =
  'in-person-evaluation trial-of-treatment clinical-re-evaluation plain-radiograph neurological-examination neurological-examination.dermatomal-sensation neurological-examination.motor neurological-examination.reflexes trial-of-treatment.ongoing trial-of-treatment.provider-directed symptoms-improving symptoms-longstanding-stable surveillance-only mri-contraindicated mri-nondiagnostic mri-insufficient-for-planning surgeon-request preoperative-planning severe-pain-over-one-week insufficiency-fracture-predisposition augmentation-candidate location-concordant severe-neurogenic-claudication multi-level-stenosis high-suspicion-of-spondylolysis pars-healing-monitoring post-surgical-symptoms augmentation-complication stimulator-planned neurological-deterioration abnormal-vasculature high-risk-mechanism discography-approved post-discography-verified repeat-imaging-need simultaneous-studies-need rendering-answers-question plan-relies-on-rendering multiplanar-insufficient pet-ct-criteria pet-ct-unavailable whole-body-syndrome mri-limited-by-hardware contrast-rationale long-tract-signs complex-osseous-deformity incomplete-vertebral-ossification documentation.unlisted-rationale red-flag.foot-drop red-flag.bilateral-leg-weakness red-flag.progressive-deficit red-flag.cauda-equina red-flag.fracture red-flag.infection severe-radicular.functional-loss severe-radicular.planned-intervention cancer-feature.night-pain cancer-feature.refractory-pain syrinx-identified'.split(
    ' ',
  );
export const typed: readonly (readonly [
  linkId: string,
  answer: string,
  values: readonly unknown[],
])[] = [
  ['episode.onset', 'valueDate', ['2026-09-01', '2026-11-15', '2026-08', '2025-01-01']],
  ['episode.change', 'valueDate', ['2026-10-01', '2026-11-10', '2026-11']],
  [
    'trial-of-treatment.start',
    'valueDate',
    ['2026-09-07', '2026-10-07', '2026-10-08', '2026-01-01'],
  ],
  ['trial-of-treatment.end', 'valueDate', ['2026-10-26', '2026-11-17', '2026-08-26', '2026-08-25']],
  ['trial-of-treatment.outcome', 'valueString', ['failed', 'improved', 'resolved']],
  ['plain-radiograph.date', 'valueDate', ['2026-09-03', '2026-11-02', '2026-08-30', '2025']],
  ['plain-radiograph.region', 'valueString', ['lumbar', 'cervical', 'sacroiliac', 'full-spine']],
  [
    'plain-radiograph.result',
    'valueString',
    ['no-fracture', 'equivocal', 'non-diagnostic', 'other'],
  ],
  ['neurological-examination.date', 'valueDate', ['2026-10-28', '2026-01-01']],
  ['red-flag.motor-grade', 'valueInteger', [2, 3, 4, 5]],
  ['red-flag.motor-grade.onset', 'valueDate', ['2026-11-10', '2020-01-01']],
  ['red-flag.motor-grade.region', 'valueString', ['lumbar', 'cervical']],
  ['severe-radicular.pain-score', 'valueInteger', [8, 9, 10]],
  ['spect.result', 'valueString', ['negative', 'positive']],
  ['mri.result', 'valueString', ['nondiagnostic', 'diagnostic']],
  ['augmentation.performed', 'valueDateTime', ['2026-11-18T02:00:00Z', '2026-11-16T02:00:00Z']],
  ['spine-surgery.date', 'valueDate', ['2026-05-01', '2025-01-01', '2026-05-18']],
  ['planned-surgery.kind', 'valueString', ['kyphoplasty', 'anterior-initial', 'fusion']],
];
