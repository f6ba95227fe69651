import orderRows from './data/orders.json' with { type: 'json' };
import { bySystem, conceptOf } from './data-file.ts';
import { canonicalSystem } from './systems.ts';

const kinds = ['in-person-evaluation', 'clinical-re-evaluation', 'physical-therapy'] as const;

/** What a card proposes to order, beside studies. */
export type ProposedOrder = (typeof kinds)[number];

const codes: ReadonlyMap<ProposedOrder, string> = new Map(
  [...bySystem(orderRows, 'snomed', (row) => conceptOf(row, kinds))].map(([code, kind]) => [
    kind,
    code,
  ]),
);

const byCode: ReadonlyMap<string, ProposedOrder> = new Map(
  [...codes].map(([kind, code]) => [code, kind]),
);

/** What a coding orders of what a card proposes beside studies; undefined for anything else. */
export function proposedOrderOf(
  system: string | undefined,
  code: string,
): ProposedOrder | undefined {
  return canonicalSystem(system) === 'snomed' ? byCode.get(code.trim()) : undefined;
}

/** The SNOMED CT code under which something is ordered that a card proposes. */
export function codeToOrder(kind: ProposedOrder): string {
  return codes.get(kind) ?? '';
}
