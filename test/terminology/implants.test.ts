import { describe, expect, it } from 'vitest';
import {
  implantInsertedBy,
  implantOfCoding,
  implantRemovedBy,
} from '../../src/terminology/implants.ts';
import { systems } from '../../src/terminology/systems.ts';

const { cpt, hcpcs, icd10pcs, icd10cm } = systems;

describe('a device in the body', () => {
  it.each([
    [cpt, '33979', 'heart-pump'],
    [cpt, '93288-26', 'pacemaker'],
    [cpt, 'L8689', 'neurostimulator'],
    [hcpcs, 'C1722', 'defibrillator'],
    [icd10pcs, '0JH604Z', 'pacemaker'],
    [icd10pcs, '0JH83AZ', 'pacemaker'],
    [icd10pcs, '0JH608Z', 'defibrillator'],
    [icd10pcs, '02HN4KZ', 'defibrillator'],
    [icd10pcs, '0JH60MZ', 'neurostimulator'],
    [icd10pcs, '0jh602z', 'loop-recorder'],
    [icd10pcs, '0QHY0MZ', 'bone-growth-stimulator'],
  ])('is put in, or looked after, by %s %s: %s', (system, code, kind) => {
    expect(implantInsertedBy(system, code)).toBe(kind);
    expect(implantRemovedBy(system, code)).toBeUndefined();
  });

  it.each([
    [cpt, '33980', 'heart-pump'],
    [icd10pcs, '0JPT3PZ', 'pacemaker'],
    [icd10pcs, '0JPV0VZ', 'pump'],
  ])('is taken out by %s %s: %s', (system, code, kind) => {
    expect(implantRemovedBy(system, code)).toBe(kind);
    expect(implantInsertedBy(system, code)).toBeUndefined();
  });

  it('is called by the code under which it is billed, and not by that of a part outside the body', () => {
    expect(implantOfCoding(hcpcs, 'C1722')).toBe('defibrillator');
    expect(implantOfCoding(hcpcs, 'L8689')).toBeUndefined();
    expect(implantOfCoding(icd10cm, 'Z45.42')).toBe('neurostimulator');
  });

  it.each([
    [cpt, '33990'],
    [hcpcs, 'E0748'],
    [icd10pcs, '0JH60WZ'],
    [icd10pcs, '0JPT0WZ'],
    [icd10pcs, '02HA0RZ'],
  ])('is none by %s %s', (system, code) => {
    expect(implantInsertedBy(system, code)).toBeUndefined();
    expect(implantRemovedBy(system, code)).toBeUndefined();
  });
});
