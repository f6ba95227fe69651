import type fc from 'fast-check';
import * as ages from './ages.ts';
import * as crossedCare from './crossed-care.ts';
import * as crossedFacts from './crossed-facts.ts';
import * as crossedSafety from './crossed-safety.ts';
import * as episodes from './episodes.ts';
import * as fractures from './fractures.ts';
import * as imaging from './imaging.ts';
import * as operations from './operations.ts';
import * as severalOrders from './several-orders.ts';
import type { Situation } from './situation.ts';

/** Every kind of situation, with the values that decide it drawn anew. */
export const situations: Readonly<Record<string, fc.Arbitrary<Situation>>> = {
  ...fractures,
  ...imaging,
  ...crossedFacts,
  ...crossedSafety,
  ...crossedCare,
  ...severalOrders,
  ...episodes,
  ...operations,
  ...ages,
};
