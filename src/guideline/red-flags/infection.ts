import { anyOf } from '../../logic/criterion.ts';
import { ctNondiagnostic, mriContraindicated, mriNondiagnostic } from '../criteria/modality.ts';
import { criterion } from '../criterion.ts';
import { activeFact, levelsOf, type RedFlag } from './red-flag.ts';

/** nuclear-2, reading A32: bone and gallium scans only where MRI or CT settled nothing or cannot be done. */
const mriOrCtInconclusive = anyOf(
  'red-flag.infection.nuclear.any-of',
  mriNondiagnostic,
  ctNondiagnostic,
  mriContraindicated,
);

/** redflag-1, redflag-4: spinal osteomyelitis, discitis or epidural abscess. MRI without and with contrast is preferred. */
export const infection: RedFlag = {
  id: 'red-flag.infection',
  title: 'Spinal infection',
  statements: ['redflag-4', 'redflag-1', 'redflag-5'],
  criterion: criterion({
    id: 'red-flag.infection',
    question: 'Is spinal osteomyelitis, discitis or an epidural abscess suspected or known?',
    statements: ['redflag-4', 'redflag-1'],
    decide: (subject) => activeFact(subject, 'spinal-infection', 'spinal infection'),
  }),
  regions: (subject) => levelsOf(subject, 'spinal-infection'),
  studies: [
    { modality: 'MRI', regions: 'ordered', contrast: ['without-and-with'] },
    {
      modality: 'CT',
      regions: 'ordered',
      contrast: ['with'],
      advisoryUnless: mriContraindicated,
      alternative: true,
    },
    {
      modality: 'bone-scan',
      regions: 'ordered',
      contrast: [],
      codes: ['78315', '78802', '78804'],
      gate: mriOrCtInconclusive,
      alternative: true,
    },
  ],
};
