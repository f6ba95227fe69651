import { describe, expect, it } from 'vitest';
import { limbInText, limbOfCode, tellsOf } from '../../src/terminology/limbs.ts';
import { systems } from '../../src/terminology/systems.ts';

describe('the limb that words name', () => {
  it.each([
    [
      'Muscle strength, right ankle dorsiflexion',
      { limb: 'leg', side: 'right', muscle: 'ankle dorsiflexion' },
    ],
    ['Left great toe dorsiflexion', { limb: 'leg', side: 'left', muscle: 'toe extension' }],
    ['wrist dorsiflexion R', { limb: 'arm', side: 'right', muscle: 'wrist extension' }],
    ['LLE', { limb: 'leg', side: 'left' }],
    ['both legs', { limb: 'leg', side: 'both' }],
    ['Quadriceps, bilateral', { limb: 'leg', side: 'both', muscle: 'knee extension' }],
    ['L5 dermatome, left', { limb: 'leg', side: 'left', muscle: 'l5' }],
    ['arms and legs', {}],
    ['Muscle strength', {}],
  ])('%s', (text, expected) => {
    expect(limbInText(text)).toEqual(expected);
  });

  it('or a SNOMED CT code', () => {
    expect(limbOfCode(systems.snomed, '32153003')).toEqual({ limb: 'leg', side: 'left' });
    expect(limbOfCode(systems.snomed, '24028007')).toEqual({ side: 'right' });
    expect(limbOfCode(systems.loinc, '32153003')).toEqual({});
  });
});

describe('a finding tells of another', () => {
  const leg = { limb: 'leg', side: 'left' } as const;
  it.each([
    ['of the same limb', leg, leg, 'told'],
    ['of a muscle of the limb', leg, { ...leg, muscle: 'grip' }, 'told'],
    ['of one side where it is of both', { ...leg, side: 'both' }, leg, 'told'],
    ['not of the whole limb where it is of a muscle', { ...leg, muscle: 'grip' }, leg, 'open'],
    ['not of the other side', leg, { ...leg, side: 'right' }, 'not'],
    ['not of another limb', leg, { ...leg, limb: 'arm' }, 'not'],
    ['not of another muscle', { ...leg, muscle: 'a' }, { ...leg, muscle: 'b' }, 'not'],
    ['perhaps of a limb that nobody named', leg, {}, 'open'],
    ['perhaps of a side that nobody named', { limb: 'leg' }, leg, 'open'],
  ] as const)('%s', (_name, one, other, expected) => {
    expect(tellsOf(one, other)).toBe(expected);
  });
});
