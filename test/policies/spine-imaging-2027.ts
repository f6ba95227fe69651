import { policyOf } from '../../src/guideline/policy.ts';
import { readSection } from '../../src/guideline/section.ts';
import { spineImaging2026 } from '../../src/spine-imaging/loaded-policies.ts';
import { stenosis2027 } from './stenosis-2027.ts';

/**
 * An invented guideline of 2027: a trial of four weeks, pain of 8 of 10, severe pain of two weeks, an age over 65,
 * and another section on stenosis.
 */
export const spineImaging2027 = policyOf({
  ...spineImaging2026,
  version: '2027.1',
  inForce: { from: '2027-01-01' },
  sections: spineImaging2026.sections.map((section) =>
    section.id === stenosis2027.id ? readSection(stenosis2027) : section,
  ),
  readings: {
    ...spineImaging2026.readings,
    trialDays: 28,
    severeRadicularPainScore: 8,
    severePainDays: 15,
    cancerAgeAboveYears: 65,
  },
});
