import { describe, expect, it } from 'vitest';
import { isSpineSurgeryReferral, surgeryOfCoding } from '../../src/terminology/procedures.ts';
import { systems } from '../../src/terminology/systems.ts';
import { regionsOfEpiduralInjection } from '../../src/terminology/treatments.ts';

describe('an operation on the spine', () => {
  it.each([
    ['63030', 'discectomy', ['lumbar']],
    ['63047', 'decompression', ['lumbar']],
    ['63020', 'discectomy', ['cervical']],
    ['22551', 'anterior-arthrodesis', ['cervical']],
    ['22558', 'anterior-arthrodesis', ['lumbar']],
    ['22612', 'fusion', ['lumbar']],
    ['22614', 'fusion', []],
    ['22808', 'anterior-deformity', []],
    ['22842', 'other', []],
    ['22513', 'augmentation', ['thoracic']],
    ['22512', 'augmentation', []],
    ['63650', 'stimulator', []],
    ['63308', 'other', []],
  ])('%s is %s at %j', (code, kind, regions) => {
    expect(surgeryOfCoding(systems.cpt, code)).toEqual({ kind, regions });
  });

  it('ends where its ranges end', () => {
    for (const code of ['22509', '22516', '22547', '22635', '22799', '22820', '22839', '22860'])
      expect(surgeryOfCoding(systems.cpt, code)).toBeUndefined();
    for (const code of ['63000', '63309', '63686', '62323', '2255', '225511', 'T2551'])
      expect(surgeryOfCoding(systems.cpt, code)).toBeUndefined();
  });

  it.each([
    ['0SG00A0', 'anterior-arthrodesis', ['lumbar']],
    ['0SG00AJ', 'fusion', ['lumbar']],
    ['0RG40A0', 'anterior-arthrodesis', ['cervical', 'thoracic']],
    ['0SG804Z', 'fusion', ['sacroiliac']],
    ['XRG6092', 'fusion', ['thoracic']],
    ['XRGD3R7', 'fusion', ['lumbar']],
    ['XNS40C7', 'other', ['thoracic']],
    ['0rb30zz', 'discectomy', ['cervical']],
    ['0RBB4ZZ', 'discectomy', ['thoracic', 'lumbar']],
    ['00NX0ZZ', 'decompression', ['thoracic']],
    ['00NT0ZZ', 'decompression', []],
    ['01NR0ZZ', 'decompression', ['sacrum-coccyx']],
    ['0QU03JZ', 'augmentation', ['lumbar']],
    ['0PS304Z', 'other', ['cervical']],
    ['00HU3MZ', 'stimulator', []],
  ])('in ICD-10-PCS %s is %s at %j', (code, kind, regions) => {
    expect(surgeryOfCoding(systems.icd10pcs, code)).toEqual({ kind, regions });
  });

  it.each([
    '0SB20ZX',
    'XNS40GA',
    'XRGJ0B9',
    '009U3ZX',
    '0QS0XZZ',
    '0RGJ04Z',
    '00H03MZ',
    '0SG00A',
    '0SG00A00',
    '',
  ])('is not %j of ICD-10-PCS', (code) => {
    expect(surgeryOfCoding(systems.icd10pcs, code)).toBeUndefined();
  });

  it('may be a SNOMED CT code', () => {
    expect(surgeryOfCoding(systems.snomed, '387731002')?.kind).toBe('decompression');
    expect(surgeryOfCoding(systems.loinc, '387731002')).toBeUndefined();
  });
});

describe('a transforaminal epidural injection', () => {
  it('lies at the levels that its code names', () => {
    expect(regionsOfEpiduralInjection(systems.cpt, '64483')).toEqual(['lumbar', 'sacrum-coccyx']);
    expect(regionsOfEpiduralInjection(systems.hcpcs, '64484')).toContain('lumbar');
    expect(regionsOfEpiduralInjection(systems.cpt, '64479')).toEqual(['cervical', 'thoracic']);
    expect(regionsOfEpiduralInjection(systems.snomed, '64483')).toBeUndefined();
    expect(regionsOfEpiduralInjection(systems.cpt, undefined)).toBeUndefined();
  });
});

describe('a referral to spine surgery', () => {
  it.each(['Referral to spine surgery', 'Neurosurgery consult', 'refer to spinal surgeon'])(
    'is "%s"',
    (text) => {
      expect(isSpineSurgeryReferral(text)).toBe(true);
    },
  );

  it.each(['Referral to physical therapy', 'History of spine surgery', 'Spinal surgery', ''])(
    'is not "%s"',
    (text) => {
      expect(isSpineSurgeryReferral(text)).toBe(false);
    },
  );
});
