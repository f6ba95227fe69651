import { expect, test } from 'vitest';
import { chartOf, concept, sct, subject } from './support.ts';

const allergy = (clinicalStatus: string, code: unknown, verificationStatus = 'confirmed') => ({
  resourceType: 'AllergyIntolerance',
  id: 'a',
  patient: subject,
  clinicalStatus: { coding: [{ code: clinicalStatus }] },
  verificationStatus: { coding: [{ code: verificationStatus }] },
  code,
});

const coded = concept(sct, '293637006');
const worded = { text: 'Gadolinium contrast' };

test.each([
  ['code', coded],
  ['words', worded],
])('an allergy to contrast by %s counts until it has ended or is refuted', (_, code) => {
  const reactions = (status: string, verification?: string): number =>
    chartOf(allergy(status, code, verification)).contrastReactions().length;
  expect(reactions('active')).toBe(1);
  expect(reactions('resolved')).toBe(0);
  expect(reactions('active', 'refuted')).toBe(0);
});
