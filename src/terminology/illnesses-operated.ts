import rows from './data/illnesses-operated.json' with { type: 'json' };
import { bySystem, type CodeRow, conceptOf, regionsOfRow } from './data-file.ts';
import { canonicalSystem, withoutModifier } from './systems.ts';
import { type BodyRegion, type Concept, concepts } from './types.ts';

/** What an operation was done for, as its code tells it. */
export interface IllnessOperated {
  readonly concept: Concept;
  readonly regions: readonly BodyRegion[];
}

interface Row extends CodeRow {
  readonly regions?: readonly string[];
}

const byCpt = bySystem(
  rows satisfies readonly Row[],
  'cpt',
  (row: Row): IllnessOperated => ({
    concept: conceptOf(row, concepts),
    regions: regionsOfRow(row.regions, row.code),
  }),
);

/** The illness that the code of an operation names; undefined for any other code. */
export function illnessOperated(
  system: string | undefined,
  code: string | undefined,
): IllnessOperated | undefined {
  return code !== undefined && canonicalSystem(system) === 'cpt'
    ? byCpt.get(withoutModifier(code.trim()))
    : undefined;
}
