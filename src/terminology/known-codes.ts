import { isConceptCode } from './concepts.ts';
import { isObservationCode } from './observations.ts';
import { remembering } from './remember.ts';
import { isStudyCode } from './study-catalogue.ts';

/**
 * Whether a code, in whatever system, is a condition, a study, an examination or a pain scale that is
 * known here. Most codes of a chart are not, and whoever asks this first need not ask the others.
 */
export const isKnownCode = remembering(
  (code: string): boolean => isConceptCode(code) || isStudyCode(code) || isObservationCode(code),
);
