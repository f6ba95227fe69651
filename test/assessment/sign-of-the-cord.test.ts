import { expect, test } from 'vitest';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { reviewsOf } from '../support/reviews.ts';

const ordered = allVignettes().find(({ name }) => name === 'tethered-cord/lumbar-mri');

test.each([
  { system: 'http://snomed.info/sct', code: '311897005', display: 'Sacral dimple' },
  { system: 'http://snomed.info/sct', code: '249729002', display: 'Sacral dimples' },
  { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'Q82.6', display: 'Sacral dimple' },
  { display: 'spina bifida occulta of the sacrum' },
])('a sign over the sacrum is a reason to image the cord above: $code $display', (coding) => {
  const text = JSON.stringify(ordered);
  const told = text.replace(/\{[^{}]*"code":"Q06\.8"[^{}]*\}/g, JSON.stringify(coding));
  expect(told).not.toBe(text);
  const vignette: Vignette = JSON.parse(told);
  const assessments = reviewsOf(vignette).map(({ assessment }) => assessment);
  expect(assessments).toMatchObject([{ determination: 'supported', decidedBy: 'tethered-cord' }]);
});
