import { describe, expect, test } from 'vitest';
import { saidOf, silenceOf } from '../../src/chart/what-it-says.ts';
import { type Content, chartOf, concept, icd, loinc, sct, subject } from './support.ts';

describe('a resource says nothing', () => {
  test.each<[string, Content, string | undefined]>([
    ['with a status of a mistake', { status: 'entered-in-error' }, 'entered-in-error'],
    ['with a life cycle of a mistake', { lifecycleStatus: 'entered-in-error' }, 'entered-in-error'],
    [
      'with a verification of a mistake',
      { verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
      'entered-in-error',
    ],
    ['that must not be done', { resourceType: 'ServiceRequest', doNotPerform: true }, 'not-done'],
    [
      'that was not taken',
      { resourceType: 'MedicationStatement', status: 'not-taken' },
      'not-done',
    ],
    ['that was not done', { resourceType: 'Procedure', status: 'not-done' }, 'not-done'],
    ['that was proposed', { resourceType: 'ServiceRequest', intent: 'proposal' }, 'not-authorised'],
    ['that was planned', { resourceType: 'MedicationRequest', intent: 'plan' }, 'not-authorised'],
    ['that is an option', { resourceType: 'CarePlan', intent: 'option' }, 'not-authorised'],
    [
      'never as a care plan that is a plan',
      { resourceType: 'CarePlan', intent: 'plan' },
      undefined,
    ],
    [
      'never as an order',
      { resourceType: 'ServiceRequest', status: 'active', intent: 'order' },
      undefined,
    ],
    [
      'never as a procedure in preparation',
      { resourceType: 'Procedure', status: 'preparation' },
      undefined,
    ],
    ['never without a status', { resourceType: 'Device' }, undefined],
  ])('%s', (_name, fields, expected) => {
    expect(silenceOf(fields)).toBe(expected);
  });
});

describe('a finding', () => {
  const answered = (system: string, code: string): Content => ({
    valueCodeableConcept: concept(system, code),
  });
  test.each<[string, Content, string]>([
    ['without a value is found', {}, 'found'],
    ['that is true is found', { valueBoolean: true }, 'found'],
    ['that is false is denied', { valueBoolean: false }, 'denied'],
    ['of a flag of 0 is denied', { valueInteger: 0 }, 'denied'],
    ['of a flag of 1 is found', { valueInteger: 1 }, 'found'],
    ['answered No in LOINC is denied', answered(loinc, 'LA32-8'), 'denied'],
    ['answered Absent in LOINC is denied', answered(loinc, 'LA9634-2'), 'denied'],
    ['answered No in SNOMED CT is denied', answered(sct, '373067005'), 'denied'],
    ['known absent is denied', answered(sct, '410516002'), 'denied'],
    ['answered N of a local table is denied', answered('urn:local', 'N'), 'denied'],
    ['answered No in words is denied', { valueCodeableConcept: { text: 'No' } }, 'denied'],
    [
      'answered No by a display alone is denied',
      { valueCodeableConcept: { coding: [{ display: 'No' }] } },
      'denied',
    ],
    ['written as none is denied', { valueString: 'none' }, 'denied'],
    ['written as not seen is denied', { valueString: 'Not seen' }, 'denied'],
    ['written as negative is denied', { valueString: 'negative' }, 'denied'],
    ['written as present is found', { valueString: 'present on the right' }, 'found'],
    ['of which the foot is written is found', { valueString: 'right foot' }, 'found'],
    ['interpreted as negative is denied', { interpretation: [concept('x', 'NEG')] }, 'denied'],
    ['answered Unknown says nothing', answered(loinc, 'LA4489-6'), 'nothing'],
    [
      'answered by a null flavor says nothing',
      answered('http://terminology.hl7.org/CodeSystem/v3-NullFlavor', 'UNK'),
      'nothing',
    ],
    ['written as not assessed says nothing', { valueString: 'Not assessed' }, 'nothing'],
    [
      'with a reason for its absence says nothing',
      { dataAbsentReason: concept('x', 'unknown') },
      'nothing',
    ],
  ])('%s', (_name, fields, expected) => {
    expect(saidOf(fields)).toBe(expected);
  });
});

describe('a reference means the same resource', () => {
  const back: Content = {
    resourceType: 'Condition',
    id: 'c',
    subject,
    code: concept(icd, 'M54.16', 'Radiculopathy, lumbar region'),
  };
  test.each(['Condition/c', 'Condition/c/_history/3', 'https://ehr.example/fhir/Condition/c'])(
    'as %s',
    (reference) => {
      expect(chartOf(back).conditionByReference(reference)?.evidence.reference).toBe('Condition/c');
    },
  );

  test.each([
    'Medication/m',
    'Medication/m/_history/2',
    'https://ehr.example/fhir/Medication/m/_history/2',
  ])('of a medicine, as %s', (reference) => {
    const medicine: Content = {
      resourceType: 'Medication',
      id: 'm',
      code: { text: 'naproxen 500 MG Oral Tablet' },
    };
    const prescription: Content = {
      resourceType: 'MedicationRequest',
      id: 'r',
      status: 'active',
      intent: 'order',
      subject,
      authoredOn: '2026-10-01',
      medicationReference: { reference },
    };
    expect(chartOf(medicine, prescription).treatments.map(({ kind }) => kind)).toEqual(['nsaid']);
  });

  test('of the patient by an identifier alone', () => {
    const identifier = { system: 'urn:mrn', value: '12' };
    const patient: Content = { resourceType: 'Patient', id: 'p1', identifier: [identifier] };
    const own = { ...back, subject: { identifier } };
    const other = { ...back, id: 'd', subject: { identifier: { ...identifier, value: '13' } } };
    expect(chartOf(own, other, patient).conditions.map((one) => one.evidence.reference)).toEqual([
      'Condition/c',
    ]);
  });
});
