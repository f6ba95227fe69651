import { describe, expect, it } from 'vitest';
import {
  examinationElementOf,
  isMotorStrength,
  painOutOfTen,
  painScaleOf,
  treatmentOutcomeOf,
} from '../../src/terminology/observations.ts';
import { systems } from '../../src/terminology/systems.ts';

describe('a part of the neurological examination', () => {
  it('is known by its LOINC code', () => {
    expect(examinationElementOf(systems.loinc, '32473-1')).toBe('dermatomal-sensation');
    expect(examinationElementOf(systems.loinc, '32389-9')).toBe('reflexes');
    expect(examinationElementOf(systems.loinc, '718-7')).toBeUndefined();
    expect(examinationElementOf(systems.snomed, '32389-9')).toBeUndefined();
  });

  it.each([
    ['Light touch, left L5 dermatome', 'dermatomal-sensation'],
    ['Muscle strength - ankle dorsiflexion', 'motor'],
    ['Deep tendon reflex, Achilles, right', 'reflexes'],
    ['Straight-leg raise', 'tension-signs'],
  ])('is known by its name "%s" where the code is a local one: %s', (name, element) => {
    expect(examinationElementOf('http://example.org/local', 'X1', name)).toBe(element);
  });

  it.each(['Thyrotropin with reflex to free T4', 'Burning sensation', 'Grip', ''])(
    'is not "%s"',
    (name) => {
      expect(examinationElementOf(undefined, undefined, name)).toBeUndefined();
    },
  );

  it('gives a strength grade only where it is named so', () => {
    expect(isMotorStrength(undefined, undefined, 'Motor strength, left quadriceps')).toBe(true);
    expect(isMotorStrength(systems.loinc, '65712-2', 'Strength - legs')).toBe(false);
    expect(isMotorStrength(systems.loinc, '72514-3')).toBe(false);
  });
});

describe('a pain score', () => {
  const outOfTen = (code: string, value: number, unit?: string) => {
    const scale = painScaleOf(systems.loinc, code);
    return scale === undefined ? undefined : painOutOfTen(scale, value, unit);
  };

  it('counts from 0 to 10', () => {
    expect(outOfTen('72514-3', 9)).toBe(9);
    expect(outOfTen('38208-5', 0)).toBe(0);
  });

  it('on a visual analogue scale is divided by ten where it is in millimetres', () => {
    expect(outOfTen('38214-3', 90, 'mm')).toBe(9);
    expect(outOfTen('38214-3', 8, 'mm')).toBe(0.8);
    expect(outOfTen('38214-3', 85)).toBe(8.5);
    expect(outOfTen('38214-3', 9)).toBe(9);
    expect(outOfTen('38214-3', 9, 'cm')).toBe(9);
  });

  it('outside its scale is none', () => {
    expect(outOfTen('72514-3', 11)).toBeUndefined();
    expect(outOfTen('38214-3', 101)).toBeUndefined();
    expect(outOfTen('38214-3', -1)).toBeUndefined();
    expect(outOfTen('38214-3', Number.NaN)).toBeUndefined();
    expect(outOfTen('8867-4', 5)).toBeUndefined();
  });
});

describe('a coded value', () => {
  it('tells the outcome of a treatment; partial success settles nothing', () => {
    expect(treatmentOutcomeOf(systems.snomed, '385671000')).toBe('failed');
    expect(treatmentOutcomeOf(systems.snomed, '385669000')).toBe('improved');
    for (const partial of ['385670003', '385670004'])
      expect(treatmentOutcomeOf(systems.snomed, partial)).toBeUndefined();
  });

  it('tells the achievement of a goal', () => {
    const goal = 'http://terminology.hl7.org/CodeSystem/goal-achievement';
    expect(treatmentOutcomeOf(goal, 'no-change')).toBe('failed');
    expect(treatmentOutcomeOf(goal, 'not-attainable')).toBe('failed');
    expect(treatmentOutcomeOf(goal, 'improving')).toBe('improved');
    expect(treatmentOutcomeOf(goal, 'in-progress')).toBeUndefined();
    expect(treatmentOutcomeOf(undefined, 'no-change')).toBeUndefined();
  });
});
