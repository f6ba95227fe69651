import type { RedFlag } from '../../guideline/red-flag.ts';
import { cancer } from './cancer.ts';
import { aorta, caudaEquina, fracture } from './emergencies.ts';
import { infection } from './infection.ts';
import { bilateralLegWeakness, footDrop, motorGrade, progressiveDeficit } from './motor.ts';

import { severeRadicularPain } from './severe-radicular-pain.ts';

/** redflag-1, in the guideline's order. */
export const redFlags: readonly RedFlag[] = [
  motorGrade,
  footDrop,
  bilateralLegWeakness,
  progressiveDeficit,
  aorta,
  cancer,
  caudaEquina,
  fracture,
  infection,
  severeRadicularPain,
];
