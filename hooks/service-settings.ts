import { type Policies, type Policy, policyOfVersion } from '../src/guideline/policy.ts';
import type { FormKind } from '../src/questionnaire/order-form.ts';
import type { SiteEvidence } from '../src/site-evidence/site-evidence.ts';
import type { Readings } from '../src/spine-imaging/readings.ts';

/** What the services are set up with. */
export interface ServiceSettings {
  readonly payerName: string;
  readonly guidelineUrl: string;
  readonly publicBaseUrl: string;
  readonly canonicalBase: string;
  /** Identifiers of this payer in Coverage.payor; any payer where absent. */
  readonly payerIdentifiers?: readonly string[];
  /** CPT codes that need no prior authorisation; every other one needs it. */
  readonly withoutAuthorization?: readonly string[];
  /** The versions of the guideline that the orders' days of service choose among; all that are known where absent. */
  readonly policies?: Policies;
  /** How ambiguous statements are read otherwise, in every version. */
  readonly readings?: Partial<Readings>;
  /** The kind of form that coverage information names; all questions at once where absent. */
  readonly formKind?: FormKind;
  /** What the hospital's own data means, where it says so. */
  readonly siteEvidence?: SiteEvidence;
  /** Canonical URLs under which an EHR keeps the documentation form as its own. */
  readonly localForms?: readonly string[];
  /** Whether notes are read and offered for confirmation; `on` where absent. */
  readonly notes?: 'on' | 'off';
}

export type ReadySettings = ServiceSettings & { readonly policies: Policies };

/** The policy that judged an order: one of those that it was chosen among. */
export function versionOf(policies: Policies, version: string): Policy {
  return policyOfVersion(policies, version) ?? policies[0];
}
