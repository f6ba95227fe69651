import type fc from 'fast-check';
import * as crossedCare from './crossed-care.ts';
import * as crossedFacts from './crossed-facts.ts';
import * as crossedSafety from './crossed-safety.ts';
import * as fractures from './fractures.ts';
import * as imaging from './imaging.ts';
import type { Situation } from './situation.ts';

/** Every kind of situation, with the values that decide it drawn anew. */
export const situations: Readonly<Record<string, fc.Arbitrary<Situation>>> = {
  ...fractures,
  ...imaging,
  ...crossedFacts,
  ...crossedSafety,
  ...crossedCare,
};
