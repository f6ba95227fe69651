import { chartDate } from '../chart/dates.ts';
import type { Day } from '../chart/types.ts';
import type { Case } from './case.ts';
import type { Indication } from './indication.ts';
import type { NamedRule } from './named-rule.ts';
import type { Readings } from './readings.ts';
import type { RedFlag } from './red-flag.ts';
import type { Roles } from './roles.ts';
import type { AfterRule, Documentation, PurposeExclusion, StudyRule } from './rules.ts';
import type { GuidelineSection } from './statement.ts';

/** Everything that an order is judged by: one version of a guideline as a value, passed down to whoever decides. */
export interface Policy {
  readonly name: string;
  readonly version: string;
  /**
   * The days of service that it judges, ISO dates; the last one included. Until another is in force where `to` is
   * absent.
   */
  readonly inForce: { readonly from: string; readonly to?: string };
  readonly sections: readonly GuidelineSection[];
  /** The sections' indications, in their order. */
  readonly indications: readonly Indication[];
  readonly redFlags: readonly RedFlag[];
  /** Rules on the study itself, which no indication overrides. */
  readonly exclusions: readonly StudyRule[];
  /** Exclusions of a purpose, which yield to another indication that is fully satisfied. */
  readonly purposeExclusions: readonly PurposeExclusion[];
  /** Rules that follow a satisfied indication. */
  readonly afterwards: readonly AfterRule[];
  /** Rules that decide under a name of their own and have no other object: a study's gate, several orders at once. */
  readonly namedRules: readonly NamedRule[];
  readonly documentation: readonly Documentation[];
  readonly readings: Readings;
  readonly roles: Roles<Case>;
}

/** A policy of these parts; its indications are its sections'. */
export function policyOf(parts: Omit<Policy, 'indications'>): Policy {
  return Object.freeze({
    ...parts,
    indications: parts.sections.flatMap((section) => section.indications),
  });
}

/** Policies of which one is in force on every day: at least one, ordered by the day from which each holds. */
export type Policies = readonly [Policy, ...Policy[]];

/**
 * Puts policies in the order of their days.
 * @throws Error where there is none, one has no valid day, or two hold from the same day
 */
export function policiesOf(all: readonly Policy[]): Policies {
  const [first, ...others] = [...all].sort((one, other) => firstDay(one) - firstDay(other));
  if (first === undefined) throw new Error('no policy is loaded');
  const ordered: Policies = [first, ...others];
  for (const [at, policy] of others.entries()) {
    const before = ordered[at];
    if (before !== undefined && firstDay(before) === firstDay(policy)) {
      throw new Error(`${before.version} and ${policy.version} are in force from the same day`);
    }
  }
  return ordered;
}

/**
 * The policy that judges a day of service: the last one that holds from that day or before. What is older than
 * all of them is judged by the first, since no text of its time is loaded.
 */
export function inForceOn(policies: Policies, day: Day): Policy {
  return policies.findLast((policy) => firstDay(policy) <= day) ?? policies[0];
}

/** The newest version: what is shown where no order tells a day of service. */
export function newestOf(policies: Policies): Policy {
  return policies.at(-1) ?? policies[0];
}

/** The loaded policy of a version; undefined where none is. */
export function policyOfVersion(policies: Policies, version: string): Policy | undefined {
  return policies.find((policy) => policy.version === version);
}

function firstDay({ version, inForce }: Policy): Day {
  const from = chartDate(inForce.from);
  if (from === undefined) throw new Error(`${version} is in force from "${inForce.from}": no date`);
  return from.earliest;
}
