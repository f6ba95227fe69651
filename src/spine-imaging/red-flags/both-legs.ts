import { isBefore, isNewer } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import type { Evidence } from '../../logic/finding.ts';
import type { Concept } from '../../terminology/types.ts';
import { factsOf } from './flag-facts.ts';
import { type Graded, gradedOf, relation } from './limb-by-limb.ts';

/** A weakness of one leg that stands at the end of its records. */
interface WeakLeg {
  readonly since: ChartDate;
  readonly last: ChartDate;
  readonly evidence: Evidence;
}

/**
 * The weakness of both legs, of any grade, as the tests of strength and the records of each leg show it: a record for
 * each leg, of the day from which on both were weak. Empty where one of them is not weak at its last test.
 */
export function weaknessOfBothLegs(orderCase: Case): readonly ConditionFact[] {
  const told = recordsOfLegs(orderCase);
  const tested = gradedOf(orderCase, 'motor').filter(
    ({ limb, doubtful }) => limb.limb === 'leg' && doubtful !== true,
  );
  const legs = [...tested, ...told.map(({ graded }) => graded)];
  if (legs.length === 0) return [];
  const weak = (['left', 'right'] as const).map((side) =>
    weakLeg(legs.filter(({ limb }) => limb.side === side || limb.side === 'both')),
  );
  const [left, right] = weak;
  if (left === undefined || right === undefined) return [];
  const began = later(left.since, right.since);
  const lastSeen = isBefore(left.last, right.last) === 'met' ? left.last : right.last;
  // A leg that was last tested long ago may have recovered since.
  const recorded = isBefore(lastSeen, began) === 'met' ? lastSeen : began;
  const evidence = [...new Set([left.evidence, right.evidence])];
  const isSuspected = told.some(
    ({ certainty, graded }) => certainty === 'suspected' && evidence.includes(graded.evidence),
  );
  return evidence.map((one) => ({
    concepts: new Set<Concept>(['bilateral-leg-weakness']),
    regions: [],
    certainty: isSuspected ? 'suspected' : 'known',
    current: true,
    recorded,
    severe: false,
    bilateral: true,
    origin: 'observation',
    evidence: one,
  }));
}

/**
 * Records of the weakness of one leg, dated by their onset, else by the day on which they were written; a denial is a
 * test without weakness.
 */
export function recordsOfLegs(
  orderCase: Case,
): readonly { readonly certainty: ConditionFact['certainty']; readonly graded: Graded }[] {
  return factsOf(orderCase, 'leg-weakness').flatMap(
    ({ certainty, current, side, onset, recorded, evidence, regions }) => {
      const date = certainty === 'refuted' ? recorded : (onset ?? recorded);
      if (!current || side === undefined || date === undefined) return [];
      const graded: Graded = {
        quality: 'motor',
        severity: certainty === 'refuted' ? 0 : 1,
        shown: evidence.text,
        limb: { limb: 'leg', side },
        regions,
        date,
        evidence,
      };
      return [{ certainty, graded }];
    },
  );
}

function weakLeg(tests: readonly Graded[]): WeakLeg | undefined {
  const weak = tests
    .filter(({ severity }) => severity > 0)
    .toSorted((one, other) => one.date.latest - other.date.latest);
  const strong = tests.filter(({ severity }) => severity === 0);
  const standing = weak.filter((one) => !strong.some((other) => isRecovery(other, one)));
  const [first] = standing;
  const last = standing.at(-1);
  return first === undefined || last === undefined
    ? undefined
    : { since: first.date, last: last.date, evidence: last.evidence };
}

function later(one: ChartDate, other: ChartDate): ChartDate {
  return isBefore(one, other) === 'met' ? other : one;
}

function isRecovery(strong: Graded, weak: Graded): boolean {
  return isNewer(strong.date, weak.date) && relation(strong, weak) === 'told';
}
