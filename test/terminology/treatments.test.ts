import { describe, expect, it } from 'vitest';
import { systems } from '../../src/terminology/systems.ts';
import { treatmentOfMedication, treatmentOfProcedure } from '../../src/terminology/treatments.ts';

describe('a procedure of a trial of treatment', () => {
  it.each([
    ['97110', 'physical-therapy'],
    ['97161', 'physical-therapy'],
    ['97165', 'occupational-therapy'],
    ['98941', 'manipulation'],
    ['98926', 'manipulation'],
    ['62323', 'interventional-procedure'],
    ['64483', 'interventional-procedure'],
    ['27096', 'interventional-procedure'],
  ])('%s is %s', (code, kind) => {
    expect(treatmentOfProcedure(systems.cpt, code)).toBe(kind);
  });

  it('may be a SNOMED CT code', () => {
    expect(treatmentOfProcedure(systems.snomed, '91251008')).toBe('physical-therapy');
    expect(treatmentOfProcedure(systems.snomed, '410289001')).toBe('home-exercise');
  });

  it('is no other procedure: imaging, surgery, an unknown system', () => {
    expect(treatmentOfProcedure(systems.cpt, '72148')).toBeUndefined();
    expect(treatmentOfProcedure(systems.cpt, '63030')).toBeUndefined();
    expect(treatmentOfProcedure(undefined, '97110')).toBeUndefined();
  });
});

describe('a medicine of a trial of treatment', () => {
  it.each([
    ['5640', 'nsaid'],
    ['161', 'analgesic'],
    ['10689', 'analgesic'],
    ['8640', 'corticosteroid'],
  ])('is known by its RxNorm ingredient %s: %s', (code, kind) => {
    expect(treatmentOfMedication(systems.rxnorm, code, undefined)).toBe(kind);
  });

  it.each([
    ['ibuprofen 800 MG Oral Tablet', 'nsaid'],
    ['NAPROXEN 500mg tab', 'nsaid'],
    ['acetaminophen 325 MG / oxycodone 5 MG Oral Tablet', 'analgesic'],
    ['methylprednisolone 4 MG Oral Tablet dose pack', 'corticosteroid'],
  ])('is known by its name in "%s": %s', (text, kind) => {
    expect(treatmentOfMedication(systems.rxnorm, '197806', text)).toBe(kind);
    expect(treatmentOfMedication(undefined, undefined, text)).toBe(kind);
  });

  it.each([
    'aspirin 81 MG Oral Tablet',
    'lisinopril 10 MG Oral Tablet',
    'ketorolac 5 MG/ML Ophthalmic Solution',
    'dexamethasone 1 MG/ML Otic Suspension',
    'prednisolonex',
    '',
  ])('is not "%s"', (text) => {
    expect(treatmentOfMedication(undefined, undefined, text)).toBeUndefined();
  });

  it('is not an eye drop, though its ingredient is one', () => {
    expect(
      treatmentOfMedication(systems.rxnorm, '8638', 'prednisolone acetate Ophthalmic Suspension'),
    ).toBeUndefined();
  });
});
