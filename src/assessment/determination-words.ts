import type { Determination } from './types.ts';

/** What the determinations are called in reports and on the pages. */
export const determinationWords: Readonly<Record<Determination, string>> = {
  supported: 'Supported',
  'alternative-preferred': 'Another study is preferred',
  'prerequisites-missing': 'Prerequisites missing',
  'not-supported': 'Not supported',
};

/** In the order in which plots show them. */
export const determinations = [
  'supported',
  'alternative-preferred',
  'prerequisites-missing',
  'not-supported',
] as const satisfies readonly Determination[];
