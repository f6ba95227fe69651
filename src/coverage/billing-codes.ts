import type { Coding } from 'fhir/r4.js';
import { type CodingFields, codingsOf, fieldsOf, listOf } from '../chart/fields.ts';
import type { DraftOrder } from '../chart/types.ts';
import { billingOptions } from '../terminology/da-vinci.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import { canonicalSystem, systems } from '../terminology/systems.ts';

/** The billing codes under which what is said of an order holds, and those of which nothing is said. */
interface BillingCodes {
  readonly codes: readonly Coding[];
  /** CPT codes of other studies of the catalogue that the order may be billed as. */
  readonly others: readonly string[];
}

/**
 * The study as it was judged, and with the modifiers that the order's billing options give it (Da Vinci
 * CRD, extension billing-options: considered where they are given, never depended on).
 */
export function billingCodes({ resource, study }: DraftOrder): BillingCodes {
  const codes: Coding[] = [{ system: systems.cpt, code: study.cpt, display: study.label }];
  const others = new Set<string>();
  for (const { system, code } of billingOptionsOf(resource)) {
    const name = canonicalSystem(system);
    if (name !== 'cpt' && name !== 'hcpcs') continue;
    const [base = ''] = code.trim().split(/[:-]/);
    const option = studyByCpt(base);
    if (option === undefined) continue;
    if (option.cpt !== study.cpt) others.add(option.cpt);
    else if (base !== code.trim()) codes.push({ system: systems[name], code: code.trim() });
  }
  return { codes, others: [...others] };
}

function billingOptionsOf(order: DraftOrder['resource']): readonly CodingFields[] {
  return listOf(fieldsOf(order.code)?.extension)
    .filter((extension) => extension.url === billingOptions)
    .flatMap((extension) => codingsOf(extension.valueCodeableConcept));
}
