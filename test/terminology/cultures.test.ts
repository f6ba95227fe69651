import { expect, test } from 'vitest';
import { organismOfSpine } from '../../src/terminology/cultures.ts';

test.each([
  ['Disc aspirate culture', 'MRSA'],
  ['Culture', 'L4-5 disc space aspirate: heavy growth of Staphylococcus aureus.'],
  ['Culture', 'Vertebral biopsy L3. Gram stain: no organisms. Escherichia coli isolated.'],
  ['AFB culture vertebral biopsy', 'Mycobacterium tuberculosis complex detected'],
  ['Culture', 'Blood: no growth. Psoas collection: gram positive cocci'],
])('%s, "%s": an organism of the spine', (name, result) => {
  expect(organismOfSpine(name, result)).toBeDefined();
});

test.each([
  ['Disc aspirate culture', 'No growth at 5 days'],
  ['Disc aspirate culture', 'MRSA not detected'],
  ['Disc aspirate culture', 'Staphylococcus epidermidis, likely contaminant'],
  ['Tissue culture, vertebral body', 'Pending'],
  ['Blood culture', 'Escherichia coli isolated'],
  ['Culture', 'Disc aspirate: no growth. Blood: Staphylococcus aureus'],
  ['Susceptibility', 'E. coli, disc diffusion: susceptible'],
  ['Spinal fluid culture', 'Streptococcus pneumoniae'],
])('%s, "%s": none', (name, result) => {
  expect(organismOfSpine(name, result)).toBeUndefined();
});
